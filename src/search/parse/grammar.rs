//! Lexemes to the tree, by recursive descent: one function for each strength of binding.
//!
//! Each function gives `None` for what is left out, and has then said so. Only brackets recurse,
//! and their depth is bounded before.

use std::ops::Range;

use jiff::civil::Date;

use super::context::Context;
use super::lexer::{Lexeme, Token};
use super::warning::{Warnings, shown};
use crate::search::query::Query;

pub(super) fn read(text: &str, lexemes: Vec<Lexeme>, today: Date, warnings: &mut Warnings) -> Query {
    let mut parser = Parser { text, lexemes, next: 0, today, warnings };
    let query = parser.or(Context::Text(None));
    debug_assert_eq!(parser.next, parser.lexemes.len(), "brackets are paired, so nothing is left");
    query.map_or(Query::All, Query::normal)
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    lexemes: Vec<Lexeme>,
    next: usize,
    pub(super) today: Date,
    pub(super) warnings: &'a mut Warnings,
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

    /// Goes on to the one after it and gives its place.
    pub(super) fn skip(&mut self) -> Range<usize> {
        self.next += 1;
        self.lexemes[self.next - 1].at.clone()
    }

    pub(super) fn warn(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.warnings.push(at, message);
    }

    /// a OR b
    fn or(&mut self, context: Context) -> Option<Query> {
        let mut parts = Vec::new();
        let mut operator = None;
        loop {
            let before = self.next;
            parts.extend(self.and(context));
            let (empty, first) = (self.next == before, operator.is_none());
            if empty && let Some(at) = operator.take() {
                self.dangling(at, "right");
            }
            if self.peek() != Some(&Token::Or) {
                return some_of(parts, Query::Or);
            }
            let at = self.skip();
            if empty && first {
                self.dangling(at, "left");
            } else {
                operator = Some(at);
            }
        }
    }

    /// a AND b, a b
    fn and(&mut self, context: Context) -> Option<Query> {
        let mut parts = Vec::new();
        let mut operator = None;
        let mut seen = false;
        while let Some(token) = self.peek() {
            match token {
                Token::Or | Token::Close => break,
                Token::And => {
                    let at = self.skip();
                    if !seen {
                        self.dangling(at, "left");
                    } else if let Some(earlier) = operator.replace(at) {
                        self.dangling(earlier, "right");
                    }
                }
                Token::Near => {
                    let at = self.skip();
                    self.dangling(at, "left");
                }
                _ => {
                    parts.extend(self.not(context));
                    (seen, operator) = (true, None);
                }
            }
        }
        if let Some(at) = operator {
            self.dangling(at, "right");
        }
        some_of(parts, Query::And)
    }

    /// AND, OR or a proximity operator without an operand on one of its sides.
    fn dangling(&mut self, at: Range<usize>, side: &str) {
        let operator = shown(&self.text[at.clone()]);
        let message =
            format!("{operator} has nothing to join on its {side} and is left out; in quotes it is a word");
        self.warn(at, message);
    }

    /// NOT a, -a, ATLEAST3 a
    fn not(&mut self, context: Context) -> Option<Query> {
        let negative = self.signs()?;
        self.near(context).map(|operand| negated(operand, negative))
    }

    /// Whether the signs before an operand negate it; nothing if no operand follows them.
    pub(super) fn signs(&mut self) -> Option<bool> {
        let (mut negative, mut start) = (false, None);
        while let Some(token @ (Token::Not | Token::Minus | Token::AtLeast)) = self.peek() {
            let at_least = *token == Token::AtLeast;
            negative ^= !at_least;
            let at = self.skip();
            let sign = shown(&self.text[at.clone()]);
            let all = *start.get_or_insert(at.start)..at.end;
            match self.peek() {
                Some(Token::Not | Token::Minus | Token::AtLeast) if !at_least => {}
                Some(next) if starts_operand(next) || *next == Token::Not => {
                    if at_least {
                        self.warn(at, format!("{sign} is not available yet, so one mention is enough"));
                    }
                }
                _ => {
                    self.warn(
                        all,
                        format!(
                            "{sign} has nothing after it and is left out; \
                             it stands before a word, a phrase, a field or a group"
                        ),
                    );
                    return None;
                }
            }
        }
        Some(negative)
    }

    /// a NEAR/5 b, a W/S b, a NOT NEAR/5 b
    fn near(&mut self, context: Context) -> Option<Query> {
        let mut parts: Vec<Query> = self.operand(context).into_iter().collect();
        loop {
            let without = self.peek() == Some(&Token::Not);
            let operator = self.lexemes.get(self.next + usize::from(without));
            if operator.is_none_or(|lexeme| lexeme.token != Token::Near) {
                return some_of(parts, Query::And);
            }
            let first = self.skip();
            let at = if without { first.start..self.skip().end } else { first };
            if !self.peek().is_some_and(starts_operand) {
                self.dangling(at, "right");
                continue;
            }
            let start = self.lexemes[self.next].at.start;
            let right = self.operand(context);
            let name = shown(&self.text[at.clone()]);
            if without {
                let left_out = shown(&self.text[start..self.lexemes[self.next - 1].at.end]);
                self.warn(
                    at,
                    format!(
                        "{name} is not available yet, so {left_out} is left out; \
                         what stands before it is searched"
                    ),
                );
            } else {
                self.warn(
                    at,
                    format!("{name} is not available yet, so both sides may stand anywhere in the article"),
                );
                parts.extend(right);
            }
        }
    }

    /// A word, a phrase, a group, a field with its value. The next lexeme starts one.
    pub(super) fn operand(&mut self, context: Context) -> Option<Query> {
        match self.peek()?.clone() {
            Token::Open => self.group(context),
            Token::Prefix(_) | Token::UnknownPrefix => self.field(context),
            Token::Quote(quote) => {
                let at = self.skip();
                let phrase = self.quote(context, &quote, at);
                self.slop();
                phrase
            }
            Token::Regex => {
                let at = self.skip();
                self.regex(context, at)
            }
            _ => {
                let mut at = self.skip();
                while context.joins_words() && self.peek() == Some(&Token::Word) {
                    at.end = self.skip().end;
                }
                self.word(context, at)
            }
        }
    }

    fn group(&mut self, context: Context) -> Option<Query> {
        let open = self.skip();
        let before = self.next;
        let query = self.or(context.in_group());
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
        Token::Open | Token::Prefix(_) | Token::UnknownPrefix | Token::Quote(_) | Token::Regex | Token::Word
    )
}

pub(super) fn some_of(parts: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Option<Query> {
    if parts.is_empty() { None } else { Some(several(parts)) }
}

pub(super) fn negated(query: Query, negative: bool) -> Query {
    if negative { Query::Not(Box::new(query)) } else { query }
}
