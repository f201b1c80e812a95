//! Reading an archive: a view of the last commit, which later commits do not change.

use std::path::PathBuf;
use std::sync::OnceLock;

use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, DocSet, IndexReader, ReloadPolicy, Searcher, TERMINATED, TantivyDocument, Term};

use super::archive::Archive;
use super::fast_fields::FastFields;
use super::layout::unpacked;
use super::linked_registry::LinkedRegistry;
use super::open::open_index;
use super::schema::Fields;
use super::stored_article::{StoredArticle, unpacked_mentions};
use crate::article::{ArticleId, Layout};
use crate::error::{Error, Result};

/// An archive opened for reading.
pub struct Reader {
    /// The archive.
    pub archive: Archive,
    pub(crate) searcher: Searcher,
    pub(crate) fields: Fields,
    pub(super) names: OnceLock<LinkedRegistry>,
    /// The absolute path of the root.
    pub(super) root: OnceLock<PathBuf>,
    totals: OnceLock<Totals>,
    languages: OnceLock<Vec<String>>,
    /// Those of each segment.
    columns: OnceLock<Vec<FastFields>>,
}

/// Counts over all articles, for the ranking. Exact: deleted articles are not counted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Words of their headlines and standfirsts.
    pub title_words: u64,
    /// Words of their bodies.
    pub body_words: u64,
    /// Passages of their bodies.
    pub passages: u64,
}

impl Reader {
    /// Opens the last commit of an archive, which may be read-only.
    pub fn open(archive: &Archive) -> Result<Reader> {
        let (index, fields) = open_index(archive)?;
        let reader: std::result::Result<IndexReader, _> =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader = reader.map_err(|e| Error::index(&archive.dir, e))?;
        Ok(Reader {
            archive: archive.clone(),
            searcher: reader.searcher(),
            fields,
            names: OnceLock::new(),
            root: OnceLock::new(),
            totals: OnceLock::new(),
            languages: OnceLock::new(),
            columns: OnceLock::new(),
        })
    }

