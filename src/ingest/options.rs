//! Options of a run.

use std::path::PathBuf;

/// The files to bring up to date, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders of articles.
    pub paths: Vec<PathBuf>,
    /// Folder of the archive; `.morgue` in the first folder of `paths` if `None`.
    pub archive: Option<PathBuf>,
    /// Number of worker threads; the number of cores if `None`.
    pub jobs: Option<usize>,
    /// Re-read everything, and remove the articles of missing or empty folders.
    pub force: bool,
    /// Only find out what would be done; write nothing.
    pub dry_run: bool,
    /// Field names in the user's own records, (ours, theirs); kept with the archive.
    pub map: Vec<(String, String)>,
    /// Files and folders to leave out, as patterns of gitignore relative to the root; kept with the archive.
    /// An empty pattern alone drops those that are kept.
    pub exclude: Vec<String>,
    /// Date articles without any other date by the time of their file; kept with the archive.
    pub file_dates: bool,
}
