//! morgue: a folder of news articles in, ranked passages out.
pub mod article;
pub mod entities;
pub mod error;
pub mod formats;
pub mod index;
pub mod search;
pub mod text;
