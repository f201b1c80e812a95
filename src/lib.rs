//! morgue: a folder of news articles in, ranked passages out.
pub mod article;
pub mod entities;
pub mod formats;
pub mod search;
pub mod text;
