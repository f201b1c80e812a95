//! Web archives: WARC and the older ARC files. Each record with a page is read in the page's own format; the
//! record's date and address are used if the page states none. `cut::web_archive` splits the records.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::http::{self, Response};
use super::{Place, Reject, Unpacker};
use crate::article::Found;
use crate::formats::Context;
use crate::formats::cut;
use crate::formats::cut::web_archive::{RecordHeader, RecordKind, WebRecords};
use crate::formats::tools::dates;

impl Unpacker<'_, '_> {
    /// Reads the records of a web archive, which are numbered from 1, whatever their kind.
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
                self.reject(within, Reject::skipped("a revisit of a page in an earlier record"))?;
                continue;
            }
            match Response::read(record.bytes, &self.budget) {
                Ok(response) => self.page(within, header, response)?,
                Err(reject) => self.reject(within, reject)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn page(&mut self, place: Place, header: &RecordHeader, response: Response) -> ControlFlow<()> {
        let (media, charset) = match response.media.as_str() {
            "" => http::media_type(&header.media),
            media => (media.to_owned(), response.charset),
        };
        let reject = if !(response.status == 0 || (200..300).contains(&response.status)) {
            Some(format!("HTTP status {}", response.status))
        } else if response.body.is_empty() {
            Some("empty".to_owned())
        } else {
            not_read(&media, &header.url)
        };
        if let Some(reason) = reject {
            return self.reject(place, Reject::skipped(reason));
        }
        // Some crawlers wrote impossible days; year and month are still valid.
        let date = dates::parse(&header.date, Found::Capture)
            .or_else(|| dates::parse(header.date.get(..7)?, Found::Capture));
        let name = file_name(&media, &header.url);
        let context = Context {
            charset,
            date: date.or(place.context.date),
            url: Some(header.url.clone()).filter(|url| url.contains("://")),
            ..place.context.clone()
        };
        self.stream(Place { name, depth: place.depth + 1, context, ..place }, &response.body[..])
    }
}

/// The reason to skip a media type or a file of this name.
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

/// A file name with the extension of the media type. The address is not reliable: pages are called
/// `index.php`.
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
