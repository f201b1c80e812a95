//! Writing to an archive: one writer, articles and ledger in one commit.

use tantivy::{IndexWriter, Term};

use super::archive::{Archive, WriterLock};
use super::encoder::Entry;
use super::ledger::FileRow;
use super::open::open_index;
use super::schema::Fields;
use crate::error::{Error, Result};

/// Memory for postings that are not yet on disk, over all threads. With less, there are more and
/// smaller segments, whose merging costs more than the indexing.
pub const HEAP_BYTES: usize = 128 << 20;

/// The one writer of an archive. Readers see changes after [`Writer::commit`]; a process killed
/// between commits loses everything since the last one.
pub struct Writer {
    archive: Archive,
    fields: Fields,
    writer: IndexWriter,
    _lock: WriterLock,
}

impl Writer {
    /// Locks the archive for writing, for a run with `jobs` workers.
    ///
    /// Half of the work on an article is done before it comes here, so half as many threads
    /// index. Each makes segments of its own, and fewer segments cost less CPU time and are
    /// quicker to search.
    ///
    /// # Errors
    /// [`Error::Busy`] if another process is writing to it.
    pub fn open(archive: &Archive, jobs: usize) -> Result<Writer> {
        let lock = archive.lock()?;
        let (index, fields) = open_index(archive)?;
        let threads = jobs.div_ceil(2).clamp(1, 8);
        let writer = index.writer_with_num_threads(threads, HEAP_BYTES.max(threads * (16 << 20)));
        let writer = writer.map_err(|e| Error::index(&archive.dir, e))?;
        Ok(Writer { archive: archive.clone(), fields, writer, _lock: lock })
    }

    /// Removes the articles and the row of a file.
    pub fn forget(&mut self, file: &str) {
        self.writer.delete_term(Term::from_field_text(self.fields.file, file));
        self.writer.delete_term(Term::from_field_text(self.fields.row, file));
    }

    /// Adds an article.
    pub fn add(&mut self, entry: Entry) -> Result<()> {
        let added = self.writer.add_document(entry.document);
        added.map(drop).map_err(|e| Error::index(&self.archive.dir, e))
    }

    /// Writes a file's row and replaces its old one. The row of a member is added:
    /// [`Writer::forget`] removes the old ones.
    pub fn record(&mut self, row: &FileRow) -> Result<()> {
        if row.member_of.is_none() {
            self.writer.delete_term(Term::from_field_text(self.fields.row, &row.path));
        }
        let added = self.writer.add_document(row.document(self.fields));
        added.map(drop).map_err(|e| Error::index(&self.archive.dir, e))
    }

    /// Makes all changes durable and visible, in one step.
    pub fn commit(&mut self) -> Result<()> {
        self.writer.commit().map(drop).map_err(|e| Error::index(&self.archive.dir, e))
    }

    /// Waits for merges to end and removes unreferenced files, for example those of a killed run.
    pub fn finish(self) -> Result<()> {
        let engine = |e| Error::index(&self.archive.dir, e);
        self.writer.garbage_collect_files().wait().map_err(engine)?;
        self.writer.wait_merging_threads().map_err(engine)
    }
}
