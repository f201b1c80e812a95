//! The exit codes, all of them.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found, or everything was done.
    Done = 0,
    /// Nothing was found.
    Nothing = 1,
    /// An error. Also clap's code for wrong arguments.
    Error = 2,
    /// The archive is up to date, except for files that could not be read.
    SomeFailed = 3,
    /// Ended by Ctrl-C: 128 plus the number of the signal, as in shells.
    Interrupted = 130,
}

impl Exit {
    /// Done if anything was found.
    pub fn found(any: bool) -> Exit {
        if any { Exit::Done } else { Exit::Nothing }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
