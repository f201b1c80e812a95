//! The files beside the current one, for formats that consist of several: a METS file and its pages.
//!
//! The results for a folder (which METS file names which pages) are kept in a [`Memo`] that the whole run
//! shares, so that a folder of a thousand pages is searched once and not for each page.

mod archive;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use crate::formats::MAX_RECORD_BYTES;
pub(crate) use archive::Archive;

/// Maximum number of names in a folder. A larger folder is not listed.
const MAX_NAMES: usize = 200_000;

/// Maximum number of folders in the memo. Files are read in the order of their paths, so few are needed at
/// once.
const MAX_FOLDERS: usize = 64;

/// Reads the files beside the current one by their relative paths. Refuses paths outside the archive's root
/// and files larger than a record.
#[derive(Clone)]
pub struct SiblingFiles {
    /// The folder, or in an archive its name there.
    folder: PathBuf,
    /// The folder that no path may leave.
    root: PathBuf,
    archive: Option<Arc<Archive>>,
    memo: Arc<Memo>,
}

/// The best owner of each page, by the page's full path.
pub type PageOwners = BTreeMap<String, PageOwner>;

/// A file that reads the pages it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageOwner {
    /// Its name in its folder.
    pub name: String,
    /// Its full path.
    pub path: String,
    /// Whether it divides the pages into articles.
    pub divides: bool,
    /// How many pages it names.
    pub pages: usize,
}

impl PageOwner {
    /// Whether this file takes precedence over another that names the same pages: files that divide the pages
    /// into articles first, then those with more pages, then those higher up.
    pub fn is_better_than(&self, other: &PageOwner) -> bool {
        let rank = |owner: &PageOwner| {
            (owner.divides, owner.pages, usize::MAX - Path::new(&owner.path).components().count())
        };
        (rank(self), &other.path) > (rank(other), &self.path)
    }
}

/// Results for folders, kept during a run.
#[derive(Debug, Default)]
pub struct Memo {
    names: Remembered<Option<Arc<Vec<String>>>>,
    owners: Remembered<PageOwners>,
}

/// A value for each of the folders searched last.
type Remembered<T> = Mutex<HashMap<PathBuf, Arc<OnceLock<Arc<T>>>>>;

impl SiblingFiles {
    /// The files beside a file in this folder, at or below `root`. All files of a run share `memo`.
    pub fn in_folder(folder: &Path, root: &Path, memo: &Arc<Memo>) -> SiblingFiles {
        SiblingFiles {
            folder: folder.to_owned(),
            root: root.to_owned(),
            archive: None,
            memo: Arc::clone(memo),
        }
    }

    /// The files beside a file on disk.
    pub(crate) fn of_file(path: &Path, root: &Path, memo: &Arc<Memo>) -> SiblingFiles {
        let folder = path.parent().unwrap_or(Path::new("."));
        // A path through a link may be below the root without showing it.
        let real = if folder.starts_with(root) { None } else { folder.canonicalize().ok() };
        SiblingFiles::in_folder(real.as_deref().unwrap_or(folder), root, memo)
    }

    /// The members beside one of an archive on disk.
    pub(crate) fn of_member(archive: &Arc<Archive>, member: &str, memo: &Arc<Memo>) -> SiblingFiles {
        let folder = Path::new(archive::plain(member)).parent().map(Path::to_owned).unwrap_or_default();
        SiblingFiles {
            folder,
            root: PathBuf::new(),
            archive: Some(Arc::clone(archive)),
            memo: Arc::clone(memo),
        }
    }

