//! Questions to the archive and their answers.
pub mod parse;
pub mod query;
