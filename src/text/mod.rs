//! Strings to spans: words, sentences, passages, language. Opens no file, knows no index.

pub mod fold;
mod korean;
pub mod language;
pub mod minhash;
pub mod outline;
pub mod passages;
pub mod segment;
pub mod sentences;
pub mod stem;
pub mod tokens;

pub use outline::Outline;
pub use tokens::{Token, tokens};
