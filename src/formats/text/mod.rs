//! Plain text and Markdown.

pub mod markdown;
pub mod plain;

pub(super) use plain::dateline;
