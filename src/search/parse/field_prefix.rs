//! Prefixes and what they are about.

use super::context::Context;
use super::dialect::ALIASES;
use super::grammar::{Parser, negated, some_of, starts_operand};
use super::misspelt::nearest;
use super::prefix::Prefix;
use super::token::Token;
use super::warning::shown;
use crate::search::query::{Field, Query};

impl Parser<'_> {
    /// One or several prefixes and the value they are about.
    pub(super) fn field(&mut self, outer: Context) -> Option<Query> {
        let (mut parts, mut context, mut field, mut last) = (Vec::new(), outer, None, None);
        let around = if let Context::Text(field) = outer { field } else { None };
        loop {
            match self.peek() {
                Some(&Token::Prefix(prefix)) => {
                    let at = self.skip();
                    if !context.may_hold(prefix) {
                        let name = &self.text[at.clone()];
                        self.warn(
                            at.clone(),
                            format!(
                                "{name} inside another field stands for itself; \
                                 write it after that field, not in it"
                            ),
                        );
                    }
                    // What means the whole text does not lead out of a field around it.
                    context = match (prefix, context) {
                        (Prefix::Anywhere, Context::Text(_)) => context,
                        (Prefix::Anywhere, _) => Context::Text(field.or(around)),
                        _ => Context::inside(prefix),
                    };
                    if let Prefix::Field(inner) = prefix {
                        field = Some(inner);
                    }
                    last = Some((prefix, at));
                }
                Some(Token::UnknownPrefix) => {
                    let at = self.skip();
                    let name = at.start
                        ..at.start
                            + self.text[at.clone()].trim_end_matches([':', '=', ' ', '\t', '\u{a0}']).len();
                    let text = &self.text[name.clone()];
                    let advice = self.field_advice(text);
                    let piece = shown(text);
                    self.warn(at, format!("{piece} is not a field, so it is searched as a word; {advice}"));
                    parts.extend(self.word(context, name).map(|word| in_field(word, field)));
                    last = None;
                }
                _ => break,
            }
            if !self.glued() {
                break;
            }
        }
        if self.glued() && self.starts_value() {
            let negative = self.signs().is_some_and(|signs| signs.negative);
            parts.extend(self.operand(context).map(|value| in_field(negated(value, negative), field)));
        } else if let Some((prefix, at)) = last {
            let name = &self.text[at.clone()];
            self.warn(
                at,
                format!(
                    "{name} has no value and is left out; write one directly after it, as in {}",
                    prefix.example()
                ),
            );
        }
        some_of(parts, Query::And)
    }

    /// The field that may have been meant, or all of them.
    fn field_advice(&self, name: &str) -> String {
        let names = Prefix::known().map(Prefix::name).chain(ALIASES.iter().map(|(name, _)| *name));
        // What is not told needs no advice.
        match if self.warnings.is_full() { None } else { nearest(name, names) } {
            Some(field) => format!("perhaps {field}: was meant"),
            None => format!("the fields are {}", Prefix::list()),
        }
    }

    fn glued(&self) -> bool {
        self.lexeme().is_some_and(|lexeme| lexeme.glued)
    }

    /// Whether what follows a prefix is its value. A prefix after a minus is not: `title:-body:x`
    /// would make fields nest without a bracket.
    fn starts_value(&self) -> bool {
        let value = self.ahead().iter().find(|lexeme| lexeme.token != Token::Minus);
        value.is_some_and(|lexeme| {
            starts_operand(&lexeme.token) && !matches!(lexeme.token, Token::Prefix(_) | Token::UnknownPrefix)
        })
    }
}

fn in_field(query: Query, field: Option<Field>) -> Query {
    match field {
        Some(field) => Query::Field(field, Box::new(query)),
        None => query,
    }
}
