//! The results and the progress of a run.

use serde::Serialize;

use crate::index::FileRow;

/// The results of a run. The first three fields count articles, the next three files.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// New articles.
    pub added: u64,
    /// Articles that were read again.
    pub replaced: u64,
    /// Articles that were removed.
    pub removed: u64,
    /// Unchanged files.
    pub unchanged: u64,
    /// Files without an article.
    pub skipped: u64,
    /// Files that could not be read.
    pub failed: u64,
    /// Bytes of the files that were read.
    pub bytes: u64,
    /// Duration of the run.
    pub seconds: f64,
    /// Whether the run was stopped early; what was committed is kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    /// Records that could not be read, in files with other articles.
    pub bad_records: u64,
    /// Records without an article, in files with other articles.
    pub records_skipped: u64,
    /// The rows of the files that failed in this run.
    #[serde(skip)]
    pub failures: Vec<FileRow>,
    /// Notices for the user, one per line.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// The progress of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that are done.
    pub files: u64,
    /// Files to read.
    pub files_total: u64,
    /// Articles added.
    pub articles: u64,
    /// Bytes of the files that are done.
    pub bytes: u64,
    /// Bytes of the files to read.
    pub bytes_total: u64,
}
