//! Rules of grammar that our own language does not have: Nexis' AND NOT and Lucene's clauses.

use std::ops::Range;

use super::context::Context;
use super::dialect::Level;
use super::grammar::{Joining, Parser, negated, some_of, starts_operand};
use super::token::Token;
use crate::search::query::Query;

impl Parser<'_> {
    /// a AND NOT b
    pub(super) fn and_not(&mut self, below: &'static [Level], context: Context) -> Option<Query> {
        let mut parts: Vec<Query> = self.level(below, context).into_iter().collect();
        loop {
            let joined = self.peek() == Some(&Token::And);
            if !joined && self.peek() != Some(&Token::Not) {
                return some_of(parts, Query::And);
            }
            let first = self.skip();
            let (mut end, mut negative) = (first.end, !joined);
            while self.peek() == Some(&Token::Not) && !self.peek_near() {
                end = self.skip().end;
                negative = !negative;
            }
            let before = self.ahead().len();
            let right = self.level(below, context);
            parts.extend(right.map(|query| negated(query, negative)));
            if self.ahead().len() == before {
                self.nothing_after(first.start..end);
            }
        }
    }

    /// Lucene's +a b -c, a OR b: what has `+` is required, what has `-` excluded, and of the others
    /// one is enough. Beside something required they only lift the score there, so they are left out.
    pub(super) fn clauses(&mut self, below: &'static [Level], context: Context) -> Option<Query> {
        let (mut required, mut excluded, mut optional) = (Vec::new(), Vec::new(), Vec::new());
        let mut first_optional: Option<Range<usize>> = None;
        let mut joining = Joining::default();
        while let Some(token) = self.peek() {
            match token {
                Token::Close => break,
                Token::Or => {
                    self.operator(&mut joining);
                    continue;
                }
                _ => {}
            }
            let plus = *token == Token::Plus;
            if plus {
                let at = self.skip();
                if !self.peek().is_some_and(starts_operand) {
                    self.nothing_after(at);
                    continue;
                }
            }
            let start = self.lexeme().map_or(0, |lexeme| lexeme.at.start);
            let query = self.level(below, context);
            joining.operand();
            match query {
                None => {}
                Some(Query::Not(inner)) => excluded.push(Query::Not(inner)),
                Some(query) if plus => required.push(query),
                Some(query) => {
                    let end = self.end();
                    first_optional.get_or_insert(start..end);
                    optional.push(query);
                }
            }
        }
        self.last_operator(joining);
        match first_optional {
            Some(at) if !required.is_empty() => self.warn(
                at,
                "beside what has a +, a word without one changes only the order of the hits, so it is left out",
            ),
            Some(_) => required.push(Query::Or(optional)),
            None => {}
        }
        required.append(&mut excluded);
        some_of(required, Query::And)
    }
}
