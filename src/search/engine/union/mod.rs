//! Any of some terms in one segment: what a word, a wildcard or a name of several spellings stands
//! for.

mod buffered;
mod cursors;

use std::sync::Arc;

use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, InvertedIndexReader, SegmentReader, Term};

use self::buffered::Buffered;
use self::cursors::Cursors;
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// The union of some terms in some fields, document after document.
///
/// The terms are such that no two stand at one position of one field for the same reason
/// (see [`crate::index::terms`]), so frequencies add up.
pub(crate) enum Union<'a> {
    Cursors(Cursors<'a>),
    Buffered(Buffered<'a>),
}

/// Of more terms, going through all cursors is dearer than reading them at once.
const MOST_CURSORS: usize = 32;

/// The articles in which one term of a union counts.
pub(crate) type Only<'a> = Box<dyn Fn(DocId) -> bool + 'a>;

/// A term that stands in the segment.
pub(super) struct SegmentTerm<'a> {
    pub(super) text: Text,
    pub(super) inverted: Arc<InvertedIndexReader>,
    pub(super) info: TermInfo,
    /// The articles in which it counts.
    pub(super) only: Option<Only<'a>>,
}

impl SegmentTerm<'_> {
    /// Its postings from the start.
    pub(super) fn postings(&self, reader: &Reader, option: IndexRecordOption) -> Result<SegmentPostings> {
        reader.io(self.inverted.read_postings_from_terminfo(&self.info, option))
    }
}

impl<'a> Union<'a> {
    pub(crate) fn open(
        reader: &'a Reader,
        segment: &SegmentReader,
        fields: &[(Text, Field)],
        terms: &[String],
        only: impl Fn(usize) -> Option<Only<'a>>,
    ) -> Result<Union<'a>> {
        let mut found = Vec::new();
        for &(text, field) in fields {
            let inverted = reader.engine(segment.inverted_index(field))?;
            for (number, term) in terms.iter().enumerate() {
                let info = reader.io(inverted.get_term_info(&Term::from_field_text(field, term)))?;
                if let Some(info) = info {
                    found.push(SegmentTerm { text, inverted: inverted.clone(), info, only: only(number) });
                }
            }
        }
        Ok(if found.len() > MOST_CURSORS {
            Union::Buffered(Buffered::open(reader, segment, found)?)
        } else {
            Union::Cursors(Cursors::open(reader, found)?)
        })
    }

    pub(crate) fn doc(&self) -> DocId {
        match self {
            Union::Cursors(cursors) => cursors.doc(),
            Union::Buffered(buffered) => buffered.doc(),
        }
    }

    /// About how many documents it holds.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Union::Cursors(cursors) => cursors.cost(),
            Union::Buffered(buffered) => buffered.cost(),
        }
    }

    /// The first document from `target` on; does not go back.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            match self {
                Union::Cursors(cursors) => cursors.advance_to(target),
                Union::Buffered(buffered) => buffered.advance_to(target),
            }
        }
        self.doc()
    }

    /// How often it stands in the current document.
    pub(crate) fn frequencies(&self) -> Frequencies {
        match self {
            Union::Cursors(cursors) => cursors.frequencies(),
            Union::Buffered(buffered) => buffered.frequencies(),
        }
    }

    /// Where it stands in one text of the current document, in order.
    pub(crate) fn positions(&mut self, wanted: Text, out: &mut Vec<u32>) {
        match self {
            Union::Cursors(cursors) => cursors.positions(wanted, out),
            Union::Buffered(buffered) => buffered.positions(wanted, out),
        }
    }
}
