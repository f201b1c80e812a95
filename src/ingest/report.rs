//! What a run has done, and how far it has come.

use serde::Serialize;

use crate::index::FileRow;

/// What a run did. Articles are counted for the first three, files for the next three.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// Articles that are new.
    pub added: u64,
    /// Articles that were there and were read again.
    pub replaced: u64,
    /// Articles that are gone.
    pub removed: u64,
    /// Files that are as they were.
    pub unchanged: u64,
    /// Files that hold no article.
    pub skipped: u64,
    /// Files that could not be read.
    pub failed: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// How long it took.
    pub seconds: f64,
    /// Whether it was stopped before its end; what was committed stays.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// Single records that could not be read, in files that gave other articles.
    pub bad_records: u64,
    /// Single records that are no article, in files that gave others.
    pub records_skipped: u64,
    /// The rows of the files that failed in this run.
    #[serde(skip)]
    pub failures: Vec<FileRow>,
    /// Things the user should know, one a line.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dealt with.
    pub files: u64,
    /// Files to be read.
    pub files_total: u64,
    /// Articles added.
    pub articles: u64,
    /// Bytes of files dealt with.
    pub bytes: u64,
    /// Bytes of files to be read.
    pub bytes_total: u64,
}
