//! Web archives: WARC 0.17 to 1.1 (ISO 28500) and the ARC files before them. Each record with a page
//! in it is read as what the page is; the record's date and address stand in where the page states
//! none. Records about the crawl (requests, metadata) say nothing of their own and are passed over.

use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

use super::http::{self, Answer};
use super::{Place, Reject, Unpacker};
use crate::article::Found;
use crate::formats::tools::dates;
use crate::formats::{Context, MAX_RECORD_BYTES};

/// Longer headers are no headers.
const LONGEST_HEADER: usize = 64 << 10;

/// So many bytes between records are slips of whoever wrote them, not a wrong length.
const MOST_PASSED: u64 = 8;

impl Unpacker<'_, '_> {
    /// Reads the records of a web archive. They are numbered from 1, all kinds of them.
    pub(super) fn warc(&mut self, place: Place, stream: impl BufRead) -> ControlFlow<()> {
        let mut records = Records { stream, number: 0, is_arc: None, passed: 0 };
        let mut any = false;
        loop {
            let header = match records.header() {
                Ok(Some(header)) => header,
                Ok(None) => break,
                Err(reject) => return self.reject(place, reject),
            };
            let at = format!("record {}", records.number);
            if records.passed > MOST_PASSED {
                let before = format!("record {}", records.number - 1);
                let reason =
                    format!("its length is wrong: {} bytes follow that belong to no record", records.passed);
                self.reject(place.clone(), Reject::broken(reason, before))?;
            }
            let within = Place { address: records.number.to_string(), ..place.clone() };
            let block = match records.block(header.length, header.kind == Kind::Page) {
                Ok(block) => block,
                Err(reject) => {
                    any = true;
                    self.reject(within, reject.at(at))?;
                    continue;
                }
            };
            match header.kind {
                Kind::Page => {
                    any = true;
                    match Answer::read(block, &self.budget) {
                        Ok(answer) => self.page(within, header, answer)?,
                        Err(reject) => self.reject(within, reject.at(at))?,
                    }
                }
                Kind::Revisit => {
                    any = true;
                    self.reject(within, Reject::skipped("a revisit: the page is in an earlier record"))?;
                }
                Kind::AboutTheCrawl => {}
            }
        }
        if any {
            ControlFlow::Continue(())
        } else {
            self.reject(place, Reject::skipped("a web archive without pages"))
        }
    }

    fn page(&mut self, place: Place, header: Header, answer: Answer) -> ControlFlow<()> {
        let (media, charset) = match answer.media.as_str() {
            "" => http::media_type(&header.media),
            media => (media.to_owned(), answer.charset),
        };
        let reject = if !(answer.status == 0 || (200..300).contains(&answer.status)) {
            Some(format!("HTTP status {}", answer.status))
        } else if answer.body.is_empty() {
            Some("empty".to_owned())
        } else {
            not_read(&media, &header.url)
        };
        if let Some(reason) = reject {
            return self.reject(place, Reject::skipped(reason));
        }
        // Some crawlers wrote no true days; year and month still hold.
        let date = dates::parse(&header.date, Found::Capture)
            .or_else(|| dates::parse(header.date.get(..7)?, Found::Capture));
        let name = file_name(&media, &header.url);
        let context = Context {
            charset,
            date: date.or(place.context.date),
            url: Some(header.url).filter(|url| url.contains("://")),
            ..place.context.clone()
        };
        self.stream(Place { name, depth: place.depth + 1, context, ..place }, &answer.body[..])
    }
}

/// Why a media type, or what a site keeps under a certain name, is not read.
fn not_read(media: &str, url: &str) -> Option<String> {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    if ["/robots.txt", "/favicon.ico", "/sitemap.xml"].iter().any(|name| path.ends_with(name)) {
        return Some("a file for machines, not an article".to_owned());
    }
    let is_other = ["image/", "audio/", "video/", "font/"].iter().any(|kind| media.starts_with(kind))
        || media.contains("javascript")
        || ["text/css", "text/dns", "application/x-shockwave-flash"].contains(&media);
    is_other.then(|| format!("{media}, not an article"))
}

