//! `morgue inspect`: what would be indexed of a file. It is indexed into a temporary archive, so that the
//! answer cannot differ from what indexing does.

use std::path::PathBuf;
use std::sync::atomic::Ordering;

use anyhow::bail;

use crate::cli::args::mapping::{Mapping, mapping};
use crate::cli::args::output::OutputArgs;
use crate::cli::ctrl_c;
use crate::cli::exit::Exit;
use crate::cli::print::article_view::{ArticleJson, ArticleView, names};
use crate::cli::print::file_list::reason;
use crate::cli::print::human::counted;
use crate::cli::print::output;
use crate::index::{FileRow, FileStatus, Reader};
use crate::ingest::{Options, ingest};

/// Show what would be indexed of a file: fields, where they were found, names, warnings
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct InspectArgs {
    /// A file of articles, or a container of such files
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Maximum number of articles shown; reading ends soon after
    #[arg(long, short = 'n', value_name = "N", default_value_t = 5)]
    limit: u64,
    /// Name of a field in your own records, as for `morgue index` (repeatable)
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping)]
    map: Vec<Mapping>,
    /// Date articles without any other date by the time of the file
    #[arg(long)]
    file_dates: bool,
    #[command(flatten)]
    output: OutputArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue inspect page.html
  morgue inspect crawl.warc.gz -n 1
  morgue inspect dump.jsonl --map title=hl1 --map text=story
  morgue inspect export.zip --json -n 1000";

/// Runs it.
pub fn run(args: &InspectArgs) -> anyhow::Result<Exit> {
    if args.file.is_dir() {
        bail!("{} is a folder; name a file in it", args.file.display());
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
    let shown = print_articles(&reader, &rows, args)?;
    if args.output.json.json {
        for row in rows.iter().filter(|row| row.status != FileStatus::Indexed) {
            let reason = reason(row).unwrap_or_default();
            output::say(&format!("morgue: {}: {reason}", row.path));
        }
    } else {
        output::print(&file_summary(&rows))?;
    }
    if rows.iter().any(|row| row.status == FileStatus::Failed && row.member_of.is_none()) {
        return Ok(Exit::Error);
    }
    Ok(Exit::found(shown > 0))
}

/// Prints the first articles, in the order of the file; returns how many were printed.
fn print_articles(reader: &Reader, rows: &[FileRow], args: &InspectArgs) -> anyhow::Result<usize> {
    let names_of = &reader.names()?.registry;
    let mut stored = Vec::new();
    for row in rows.iter().filter(|row| row.member_of.is_none()) {
        for id in reader.ids_of_file(&row.path)? {
            let (id, article, text) = reader.article(&id.to_string())?;
            let file = reader.file_of(&article.path)?;
            stored.push((id, article, text, file));
        }
    }
    // By the path of the member, then by the position in it.
    let member = |path: &str| path.rsplit_once('#').map_or(path, |(member, _)| member).to_owned();
    stored.sort_by_cached_key(|(_, article, ..)| (member(&article.path), article.record_start));
    stored.truncate(usize::try_from(args.limit).unwrap_or(usize::MAX));
    let views: Vec<ArticleView> = stored
        .iter()
        .map(|(id, article, text, file)| ArticleView {
            id: *id,
            stored: article,
            file,
            text,
            names: names(*id, article, names_of),
            provenance: true,
            layout: None,
        })
        .collect();
    let json: Vec<ArticleJson> = views.iter().map(ArticleView::json).collect();
    args.output.print(&json, |styles| views.iter().map(|view| view.text(styles) + "\n").collect())?;
    Ok(views.len())
}

/// What the file is, and how many articles it contains.
fn file_summary(rows: &[FileRow]) -> String {
    let mut out = String::new();
    for row in rows.iter().filter(|row| row.member_of.is_none()) {
        let format = row.format.as_deref().unwrap_or("unknown format");
        let more = if row.partial { "; there is more in it (--limit)" } else { "" };
        out += &format!("{}: {format}, {}{more}\n", row.path, counted(row.articles, "article"));
        let reason = reason(row).filter(|_| row.warnings.is_empty());
        row.warnings.iter().chain(&reason).for_each(|line| out += &format!("  {line}\n"));
    }
    out
}
