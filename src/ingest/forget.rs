//! Removes the articles of files from an archive, whether the files are still there or not.

use std::path::Path;

use serde::Serialize;

use super::walk::{key, within};
use crate::error::Result;
use crate::index::archive::{absolute, relative};
use crate::index::{Archive, Reader, Writer};

/// What was removed from an archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Forgotten {
    /// Files that are no longer in the ledger.
    pub files: u64,
    /// Articles that are no longer found.
    pub articles: u64,
}

/// Removes the articles and ledger rows of the file at `path`, or of all files below it. The path is one
/// from the current folder or, if the archive has no file there, one from its root.
///
/// # Errors
/// Errors that concern the whole archive; a path without files is none.
pub fn forget(archive: &Archive, path: &Path) -> Result<Forgotten> {
    let mut writer = Writer::open(archive, 1)?;
    let reader = Reader::open(archive)?;
    let stamps = reader.stamps()?;
    let from_here = key(&relative(&absolute(&archive.root)?, &absolute(path)?));
    let from_root = key(path).trim_end_matches('/').to_owned();
    let below = |scope: &str| stamps.keys().filter(|key| within(key, scope)).collect::<Vec<_>>();
    let keys = [from_here, from_root].iter().map(|scope| below(scope)).find(|keys| !keys.is_empty());
    let mut forgotten = Forgotten::default();
    for key in keys.into_iter().flatten() {
        forgotten.files += 1;
        forgotten.articles += reader.ids_of_file(key)?.len() as u64;
        writer.forget(key);
    }
    if forgotten.files > 0 {
        writer.commit()?;
        writer.finish()?;
        // The articles are gone; who is who is made anew at once, as after an index run.
        Reader::open(archive)?.names()?;
    }
    Ok(forgotten)
}
