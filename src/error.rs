//! The one error of the library: a variant for each cause, with the path where it is known.
//! What the system said is the source of an error, not part of its text: print the chain.

use std::path::{Path, PathBuf};

/// Why something could not be done. Bad *articles* are no errors: they end up in the ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: cannot be read or written", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// There is no archive where one was looked for.
    #[error(
        "no archive found in {} or above; make one with `morgue index FOLDER`, or name one with --archive",
        path.display()
    )]
    NoArchive {
        /// Where the search began.
        path: PathBuf,
    },
    /// An archive cannot be made at a place.
    #[error("{}: the archive cannot be made here; name another place with --archive", path.display())]
    Unwritable {
        /// Where.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The archive was written by a version of another format.
    #[error(
        "{}: this archive has format {found}, this program reads format {wanted}; \
         delete that folder and index again", path.display()
    )]
    Format {
        /// The archive.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// Ours.
        wanted: u32,
    },
    /// A file of the archive does not hold what we write there.
    #[error("{}: damaged ({reason}); delete the archive and index again", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process writes to the archive.
    #[error("{}: {holder} is writing to this archive; wait for it to end, or stop it", path.display())]
    Busy {
        /// The archive.
        path: PathBuf,
        /// Who, as its lock says.
        holder: String,
    },
    /// The index engine failed.
    #[error("{}: the index failed", path.display())]
    Index {
        /// The archive.
        path: PathBuf,
        /// What it said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No article has this id or path.
    #[error("no article {wanted:?}; ids and paths stand in the results of `morgue search`")]
    NoArticle {
        /// What was asked for.
        wanted: String,
    },
    /// A worker thread could not be started.
    #[error("worker threads could not be started: {reason}; try fewer with --jobs")]
    Workers {
        /// What the system said.
        reason: String,
    },
    /// A file given for judging or mapping cannot be used.
    #[error("{}: {reason}", path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// What is wrong and where.
        reason: String,
    },
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    pub(crate) fn io(path: &Path, source: std::io::Error) -> Error {
        Error::Io { path: path.to_owned(), source }
    }

    pub(crate) fn index(path: &Path, source: impl std::error::Error + Send + Sync + 'static) -> Error {
        Error::Index { path: path.to_owned(), source: Box::new(source) }
    }

    pub(crate) fn damaged(path: &Path, reason: impl Into<String>) -> Error {
        Error::Damaged { path: path.to_owned(), reason: reason.into() }
    }

    pub(crate) fn input(path: &Path, reason: impl Into<String>) -> Error {
        Error::Input { path: path.to_owned(), reason: reason.into() }
    }
}
