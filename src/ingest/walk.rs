//! Lists the files of a run, and the known files that are gone.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use ignore::{DirEntry, WalkBuilder};

use super::exclude::{Excluded, IGNORE_FILE};
use crate::error::Result;
use crate::formats::unpack::member_names::printable;
use crate::index::archive::{FOLDER, absolute, relative};
use crate::index::{Archive, FileRow, FileStatus, Stamp};

/// The files under the paths of a run.
#[derive(Debug, Default)]
pub(super) struct WalkedFiles {
    /// Files that may hold articles, by key.
    pub(super) files: BTreeMap<String, InputFile>,
    /// Rows of files that are not opened: hidden, not regular, or unreachable.
    pub(super) rows: Vec<FileRow>,
    /// Keys of the ledger that are gone.
    pub(super) gone: Vec<String>,
    /// Notices for the user.
    pub(super) notes: Vec<String>,
}

/// A file that may hold articles.
#[derive(Debug, Clone)]
pub(super) struct InputFile {
    pub(super) path: PathBuf,
    /// Size and time; the digest is not known yet.
    pub(super) stamp: Stamp,
}

/// Lists the files under `paths`. A folder that is empty though the ledger knows files in it
/// (a disk that is not mounted, say) removes none of them, unless `force` says so.
pub(super) fn walk(
    archive: &Archive,
    paths: &[PathBuf],
    known: &HashMap<String, Stamp>,
    force: bool,
) -> Result<WalkedFiles> {
    let root = absolute(&archive.root)?;
    let own = absolute(&archive.dir)?;
    let mut found = WalkedFiles::default();
    // Prefixes of keys below which nothing may be removed: what is there could not be seen.
    let mut unseen: Vec<String> = Vec::new();
    let mut scopes = Vec::new();
    let excluded = Arc::new(Excluded::new(&root, &archive.exclude)?);
    let mut links = 0;
    for path in paths {
        let top = absolute(path)?;
        let scope = key(&relative(&root, &top));
        let before = found.files.len() + found.rows.len();
        for entry in walker(&top, &own, &excluded).build() {
            let problem = match entry {
                Ok(entry) => {
                    found.notes.extend(entry.error().map(ToString::to_string));
                    add_entry(&entry, &root, &mut found)
                }
                Err(e) if e.depth() == Some(0) && force => None,
                Err(e) => Some(e),
            };
            if let Some(e) = problem {
                let row = error_row(&e, &top, &root);
                unseen.push(row.path.clone());
                let is_link = row.status == FileStatus::Skipped;
                links += u64::from(is_link && known.get(&row.path) != Some(&row.stamp));
                found.rows.push(row);
            }
        }
        let empty = found.files.len() + found.rows.len() == before;
        if empty && !force && known.keys().any(|k| within(k, &scope)) {
            found.notes.push(format!(
                "{}: empty or missing, but the archive has files from it; none were removed \
                 (--force removes them)",
                path.display()
            ));
            unseen.push(scope.clone());
        }
        scopes.push(scope);
    }
    if links > 0 {
        found.notes.push(format!(
            "{links} symbolic {} skipped; `morgue files --skipped` says where {}",
            if links == 1 {
                "link that leads nowhere or back was"
            } else {
                "links that lead nowhere or back were"
            },
            if links == 1 { "it is" } else { "they are" },
        ));
    }
    let rows: Vec<&str> = found.rows.iter().map(|r| r.path.as_str()).collect();
    let mut gone: Vec<String> = known
        .keys()
        .filter(|k| scopes.iter().any(|scope| within(k, scope)))
        .filter(|k| !found.files.contains_key(*k) && !rows.contains(&k.as_str()))
        .filter(|k| !unseen.iter().any(|path| within(k, path)))
        .cloned()
        .collect();
    gone.sort_unstable();
    found.gone = gone;
    Ok(found)
}

/// Walks through a folder in the order of names, and through links, but not into archives, the folders of
/// version control, and what the user excludes.
fn walker(top: &Path, own: &Path, excluded: &Arc<Excluded>) -> WalkBuilder {
    let (own, excluded) = (own.to_owned(), Arc::clone(excluded));
    let mut walker = WalkBuilder::new(top);
    walker
        .standard_filters(false)
        .parents(true)
        .add_custom_ignore_filename(IGNORE_FILE)
        .follow_links(true)
        .sort_by_file_name(|a, b| a.cmp(b))
        .filter_entry(move |entry| {
            // What the user names is read.
            entry.depth() == 0 || !(is_archive(entry, &own) || is_no_story(entry) || excluded.holds(entry))
        });
    walker
}

