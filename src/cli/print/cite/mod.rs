//! Citations: an article, and what is quoted from it, for the reference managers of others.
//!
//! Written here because no crate writes all three: `biblatex` writes BibTeX, but escapes `~`,
//! `^` and `\` as commands that mean something else to LaTeX; `hayagriva` only reads it.

mod author;
mod bibtex;
mod csl;
mod ris;

use std::io::Write;

use crate::search::{Hit, HitArticle, Passage};
use crate::text::fold::fold;
use clap::ValueEnum;

pub use self::author::Author;

/// What reads the citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CitationStyle {
    /// BibTeX and BibLaTeX
    Bibtex,
    /// RIS: EndNote, Zotero, Mendeley
    Ris,
    /// CSL-JSON: Zotero, Pandoc
    CslJson,
}

/// Writes a citation of each hit, its passages as quotations.
pub fn write(
    out: &mut impl Write,
    style: CitationStyle,
    hits: &mut dyn Iterator<Item = crate::error::Result<Hit>>,
) -> anyhow::Result<()> {
    match style {
        CitationStyle::Bibtex => {
            for (number, hit) in hits.enumerate() {
                let between = if number > 0 { "\n" } else { "" };
                write!(out, "{between}{}", bibtex::entry(&Cited::new(&hit?)))?;
            }
        }
        CitationStyle::Ris => {
            for hit in hits {
                write!(out, "{}", ris::entry(&Cited::new(&hit?)))?;
            }
        }
        CitationStyle::CslJson => csl::write(out, hits)?,
    }
    Ok(())
}

/// What is said of an article wherever it is cited, without control characters or line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cited {
    /// The same for an article as long as it stays where it is in the archive, and no other's.
    key: String,
    authors: Vec<Author>,
    title: String,
    source: Option<String>,
    section: Option<String>,
    date: Option<Day>,
    language: String,
    url: Option<String>,
    quotes: Vec<Quote>,
}

/// As much of a civil date as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Day {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
}

/// A passage, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Quote {
    text: String,
    place: String,
}

impl Cited {
    fn new(hit: &Hit) -> Cited {
        let article = &hit.article;
        let some = |value: &Option<String>| value.as_deref().map(one_line).filter(|value| !value.is_empty());
        let source = some(&article.source);
        let by = article.byline.iter().map(|name| one_line(name)).filter(|name| !name.is_empty());
        let authors: Vec<Author> =
            by.map(|name| Author::new(&name, source.as_deref(), &article.language)).collect();
        let date = day(article);
        Cited {
            key: key(article, &authors, source.as_deref()),
            authors,
            title: one_line(&article.title),
            source,
            section: some(&article.section),
            date,
            language: one_line(&article.language),
            url: some(&article.url),
            quotes: hit.passages.iter().map(Quote::new).collect(),
        }
    }
}

impl Quote {
    fn new(passage: &Passage) -> Quote {
        let Passage { paragraph, start, end, .. } = passage;
        Quote {
            text: one_line(&passage.text),
            place: format!("paragraph {paragraph}, bytes {start}-{end} of the text"),
        }
    }
}

impl std::fmt::Display for Quote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "“{}” ({})", self.text, self.place)
    }
}

/// Who wrote it, when, and its id: the first for people, the last for uniqueness.
fn key(article: &HitArticle, authors: &[Author], source: Option<&str>) -> String {
    const LETTERS: usize = 20;
    let who = match authors.first() {
        Some(Author::Person { family, .. }) => family.as_str(),
        Some(Author::Literal(name)) => name,
        None => source.unwrap_or_default(),
    };
    let mut who: String = fold(who).chars().filter(char::is_ascii_alphanumeric).take(LETTERS).collect();
    if who.is_empty() {
        who.push_str("article");
    }
    let date = article.date.as_deref().and_then(|date| date.split('T').next()).unwrap_or("undated");
    let date: String = date.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{who}-{date}-{}", article.id)
}

fn day(article: &HitArticle) -> Option<Day> {
    let date: jiff::civil::Date = article.date.as_deref()?.split('T').next()?.parse().ok()?;
    let precision = article.date_precision.as_deref();
    Some(Day {
        year: date.year(),
        month: (precision != Some("year")).then_some(date.month() as u8),
        day: (!matches!(precision, Some("year" | "month"))).then_some(date.day() as u8),
    })
}

/// Text on one line, without characters that steer a terminal or turn the direction of text.
fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c };
        let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let doubled = c.is_whitespace() && (out.is_empty() || out.ends_with(char::is_whitespace));
        if !turns && !doubled {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests;