/// A name that announces what the media type says. The path of an address announces nothing:
/// pages are called `index.php`.
fn file_name(media: &str, url: &str) -> String {
    let extension = match media {
        "text/html" | "application/xhtml+xml" => "html",
        "text/plain" => "txt",
        "application/json" | "application/ld+json" => "json",
        "application/pdf" => "pdf",
        "text/csv" => "csv",
        media if media.ends_with("xml") => "xml",
        _ => {
            let path = url.split(['?', '#']).next().unwrap_or(url);
            let name = path.rsplit('/').next().unwrap_or_default();
            match name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()) {
                Some(extension)
                    if ["html", "htm", "txt", "pdf", "docx", "odt", "rtf", "epub", "zip"]
                        .contains(&extension.as_str()) =>
                {
                    return format!("page.{extension}");
                }
                _ => return "page".to_owned(),
            }
        }
    };
    format!("page.{extension}")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Holds what a server answered, or a file, or a text made of one.
    Page,
    /// Says that a page was the same as before.
    Revisit,
    AboutTheCrawl,
}

#[derive(Debug)]
struct Header {
    kind: Kind,
    url: String,
    date: String,
    media: String,
    length: u64,
}

struct Records<R> {
    stream: R,
    /// The number of the record whose header was read last.
    number: u64,
    is_arc: Option<bool>,
    /// Bytes before that header that belong to no record.
    passed: u64,
}

impl<R: BufRead> Records<R> {
    /// The header of the next record; `None` at the end. What stands between records and is no
    /// header is passed over, so that a record with a wrong length costs no other.
    fn header(&mut self) -> Result<Option<Header>, Reject> {
        self.passed = 0;
        while let Some(line) = self.line()? {
            if line.is_empty() {
                continue;
            }
            let is_arc = *self.is_arc.get_or_insert(!line.starts_with("WARC/"));
            let header = match is_arc {
                true => arc_header(&line),
                false if line.starts_with("WARC/") => Some(self.warc_header()?),
                false => None,
            };
            if let Some(header) = header {
                self.number += 1;
                return Ok(Some(header));
            }
            self.passed += line.len() as u64;
        }
        if self.passed <= MOST_PASSED {
            return Ok(None);
        }
        let reason = format!("{} bytes at the end belong to no record", self.passed);
        Err(Reject::broken(reason, format!("record {}", self.number)))
    }

