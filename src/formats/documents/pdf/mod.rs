//! PDF: the text layer of a document, one article a file.
//!
//! `guard` hides streams that would exhaust memory or time before anything is parsed; `show` executes the
//! operators that place and show text, with the fonts that `fonts` loads and without the inline images that
//! `images` removes; `glyphs` collects the characters of each page, `lines` and `text` make lines, paragraphs
//! and a headline of them.

mod fonts;
mod glyphs;
mod guard;
mod images;
mod lines;
mod show;
mod text;

use std::sync::Arc;

use hayro_font::hayro_syntax::object::{Dict, ObjectIdentifier, String as PdfString};
use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::properties::{self, Properties, date};
use crate::article::{Article, Dated, Field};
use crate::formats::cut::single_record;
use crate::formats::tools::{catch_panic, charset};
use crate::formats::{Builder, Context, Format, Parse, Record, Reject};

/// Documents with a text layer.
pub const FORMAT: Format = Format {
    name: "pdf",
    about: "PDF with a text layer; by %PDF-",
    extensions: &["pdf"],
    sniff: |head| {
        memchr::memmem::find(&head[..head.len().min(1024)], b"%PDF-")
            .is_some_and(|at| at == 0 || head[..at].trim_ascii().is_empty())
    },
    records: single_record::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let checked = guard::check(&record.bytes)?;
    // The parser is an external crate, and files may be hostile.
    let read = catch_panic::guarded(|| read(checked, context));
    read.unwrap_or_else(|| Err(Reject::broken("the document makes the PDF parser fail; save it again", "")))
}

fn read(checked: guard::Checked, context: &Context) -> Result<Article, Reject> {
    let mut warnings = Vec::new();
    if checked.is_cut {
        warnings.push("parts that unpack to too large a size are left out".to_owned());
    }
    if !has_table(&checked.bytes) {
        warnings.push(
            "the cross-reference table is damaged or missing; the objects that were found are read"
                .to_owned(),
        );
    }
    let document = load(checked.bytes)?;
    let properties = properties(&document);
    let read = glyphs::read(&document);
    warnings.extend(read.warnings);
    let pages = lines::pages(&read.pages);
    let text = text::from_lines(pages);
    if !text.paragraphs.iter().any(|paragraph| paragraph.chars().any(char::is_alphanumeric)) {
        if read.is_failed {
            return Err(Reject::broken(warnings.pop().unwrap_or_default(), ""));
        }
        return Err(Reject::skipped("no text layer; recognise its pages (OCR) first"));
    }
    let mut builder = Builder::new(warnings);
    builder.body.extend(&text.paragraphs);
    if !properties.title.as_ref().is_some_and(|title| properties::is_title(title, context)) {
        builder.set(Field::Title, "pdf largest type of the first page", text.headline);
    }
    properties::finish(builder, "pdf", properties, context)
}

/// The document. Many are encrypted with an empty password to forbid printing.
fn load(bytes: Vec<u8>) -> Result<Pdf, Reject> {
    let is_encrypted = memchr::memmem::find(&bytes, b"/Encrypt").is_some();
    let bytes = Arc::new(bytes);
    Pdf::new(bytes.clone()).or_else(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Err(Reject::skipped("protected by a password; save it without one"))
        }
        LoadPdfError::Decryption(_) => {
            Err(Reject::skipped("encrypted with an unsupported method; save it without encryption"))
        }
        // Without the root, which may be last in the file, the remaining pages are still found.
        LoadPdfError::Invalid if !is_encrypted => {
            let root = b"\n9999999 0 obj\n<</Type/Catalog/Pages 9999998 0 R>>\nendobj\n";
            Pdf::new([&bytes[..], root].concat()).map_err(|_| unreadable())
        }
        LoadPdfError::Invalid => Err(unreadable()),
    })
}

fn unreadable() -> Reject {
    Reject::broken("not a readable PDF, or one without pages; copy or save it again", "")
}

/// Whether the file ends with the offset of its cross-reference table, and the table is there.
fn has_table(bytes: &[u8]) -> bool {
    let place = memchr::memmem::rfind(bytes, b"startxref").and_then(|at| number(&bytes[at + 9..]));
    let table = place.and_then(|place| bytes.get(place..)).map(<[u8]>::trim_ascii_start);
    table.is_some_and(|table| table.starts_with(b"xref") || number(table).is_some())
}

fn number(bytes: &[u8]) -> Option<usize> {
    let bytes = bytes.trim_ascii_start();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

fn properties(document: &Pdf) -> Properties {
    let info = info(document).unwrap_or_default();
    let root = document.xref().get::<Dict>(document.xref().root_id()).unwrap_or_default();
    let one = |holder: &Dict, name: &str| {
        let value = holder.get::<PdfString>(name)?;
        Some(string(value.as_bytes())).filter(|text| !text.trim().is_empty())
    };
    let day = |name: &'static str| one(&info, name).and_then(|text| time(&text)).map(|date| (date, name));
    Properties {
        title: one(&info, "Title"),
        author: one(&info, "Author"),
        created: day("CreationDate"),
        changed: day("ModDate"),
        language: one(&root, "Lang"),
        keywords: one(&info, "Keywords"),
    }
}

/// The information dictionary of the last trailer. The parser offers it too, but not the dates as written.
fn info(document: &Pdf) -> Option<Dict<'_>> {
    let bytes: &[u8] = document.data().as_ref();
    let at = memchr::memmem::rfind_iter(bytes, b"/Info").find(|at| number(&bytes[at + 5..]).is_some())?;
    document.xref().get(ObjectIdentifier::new(number(&bytes[at + 5..])?.try_into().ok()?, 0))
}

/// The string of a property: UTF-16 or UTF-8 with a byte order mark, else Latin-1.
fn string(bytes: &[u8]) -> String {
    if bytes.starts_with(b"\xfe\xff") || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xef\xbb\xbf")
    {
        return charset::decode(bytes, None).text;
    }
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

/// "D:20250304093000+01'00'"
fn time(text: &str) -> Option<Dated> {
    let text = text.trim().trim_start_matches("D:");
    let digits = text.bytes().take(14).take_while(u8::is_ascii_digit).count();
    let part = |from: usize| text.get(from..from + 2).filter(|_| digits >= from + 2);
    let year = text.get(..4).filter(|_| digits >= 4)?;
    let day = match (part(4), part(6)) {
        (Some(month), Some(day)) => format!("{year}-{month}-{day}"),
        (Some(month), None) => format!("{year}-{month}"),
        _ => year.to_owned(),
    };
    let Some((hour, minute)) = part(8).zip(part(10)) else { return date(Some(day)) };
    let zone = text[digits..].replace('\'', "");
    let zone = match zone.as_bytes() {
        [b'Z', ..] => "Z".to_owned(),
        [b'+' | b'-', rest @ ..] if rest.len() >= 4 && rest[..4].iter().all(u8::is_ascii_digit) => {
            format!("{}:{}", &zone[..3], &zone[3..5])
        }
        _ => String::new(),
    };
    let second = part(12).unwrap_or("00");
    date(Some(format!("{day}T{hour}:{minute}:{second}{zone}"))).or_else(|| date(Some(day)))
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn dates_of_properties_are_read() {
        let check = |text: &str, expected: &str| {
            assert_eq!(time(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        };
        check("D:20250304093000+01'00'", "2025-03-04T09:30:00+01:00");
        check("D:20250304093000Z", "2025-03-04T09:30:00Z");
        check("20250304", "2025-03-04");
        check("D:202503", "2025-03-01");
        assert_eq!(time("yesterday"), None);
        assert_eq!(time("D:é2025"), None);
    }
}
