//! The work on one file or record: from bytes to entries. No side effects but reading.

use std::fs;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use jiff::Timestamp;

use super::walk::File;
use crate::entities::{Tagger, annotate};
use crate::formats::{self, Context, Format, Record, Reject};
use crate::index::ledger::MAX_WARNINGS;
use crate::index::{Encoder, Entry, FileRow, FileStatus, Stamp};

/// Bytes at the beginning of a file by which its format is recognised.
const HEAD_BYTES: usize = 8 << 10;

/// What all workers share.
pub(super) struct Shared {
    /// Made ready at the first article: a run that reads none does without.
    tagger: LazyLock<Tagger>,
    pub(super) map: Vec<(String, String)>,
    pub(super) run_began: Timestamp,
    /// Encoders at rest; each holds a cache that is worth keeping.
    encoders: Mutex<Vec<Encoder>>,
}

impl Shared {
    pub(super) fn new(map: Vec<(String, String)>) -> Shared {
        Shared {
            tagger: LazyLock::new(Tagger::new),
            map,
            run_began: Timestamp::now(),
            encoders: Mutex::default(),
        }
    }

    /// Reads one record. A panic is our own bug, but costs one record, not the run.
    pub(super) fn record(&self, format: &Format, record: &Record, file: &FileName) -> Result<Entry, Reject> {
        let spare = self.encoders.lock().ok().and_then(|mut spare| spare.pop());
        let mut encoder = spare.unwrap_or_else(|| Encoder::new(self.run_began));
        let work = catch_unwind(AssertUnwindSafe(|| {
            let article = (format.parse)(record, &file.context)?;
            let annotated = annotate(&self.tagger, article);
            Ok(encoder.entry(annotated, &file.key, &record.address, record.start))
        }));
        match work {
            Ok(result) => {
                if let Ok(mut spare) = self.encoders.lock() {
                    spare.push(encoder);
                }
                result
            }
            Err(_) => Err(Reject {
                broken: true,
                reason: "a fault of morgue's own while reading this; please report it".to_owned(),
                at: String::new(),
            }),
        }
    }
}

/// A file's key, and what parsers may know of it.
pub(super) struct FileName {
    pub(super) key: String,
    context: Context,
}

impl FileName {
    pub(super) fn new(key: &str, path: &Path, shared: &Shared) -> FileName {
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        FileName {
            key: key.to_owned(),
            context: Context { file_name, map: shared.map.clone(), ..Context::default() },
        }
    }
}

/// What became of a file that was read whole.
pub(super) struct Outcome {
    pub(super) row: FileRow,
    pub(super) entries: Vec<Entry>,
    /// Its bytes are those of the last run.
    pub(super) same_bytes: bool,
}

/// A file that was opened and recognised, about to be read.
pub(super) struct Opened {
    pub(super) format: &'static Format,
    head: Vec<u8>,
    rest: fs::File,
}

/// Opens a file and recognises its format. The error is its row.
pub(super) fn open(key: &str, file: &File) -> Result<Opened, Box<FileRow>> {
    let io = |e: io::Error| Box::new(io_row(key, &e));
    let mut rest = fs::File::open(&file.path).map_err(io)?;
    let mut head = Vec::new();
    rest.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).map_err(io)?;
    match formats::recognise(&file.path, &head) {
        Ok(format) => Ok(Opened { format, head, rest }),
        Err(reject) => {
            let mut tally = Tally::default();
            tally.reject(reject, "");
            Err(Box::new(tally.row(key, None, file.stamp)))
        }
    }
}

impl Opened {
    /// The whole file as a stream.
    pub(super) fn stream(self) -> impl BufRead {
        Cursor::new(self.head).chain(BufReader::with_capacity(1 << 18, self.rest))
    }
}

