//! `morgue index`: brings an archive up to date, and reports what was done.

use std::path::{Path, PathBuf};

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::mapping::{Mapping, mapping};
use crate::cli::args::output::JsonArgs;
use crate::cli::ctrl_c;
use crate::cli::exit::Exit;
use crate::cli::print::progress::Meter;
use crate::cli::print::{index_report, output};
use crate::index::{Archive, Reader};
use crate::ingest::{Options, Report, check_pattern, ingest};

/// Bring the archive up to date: read new and changed files, remove the articles of deleted ones
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct IndexArgs {
    /// Files and folders of articles
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The archive's folder [default: .morgue in the first folder named]
    #[arg(long, value_name = "DIR", env = "MORGUE_ARCHIVE", hide_env_values = true)]
    archive: Option<PathBuf>,
    /// Number of worker threads [default: the number of cores]
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=1024))]
    jobs: Option<usize>,
    /// Re-read every file, and remove the articles of missing or empty folders
    #[arg(long)]
    force: bool,
    /// Only report what would be done
    #[arg(long)]
    dry_run: bool,
    /// Name of a field in your own records; kept with the archive (repeatable)
    #[arg(long, value_name = "OURS=THEIRS", value_parser = mapping)]
    map: Vec<Mapping>,
    /// Date articles without any other date by the time of their file; kept with the archive
    #[arg(long)]
    file_dates: bool,
    /// Leave out files and folders, in the syntax of gitignore; kept with the archive (repeatable; '' for none)
    #[arg(long, value_name = "GLOB", value_parser = pattern)]
    exclude: Vec<String>,
    #[command(flatten)]
    output: JsonArgs,
    /// Report only failures
    #[arg(long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  morgue index news/                             the archive is made in news/.morgue
  morgue index /mnt/cd --archive ~/archives/cd   for a folder that is read-only
  morgue index news/ --exclude drafts/ --exclude '*.old.txt'
  morgue index dump.jsonl --map title=hl1 --map text=story

A file .morgueignore, in a folder of articles, lists files to leave out there and below, like .gitignore.";

/// Runs it.
pub fn run(args: &IndexArgs) -> anyhow::Result<Exit> {
    let options = Options {
        paths: args.paths.clone(),
        archive: args.archive.clone(),
        jobs: args.jobs,
        force: args.force,
        dry_run: args.dry_run,
        map: args.map.clone(),
        file_dates: args.file_dates,
        exclude: args.exclude.clone(),
    };
    let (archive, report) = run_with_progress(&options, args.quiet)?;
    if !args.quiet {
        report.notes.iter().for_each(|note| output::note(note));
    }
    say_failures(&report, &archive);
    if args.output.json || !args.quiet {
        args.output.print(&report, || index_report::summary(&report, args.dry_run))?;
    }
    Ok(match &report {
        Report { interrupted: true, .. } => {
            output::say(
                "morgue: interrupted; what was committed is kept, and the same command continues from there",
            );
            Exit::Interrupted
        }
        Report { failed: 1.., .. } => Exit::SomeFailed,
        _ => Exit::Done,
    })
}

/// Brings the archive of a folder up to date with one line on stderr, and opens it; `None` if it was
/// interrupted.
pub fn refresh(folder: &Path, archive: &ArchiveArgs) -> anyhow::Result<Option<Reader>> {
    let options =
        Options { paths: vec![folder.to_owned()], archive: archive.dir.clone(), ..Options::default() };
    let (archive, report) = run_with_progress(&options, false)?;
    report.notes.iter().for_each(|note| output::note(note));
    output::say(&index_report::one_line(&report));
    say_failures(&report, &archive);
    Ok(if report.interrupted { None } else { Some(Reader::open(&archive)?) })
}

fn pattern(glob: &str) -> Result<String, String> {
    check_pattern(glob).map(|()| glob.to_owned())
}

fn run_with_progress(options: &Options, quiet: bool) -> anyhow::Result<(Archive, Report)> {
    let stop = ctrl_c::on_ctrl_c()?;
    let mut meter = Meter::new(quiet);
    let result = ingest(options, &stop, &mut |progress| meter.show(progress));
    meter.end();
    // From here on, there is no commit to wait for.
    stop.store(true, std::sync::atomic::Ordering::SeqCst);
    Ok(result?)
}

fn say_failures(report: &Report, archive: &Archive) {
    // The archive need not be named if it would be found anyway.
    let found = Archive::find(Path::new(".")).is_ok_and(|found| is_same_folder(&found.dir, &archive.dir));
    let named = Some(archive.dir.as_path()).filter(|_| !found);
    index_report::failures(&report.failures, named).iter().for_each(|line| output::say(line));
}

fn is_same_folder(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}
