//! The union of many terms over one segment: what a wildcard or a name of many spellings stands
//! for.
//!
//! A cursor holds some kilobytes of decoded postings, and a pattern may stand for ten thousand
//! words. So the postings are read once, and of each article only the terms that stand in it are
//! kept, in four bytes each. Positions are read again, for the few articles that need them.

use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet as _, SegmentReader, TERMINATED};

use super::SegmentTerm;
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// The articles of many terms.
pub(crate) struct Buffered<'a> {
    reader: &'a Reader,
    terms: Vec<SegmentTerm<'a>>,
    /// For each document, where its entries begin; one more at the end.
    begins: Vec<u32>,
    entries: Vec<Occurrence>,
    doc: DocId,
}

/// Terms are numbered in two bytes.
const MOST_TERMS: usize = 1 << 16;

/// A term in a document. More than 65,535 mentions count as so many.
#[derive(Clone, Copy, Default)]
struct Occurrence {
    term: u16,
    frequency: u16,
}

impl<'a> Buffered<'a> {
    /// Reads the postings of the terms, which are fewer than 65,536.
    pub(super) fn open(
        reader: &'a Reader,
        segment: &SegmentReader,
        terms: Vec<SegmentTerm<'a>>,
    ) -> Result<Buffered<'a>> {
        let mut begins = vec![0u32; segment.max_doc() as usize + 2];
        let each = |see: &mut dyn FnMut(usize, DocId, u32)| -> Result<()> {
            for (number, term) in terms.iter().take(MOST_TERMS).enumerate() {
                let mut postings = term.postings(reader, IndexRecordOption::WithFreqs)?;
                while postings.doc() != TERMINATED {
                    if term.only.as_ref().is_none_or(|counts| counts(postings.doc())) {
                        see(number, postings.doc(), postings.term_freq());
                    }
                    postings.advance();
                }
            }
            Ok(())
        };
        // Counted two further on, so that filling moves each beginning to its place.
        each(&mut |_, doc, _| begins[doc as usize + 2] += 1)?;
        for doc in 2..begins.len() {
            begins[doc] += begins[doc - 1];
        }
        let mut entries = vec![Occurrence::default(); begins.last().map_or(0, |all| *all as usize)];
        each(&mut |term, doc, frequency| {
            let next = &mut begins[doc as usize + 1];
            entries[*next as usize] =
                Occurrence { term: term as u16, frequency: frequency.min(u16::MAX.into()) as u16 };
            *next += 1;
        })?;
        let mut buffered = Buffered { reader, terms, begins, entries, doc: 0 };
        buffered.advance_to(0);
        Ok(buffered)
    }

    pub(super) fn doc(&self) -> DocId {
        self.doc
    }

    pub(super) fn cost(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Goes to the first document from `target` on.
    pub(super) fn advance_to(&mut self, target: DocId) {
        let after = self.begins.get(target as usize..).unwrap_or_default();
        let next = after.windows(2).position(|pair| pair[0] < pair[1]);
        self.doc = next.map_or(TERMINATED, |next| target + next as DocId);
    }

    fn occurrences(&self) -> &[Occurrence] {
        let begin = |doc: DocId| self.begins.get(doc as usize).map_or(0, |begin| *begin as usize);
        self.entries.get(begin(self.doc)..begin(self.doc.saturating_add(1))).unwrap_or_default()
    }

    pub(super) fn frequencies(&self) -> Frequencies {
        let mut found = Frequencies::default();
        for entry in self.occurrences() {
            match self.terms[usize::from(entry.term)].text {
                Text::Title => found.title += u32::from(entry.frequency),
                _ => found.body += u32::from(entry.frequency),
            }
        }
        found
    }

    /// Where they stand in one text of the current document, in order. What cannot be read stands
    /// nowhere.
    pub(super) fn positions(&self, wanted: Text, out: &mut Vec<u32>) {
        out.clear();
        for entry in self.occurrences() {
            let term = &self.terms[usize::from(entry.term)];
            if term.text == wanted
                && let Ok(mut postings) = term.postings(self.reader, IndexRecordOption::WithFreqsAndPositions)
                && postings.seek(self.doc) == self.doc
            {
                postings.append_positions_with_offset(0, out);
            }
        }
        out.sort_unstable();
        out.dedup();
    }
}
