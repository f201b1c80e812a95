//! The work on one file or record: from bytes to index entries. Pure except for reading.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};

use super::outcome::{EntryPart, FileTally};
use super::walk::InputFile;
use crate::article::{Dated, Found, Precision};
use crate::entities::{Tagger, annotate};
use crate::formats::unpack::{self, Source};
use crate::formats::{Part, Record, Reject};
use crate::index::{Archive, Encoder, Entry, FileRow, FileStatus, Origin, Stamp};

/// Maximum text of one file that is held in memory until the file is done. A file with more, for
/// example a packed one, is read as a stream.
const MAX_HELD_BYTES: u64 = 16 << 20;

/// State that all workers share.
pub(super) struct Shared {
    /// Made ready at the first article: a run that reads none does without.
    tagger: LazyLock<Tagger>,
    settings: unpack::Settings,
    /// Folders that files lead to others in, and none out of.
    roots: Vec<PathBuf>,
    /// Whether a file's time may date its articles.
    file_dates: bool,
    pub(super) run_began: Timestamp,
    /// Encoders at rest; each holds a cache that is worth keeping.
    encoders: Mutex<Vec<Encoder>>,
}

impl Shared {
    /// `paths` are the files and folders of the run, which began at a second since 1970.
    pub(super) fn new(archive: &Archive, paths: &[PathBuf], began: i64) -> Shared {
        let named = paths.iter().filter_map(|path| path.canonicalize().ok()).map(|path| {
            // What a file reads with it may lie in a folder beside its own.
            let above = path.parent().and_then(Path::parent).filter(|_| path.is_file());
            above.map(Path::to_owned).unwrap_or(path)
        });
        Shared {
            tagger: LazyLock::new(Tagger::new),
            settings: unpack::Settings { map: archive.map.clone(), ..unpack::Settings::default() },
            roots: archive.root.canonicalize().into_iter().chain(named).collect(),
            file_dates: archive.file_dates,
            run_began: Timestamp::from_second(began).unwrap_or_default(),
            encoders: Mutex::default(),
        }
    }

    /// How a file is to be read.
    pub(super) fn settings(&self, file: &InputFile) -> unpack::Settings {
        let file_time = if self.file_dates { file_time(file.stamp.modified) } else { None };
        let root = self
            .roots
            .iter()
            .filter(|root| file.path.starts_with(root))
            .min_by_key(|root| root.as_os_str().len());
        let root = root.cloned().or_else(|| file.path.parent().map(Path::to_owned)).unwrap_or_default();
        unpack::Settings { file_time, root, ..self.settings.clone() }
    }

    /// Reads one record, or returns why it was rejected. A panic is our own bug, but costs one record,
    /// not the run.
    pub(super) fn record(
        &self,
        key: &str,
        source: &Source,
        record: Result<Record, Reject>,
    ) -> Vec<EntryPart> {
        let (address, start) =
            record.as_ref().map_or_else(|_| Default::default(), |r| (r.address.clone(), r.start));
        let spare = self.encoders.lock().ok().and_then(|mut spare| spare.pop());
        let mut encoder = spare.unwrap_or_else(|| Encoder::new(self.run_began));
        let work = catch_unwind(AssertUnwindSafe(|| {
            let entries = source.read(record).into_iter().map(|Part { address, article }| {
                let origin = Origin { file: key, member: &source.member, address: &address, start };
                let entry = article.map(|article| encoder.entry(annotate(&self.tagger, article), &origin));
                EntryPart { address, entry }
            });
            entries.collect::<Vec<_>>()
        }));
        match work {
            Ok(entries) => {
                if let Ok(mut spare) = self.encoders.lock() {
                    spare.push(encoder);
                }
                entries
            }
            Err(_) => {
                let reason = "internal error while reading this record; please report it";
                vec![EntryPart { address, entry: Err(Reject::broken(reason, "")) }]
            }
        }
    }
}

/// The time of a file as a date of last resort.
fn file_time(modified: u64) -> Option<Dated> {
    let time = Timestamp::from_nanosecond(i128::from(modified)).ok().filter(|_| modified > 0)?;
    let civil = time.to_zoned(TimeZone::UTC).datetime();
    Some(Dated { civil, offset: Some(Offset::UTC), precision: Precision::Second, found: Found::FileTime })
}

/// The outcome of reading a file whole.
pub(super) enum Outcome {
    /// It was read.
    Read {
        /// Its row.
        row: FileRow,
        /// The rows of its members.
        members: Vec<FileRow>,
        entries: Vec<Entry>,
    },
    /// Its bytes are those of the last run.
    SameBytes(FileRow),
    /// Its text is too large to be held: it must be read as a stream.
    TooLarge,
}

impl Outcome {
    /// The outcome of a file without articles.
    pub(super) fn only(row: FileRow) -> Outcome {
        Outcome::Read { row, members: Vec::new(), entries: Vec::new() }
    }
}

/// Reads a file whole: for files of moderate size.
pub(super) fn read_file(shared: &Shared, key: &str, file: &InputFile, known: Option<Stamp>) -> Outcome {
    let digest = match digest_of(&file.path) {
        Ok(digest) => digest,
        Err(e) => return Outcome::only(io_row(key, &e)),
    };
    let stamp = Stamp { digest, ..file.stamp };
    if known.is_some_and(|known| known.size == stamp.size && known.digest == stamp.digest) {
        return Outcome::SameBytes(FileTally::new(key).finish(stamp).0);
    }
    let mut tally = FileTally::new(key);
    let mut entries = Vec::new();
    let mut held = 0;
    let read = unpack::read(&file.path, &shared.settings(file), &mut |source: &Arc<Source>, record| {
        for part in shared.record(key, source, record) {
            let entry = tally.result(source, part);
            held += entry.as_ref().map_or(0, |entry| entry.text_bytes);
            entries.extend(entry);
        }
        if held > MAX_HELD_BYTES { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    match read {
        Err(e) => Outcome::only(io_row(key, &e)),
        Ok(()) if held > MAX_HELD_BYTES => Outcome::TooLarge,
        Ok(()) => {
            let (row, members) = tally.finish(stamp);
            Outcome::Read { row, members, entries }
        }
    }
}

/// The digest of a file that is too large to be read whole.
pub(super) fn digest_of(path: &Path) -> io::Result<u64> {
    let mut hasher = blake3::Hasher::new();
    io::copy(&mut fs::File::open(path)?, &mut hasher)?;
    Ok(digest(hasher.finalize()))
}

fn digest(hash: blake3::Hash) -> u64 {
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// The row of a file that could not be opened or read. It has no stamp, so the next run tries again.
pub(super) fn io_row(key: &str, e: &io::Error) -> FileRow {
    super::walk::row(key, FileStatus::Failed, e.to_string(), Stamp::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_fails_and_is_tried_again() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let gone =
            InputFile { path: dir.path().join("gone.txt"), stamp: Stamp { size: 7, modified: 1, digest: 0 } };
        let archive = Archive::create(&dir.path().join("a"), dir.path()).expect("an archive");
        let Outcome::Read { row, entries, .. } =
            read_file(&Shared::new(&archive, &[], 0), "gone.txt", &gone, None)
        else {
            panic!("a file that is gone is neither known nor large");
        };
        assert_eq!((row.status, entries.len()), (FileStatus::Failed, 0));
        assert!(row.reason.is_some_and(|reason| reason.contains("No such file")));
        // Without a stamp it never looks unchanged.
        assert_eq!(row.stamp, Stamp::default());
    }
}
