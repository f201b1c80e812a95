//! `morgue index`: brings an archive up to date, and tells what was done.

use std::path::{Path, PathBuf};

use crate::index::{Archive, Reader};
use crate::ingest::{Options, Report, ingest};

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::ctrl_c;
use crate::cli::exit::Exit;
use crate::cli::print::progress::Meter;
use crate::cli::print::{index_report, output};

/// Bring the archive up to date: read new and changed files, drop the articles of deleted ones
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Files and folders of articles
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The archive's folder [default: .morgue in the first folder named]
    #[arg(long, value_name = "DIR", env = "MORGUE_ARCHIVE", hide_env_values = true)]
    archive: Option<PathBuf>,
    /// Worker threads [default: as many as there are cores]
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    jobs: Option<usize>,
    /// Read every file again, and remove the articles of folders that are missing or empty
    #[arg(long)]
    force: bool,
    /// Only tell what would be done
    #[arg(long)]
    dry_run: bool,
    /// A field's name in your JSON records, kept with the archive (repeatable)
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping)]
    map: Vec<(String, String)>,
    /// Let a file's time date the articles that nothing else dates; kept with the archive
    #[arg(long)]
    file_dates: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
    /// Tell of failures alone
    #[arg(long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  morgue index news/                             the archive will lie in news/.morgue
  morgue index /mnt/cd --archive ~/archives/cd   where the folder is read-only
  morgue index dump.jsonl --map title=hl1 --map text=story";

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let options = Options {
        paths: args.paths.clone(),
        archive: args.archive.clone(),
        jobs: args.jobs,
        force: args.force,
        dry_run: args.dry_run,
        map: args.map.clone(),
        file_dates: args.file_dates,
    };
    let (archive, report) = run_shown(&options, args.quiet)?;
    if !args.quiet {
        report.notes.iter().for_each(|note| output::say(note));
    }
    say_failures(&report, &archive);
    if args.json {
        output::print_json(&report)?;
    } else if !args.quiet {
        output::print(&index_report::summary(&report, args.dry_run))?;
    }
    Ok(match &report {
        Report { interrupted: true, .. } => {
            output::say("morgue: interrupted; what was done stays, the same command goes on from here");
            Exit::Interrupted
        }
        Report { failed: 1.., .. } => Exit::Error,
        _ => Exit::Done,
    })
}

/// Brings the archive of a folder up to date with one line on stderr, and opens it; nothing
/// when it was interrupted.
pub fn refresh(folder: &Path, archive: &ArchiveArgs) -> anyhow::Result<Option<Reader>> {
    let options =
        Options { paths: vec![folder.to_owned()], archive: archive.dir.clone(), ..Options::default() };
    let (archive, report) = run_shown(&options, false)?;
    report.notes.iter().for_each(|note| output::say(note));
    output::say(&index_report::one_line(&report));
    say_failures(&report, &archive);
    Ok(if report.interrupted { None } else { Some(Reader::open(&archive)?) })
}

fn run_shown(options: &Options, quiet: bool) -> anyhow::Result<(Archive, Report)> {
    let stop = ctrl_c::on_ctrl_c()?;
    let mut meter = Meter::new(quiet);
    let result = ingest(options, &stop, &mut |progress| meter.show(progress));
    meter.end();
    // From here on there is no commit to wait for.
    stop.store(true, std::sync::atomic::Ordering::SeqCst);
    Ok(result?)
}

fn say_failures(report: &Report, archive: &Archive) {
    // The archive need not be named where it would be found.
    let found = Archive::find(Path::new(".")).is_ok_and(|found| same(&found.dir, &archive.dir));
    let named = Some(archive.dir.as_path()).filter(|_| !found);
    index_report::failures(&report.failures, named).iter().for_each(|line| output::say(line));
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A field mapping as it is written on the command line.
pub fn mapping(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((ours, theirs)) if !ours.is_empty() && !theirs.is_empty() => {
            Ok((ours.to_owned(), theirs.to_owned()))
        }
        _ => Err("write it as our field, an equals sign and the name in your records: title=hl1".to_owned()),
    }
}
