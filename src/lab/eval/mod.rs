//! Judged queries, and what the ranking makes of them.
//!
//! The figures are those of trec_eval, so that they can be set beside what other systems
//! report. How well names are found is the subject of [`crate::lab::score`].

mod bootstrap;
pub mod formats;
mod judged;
mod measures;
mod run_file;
mod shown;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

pub use self::bootstrap::Difference;
use self::judged::{Topic, qrels, topics};
pub use self::measures::{Against, Scores};
use self::measures::{Judged, judge, scores};
use self::run_file::{RunFile, read};
pub use self::shown::{Shown, shown};
use crate::article::ArticleId;
use crate::entities::Kind;
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::ingest::{self, ingest};
use crate::search::parse::{literal, parse};
use crate::search::{Query, Request, ranking};

/// How deep a ranking is judged: the depth of trec_eval's usual runs.
const DEPTH: usize = 1000;

/// How the queries of a collection are run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// What the queries name; `None` where they are words.
    pub names: Option<Kind>,
    /// Where a run in TREC's format is written.
    pub run: Option<PathBuf>,
    /// A run of the same queries to be compared with; a query that it does not answer counts nothing.
    pub against: Option<PathBuf>,
    /// Whether words that the best articles have in common are added.
    pub expand: bool,
}

/// Indexes `docs.jsonl` of a folder for the time being, runs the queries of `queries.jsonl`
/// over it, and scores the answers by `qrels.tsv`.
///
/// Queries are read literally: any of their words. As names, they are answered as a search for
/// that name alone is. Documents are known by the ids in
/// their records. Queries without any relevant document are left out of the scores.
///
/// # Errors
/// Names the file, and the line, that cannot be used.
pub fn collection(dir: &Path, options: &Options) -> Result<Scores> {
    let (queries, judgements) = (dir.join("queries.jsonl"), dir.join("qrels.tsv"));
    let topics = topics(&queries)?;
    let judged = qrels(&judgements)?;
    let other = options.against.as_deref().map(read).transpose()?;
    let mut archive = Temporary::of(&dir.join("docs.jsonl"), Known::ByPublisherId)?;
    archive.expand = options.expand;
    let mut run = options.run.as_deref().map(RunFile::create).transpose()?;
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    let reading = options.names.map_or(Reading::Literal, Reading::Name);
    for topic in topics {
        let grades = judged.get(&topic.id);
        if grades.is_none() && run.is_none() {
            continue;
        }
        let ranked = archive.answer(reading, &topic.text)?;
        if let Some(run) = &mut run {
            run.topic(&topic.id, &ranked)?;
        }
        if let Some(grades) = grades {
            ours.push(judge(&ranked, grades));
            let other = other.as_ref().map(|run| run.get(&topic.id).map_or(&[][..], Vec::as_slice));
            others.extend(other.map(|ranked| judge(ranked, grades)));
        }
    }
    if let Some(run) = run {
        run.finish()?;
    }
    scores(&ours, other.map(|_| others.as_slice())).ok_or_else(|| {
        Error::input(&judgements, "no query of queries.jsonl has a relevant document here; compare the ids")
    })
}

/// Scores the queries of a folder of truth over a folder of articles: by their kind, and
/// under `all` together.
///
/// `word` and `phrase` queries are read as a user types them, `person` queries as names.
/// Articles are known by their paths.
///
/// # Errors
/// Names the file, and the line, that cannot be used.
pub fn corpus(articles: &Path, truth: &Path) -> Result<BTreeMap<String, Scores>> {
    let queries = truth.join("queries.jsonl");
    let judged = qrels(&truth.join("qrels.tsv"))?;
    let mut archive = Temporary::of(articles, Known::ByPath)?;
    let mut judgements: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    for Topic { id, kind, text } in topics(&queries)? {
        let Some(grades) = judged.get(&id) else { continue };
        let reading = match kind.as_str() {
            "word" | "phrase" => Reading::Typed,
            "person" => Reading::Name(Kind::Person),
            _ => return Err(Error::input(&queries, format!("{id}: kind {kind:?} is unknown"))),
        };
        let found = judge(&archive.answer(reading, &text)?, grades);
        judgements.entry(kind).or_default().push(found);
        judgements.entry("all".to_owned()).or_default().push(found);
    }
    Ok(judgements.into_iter().filter_map(|(kind, judged)| Some((kind, scores(&judged, None)?))).collect())
}

/// How the text of a query is read.
#[derive(Debug, Clone, Copy)]
enum Reading {
    /// In the query language.
    Typed,
    /// Any of its words; no sign means anything.
    Literal,
    /// As a name alone.
    Name(Kind),
}

/// What judgements call an article.
#[derive(Debug, Clone, Copy)]
enum Known {
    /// By the id in its record, or its path where it has none.
    ByPublisherId,
    /// By its path.
    ByPath,
}

/// An archive that goes when it is dropped.
struct Temporary {
    reader: Reader,
    _dir: TempDir,
    known: Known,
    expand: bool,
    /// What the articles in earlier answers are called.
    documents: HashMap<ArticleId, String>,
}

impl Temporary {
    /// Indexes a file or folder.
    fn of(path: &Path, known: Known) -> Result<Temporary> {
        let dir = tempfile::tempdir().map_err(|e| Error::io(&std::env::temp_dir(), e))?;
        let options = ingest::Options {
            paths: vec![path.to_owned()],
            archive: Some(dir.path().join("archive")),
            ..ingest::Options::default()
        };
        let (archive, report) = ingest(&options, &AtomicBool::new(false), &mut |_| {})?;
        if report.added == 0 {
            let reason = report.failures.iter().find_map(|row| row.reason.clone());
            return Err(Error::input(
                path,
                reason.unwrap_or_else(|| "no article was found in it".to_owned()),
            ));
        }
        let reader = Reader::open(&archive)?;
        Ok(Temporary { reader, _dir: dir, known, expand: false, documents: HashMap::new() })
    }

    /// What the archive answers to a query, best first, with scores.
    fn answer(&mut self, reading: Reading, text: &str) -> Result<Vec<(String, f64)>> {
        let query = match reading {
            Reading::Typed => parse(text, jiff::Zoned::now().date()).query,
            Reading::Literal => literal(text),
            Reading::Name(kind) => Query::Name { kind, name: text.to_owned() },
        };
        let request = Request { limit: DEPTH, expand: self.expand, ..Request::new(query) };
        let ids = ranking(&self.reader, &request)?;
        // Two records may bear one id: the second does not count.
        let mut seen = HashSet::new();
        let mut ranked = Vec::new();
        for (id, score) in ids {
            let document = self.document(id)?;
            if seen.insert(document.clone()) {
                ranked.push((document, score));
            }
        }
        Ok(ranked)
    }

    fn document(&mut self, id: ArticleId) -> Result<String> {
        if let Some(document) = self.documents.get(&id) {
            return Ok(document.clone());
        }
        let (_, stored, _) = self.reader.article(&id.to_string())?;
        let document = match self.known {
            Known::ByPublisherId => stored.publisher_id.unwrap_or(stored.path),
            Known::ByPath => stored.path,
        };
        self.documents.insert(id, document.clone());
        Ok(document)
    }
}

#[cfg(test)]
mod tests;
