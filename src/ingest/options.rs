//! What a run is asked to do.

use std::path::PathBuf;

/// What to bring up to date, and how.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Files and folders.
    pub paths: Vec<PathBuf>,
    /// The archive's folder; `.morgue` inside the first folder named when `None`.
    pub archive: Option<PathBuf>,
    /// Worker threads; as many as there are cores when `None`.
    pub jobs: Option<usize>,
    /// Read everything again, and believe in missing and empty folders.
    pub force: bool,
    /// Only find out what would be done.
    pub dry_run: bool,
    /// Field names of the user's own records, (ours, theirs); kept with the archive.
    pub map: Vec<(String, String)>,
    /// Let a file's time date the articles that nothing else dates; kept with the archive.
    pub file_dates: bool,
}
