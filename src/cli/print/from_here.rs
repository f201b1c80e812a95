//! Paths that open from the current folder.

use std::path::Path;

/// A file relative to the current folder if it lies below it, otherwise as it is.
pub fn from_here(file: &Path) -> &Path {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    here.ok().and_then(|here| file.strip_prefix(here).ok()).unwrap_or(file)
}
