//! A name as the tagger finds it.

use crate::entities::{Kind, MentionField};

/// A span of tokens that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    /// The text whose tokens are numbered.
    pub field: MentionField,
    /// Number of the first token.
    pub first: u32,
    /// One past the number of the last token.
    pub end: u32,
    /// The kind of the name.
    pub kind: Kind,
}
