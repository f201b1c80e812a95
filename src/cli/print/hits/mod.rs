//! Hits, in each of the formats in which `search` and `similar` print them.

pub(crate) mod csv;
mod files;
pub(crate) mod json;
pub(crate) mod text;
pub(crate) mod trec;

use std::io::Write;

use self::csv::CsvDialect;
use self::trec::RunLines;
use super::cite::{self, CitationStyle};
use super::output::Stdout;
use super::style::{Styles, harmless};
use crate::error::Result;
use crate::index::Reader;
use crate::search::{Hit, HitArticle};

/// Hits as they are read.
pub type HitsIter<'a> = dyn Iterator<Item = Result<Hit>> + 'a;

/// A format in which hits are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HitsFormat {
    /// For people.
    Text,
    /// One object.
    Json,
    /// An object per line.
    JsonLines,
    /// A table.
    Csv(CsvDialect),
    /// Citations.
    Cite(CitationStyle),
    /// Paths of files.
    Files {
        /// Whether a NUL follows each, instead of a line break.
        null: bool,
    },
    /// A TREC run.
    Trec {
        /// Its query.
        query: String,
        /// Its tag.
        tag: String,
    },
}

impl HitsFormat {
    /// Writes hits, the first of which has the rank after `offset` and the last the rank `last`; returns
    /// how many were written as text. An object of JSON has more in it than hits: each command writes its own.
    pub fn write(
        &self,
        out: &mut Stdout,
        hits: &mut HitsIter,
        reader: &Reader,
        (offset, last): (usize, usize),
        styles: Styles,
    ) -> anyhow::Result<usize> {
        match self {
            HitsFormat::Text => {
                return text::hits(out, hits, |hit| opening(reader, hit), (offset, last), styles);
            }
            HitsFormat::Json | HitsFormat::JsonLines => {
                for hit in hits {
                    out.json(&hit?)?;
                }
            }
            HitsFormat::Csv(dialect) => csv::write(out, hits, offset, *dialect)?,
            HitsFormat::Cite(style) => cite::write(out, *style, hits)?,
            HitsFormat::Files { null } => files::write(out, hits, *null)?,
            HitsFormat::Trec { query, tag } => trec(out, hits, RunLines::new(query, tag, offset))?,
        }
        Ok(0)
    }
}

/// The date as far as it is known: a day that nobody stated is left out.
fn known_date(article: &HitArticle) -> Option<&str> {
    let date = article.date.as_deref()?;
    let day = date.split('T').next()?;
    let without_day = day.rsplit_once('-').map_or(day, |(month, _)| month);
    Some(match article.date_precision.as_deref() {
        Some("month") => without_day,
        Some("year") => without_day.rsplit_once('-').map_or(without_day, |(year, _)| year),
        _ => date,
    })
}

fn trec(out: &mut impl Write, hits: &mut HitsIter, mut lines: RunLines) -> anyhow::Result<()> {
    for (passed, hit) in hits.enumerate() {
        let Hit { article, score, .. } = hit?;
        // Falling numbers stand for an order that is not by score.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn scores_of_a_run_fall_and_paths_with_blanks_become_ids() {
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
