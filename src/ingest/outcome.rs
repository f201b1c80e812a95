//! The outcome of reading a file and its members, counted record by record.

use std::path::Path;

use crate::article::member_path;
use crate::formats::Reject;
use crate::formats::unpack::Source;
use crate::index::ledger::MAX_WARNINGS;
use crate::index::{Entry, FileRow, FileStatus, Stamp};

/// One of the articles of a record, ready for the index.
pub(super) struct EntryPart {
    /// Its address in the file.
    pub(super) address: String,
    /// The entry, or why the record was rejected.
    pub(super) entry: Result<Entry, Reject>,
}

/// Counts for a file and, where it holds others, for each of them.
#[derive(Debug, Clone)]
pub(super) struct FileTally {
    key: String,
    /// The format of the file.
    kind: Option<&'static str>,
    whole: Tally,
    /// The member whose records are being counted.
    member: Option<Member>,
    /// The rows of members that are done, not yet taken.
    rows: Vec<FileRow>,
}

#[derive(Debug, Clone)]
struct Member {
    name: String,
    format: Option<&'static str>,
    tally: Tally,
}

impl FileTally {
    pub(super) fn new(key: &str) -> FileTally {
        FileTally { key: key.to_owned(), kind: None, whole: Tally::default(), member: None, rows: Vec::new() }
    }

    /// Counts the result of a record, and returns the entry.
    pub(super) fn result(&mut self, source: &Source, part: EntryPart) -> Option<Entry> {
        let EntryPart { address, entry } = part;
        let result = entry.map_err(|mut reject| {
            if reject.at.is_empty() && !address.is_empty() {
                reject.at = format!("record {address}");
            }
            reject
        });
        self.kind = source.kind;
        if source.member.is_empty() {
            return self.whole.result(result);
        }
        if self.member.as_ref().is_none_or(|member| member.name != source.member) {
            self.end_member();
            let format = source.format.map(|format| format.name);
            self.member = Some(Member { name: source.member.clone(), format, tally: Tally::default() });
        }
        let Member { tally, .. } = self.member.as_mut()?;
        match result {
            Ok(entry) => {
                self.whole.articles += 1;
                tally.result(Ok(entry))
            }
            Err(reject) => {
                let place = if reject.at.is_empty() { String::new() } else { format!(", {}", reject.at) };
                let at = format!("{}{place}", source.member);
                self.whole.result(Err(Reject { at, ..reject.clone() }));
                tally.result(Err(reject))
            }
        }
    }

    fn end_member(&mut self) {
        if let Some(Member { name, format, tally }) = self.member.take() {
            let path = member_path(&self.key, &name);
            let row = tally.row(&path, format, Stamp::default());
            self.rows.push(FileRow { member_of: Some(self.key.clone()), ..row });
        }
    }

    /// The rows of the members that are done.
    pub(super) fn take_rows(&mut self) -> Vec<FileRow> {
        std::mem::take(&mut self.rows)
    }

    /// The row of the file as far as it was read.
    pub(super) fn so_far(&self, stamp: Stamp) -> FileRow {
        FileRow { partial: true, ..self.whole.clone().row(&self.key, self.kind, stamp) }
    }

    /// The row of the file, and those of its members that were not taken.
    pub(super) fn finish(mut self, stamp: Stamp) -> (FileRow, Vec<FileRow>) {
        self.end_member();
        (self.whole.row(&self.key, self.kind, stamp), self.rows)
    }
}

/// The key of a file that is named relative to another.
fn clean(path: &Path) -> String {
    crate::index::archive::clean(path).to_string_lossy().replace('\\', "/")
}

/// Counts the results of records.
#[derive(Debug, Clone, Default)]
struct Tally {
    articles: u64,
    /// The first that is broken, and how many.
    broken: Option<Reject>,
    broken_count: u64,
    /// The first without an article, and how many.
    skipped: Option<Reject>,
    skipped_count: u64,
    warnings: Vec<Warning>,
    more_warnings: u64,
}

/// A reason, where it was met first, and how often.
#[derive(Debug, Clone)]
struct Warning {
    at: String,
    reason: String,
    times: u64,
}

impl Tally {
    fn result(&mut self, result: Result<Entry, Reject>) -> Option<Entry> {
        match result {
            Ok(mut entry) => {
                self.articles += 1;
                for warning in std::mem::take(&mut entry.warnings) {
                    self.warn(String::new(), warning);
                }
                Some(entry)
            }
            Err(reject) => {
                self.warn(reject.at.clone(), reject.reason.clone());
                if reject.is_broken() {
                    self.broken_count += 1;
                    self.broken.get_or_insert(reject);
                } else {
                    self.skipped_count += 1;
                    self.skipped.get_or_insert(reject);
                }
                None
            }
        }
    }

    fn warn(&mut self, at: String, reason: String) {
        if let Some(known) = self.warnings.iter_mut().find(|warning| warning.reason == reason) {
            known.times += 1;
        } else if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(Warning { at, reason, times: 1 });
        } else {
            self.more_warnings += 1;
        }
    }

    /// The row: indexed when it gave an article, else failed when anything in it is broken.
    fn row(self, key: &str, format: Option<&str>, stamp: Stamp) -> FileRow {
        let mut warnings: Vec<String> = self.warnings.into_iter().map(Warning::line).collect();
        if self.more_warnings > 0 {
            warnings.push(format!("and {} more", self.more_warnings));
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
        if self.articles == 0 && self.broken_count + self.skipped_count == 1 {
            // A single reason is the row's own; it needs no list beside it.
            warnings.clear();
        }
        let read_with = self.skipped.as_ref().and_then(|reject| reject.read_with.as_deref());
        FileRow {
            read_with: read_with.map(|other| clean(&Path::new(key).join("..").join(other))),
            articles: self.articles,
            format: format.map(str::to_owned),
            reason,
            at: at.filter(|at| !at.is_empty()),
            warnings,
            bad_records: self.broken_count,
            // Without a format the file was not cut into records.
            records_skipped: if format.is_some() { self.skipped_count } else { 0 },
            stamp,
            ..FileRow::new(key, status)
        }
    }
}

impl Warning {
    fn line(self) -> String {
        let place = match (self.at.as_str(), self.times) {
            ("", 1) => return self.reason,
            ("", times) => format!("{times} times"),
            (at, 1) => at.to_owned(),
            (at, times) => format!("{at} and {} more", times - 1),
        };
        format!("{place}: {}", self.reason)
    }
}
