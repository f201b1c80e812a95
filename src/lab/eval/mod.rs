//! Judged queries, and what the ranking makes of them.
//!
//! The figures are those of trec_eval, so that they can be set beside what other systems
//! report. How well names are found is the subject of [`crate::lab::score`].

mod archive;
mod bootstrap;
pub mod formats;
mod judged;
mod measures;
mod passages;
mod run_file;

use std::path::{Path, PathBuf};

use self::archive::{DocumentName, QueryReading, TemporaryArchive};
pub use self::bootstrap::Difference;
use self::judged::{qrels, topics};
#[cfg(test)]
pub use self::measures::Against;
pub use self::measures::Scores;
use self::measures::{judge, scores};
pub use self::passages::{JudgedPassages, judge_passages};
use self::run_file::{RunFile, read};
use crate::entities::Kind;
use crate::error::{Error, Result};

/// How the queries of a collection are run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvalOptions {
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
pub fn collection(dir: &Path, options: &EvalOptions) -> Result<Scores> {
    let (queries, judgements) = (dir.join("queries.jsonl"), dir.join("qrels.tsv"));
    let topics = topics(&queries)?;
    let judged = qrels(&judgements)?;
    let other = options.against.as_deref().map(read).transpose()?;
    let mut archive = TemporaryArchive::index(&dir.join("docs.jsonl"), DocumentName::ByPublisherId)?;
    archive.expand = options.expand;
    let mut run = options.run.as_deref().map(RunFile::create).transpose()?;
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    let reading = options.names.map_or(QueryReading::Literal, QueryReading::Name);
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

#[cfg(test)]
mod tests;
