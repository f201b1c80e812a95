//! Web archives: WARC and the ARC files before them. Each record with a page in it is read as what the
//! page is; the record's date and address stand in where the page states none. How records are cut is
//! left to `cut::web_archive`.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::http::{self, Answer};
use super::{Place, Reject, Unpacker};
use crate::article::Found;
use crate::formats::Context;
use crate::formats::cut;
use crate::formats::cut::web_archive::{RecordHeader, RecordKind, WebRecords};
use crate::formats::tools::dates;

impl Unpacker<'_, '_> {
    /// Reads the records of a web archive. They are numbered from 1, all kinds of them.
    pub(super) fn warc<'a>(&mut self, place: Place, stream: Box<dyn BufRead + 'a>) -> ControlFlow<()> {
        for record in cut::records(stream, WebRecords::default()) {
            let record = match record {
                Ok(record) => record,
                Err(reject) => {
                    self.reject(place.clone(), reject)?;
                    continue;
                }
            };
            let within = Place { address: record.address, ..place.clone() };
            let Some(header) = record.head.get::<RecordHeader>() else { continue };
            if header.kind == RecordKind::Revisit {
                self.reject(within, Reject::skipped("a revisit: the page is in an earlier record"))?;
                continue;
            }
            match Answer::read(record.bytes, &self.budget) {
                Ok(answer) => self.page(within, header, answer)?,
                Err(reject) => self.reject(within, reject)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn page(&mut self, place: Place, header: &RecordHeader, answer: Answer) -> ControlFlow<()> {
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
            url: Some(header.url.clone()).filter(|url| url.contains("://")),
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
