//! Strings to spans: words, sentences, passages, language. Opens no file, knows no index.

pub(crate) mod english;
pub mod fold;
mod korean;
pub mod language;
pub(crate) mod minhash;
pub(crate) mod passages;
pub(crate) mod segmentation;
pub mod sentences;
pub mod stem;
pub(crate) mod tokens;
pub(crate) mod unspaced;
pub mod variants;

pub use segmentation::{Outline, Segment};
pub use tokens::{Token, tokens};
