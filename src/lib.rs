//! morgue: a folder of news articles in, ranked passages out.
pub mod article;
pub mod entities;
pub mod error;
pub mod eval;
pub mod formats;
pub mod index;
pub mod ingest;
pub mod search;
pub mod text;
