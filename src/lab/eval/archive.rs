//! The temporary archive that judged queries are run over.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

use crate::article::ArticleId;
use crate::entities::Kind;
use crate::error::{Error, Result};
use crate::index::Reader;
use crate::ingest::{self, ingest};
use crate::search::parse::literal;
use crate::search::{Query, Request, ranking};

/// Maximum rank that is judged, as in trec_eval's usual runs.
pub(super) const DEPTH: usize = 1000;

/// How the text of a query is read.
#[derive(Debug, Clone, Copy)]
pub(super) enum QueryReading {
    /// In the query language.
    #[cfg(test)]
    Typed,
    /// Any of its words; no character has a meaning.
    Literal,
    /// As a name alone.
    Name(Kind),
}

/// How judgements name an article.
#[derive(Debug, Clone, Copy)]
pub(super) enum DocumentName {
    /// By the id in its record, or its path if it has none.
    ByPublisherId,
    /// By its path.
    ByPath,
}

/// An archive that is deleted when it is dropped.
pub(super) struct TemporaryArchive {
    pub(super) reader: Reader,
    _dir: TempDir,
    known: DocumentName,
    /// Whether words that the best articles have in common are added.
    pub(super) expand: bool,
    /// Names of the articles in earlier answers.
    documents: HashMap<ArticleId, String>,
}

impl TemporaryArchive {
    /// Indexes a file or folder.
    pub(super) fn index(path: &Path, known: DocumentName) -> Result<TemporaryArchive> {
        let dir = tempfile::tempdir().map_err(|e| Error::io(&std::env::temp_dir(), e))?;
        let options = ingest::Options {
            paths: vec![path.to_owned()],
            archive: Some(dir.path().join("archive")),
            ..ingest::Options::default()
        };
        let (archive, report) = ingest(&options, &AtomicBool::new(false), &mut |_| {})?;
        if report.added == 0 {
            let reason = report.failures.iter().find_map(|row| row.reason.clone());
            return Err(Error::input(path, reason.unwrap_or_else(|| "contains no article".to_owned())));
        }
        let reader = Reader::open(&archive)?;
        Ok(TemporaryArchive { reader, _dir: dir, known, expand: false, documents: HashMap::new() })
    }

    /// The answer to a query: documents with scores, the best first.
    pub(super) fn answer(&mut self, reading: QueryReading, text: &str) -> Result<Vec<(String, f64)>> {
        let query = match reading {
            #[cfg(test)]
            QueryReading::Typed => crate::search::parse::parse(text, jiff::Zoned::now().date()).query,
            QueryReading::Literal => literal(text),
            QueryReading::Name(kind) => Query::Name { kind, name: text.to_owned() },
        };
        let request = Request { limit: DEPTH, expand: self.expand, ..Request::new(query) };
        let ids = ranking(&self.reader, &request)?;
        // Of two records with one id, only the first counts.
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
            DocumentName::ByPublisherId => stored.publisher_id.unwrap_or(stored.path),
            DocumentName::ByPath => stored.path,
        };
        self.documents.insert(id, document.clone());
        Ok(document)
    }
}
