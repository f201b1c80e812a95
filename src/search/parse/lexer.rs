//! Query text to lexemes. Decides what is a sign and what is part of a word, and leaves what
//! they mean together to the grammar. Every look ahead is bounded or consumes what it saw, so
//! that the time is linear.

use std::ops::Range;

use super::Settings;
use super::dates::{self, DateValue};
use super::dialect::{Dialect, Part};
use super::field_names::{FieldName, NamedPart, field_name};
use super::operators::{Before, Operator, number, operator};
use super::prefix::{Bound, Prefix};
use super::scan::{
    boost_bytes, is_quote, is_url, range_bytes, regex_bytes, single_quoted, slashed, url_bytes, value_bytes,
    word_bytes,
};
use super::token::{Lexeme, Quote, Token};
use super::vendor_dates::{self, DateClause};
use super::warning::Warnings;
use crate::search::query::{Query, Within};

pub(super) fn lex(
    text: &str,
    dialect: &'static Dialect,
    settings: Settings,
    warnings: &mut Warnings,
) -> Vec<Lexeme> {
    let mut lexer = Lexer {
        text,
        dialect,
        settings,
        warnings,
        at: 0,
        glued: false,
        gap: false,
        names: Vec::new(),
        no_more_straight: false,
        lexemes: Vec::new(),
    };
    while let Some(c) = lexer.rest().chars().next() {
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
            lexer.glued = false;
        } else {
            lexer.lexeme(c);
        }
    }
    lexer.lexemes
}

