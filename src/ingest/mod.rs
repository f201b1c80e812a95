//! Brings an archive up to date: walk, read, annotate, add, commit, report. The only module that starts
//! threads.
//!
//! The work on a file (decode, extract, annotate, encode) is a pure function of its bytes and
//! runs on all cores; the results are added in the order of the paths, so that the archive does
//! not depend on the number of threads. A large file is cut into records by this thread, and the
//! workers parse them.

mod exclude;
mod forget;
mod options;
mod outcome;
mod report;
mod run;
mod walk;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

pub use self::exclude::check_pattern;
pub use self::forget::{Forgotten, forget};
pub use self::options::Options;
pub use self::report::{Progress, Report};
use self::run::Run;
use self::walk::{key, walk, within};
use crate::error::{Error, Result};
use crate::index::archive::{FOLDER, absolute, relative};
use crate::index::{Archive, Reader};

/// Brings an archive up to date. `stop` ends the run at the next commit; `progress` is called from time
/// to time.
///
/// # Errors
/// Errors that concern the whole archive. Errors in single files are in the report.
pub fn ingest(
    options: &Options,
    stop: &AtomicBool,
    progress: &mut dyn FnMut(&Progress),
) -> Result<(Archive, Report)> {
    let began = Instant::now();
    for path in &options.paths {
        if !options.force {
            std::fs::metadata(path).map_err(|e| Error::io(path, e))?;
        }
    }
    let mut report = Report::default();
    let (mut archive, reread) = open_archive(options, &mut report)?;
    let run = Run::new(&mut archive, options, options.force || reread, stop, progress)?;
    let scopes = scopes(&archive, &options.paths)?;
    if !options.dry_run {
        let earlier = archive.unfinished().into_iter().filter(|path| !scopes.contains(path));
        archive.set_unfinished(&earlier.chain(scopes.iter().cloned()).collect::<Vec<_>>())?;
    }
    let found = walk(&archive, &options.paths, &run.stamps, options.force)?;
    run.execute(found, &mut report)?;
    if !options.dry_run && !report.interrupted {
        let is_done = |path: &String| scopes.iter().any(|scope| within(path, scope));
        let left: Vec<String> = archive.unfinished().into_iter().filter(|path| !is_done(path)).collect();
        archive.set_unfinished(&left)?;
    }
    if !options.dry_run
        && let Err(error) = Reader::open(&archive)?.names()
    {
        // The articles are safe, and commands that need names report the same error.
        let source = std::error::Error::source(&error).map_or(String::new(), |source| format!(" ({source})"));
        report.notes.push(format!("the table of names was not made: {error}{source}"));
    }
    report.seconds = began.elapsed().as_secs_f64();
    Ok((archive, report))
}

/// The archive that the options name, made if necessary, and whether a changed setting requires that
/// every record is read again.
fn open_archive(options: &Options, report: &mut Report) -> Result<(Archive, bool)> {
    let folder = first_folder(&options.paths);
    let dir = options.archive.clone().unwrap_or_else(|| folder.join(FOLDER));
    let mut archive = match Archive::open(&dir) {
        Err(Error::NoArchive { .. }) if options.dry_run => {
            let archive = Archive {
                dir,
                root: folder,
                map: options.map.clone(),
                file_dates: options.file_dates,
                last_run: None,
                exclude: patterns(&options.exclude),
            };
            return Ok((archive, false));
        }
        Err(Error::NoArchive { .. }) => Archive::create(&dir, &folder)?,
        opened => opened?,
    };
    let mut root_is_new = false;
    if !archive.root.is_dir() && !is_named(&archive.root, &options.paths) {
        report.notes.push(format!(
            "{} no longer exists; paths are now relative to {}",
            archive.root.display(),
            folder.display()
        ));
        archive.root = folder;
        root_is_new = true;
    }
    let map_is_new = !options.map.is_empty() && options.map != archive.map;
    if map_is_new {
        report.notes.push("the field mapping has changed: all files are read again".to_owned());
        archive.map = options.map.clone();
    }
    let dates_are_new = options.file_dates && !archive.file_dates;
    if dates_are_new {
        report
            .notes
            .push("articles without any other date are now dated by the time of their file: all files are read again".to_owned());
        archive.file_dates = true;
    }
    let exclude_is_new = !options.exclude.is_empty() && patterns(&options.exclude) != archive.exclude;
    if exclude_is_new {
        archive.exclude = patterns(&options.exclude);
    }
    if (root_is_new || map_is_new || dates_are_new || exclude_is_new) && !options.dry_run {
        archive.save()?;
    }
    Ok((archive, map_is_new || dates_are_new))
}

/// The paths of a run relative to the root, as keys of the ledger.
fn scopes(archive: &Archive, paths: &[PathBuf]) -> Result<Vec<String>> {
    let root = absolute(&archive.root)?;
    paths.iter().map(|path| Ok(key(&relative(&root, &absolute(path)?)))).collect()
}

/// Patterns without the empty one, which stands for none.
fn patterns(given: &[String]) -> Vec<String> {
    given.iter().filter(|glob| !glob.is_empty()).cloned().collect()
}

/// Whether a missing folder is one of the paths: then its articles are to be removed, and it has not been
/// moved elsewhere.
fn is_named(folder: &Path, paths: &[PathBuf]) -> bool {
    let Ok(folder) = absolute(folder) else { return false };
    paths.iter().any(|path| absolute(path).is_ok_and(|path| path == folder))
}

/// The first folder among the paths, or the folder of the first file.
fn first_folder(paths: &[PathBuf]) -> PathBuf {
    let folder = paths.iter().find(|path| path.is_dir()).cloned();
    let parent = || Some(paths.first()?.parent()?.to_owned());
    let folder = folder.or_else(parent).unwrap_or_default();
    if folder.as_os_str().is_empty() { Path::new(".").to_owned() } else { folder }
}
