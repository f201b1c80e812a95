//! Mail: newsletters and press mails, one message a file or many in an mbox. The subject is the
//! headline, the sender the author or the source. Attachments are named, not read.

pub mod mhtml;
pub(super) mod part;
mod sender;
#[cfg(test)]
mod tests;

use crate::formats::tools::word_set::WordSet;
use std::io::BufRead;

use mail_parser::{HeaderName, HeaderValue, Message, MessageParser, MimeHeaders};

use super::cut::{self, mbox};
use super::tools::{catch_panic, dates, html_text, paragraphs};
use super::{Builder, Context, Ending, Format, Parse, Record, Records, Reject};
use crate::article::{Article, Dated, Field, Found};

/// Single messages and mbox files.
pub const FORMAT: Format = Format {
    name: "mail",
    about: "mails (.eml) and mailboxes (mbox); by their header lines",
    extensions: &["eml", "emlx", "mbox", "mbx", "mime"],
    sniff,
    records,
    parse: Parse::One(parse),
};

/// Maximum number of parts and messages within a message. Each costs the parser a search for its end.
const MAX_PARTS: usize = 1000;

/// Maximum number of lines that begin with two hyphens. Each may begin a part, with or without headers,
/// and parts cost the parser a hundred times their bytes. Tables drawn with hyphens have a few hundred.
const MAX_BOUNDARIES: usize = 50_000;

/// Maximum size of the header lines before the text. The parser keeps every word of them.
const MAX_HEADER: usize = 4 << 20;

/// Headers of mail. Other files have one of them at most.
static HEADERS: WordSet = WordSet::words(
    "from to cc subject date received message-id mime-version return-path delivered-to content-type \
     reply-to sender x-mailer list-id dkim-signature content-transfer-encoding",
);

/// Whether a head consists of headers, at least two of them headers of mail.
pub(super) fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start();
    if mbox::is_from_line(text.lines().next().unwrap_or_default().as_bytes()) {
        return true;
    }
    let mut found: Vec<String> = Vec::new();
    for line in text.lines().take_while(|line| !line.trim().is_empty()).take(200) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        let is_header = name.len() < line.len()
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !is_header {
            break;
        }
        if HEADERS.contains(&name) && !found.contains(&name) {
            found.push(name);
        }
    }
    found.len() >= 2 && found.iter().any(|name| !["date", "to", "from", "subject"].contains(&name.as_str()))
        || ["from", "subject", "date"].iter().all(|name| found.iter().any(|known| known == name))
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::records(reader, mbox::MailMessages::default())
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = if record.address.is_empty() { String::new() } else { format!("message {}", record.address) };
    let unescaped;
    let bytes = if record.head.get::<mbox::Mailbox>().is_some() {
        unescaped = mbox::unescape(&record.bytes);
        &unescaped[..]
    } else {
        &record.bytes[..]
    };
    let bytes = before_property_list(bytes.trim_ascii_start());
    if bytes.is_empty() {
        return Err(Reject::skipped("no article: an empty message").at(place));
    }
    let article = with_message(bytes, |message| article(message, context));
    article.and_then(|article| article).map_err(|reject| reject.at(place))
}

/// Parses a message with an external parser, within limits.
pub(super) fn with_message<T>(bytes: &[u8], read: impl Fn(&Message) -> T) -> Result<T, Reject> {
    let lower = bytes.to_ascii_lowercase();
    if memchr::memmem::find_iter(&lower, b"\ncontent-type:").take(MAX_PARTS + 1).count() > MAX_PARTS {
        return Err(Reject::broken(format!("a message with more than {MAX_PARTS} parts"), ""));
    }
    if memchr::memmem::find_iter(bytes, b"\n--").take(MAX_BOUNDARIES + 1).count() > MAX_BOUNDARIES {
        return Err(Reject::broken(format!("a message with more than {MAX_BOUNDARIES} part boundaries"), ""));
    }
    if bytes.len() > MAX_HEADER {
        let head = &bytes[..MAX_HEADER];
        let ends = [&b"\n\n"[..], b"\n\r\n"].iter().any(|end| memchr::memmem::find(head, end).is_some());
        if !ends {
            let reason = format!("a message header of more than {} MiB", MAX_HEADER >> 20);
            return Err(Reject::broken(reason, ""));
        }
    }
    let parsed = catch_panic::guarded(|| {
        MessageParser::default()
            .parse(bytes)
            .filter(|message| !message.parts.is_empty())
            .map(|message| read(&message))
    });
    match parsed {
        Some(Some(read)) => Ok(read),
        Some(None) => Err(Reject::broken("no message headers", "")),
        None => Err(Reject::broken("the message makes the mail parser fail; please report it", "")),
    }
}

/// The message in Apple's .emlx files, between a line with its length and a property list.
fn before_property_list(bytes: &[u8]) -> &[u8] {
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let length: Option<usize> = std::str::from_utf8(&bytes[..digits]).ok().and_then(|text| text.parse().ok());
    match (length, memchr::memchr(b'\n', &bytes[..bytes.len().min(20)])) {
        (Some(length), Some(end)) if bytes[digits..end].trim_ascii().is_empty() => {
            let rest = &bytes[end + 1..];
            &rest[..length.min(rest.len())]
        }
        _ => bytes,
    }
}

fn article(message: &Message, context: &Context) -> Result<Article, Reject> {
    let mut builder = Builder::default();
    builder.set(Field::Title, "Subject", message.subject());
    let body = part::read_body(message, 0);
    builder.set_body(body.rule, body.text);
    sender::read(message, &mut builder);
    builder.date(Field::Date, "Date", date(message));
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    builder.set(Field::PublisherId, "Message-ID", message.message_id());
    let texts = |value: &HeaderValue| -> Vec<String> {
        let all = value.as_text_list().into_iter().flatten().map(|text| text.to_string());
        all.chain(value.as_text().map(str::to_owned)).collect()
    };
    builder.set(Field::Language, "Content-Language", texts(message.content_language()));
    let keywords = texts(message.keywords());
    let keywords = keywords.iter().flat_map(|text| text.split([',', ';'])).map(html_text::line);
    builder.add(Field::Keywords, "Keywords", keywords);
    let archived = header(message, "Archived-At");
    builder.set(Field::Url, "Archived-At", archived.as_deref().map(|url| url.trim_matches(['<', '>'])));
    if !body.unread.is_empty() {
        builder.warnings.push(format!("attachments not read: {}", body.unread.join(", ")));
    }
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

/// A header by its name, on one line.
fn header(message: &Message, name: &str) -> Option<String> {
    let (_, raw) = message.headers_raw().find(|(known, _)| known.trim().eq_ignore_ascii_case(name))?;
    Some(paragraphs::fold(raw)).filter(|line| !line.is_empty())
}

/// The date of a message in its own zone.
pub(super) fn date(message: &Message) -> Option<Dated> {
    let raw = message.header_raw(HeaderName::Date).map(paragraphs::fold).unwrap_or_default();
    dates::parse(&raw, Found::Metadata).or_else(|| {
        // The parser is more lenient.
        let date = message.date().filter(|date| date.is_valid())?;
        let mut dated = dates::parse(&date.to_rfc3339(), Found::Metadata)?;
        if date.tz_hour == 0 && date.tz_minute == 0 && !raw.contains("00") {
            dated.offset = None;
        }
        Some(dated)
    })
}

/// The name of an attachment, or its type.
fn attachment_name(part: &mail_parser::MessagePart) -> Option<String> {
    let name = part.attachment_name().map(paragraphs::fold).filter(|name| !name.is_empty())?;
    Some(name.chars().take(80).collect())
}
