//! The ledger: what became of every file. Kept as documents of the same index, so that it is
//! committed with the articles, or not at all.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument, Term};

use super::reader::Reader;
use super::schema::Fields;
use crate::error::{Error, Result};

/// The outcome of reading a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileStatus {
    /// Its readable articles are in the archive.
    Indexed,
    /// It contains no article. Not an error.
    Skipped,
    /// It could not be read.
    Failed,
}

/// A row of the ledger: one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FileRow {
    /// Its path relative to the archive's root; bytes that are not UTF-8 are escaped.
    pub path: String,
    /// The file that contains it, for a member of an archive ("outer.zip!/inner/a.html").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_of: Option<String>,
    /// The outcome.
    pub status: FileStatus,
    /// Number of its articles.
    pub articles: u64,
    /// The format it was read as.
    pub format: Option<String>,
    /// Why it was skipped or failed; the first warning for an indexed file.
    pub reason: Option<String>,
    /// The file that this one is read with, which is read again when this one changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_with: Option<String>,
    /// The place in the file that the reason is about.
    pub at: Option<String>,
    /// Records that could not be read, and repairs, each with its place; at most
    /// `MAX_WARNINGS`, and a line that says how many more.
    #[serde(default)]
    pub warnings: Vec<String>,
    /// Records that could not be read.
    #[serde(default)]
    pub bad_records: u64,
    /// Records without an article.
    #[serde(default)]
    pub records_skipped: u64,
    /// A run ended in the middle of it; the next one reads it again.
    #[serde(default)]
    pub partial: bool,
    /// Size, time and digest when it was read.
    #[serde(skip)]
    pub stamp: Stamp,
}

/// Maximum number of warnings kept for a file.
pub const MAX_WARNINGS: usize = 20;

/// Size, time and digest, by which an unchanged file is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u64,
    /// Half of the digest of its bytes.
    pub digest: u64,
}

impl FileRow {
    /// The row of a file without articles so far.
    pub(crate) fn new(path: &str, status: FileStatus) -> FileRow {
        FileRow {
            path: path.to_owned(),
            member_of: None,
            status,
            articles: 0,
            format: None,
            reason: None,
            read_with: None,
            at: None,
            warnings: Vec::new(),
            bad_records: 0,
            records_skipped: 0,
            partial: false,
            stamp: Stamp::default(),
        }
    }

    pub(super) fn document(&self, fields: Fields) -> TantivyDocument {
        let mut doc = TantivyDocument::default();
        if let Some(file) = &self.member_of {
            // Gone with its file, which alone is known to be unchanged.
            doc.add_text(fields.kind, "m");
            doc.add_text(fields.file, file);
            // A column that every document fills is read twice as fast.
            doc.add_u64(fields.title_words, 0);
            doc.add_u64(fields.body_words, 0);
            doc.add_text(fields.record, serde_json::to_string(self).unwrap_or_default());
            return doc;
        }
        doc.add_text(fields.kind, "f");
        doc.add_text(fields.row, &self.path);
        // A partial row never looks unchanged.
        let stamp = if self.partial { Stamp { size: u64::MAX, ..Stamp::default() } } else { self.stamp };
        doc.add_u64(fields.size, stamp.size);
        doc.add_u64(fields.modified, stamp.modified);
        doc.add_u64(fields.digest, stamp.digest);
        doc.add_u64(fields.title_words, 0);
        doc.add_u64(fields.body_words, 0);
        doc.add_text(fields.record, serde_json::to_string(self).unwrap_or_default());
        doc
    }
}

impl Reader {
    /// The stamp of every file in the ledger.
    ///
    /// Read from columns: 100,000 rows take some 50 ms, where their documents take seconds.
    pub fn stamps(&self) -> Result<HashMap<String, Stamp>> {
        let mut out = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let columns = segment.fast_fields();
            let Some(rows) = self.engine(columns.str("row"))? else {
                continue;
            };
            let (size, modified) = (self.engine(columns.u64("size"))?, self.engine(columns.u64("modified"))?);
            let digest = self.engine(columns.u64("digest"))?;
            let mut doc_of_ord = vec![u32::MAX; rows.num_terms()];
            for doc in segment.doc_ids_alive() {
                if let Some(ord) = rows.term_ords(doc).next() {
                    doc_of_ord[ord as usize] = doc;
                }
            }
            let mut terms = self.io(rows.dictionary().stream())?;
            while terms.advance() {
                let doc = doc_of_ord[terms.term_ord() as usize];
                if doc == u32::MAX {
                    continue;
                }
                let first = |column: &tantivy::columnar::Column<u64>| column.first(doc).unwrap_or(0);
                let stamp = Stamp { size: first(&size), modified: first(&modified), digest: first(&digest) };
                out.insert(String::from_utf8_lossy(terms.key()).into_owned(), stamp);
            }
        }
        Ok(out)
    }

    /// All rows, those of members too, by path.
    pub fn files(&self) -> Result<Vec<FileRow>> {
        let mut rows = self.documents_with(&Term::from_field_text(self.fields.kind, "f"))?;
        rows.extend(self.documents_with(&Term::from_field_text(self.fields.kind, "m"))?);
        let rows: Result<Vec<FileRow>> = rows.into_iter().map(|address| self.row(address)).collect();
        let mut rows = rows?;
        rows.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(rows)
    }

    /// The row of one file.
    pub fn file(&self, path: &str) -> Result<Option<FileRow>> {
        let rows = self.documents_with(&Term::from_field_text(self.fields.row, path))?;
        rows.first().map(|address| self.row(*address)).transpose()
    }

    fn row(&self, address: DocAddress) -> Result<FileRow> {
        let doc: TantivyDocument = self.engine(self.searcher.doc(address))?;
        let record = doc.get_first(self.fields.record).and_then(|v| v.as_str());
        let row = serde_json::from_str(record.unwrap_or_default());
        row.map_err(|e| Error::damaged(&self.archive.dir, e.to_string()))
    }
}
