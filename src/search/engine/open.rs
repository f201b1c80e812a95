//! A plan opened over one segment: its tree becomes a set of documents.

use tantivy::{DocId, SegmentReader};

use super::compound::Compound;
use super::docset::DocSet;
use super::docset::proximity_filter::ProximityFilter;
use super::operand::{Occurrences, Operand};
use super::phrase::Phrase;
use super::plan::{FirstTier, Plan, Slot, Tree};
use super::positions::HitPositions;
use super::union::{Only, Union};
use crate::entities::registry::Holds;
use crate::error::Result;
use crate::index::Reader;
use crate::index::fast_fields::FastFields;
use crate::search::spans::Text;

impl Plan {
    /// Whether a match is what was asked for.
    pub(super) fn is_first(&self, set: &mut DocSet, doc: DocId) -> bool {
        let FirstTier::Leaf(leaf) = self.first_tier else { return self.first_tier == FirstTier::All };
        let mut found = false;
        set.visit(doc, &mut |seen| found |= seen.number() == leaf);
        found
    }

    /// Leaves, of an article that mentions the one who was asked for, the mentions alone: what
    /// its words mean elsewhere in it is another thing.
    pub(super) fn leave_mentions(&self, positions: &mut HitPositions) {
        if let FirstTier::Leaf(leaf) = self.first_tier
            && positions.operands.iter().any(|operand| operand.number == leaf)
        {
            positions.operands.retain(|operand| operand.is_name);
        }
    }

    /// The tree over one segment, at its first match.
    pub(crate) fn open<'a>(
        &'a self,
        reader: &'a Reader,
        ord: u32,
        segment: &SegmentReader,
        columns: &'a FastFields,
    ) -> Result<DocSet<'a>> {
        Opening { plan: self, reader, ord, segment, columns }.doc_set(&self.tree)
    }
}

/// A segment while a plan is opened over it.
struct Opening<'a, 's> {
    plan: &'a Plan,
    reader: &'a Reader,
    ord: u32,
    segment: &'s SegmentReader,
    columns: &'a FastFields,
}

impl<'a> Opening<'a, '_> {
    fn doc_set(&self, tree: &'a Tree) -> Result<DocSet<'a>> {
        Ok(match tree {
            Tree::None => DocSet::None,
            Tree::All => DocSet::All(self.every_article()?),
            Tree::Leaf(number) => DocSet::Operand(self.operand(*number)?),
            Tree::Column(filter) => DocSet::column(self.every_article()?, filter, self.columns),
            Tree::Some { least, clauses } => DocSet::some(*least, self.doc_sets(clauses.iter())?),
            Tree::Not(clause) => DocSet::without(DocSet::All(self.every_article()?), self.doc_set(clause)?),
            Tree::And(clauses) => {
                let is_not = |clause: &&Tree| matches!(clause, Tree::Not(_));
                let wanted = self.doc_sets(clauses.iter().filter(|clause| !is_not(clause)))?;
                let mut set =
                    if wanted.is_empty() { DocSet::All(self.every_article()?) } else { DocSet::and(wanted) };
                for clause in clauses {
                    if let Tree::Not(clause) = clause {
                        set = DocSet::without(set, self.doc_set(clause)?);
                    }
                }
                set
            }
            Tree::Proximity(proximity) => {
                let others: Result<Vec<_>> = proximity.others.iter().map(|n| self.operand(*n)).collect();
                let driver = self.doc_set(&proximity.driver)?;
                let at = (self.reader, self.ord, self.columns);
                DocSet::Proximity(Box::new(ProximityFilter::new(
                    proximity,
                    &self.plan.leaves,
                    driver,
                    others?,
                    at,
                )))
            }
        })
    }

    fn doc_sets(&self, trees: impl Iterator<Item = &'a Tree>) -> Result<Vec<DocSet<'a>>> {
        trees.map(|tree| self.doc_set(tree)).collect()
    }

    fn every_article(&self) -> Result<Union<'a>> {
        let field = (Text::Language, self.reader.fields.kind);
        Union::open(self.reader, self.segment, &[field], &["a".to_owned()], |_| None)
    }

    fn operand(&self, number: usize) -> Result<Operand<'a>> {
        let leaf = &self.plan.leaves[number];
        let union = |slot: &Slot| {
            let only = |term: usize| only(leaf.holds.get(term)?, self.reader, self.columns);
            Union::open(self.reader, self.segment, &leaf.fields, &slot.terms, only)
        };
        let occurrences = match &leaf.slots[..] {
            [slot] => Occurrences::Union(union(slot)?),
            slots => {
                let words: Result<Vec<_>> = slots.iter().map(|s| Ok((s.at, union(s)?))).collect();
                let texts = leaf.fields.iter().map(|(text, _)| *text).collect();
                let phrase = Phrase::new(words?, texts);
                if leaf.joined.is_empty() {
                    Occurrences::Phrase(phrase)
                } else {
                    let joined =
                        Union::open(self.reader, self.segment, &leaf.fields, &leaf.joined, |_| None)?;
                    Occurrences::Compound(Compound::new(phrase, joined))
                }
            }
        };
        Ok(Operand { number, scores: leaf.scores, occurrences })
    }
}

/// The articles of a segment in which a name means one of those who were asked for.
fn only<'a>(holds: &'a Holds, reader: &'a Reader, columns: &'a FastFields) -> Option<Only<'a>> {
    let Holds::Where(key, entities) = holds else { return None };
    let registry = &reader.names().ok()?.registry;
    Some(Box::new(move |doc| {
        let meant = registry.meaning(*key, columns.day(doc), columns.id(doc));
        meant.is_some_and(|meant| entities.binary_search(&meant).is_ok())
    }))
}
