//! Lists the files of a run, and the known files that are gone.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use crate::error::{Error, Result};
use crate::formats::unpack::member_names::printable;
use crate::index::archive::{FOLDER, relative};
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
    for path in paths {
        let top = absolute(path)?;
        let scope = key(&relative(&root, &top));
        let before = found.files.len() + found.rows.len();
        let walker = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter();
        for entry in walker.filter_entry(|e| !is_archive(e, &own)) {
            match entry {
                Ok(entry) => add_entry(&entry, &root, &mut found, &mut unseen),
                Err(e) if e.depth() == 0 && force => drop(e),
                Err(e) => {
                    let path = key(&relative(&root, e.path().unwrap_or(&top)));
                    found.rows.push(row(&path, FileStatus::Failed, walk_error(&e), Stamp::default()));
                    unseen.push(path);
                }
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

fn add_entry(entry: &DirEntry, root: &Path, found: &mut WalkedFiles, unseen: &mut Vec<String>) {
    let path = key(&relative(root, entry.path()));
    // What the user names is read even if it is hidden.
    let hidden = entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
    if entry.file_type().is_dir() {
        return;
    }
    match entry.metadata() {
        Err(e) => {
            found.rows.push(row(&path, FileStatus::Failed, walk_error(&e), Stamp::default()));
            unseen.push(path);
        }
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
}

/// The archive's own folder, and any other archive's.
fn is_archive(entry: &DirEntry, own: &Path) -> bool {
    entry.depth() > 0 && entry.file_type().is_dir() && (entry.file_name() == FOLDER || entry.path() == own)
}

fn walk_error(e: &walkdir::Error) -> String {
    match (e.loop_ancestor(), e.io_error()) {
        (Some(ancestor), _) => format!("symbolic link back to {}, not followed", ancestor.display()),
        (None, Some(io)) => io.to_string(),
        (None, None) => "cannot be read".to_owned(),
    }
}

pub(super) fn row(path: &str, status: FileStatus, reason: String, stamp: Stamp) -> FileRow {
    FileRow { reason: Some(reason), stamp, ..FileRow::new(path, status) }
}

fn stamp(metadata: &Metadata) -> Stamp {
    let modified = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Stamp { size: metadata.len(), modified: modified.map_or(0, |t| t.as_nanos() as u64), digest: 0 }
}

fn absolute(path: &Path) -> Result<PathBuf> {
    fs::canonicalize(path).or_else(|_| std::path::absolute(path)).map_err(|e| Error::io(path, e))
}

/// Whether a key is that of a path, or of something below it.
fn within(key: &str, path: &str) -> bool {
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
