//! One run: the order of reading, and when to commit.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, btree_map};
use std::iter::Peekable;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::outcome::FileTally;
use super::walk::{InputFile, WalkedFiles};
use super::worker::{self, Outcome, Shared};
use super::{Options, Progress, Report};
use crate::article::ArticleId;
use crate::error::{Error, Result};
use crate::formats::unpack::{self, Source};
use crate::formats::{Record, Reject};
use crate::index::{Archive, Entry, FileRow, FileStatus, Reader, Stamp, Writer};

/// Files up to this size are read whole, one a worker; larger ones record by record.
const WHOLE_FILE_BYTES: u64 = 2 << 20;
/// Bytes of whole files, or of the records of a large one, that are at work at once, for each
/// worker. They bound, with the largest record, the memory used: some four times as much. More
/// would cost time too, since memory that comes back from the index in time is used again.
const AT_WORK_BYTES: u64 = 2 << 20;
/// Whole files that are at work at once.
const AT_WORK_FILES: usize = 1024;
/// Text after which a commit is due ...
const COMMIT_BYTES: u64 = 256 << 20;
/// ... or time: the most that a killed run loses.
const COMMIT_EVERY: Duration = Duration::from_secs(5);
/// Stack of a worker. Parsers bound their nesting; this leaves them room.
const STACK_BYTES: usize = 16 << 20;

/// Records of a large file that are at work at once; most have some kilobytes.
const MAX_RECORDS_AT_WORK: usize = 16 << 10;

/// A record on its way to the workers.
struct Job {
    source: Arc<Source>,
    record: std::result::Result<Record, Reject>,
}

/// A large file that is being read.
struct Stream<'a> {
    key: &'a str,
    stamp: Stamp,
    tally: FileTally,
    /// Its articles in the archive that have not been read again yet.
    before: HashSet<ArticleId>,
}

type Files = Peekable<btree_map::IntoIter<String, InputFile>>;

