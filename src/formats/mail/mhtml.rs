//! MHTML: web pages saved by browsers as the parts of a mail. The page is read as HTML, with the address from
//! which it was saved.

use mail_parser::{Message, MimeHeaders};

use super::part;
use crate::article::{Article, Dated, Field, Found};
use crate::formats::cut::single_record;
use crate::formats::tools::dates;
use crate::formats::{Context, Format, Parse, Record, Reject, mail, web};

/// Saved web pages.
pub const FORMAT: Format = Format {
    name: "mhtml",
    about: "saved web pages in MHTML; by their mail header",
    extensions: &["mht", "mhtml"],
    sniff,
    records: single_record::records,
    parse: Parse::One(parse),
};

/// Whether a head has headers that only browsers write.
fn sniff(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    let end = memchr::memmem::find(&lower, b"\n\n").or_else(|| memchr::memmem::find(&lower, b"\r\n\r\n"));
    let headers = &lower[..end.unwrap_or(lower.len())];
    let holds = |what: &[u8]| memchr::memmem::find(headers, what).is_some();
    holds(b"multipart/related")
        && (holds(b"\nsnapshot-content-location:")
            || [&b"<saved by"[..], b"\"saved by", b"saved by windows internet explorer", b"x-maf"]
                .iter()
                .any(|mark| holds(mark)))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let bytes = record.bytes.trim_ascii_start();
    let Some(page) = mail::with_message(bytes, SavedPage::read)? else {
        return Err(Reject::skipped("no article: a saved page without HTML"));
    };
    let record = Record { bytes: page.html.into_bytes(), ..Record::default() };
    let within = Context { url: page.url.clone().or_else(|| context.url.clone()), ..context.clone() };
    let Parse::One(read) = web::FORMAT.parse else {
        return Err(Reject::broken("web pages are not single articles", ""));
    };
    let mut article = read(&record, &within)?;
    if article.url.is_none() && page.url.is_some() {
        article.url = page.url;
        article.provenance.set(Field::Url, "Content-Location");
    }
    if article.published.is_none() {
        let in_address = article.url.as_deref().and_then(dates::in_url);
        article.published = in_address.or(context.date).or(page.saved);
    }
    Ok(article)
}

/// The first page of a message.
struct SavedPage {
    html: String,
    /// The address from which it was saved.
    url: Option<String>,
    /// When it was saved.
    saved: Option<Dated>,
}

impl SavedPage {
    fn read(message: &Message) -> Option<SavedPage> {
        let part = message.parts.iter().find(|part| part.is_text_html())?;
        let address = |line: &str| Some(line.trim().to_owned()).filter(|url| url.starts_with("http"));
        let stated = message.header_raw("Snapshot-Content-Location").and_then(address);
        let url = stated.or_else(|| part.content_location().and_then(address));
        let saved = mail::date(message).map(|date| Dated { found: Found::Capture, ..date });
        Some(SavedPage { html: part::text_of_part(message, part), url, saved })
    }
}
