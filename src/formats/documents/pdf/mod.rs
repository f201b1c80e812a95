//! PDF: the text layer of a document, one article a file.
//!
//! `repair` finds the objects of a file that was cut short; `guard` turns away files that would exhaust memory or the stack before anything is parsed;
//! `prepare` makes the parsed document flat and plain (no forms in forms, no inheritance, nothing
//! compressed, nothing drawn but text), so that reading it is one bounded pass; `glyphs` takes the
//! characters with their places; `lines` and `text` make lines, paragraphs and a headline of them.

mod glyphs;
mod guard;
mod lines;
mod prepare;
mod repair;
mod text;

use pdf_extract::{Document, Object};

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
    guard::check(&record.bytes)?;
    // The parser is other people's code, and files are hostile.
    let read = catch_panic::guarded(|| read(&record.bytes, context));
    read.unwrap_or_else(|| Err(Reject::broken("the document makes the reader of PDF fail; save it anew", "")))
}

fn read(bytes: &[u8], context: &Context) -> Result<Article, Reject> {
    let mut warnings = Vec::new();
    let loaded = Document::load_mem(bytes).or_else(|error| {
        let repaired = repair::repaired(bytes)
            .ok_or(())
            .and_then(|repaired| Document::load_mem(&repaired).map_err(|_| ()));
        warnings.push("its table of objects is damaged or missing; what could be found is read".to_owned());
        repaired.map_err(|()| {
            Reject::broken(format!("a PDF that cannot be read ({}); copy or save it anew", tidy(&error)), "")
        })
    });
    let mut document = loaded?;
    // Many are encrypted with an empty password, to forbid printing.
    if document.is_encrypted() && document.decrypt("").is_err() {
        return Err(Reject::skipped("protected by a password; save it without one"));
    }
    let properties = properties(&document);
    let prepared = prepare::flatten(&mut document)?;
    let read = glyphs::read(&document, prepared.pages.len());
    warnings.extend(prepared.warnings);
    warnings.extend(read.warnings);
    let pages = lines::pages(&read.pages, &prepared.pages);
    let text = text::of(pages);
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

fn tidy(error: &dyn std::fmt::Display) -> String {
    let text = error.to_string().replace('\n', " ").to_lowercase();
    text.chars().take(200).collect::<String>().trim_end_matches('.').to_owned()
}

fn properties(document: &Document) -> Properties {
    let info = document.trailer.get(b"Info").ok().and_then(|info| match info {
        Object::Reference(id) => document.get_dictionary(*id).ok(),
        Object::Dictionary(info) => Some(info),
        _ => None,
    });
    let Some(info) = info else { return Properties::default() };
    let one = |name: &[u8]| {
        let value = info.get_deref(name, document).ok()?.as_str().ok()?;
        Some(string(value)).filter(|text| !text.trim().is_empty())
    };
    Properties {
        title: one(b"Title"),
        author: one(b"Author"),
        created: one(b"CreationDate").and_then(|text| time(&text)).map(|date| (date, "CreationDate")),
        changed: one(b"ModDate").and_then(|text| time(&text)).map(|date| (date, "ModDate")),
        language: document
            .catalog()
            .ok()
            .and_then(|catalog| catalog.get(b"Lang").ok()?.as_str().ok().map(string)),
        keywords: one(b"Keywords"),
    }
}

/// A string of a property: UTF-16 or UTF-8 with a mark, else a charset like Latin-1.
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
    fn times() {
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
