//! Queries and their judgements, read from files.

use std::collections::HashMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::error::{Error, Result};

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Topic {
    pub id: String,
    /// How it is meant to be read; empty where the file does not say.
    pub kind: String,
    pub text: String,
}

/// Documents and grades by query. All queries here have a relevant document.
pub(super) type Qrels = HashMap<String, HashMap<String, i64>>;

#[derive(Deserialize)]
struct Line {
    #[serde(alias = "_id")]
    id: Value,
    #[serde(default)]
    kind: String,
    text: String,
}

/// Reads `{"id", "text"}` lines, with a `kind` if there is one. An id may be a number.
pub(super) fn topics(path: &Path) -> Result<Vec<Topic>> {
    let mut out = Vec::new();
    for (number, line) in lines(&read(path)?) {
        let read = serde_json::from_str::<Line>(line).map_err(|e| e.to_string());
        let topic = read.and_then(|line| {
            let id = match line.id {
                Value::String(id) => id,
                Value::Number(id) => id.to_string(),
                _ => return Err("the id is neither a text nor a number".to_owned()),
            };
            if line.text.trim().is_empty() {
                return Err("the query is empty".to_owned());
            }
            Ok(Topic { id, kind: line.kind, text: line.text })
        });
        out.push(topic.map_err(|reason| Error::input(path, format!("line {number}: {reason}")))?);
    }
    Ok(out)
}

/// Reads lines of query, document and grade divided by tabs, or TREC's four columns.
///
/// A first line without a grade is a heading. Grades below one say that a document was
/// looked at and is not relevant.
pub(super) fn qrels(path: &Path) -> Result<Qrels> {
    let mut out = Qrels::new();
    for (number, line) in lines(&read(path)?) {
        let columns: Vec<&str> = if line.contains('\t') {
            line.split('\t').map(str::trim).collect()
        } else {
            line.split_whitespace().collect()
        };
        let (query, document, grade) = match columns[..] {
            [query, document, grade] | [query, _, document, grade] => (query, document, grade.parse().ok()),
            _ => ("", "", None),
        };
        match grade {
            Some(grade) => {
                out.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
            }
            None if number == 1 => {}
            None => {
                let reason = format!("line {number}: expected query, document and grade, divided by tabs");
                return Err(Error::input(path, reason));
            }
        }
    }
    out.retain(|_, grades| grades.values().any(|grade| *grade > 0));
    Ok(out)
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|e| Error::io(path, e))
}

/// The lines that are not blank, with their numbers.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}
