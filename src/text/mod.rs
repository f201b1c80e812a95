//! Strings to spans: words, sentences, passages, language. Opens no file, knows no index.

pub mod fold;
mod korean;
pub mod language;
pub mod minhash;
pub mod passages;
pub mod segmentation;
pub mod sentences;
pub mod stem;
pub mod tokens;
pub mod unspaced;

pub use segmentation::Outline;
pub use tokens::{Token, tokens};
