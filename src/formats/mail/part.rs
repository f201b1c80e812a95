//! The text of a message: selects its parts and decodes them.

use mail_parser::decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode};
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::{charset, html_text};

/// Maximum depth of messages within messages.
const MAX_DEPTH: usize = 3;

/// Minimum length of a text, in bytes. A shorter one refers to an attached message.
const MIN_BYTES: usize = 40;

/// Maximum number of attachments that are named.
const MAX_NAMES: usize = 10;

/// The body of a message.
pub(super) struct Body {
    /// The text.
    pub text: String,
    /// The type of its part.
    pub rule: &'static str,
    /// The names of unread attachments.
    pub unread: Vec<String>,
}

/// Reads the parts of a message that lies `depth` messages deep.
pub(super) fn read_body(message: &Message, depth: usize) -> Body {
    let (mut html, mut plain) = (Paragraphs::default(), Paragraphs::default());
    let mut has_html = false;
    for part in message.html_bodies() {
        if part.is_text_html() {
            has_html = true;
            html_text::push_html(&mut html, page_body(&text_of_part(message, part)));
        } else if part.is_text() {
            push_plain(&mut html, &text_of_part(message, part));
        }
    }
    for part in message.text_bodies() {
        if part.is_text_html() {
            html_text::push_html(&mut plain, page_body(&text_of_part(message, part)));
        } else if part.is_text() {
            push_plain(&mut plain, &text_of_part(message, part));
        }
    }
    let (html, plain) = (html.finish(), plain.finish());
    // Some messages have empty HTML or a notice that it cannot be displayed.
    let (mut text, mut rule) = match has_html && plain.len() <= 3 * html.len() {
        true => (html, "text/html"),
        false => (plain, "text/plain"),
    };
    let mut unread = Vec::new();
    for part in message.attachments() {
        match part.message() {
            Some(inner) if depth < MAX_DEPTH && text.len() < MIN_BYTES => {
                let inner = read_body(inner, depth + 1);
                unread.extend(inner.unread);
                if !inner.text.is_empty() {
                    if !text.is_empty() {
                        text.push_str("\n\n");
                    }
                    text.push_str(&inner.text);
                    rule = "message/rfc822";
                }
            }
            Some(inner) => {
                unread.push(inner.subject().map_or("a message".to_owned(), |subject| {
                    format!("message {:?}", subject.chars().take(60).collect::<String>())
                }));
            }
            None => unread.extend(super::attachment_name(part)),
        }
    }
    if unread.len() > MAX_NAMES {
        let more = unread.len() - MAX_NAMES;
        unread.truncate(MAX_NAMES);
        unread.push(format!("and {more} more"));
    }
    Body { text, rule, unread }
}

/// The text of a part. If the stated charset is wrong or missing, it is guessed.
pub fn text_of_part(message: &Message, part: &MessagePart) -> String {
    let stated = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.as_ref(),
        _ => return String::new(),
    };
    let labelled = part.content_type().and_then(|kind| kind.attribute("charset")).is_some();
    if !stated.contains(char::REPLACEMENT_CHARACTER) && (labelled || stated.is_ascii()) {
        return stated.to_owned();
    }
    let raw =
        message.raw_message().get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let decoded = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    };
    match decoded {
        Some(bytes) if !bytes.is_empty() => charset::decode(&bytes, None).text,
        _ => stated.to_owned(),
    }
}

/// The body of a page, without the head, whose title only repeats the subject.
fn page_body(html: &str) -> &str {
    let is_body = |at: &usize| {
        html.as_bytes().get(at + 1..at + 5).is_some_and(|name| name.eq_ignore_ascii_case(b"body"))
            && matches!(html.as_bytes().get(at + 5), Some(b'>' | b' ' | b'\n' | b'\r' | b'\t'))
    };
    let body = memchr::memchr_iter(b'<', html.as_bytes()).find(is_body);
    &html[body.unwrap_or(0)..]
}

/// Plain text up to the signature.
fn push_plain(paragraphs: &mut Paragraphs, text: &str) {
    let signature = ["\n-- \n", "\n-- \r\n"].iter().filter_map(|mark| text.rfind(mark)).max();
    paragraphs.push_plain(&text[..signature.unwrap_or(text.len())]);
}
