//! The pieces of a query text, as the lexer gives them and the grammar takes them.

use std::ops::Range;

use super::prefix::Prefix;
use crate::search::query::{Query, Within};

/// A piece of the query text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lexeme {
    pub(super) token: Token,
    /// Its bytes in the query text.
    pub(super) at: Range<usize>,
    /// Whether it follows the one before without white space.
    pub(super) glued: bool,
    /// Whether something before it was left out, so that it does not go on with what stands there.
    pub(super) gap: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    /// `-` before an operand.
    Minus,
    /// Lucene's `+` before an operand.
    Plus,
    /// `NEAR/5`, `PRE/5`, `W/S` and their like.
    Near {
        within: Within,
        ordered: bool,
    },
    /// `ATLEAST3`.
    AtLeast(u32),
    /// `title:` and its like.
    Prefix(Prefix),
    /// `name:`, `name=` or `name` before a bracket, of no known field.
    UnknownPrefix,
    /// Nexis' `allcaps(`, without the bracket.
    Case(Case),
    Quote(Quote),
    /// `/re/`.
    Regex,
    /// What was read at once: a clause of another syntax about dates, or nothing where it was left
    /// out, which has then been said.
    Whole(Option<Query>),
    Word,
}

/// Text in quotes, with the `=` before them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quote {
    pub(super) equals: usize,
    /// The bytes between the quotes.
    pub(super) inside: Range<usize>,
    pub(super) closed: bool,
}

/// Capitals and number, of Nexis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Case {
    AllCaps,
    Caps,
    NoCaps,
    /// Singular or plural only, which is not told apart.
    Number,
}