    fn warc_header(&mut self) -> Result<Header, Reject> {
        let mut header = Header {
            kind: Kind::AboutTheCrawl,
            url: String::new(),
            date: String::new(),
            media: String::new(),
            length: 0,
        };
        let mut read = 0;
        while let Some(line) = self.line()?.filter(|line| !line.is_empty()) {
            read += line.len();
            if read > LONGEST_HEADER {
                break;
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => {
                    header.kind = match value.to_ascii_lowercase().as_str() {
                        "response" | "resource" | "conversion" => Kind::Page,
                        "revisit" => Kind::Revisit,
                        _ => Kind::AboutTheCrawl,
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
            header.kind = Kind::AboutTheCrawl;
        }
        // What the protocol was like says nothing about what it carried.
        if header.media.starts_with("application/http") {
            header.media.clear();
        }
        Ok(header)
    }

    /// The next line without its end; `None` at the end of the stream. A long line is given in
    /// pieces: no header has it.
    fn line(&mut self) -> Result<Option<String>, Reject> {
        let mut line = Vec::new();
        let limit = LONGEST_HEADER as u64;
        let read = self
            .stream
            .by_ref()
            .take(limit)
            .read_until(b'\n', &mut line)
            .map_err(|e| Reject::unreadable(&e))?;
        let line = line.strip_suffix(b"\n").unwrap_or(&line);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Ok((read > 0).then(|| String::from_utf8_lossy(line).into_owned()))
    }

    /// The block of a record, if it is wanted; it is passed over else.
    fn block(&mut self, length: u64, wanted: bool) -> Result<Vec<u8>, Reject> {
        let mut block = Vec::new();
        let mut stream = self.stream.by_ref().take(length);
        let read = if wanted && length <= MAX_RECORD_BYTES as u64 {
            stream.read_to_end(&mut block).map(|read| read as u64)
        } else {
            io::copy(&mut stream, &mut io::sink())
        };
        match read {
            Err(error) => Err(Reject::unreadable(&error)),
            Ok(_) if wanted && length > MAX_RECORD_BYTES as u64 => Err(Reject::too_large()),
            Ok(read) if read < length => {
                Err(Reject::broken(format!("cut off: {read} of {length} bytes are there"), ""))
            }
            Ok(_) => Ok(block),
        }
    }
}

/// `URL IP date type length`, or ten fields in version 2.
fn arc_header(line: &str) -> Option<Header> {
    let fields: Vec<&str> = line.split(' ').filter(|field| !field.is_empty()).collect();
    let (length, fields) = fields.split_last()?;
    let length = length.parse().ok()?;
    // Addresses hold blanks now and then: the fields are told from their date on.
    let is_date = |field: &&str| matches!(field.len(), 8..=14) && field.bytes().all(|b| b.is_ascii_digit());
    let at = fields.iter().position(is_date).filter(|at| *at >= 1)?;
    let url = fields[..at.max(2) - 1].join("%20");
    let kind = match url.split_once(':')?.0 {
        "filedesc" | "dns" | "warcinfo" => Kind::AboutTheCrawl,
        _ => Kind::Page,
    };
    let media = fields.get(at + 1).copied().unwrap_or_default().to_owned();
    Some(Header { kind, url, date: arc_date(fields[at]), media, length })
}

/// "20080430204825" as RFC 3339 has it.
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
    use super::*;
    use proptest::prelude::*;

    fn records(bytes: &[u8]) -> String {
        let mut records = Records { stream: bytes, number: 0, is_arc: None, passed: 0 };
        let mut out = Vec::new();
        loop {
            match records.header() {
                Ok(None) => return out.join("\n"),
                Err(reject) => {
                    out.push(format!("{}: {}", reject.at, reject.reason));
                    return out.join("\n");
                }
                Ok(Some(header)) => {
                    let block =
                        records.block(header.length, true).map(|b| String::from_utf8_lossy(&b).into_owned());
                    let block = block.unwrap_or_else(|reject| reject.reason);
                    out.push(format!(
                        "{} {:?} {} {} {}: {block}",
                        records.number, header.kind, header.url, header.date, header.media
                    ));
                }
            }
        }
    }

    #[test]
    fn warc_records() {
        insta::assert_snapshot!(records(
            b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 2\r\n\r\nab\r\n\r\n\
              WARC/1.1\r\nwarc-type:response\r\nWARC-Target-URI: <http://a.example/b c>\r\nWARC-Date: 2024-03-03T08:00:00Z\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nFerry and more\r\n\r\n\
              WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n\
              WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\ncut"
        ), @"
        1 AboutTheCrawl   : ab
        2 Page http://a.example/b%20c 2024-03-03T08:00:00Z text/html: Ferry
        3 Revisit   : 
        4 Page   : cut off: 3 of 99 bytes are there
        ");
    }

    #[test]
    fn arc_records() {
        insta::assert_snapshot!(records(
            b"filedesc://a.arc 0.0.0.0 20080430204825 text/plain 2\nab\n\
              http://a.example/b c 1.2.3.4 20080430204826 text/html 5\nFerry\n\
              http://a.example/2 1.2.3.4 20080430204826 text/html 200 - - 0 a.arc 5\nFerry\n"
        ), @"
        1 AboutTheCrawl filedesc://a.arc 2008-04-30T20:48:25Z text/plain: ab
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
