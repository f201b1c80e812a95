//! Splits web archives into records: WARC 0.17 to 1.1 (ISO 28500) and the older ARC files. A header states
//! the length of its record and becomes the record's head. All records are numbered; those about the crawl
//! (requests, metadata) are left out.

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Head, Reject};

/// Maximum length of a header.
const MAX_HEADER: usize = 64 << 10;

/// Maximum number of stray bytes between records. More indicate a wrong length.
const MAX_PASSED: u64 = 8;

/// The header of a record.
#[derive(Debug, Clone, Default)]
pub struct RecordHeader {
    pub kind: RecordKind,
    pub url: String,
    pub date: String,
    pub media: String,
    length: u64,
}

/// The content of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RecordKind {
    /// A server's response, a file, or a text converted from one.
    Page,
    /// A note that a page has not changed.
    Revisit,
    /// Metadata of the crawl.
    #[default]
    AboutTheCrawl,
}

/// Finds the ends of records.
#[derive(Debug, Default)]
pub struct WebRecords {
    /// The number of the last record whose header was read.
    number: u64,
    is_arc: Option<bool>,
    /// The header of the next record, read ahead.
    next: Option<RecordHeader>,
    head: Head,
}

impl Splitter for WebRecords {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        let header = match self.next.take() {
            Some(header) => header,
            None => match self.find_header(stream)? {
                Some(header) => header,
                None => return Ok(Split::End),
            },
        };
        let (kind, length) = (header.kind, header.length);
        self.head = Head::new(header);
        if kind == RecordKind::Page {
            stream.open_record();
        }
        let passed = stream.pass_bytes(length)?;
        if passed < length && !stream.is_too_large() {
            return Err(Reject::broken(format!("truncated: {passed} of {length} bytes"), ""));
        }
        match kind {
            RecordKind::Page => {}
            RecordKind::Revisit => stream.open_record(),
            RecordKind::AboutTheCrawl => return Ok(Split::Blank),
        }
        Ok(Split::Record(stream.position()))
    }

    fn head(&self) -> Head {
        self.head.clone()
    }

    fn reason_if_empty(&self) -> Option<&'static str> {
        Some("a web archive without pages")
    }
}

impl WebRecords {
    /// The next header; `None` at the end. Other bytes between records are ignored, so that a record with a
    /// wrong length costs no other.
    fn find_header(&mut self, stream: &mut StreamBuffer) -> Result<Option<RecordHeader>, Reject> {
        let mut passed = 0;
        while let Some(line) = next_line(stream)? {
            if line.is_empty() {
                continue;
            }
            let is_arc = *self.is_arc.get_or_insert(!line.starts_with("WARC/"));
            let header = match is_arc {
                true => arc_header(&line),
                false if line.starts_with("WARC/") => Some(warc_header(stream)?),
                false => None,
            };
            if let Some(header) = header {
                self.number += 1;
                if passed <= MAX_PASSED {
                    return Ok(Some(header));
                }
                self.next = Some(header);
                let reason = format!("its length is wrong: the next {passed} bytes belong to no record");
                return Err(Reject::broken(reason, format!("record {}", self.number - 1)));
            }
            passed += line.len() as u64;
        }
        if passed <= MAX_PASSED {
            return Ok(None);
        }
        let reason = format!("the last {passed} bytes belong to no record");
        Err(Reject::broken(reason, format!("record {}", self.number)))
    }
}