/// Reads a file whole: for files of moderate size.
pub(super) fn file(shared: &Shared, key: &str, file: &File, known: Option<Stamp>) -> Outcome {
    let only = |row| Outcome { row, entries: Vec::new(), same_bytes: false };
    let opened = match open(key, file) {
        Ok(opened) => opened,
        Err(row) => return only(*row),
    };
    let format = opened.format;
    let mut bytes = Vec::with_capacity(file.stamp.size as usize);
    if let Err(e) = opened.stream().read_to_end(&mut bytes) {
        return only(io_row(key, &e));
    }
    let stamp = Stamp { digest: digest(blake3::hash(&bytes)), ..file.stamp };
    let mut tally = Tally::default();
    if known.is_some_and(|known| known.size == stamp.size && known.digest == stamp.digest) {
        return Outcome { row: tally.row(key, Some(format), stamp), entries: Vec::new(), same_bytes: true };
    }
    let name = FileName::new(key, &file.path, shared);
    let mut entries = Vec::new();
    for record in (format.records)(Box::new(Cursor::new(bytes))) {
        let address = record.as_ref().map_or(String::new(), |r| r.address.clone());
        match record.and_then(|record| shared.record(format, &record, &name)) {
            Ok(entry) => entries.push(tally.entry(entry)),
            Err(reject) => tally.reject(reject, &address),
        }
    }
    Outcome { row: tally.row(key, Some(format), stamp), entries, same_bytes: false }
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

/// The row of a file that the system did not let us read. It has no stamp: the next run tries
/// again.
pub(super) fn io_row(key: &str, e: &io::Error) -> FileRow {
    super::walk::row(key, FileStatus::Failed, e.to_string(), Stamp::default())
}

/// Counts what the records of a file gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    articles: u64,
    /// The first that is broken, and how many.
    broken: Option<Reject>,
    broken_count: u64,
    /// The first that is no article, and how many.
    skipped: Option<Reject>,
    skipped_count: u64,
    warnings: Vec<String>,
    more_warnings: u64,
}

impl Tally {
    pub(super) fn entry(&mut self, mut entry: Entry) -> Entry {
        self.articles += 1;
        for warning in std::mem::take(&mut entry.warnings) {
            self.warn(warning);
        }
        entry
    }

    pub(super) fn reject(&mut self, mut reject: Reject, address: &str) {
        if reject.at.is_empty() && !address.is_empty() {
            reject.at = format!("record {address}");
        }
        let place = if reject.at.is_empty() { String::new() } else { format!("{}: ", reject.at) };
        self.warn(format!("{place}{}", reject.reason));
        if reject.broken {
            self.broken_count += 1;
            self.broken.get_or_insert(reject);
        } else {
            self.skipped_count += 1;
            self.skipped.get_or_insert(reject);
        }
    }

    fn warn(&mut self, warning: String) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning);
        } else {
            self.more_warnings += 1;
        }
    }

    /// The row: indexed when it gave an article, else failed when anything in it is broken.
    pub(super) fn row(mut self, key: &str, format: Option<&Format>, stamp: Stamp) -> FileRow {
        if self.more_warnings > 0 {
            self.warnings.push(format!("and {} more", self.more_warnings));
        }
        let first = self.broken.as_ref().or(self.skipped.as_ref());
        let (mut reason, at) = (first.map(|r| r.reason.clone()), first.map(|r| r.at.clone()));
        let status = if self.articles > 0 {
            FileStatus::Indexed
        } else if self.broken.is_some() {
            FileStatus::Failed
        } else {
            FileStatus::Skipped
        };
        if self.articles == 0 && reason.is_none() {
            reason = Some("empty".to_owned());
        }
        if self.articles == 0 && self.warnings.len() == 1 {
            // A single reason is the row's own; it needs no list beside it.
            self.warnings.clear();
        }
        FileRow {
            path: key.to_owned(),
            status,
            articles: self.articles,
            format: format.map(|f| f.name.to_owned()),
            reason,
            at: at.filter(|at| !at.is_empty()),
            warnings: self.warnings,
            bad_records: self.broken_count,
            // Without a format the file was not cut into records.
            records_skipped: if format.is_some() { self.skipped_count } else { 0 },
            partial: false,
            stamp,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_vanishes_fails_and_is_tried_again() {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let gone =
            File { path: dir.path().join("gone.txt"), stamp: Stamp { size: 7, modified: 1, digest: 0 } };
        let outcome = file(&Shared::new(Vec::new()), "gone.txt", &gone, None);
        assert_eq!((outcome.row.status, outcome.entries.len()), (FileStatus::Failed, 0));
        assert!(outcome.row.reason.is_some_and(|reason| reason.contains("No such file")));
        // Without a stamp it never looks unchanged.
        assert_eq!(outcome.row.stamp, Stamp::default());
    }
}
