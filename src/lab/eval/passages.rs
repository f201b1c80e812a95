//! Whether the first passage shown of an article is the one that a reader would quote.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::archive::{DEPTH, DocumentName, TemporaryArchive};
use crate::error::{Error, Result};
use crate::search::parse::parse;
use crate::search::{Request, search};

/// How many of the judged passages are the first that is shown of their article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct JudgedPassages {
    /// Those that are.
    pub right: usize,
    /// All that could be looked at.
    pub of: usize,
    /// Judgements on articles of folders that are not there.
    pub skipped: usize,
    /// Queries and articles of those that are not.
    pub wrong: Vec<(String, String)>,
}

/// A judged passage of an article.
struct Judgement {
    query: String,
    article: String,
    quoted: Quoted,
}

/// What should be quoted.
enum Quoted {
    /// The passage that begins so.
    Begins(String),
    /// The one that holds these bytes of the file.
    Bytes(usize, usize),
}

/// Scores the judgements of a table over a folder of articles.
///
/// Its lines hold a query, an article's path and the words with which the passage begins; or a
/// folder beneath `dir`, a query, an article's path in that folder, and first and end byte, in the
/// article's file, of what the passage must hold, so that a judgement holds no text of others.
/// Of an article that the query does not find, no passage is right.
///
/// # Errors
/// Names the file, and the line, that cannot be used.
pub fn judge_passages(dir: &Path, judgements: &Path) -> Result<JudgedPassages> {
    let text = std::fs::read_to_string(judgements).map_err(|e| Error::io(judgements, e))?;
    let mut folders: BTreeMap<String, Vec<Judgement>> = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()).skip(1).filter(|(_, line)| !line.trim().is_empty()) {
        let (folder, judgement) = judgement(line).ok_or_else(|| {
            let reason = "expected query, article and beginning, or folder, query, article, start and end";
            Error::input(judgements, format!("line {number}: {reason}"))
        })?;
        folders.entry(folder).or_default().push(judgement);
    }
    let mut out = JudgedPassages::default();
    for (folder, judgements) in folders {
        let folder = dir.join(folder);
        if !folder.is_dir() {
            out.skipped += judgements.len();
            continue;
        }
        let archive = TemporaryArchive::index(&folder, DocumentName::ByPath)?;
        for Judgement { query, article, quoted } in judgements {
            let quoted = match quoted {
                Quoted::Begins(text) => (text, true),
                Quoted::Bytes(start, end) => (bytes(&folder.join(&article), start, end)?, false),
            };
            out.of += 1;
            if archive.shows(&query, &article, &quoted)? {
                out.right += 1;
            } else {
                out.wrong.push((query, article));
            }
        }
    }
    Ok(out)
}

impl TemporaryArchive {
    /// Whether the first passage of an article begins with, or holds, a text.
    fn shows(&self, query: &str, article: &str, (text, begins): &(String, bool)) -> Result<bool> {
        let query = parse(query, jiff::Zoned::now().date()).query;
        let request = Request { limit: DEPTH, ..Request::new(query) };
        let hits = search(&self.reader, &request)?.hits;
        let hit = hits.iter().find(|hit| hit.article.path == article);
        let passage = hit.and_then(|hit| hit.passages.first());
        Ok(passage.is_some_and(|passage| match begins {
            true => passage.text.starts_with(text.as_str()),
            false => spaced(&passage.text).contains(&spaced(text)),
        }))
    }
}

fn judgement(line: &str) -> Option<(String, Judgement)> {
    let (folder, query, article, quoted) = match line.split('\t').collect::<Vec<_>>()[..] {
        [query, article, begins] => ("", query, article, Quoted::Begins(begins.to_owned())),
        [folder, query, article, start, end] => {
            (folder, query, article, Quoted::Bytes(start.parse().ok()?, end.parse().ok()?))
        }
        _ => return None,
    };
    Some((folder.to_owned(), Judgement { query: query.to_owned(), article: article.to_owned(), quoted }))
}

fn bytes(path: &Path, start: usize, end: usize) -> Result<String> {
    let file = std::fs::read(path).map_err(|e| Error::io(path, e))?;
    let quoted = file.get(start..end).and_then(|bytes| std::str::from_utf8(bytes).ok());
    quoted.map(str::to_owned).ok_or_else(|| {
        Error::input(path, format!("bytes {start} to {end} are not text; check the judgements"))
    })
}

/// Its words divided by single blanks: files break lines where texts do not.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
