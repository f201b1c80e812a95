//! Query text to lexemes. Decides what is a sign and what is part of a word, and leaves what
//! they mean together to the grammar. Every look ahead is bounded or consumes what it saw, so
//! that the time is linear.

use std::ops::Range;

use jiff::civil::Date;

use super::dialect::{Dialect, Part};
use super::operators::{Operator, number, operator};
use super::prefix::{Bound, Prefix};
use super::scan::{
    boost_bytes, is_quote, is_url, part_name, prefix, range_bytes, regex_bytes, slashed, url_bytes,
    value_bytes, word_bytes,
};
use super::token::{Lexeme, Quote, Token};
use super::vendor_dates;
use super::warning::Warnings;
use crate::search::query::Within;

pub(super) fn lex(
    text: &str,
    dialect: &'static Dialect,
    today: Date,
    warnings: &mut Warnings,
) -> Vec<Lexeme> {
    let mut lexer = Lexer {
        text,
        dialect,
        today,
        warnings,
        at: 0,
        glued: false,
        no_more_straight: false,
        lexemes: Vec::new(),
    };
    while let Some(c) = lexer.rest().chars().next() {
        if c.is_whitespace() {
            lexer.at += c.len_utf8();
            lexer.glued = false;
        } else {
            lexer.lexeme(c);
            lexer.glued = true;
        }
    }
    lexer.lexemes
}

struct Lexer<'a> {
    text: &'a str,
    dialect: &'static Dialect,
    today: Date,
    warnings: &'a mut Warnings,
    at: usize,
    glued: bool,
    /// Set once a search for a closing `"` reached the end of the text in vain.
    no_more_straight: bool,
    lexemes: Vec<Lexeme>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn push(&mut self, token: Token, bytes: usize) {
        self.lexemes.push(Lexeme { token, at: self.at..self.at + bytes, glued: self.glued });
        self.at += bytes;
    }

    /// Goes over what is left out.
    fn leave_out(&mut self, bytes: usize, message: impl Into<String>) {
        self.warnings.push(self.at..self.at + bytes, message);
        self.at += bytes;
    }

    fn lexeme(&mut self, first: char) {
        let rest = self.rest();
        let dialect = self.dialect;
        let glued_to = if self.glued { self.lexemes.last().map(|last| &last.token) } else { None };
        let after_prefix = matches!(glued_to, Some(Token::Prefix(_) | Token::UnknownPrefix));
        let in_url = matches!(glued_to, Some(Token::Prefix(prefix)) if prefix.is_url());
        let fresh =
            matches!(glued_to, None | Some(Token::Open | Token::Minus | Token::Plus | Token::Prefix(_)));
        match first {
            '(' => return self.push(Token::Open, 1),
            ')' => return self.push(Token::Close, 1),
            '[' if dialect.square_brackets => return self.push(Token::Open, 1),
            ']' if dialect.square_brackets => return self.push(Token::Close, 1),
            '[' | '{' if dialect.ranges && after_prefix => {
                if let Some(bytes) = range_bytes(rest) {
                    return self.range(bytes);
                }
            }
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
            '-' if fresh && dialect.signs => {
                let dashes = rest.len() - rest.trim_start_matches('-').len();
                // A dash on its own is punctuation: "peace -- at last".
                if !rest[dashes..].starts_with(char::is_whitespace) && dashes < rest.len() {
                    for _ in 0..dashes {
                        self.push(Token::Minus, 1);
                        self.glued = true;
                    }
                    return;
                }
            }
            '+' | '!'
                if fresh
                    && dialect.clause_signs
                    && rest[1..].starts_with(|c: char| !c.is_whitespace() && c != ')') =>
            {
                return self.push(if first == '+' { Token::Plus } else { Token::Not }, 1);
            }
            '/' if fresh && dialect.signs && !in_url => {
                if let Some(bytes) = regex_bytes(rest) {
                    return self.push(Token::Regex, bytes);
                }
            }
            _ if is_quote(first) => return self.quote(0),
            _ => {}
        }
        if !after_prefix && let Some(Operator { token, bytes, warning }) = operator(rest, self.dialect) {
            if let Some(message) = warning {
                self.warnings.push(self.at..self.at + bytes, message);
            }
            return self.push(token, bytes);
        }
        if self.dialect.any_case && self.vendor_clause(after_prefix) {
            return;
        }
        if let Some((part, bytes)) = part_name(rest, self.dialect) {
            return self.named_part(part, bytes);
        }
        if let Some((prefix, bytes)) = Prefix::first_words(rest) {
            return self.push(Token::Prefix(prefix), bytes);
        }
        if in_url || is_url(rest) {
            return self.push(Token::Word, url_bytes(rest));
        }
        match prefix(rest, self.dialect) {
            Some((token, bytes)) => self.push(token, bytes),
            None => self.push(Token::Word, word_bytes(rest, self.dialect)),
        }
    }

    /// Clauses of Nexis and Factiva that are no words: dates, and Factiva's `/f50/` and `/n5/`.
    fn vendor_clause(&mut self, after_prefix: bool) -> bool {
        let rest = self.rest();
        if !after_prefix && let Some((clause, bytes)) = vendor_dates::clause(rest, self.dialect, self.today) {
            if let Some(message) = clause.warning {
                self.warnings.push(self.at..self.at + bytes, message);
            }
            self.push(Token::Whole(clause.query), bytes);
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
                self.warnings.push(self.at..self.at + bytes, message);
            }
            self.push(Token::Near { within: Within::Words(distance), ordered: false }, bytes);
            return true;
        }
        false
    }

    /// A named part of the article, before its value.
    fn named_part(&mut self, part: Part, bytes: usize) {
        match part {
            Part::Is(prefix) => self.push(Token::Prefix(prefix), bytes),
            Part::Nearly(prefix, message) => {
                self.warnings.push(self.at..self.at + bytes, message);
                self.push(Token::Prefix(prefix), bytes);
            }
            Part::Case(case) => self.push(Token::Case(case), bytes),
            Part::Missing => {
                let rest = self.rest();
                let name = rest[..bytes].trim_end_matches(|c: char| !c.is_alphanumeric());
                let all = bytes + value_bytes(&rest[bytes..], self.dialect);
                let message = format!("this archive has nothing like {name}, so this is left out");
                self.warnings.push(self.at..self.at + all, message);
                self.push(Token::Whole(None), all);
            }
        }
    }

    /// Lucene's `[a TO b]` after a prefix, of which it becomes one with the prefix.
    fn range(&mut self, bytes: usize) {
        let rest = self.rest();
        let prefix = self.lexemes.pop().expect("a range is looked for after a prefix");
        let is_date = prefix.token == Token::Prefix(Prefix::Date(Bound::Within));
        let read = if is_date {
            vendor_dates::range(&rest[..bytes], self.today)
        } else {
            Err("only dates have ranges, so this is left out".to_string())
        };
        let at = prefix.at.start..self.at + bytes;
        let query = read.map_err(|message| self.warnings.push(at.clone(), message)).ok();
        self.at = at.start;
        self.glued = prefix.glued;
        self.push(Token::Whole(query), at.len());
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
        '“' | '„' => "“”",
        '«' => "»",
        '»' => "«»",
        _ => "”",
    }
}
