//! Reuters-21578: newswire stories of 1987 in a loose SGML, many to a file.
//!
//! The editors' tags for people, organisations and places are ignored on purpose: they are the gold
//! standard for finding names. Topics are read.

use std::io::BufRead;

use memchr::memmem;

use crate::article::{Article, Field};
use crate::formats::cut::stream_buffer::Window;
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::{charset, html_text};
use crate::formats::{Builder, Context, Ending, Format, MAX_RECORD_BYTES, Parse, Record, Records, Reject};

/// The distribution's .sgm files.
pub const FORMAT: Format = Format {
    name: "reuters",
    about: "Reuters-21578 SGML; by its DOCTYPE or <REUTERS>",
    extensions: &["sgm", "sgml"],
    sniff,
    records,
    parse: Parse::One(parse),
};

const OPEN: &[u8] = b"<REUTERS";
const CLOSE: &[u8] = b"</REUTERS>";

/// The distribution's placeholder for the text of a brief that has only a headline.
const STAND_IN: &str = "Blah blah blah.";

fn sniff(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    head.starts_with(b"<!DOCTYPE lewis") || head.starts_with(OPEN)
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    Box::new(Stories { window: Window::new(reader), at: 0, given: 0 })
}

struct Stories<'a> {
    window: Window<'a>,
    /// Where in the window the next story is looked for.
    at: usize,
    given: u64,
}

impl Stories<'_> {
    /// Reads on; what lies before `at` is given up.
    fn fill(&mut self) -> Result<(), Reject> {
        self.window.give_up(std::mem::take(&mut self.at));
        self.window.more()
    }

    fn story(&mut self) -> Result<Option<Record>, Reject> {
        // The tag before a story; anything else between stories is passed over.
        while self.position_of(OPEN, 0).is_none() {
            self.at = self.window.bytes.len().saturating_sub(OPEN.len() - 1).max(self.at);
            if self.window.ended {
                return match self.given {
                    0 => Err(Reject::skipped("empty: no story in it")),
                    _ => Ok(None),
                };
            }
            self.fill()?;
        }
        self.at = self.position_of(OPEN, 0).unwrap_or(self.at);
        self.given += 1;
        let mut searched = OPEN.len();
        loop {
            // The next story first, so that no search runs over many unclosed ones.
            let next = self.position_of(OPEN, searched);
            let until = next.unwrap_or(self.window.bytes.len());
            let close = memmem::find(&self.window.bytes[self.at + searched..until], CLOSE)
                .map(|found| self.at + searched + found);
            match (close, next) {
                (Some(close), _) => {
                    let end = close + CLOSE.len();
                    let record = Record {
                        address: self.given.to_string(),
                        start: self.window.offset + self.at as u64,
                        bytes: self.window.bytes[self.at..end].to_vec(),
                        ..Record::default()
                    };
                    self.at = end;
                    return Ok(Some(record));
                }
                (_, Some(next)) => {
                    self.at = next;
                    return Err(self.cut_off());
                }
                _ if self.window.ended => {
                    self.at = self.window.bytes.len();
                    return Err(self.cut_off());
                }
                _ if self.window.bytes.len() - self.at > MAX_RECORD_BYTES => {
                    self.at = self.window.bytes.len();
                    return Err(Reject::too_large().at(format!("record {}", self.given)));
                }
                _ => {
                    searched =
                        (self.window.bytes.len() - self.at).saturating_sub(CLOSE.len()).max(OPEN.len());
                    self.fill()?;
                }
            }
        }
    }

    fn position_of(&self, what: &[u8], from: usize) -> Option<usize> {
        let start = self.at + from;
        memmem::find(self.window.bytes.get(start..)?, what).map(|found| start + found)
    }

    fn cut_off(&self) -> Reject {
        Reject::broken("the story is cut off: no </REUTERS>", format!("record {}", self.given))
    }
}

impl Iterator for Stories<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.window.ended && self.at >= self.window.bytes.len() && self.given > 0 {
            return None;
        }
        let story = self.story();
        if matches!(&story, Err(reject) if reject.reason.starts_with("reading stopped") || !reject.broken) {
            (self.window.ended, self.at, self.given) = (true, self.window.bytes.len(), self.given.max(1));
        }
        story.transpose()
    }
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
    builder.finish(ending).map_err(|reject| reject.at(format!("record {}", record.address)))
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
    html_text::without_entities(text)
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
