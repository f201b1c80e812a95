//! One operand of a query in one segment: a word, phrase or name, and where it stands.

use tantivy::DocId;

use super::compound::Compound;
use super::phrase::Phrase;
use super::union::Union;
use crate::search::rank::Frequencies;
use crate::search::spans::Text;

/// What an operand is made of.
pub(crate) enum Occurrences<'a> {
    /// Any of some terms.
    Union(Union<'a>),
    /// Words side by side.
    Phrase(Phrase<'a>),
    /// A hyphenated word.
    Compound(Compound<'a>),
}

/// A leaf that words or names are looked up by.
pub(crate) struct Operand<'a> {
    /// Number of the operand in the whole query, the same in every segment.
    pub(crate) number: usize,
    /// Whether it says what articles should be about; else it only narrows.
    pub(crate) scores: bool,
    pub(crate) occurrences: Occurrences<'a>,
}

impl Operand<'_> {
    pub(super) fn doc(&self) -> DocId {
        match &self.occurrences {
            Occurrences::Union(union) => union.doc(),
            Occurrences::Phrase(phrase) => phrase.doc(),
            Occurrences::Compound(compound) => compound.doc(),
        }
    }

    pub(super) fn seek(&mut self, target: DocId) {
        match &mut self.occurrences {
            Occurrences::Union(union) => union.seek(target),
            Occurrences::Phrase(phrase) => phrase.seek(target),
            Occurrences::Compound(compound) => {
                compound.seek(target);
                compound.doc()
            }
        };
    }

    /// An upper estimate of how many documents it stands in.
    pub(super) fn cost(&self) -> u64 {
        match &self.occurrences {
            Occurrences::Union(union) => union.cost(),
            Occurrences::Phrase(phrase) => phrase.cost(),
            Occurrences::Compound(compound) => compound.cost(),
        }
    }

    /// How often it stands in the current document.
    pub(crate) fn frequencies(&self) -> Frequencies {
        match &self.occurrences {
            Occurrences::Union(union) => union.frequencies(),
            Occurrences::Phrase(phrase) => phrase.frequencies(),
            Occurrences::Compound(compound) => compound.frequencies(),
        }
    }

    /// Where it begins in one text of the current document, in order.
    pub(crate) fn positions(&mut self, text: Text, out: &mut Vec<u32>) {
        match &mut self.occurrences {
            Occurrences::Union(union) => union.positions(text, out),
            Occurrences::Phrase(phrase) => phrase.positions(text, out),
            Occurrences::Compound(compound) => compound.positions(text, out),
        }
    }
}
