//! `morgue files`: the ledger, what became of each file.

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::exit::Exit;
use crate::cli::print::file_list;
use crate::index::FileStatus;

/// What became of each file: read, skipped or failed, and why
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct FilesArgs {
    /// Only files that could not be read
    #[arg(long)]
    failed: bool,
    /// Only files that contain no article
    #[arg(long)]
    skipped: bool,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue files --failed              the files that could not be read, with place and reason
  morgue files --failed --skipped    all files without an article
  morgue files --json                the whole ledger";

/// Runs it.
pub fn run(args: &FilesArgs) -> anyhow::Result<Exit> {
    let mut rows = args.archive.reader()?.files()?;
    rows.retain(|row| match (args.failed, args.skipped, row.status) {
        (false, false, _) => true,
        (failed, _, FileStatus::Failed) => failed,
        (_, skipped, FileStatus::Skipped) => skipped,
        (_, _, FileStatus::Indexed) => false,
    });
    args.output.print(&rows, |styles| file_list::list(&rows, styles))?;
    Ok(Exit::found(!rows.is_empty()))
}
