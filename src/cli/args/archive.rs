//! Which archive a command works on.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::index::archive::FOLDER;
use crate::index::{Archive, Reader};

/// Names the archive.
#[derive(Debug, Clone, clap::Args)]
pub struct ArchiveArgs {
    /// The archive's folder [default: the nearest .morgue from the current folder upward]
    #[arg(long = "archive", value_name = "DIR", env = "MORGUE_ARCHIVE", hide_env_values = true)]
    pub dir: Option<PathBuf>,
}

impl ArchiveArgs {
    /// Opens it for reading.
    pub fn reader(&self) -> Result<Reader> {
        Reader::open(&self.find()?)
    }

    /// Finds it.
    pub fn find(&self) -> Result<Archive> {
        let Some(dir) = &self.dir else { return Archive::find(Path::new(".")) };
        match Archive::open(dir) {
            // The folder that was indexed says as clearly which archive is meant.
            Err(Error::NoArchive { .. }) if dir.join(FOLDER).is_dir() => Archive::open(&dir.join(FOLDER)),
            opened => opened,
        }
    }
}
