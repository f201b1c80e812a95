//! What the formats share.

pub(crate) mod blocks;
pub mod bylines;
pub mod catch_panic;
pub mod charset;
pub mod dates;
pub(crate) mod fields;
pub(crate) mod html_text;
pub(crate) mod languages;
pub mod magic;
pub mod paragraphs;
pub(crate) mod siblings;
pub(crate) mod status_words;
pub(crate) mod xml;
pub(crate) mod xml_text;
