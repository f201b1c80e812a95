//! Archives on disk, of which one member can be read while another is.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock};

use super::read_head;

/// An archive, opened a second time besides the sequential reader of its members.
pub enum Archive {
    /// A zip archive, which has a directory.
    Zip(Zip),
    /// A tar archive, which is indexed when one member first refers to another.
    Tar(Tar),
}

/// A zip archive.
pub struct Zip {
    path: PathBuf,
    archive: Mutex<zip::ZipArchive<BufReader<File>>>,
    /// The names in its directory.
    names: Vec<String>,
}

/// A tar archive, perhaps compressed.
pub struct Tar {
    path: PathBuf,
    /// Opens it as an uncompressed file.
    open: fn(&Path) -> io::Result<File>,
    index: OnceLock<Option<Index>>,
}

struct Index {
    file: Mutex<File>,
    /// The offset and length of each member.
    places: HashMap<String, (u64, u64)>,
    names: Vec<String>,
}

/// Maximum number of members of a tar archive that is indexed. A larger one is read sequentially only.
const MAX_MEMBERS: usize = 1_000_000;

impl Archive {
    /// A zip archive.
    pub fn zip(path: &Path) -> Option<Archive> {
        let archive = zip::ZipArchive::new(BufReader::new(File::open(path).ok()?)).ok()?;
        let names = archive.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
        Some(Archive::Zip(Zip { path: path.to_owned(), archive: Mutex::new(archive), names }))
    }

    /// A tar archive, which `open` opens as an uncompressed file.
    pub fn tar(path: &Path, open: fn(&Path) -> io::Result<File>) -> Archive {
        Archive::Tar(Tar { path: path.to_owned(), open, index: OnceLock::new() })
    }

    /// The path of the archive.
    pub fn path(&self) -> &Path {
        match self {
            Archive::Zip(zip) => &zip.path,
            Archive::Tar(tar) => &tar.path,
        }
    }

    /// Whether it has a member of this name.
    pub fn has(&self, path: &Path) -> bool {
        match self {
            Archive::Zip(zip) => zip.names.iter().any(|name| Path::new(name) == path),
            Archive::Tar(tar) => tar.index().is_some_and(|index| index.places.contains_key(&text(path))),
        }
    }

    /// The first bytes of a member.
    pub fn read_head(&self, path: &Path, most: usize) -> Result<Vec<u8>, String> {
        match self {
            Archive::Zip(zip) => {
                let mut archive = zip.archive.lock().map_err(|error| error.to_string())?;
                let member = archive.by_name(&text(path)).map_err(|error| error.to_string())?;
                read_head(member, most)
            }
            Archive::Tar(tar) => {
                let index = tar.index().ok_or("the archive cannot be indexed; unpack it")?;
                let (start, length) =
                    *index.places.get(&text(path)).ok_or("no such member in the archive")?;
                let mut file = index.file.lock().map_err(|error| error.to_string())?;
                file.seek(SeekFrom::Start(start)).map_err(|error| error.to_string())?;
                read_head((&mut *file).take(length), most)
            }
        }
    }

    /// The names in one folder.
    pub fn list(&self, folder: &Path) -> Vec<String> {
        let all = match self {
            Archive::Zip(zip) => &zip.names[..],
            Archive::Tar(tar) => tar.index().map_or(&[][..], |index| &index.names),
        };
        let mut names: Vec<String> = Vec::new();
        for name in all {
            let Ok(rest) = Path::new(name).strip_prefix(folder) else { continue };
            let rest = rest.to_string_lossy();
            match rest.split_once('/') {
                Some((inner, _)) => names.push(format!("{inner}/")),
                None if !rest.is_empty() && !name.ends_with('/') => names.push(rest.into_owned()),
                None => {}
            }
        }
        names.sort_unstable();
        names.dedup();
        names
    }
}

impl Tar {
    fn index(&self) -> Option<&Index> {
        self.index.get_or_init(|| self.look_through().ok()).as_ref()
    }

    fn look_through(&self) -> io::Result<Index> {
        let mut file = (self.open)(&self.path)?;
        file.rewind()?;
        let mut archive = tar::Archive::new(BufReader::new(file.try_clone()?));
        let mut places = HashMap::new();
        for entry in archive.entries_with_seek()? {
            // The members before damage are known, those after it are not.
            let Ok(entry) = entry else { break };
            let kind = entry.header().entry_type();
            if kind.is_file() || kind.is_contiguous() {
                let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                places.insert(plain(&name).to_owned(), (entry.raw_file_position(), entry.size()));
            }
            if places.len() > MAX_MEMBERS {
                return Err(io::Error::other("too many members"));
            }
        }
        let names = places.keys().cloned().collect();
        Ok(Index { file: Mutex::new(file), places, names })
    }
}

/// The name of a member without "./".
pub fn plain(name: &str) -> &str {
    name.trim_start_matches("./")
}

fn text(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
