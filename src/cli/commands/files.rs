//! `morgue files`: the ledger, what became of each file.

use crate::index::{FileRow, FileStatus};
use anstyle::Style;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::counted;
use crate::cli::print::output;
use crate::cli::print::style::{ASIDE, Look, LookArgs, MARK, PATH};

/// What became of each file: read, skipped or failed, and why
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Only files that could not be read
    #[arg(long)]
    failed: bool,
    /// Only files that hold no article
    #[arg(long)]
    skipped: bool,
    /// Print a JSON list
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue files --failed              what could not be read, where and why
  morgue files --failed --skipped    all that gave no article
  morgue files --json                the whole ledger";

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut rows = args.archive.reader()?.files()?;
    rows.retain(|row| match (args.failed, args.skipped, row.status) {
        (false, false, _) => true,
        (failed, _, FileStatus::Failed) => failed,
        (_, skipped, FileStatus::Skipped) => skipped,
        (_, _, FileStatus::Indexed) => false,
    });
    if args.json {
        output::print_json(&rows)?;
    } else {
        output::print(&text(&rows, args.look.look()))?;
    }
    Ok(Exit::found(!rows.is_empty()))
}

/// A line a file: status, path, what it gave; then its reason, or its warnings, a line each.
fn text(rows: &[FileRow], look: Look) -> String {
    let mut out = String::new();
    for row in rows {
        let (word, style) = match row.status {
            FileStatus::Indexed => ("indexed", Style::new()),
            FileStatus::Skipped => ("skipped", ASIDE),
            FileStatus::Failed => ("failed ", MARK),
        };
        out += &format!("{}  {}", look.paint(style, word), look.paint(PATH, &row.path));
        let mut gave: Vec<String> = Vec::new();
        if row.status == FileStatus::Indexed {
            gave.push(counted(row.articles, "article"));
        }
        gave.extend(row.format.clone());
        if row.bad_records > 0 {
            gave.push(format!("{} not read", counted(row.bad_records, "record")));
        }
        if row.records_skipped > 0 && row.status == FileStatus::Indexed {
            gave.push(format!("{} skipped", counted(row.records_skipped, "record")));
        }
        if row.partial {
            gave.push("partly, the next run reads it again".to_owned());
        }
        if !gave.is_empty() {
            out += &look.paint(ASIDE, &format!("  ({})", gave.join(", ")));
        }
        out.push('\n');
        let reason = reason(row);
        let lines = if row.warnings.is_empty() { reason.as_slice() } else { &row.warnings };
        for line in lines {
            out += &format!("         {}\n", look.paint(Style::new(), line));
        }
    }
    out
}

/// Place and reason.
pub fn reason(row: &FileRow) -> Option<String> {
    let at = row.at.as_deref().filter(|at| !at.is_empty());
    row.reason.as_ref().map(|reason| at.map_or(reason.clone(), |at| format!("{at}: {reason}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::file_rows;

    #[test]
    fn lines() {
        insta::assert_snapshot!(text(&file_rows(), Look { color: false, width: None }), @"
        indexed  dump.jsonl  (9 articles, json, 1 record not read, 30 records skipped)
                 line 3: is not JSON
        skipped  photo.jpg
                 is an image
        failed   x/broken.json  (json)
                 line 7: ends in the middle of a text
        ");
    }
}