pub(super) struct Run<'a> {
    /// Read unchanged files too.
    reread: bool,
    stop: &'a AtomicBool,
    progress: &'a mut dyn FnMut(&Progress),
    done: Progress,
    pool: Arc<rayon::ThreadPool>,
    shared: Arc<Shared>,
    /// The stamps of earlier runs, from the ledger.
    pub(super) stamps: HashMap<String, Stamp>,
    reader: Option<Reader>,
    /// `None` in a dry run.
    writer: Option<Writer>,
    uncommitted_bytes: u64,
    last_commit: Instant,
    /// Files to read again, because files that they are read with have changed.
    owed: BTreeSet<String>,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        archive: &mut Archive,
        options: &Options,
        reread: bool,
        stop: &'a AtomicBool,
        progress: &'a mut dyn FnMut(&Progress),
    ) -> Result<Run<'a>> {
        let cores = std::thread::available_parallelism().map_or(1, |n| n.get());
        let jobs = options.jobs.unwrap_or(cores).clamp(1, 256);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK_BYTES).build();
        let pool = pool.map_err(|e| Error::Workers { reason: e.to_string() })?;
        let writer = if options.dry_run { None } else { Some(Writer::open(archive, jobs)?) };
        // Once the lock is held: what is read from now on counts as new.
        let began = if options.dry_run { 0 } else { archive.begin_run()? };
        // Opened after the writer holds its lock, so that nothing changes in between.
        let known = writer.is_some() || archive.exists();
        let reader = if known { Some(Reader::open(archive)?) } else { None };
        let stamps = reader.as_ref().map_or_else(|| Ok(HashMap::new()), Reader::stamps)?;
        Ok(Run {
            reread,
            stop,
            progress,
            done: Progress::default(),
            pool: Arc::new(pool),
            shared: Arc::new(Shared::new(archive, &options.paths, began)),
            stamps,
            reader,
            writer,
            uncommitted_bytes: 0,
            last_commit: Instant::now(),
            owed: BTreeSet::new(),
        })
    }

    /// Brings the archive up to date with the files found.
    pub(super) fn execute(mut self, found: WalkedFiles, report: &mut Report) -> Result<()> {
        report.notes.extend(found.notes);
        for key in &found.gone {
            self.owed.extend(self.known_row(key)?.and_then(|row| row.read_with));
            report.removed += self.ids(key)?.len() as u64;
            if let Some(writer) = &mut self.writer {
                writer.forget(key);
            }
        }
        for row in found.rows {
            if self.is_known(&row) {
                report.unchanged += 1;
            } else {
                self.read(row, Vec::new(), Vec::new(), report)?;
            }
        }
        let reread = self.reread;
        let (changed, mut unchanged): (BTreeMap<_, _>, BTreeMap<_, _>) =
            found.files.into_iter().partition(|(key, file)| {
                let known = self.stamps.get(key);
                reread || known.is_none_or(|k| k.size != file.stamp.size || k.modified != file.stamp.modified)
            });
        report.unchanged += unchanged.len() as u64;
        self.done.files_total = changed.len() as u64;
        self.done.bytes_total = changed.values().map(|f| f.stamp.size).sum();
        self.files(changed, reread, report)?;
        // What reads other files with it has changed when they have.
        let owed = std::mem::take(&mut self.owed).into_iter();
        let owed: BTreeMap<_, _> = owed.filter_map(|key| unchanged.remove_entry(&key)).collect();
        report.unchanged -= owed.len() as u64;
        self.done.files_total += owed.len() as u64;
        self.files(owed, true, report)?;
        if let Some(mut writer) = self.writer.take() {
            writer.commit()?;
            writer.finish()?;
        }
        (self.progress)(&self.done);
        Ok(())
    }

    fn is_known(&self, row: &FileRow) -> bool {
        let is_stamped = row.stamp != Stamp::default();
        row.status == FileStatus::Skipped && is_stamped && self.stamps.get(&row.path) == Some(&row.stamp)
    }

    fn files(&mut self, files: BTreeMap<String, InputFile>, reread: bool, report: &mut Report) -> Result<()> {
        let mut files = files.into_iter().peekable();
        while files.peek().is_some() {
            if self.stop.load(Ordering::Relaxed) {
                report.interrupted = true;
                return Ok(());
            }
            match files.next_if(|(_, file)| file.stamp.size > WHOLE_FILE_BYTES) {
                Some((key, file)) => {
                    self.large_file(&key, &file, reread, report)?;
                    self.file_done(file.stamp.size, report)?;
                }
                None => self.whole_files(&mut files, reread, report)?,
            }
        }
        Ok(())
    }

    /// The files up to the next large one: read by the workers, added in order as they are done.
    fn whole_files(&mut self, files: &mut Files, reread: bool, report: &mut Report) -> Result<()> {
        let (pool, shared) = (Arc::clone(&self.pool), Arc::clone(&self.shared));
        let at_work_bytes = AT_WORK_BYTES * pool.current_num_threads() as u64;
        let shared = &shared;
        pool.in_place_scope_fifo(|workers| {
            let mut at_work = VecDeque::new();
            let mut bytes = 0;
            loop {
                while bytes < at_work_bytes
                    && at_work.len() < AT_WORK_FILES
                    && !self.stop.load(Ordering::Relaxed)
                    && let Some((key, file)) = files.next_if(|(_, f)| f.stamp.size <= WHOLE_FILE_BYTES)
                {
                    let known = self.stamps.get(&key).copied().filter(|_| !reread);
                    let size = file.stamp.size;
                    let (done, outcome) = mpsc::sync_channel(1);
                    let work = (key.clone(), file.clone());
                    workers.spawn_fifo(move |_| {
                        drop(done.send(worker::read_file(shared, &work.0, &work.1, known)))
                    });
                    at_work.push_back((outcome, key, file));
                    bytes += size;
                }
                // A worker that panicked sends nothing; the scope passes its panic on.
                let Some((outcome, key, file)) = at_work.pop_front() else { return Ok(()) };
                let Ok(outcome) = outcome.recv() else { return Ok(()) };
                bytes -= file.stamp.size;
                match outcome {
                    Outcome::Read { row, members, entries } => self.read(row, members, entries, report)?,
                    Outcome::SameBytes(row) => self.touched(row, report)?,
                    Outcome::TooLarge => self.large_file(&key, &file, reread, report)?,
                }
                self.file_done(file.stamp.size, report)?;
            }
        })
    }

    fn file_done(&mut self, bytes: u64, report: &mut Report) -> Result<()> {
        self.done.files += 1;
        self.done.bytes += bytes;
        report.bytes += bytes;
        (self.progress)(&self.done);
        if self.commit_is_due() { self.commit() } else { Ok(()) }
    }

    /// Adds the outcome of a file that was read whole to the archive and the report.
    fn read(
        &mut self,
        row: FileRow,
        members: Vec<FileRow>,
        entries: Vec<Entry>,
        report: &mut Report,
    ) -> Result<()> {
        let mut before = self.ids(&row.path)?;
        self.forget(&row.path);
        self.add(entries, &mut before, report)?;
        report.removed += before.len() as u64;
        self.record_members(members)?;
        self.finish_row(row, report)
    }

    /// A file that is too large to be held: cut here, parsed by the workers, added in order.
    fn large_file(&mut self, key: &str, file: &InputFile, reread: bool, report: &mut Report) -> Result<()> {
        let digest = match worker::digest_of(&file.path) {
            Ok(digest) => digest,
            Err(e) => return self.read(worker::io_row(key, &e), Vec::new(), Vec::new(), report),
        };
        let stamp = Stamp { digest, ..file.stamp };
        let known = self.stamps.get(key).filter(|_| !reread);
        if known.is_some_and(|k| k.size == stamp.size && k.digest == digest) {
            return self.touched(FileTally::new(key).finish(stamp).0, report);
        }
        let before = self.ids(key)?;
        self.forget(key);
        let settings = self.shared.settings(file);
        let at_work_bytes = AT_WORK_BYTES * self.pool.current_num_threads() as u64;
        let mut stream = Stream { key, stamp, tally: FileTally::new(key), before };
        let (mut batch, mut bytes) = (Vec::new(), 0);
        let mut flow = Ok(ControlFlow::Continue(()));
        let read = unpack::read(&file.path, &settings, &mut |source, record| {
            bytes += record.as_ref().map_or(0, |r: &Record| r.bytes.len() as u64);
            batch.push(Job { source: Arc::clone(source), record });
            if bytes >= at_work_bytes || batch.len() == MAX_RECORDS_AT_WORK {
                bytes = 0;
                flow = self.batch(std::mem::take(&mut batch), &mut stream, report);
            }
            if matches!(flow, Ok(ControlFlow::Continue(()))) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        if flow?.is_break() {
            return Ok(());
        }
        if let Err(e) = read {
            return self.read(worker::io_row(key, &e), Vec::new(), Vec::new(), report);
        }
        if self.batch(batch, &mut stream, report)?.is_break() {
            return Ok(());
        }
        report.removed += stream.before.len() as u64;
        let (row, members) = stream.tally.finish(stamp);
        self.record_members(members)?;
        self.finish_row(row, report)
    }

    /// Parses some records of a large file in parallel and adds their articles in order; breaks off
    /// when the run is to be interrupted.
    fn batch(
        &mut self,
        batch: Vec<Job>,
        stream: &mut Stream,
        report: &mut Report,
    ) -> Result<ControlFlow<()>> {
        let shared = &self.shared;
        let key = stream.key;
        let read = |Job { source, record }| {
            let parts = shared.record(key, &source, record);
            (source, parts)
        };
        let results: Vec<_> = self.pool.install(|| batch.into_par_iter().map(read).collect());
        let mut entries = Vec::new();
        for (source, parts) in results {
            entries.extend(parts.into_iter().filter_map(|part| stream.tally.result(&source, part)));
        }
        self.add(entries, &mut stream.before, report)?;
        self.record_members(stream.tally.take_rows())?;
        let interrupted = self.stop.load(Ordering::Relaxed);
        if interrupted || self.commit_is_due() {
            let partial = stream.tally.so_far(stream.stamp);
            if let Some(writer) = &mut self.writer {
                writer.record(&partial)?;
            }
            self.commit()?;
        }
        (self.progress)(&self.done);
        Ok(if interrupted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn record_members(&mut self, rows: Vec<FileRow>) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            rows.iter().try_for_each(|row| writer.record(row))?;
        }
        Ok(())
    }

    /// A file with a new time but the bytes of old keeps its articles and its row.
    fn touched(&mut self, row: FileRow, report: &mut Report) -> Result<()> {
        report.unchanged += 1;
        let known = self.known_row(&row.path)?;
        if let (Some(writer), Some(known)) = (&mut self.writer, known) {
            writer.record(&FileRow { stamp: row.stamp, ..known })?;
        }
        Ok(())
    }

    fn add(
        &mut self,
        entries: Vec<Entry>,
        before: &mut HashSet<ArticleId>,
        report: &mut Report,
    ) -> Result<()> {
        for entry in entries {
            if before.remove(&entry.id) {
                report.replaced += 1;
            } else {
                report.added += 1;
            }
            self.done.articles += 1;
            self.uncommitted_bytes += entry.text_bytes;
            if let Some(writer) = &mut self.writer {
                writer.add(entry)?;
            }
        }
        Ok(())
    }

    fn finish_row(&mut self, row: FileRow, report: &mut Report) -> Result<()> {
        self.owed.extend(row.read_with.clone());
        match row.status {
            FileStatus::Indexed => {
                report.bad_records += row.bad_records;
                report.records_skipped += row.records_skipped;
            }
            FileStatus::Skipped => report.skipped += 1,
            FileStatus::Failed => report.failed += 1,
        }
        if let Some(writer) = &mut self.writer {
            writer.record(&row)?;
        }
        if row.status == FileStatus::Failed {
            report.failures.push(row);
        }
        Ok(())
    }

    /// The ledger's row of a file.
    fn known_row(&self, key: &str) -> Result<Option<FileRow>> {
        Ok(self.reader.as_ref().map(|reader| reader.file(key)).transpose()?.flatten())
    }

    /// The ids of a file's articles in the archive.
    fn ids(&self, key: &str) -> Result<HashSet<ArticleId>> {
        match &self.reader {
            Some(reader) if self.stamps.contains_key(key) => {
                Ok(reader.ids_of_file(key)?.into_iter().collect())
            }
            _ => Ok(HashSet::new()),
        }
    }

    fn forget(&mut self, key: &str) {
        if let Some(writer) = &mut self.writer
            && self.stamps.contains_key(key)
        {
            writer.forget(key);
        }
    }

    fn commit_is_due(&self) -> bool {
        self.uncommitted_bytes >= COMMIT_BYTES || self.last_commit.elapsed() >= COMMIT_EVERY
    }

    fn commit(&mut self) -> Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.commit()?;
        }
        self.uncommitted_bytes = 0;
        self.last_commit = Instant::now();
        Ok(())
    }
}
