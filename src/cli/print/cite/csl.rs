//! CSL-JSON, the items that citation processors read: one list, an item a line.

use std::io::Write;

use crate::error::Result;
use crate::search::Hit;
use serde::Serialize;

use super::{Author, Cited, Day};

/// Writes the list.
pub fn write(out: &mut impl Write, hits: &mut dyn Iterator<Item = Result<Hit>>) -> anyhow::Result<()> {
    let mut before = "[\n";
    for hit in hits {
        let cited = Cited::new(&hit?);
        write!(out, "{before}{}", serde_json::to_string(&item(&cited))?)?;
        before = ",\n";
    }
    writeln!(out, "{}", if before == "[\n" { "[]" } else { "\n]" })?;
    Ok(())
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    r#type: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Name<'a>>,
    #[serde(rename = "container-title", skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'a str,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Name<'a> {
    Person { family: &'a str, given: &'a str },
    Literal { literal: &'a str },
}

#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    date_parts: [Vec<i16>; 1],
}

impl<'a> From<&'a Author> for Name<'a> {
    fn from(author: &'a Author) -> Name<'a> {
        match author {
            Author::Person { family, given } => Name::Person { family, given },
            Author::Literal(literal) => Name::Literal { literal },
        }
    }
}

fn item(cited: &Cited) -> Item<'_> {
    let parts = |Day { year, month, day }| {
        let parts = [month, day].into_iter().flatten().map(i16::from);
        [std::iter::once(year).chain(parts).collect()]
    };
    let quotes: Vec<String> = cited.quotes.iter().map(ToString::to_string).collect();
    Item {
        id: &cited.key,
        r#type: if cited.source.is_some() { "article-newspaper" } else { "document" },
        title: &cited.title,
        author: cited.authors.iter().map(Name::from).collect(),
        container_title: cited.source.as_deref(),
        section: cited.section.as_deref(),
        issued: cited.date.map(|date| Issued { date_parts: parts(date) }),
        language: &cited.language,
        url: cited.url.as_deref(),
        note: Some(quotes.join(" ")).filter(|note| !note.is_empty()),
    }
}