fn warc_header(stream: &mut StreamBuffer) -> Result<RecordHeader, Reject> {
    let mut header = RecordHeader::default();
    let mut read = 0;
    while let Some(line) = next_line(stream)?.filter(|line| !line.is_empty()) {
        read += line.len();
        if read > MAX_HEADER {
            break;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => {
                header.kind = match value.to_ascii_lowercase().as_str() {
                    "response" | "resource" | "conversion" => RecordKind::Page,
                    "revisit" => RecordKind::Revisit,
                    _ => RecordKind::AboutTheCrawl,
                }
            }
            "warc-target-uri" => header.url = value.trim_matches(['<', '>']).replace(' ', "%20"),
            "warc-date" => header.date = value.to_owned(),
            "content-type" => header.media = value.to_owned(),
            "content-length" => header.length = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    // A crawler's own logs.
    if header.url.starts_with("urn:") {
        header.kind = RecordKind::AboutTheCrawl;
    }
    // The media type of the protocol is not that of the content.
    if header.media.starts_with("application/http") {
        header.media.clear();
    }
    Ok(header)
}

/// The next line without its line end; `None` at the end of the stream. A line longer than any header is
/// returned in pieces.
fn next_line(stream: &mut StreamBuffer) -> Result<Option<String>, Reject> {
    loop {
        let held = &stream.rest()[..stream.rest().len().min(MAX_HEADER)];
        let end = memchr::memchr(b'\n', held).map(|end| end + 1);
        if end.is_none() && held.len() < MAX_HEADER && stream.more()? {
            continue;
        }
        let held = &stream.rest()[..end.unwrap_or(stream.rest().len().min(MAX_HEADER))];
        let length = held.len();
        let line = held.strip_suffix(b"\n").unwrap_or(held);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let line = String::from_utf8_lossy(line).into_owned();
        stream.advance(length);
        return Ok((length > 0).then_some(line));
    }
}

/// `URL IP date type length`, or ten fields in version 2.
fn arc_header(line: &str) -> Option<RecordHeader> {
    let fields: Vec<&str> = line.split(' ').filter(|field| !field.is_empty()).collect();
    let (length, fields) = fields.split_last()?;
    let length = length.parse().ok()?;
    // Addresses may contain blanks, so the fields are found by the date.
    let is_date = |field: &&str| matches!(field.len(), 8..=14) && field.bytes().all(|b| b.is_ascii_digit());
    let at = fields.iter().position(is_date).filter(|at| *at >= 1)?;
    let url = fields[..at.max(2) - 1].join("%20");
    let kind = match url.split_once(':')?.0 {
        "filedesc" | "dns" | "warcinfo" => RecordKind::AboutTheCrawl,
        _ => RecordKind::Page,
    };
    let media = fields.get(at + 1).copied().unwrap_or_default().to_owned();
    Some(RecordHeader { kind, url, date: arc_date(fields[at]), media, length })
}

/// "20080430204825" in the form of RFC 3339.
fn arc_date(digits: &str) -> String {
    let part = |range: std::ops::Range<usize>| digits.get(range);
    match (part(0..4), part(4..6), part(6..8), part(8..10), part(10..12), part(12..14)) {
        (Some(y), Some(m), Some(d), Some(h), Some(min), Some(s)) => format!("{y}-{m}-{d}T{h}:{min}:{s}Z"),
        (Some(y), Some(m), Some(d), ..) => format!("{y}-{m}-{d}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(bytes: &[u8]) -> String {
        let tell = |record: Result<crate::formats::Record, Reject>| match record {
            Ok(record) => {
                let RecordHeader { kind, url, date, media, .. } = record.head.get().unwrap();
                let block = String::from_utf8_lossy(&record.bytes);
                format!("{} {kind:?} {url} {date} {media}: {block}", record.address)
            }
            Err(reject) => format!("{}: {}", reject.at, reject.reason),
        };
        let records = crate::formats::cut::records(Box::new(bytes), WebRecords::default());
        records.map(tell).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn records_of_warc_files_are_numbered_and_cut_by_their_length() {
        insta::assert_snapshot!(records(
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n\
              WARC/1.1\r\nwarc-type:response\r\nWARC-Target-URI: <http://a.example/b c>\r\nWARC-Date: 2024-03-03T08:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nFerry and more\r\n\r\n\
              WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n\
              WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\ncut"
        ), @"
        2 Page http://a.example/b%20c 2024-03-03T08:00:00Z text/html: Ferry
        record 2: its length is wrong: the next 9 bytes belong to no record
        3 Revisit   : 
        record 4: truncated: 3 of 99 bytes
        ");
    }

    #[test]
    fn records_of_arc_files_are_numbered_and_cut_by_their_length() {
        insta::assert_snapshot!(records(
            b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 2\nab\n\
              http://a.example/b c 1.2.3.4 20080430204826 text/html 5\nFerry\n\
              http://a.example/2 1.2.3.4 20080430204826 text/html 200 - - 0 a.arc 5\nFerry\n"
        ), @"
        2 Page http://a.example/b%20c 2008-04-30T20:48:26Z text/html: Ferry
        3 Page http://a.example/2 2008-04-30T20:48:26Z text/html: Ferry
        ");
    }

    proptest! {
        #[test]
        fn never_panics(bytes in "(WARC/1.0\r\n|Content-Length: [0-9]{1,3}\r\n|WARC-Type: response\r\n|\r\n|[a-z:/ ]{0,9}|filedesc://a |http://a 1 2008043020 t 5\n){0,12}") {
            records(bytes.as_bytes());
        }
    }
}
