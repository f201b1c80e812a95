//! The laboratory: how well queries are answered, files are read and names are found, and how the
//! tagger is trained. Not part of the product: it needs the feature `lab`.

mod commands;
mod eval;
mod gold;
mod score;
mod train;

pub use commands::main;
