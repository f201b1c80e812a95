//! Formats of text corpora.

pub mod tei;
pub mod vertical;
