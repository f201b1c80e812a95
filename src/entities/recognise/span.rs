//! A name as the tagger finds it.

use crate::entities::{Kind, MentionField};

/// A stretch of tokens that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which text the token numbers belong to.
    pub field: MentionField,
    /// Number of the first token.
    pub first: u32,
    /// One past the number of the last token.
    pub end: u32,
    /// What the name stands for.
    pub kind: Kind,
}
