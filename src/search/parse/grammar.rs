//! Lexemes to the tree, by recursive descent: one function for each strength of binding, called in
//! the order of the dialect's table.
//!
//! Each function gives `None` for what is left out, and has then said so. Only brackets recurse,
//! and their depth is bounded before.

use std::ops::Range;

use super::Settings;
use super::context::Context;
use super::dialect::{Dialect, Level};
use super::proximity_operands::{TakenOut, count};
use super::token::{Case, Lexeme, Token};
use super::warning::{Warnings, shown};
use crate::search::query::{Field, Query};

pub(super) fn parse_lexemes(
    text: &str,
    lexemes: Vec<Lexeme>,
    dialect: &'static Dialect,
    settings: Settings,
    warnings: &mut Warnings,
) -> Query {
    let mut parser = Parser {
        text,
        lexemes,
        dialect,
        next: 0,
        settings,
        warnings,
        nested: 0,
        case: None,
        in_quotes: false,
    };
    let query = parser.level(dialect.levels, Context::Text(None));
    debug_assert_eq!(parser.next, parser.lexemes.len(), "brackets are paired, so nothing is left");
    query.map_or(Query::All, Query::normal)
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    lexemes: Vec<Lexeme>,
    pub(super) dialect: &'static Dialect,
    next: usize,
    pub(super) settings: Settings,
    pub(super) warnings: &'a mut Warnings,
    /// How deep proximity nests in what was read last.
    pub(super) nested: usize,
    /// The capitals that Nexis' functions around this place ask for.
    pub(super) case: Option<Case>,
    /// Whether a phrase of several words is being read.
    pub(super) in_quotes: bool,
}

/// What stands before an operand.
pub(super) struct Signs {
    pub(super) negative: bool,
    pub(super) at_least: Option<(u32, Range<usize>)>,
}

/// Operands and the operators between them, while they are read.
#[derive(Default)]
pub(super) struct Joining {
    has_operand: bool,
    /// The operator that still wants its right side.
    operator: Option<Range<usize>>,
}

impl Joining {
    /// An operand was read.
    pub(super) fn operand(&mut self) {
        (self.has_operand, self.operator) = (true, None);
    }
}

