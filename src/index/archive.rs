//! Where an archive lies on disk, which version wrote it, and who may write to it.
//!
//! An archive is a folder (`.morgue` by default). In it are `archive.json` (format version,
//! root, field mapping), `index/` (tantivy's files), `names.table` (who is who, made anew where
//! it is missing or old), `writer.lock` (held, and naming its holder, while a run writes), and
//! `names.toml` where the user decides who is who, and `unfinished` while an index run is at work or after
//! one that was interrupted.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::entities::registry::Decisions;
use crate::error::{Error, Result};

/// Name of the archive's folder inside the folder it describes.
pub const FOLDER: &str = ".morgue";
/// Version of what we write; an archive of another version is refused with advice.
pub const FORMAT: u32 = 7;

/// Name of the user's decisions about names in the archive's folder.
pub const DECISIONS: &str = "names.toml";

const SETTINGS: &str = "archive.json";
const LOCK: &str = "writer.lock";
const UNFINISHED: &str = "unfinished";

/// The location and settings of an archive. Holds no open file.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Its folder.
    pub dir: PathBuf,
    /// The folder that articles' paths are relative to.
    pub root: PathBuf,
    /// Field names of the user's own records: (ours, theirs).
    pub map: Vec<(String, String)>,
    /// Whether articles without any other date are dated by the time of their file.
    pub file_dates: bool,
    /// When the last run began, in seconds since 1970; `None` before the first.
    pub last_run: Option<i64>,
    /// Files and folders that are left out, as patterns of gitignore relative to the root.
    pub exclude: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct Settings {
    format: u32,
    /// Relative to the archive's folder, so that both can be moved together.
    root: PathBuf,
    #[serde(default)]
    map: Vec<(String, String)>,
    #[serde(default)]
    file_dates: bool,
    #[serde(default)]
    last_run: Option<i64>,
    exclude: Vec<String>,
}

impl Archive {
    /// Opens the archive in `dir`.
    ///
    /// # Errors
    /// [`Error::NoArchive`] if there is no archive, [`Error::Format`] and [`Error::Damaged`] if this
    /// version cannot read it.
    pub fn open(dir: &Path) -> Result<Archive> {
        let path = dir.join(SETTINGS);
        let text = match fs::read(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoArchive { path: dir.to_owned() });
            }
            Err(e) => return Err(Error::io(&path, e)),
        };
        let version: Version =
            serde_json::from_slice(&text).map_err(|e| Error::damaged(&path, e.to_string()))?;
        if version.format != FORMAT {
            return Err(Error::Format { path: dir.to_owned(), found: version.format, wanted: FORMAT });
        }
        let settings: Settings =
            serde_json::from_slice(&text).map_err(|e| Error::damaged(&path, e.to_string()))?;
        Ok(Archive {
            dir: dir.to_owned(),
            root: clean(&dir.join(&settings.root)),
            map: settings.map,
            file_dates: settings.file_dates,
            last_run: settings.last_run,
            exclude: settings.exclude,
        })
    }

    /// Finds the archive of a folder: the nearest `.morgue` from `start` upward.
    pub fn find(start: &Path) -> Result<Archive> {
        let start = std::path::absolute(start).map_err(|e| Error::io(start, e))?;
        for folder in start.ancestors() {
            let dir = folder.join(FOLDER);
            if dir.join(SETTINGS).exists() {
                return Archive::open(&dir);
            }
        }
        Err(Error::NoArchive { path: start })
    }

    /// Whether the archive is on disk.
    pub fn exists(&self) -> bool {
        self.dir.join(SETTINGS).exists()
    }

    /// Writes the settings, atomically.
    pub fn save(&self) -> Result<()> {
        let root = relative(&absolute(&self.dir)?, &absolute(&self.root)?);
        let settings = Settings {
            format: FORMAT,
            root,
            map: self.map.clone(),
            file_dates: self.file_dates,
            last_run: self.last_run,
            exclude: self.exclude.clone(),
        };
        let text = serde_json::to_vec_pretty(&settings).map_err(|e| Error::index(&self.dir, e))?;
        let path = self.dir.join(SETTINGS);
        write_whole(&path, &text).map_err(|e| Error::io(&path, e))
    }

    /// Notes that a run begins, and gives the second that stands for it: the present one, or the one
    /// after the last run's, so that no two runs share one.
    pub(crate) fn begin_run(&mut self) -> Result<i64> {
        let began = jiff::Timestamp::now().as_second().max(self.last_run.map_or(i64::MIN, |last| last + 1));
        self.last_run = Some(began);
        self.save().map(|()| began)
    }

    /// The path of the user's decisions about names.
    pub(crate) fn decisions_path(&self) -> PathBuf {
        self.dir.join(DECISIONS)
    }

    /// The user's decisions about names; empty if there is no file.
    ///
    /// # Errors
    /// [`Error::Input`] with the line that cannot be read.
    pub(crate) fn decisions(&self) -> Result<Decisions> {
        self.parse_decisions(&self.decisions_text()?)
    }

    /// Reads the text of the decisions.
    pub(super) fn parse_decisions(&self, text: &str) -> Result<Decisions> {
        text.parse().map_err(|reason: String| Error::input(&self.decisions_path(), reason))
    }

    pub(super) fn decisions_text(&self) -> Result<String> {
        let path = self.decisions_path();
        match fs::read_to_string(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(String::new()),
            Err(e) if e.kind() == io::ErrorKind::InvalidData => {
                Err(Error::input(&path, "not UTF-8; save it as UTF-8"))
            }
            read => read.map_err(|e| Error::io(&path, e)),
        }
    }

    /// Whether an index run is at work, or was interrupted and has not been completed.
    pub fn is_unfinished(&self) -> bool {
        self.dir.join(UNFINISHED).exists()
    }

    /// The paths, relative to the root, of index runs that have not ended.
    pub(crate) fn unfinished(&self) -> Vec<String> {
        let text = fs::read_to_string(self.dir.join(UNFINISHED)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Records the paths of index runs that have not ended.
    pub(crate) fn set_unfinished(&self, paths: &[String]) -> Result<()> {
        let path = self.dir.join(UNFINISHED);
        let written = if paths.is_empty() {
            fs::remove_file(&path)
                .or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })
        } else {
            write_whole(&path, paths.join("\n").as_bytes())
        };
        written.map_err(|e| Error::io(&path, e))
    }

    /// Where tantivy's files lie.
    pub(super) fn index_dir(&self) -> PathBuf {
        self.dir.join("index")
    }

    /// Takes the writer lock, which is released when the value is dropped or the process ends.
    ///
    /// # Errors
    /// [`Error::Busy`] with the process that holds it.
    pub(super) fn lock(&self) -> Result<WriterLock> {
        let path = self.dir.join(LOCK);
        let mut options = File::options();
        let open = options.read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(|e| Error::io(&path, e))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = fs::read_to_string(&path).unwrap_or_default();
                let holder = match holder.trim() {
                    "" => "another process".to_owned(),
                    holder => holder.to_owned(),
                };
                return Err(Error::Busy { path: self.dir.clone(), holder });
            }
            Err(TryLockError::Error(e)) => return Err(Error::io(&path, e)),
        }
        let since = jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S");
        let note = format!("process {} (since {since})\n", std::process::id());
        let write = file.set_len(0).and_then(|()| file.write_all(note.as_bytes()));
        write.map_err(|e| Error::io(&path, e))?;
        Ok(WriterLock { _file: file })
    }
}

