//! Reading what lies beside a file or a member, for formats that lie in several files.

use std::fs::File;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use crate::formats::{Beside, MAX_RECORD_BYTES};

/// The files beside one on disk, within a root.
pub(super) fn of_file(path: &Path, root: &Path) -> Beside {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let root = root.to_owned();
    Beside::new(move |name| {
        let path = within(&folder, name).ok_or("it is no relative path")?;
        // Links are resolved before the root is compared.
        let real = std::fs::canonicalize(&path).map_err(|e| e.to_string())?;
        let real_root = std::fs::canonicalize(&root).map_err(|e| e.to_string())?;
        if !real.starts_with(real_root) {
            return Err("it lies outside the archive's folder".to_owned());
        }
        bounded(File::open(real).map_err(|e| e.to_string())?)
    })
}

/// The members beside one of a zip archive on disk.
pub(super) fn of_member(archive: &Path, member: &str) -> Beside {
    let archive = archive.to_owned();
    let folder = Path::new(member).parent().map(Path::to_owned).unwrap_or_default();
    Beside::new(move |name| {
        let path = within(&folder, name).ok_or("it is no relative path")?;
        let path = path.to_string_lossy().replace('\\', "/");
        let file = File::open(&archive).map_err(|e| e.to_string())?;
        let mut archive = ::zip::ZipArchive::new(std::io::BufReader::new(file)).map_err(|e| e.to_string())?;
        bounded(archive.by_name(&path).map_err(|e| e.to_string())?)
    })
}

/// A relative name below a folder, `..` resolved by name.
fn within(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut path = folder.to_owned();
    for part in Path::new(name).components() {
        match part {
            Component::Normal(part) => path.push(part),
            Component::CurDir => {}
            Component::ParentDir => {
                if !path.pop() {
                    return None;
                }
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(path)
}

fn bounded(stream: impl Read) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    stream.take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() > MAX_RECORD_BYTES {
        return Err(format!("it is larger than {} MiB", MAX_RECORD_BYTES >> 20));
    }
    Ok(bytes)
}
