//! JSON Lines: one object a line, so that a broken line costs that line alone. The address of
//! an article is the number of its line.

use std::io::BufRead;

use crate::article::Article;
use crate::formats::cut;
use crate::formats::cut::lines::Lines;
use crate::formats::data::json;
use crate::formats::{Context, Format, Parse, Record, Records, Reject};

/// JSON Lines, also known as NDJSON.
pub const FORMAT: Format = Format {
    name: "jsonl",
    about: "JSON Lines, one article a line",
    extensions: &["jsonl", "ndjson", "jsonlines", "ldjson"],
    sniff,
    records,
    parse: Parse::One(parse),
};

fn sniff(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let first = head.split(|b| *b == b'\n').next().unwrap_or_default().trim_ascii_end();
    // "{" alone on its line is an object laid out over many lines.
    let next = first.get(1..).unwrap_or_default().trim_ascii_start().first();
    first.starts_with(b"{")
        && matches!(next, Some(b'"' | b'}'))
        && (first.len() == head.trim_ascii_end().len() || first.ends_with(b"}"))
}

/// Whether a head holds at least two whole lines that are objects each, and no line that begins
/// otherwise, as lists do whose commas stand on lines of their own.
pub(super) fn has_several_lines(head: &[u8]) -> bool {
    let mut whole = 0;
    for line in head.split(|b| *b == b'\n').map(|line| line.trim_ascii()).filter(|line| !line.is_empty()) {
        if !line.starts_with(b"{") {
            return false;
        }
        whole += usize::from(serde_json::from_slice::<serde::de::IgnoredAny>(line).is_ok());
    }
    whole >= 2
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Lines)
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let at = format!("line {}", record.address);
    let (value, warnings) = json::value(&record.bytes).map_err(|error| {
        Reject::broken(format!("not valid JSON: {} (column {})", json::message(&error), error.column()), &at)
    })?;
    json::article(value, warnings, context).map_err(|reject| reject.at(at))
}