#[derive(Deserialize)]
struct Version {
    format: u32,
}

/// The writer lock of an archive.
#[derive(Debug)]
pub(super) struct WriterLock {
    _file: File,
}

/// Writes a file atomically, with the permissions of the user's other files.
pub(super) fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut temporary = path.to_owned();
    // Two processes that put it in place at once do not write into each other's.
    temporary.as_mut_os_string().push(format!(".{}.new", std::process::id()));
    let mut file = File::create(&temporary)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&temporary, path)
}

/// The path that leads from folder `from` to `to`, both absolute.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let mut out = PathBuf::new();
    for _ in common..from.len() {
        out.push(Component::ParentDir);
    }
    out.extend(&to[common..]);
    if out.as_os_str().is_empty() {
        out.push(Component::CurDir);
    }
    out
}

/// The absolute path of a file or folder, without symbolic links; of one that is gone, by the nearest folder
/// above it that is not.
pub(crate) fn absolute(path: &Path) -> Result<PathBuf> {
    let full = std::path::absolute(path).map_err(|e| Error::io(path, e))?;
    for above in full.ancestors() {
        if let Ok(found) = fs::canonicalize(above) {
            let rest = full.strip_prefix(above).unwrap_or(Path::new(""));
            return Ok(if rest.as_os_str().is_empty() { found } else { clean(&found.join(rest)) });
        }
    }
    Ok(clean(&full))
}

/// The relative path that a key of the ledger stands for: `\xHH` is the byte with this number.
pub(crate) fn path_of_key(key: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(key.len());
    let mut rest = key.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.strip_prefix(b"x").and_then(|digits| std::str::from_utf8(digits.get(..2)?).ok());
        match digits.filter(|_| *first == b'\\').and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[3..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    path_of_bytes(bytes)
}

#[cfg(unix)]
fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    <std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of_bytes(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Removes `.` and `folder/..` without asking the file system.
pub(crate) fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    if out.as_os_str().is_empty() { PathBuf::from(".") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, to: &str, expected: &str) {
        assert_eq!(relative(Path::new(from), Path::new(to)), Path::new(expected));
    }

    #[test]
    fn a_relative_path_leads_from_folder_to_file() {
        check("/a/b/.morgue", "/a/b", "..");
        check("/a", "/a", ".");
        check("/x/archive", "/news/2024", "../../news/2024");
        check("/a", "/a/b/c.txt", "b/c.txt");
    }

    #[test]
    fn a_key_leads_back_to_the_path() {
        assert_eq!(path_of_key("a/ß.txt"), Path::new("a/ß.txt"));
        assert_eq!(path_of_key(r"a\x0ab\x5cx.txt"), Path::new("a\nb\\x.txt"));
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            assert_eq!(path_of_key(r"caf\xe9").as_os_str().as_bytes(), b"caf\xe9");
        }
    }

    #[test]
    fn dots_are_taken_out_of_paths() {
        assert_eq!(clean(Path::new("news/.morgue/..")), Path::new("news"));
        assert_eq!(clean(Path::new(".morgue/..")), Path::new("."));
        assert_eq!(clean(Path::new("../.morgue/..")), Path::new(".."));
    }
}
