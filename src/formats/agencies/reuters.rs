//! Reuters-21578: newswire stories of 1987 in a loose SGML, many to a file.
//!
//! The editors' tags for people, organisations and places are ignored on purpose, because they are the gold
//! standard of name recognition. Topics are read.

use std::io::BufRead;

use memchr::memmem;

use crate::article::{Article, Field};
use crate::formats::cut;
use crate::formats::cut::stories::{OPEN, Stories};
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::{character_references, charset};
use crate::formats::{Builder, Context, Ending, Format, Parse, Record, Records, Reject};

/// The distribution's .sgm files.
pub const FORMAT: Format = Format {
    name: "reuters",
    about: "Reuters-21578 SGML; by its DOCTYPE or <REUTERS>",
    extensions: &["sgm", "sgml"],
    sniff,
    records,
    parse: Parse::One(parse),
};

/// The distribution's placeholder for the text of a brief that has only a headline.
const STAND_IN: &str = "Blah blah blah.";

fn sniff(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    head.starts_with(b"<!DOCTYPE lewis") || head.starts_with(OPEN)
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::records(reader, Stories)
}

fn parse(record: &Record, _: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, None);
    let story = decoded.text.as_str();
    let head = &story[..story.find('>').unwrap_or(story.len())];
    let text = element(story, "TEXT").unwrap_or_default();
    let mut body = Paragraphs::default();
    let whole = element(text, "BODY").unwrap_or_else(|| without_elements(text));
    body.push_wrapped(without_end_mark(&entities(whole)));
    let mut builder = Builder::default();
    builder.set_body("BODY", Some(body.finish()).filter(|body| body != STAND_IN).unwrap_or_default());
    builder.warnings.extend(decoded.warning());
    builder.set(Field::Title, "TITLE", element(text, "TITLE").map(entities));
    builder.set(Field::Byline, "AUTHOR", element(text, "AUTHOR").map(entities));
    builder.set(Field::Dateline, "DATELINE", element(text, "DATELINE").map(entities));
    // A few dates have a broken time or a note; their day is correct.
    let date = element(story, "DATE").map(entities).unwrap_or_default();
    let day = date.split_whitespace().next().unwrap_or_default();
    builder.set(Field::Date, "DATE", [date.as_str(), day]);
    builder.set(Field::PublisherId, "NEWID", attribute(head, "NEWID"));
    builder.set(Field::Keywords, "TOPICS", element(story, "TOPICS").map(items).unwrap_or_default());
    let ending = Ending { keeps_headline: true, ..Ending::default() };
    builder.finish(ending).map_err(|reject| reject.at(record.place()))
}

/// The content of an element; one that is not closed ends with the text.
fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (opening, closing) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = text;
    loop {
        let after = &rest[memmem::find(rest.as_bytes(), opening.as_bytes())? + opening.len()..];
        if !after.starts_with(['>', ' ', '\n']) {
            rest = after;
            continue;
        }
        let inner = &after[after.find('>')? + 1..];
        let end = memmem::find(inner.as_bytes(), closing.as_bytes());
        return Some(&inner[..end.unwrap_or(inner.len())]);
    }
}

/// The text of a story without BODY: everything after its last other element.
fn without_elements(text: &str) -> &str {
    ["</TITLE>", "</DATELINE>", "</AUTHOR>"]
        .iter()
        .filter_map(|tag| text.find(tag).map(|at| at + tag.len()))
        .max()
        .map_or(text, |at| &text[at..])
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let value = &tag[tag.find(&format!(" {name}=\""))? + name.len() + 3..];
    value.split('"').next().filter(|value| !value.is_empty())
}

fn items(list: &str) -> Vec<String> {
    list.split("<D>").skip(1).map(|item| entities(item.split("</D>").next().unwrap_or_default())).collect()
}

fn entities(text: &str) -> String {
    character_references::resolve(text)
}

/// Removes "Reuter" on the last line, and the control characters around it.
fn without_end_mark(text: &str) -> &str {
    let is_dirt = |c: char| c.is_whitespace() || c.is_control() || c == char::REPLACEMENT_CHARACTER;
    let text = text.trim_end_matches(is_dirt);
    let Some(last) = text.rfind('\n').map(|at| at + 1) else {
        return text;
    };
    let mark = text[last..].trim();
    if ["reuter", "reuter...", "reuters"].iter().any(|end| mark.eq_ignore_ascii_case(end)) {
        text[..last].trim_end_matches(is_dirt)
    } else {
        text
    }
}
