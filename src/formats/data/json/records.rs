//! The records of a JSON stream, and the metadata of a JSON Feed that they share.

use std::io::BufRead;

use memchr::memmem;
use serde_json::{Map, Value};

use super::object::looks_like_article;
use crate::article::{Article, Field};
use crate::formats::cut::json::{ListRules, Values};
use crate::formats::tools::fields::Fields;
use crate::formats::{Builder, Head, MAX_HEAD_BYTES, Records, cut};

/// Whether the head of a file is JSON, but not JSON Lines.
pub(crate) fn sniff(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let next = head.get(1..).unwrap_or_default().trim_ascii_start().first();
    let begins = match head.first() {
        Some(b'{') => matches!(next, Some(b'"' | b'}')),
        Some(b'[') => matches!(next, Some(b'{' | b']' | b'[' | b'"')),
        _ => false,
    };
    begins && !has_several_lines(head)
}

/// Whether a head holds at least two complete lines with an object each, and no other lines: some lists
/// put commas on lines of their own.
fn has_several_lines(head: &[u8]) -> bool {
    let mut whole = 0;
    for line in head.split(|b| *b == b'\n').map(|line| line.trim_ascii()).filter(|line| !line.is_empty()) {
        if !line.starts_with(b"{") {
            return false;
        }
        whole += usize::from(serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok());
    }
    whole >= 2
}

/// Splits a stream into objects.
pub(crate) fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Values::new(ListRules { is_article, head: feed_head }))
}

fn is_article(element: &[u8]) -> bool {
    let object: Result<Map<String, Value>, _> = serde_json::from_slice(element);
    object.is_ok_and(|object| looks_like_article(&object))
}

/// The values that the items of a JSON Feed share.
pub(super) struct Feed(pub Article);

/// The metadata of a JSON Feed, from the bytes before its first item, which is nested in `around` objects.
/// Empty for other lists, whose metadata may describe the response.
fn feed_head(before: &[u8], around: u32) -> Head {
    if before.len() > MAX_HEAD_BYTES || memmem::find(before, b"jsonfeed.org").is_none() {
        return Head::default();
    }
    let closed = [before, b"]", &vec![b'}'; around as usize]].concat();
    let Ok(mut feed) = serde_json::from_slice::<Map<String, Value>>(&closed) else { return Head::default() };
    feed.retain(|key, _| matches!(key.as_str(), "title" | "language" | "author" | "authors"));
    let mut stated = Builder::default();
    Fields::new(&feed, &[]).fill(&mut stated, "");
    let stated = stated.article();
    let mut shared = Builder::default();
    shared.set(Field::Source, "feed title", [&stated.title]);
    shared.set_read(Field::Language, "feed language", stated.language.clone());
    shared.add(Field::Byline, "feed author", stated.byline.clone());
    Head::new(Feed(shared.article().clone()))
}