    /// The bytes of a file, by its path relative to the current one ("../alto/0001.xml").
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        let bytes = self.read_head(&self.path(name)?, MAX_RECORD_BYTES + 1)?;
        if bytes.len() > MAX_RECORD_BYTES { Err(too_large()) } else { Ok(bytes) }
    }

    /// The first bytes of a file, at most `most`.
    pub fn head(&self, name: &str, most: usize) -> Option<Vec<u8>> {
        self.read_head(&self.path(name).ok()?, most).ok()
    }

    /// The names in a folder beside the file (".", "..", "../mets"), sorted; folders end in `/`.
    /// `None` if they are unknown.
    pub fn names(&self, folder: &str) -> Option<Arc<Vec<String>>> {
        let path = self.path(folder).ok()?;
        let list = || match &self.archive {
            None => list(&path),
            Some(archive) => Some(archive.list(&path)),
        };
        (*remember(&self.memo.names, &self.key(&path), || list().map(Arc::new))).clone()
    }

    /// Whether a file exists.
    pub fn has(&self, name: &str) -> bool {
        self.path(name).is_ok_and(|path| match &self.archive {
            None => path.is_file(),
            Some(archive) => archive.has(&path),
        })
    }

    /// The owners of pages among a folder's files, computed by `make` on the first request.
    pub(crate) fn owners(
        &self,
        folder: &str,
        make: impl FnOnce(&SiblingFiles) -> PageOwners,
    ) -> Option<Arc<PageOwners>> {
        let path = self.path(folder).ok()?;
        let there = SiblingFiles { folder: path.clone(), ..self.clone() };
        Some(remember(&self.memo.owners, &self.key(&path), || make(&there)))
    }

    /// The full path of a name as text, for comparison.
    pub(crate) fn full(&self, name: &str) -> Option<String> {
        Some(self.path(name).ok()?.to_string_lossy().into_owned())
    }

    /// The key of a folder in the memo.
    fn key(&self, path: &Path) -> PathBuf {
        self.archive.as_ref().map_or(path.to_owned(), |archive| archive.path().join("!").join(path))
    }

    /// The path of a name, if it lies below the root, by its components and after links are followed.
    fn path(&self, name: &str) -> Result<PathBuf, String> {
        let outside = || "it lies outside the archive".to_owned();
        let mut path = self.folder.clone();
        for part in Path::new(name).components() {
            match part {
                Component::Normal(part) => path.push(part),
                Component::CurDir => {}
                Component::ParentDir if path != self.root => {
                    path.pop();
                }
                _ => return Err(outside()),
            }
        }
        if !path.starts_with(&self.root) {
            return Err(outside());
        }
        if self.archive.is_none()
            && let (Ok(real), Ok(real_root)) = (path.canonicalize(), self.root.canonicalize())
            && !real.starts_with(real_root)
        {
            return Err(outside());
        }
        Ok(path)
    }

    fn read_head(&self, path: &Path, most: usize) -> Result<Vec<u8>, String> {
        match &self.archive {
            None => read_head(File::open(path).map_err(|error| error.to_string())?, most),
            Some(archive) => archive.read_head(path, most),
        }
    }
}

impl fmt::Debug for SiblingFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SiblingFiles")
    }
}

fn too_large() -> String {
    format!("larger than {} MiB", MAX_RECORD_BYTES >> 20)
}

fn read_head(stream: impl Read, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    stream.take(most as u64).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

fn list(folder: &Path) -> Option<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).ok()?.flatten() {
        let mut name = entry.file_name().into_string().ok().unwrap_or_default();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            name.push('/');
        }
        names.push(name);
        if names.len() > MAX_NAMES {
            return None;
        }
    }
    names.sort_unstable();
    Some(names)
}

/// The value in the memo, or a new one. Concurrent requests wait for it.
fn remember<T>(remembered: &Remembered<T>, path: &Path, make: impl FnOnce() -> T) -> Arc<T> {
    let slot = match remembered.lock() {
        Ok(mut slots) => {
            if slots.len() >= MAX_FOLDERS && !slots.contains_key(path) {
                slots.clear();
            }
            Arc::clone(slots.entry(path.to_owned()).or_default())
        }
        Err(_) => Arc::default(),
    };
    Arc::clone(slot.get_or_init(|| Arc::new(make())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_above_the_root() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("archive/issue");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(dir.path().join("outside.xml"), "x").unwrap();
        std::fs::write(dir.path().join("archive/above.xml"), "above").unwrap();
        std::fs::write(inner.join("page.xml"), "page").unwrap();
        let siblings = SiblingFiles::in_folder(&inner, &dir.path().join("archive"), &Arc::default());
        assert_eq!(siblings.read("page.xml").as_deref(), Ok(&b"page"[..]));
        assert_eq!(siblings.read("../above.xml").as_deref(), Ok(&b"above"[..]));
        assert_eq!(siblings.head("../above.xml", 2).as_deref(), Some(&b"ab"[..]));
        for outside in ["../../outside.xml", "/etc/passwd", "../../archive/above.xml"] {
            assert_eq!(siblings.read(outside), Err("it lies outside the archive".to_owned()), "{outside}");
        }
        assert_eq!(*siblings.names("..").unwrap(), ["above.xml", "issue/"]);
        assert_eq!(*siblings.names(".").unwrap(), ["page.xml"]);
        assert_eq!(siblings.names("../.."), None);
        assert!(siblings.has("page.xml") && !siblings.has("other.xml"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(dir.path().join("outside.xml"), inner.join("link.xml")).unwrap();
            assert!(siblings.read("link.xml").is_err());
        }
    }
}
