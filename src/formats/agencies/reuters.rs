//! Reuters-21578: newswire stories of 1987 in a loose SGML, many to a file.
//!
//! The tags that editors gave to people, organisations and places are left out on purpose:
//! they are what the finding of names is judged by. Topics are read.

use std::io::BufRead;

use memchr::memmem;

use crate::article::{Article, Field, Found};
use crate::formats::cut;
use crate::formats::cut::stories::{OPEN, Stories};
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::{bylines, charset, dates, html_text, paragraphs};
use crate::formats::{Context, Format, Parse, Record, Records, Reject};

/// The distribution's .sgm files.
pub const FORMAT: Format = Format {
    name: "reuters",
    about: "Reuters-21578 SGML; by its DOCTYPE or <REUTERS>",
    extensions: &["sgm", "sgml"],
    sniff,
    records,
    parse: Parse::One(parse),
};

/// What the distribution puts where a brief has no text but its headline.
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
    let title = line(element(text, "TITLE").unwrap_or_default());
    let mut body = Paragraphs::default();
    let whole = element(text, "BODY").unwrap_or_else(|| without_elements(text));
    body.push_wrapped(without_end_mark(&entities(whole)));
    let mut body = body.finish();
    if body == STAND_IN {
        body.clear();
    }
    if body.is_empty() && title.is_empty() {
        let reason = "no article: neither headline nor text";
        return Err(Reject::skipped(reason).at(format!("record {}", record.address)));
    }
    let stated = element(story, "DATE").map(entities).unwrap_or_default();
    // A few dates carry a broken time or a note; the day is sound.
    let published = dates::parse(&stated, Found::Metadata)
        .or_else(|| dates::parse(stated.split_whitespace().next()?, Found::Metadata));
    let dateline = line(element(text, "DATELINE").unwrap_or_default());
    let mut article = Article {
        title,
        byline: bylines::names(&line(element(text, "AUTHOR").unwrap_or_default())),
        dateline: Some(dateline.trim_end_matches(['-', ' ']).to_owned())
            .filter(|dateline| !dateline.is_empty()),
        published,
        publisher_id: attribute(head, "NEWID").map(str::to_owned),
        keywords: element(story, "TOPICS").map(items).unwrap_or_default(),
        body,
        warnings: decoded.warning().into_iter().collect(),
        ..Article::default()
    };
    for (field, rule, found) in [
        (Field::Title, "TITLE", !article.title.is_empty()),
        (Field::Byline, "AUTHOR", !article.byline.is_empty()),
        (Field::Dateline, "DATELINE", article.dateline.is_some()),
        (Field::Date, "DATE", article.published.is_some()),
        (Field::PublisherId, "NEWID", article.publisher_id.is_some()),
        (Field::Keywords, "TOPICS", !article.keywords.is_empty()),
        (Field::Text, "BODY", !article.body.is_empty()),
    ] {
        if found {
            article.provenance.set(field, rule);
        }
    }
    Ok(article)
}

/// What stands between a tag and its end; an element that is not closed ends with the text.
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

/// The text of a story that has no BODY: what follows its last other element.
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
    list.split("<D>")
        .skip(1)
        .map(|item| line(item.split("</D>").next().unwrap_or_default()))
        .filter(|item| !item.is_empty())
        .collect()
}

fn line(text: &str) -> String {
    paragraphs::fold(&entities(text))
}

fn entities(text: &str) -> String {
    html_text::without_entities(text)
}

/// Takes off "Reuter", alone on the last line, and the control characters around it.
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
