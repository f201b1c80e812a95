//! `morgue open`: opens the file of an article in another program.

use anyhow::{Context, bail};

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::article::ArticleArgs;
use crate::cli::exit::Exit;
use crate::cli::print::output;
use crate::cli::program;
use crate::index::ArticleFile;

/// Open the file of an article with $MORGUE_OPENER, or as the desktop opens it
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct OpenArgs {
    #[command(flatten)]
    article: ArticleArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue open world/ceasefire.txt:0-240      a hit, as `morgue search` prints it
  morgue open 0123456789abcdef
  MORGUE_OPENER=vim morgue open dumps/wire.jsonl#3";

/// The program by which this system opens files.
const OPENER: &str = if cfg!(target_os = "macos") {
    "open"
} else if cfg!(windows) {
    "explorer"
} else {
    "xdg-open"
};

/// Runs it.
pub fn run(args: &OpenArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let (id, stored, _) = args.article.read(&reader)?;
    let ArticleFile { path, within } = reader.file_of(&stored.path)?;
    if !path.exists() {
        bail!("{} is gone; `morgue show {id}` prints the article", path.display());
    }
    if !within.is_empty() {
        output::say(&format!("the article is {within} in this file"));
    }
    let mut opener =
        program::named(&["MORGUE_OPENER"], OPENER).context("MORGUE_OPENER is empty; name a program in it")?;
    let name = opener.get_program().to_string_lossy().into_owned();
    let ended = opener.arg(&path).status();
    let status = ended.with_context(|| format!("{name} cannot be started; name another in MORGUE_OPENER"))?;
    if !status.success() {
        bail!("{name} did not open {} ({status})", path.display());
    }
    Ok(Exit::Done)
}
