//! Bringing an archive up to date: walk, read, annotate, add, commit, report. The only
//! parallel place.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use serde::Serialize;

use crate::error::Result;
use crate::index::{Archive, FileRow};

/// What to bring up to date, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The archive's folder; `.morgue` inside the first folder named when `None`.
    pub archive: Option<PathBuf>,
    /// Worker threads; as many as there are cores when `None`.
    pub jobs: Option<usize>,
    /// Read everything again, and believe in empty folders.
    pub force: bool,
    /// Only say what would be done.
    pub dry_run: bool,
    /// Field names of the user's own records, (ours, theirs); kept with the archive.
    pub map: Vec<(String, String)>,
}

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
    /// The rows of the files that failed in this run.
    #[serde(skip)]
    pub failures: Vec<FileRow>,
    /// Single records that could not be read, in files that gave other articles.
    pub bad_records: u64,
    /// Things the user should know, one a line.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files dealt with.
    pub files: u64,
    /// Files found.
    pub files_total: u64,
    /// Articles added.
    pub articles: u64,
    /// Bytes of files dealt with.
    pub bytes: u64,
    /// Bytes of files to be read.
    pub bytes_total: u64,
}

/// Brings an archive up to date. `stop` ends the run at the next commit; `progress` is called
/// now and then.
///
/// # Errors
/// What concerns the archive as a whole. What concerns single files is in the report.
pub fn ingest(
    _options: &Options,
    _stop: &AtomicBool,
    _progress: &mut dyn FnMut(&Progress),
) -> Result<(Archive, Report)> {
    todo!()
}
