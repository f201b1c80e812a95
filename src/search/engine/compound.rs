//! A hyphenated word in one segment: its parts side by side, or both written as one word.

use tantivy::DocId;

use super::phrase::Phrase;
use super::union::Union;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// *cease-fire*: the phrase of its parts, and *ceasefire*.
///
/// The index holds *ceasefire* at the second part of *cease-fire* as well, where it counts for
/// nothing beside the phrase.
pub(crate) struct Compound<'a> {
    parts: Phrase<'a>,
    joined: Union<'a>,
    /// Of the places looked up last, those where it is one word.
    as_one: Vec<u32>,
}

impl<'a> Compound<'a> {
    pub(crate) fn new(parts: Phrase<'a>, joined: Union<'a>) -> Compound<'a> {
        Compound { parts, joined, as_one: Vec::new() }
    }

    pub(crate) fn doc(&self) -> DocId {
        self.parts.doc().min(self.joined.doc())
    }

    pub(crate) fn seek(&mut self, target: DocId) {
        self.parts.seek(target);
        self.joined.seek(target);
    }

    pub(crate) fn cost(&self) -> u64 {
        self.parts.cost() + self.joined.cost()
    }

    /// At least as often as it stands there: without positions, nobody knows how often both are the
    /// same place.
    pub(crate) fn frequencies(&self) -> Frequencies {
        let doc = self.doc();
        let here = |at: DocId, frequencies: Frequencies| {
            if at == doc { frequencies } else { Frequencies::default() }
        };
        let parts = here(self.parts.doc(), self.parts.frequencies());
        let joined = here(self.joined.doc(), self.joined.frequencies());
        Frequencies { title: parts.title + joined.title, body: parts.body + joined.body }
    }

    pub(crate) fn positions(&mut self, text: Text, out: &mut Vec<u32>) {
        let doc = self.doc();
        out.clear();
        if self.parts.doc() == doc {
            self.parts.positions(text, out);
        }
        self.as_one.clear();
        if self.joined.doc() == doc {
            self.joined.positions(text, &mut self.as_one);
            let is_second_part =
                |at: &u32| at.checked_sub(1).is_some_and(|at| out.binary_search(&at).is_ok());
            self.as_one.retain(|at| !is_second_part(at));
            out.extend(&self.as_one);
            out.sort_unstable();
        }
    }

    /// Whether it is one word at one of the places looked up last.
    pub(crate) fn is_one_at(&self, place: u32) -> bool {
        self.as_one.binary_search(&place).is_ok()
    }
}
