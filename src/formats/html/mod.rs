//! Web pages of news sites.
pub mod body;
pub mod byline;
pub mod json_ld;
pub mod limits;
pub mod metadata;
pub mod page;
pub mod paragraphs;
pub mod title;
