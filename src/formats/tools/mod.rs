//! Tools that the formats share.

pub(crate) mod blocks;
pub mod bylines;
pub mod catch_panic;
pub(crate) mod character_references;
pub mod charset;
pub mod dates;
pub(crate) mod fields;
pub(crate) mod html_tags;
pub(crate) mod html_text;
pub mod magic;
pub mod paragraphs;
pub(crate) mod siblings;
pub(crate) mod status_words;
pub(crate) mod word_set;
pub(crate) mod xml;
pub(crate) mod xml_text;
