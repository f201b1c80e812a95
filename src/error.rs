//! The error type of the library: a variant for each cause, with the path if it is known. The message of
//! the system is the source of an error, not part of its text, so print the whole chain.

use std::path::{Path, PathBuf};

/// Why an operation failed. Unreadable articles are not errors; they are recorded in the ledger.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: cannot be read or written", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// No archive was found.
    #[error(
        "no archive found in {} or above; make one with `morgue index FOLDER`, or name one with --archive",
        path.display()
    )]
    NoArchive {
        /// The folder in which the search began.
        path: PathBuf,
    },
    /// An archive cannot be made in this folder.
    #[error("{}: the archive cannot be made here; name another place with --archive", path.display())]
    Unwritable {
        /// The folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The archive has a format that this version does not read.
    #[error(
        "{}: this archive has format {found}, but this program reads format {wanted}; \
         delete the folder and index again", path.display()
    )]
    Format {
        /// The archive.
        path: PathBuf,
        /// Its format.
        found: u32,
        /// The format that is read.
        wanted: u32,
    },
    /// A file of the archive has unexpected content.
    #[error("{}: damaged ({reason}); delete the archive and index again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process is writing to the archive.
    #[error("{}: {holder} is writing to this archive; wait until it ends, or stop it", path.display())]
    Busy {
        /// The archive.
        path: PathBuf,
        /// The process, as its lock names it.
        holder: String,
    },
    /// The index engine failed.
    #[error("{}: the index failed", path.display())]
    Index {
        /// The archive.
        path: PathBuf,
        /// Its error.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// No article has this id or path.
    #[error("no article {wanted:?}; `morgue search` prints ids and paths")]
    NoArticle {
        /// The id or path.
        wanted: String,
    },
    /// A worker thread could not be started.
    #[error("worker threads could not be started: {reason}; try fewer with --jobs")]
    Workers {
        /// The error of the system.
        reason: String,
    },
    /// A file that was given as input cannot be used.
    #[error("{}: {reason}", path.display())]
    Input {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        reason: String,
    },
}

/// The result type of the library.
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
