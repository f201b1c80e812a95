//! Files and folders that the user excludes, in the syntax of gitignore.

use std::path::Path;

use ignore::DirEntry;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::error::{Error, Result};

/// Name of the list of excluded files in a folder; it holds for the folder and all below it.
pub(super) const IGNORE_FILE: &str = ".morgueignore";

/// The patterns that are kept with an archive, relative to its root.
pub(super) struct Excluded(Gitignore);

impl Excluded {
    pub(super) fn new(root: &Path, globs: &[String]) -> Result<Excluded> {
        let mut builder = GitignoreBuilder::new(root);
        for glob in globs {
            builder.add_line(None, glob).map_err(|e| Error::input(root, e.to_string()))?;
        }
        Ok(Excluded(builder.build().map_err(|e| Error::input(root, e.to_string()))?))
    }

    pub(super) fn holds(&self, entry: &DirEntry) -> bool {
        let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
        !self.0.is_empty() && self.0.matched(entry.path(), is_dir).is_ignore()
    }
}

/// Checks a pattern of gitignore; an error says what is wrong with it.
pub fn check_pattern(glob: &str) -> std::result::Result<(), String> {
    let checked = GitignoreBuilder::new("").add_line(None, glob).map(drop);
    checked.map_err(|e| e.to_string())
}
