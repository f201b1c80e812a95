//! One operand of a query in one segment: the places where any of its terms stands.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED, Term};

use super::union::{Found, Many};
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// The union of some terms in some fields, document after document.
///
/// The terms are such that no two stand at one position of one field for the same reason
/// (see [`crate::index::terms`]), so frequencies add up.
pub(crate) enum Union<'a> {
    Few(Few<'a>),
    Many(Many<'a>),
}

/// A cursor for each term.
pub(crate) struct Few<'a> {
    cursors: Vec<Cursor<'a>>,
    doc: DocId,
}

/// Of more terms, going through all cursors is dearer than reading them at once.
const MOST_CURSORS: usize = 32;

/// The articles in which one term of a union counts.
pub(crate) type Only<'a> = Box<dyn Fn(DocId) -> bool + 'a>;

/// The postings of one term, at an article in which it counts.
struct Cursor<'a> {
    text: Text,
    postings: SegmentPostings,
    only: Option<Only<'a>>,
}

impl<'a> Cursor<'a> {
    fn new(text: Text, postings: SegmentPostings, only: Option<Only<'a>>) -> Cursor<'a> {
        let mut cursor = Cursor { text, postings, only };
        cursor.settle();
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
        self.settle();
    }

    fn settle(&mut self) {
        if let Some(only) = &self.only {
            while self.postings.doc() != TERMINATED && !only(self.postings.doc()) {
                self.postings.advance();
            }
        }
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
                    found.push(Found { text, inverted: inverted.clone(), info, only: only(number) });
                }
            }
        }
        if found.len() > MOST_CURSORS {
            return Ok(Union::Many(Many::open(reader, segment, found)?));
        }
        let mut cursors = Vec::new();
        for term in found {
            let postings = term.postings(reader, IndexRecordOption::WithFreqsAndPositions)?;
            cursors.push(Cursor::new(term.text, postings, term.only));
        }
        let doc = first(&cursors);
        Ok(Union::Few(Few { cursors, doc }))
    }

    pub(crate) fn doc(&self) -> DocId {
        match self {
            Union::Few(few) => few.doc,
            Union::Many(many) => many.doc(),
        }
    }

    /// About how many documents it holds.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Union::Few(few) => few.cursors.iter().map(|c| u64::from(c.postings.doc_freq())).sum(),
            Union::Many(many) => many.cost(),
        }
    }

    /// The first document from `target` on; does not go back.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            match self {
                Union::Few(few) => {
                    few.cursors.iter_mut().for_each(|cursor| cursor.seek(target));
                    few.doc = first(&few.cursors);
                }
                Union::Many(many) => many.settle(target),
            }
        }
        self.doc()
    }

    /// How often it stands in the current document.
    pub(crate) fn frequencies(&self) -> Frequencies {
        let few = match self {
            Union::Few(few) => few,
            Union::Many(many) => return many.frequencies(),
        };
        let mut found = Frequencies::default();
        for cursor in few.cursors.iter().filter(|cursor| cursor.doc() == few.doc) {
            match cursor.text {
                Text::Title => found.title += cursor.postings.term_freq(),
                _ => found.body += cursor.postings.term_freq(),
            }
        }
        found
    }

    /// Where it stands in one text of the current document, in order.
    pub(crate) fn positions(&mut self, wanted: Text, out: &mut Vec<u32>) {
        let few = match self {
            Union::Few(few) => few,
            Union::Many(many) => return many.positions(wanted, out),
        };
        out.clear();
        let mut used = 0;
        for cursor in &mut few.cursors {
            if cursor.text == wanted && cursor.doc() == few.doc {
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

/// Words side by side, in order, within one text.
pub(crate) struct Phrase<'a> {
    /// Each with its distance from the first; between them may stand any words.
    words: Vec<(u32, Union<'a>)>,
    texts: Vec<Text>,
    doc: DocId,
    /// Where it begins in the current document, text by text.
    found: Vec<(Text, u32)>,
    next: Vec<u32>,
}

impl<'a> Phrase<'a> {
    /// `words` are in order.
    pub(crate) fn new(words: Vec<(u32, Union<'a>)>, texts: Vec<Text>) -> Phrase<'a> {
        let mut phrase = Phrase { words, texts, doc: 0, found: Vec::new(), next: Vec::new() };
        phrase.settle(0);
        phrase
    }

    pub(crate) fn doc(&self) -> DocId {
        self.doc
    }

    pub(crate) fn cost(&self) -> u64 {
        self.words.iter().map(|(_, word)| word.cost()).min().unwrap_or(0)
    }

    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.settle(target);
        }
        self.doc
    }

    /// Goes to the first document from `target` on in which the words stand side by side.
    fn settle(&mut self, mut target: DocId) {
        loop {
            let mut candidate = target;
            for (_, word) in &mut self.words {
                candidate = candidate.max(word.seek(candidate));
            }
            if candidate == TERMINATED || self.words.is_empty() {
                self.doc = TERMINATED;
                self.found.clear();
                return;
            }
            if self.words.iter_mut().all(|(_, word)| word.seek(candidate) == candidate) {
                self.match_positions();
                if !self.found.is_empty() {
                    self.doc = candidate;
                    return;
                }
                target = candidate + 1;
            } else {
                target = candidate;
            }
        }
    }

    fn match_positions(&mut self) {
        self.found.clear();
        let mut starts = Vec::new();
        for &text in &self.texts {
            let Some(((_, first), others)) = self.words.split_first_mut() else { return };
            first.positions(text, &mut starts);
            for (distance, word) in others {
                if starts.is_empty() {
                    break;
                }
                word.positions(text, &mut self.next);
                let mut next = self.next.iter().copied().peekable();
                starts.retain(|start| {
                    while next.next_if(|p| *p < start + *distance).is_some() {}
                    next.peek() == Some(&(start + *distance))
                });
            }
            self.found.extend(starts.iter().map(|&start| (text, start)));
        }
    }

    pub(crate) fn frequencies(&self) -> Frequencies {
        let title = self.found.iter().filter(|(text, _)| *text == Text::Title).count();
        Frequencies { title: title as u32, body: (self.found.len() - title) as u32 }
    }

    pub(crate) fn positions(&self, wanted: Text, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.found.iter().filter(|(text, _)| *text == wanted).map(|(_, start)| *start));
    }
}
