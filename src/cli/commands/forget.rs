//! `morgue forget`: removes the articles of files from the archive.

use std::path::PathBuf;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::counted;
use crate::cli::print::output;
use crate::ingest::forget;

/// Remove the articles of a file or folder from the archive; the files themselves stay
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct ForgetArgs {
    /// A file or folder, which may be gone
    #[arg(value_name = "PATH")]
    path: PathBuf,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue forget news/2019
  morgue forget news/drafts && morgue index news --exclude drafts/

The next `morgue index` of the folder reads files that are still there again, unless they are excluded.";

/// Runs it.
pub fn run(args: &ForgetArgs) -> anyhow::Result<Exit> {
    let forgotten = forget(&args.archive.find()?, &args.path)?;
    if forgotten.files == 0 {
        output::say(&format!("the archive has no file under {}", args.path.display()));
    }
    args.output.print(&forgotten, || {
        let (articles, files) = (counted(forgotten.articles, "article"), counted(forgotten.files, "file"));
        format!("{articles} of {files} removed from the archive\n")
    })?;
    Ok(Exit::found(forgotten.files > 0))
}
