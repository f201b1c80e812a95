//! The union of few terms over one segment: a cursor for each.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, TERMINATED};

use super::{Only, SegmentTerm};
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// A cursor for each term.
pub(crate) struct Cursors<'a> {
    cursors: Vec<Cursor<'a>>,
    doc: DocId,
}

/// The postings of one term, at an article in which it counts.
struct Cursor<'a> {
    text: Text,
    postings: SegmentPostings,
    only: Option<Only<'a>>,
}

impl<'a> Cursor<'a> {
    fn new(text: Text, postings: SegmentPostings, only: Option<Only<'a>>) -> Cursor<'a> {
        let mut cursor = Cursor { text, postings, only };
        cursor.skip_excluded();
        cursor
    }

    fn doc(&self) -> DocId {
        self.postings.doc()
    }

    fn seek(&mut self, target: DocId) {
        // Postings may not be sought backwards, and stepping is cheaper than seeking.
        if self.doc() + 1 == target {
            self.postings.advance();
        } else if self.doc() < target {
            self.postings.seek(target);
        }
        self.skip_excluded();
    }

    fn skip_excluded(&mut self) {
        if let Some(only) = &self.only {
            while self.postings.doc() != TERMINATED && !only(self.postings.doc()) {
                self.postings.advance();
            }
        }
    }
}

impl<'a> Cursors<'a> {
    pub(super) fn open(reader: &Reader, terms: Vec<SegmentTerm<'a>>) -> Result<Cursors<'a>> {
        let mut cursors = Vec::new();
        for term in terms {
            let postings = term.postings(reader, IndexRecordOption::WithFreqsAndPositions)?;
            cursors.push(Cursor::new(term.text, postings, term.only));
        }
        let doc = first(&cursors);
        Ok(Cursors { cursors, doc })
    }

    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    pub(super) fn cost(&self) -> u64 {
        self.cursors.iter().map(|cursor| u64::from(cursor.postings.doc_freq())).sum()
    }

    /// Goes to the first document from `target` on.
    pub(super) fn advance_to(&mut self, target: DocId) {
        self.cursors.iter_mut().for_each(|cursor| cursor.seek(target));
        self.doc = first(&self.cursors);
    }

    pub(super) fn frequencies(&self) -> Frequencies {
        let mut found = Frequencies::default();
        for cursor in self.cursors.iter().filter(|cursor| cursor.doc() == self.doc) {
            match cursor.text {
                Text::Title => found.title += cursor.postings.term_freq(),
                _ => found.body += cursor.postings.term_freq(),
            }
        }
        found
    }

    pub(super) fn positions(&mut self, wanted: Text, out: &mut Vec<u32>) {
        out.clear();
        let mut used = 0;
        for cursor in &mut self.cursors {
            if cursor.text == wanted && cursor.doc() == self.doc {
                cursor.postings.append_positions_with_offset(0, out);
                used += 1;
            }
        }
        if used > 1 {
            out.sort_unstable();
            out.dedup();
        }
    }
}

fn first(cursors: &[Cursor]) -> DocId {
    cursors.iter().map(Cursor::doc).min().unwrap_or(TERMINATED)
}
