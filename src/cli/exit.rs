//! The exit codes, all of them.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Something was found, or all was done.
    Done = 0,
    /// Nothing was found.
    Nothing = 1,
    /// An error; or some files could not be read, while the rest was done. Also clap's code for
    /// arguments it cannot read.
    Error = 2,
    /// Ended by Ctrl-C: 128 and the number of the signal, as shells have it.
    Interrupted = 130,
}

impl Exit {
    /// Done if there is anything to show.
    pub fn found(any: bool) -> Exit {
        if any { Exit::Done } else { Exit::Nothing }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
