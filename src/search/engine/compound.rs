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
}

impl<'a> Compound<'a> {
    pub(crate) fn new(parts: Phrase<'a>, joined: Union<'a>) -> Compound<'a> {
        Compound { parts, joined }
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
        if self.joined.doc() == doc {
            let mut joined = Vec::new();
            self.joined.positions(text, &mut joined);
            let parts = out.len();
            let is_second_part =
                |at: &u32| at.checked_sub(1).is_some_and(|at| out[..parts].binary_search(&at).is_ok());
            joined.retain(|at| !is_second_part(at));
            out.extend(joined);
            out.sort_unstable();
        }
    }
}
