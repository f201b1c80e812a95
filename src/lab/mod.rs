//! The laboratory: how well queries are answered, files are read and names are found, and how the
//! tagger is trained. Not part of the product: it needs the feature `lab`.

mod commands;
pub(crate) mod eval;
pub(crate) mod gold;
mod random;
pub(crate) mod score;
pub(crate) mod train;

pub use commands::main;
