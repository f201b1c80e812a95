//! Proximity: a NEAR/5 b, a W/S b, a NOT NEAR/5 b, and the distance of a phrase.

use std::ops::Range;

use super::context::Context;
use super::dialect::Level;
use super::grammar::{Parser, negated, some_of, starts_operand};
use super::operators::MAX_NUMBER;
use super::proximity_operands::{TakenOut, join};
use super::token::Token;
use super::warning::shown;
use crate::search::query::{Field, Near, Query, Within, Word};

/// How deep proximity may nest, a chain of operators counting as nested; it bounds the tree, so
/// that walking it is safe.
pub(super) const MAX_NESTED: usize = 32;

struct Side {
    query: Query,
    /// How deep proximity nests in it.
    nested: usize,
}

struct Joint {
    within: Within,
    ordered: bool,
    not: bool,
    at: Range<usize>,
}

impl Joint {
    /// What binds first where the nearest does; smaller first.
    fn rank(&self) -> (u8, u32) {
        match self.within {
            Within::Words(words) => (0, words),
            Within::Sentence => (1, 0),
            Within::Paragraph => (2, 0),
        }
    }
}

/// Operands and the operators between them, of which those that bind no weaker than a later one
/// are joined as that arrives.
#[derive(Default)]
struct Chain {
    sides: Vec<Side>,
    joints: Vec<Joint>,
    /// What is asked of the article as a whole.
    required: Vec<Query>,
    nested: usize,
}

