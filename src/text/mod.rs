//! Strings to spans: words, sentences, passages, language. Opens no file, knows no index.

pub(crate) mod fold;
mod korean;
pub(crate) mod language;
pub(crate) mod minhash;
pub(crate) mod passages;
pub(crate) mod segmentation;
pub(crate) mod sentences;
pub(crate) mod stem;
pub(crate) mod tokens;
pub(crate) mod unspaced;

pub use segmentation::{Outline, Segment};
pub use tokens::{Token, tokens};