    /// The languages that occur: ISO 639-1 codes, sorted.
    pub(crate) fn languages(&self) -> Result<&[String]> {
        if let Some(languages) = self.languages.get() {
            return Ok(languages);
        }
        let mut out = Vec::new();
        for segment in self.searcher.segment_readers() {
            let inverted = self.engine(segment.inverted_index(self.fields.language))?;
            let mut terms = self.io(inverted.terms().stream())?;
            while terms.advance() {
                out.push(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        out.sort_unstable();
        out.dedup();
        Ok(self.languages.get_or_init(|| out))
    }

    /// The columns of a segment. Opening them costs as much as answering a small query, so they are
    /// kept.
    pub(crate) fn fast_fields(&self, segment: usize) -> Result<&FastFields> {
        let columns = match self.columns.get() {
            Some(columns) => columns,
            None => {
                let segments = self.searcher.segment_readers().iter();
                let columns = self.engine(segments.map(FastFields::open).collect())?;
                self.columns.get_or_init(|| columns)
            }
        };
        Ok(&columns[segment])
    }

    /// The counts over all articles.
    pub fn totals(&self) -> Result<Totals> {
        if let Some(totals) = self.totals.get() {
            return Ok(*totals);
        }
        let mut totals = Totals::default();
        for segment in self.searcher.segment_readers() {
            let columns = segment.fast_fields();
            let title = self.engine(columns.u64("title_words"))?;
            let body = self.engine(columns.u64("body_words"))?;
            let passages = self.engine(columns.u64("passage_word"))?;
            let id = self.engine(columns.u64("id"))?;
            for doc in segment.doc_ids_alive() {
                // Rows of the ledger have no id.
                if id.first(doc).is_none() {
                    continue;
                }
                totals.articles += 1;
                totals.body_words += body.first(doc).unwrap_or(0);
                totals.title_words += title.first(doc).unwrap_or(0);
                totals.passages += passages.index.value_row_ids(doc).len().saturating_sub(1) as u64;
            }
        }
        Ok(*self.totals.get_or_init(|| totals))
    }

    /// The ids of the articles of a file.
    pub(crate) fn ids_of_file(&self, file: &str) -> Result<Vec<ArticleId>> {
        let term = Term::from_field_text(self.fields.file, file);
        let mut out = Vec::new();
        for address in self.documents_with(&term)? {
            let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
            out.extend(self.engine(columns.u64("id"))?.first(address.doc_id).map(ArticleId));
        }
        Ok(out)
    }

    /// The article with an id or path, with its body.
    ///
    /// # Errors
    /// [`Error::NoArticle`] if there is no such article.
    pub fn article(&self, wanted: &str) -> Result<(ArticleId, StoredArticle, String)> {
        let ids = wanted.parse().into_iter().chain(ArticleId::of_path(wanted));
        for id in ids {
            let term = Term::from_field_u64(self.fields.id, id.0);
            if let Some(&address) = self.documents_with(&term)?.first() {
                let (stored, body) = self.stored(address)?;
                return Ok((id, stored, body));
            }
        }
        Err(Error::NoArticle { wanted: wanted.to_owned() })
    }

    /// The positions of the words of a digitised article on its page images; `None` for any other.
    pub fn layout(&self, id: ArticleId) -> Result<Option<Layout>> {
        let addresses = self.documents_with(&Term::from_field_u64(self.fields.id, id.0))?;
        let Some(&address) = addresses.first() else { return Ok(None) };
        let doc: TantivyDocument = self.engine(self.searcher.doc(address))?;
        let packed = doc.get_first(self.fields.layout).and_then(|v| v.as_str());
        let damaged = || Error::damaged(&self.archive.dir, "the positions of words are cut short");
        packed.map(|packed| unpacked(packed).ok_or_else(damaged)).transpose()
    }

    /// The stored article and its body.
    pub(crate) fn stored(&self, address: DocAddress) -> Result<(StoredArticle, String)> {
        let doc: TantivyDocument = self.engine(self.searcher.doc(address))?;
        let text = |field| doc.get_first(field).and_then(|v| v.as_str()).unwrap_or_default();
        let damaged = |reason: String| Error::damaged(&self.archive.dir, reason);
        let stored = serde_json::from_str(text(self.fields.record));
        let mut stored: StoredArticle = stored.map_err(|e| damaged(e.to_string()))?;
        let mentions = doc.get_first(self.fields.mentions).and_then(|v| v.as_bytes()).unwrap_or_default();
        let mentions = unpacked_mentions(mentions);
        stored.mentions = mentions.ok_or_else(|| damaged("the mentions are cut short".to_owned()))?;
        Ok((stored, text(self.fields.text).to_owned()))
    }

    /// The living articles that hold each of some terms in a field, summed over the terms. No
    /// postings are read where nothing was deleted.
    pub(crate) fn articles_with_any(&self, field: Field, terms: &[String]) -> Result<u64> {
        let mut articles = 0;
        for segment in self.searcher.segment_readers() {
            let inverted = self.engine(segment.inverted_index(field))?;
            for term in terms {
                let term = Term::from_field_text(field, term);
                articles += match segment.alive_bitset() {
                    None => u64::from(self.io(inverted.doc_freq(&term))?),
                    Some(alive) => {
                        let option = tantivy::schema::IndexRecordOption::Basic;
                        let postings = self.io(inverted.read_postings(&term, option))?;
                        postings.map_or(0, |p| u64::from(p.doc_freq_given_deletes(alive)))
                    }
                };
            }
        }
        Ok(articles)
    }

    /// The living documents that hold a term.
    pub(super) fn documents_with(&self, term: &Term) -> Result<Vec<DocAddress>> {
        let mut out = Vec::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let inverted = self.engine(segment.inverted_index(term.field()))?;
            let option = tantivy::schema::IndexRecordOption::Basic;
            let Some(mut postings) = self.io(inverted.read_postings(term, option))? else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !segment.is_deleted(postings.doc()) {
                    out.push(DocAddress::new(ord as u32, postings.doc()));
                }
                postings.advance();
            }
        }
        Ok(out)
    }

    /// Bytes of all bodies.
    pub(crate) fn bytes_of_text(&self) -> Result<u64> {
        let mut bytes = 0;
        for segment in self.searcher.segment_readers() {
            let bodies = self.engine(segment.fast_fields().u64("body_bytes"))?;
            bytes += segment.doc_ids_alive().filter_map(|doc| bodies.first(doc)).sum::<u64>();
        }
        Ok(bytes)
    }

    /// Bytes of the index on disk.
    pub(crate) fn index_bytes(&self) -> Result<u64> {
        let space = self.io(self.searcher.space_usage())?;
        Ok(space.total().get_bytes())
    }

    /// Adds the archive's path to an error of the engine.
    pub(crate) fn engine<T>(&self, result: tantivy::Result<T>) -> Result<T> {
        result.map_err(|e| Error::index(&self.archive.dir, e))
    }

    /// Adds the archive's path to an error while reading its files.
    pub(crate) fn io<T>(&self, result: std::io::Result<T>) -> Result<T> {
        result.map_err(|e| Error::io(&self.archive.dir, e))
    }
}
