//! `morgue inspect`: what would be indexed of a file, found out by indexing it into an archive that
//! is gone afterwards, so that it cannot differ from what indexing does.

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use crate::index::{FileRow, FileStatus, Reader};
use crate::ingest::{Options, ingest};
use anyhow::bail;

use super::files;
use super::index::mapping;
use crate::cli::ctrl_c;
use crate::cli::exit::Exit;
use crate::cli::print::article_view::{Shown, names};
use crate::cli::print::output;
use crate::cli::print::style::LookArgs;

/// What would be indexed of a file: fields, where they were found, names, warnings
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A file of articles, or one that holds such files
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Articles to show; reading ends soon after
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: u64,
    /// A field's name in your records, as for `morgue index` (repeatable)
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Let the file's time date the articles that nothing else dates
    #[arg(long)]
    file_dates: bool,
    /// Print a JSON list
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue inspect page.html
  morgue inspect crawl.warc.gz -n 1
  morgue inspect dump.jsonl --map title=hl1 --map text=story
  morgue inspect export.zip --json -n 1000";

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.file.is_dir() {
        bail!("{} is a folder: name one file of it", args.file.display());
    }
    let archive = tempfile::tempdir()?;
    let options = Options {
        paths: vec![args.file.clone()],
        archive: Some(archive.path().join("archive")),
        map: args.map.clone(),
        file_dates: args.file_dates,
        ..Options::default()
    };
    let interrupt = ctrl_c::on_ctrl_c()?;
    let (archive, _) = ingest(&options, &interrupt, &mut |progress| {
        if progress.articles >= args.limit {
            interrupt.store(true, Ordering::Relaxed);
        }
    })?;
    let reader = Reader::open(&archive)?;
    let rows = reader.files()?;
    let found = articles(&reader, &rows, args)?;
    if args.json {
        for row in rows.iter().filter(|row| row.status != FileStatus::Indexed) {
            let reason = files::reason(row).unwrap_or_default();
            output::say(&format!("morgue: {}: {reason}", row.path));
        }
    } else {
        output::print(&what(&rows))?;
    }
    if rows.iter().any(|row| row.status == FileStatus::Failed && row.member_of.is_none()) {
        return Ok(Exit::Error);
    }
    Ok(Exit::found(found > 0))
}

/// Prints the first articles, in the order of the file; says how many were printed.
fn articles(reader: &Reader, rows: &[FileRow], args: &Args) -> anyhow::Result<usize> {
    let names_of = &reader.names()?.registry;
    let mut stored = Vec::new();
    for row in rows.iter().filter(|row| row.member_of.is_none()) {
        for id in reader.ids_of_file(&row.path)? {
            let (id, article, text) = reader.article(&id.to_string())?;
            stored.push((id, article, text));
        }
    }
    // Paths say the member, starts the order within it.
    let member = |path: &str| path.rsplit_once('#').map_or(path, |(member, _)| member).to_owned();
    stored.sort_by_cached_key(|(_, article, _)| (member(&article.path), article.record_start));
    stored.truncate(usize::try_from(args.limit).unwrap_or(usize::MAX));
    let shown: Vec<Shown> = stored
        .iter()
        .map(|(id, article, text)| Shown {
            id: *id,
            stored: article,
            text,
            names: names(*id, article, names_of),
            provenance: true,
            layout: None,
        })
        .collect();
    if args.json {
        output::print_json(&shown.iter().map(Shown::json).collect::<Vec<_>>())?;
    } else {
        let look = args.look.look();
        shown.iter().try_for_each(|shown| output::print(&format!("{}\n", shown.text(look))))?;
    }
    Ok(shown.len())
}

/// What the file is and what it gave.
fn what(rows: &[FileRow]) -> String {
    let mut out = String::new();
    for row in rows.iter().filter(|row| row.member_of.is_none()) {
        let format = row.format.as_deref().unwrap_or("of no format that is read");
        let more = if row.partial { "; there is more in it (--limit)" } else { "" };
        out += &format!(
            "{}: {format}, {}{more}\n",
            row.path,
            crate::cli::print::human::counted(row.articles, "article")
        );
        let reason = files::reason(row).filter(|_| row.warnings.is_empty());
        row.warnings.iter().chain(&reason).for_each(|line| out += &format!("  {line}\n"));
    }
    out
}