struct Lexer<'a> {
    text: &'a str,
    dialect: &'static Dialect,
    settings: Settings,
    warnings: &'a mut Warnings,
    at: usize,
    glued: bool,
    /// Whether something was left out since the last lexeme.
    gap: bool,
    /// Of each bracket that is open, whether it holds names.
    names: Vec<bool>,
    /// Set once a search for a closing `"` reached the end of the text in vain.
    no_more_straight: bool,
    lexemes: Vec<Lexeme>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, token: Token, bytes: usize) {
        let gap = std::mem::take(&mut self.gap);
        self.lexemes.push(Lexeme { token, at: self.at..self.at + bytes, glued: self.glued, gap });
        self.at += bytes;
        self.glued = true;
    }

    fn tell(&mut self, bytes: usize, message: impl Into<String>) {
        self.warnings.push(self.at..self.at + bytes, message);
    }

    fn open(&mut self) {
        let holds_names = match self.glued_to() {
            Some(Token::Prefix(prefix)) => matches!(prefix, Prefix::Name(_)),
            _ => self.names.last().copied().unwrap_or(false),
        };
        self.names.push(holds_names);
        self.push(Token::Open, 1);
    }

    /// Goes over what is left out.
    fn leave_out(&mut self, bytes: usize, message: impl Into<String>) {
        self.tell(bytes, message);
        self.at += bytes;
        self.gap = true;
    }

    /// The lexeme that this place follows without white space.
    fn glued_to(&self) -> Option<&Token> {
        if self.glued { self.lexemes.last().map(|last| &last.token) } else { None }
    }

    /// Whether a sign here stands before an operand, not within a word or behind it.
    fn is_fresh(&self) -> bool {
        matches!(self.glued_to(), None | Some(Token::Open | Token::Minus | Token::Plus | Token::Prefix(_)))
    }

    fn lexeme(&mut self, first: char) {
        let rest = self.rest();
        let dialect = self.dialect;
        let after_prefix = matches!(self.glued_to(), Some(Token::Prefix(_) | Token::UnknownPrefix));
        let in_url = matches!(self.glued_to(), Some(Token::Prefix(prefix)) if prefix.is_url());
        match first {
            '(' => return self.open(),
            ')' => {
                self.names.pop();
                return self.push(Token::Close, 1);
            }
            '[' | '{' if dialect.ranges && after_prefix && range_bytes(rest).is_some() => {
                return self.range(range_bytes(rest).unwrap_or(1));
            }
            '[' if dialect.square_brackets => {
                if dialect.hints {
                    self.tell(1, "[ ] are read as ( )");
                }
                return self.open();
            }
            ']' if dialect.square_brackets => {
                self.names.pop();
                return self.push(Token::Close, 1);
            }
            '*' if dialect.clause_signs && self.every_article() => return,
            '^' if dialect.weights && self.glued => {
                let bytes = boost_bytes(rest);
                if bytes > 1 {
                    return self.leave_out(bytes, "weights are not available, so this one is left out");
                }
            }
            '=' if dialect.signs => {
                let equals = rest.len() - rest.trim_start_matches('=').len();
                if rest[equals..].starts_with(is_quote) {
                    return self.quote(equals);
                }
            }
            '/' if dialect.signs && !in_url && self.is_fresh() => {
                if let Some(bytes) = regex_bytes(rest) {
                    return self.push(Token::Regex, bytes);
                }
            }
            _ if is_quote(first) => return self.quote(0),
            _ => {}
        }
        if self.sign(first) || !after_prefix && self.operator() {
            return;
        }
        if let Some(&Token::Prefix(Prefix::Date(bound))) = self.glued_to() {
            let one_word = word_bytes(rest, dialect);
            let bytes = dates::value_bytes(rest, one_word, bound, self.settings);
            return self.push(Token::Word, bytes);
        }
        if self.vendor_clause(after_prefix) {
            return;
        }
        if in_url || is_url(rest) {
            return self.push(Token::Word, url_bytes(rest));
        }
        match field_name(rest, dialect) {
            Some(name) => self.named_part(name),
            None => self.push(Token::Word, word_bytes(rest, dialect)),
        }
    }

    /// Lucene's `*:*`; tells so where it is an alternative and not the base of what is excluded.
    fn every_article(&mut self) -> bool {
        let Some(behind) = self.rest().strip_prefix("*:*") else { return false };
        if !(behind.is_empty() || behind.starts_with(|c: char| c.is_whitespace() || c == ')')) {
            return false;
        }
        let behind = behind.trim_start();
        let narrows = behind.is_empty()
            || ["-", "+", "!", "AND", "NOT", "&&"].iter().any(|sign| behind.starts_with(sign));
        let is_first = self.text[..self.at].trim().is_empty();
        let required = self.lexemes.last().is_some_and(|last| last.token == Token::And);
        if !narrows || !(is_first || required) {
            self.tell(3, "this is every article");
        }
        self.push(Token::Whole(Some(Query::All)), 3);
        true
    }

    /// `-`, `+`, `!` before an operand, and single quotes; tells whether one of them was read.
    fn sign(&mut self, first: char) -> bool {
        let rest = self.rest();
        let dialect = self.dialect;
        if !self.is_fresh() {
            return false;
        }
        let behind = &rest[first.len_utf8()..];
        let before_operand =
            behind.starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || matches!(c, '(' | '=' | '*'));
        match first {
            '-' if dialect.signs => {
                let dashes = rest.len() - rest.trim_start_matches('-').len();
                // A dash on its own is punctuation: "peace -- at last".
                if rest[dashes..].starts_with(char::is_whitespace) || dashes == rest.len() {
                    return false;
                }
                for _ in 0..dashes {
                    self.push(Token::Minus, 1);
                }
            }
            '+' | '!' if dialect.clause_signs => {
                if !behind.starts_with(|c: char| !c.is_whitespace() && c != ')') {
                    return false;
                }
                self.push(if first == '+' { Token::Plus } else { Token::Not }, 1);
            }
            '!' | '–' | '—' | '−' | '‐' | '‑' | '¬' if dialect.signs && before_operand => {
                let message = format!("‘{first}’ before a word is read as -, which leaves its articles out");
                self.tell(first.len_utf8(), message);
                self.push(Token::Minus, first.len_utf8());
            }
            '+' if dialect.hints && before_operand => {
                self.tell(
                    1,
                    "‘+’ is not needed and is left out; words that follow each other are all required",
                );
                self.at += 1;
            }
            '-' | '–' | '!' | '+'
                if !dialect.signs && before_operand && !(first == '+' && dialect.plus_is_pre) =>
            {
                let operator = if dialect.but_not { "AND NOT" } else { "NOT" };
                let message = format!(
                    "‘{first}’ before a word means nothing in this syntax and is left out; \
                     {operator} leaves articles out"
                );
                self.leave_out(first.len_utf8(), message);
            }
            '\'' | '‘' | '‚' | '‹' | '`' | '´' if !dialect.clause_signs => {
                let Some((open, close, bytes)) = single_quoted(rest) else { return false };
                self.tell(open, "single quotes are read as double ones, so these words are a phrase");
                let inside = self.at + open..self.at + close;
                self.push(Token::Quote(Quote { equals: 0, inside, closed: true }), bytes);
            }
            _ => return false,
        }
        true
    }

    /// An operator, or what looks like one.
    fn operator(&mut self) -> bool {
        let last = self.lexemes.last();
        let before = match last.map(|last| &last.token) {
            Some(Token::Word) if self.names.last() == Some(&true) => Before::Name,
            Some(Token::Word) => Before::word(last.map_or("", |last| &self.text[last.at.clone()])),
            Some(Token::Quote(_) | Token::Close | Token::Regex | Token::Whole(_)) => Before::Operand,
            Some(Token::And | Token::Or) => Before::AndOr,
            _ => Before::Else,
        };
        let Some(Operator { token, not, bytes, warning }) = operator(self.rest(), self.dialect, before)
        else {
            return false;
        };
        if let Some(message) = warning {
            self.tell(bytes, message);
        }
        if not > 0 {
            self.push(Token::Not, not);
        }
        self.push(token, bytes - not);
        true
    }

    /// Clauses of other syntaxes that are no words: dates, and Factiva's `/f50/`, `/n5/` and `%`.
    fn vendor_clause(&mut self, after_prefix: bool) -> bool {
        let rest = self.rest();
        if !after_prefix {
            match vendor_dates::clause(rest, self.dialect, self.settings) {
                Some(DateClause::Read(value, bytes)) => {
                    self.whole_date(value, bytes);
                    return true;
                }
                Some(DateClause::Words(bytes)) => {
                    self.tell(bytes, "no date follows, so this is searched as words");
                }
                None => {}
            }
        }
        if self.dialect.percent_is_a_word && self.percent() {
            return true;
        }
        if !self.dialect.slash_operators {
            return false;
        }
        if let Some(bytes) = slashed(rest, 'f') {
            self.leave_out(
                bytes,
                "the first words of an article are not indexed separately, so this is left out",
            );
            return true;
        }
        if let Some(bytes) = slashed(rest, 'n') {
            let (distance, warning) = number(&rest[2..bytes - 1], &rest[..bytes]);
            if let Some(message) = warning {
                self.tell(bytes, message);
            }
            self.push(Token::Near { within: Within::Words(distance), ordered: false }, bytes);
            return true;
        }
        false
    }

    /// Factiva's `%` beside something else than a word; between words it is a word of their phrase.
    fn percent(&mut self) -> bool {
        let Some(behind) =
            self.rest().strip_prefix('%').filter(|behind| behind.starts_with(char::is_whitespace))
        else {
            return false;
        };
        let is_word = |c: char| c.is_alphanumeric() || c == '%';
        let before = self.lexemes.last().map(|last| &last.token);
        if before.is_none() || before == Some(&Token::Word) && behind.trim_start().starts_with(is_word) {
            return false;
        }
        self.tell(1, "one word between is read as at most one, as by adj2");
        self.push(Token::Near { within: Within::Words(2), ordered: true }, 1);
        true
    }

    fn whole_date(&mut self, value: DateValue, bytes: usize) {
        if let Some(message) = value.warning {
            self.tell(bytes, message);
        }
        self.push(Token::Whole(Some(value.query)), bytes);
    }

    /// A named part of the article, before its value.
    fn named_part(&mut self, name: FieldName) {
        let FieldName { part, bytes, blanks, warning } = name;
        if let Some(message) = warning {
            self.tell(bytes, message);
        }
        match part {
            NamedPart::Known(Part::Is(prefix)) => self.push(Token::Prefix(prefix), bytes),
            NamedPart::Known(Part::Nearly(prefix, message)) => {
                self.tell(bytes, message);
                self.push(Token::Prefix(prefix), bytes);
            }
            NamedPart::Known(Part::Case(case)) => self.push(Token::Case(case), bytes),
            NamedPart::Known(Part::Missing) => self.part_left_out(bytes, "this archive has nothing like"),
            NamedPart::LeftOut => self.part_left_out(bytes, "there is no field"),
            NamedPart::Word => self.push(Token::UnknownPrefix, bytes),
        }
        self.at += blanks;
    }

    /// A name and its value, which are left out.
    fn part_left_out(&mut self, bytes: usize, why: &str) {
        let rest = self.rest();
        let name = rest[..bytes].trim_end_matches(|c: char| !c.is_alphanumeric());
        let value = rest[bytes..].trim_start_matches([' ', '<', '>', '=']);
        let start = rest.len() - value.len();
        let quoted = value.starts_with('"').then(|| value[1..].find('"').map(|end| end + 2)).flatten();
        let all = start + quoted.unwrap_or_else(|| value_bytes(value, self.dialect));
        let message = format!("{why} {name}, so this is left out");
        self.tell(all, message);
        self.push(Token::Whole(None), all);
    }

    /// Lucene's `[a TO b]` after a prefix, of which it becomes one with the prefix.
    fn range(&mut self, bytes: usize) {
        let rest = self.rest();
        let prefix = self.lexemes.pop().expect("a range is looked for after a prefix");
        let is_date = prefix.token == Token::Prefix(Prefix::Date(Bound::Within));
        let at = prefix.at.start..self.at + bytes;
        self.at = at.start;
        (self.glued, self.gap) = (prefix.glued, prefix.gap);
        if is_date {
            return self.whole_date(vendor_dates::range(&rest[..bytes], self.settings), at.len());
        }
        self.tell(at.len(), "only dates have ranges, so this is left out");
        self.push(Token::Whole(None), at.len());
    }

    fn quote(&mut self, equals: usize) {
        let rest = self.rest();
        let open = rest[equals..].chars().next().expect("the caller saw a quote");
        let start = equals + open.len_utf8();
        let close = self.closing(open, start);
        let inside = self.at + start..self.at + close.as_ref().map_or(rest.len(), |close| close.start);
        let bytes = close.as_ref().map_or(rest.len(), |close| close.end);
        self.push(Token::Quote(Quote { equals, inside, closed: close.is_some() }), bytes);
    }

    /// Where the quote that `open` begins is closed. Typographic quotes close each other as
    /// languages have it, and `"` closes them all; what `"` opens holds typographic quotes as plain
    /// text (`"Dwayne “The Rock” Johnson"`) unless nothing else closes it.
    fn closing(&mut self, open: char, start: usize) -> Option<Range<usize>> {
        let rest = &self.rest()[start..];
        let mut second_best = None;
        let mut chars = rest.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            let range = start + i..start + i + c.len_utf8();
            if c == '\\' {
                chars.next_if(|&(_, next)| matches!(next, '"' | '\\'));
            } else if c == '"' || open != '"' && closers(open).contains(c) {
                return Some(range);
            } else if open == '"' && second_best.is_none() && is_quote(c) {
                if self.no_more_straight {
                    return Some(range);
                }
                second_best = Some(range);
            }
        }
        self.no_more_straight = true;
        second_best
    }
}

fn closers(open: char) -> &'static str {
    match open {
        '“' | '„' | '‟' => "“”",
        '«' => "»",
        '»' => "«»",
        _ => "”",
    }
}
