//! The files beside the one that is read, for formats that lie in several: a METS file and its pages.
//!
//! What is learnt of a folder (which METS file names which pages) is kept in a [`Memo`] that a whole
//! run shares, so that a folder of a thousand pages is looked through once and not for each page.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use super::MAX_RECORD_BYTES;

/// Names of one folder that are looked at; a larger folder is not listed.
const MOST_NAMES: usize = 200_000;

/// Folders that are remembered at a time. Files are read in the order of their paths, so few are
/// needed at once.
const MOST_FOLDERS: usize = 64;

/// Reads files that lie beside the one that is read, by their relative paths. Refuses what lies
/// outside the archive's root and what is larger than a record may be.
#[derive(Clone)]
pub struct Beside {
    source: Arc<Source>,
    memo: Arc<Memo>,
}

/// A way of reading a file by its relative path.
type ReadFile = dyn Fn(&str) -> Result<Vec<u8>, String> + Send + Sync;

enum Source {
    Folder { folder: PathBuf, root: PathBuf },
    Function(Box<ReadFile>),
}

/// What of each file of a folder concerns another: the names of pages with the METS file that reads
/// them.
pub type Claims = BTreeMap<String, String>;

/// What is remembered of folders during a run.
#[derive(Debug, Default)]
pub struct Memo {
    names: Remembered<Option<Arc<Vec<String>>>>,
    claims: Remembered<Claims>,
}

/// A value for each of the folders that were asked for last.
type Remembered<T> = Mutex<HashMap<PathBuf, Arc<OnceLock<Arc<T>>>>>;

impl Beside {
    /// The files beside one in this folder, no higher than `root`. All files of a run share `memo`.
    pub fn in_folder(folder: &Path, root: &Path, memo: &Arc<Memo>) -> Beside {
        let source = Source::Folder { folder: folder.to_owned(), root: root.to_owned() };
        Beside { source: Arc::new(source), memo: Arc::clone(memo) }
    }

    /// A way of reading such files, which cannot list them. Its error says why one cannot be read.
    pub fn new(read: impl Fn(&str) -> Result<Vec<u8>, String> + Send + Sync + 'static) -> Beside {
        Beside { source: Arc::new(Source::Function(Box::new(read))), memo: Arc::default() }
    }

    /// The bytes of a file, named relative to the one that is read ("../alto/0001.xml").
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, name: &str) -> Result<Vec<u8>, String> {
        match &*self.source {
            Source::Function(read) => read(name)
                .and_then(|bytes| if bytes.len() > MAX_RECORD_BYTES { Err(too_large()) } else { Ok(bytes) }),
            Source::Folder { .. } => {
                let bytes = read_head(&self.path(name)?, MAX_RECORD_BYTES + 1)?;
                if bytes.len() > MAX_RECORD_BYTES { Err(too_large()) } else { Ok(bytes) }
            }
        }
    }

    /// The first bytes of a file, at most so many.
    pub fn head(&self, name: &str, most: usize) -> Option<Vec<u8>> {
        match &*self.source {
            Source::Function(_) => self.read(name).ok().map(|mut bytes| {
                bytes.truncate(most);
                bytes
            }),
            Source::Folder { .. } => read_head(&self.path(name).ok()?, most).ok(),
        }
    }

    /// The names in a folder beside the file (".", "..", "../mets"), sorted; folders end in `/`.
    /// `None` where they are not known.
    pub fn names(&self, folder: &str) -> Option<Arc<Vec<String>>> {
        let path = self.path(folder).ok().filter(|_| matches!(*self.source, Source::Folder { .. }))?;
        (*remember(&self.memo.names, &path, || list(&path).map(Arc::new))).clone()
    }

    /// Whether a file is there. Where names are not known, by reading it.
    pub fn has(&self, name: &str) -> bool {
        match &*self.source {
            Source::Function(read) => read(name).is_ok(),
            Source::Folder { .. } => self.path(name).is_ok_and(|path| path.is_file()),
        }
    }

    /// What a folder's files say of others, made at the first question for it: full paths, with
    /// the file that speaks for them. `make` is given the way of reading that folder.
    pub(super) fn claims(&self, folder: &str, make: impl FnOnce(&Beside) -> Claims) -> Option<Arc<Claims>> {
        let Source::Folder { root, .. } = &*self.source else { return None };
        let path = self.path(folder).ok()?;
        let there = Beside::in_folder(&path, root, &self.memo);
        Some(remember(&self.memo.claims, &path, || make(&there)))
    }

    /// The full path of a name, as text, to compare with.
    pub(super) fn full(&self, name: &str) -> Option<String> {
        Some(self.path(name).ok()?.to_string_lossy().into_owned())
    }

    /// The path of a name, if it lies below the root: by its parts, and by where links lead.
    fn path(&self, name: &str) -> Result<PathBuf, String> {
        let Source::Folder { folder, root } = &*self.source else { return Err("no folder".to_owned()) };
        let outside = || "it lies outside the archive".to_owned();
        let mut path = folder.clone();
        for part in Path::new(name).components() {
            match part {
                Component::Normal(part) => path.push(part),
                Component::CurDir => {}
                Component::ParentDir if path != *root => {
                    path.pop();
                }
                _ => return Err(outside()),
            }
        }
        if !path.starts_with(root) {
            return Err(outside());
        }
        if let (Ok(real), Ok(real_root)) = (path.canonicalize(), root.canonicalize())
            && !real.starts_with(real_root)
        {
            return Err(outside());
        }
        Ok(path)
    }
}

impl fmt::Debug for Beside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beside")
    }
}

fn too_large() -> String {
    format!("larger than {} MiB", MAX_RECORD_BYTES >> 20)
}

fn read_head(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| error.to_string())?;
    file.take(most as u64).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
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
        if names.len() > MOST_NAMES {
            return None;
        }
    }
    names.sort_unstable();
    Some(names)
}

/// The remembered value, or the one made now. Others who ask meanwhile wait for it.
fn remember<T>(remembered: &Remembered<T>, path: &Path, make: impl FnOnce() -> T) -> Arc<T> {
    let slot = match remembered.lock() {
        Ok(mut slots) => {
            if slots.len() >= MOST_FOLDERS && !slots.contains_key(path) {
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
    fn no_higher_than_the_root() {
        let dir = tempfile::tempdir().unwrap();
        let inner = dir.path().join("archive/issue");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(dir.path().join("outside.xml"), "x").unwrap();
        std::fs::write(dir.path().join("archive/above.xml"), "above").unwrap();
        std::fs::write(inner.join("page.xml"), "page").unwrap();
        let beside = Beside::in_folder(&inner, &dir.path().join("archive"), &Arc::default());
        assert_eq!(beside.read("page.xml").as_deref(), Ok(&b"page"[..]));
        assert_eq!(beside.read("../above.xml").as_deref(), Ok(&b"above"[..]));
        assert_eq!(beside.head("../above.xml", 2).as_deref(), Some(&b"ab"[..]));
        for outside in ["../../outside.xml", "/etc/passwd", "../../archive/above.xml"] {
            assert_eq!(beside.read(outside), Err("it lies outside the archive".to_owned()), "{outside}");
        }
        assert_eq!(*beside.names("..").unwrap(), ["above.xml", "issue/"]);
        assert_eq!(*beside.names(".").unwrap(), ["page.xml"]);
        assert_eq!(beside.names("../.."), None);
        assert!(beside.has("page.xml") && !beside.has("other.xml"));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(dir.path().join("outside.xml"), inner.join("link.xml")).unwrap();
            assert!(beside.read("link.xml").is_err());
        }
    }
}