/// Adds a file; returns an error that makes it unreadable.
fn add_entry(entry: &DirEntry, root: &Path, found: &mut WalkedFiles) -> Option<ignore::Error> {
    let path = key(&relative(root, entry.path()));
    // What the user names is read even if it is hidden.
    let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    if is_dir(entry) {
        return None;
    }
    match entry.metadata() {
        Err(e) => return Some(e),
        Ok(metadata) if hidden => {
            found.rows.push(row(&path, FileStatus::Skipped, "hidden file".into(), stamp(&metadata)));
        }
        Ok(metadata) if !metadata.is_file() => {
            let reason = "not a regular file".into();
            found.rows.push(row(&path, FileStatus::Skipped, reason, Stamp::default()));
        }
        Ok(metadata) => {
            let file = InputFile { path: entry.path().to_owned(), stamp: stamp(&metadata) };
            found.files.insert(path, file);
        }
    }
    None
}

fn is_dir(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_dir())
}

/// The archive's own folder, and any other archive's.
fn is_archive(entry: &DirEntry, own: &Path) -> bool {
    is_dir(entry) && (entry.file_name() == FOLDER || entry.path() == own)
}

/// The files of version control, and our own list of excluded ones.
fn is_no_story(entry: &DirEntry) -> bool {
    const VERSIONS: [&str; 4] = [".git", ".hg", ".jj", ".svn"];
    entry.file_name() == IGNORE_FILE || VERSIONS.iter().any(|name| entry.file_name() == *name)
}

/// The row of a file or folder that cannot be entered: failed, or skipped if it is a link without a target.
fn error_row(e: &ignore::Error, top: &Path, root: &Path) -> FileRow {
    let place = place_of(e).unwrap_or(top);
    let path = key(&relative(root, place));
    let link = fs::symlink_metadata(place).ok().filter(Metadata::is_symlink);
    let is_missing = || fs::metadata(place).is_err_and(|e| e.kind() != io::ErrorKind::PermissionDenied);
    match (loop_ancestor(e), link) {
        (Some(ancestor), link) => {
            let reason = format!("symbolic link back to {}, not followed", ancestor.display());
            row(&path, FileStatus::Skipped, reason, link.as_ref().map(stamp).unwrap_or_default())
        }
        (None, Some(link)) if is_missing() => {
            row(&path, FileStatus::Skipped, "symbolic link that leads nowhere".to_owned(), stamp(&link))
        }
        _ => {
            let reason = e.io_error().map_or_else(|| "cannot be read".to_owned(), ToString::to_string);
            row(&path, FileStatus::Failed, reason, Stamp::default())
        }
    }
}

/// The file or folder that an error is about.
fn place_of(e: &ignore::Error) -> Option<&Path> {
    match e {
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithPath { err, path } => place_of(err).or(Some(path)),
        ignore::Error::WithDepth { err, .. } => place_of(err),
        _ => None,
    }
}

/// The folder that a link leads back to.
fn loop_ancestor(e: &ignore::Error) -> Option<&Path> {
    match e {
        ignore::Error::Loop { ancestor, .. } => Some(ancestor),
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => loop_ancestor(err),
        _ => None,
    }
}

pub(super) fn row(path: &str, status: FileStatus, reason: String, stamp: Stamp) -> FileRow {
    FileRow { reason: Some(reason), stamp, ..FileRow::new(path, status) }
}

fn stamp(metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Stamp { size: metadata.len(), modified: modified.map_or(0, |t| t.as_nanos() as u64), digest: 0 }
}

/// Whether a key is that of a path, or of something below it.
pub(super) fn within(key: &str, path: &str) -> bool {
    match path {
        "." => !key.starts_with("../"),
        _ => key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')),
    }
}

/// A relative path as text, as [`printable`] writes it.
pub(super) fn key(path: &Path) -> String {
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) {
        let bytes: Vec<u8> = bytes.iter().map(|b| if *b == b'\\' { b'/' } else { *b }).collect();
        return printable(&bytes);
    }
    printable(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_paths_have_different_keys() {
        use std::ffi::OsStr;
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let latin1 = Path::new(OsStr::from_bytes(b"caf\xe9.txt"));
            assert_eq!(key(latin1), r"caf\xe9.txt");
        }
        assert_eq!(key(Path::new(OsStr::new("a\nb.txt"))), r"a\x0ab.txt");
        assert_eq!(key(Path::new("a/ß.txt")), "a/ß.txt");
    }

    #[test]
    fn a_scope_contains_what_lies_below_it() {
        assert!(within("a/b.txt", "a"));
        assert!(within("a/b.txt", "."));
        assert!(within("a", "a"));
        assert!(!within("ab/c.txt", "a"));
        assert!(!within("../c.txt", "."));
    }
}