impl Parser<'_> {
    /// What is still to be read.
    pub(super) fn ahead(&self) -> &[Lexeme] {
        &self.lexemes[self.next..]
    }

    /// The next lexeme.
    pub(super) fn lexeme(&self) -> Option<&Lexeme> {
        self.ahead().first()
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.lexeme().map(|lexeme| &lexeme.token)
    }

    /// The lexeme that was read last.
    pub(super) fn last(&self) -> &Token {
        &self.lexemes[self.next - 1].token
    }

    /// The byte after it.
    pub(super) fn end(&self) -> usize {
        self.lexemes[self.next - 1].at.end
    }

    /// Goes on to the one after it and gives its place.
    pub(super) fn skip(&mut self) -> Range<usize> {
        self.next += 1;
        self.lexemes[self.next - 1].at.clone()
    }

    pub(super) fn warn(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.warnings.push(at, message);
    }

    /// What the first of the levels reads, whose operands are read by the others.
    pub(super) fn level(&mut self, levels: &'static [Level], context: Context) -> Option<Query> {
        let Some((level, below)) = levels.split_first() else {
            return self.operand(context);
        };
        let outer = std::mem::take(&mut self.nested);
        let query = match level {
            Level::AndNot => self.and_not(below, context),
            Level::Or => self.or(below, context),
            Level::And => self.and(below, context),
            Level::Signs => self.signed(below, context),
            Level::Near => self.near(below, context),
            Level::Clauses => self.clauses(below, context),
        };
        self.nested = self.nested.max(outer);
        query
    }

    /// a OR b
    fn or(&mut self, below: &'static [Level], context: Context) -> Option<Query> {
        let mut parts = Vec::new();
        let mut joining = Joining::default();
        loop {
            let before = self.next;
            parts.extend(self.level(below, context));
            if self.next > before {
                joining.operand();
            }
            if self.peek() == Some(&Token::Or) {
                self.operator(&mut joining);
            } else if !self.dialect.runs_are_alternatives || !self.peek().is_some_and(starts_operand) {
                self.last_operator(joining);
                return some_of(parts, Query::Or);
            }
        }
    }

    /// a AND b, a b
    fn and(&mut self, below: &'static [Level], context: Context) -> Option<Query> {
        let (or_is_below, not_is_above) = (below.contains(&Level::Or), self.has_level(Level::AndNot));
        let lucene = self.has_level(Level::Clauses);
        let mut parts = Vec::new();
        let mut joining = Joining::default();
        while let Some(token) = self.peek() {
            match token {
                Token::Close => break,
                Token::Or if !or_is_below => break,
                Token::Not if not_is_above && !self.peek_near() => break,
                Token::And => {
                    if not_is_above
                        && joining.has_operand
                        && self.ahead().get(1).is_some_and(|next| next.token == Token::Not)
                    {
                        break;
                    }
                    self.operator(&mut joining);
                }
                // Without AND between them, Lucene's clauses are alternatives.
                _ if lucene && joining.has_operand && joining.operator.is_none() => break,
                _ => {
                    parts.extend(self.level(below, context));
                    joining.operand();
                }
            }
        }
        self.last_operator(joining);
        some_of(parts, Query::And)
    }

    fn has_level(&self, level: Level) -> bool {
        self.dialect.levels.contains(&level)
    }

    /// The next lexeme, which is an operator between operands.
    pub(super) fn operator(&mut self, joining: &mut Joining) {
        let at = self.skip();
        if !joining.has_operand {
            self.dangling(at, "left");
        } else if let Some(earlier) = joining.operator.replace(at) {
            self.dangling(earlier, "right");
        }
    }

    /// No more operands are joined.
    pub(super) fn last_operator(&mut self, joining: Joining) {
        if let Some(at) = joining.operator {
            self.dangling(at, "right");
        }
    }

    /// An operator without an operand on one of its sides.
    pub(super) fn dangling(&mut self, at: Range<usize>, side: &str) {
        let operator = shown(&self.text[at.clone()]);
        let message =
            format!("{operator} has nothing to join on its {side} and is left out; in quotes it is a word");
        self.warn(at, message);
    }

    pub(super) fn nothing_after(&mut self, at: Range<usize>) {
        let sign = shown(&self.text[at.clone()]);
        let message = format!(
            "{sign} has nothing after it and is left out; \
             it stands before a word, a phrase, a field or a group"
        );
        self.warn(at, message);
    }

    /// NOT a, -a, ATLEAST3 a
    fn signed(&mut self, below: &'static [Level], context: Context) -> Option<Query> {
        let Signs { negative, at_least } = self.signs()?;
        let query = self.level(below, context)?;
        let query = match at_least {
            Some((times, at)) => self.counted(query, times, at),
            None => query,
        };
        Some(negated(query, negative))
    }

    fn counted(&mut self, query: Query, times: u32, at: Range<usize>) -> Query {
        let query = query.normal();
        let mut out = TakenOut::default();
        match count(times, query.clone(), &mut out) {
            Some(counted) => {
                self.taken_out(&out, at);
                counted
            }
            None => {
                let sign = shown(&self.text[at.clone()]);
                self.warn(
                    at,
                    format!("{sign} counts positions in the text, and this has none, so it is left out"),
                );
                query
            }
        }
    }

    /// What stands before an operand; nothing if no operand follows.
    pub(super) fn signs(&mut self) -> Option<Signs> {
        let mut signs = Signs { negative: false, at_least: None };
        let mut start = None;
        while let Some(token) = self.peek() {
            let times = match token {
                Token::AtLeast(times) => Some(*times),
                Token::Not | Token::Minus => None,
                Token::Plus if start.is_some() => None,
                _ => break,
            };
            let plus = *token == Token::Plus;
            let at = self.skip();
            let all = *start.get_or_insert(at.start)..at.end;
            if let Some(times) = times {
                let least = signs.at_least.as_ref().map_or(0, |(times, _)| *times);
                signs.at_least = Some((least.max(times), at));
            } else if !plus {
                signs.negative = !signs.negative;
                if let Some((_, at)) = signs.at_least.take() {
                    let sign = shown(&self.text[at.clone()]);
                    let message = format!(
                        "{sign} counts positions in the text, which NOT does not have, so it is left out; \
                         write NOT before it"
                    );
                    self.warn(at, message);
                }
            }
            match self.peek() {
                Some(Token::Not | Token::Minus | Token::AtLeast(_) | Token::Plus) => {}
                Some(next) if starts_operand(next) => {}
                _ => {
                    self.nothing_after(all);
                    return None;
                }
            }
        }
        Some(signs)
    }

    /// A word, a phrase, a group, a field with its value; nothing where none begins.
    pub(super) fn operand(&mut self, context: Context) -> Option<Query> {
        match self.peek()?.clone() {
            Token::Open => self.group(context),
            Token::Prefix(_) | Token::UnknownPrefix => self.field(context),
            Token::Quote(quote) => {
                let at = self.skip();
                self.quote(context, &quote, at)
            }
            Token::Regex => {
                let at = self.skip();
                self.regex(context, at)
            }
            Token::Whole(query) => {
                self.skip();
                query
            }
            Token::Case(_) => self.cases(context),
            Token::Word => {
                let mut at = self.skip();
                match context {
                    Context::Text(field) if self.dialect.runs_are_phrases && field != Some(Field::Lang) => {
                        let mut places = vec![at];
                        while self.goes_on() {
                            places.push(self.skip());
                        }
                        self.run_of_words(field, places)
                    }
                    _ => {
                        while context.joins_words() && self.goes_on() {
                            at.end = self.skip().end;
                        }
                        self.word(context, at)
                    }
                }
            }
            Token::Plus => {
                let at = self.skip();
                self.nothing_after(at);
                None
            }
            Token::Close | Token::And | Token::Or | Token::Not | Token::Minus => None,
            Token::Near { .. } | Token::AtLeast(_) => None,
        }
    }

    /// Whether a word comes next and nothing was left out before it.
    fn goes_on(&self) -> bool {
        self.lexeme().is_some_and(|lexeme| lexeme.token == Token::Word && !lexeme.gap)
    }

    /// Nexis' `allcaps(..)`; of several the innermost holds.
    fn cases(&mut self, context: Context) -> Option<Query> {
        let outer = self.case;
        while let Some(&Token::Case(case)) = self.peek() {
            let at = self.skip();
            if case == Case::Number {
                self.warn(at, "singular and plural are not distinguished, so both are searched");
            } else {
                self.case = Some(case);
            }
        }
        let query = self.operand(context);
        self.case = outer;
        query
    }

    fn group(&mut self, context: Context) -> Option<Query> {
        let open = self.skip();
        let before = self.next;
        let query = self.level(self.dialect.levels, context.in_group());
        let empty = self.next == before;
        let close = self.skip();
        if empty {
            self.warn(open.start..close.end, "there is nothing in these brackets, so they are left out");
        }
        query
    }
}

pub(super) fn starts_operand(token: &Token) -> bool {
    matches!(
        token,
        Token::Open
            | Token::Prefix(_)
            | Token::UnknownPrefix
            | Token::Quote(_)
            | Token::Regex
            | Token::Whole(_)
            | Token::Case(_)
            | Token::Word
    )
}

pub(super) fn some_of(mut parts: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Option<Query> {
    if parts.len() < 2 { parts.pop() } else { Some(several(parts)) }
}

pub(super) fn negated(query: Query, negative: bool) -> Query {
    if negative { Query::Not(Box::new(query)) } else { query }
}
