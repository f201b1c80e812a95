//! The forms in which hits are printed, of whichever command they are, and how much of each.

use std::io::Write;

use crate::cli::print::trec::RunLines;
use crate::error::Result;
use crate::index::Reader;
use crate::search::Hit;
use clap::builder::NonEmptyStringValueParser;

use super::{SHOWN, csv, text};
use crate::cli::print::cite::{self, Style};
use crate::cli::print::output::Out;
use crate::cli::print::style::{Look, harmless};

/// Hits as they are read.
pub type HitsIter<'a> = dyn Iterator<Item = Result<Hit>> + 'a;

/// How much is shown of each article.
#[derive(Debug, Clone, clap::Args)]
pub struct PassageArgs {
    /// Passages shown of each article, at most
    #[arg(long, value_name = "N", default_value_t = 1, help_heading = SHOWN)]
    pub passages: usize,
    /// Sentences more on both sides of each passage; passages that then touch become one
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = SHOWN)]
    pub context: usize,
    /// The whole article instead of passages
    #[arg(long, conflicts_with_all = ["passages", "context"], help_heading = SHOWN)]
    pub whole: bool,
}

/// In which form hits are printed.
#[derive(Debug, Clone, clap::Args)]
pub struct FormatArgs {
    /// One JSON object; `morgue schema` describes it
    #[arg(long, group = "format", help_heading = FORM)]
    json: bool,
    /// A JSON object a line for each article
    #[arg(long, group = "format", help_heading = FORM)]
    jsonl: bool,
    /// A CSV table (RFC 4180) with a header and a row for each passage
    #[arg(long, group = "format", help_heading = FORM)]
    csv: bool,
    /// Citations with the passages quoted
    #[arg(long, value_name = "STYLE", value_enum, group = "format", help_heading = FORM)]
    cite: Option<Style>,
    /// A TREC run: query, Q0, path (or id, where the path holds blanks), rank, score, tag
    #[arg(long, group = "format", help_heading = FORM)]
    trec: bool,
    /// The first column of the run
    #[arg(long, value_name = "ID", default_value = "1", value_parser = column(), requires = "trec", help_heading = FORM)]
    query_id: String,
    /// Its last column
    #[arg(long, value_name = "TAG", default_value = "morgue", value_parser = column(), requires = "trec", help_heading = FORM)]
    run_tag: String,
}

const FORM: &str = "How it is printed";

/// A form in which hits are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// One object.
    Json,
    /// An object a line.
    JsonLines,
    /// A table.
    Csv,
    /// Citations.
    Cite(Style),
    /// A run of this query with this tag.
    Trec(String, String),
}

impl FormatArgs {
    /// The form that is asked for.
    pub fn format(&self) -> Format {
        match self {
            FormatArgs { cite: Some(style), .. } => Format::Cite(*style),
            _ if self.json => Format::Json,
            _ if self.jsonl => Format::JsonLines,
            _ if self.csv => Format::Csv,
            _ if self.trec => Format::Trec(self.query_id.clone(), self.run_tag.clone()),
            _ => Format::Text,
        }
    }
}

impl Format {
    /// Writes hits, of which the first has the rank behind `offset` and the last one the rank
    /// `last`; returns how many were written as text. JSON is the business of each command.
    pub fn write(
        &self,
        out: &mut Out,
        hits: &mut HitsIter,
        reader: &Reader,
        (offset, last): (usize, usize),
        look: Look,
    ) -> anyhow::Result<usize> {
        match self {
            Format::Text => return text::hits(out, hits, |hit| opening(reader, hit), (offset, last), look),
            Format::Json | Format::JsonLines => {
                for hit in hits {
                    out.json(&hit?)?;
                }
            }
            Format::Csv => csv::write(out, hits, offset)?,
            Format::Cite(style) => cite::write(out, *style, hits)?,
            Format::Trec(query, tag) => trec(out, hits, RunLines::new(query, tag, offset))?,
        }
        Ok(0)
    }
}

fn trec(out: &mut impl Write, hits: &mut HitsIter, mut lines: RunLines) -> anyhow::Result<()> {
    for (passed, hit) in hits.enumerate() {
        let Hit { article, score, .. } = hit?;
        // Where the order is not by score, falling numbers tell it.
        let score = if score > 0.0 { score } else { -(passed as f64) };
        let id = article.id.to_string();
        let blank = |c: char| c.is_whitespace() || c.is_control();
        lines.write(out, if article.path.contains(blank) { &id } else { &article.path }, score)?;
    }
    Ok(())
}

/// The first words of an article without a headline.
fn opening(reader: &Reader, hit: &Hit) -> anyhow::Result<String> {
    const WORDS: usize = 10;
    const LETTERS: usize = 200;
    let body = reader.article(&hit.article.id.to_string())?.2;
    let mut words = body.split_whitespace();
    let head: Vec<&str> = words.by_ref().take(WORDS).collect();
    let dots = if words.next().is_some() { " …" } else { "" };
    Ok(harmless(&head.join(" ")).chars().take(LETTERS).collect::<String>() + dots)
}

/// What can stand in a column that a blank ends.
fn column() -> impl clap::builder::TypedValueParser<Value = String> {
    use clap::builder::TypedValueParser;
    NonEmptyStringValueParser::new().try_map(|value| {
        let blank = |c: char| c.is_whitespace() || c.is_control();
        if value.contains(blank) { Err("leave out the blanks, which divide the columns") } else { Ok(value) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    /// Equal scores fall, a score of nothing is told by the rank, a path with blanks by the id.
    #[test]
    fn a_run() {
        let mut hits = response().hits;
        let mut last = hits[0].clone();
        (last.article.path, last.score) = ("a b.txt".into(), 0.0);
        hits.push(last);
        let mut out = Vec::new();
        let lines = RunLines::new("q1", "morgue", 10);
        trec(&mut out, &mut hits.into_iter().map(Ok), lines).expect("memory can be written to");
        insta::assert_snapshot!(String::from_utf8(out).expect("UTF-8"), @r#"
        q1 Q0 0000000000000001 11 7.5 morgue
        q1 Q0 dump.jsonl#3 12 7.4999995 morgue
        q1 Q0 0000000000000001 13 -2 morgue
        "#);
    }
}
