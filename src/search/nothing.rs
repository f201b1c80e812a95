//! Why a query finds nothing: which of its words no article has, with the nearest words of the
//! archive, and which clause leaves nothing of an answer.

use serde::Serialize;

use super::engine::{self, Plan, similar_spellings};
use super::query::{Field, Matching, Query, Word};
use crate::error::Result;
use crate::index::Reader;
use crate::text::tokens;

/// Words, and clauses, that are looked at.
const MAX_CLAUSES: usize = 16;
/// Words of the archive that are counted.
const MAX_SIMILAR: usize = 24;
/// Words of the archive that are named beside a word that it does not have.
const MAX_NEAREST: usize = 3;

/// Why nothing was found.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Nothing {
    /// Words that no article has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Missing>,
    /// Where each clause has articles: those without which there would be an answer, the largest
    /// answer first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<Without>,
}

/// A word that no article has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// The word as typed.
    pub word: String,
    /// The field it was looked for in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// The nearest words of the archive with the number of articles that contain each, nearest first.
    pub nearest: Vec<(String, u64)>,
}

/// A clause without which there would be an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Without {
    /// The clause in the query language.
    pub clause: String,
    /// Number of articles that match the rest of the query.
    pub articles: u64,
}

/// Why a query finds nothing.
pub(super) fn nothing(reader: &Reader, query: &Query) -> Result<Nothing> {
    let mut words = Vec::new();
    collect_words(query, None, &mut words);
    words.truncate(MAX_CLAUSES);
    let mut nothing = Nothing::default();
    for (word, field) in words {
        if count(reader, &Query::Word(word.clone()).in_field(field))? == 0 {
            let nearest = nearest(reader, &word.text, field)?;
            let missing = Missing { word: word.text, field: field.map(Field::as_str), nearest };
            if !nothing.missing.contains(&missing) {
                nothing.missing.push(missing);
            }
        }
    }
    if let (Query::And(clauses), []) = (query, &nothing.missing[..]) {
        for (number, clause) in clauses.iter().enumerate().take(MAX_CLAUSES) {
            let mut others = clauses.clone();
            others.remove(number);
            let articles = count(reader, &Query::And(others).normal())?;
            if articles > 0 {
                nothing.without.push(Without { clause: clause.to_string(), articles });
            }
        }
        nothing.without.sort_by_key(|without| std::cmp::Reverse(without.articles));
    }
    Ok(nothing)
}

/// The words of the archive nearest to one that it does not have, with the articles that hold each:
/// those of one other letter, else of two; those in most articles first.
fn nearest(reader: &Reader, text: &str, field: Option<Field>) -> Result<Vec<(String, u64)>> {
    let mut nearest = Vec::new();
    for token in tokens(text) {
        let word = token.of(text);
        for distance in 1..=2 {
            // With two other letters of four, any word is near.
            if word.chars().count() < 3 * usize::from(distance) {
                break;
            }
            let mut found = Vec::new();
            for similar in similar_spellings(reader, word, field, distance)?.into_iter().take(MAX_SIMILAR) {
                let word = Query::Word(Word::spelled_in(field, similar.clone()));
                let articles = count(reader, &word.in_field(field))?;
                if articles > 0 {
                    found.push((similar, articles));
                }
            }
            if !found.is_empty() {
                found.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
                nearest.extend(found.into_iter().take(MAX_NEAREST));
                break;
            }
        }
    }
    nearest.truncate(MAX_NEAREST);
    Ok(nearest)
}

fn count(reader: &Reader, query: &Query) -> Result<u64> {
    engine::count(reader, &Plan::new(reader, query)?)
}

/// The plain words that articles must or may have, with their fields.
fn collect_words(query: &Query, field: Option<Field>, out: &mut Vec<(Word, Option<Field>)>) {
    match query {
        Query::Word(word) => out.push((word.clone(), field)),
        Query::Phrase(words) => out.extend(words.iter().map(|word| (word.clone(), field))),
        Query::Name { name, .. } => {
            out.extend(name.split(' ').map(|word| (Word::new(word), field)));
        }
        Query::And(parts) | Query::Or(parts) => {
            parts.iter().for_each(|part| collect_words(part, field, out));
        }
        Query::Field(field, part) => collect_words(part, Some(*field), out),
        Query::AtLeast(_, part) => collect_words(part, field, out),
        Query::Near(near) => {
            collect_words(&near.left, field, out);
            if !near.not {
                collect_words(&near.right, field, out);
            }
        }
        Query::All | Query::Not(_) | Query::Date(_) | Query::Undated | Query::Filter(_) => {}
    }
    out.retain(|(word, field)| {
        matches!(word.matching, Matching::Forms | Matching::Spelling | Matching::Letters)
            && *field != Some(Field::Lang)
    });
}
