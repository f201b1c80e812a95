//! JSON Lines: one object per line, so that a broken line affects no other. The address of an article is
//! its line number.

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

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Lines)
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let at = format!("line {}", record.address);
    let (value, warnings) = json::value::parse(&record.bytes, &at)?;
    json::article(value, warnings, context).map_err(|reject| reject.at(at))
}
