//! JSON Lines: one object per line, so that a broken line affects no other. The address of an article is
//! its line number.

use std::io::BufRead;

use crate::article::Article;
use crate::formats::cut::single_record;
use crate::formats::data::json;
use crate::formats::{Context, Format, MAX_RECORD_BYTES, Parse, Record, Records, Reject};

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

/// Whether a head holds at least two complete lines with an object each, and no other lines: some lists
/// put commas on lines of their own.
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
    match single_record::as_utf8(reader) {
        Ok(reader) => Box::new(Lines { reader, line: 0, offset: 0, given: false, done: false }),
        Err(reject) => Box::new(std::iter::once(Err(reject))),
    }
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let at = format!("line {}", record.address);
    let (value, warnings) = json::parse_value(&record.bytes).map_err(|error| {
        Reject::broken(
            format!("not valid JSON: {} (column {})", json::error_message(&error), error.column()),
            &at,
        )
    })?;
    json::article(value, warnings, context).map_err(|reject| reject.at(at))
}

struct Lines<'a> {
    reader: Box<dyn BufRead + 'a>,
    line: u64,
    offset: u64,
    given: bool,
    done: bool,
}

impl Lines<'_> {
    /// Reads the next line, of which no more than the maximum record size is kept; `None` at the end.
    fn line(&mut self) -> Result<Option<(Vec<u8>, bool)>, Reject> {
        let (mut bytes, mut too_large, mut any) = (Vec::new(), false, false);
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Reject::unreadable(&error)),
            };
            if chunk.is_empty() {
                return Ok(any.then_some((bytes, too_large)));
            }
            any = true;
            let end = memchr::memchr(b'\n', chunk);
            let used = end.unwrap_or(chunk.len());
            if bytes.len() + used > MAX_RECORD_BYTES {
                too_large = true;
                bytes = Vec::new();
            }
            if !too_large {
                bytes.extend_from_slice(&chunk[..used]);
            }
            let consumed = used + usize::from(end.is_some());
            self.reader.consume(consumed);
            self.offset += consumed as u64;
            if end.is_some() {
                return Ok(Some((bytes, too_large)));
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let start = self.offset;
            let (bytes, too_large) = match self.line() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    self.done = true;
                    return (!self.given).then(|| Err(Reject::skipped("empty")));
                }
                Err(reject) => {
                    self.done = true;
                    return Some(Err(reject));
                }
            };
            self.line += 1;
            let before =
                bytes.len() - bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii_start().len();
            if !too_large && before == bytes.len() {
                continue;
            }
            self.given = true;
            if too_large {
                return Some(Err(Reject::too_large().at(format!("line {}", self.line))));
            }
            let record = Record {
                address: self.line.to_string(),
                start: start + before as u64,
                bytes: bytes[before..].trim_ascii_end().to_vec(),
                ..Record::default()
            };
            return Some(Ok(record));
        }
        None
    }
}