impl Parser<'_> {
    /// a NEAR/5 b
    pub(super) fn near(&mut self, levels: &'static [Level], context: Context) -> Option<Query> {
        let mut chain = Chain::default();
        while self.peek_near() {
            let at = self.skip_near().at;
            self.dangling(at, "left");
        }
        let mut first = self.level(levels, context);
        let mut joined = false;
        while self.peek_near() {
            let mut joint = self.skip_near();
            let signed = matches!(self.peek(), Some(Token::Not | Token::Minus | Token::AtLeast(_)));
            if signed && !self.peek_near() {
                match self.signs() {
                    Some(signs) => {
                        joint.not ^= signs.negative;
                        if let Some((_, at)) = signs.at_least {
                            self.uncounted(at);
                        }
                    }
                    None => {
                        self.dangling(joint.at, "right");
                        continue;
                    }
                }
            } else if !self.peek().is_some_and(starts_operand) {
                self.dangling(joint.at, "right");
                continue;
            }
            if !joined {
                joined = true;
                self.push(&mut chain, first.take());
            }
            if context == Context::Text(Some(Field::Lang)) {
                self.warn(joint.at, "a language has no position in the text, so this is read as AND");
                let right = self.level(levels, context);
                chain.required.extend(right.map(|query| negated(query, joint.not)));
                continue;
            }
            let binds_later = |last: &Joint| self.dialect.nearest_first && last.rank() > joint.rank();
            while chain.joints.last().is_some_and(|last| !binds_later(last)) {
                self.join_last(&mut chain);
            }
            let right = self.level(levels, context);
            match right {
                // What was left out on the left leaves the right alone.
                Some(right) if chain.sides.len() > chain.joints.len() => {
                    chain.joints.push(joint);
                    self.push(&mut chain, Some(right));
                }
                Some(right) if !joint.not => self.push(&mut chain, Some(right)),
                Some(right) => {
                    chain.nested = chain.nested.max(std::mem::take(&mut self.nested));
                    chain.required.push(Query::Not(Box::new(right)));
                }
                None => {}
            }
        }
        if !joined {
            return first;
        }
        while !chain.joints.is_empty() {
            self.join_last(&mut chain);
        }
        let rest: Vec<Query> = chain.sides.into_iter().map(|side| side.query).chain(chain.required).collect();
        self.nested = chain.nested;
        some_of(rest, Query::And)
    }

    /// An operand, as the last side.
    fn push(&mut self, chain: &mut Chain, query: Option<Query>) {
        let nested = std::mem::take(&mut self.nested);
        chain.nested = chain.nested.max(nested);
        chain.sides.extend(query.map(|query| Side { query, nested }));
    }

    /// Joins the last two sides.
    fn join_last(&mut self, chain: &mut Chain) {
        let Some(Joint { within, ordered, not, at }) = chain.joints.pop() else {
            return;
        };
        let (Some(right), Some(left)) = (chain.sides.pop(), chain.sides.pop()) else {
            return;
        };
        let nested = left.nested.max(right.nested) + 1;
        if nested > MAX_NESTED {
            let message = format!(
                "proximity nests at most {MAX_NESTED} deep; here both sides may stand anywhere in the article"
            );
            self.warn(at, message);
            // The one that may still be joined goes on.
            chain.required.push(negated(right.query, not));
            chain.sides.push(left);
            return;
        }
        let mut out = TakenOut::default();
        let near = Near { left: left.query.normal(), right: right.query.normal(), within, ordered, not };
        let query = join(near, &mut out);
        self.taken_out(&out, at);
        chain.required.append(&mut out.required);
        chain.nested = chain.nested.max(nested);
        // A place holder would be joined to a neighbour; what is empty leaves the neighbour alone.
        match query {
            Some(query) => {
                let nested = if matches!(query, Query::Near(_)) { nested } else { nested - 1 };
                chain.sides.push(Side { query, nested });
            }
            None => self.without_side(chain),
        }
    }

    /// Nothing is left of the last side, so the operator before it has nothing to join.
    fn without_side(&mut self, chain: &mut Chain) {
        if chain.joints.len() > chain.sides.len().saturating_sub(1) {
            chain.joints.pop();
        }
    }

    /// Tells what an operator that looks at positions cannot hold.
    pub(super) fn taken_out(&mut self, out: &TakenOut, at: Range<usize>) {
        let name = shown(&self.text[at.clone()]);
        for (happened, done) in [
            (out.moved, "they apply to the whole article"),
            (out.dropped, "those under an OR are left out; write them outside"),
        ] {
            if happened {
                let message = format!(
                    "{name} needs positions in the text; dates, lang: and a bare NOT have none, so {done}"
                );
                self.warn(at.clone(), message);
            }
        }
    }

    fn uncounted(&mut self, at: Range<usize>) {
        self.warn(
            at,
            "ATLEAST binds less tightly than proximity, so it is left out here; \
             write it in brackets: a NEAR/5 (ATLEAST3 b)",
        );
    }

    /// Whether a proximity operator comes next, with NOT or without.
    pub(super) fn peek_near(&self) -> bool {
        let mut next = self.ahead().iter().map(|lexeme| &lexeme.token);
        match next.next() {
            Some(Token::Near { .. }) => true,
            Some(Token::Not) => matches!(next.next(), Some(Token::Near { .. })),
            _ => false,
        }
    }

    /// The operator that [`Parser::peek_near`] saw, with the NOT before it.
    fn skip_near(&mut self) -> Joint {
        let not = self.peek() == Some(&Token::Not);
        let first = self.skip();
        let at = if not { first.start..self.skip().end } else { first };
        match self.last() {
            Token::Near { within, ordered } => Joint { within: *within, ordered: *ordered, not, at },
            _ => unreachable!("called where a proximity operator comes next"),
        }
    }

    /// The words of a phrase near to each other: `"a b"~5`.
    pub(super) fn loose(&mut self, words: Vec<Word>, distance: u32, at: Range<usize>) -> Option<Query> {
        if distance > MAX_NUMBER {
            self.warn(at.clone(), format!("the largest distance is {MAX_NUMBER}, which is used"));
        }
        if words.len() < 2 {
            self.warn(at, "a distance needs several words, so it is left out");
            return Some(Query::Phrase(words));
        }
        let within = Within::Words(distance.min(MAX_NUMBER));
        let outer = std::mem::take(&mut self.nested);
        let mut chain = Chain::default();
        for word in words {
            self.push(&mut chain, Some(Query::Word(word)));
            if chain.sides.len() > 1 {
                chain.joints.push(Joint { within, ordered: false, not: false, at: at.clone() });
                self.join_last(&mut chain);
            }
        }
        self.nested = outer.max(chain.nested);
        let all = chain.sides.into_iter().map(|side| side.query).chain(chain.required).collect();
        some_of(all, Query::And)
    }
}
