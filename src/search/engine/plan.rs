//! A query made ready, the same for every segment; and opened over one.

use std::ops::RangeInclusive;

use tantivy::schema::Field as IndexField;
use tantivy::{DocId, SegmentReader};

use super::Places as HitPlaces;
use super::docset::{Node, Operand, Places};
use super::name_term::NameTerm;
use super::operand::{Only, Phrase, Union};
use super::planner::Planner;
use super::proximity_filter::ProximityFilter;
use crate::entities::registry::Holds;
use crate::error::Result;
use crate::index::Reader;
use crate::index::fast_fields::Columns;
use crate::search::name_query::Named;
use crate::search::query::Query;
use crate::search::spans::{SpanQuery, Text};
use crate::search::{Bounded, NameMeant};

/// A query made ready: its leaves with their terms and weights, and the tree over them.
pub(crate) struct Plan {
    pub(crate) leaves: Vec<Leaf>,
    pub(super) tree: Tree,
    /// Whom the names in the query were taken to mean.
    pub(crate) names: Vec<NameMeant>,
    /// The patterns that stand for more words than are looked up.
    pub(crate) bounded: Vec<Bounded>,
    /// The forms of a name that count for the score as well.
    pub(super) name_term: Option<NameTerm>,
    /// Which of the matches were asked for; the others are a second tier.
    pub(crate) first_tier: FirstTier,
}

/// Which matches of a plan are what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstTier {
    /// All of them.
    All,
    /// Those that hold this leaf.
    Leaf(usize),
    /// None.
    None,
}

/// A word, phrase or name.
pub(crate) struct Leaf {
    /// The words of a phrase, in order (one for a word or name).
    pub(super) slots: Vec<Slot>,
    /// Words that a place covers, unless it is a name.
    pub(crate) width: u32,
    /// For a name: in which articles each of its terms counts.
    pub(super) holds: Vec<Holds>,
    pub(super) fields: Vec<(Text, IndexField)>,
    /// Whether it counts for the score.
    pub(crate) scores: bool,
    /// What a place of it is worth.
    pub(crate) weight: f64,
    /// The operands before it in the same group of the query, where both are words or names: a
    /// word that is asked for twice may follow on two others.
    pub(crate) follows: Vec<usize>,
    /// How often it is asked for.
    pub(crate) times: u32,
    /// A name, whose places are as wide as the mention that stands there.
    pub(crate) is_name: bool,
    /// The words that must stand there to the letter: distance from the first, and the word.
    pub(super) letters: Vec<(u32, String)>,
}

impl Leaf {
    /// Whether both look for the same words.
    pub(crate) fn same_terms(&self, other: &Leaf) -> bool {
        self.slots == other.slots
    }
}

/// One word of a phrase.
#[derive(PartialEq)]
pub(super) struct Slot {
    /// Its distance from the first word.
    pub(super) at: u32,
    /// The terms that may stand there.
    pub(super) terms: Vec<String>,
}

pub(super) enum Tree {
    None,
    All,
    Leaf(usize),
    Dated(Option<RangeInclusive<i32>>),
    And(Vec<Tree>),
    Some {
        least: usize,
        clauses: Vec<Tree>,
    },
    Not(Box<Tree>),
    /// Articles of `driver` in which some leaves stand as a query says.
    Proximity(Box<Proximity>),
}

/// A query about positions.
pub(super) struct Proximity {
    pub(super) query: SpanQuery,
    /// The leaves that are the operands of the query, in the order of its numbers.
    pub(super) operands: Vec<usize>,
    /// Articles without which the query cannot hold.
    pub(super) driver: Tree,
    /// Those of the operands that do not stand in the driver.
    pub(super) others: Vec<usize>,
}

impl Plan {
    /// Looks up what the query's words and names mean in this archive.
    pub(crate) fn new(reader: &Reader, query: &Query) -> Result<Plan> {
        Planner::new(reader)?.plan(query)
    }

    /// The same, but a name that means nobody finds nothing.
    pub(crate) fn strict(reader: &Reader, query: &Query) -> Result<Plan> {
        Planner::new(reader)?.strictly().plan(query)
    }

    /// A name with all that may stand for it: the person, the forms of the name, its words.
    pub(crate) fn named(reader: &Reader, named: &Named) -> Result<Plan> {
        Planner::new(reader)?.named(named)
    }

    /// Articles with at least `least` of the clauses, and all of the filters; no two of them
    /// are the same.
    pub(crate) fn at_least(
        reader: &Reader,
        least: usize,
        clauses: &[Query],
        filters: &[Query],
    ) -> Result<Plan> {
        let mut plan = Plan::new(reader, &Query::And([clauses, filters].concat()))?;
        if let Tree::And(parts) = &mut plan.tree {
            let mut filters = parts.split_off(clauses.len());
            filters.push(Tree::Some { least, clauses: std::mem::take(parts) });
            *parts = filters;
        }
        Ok(plan)
    }

    /// Whether a match is what was asked for.
    pub(super) fn is_first(&self, node: &mut Node, doc: DocId) -> bool {
        let FirstTier::Leaf(leaf) = self.first_tier else { return self.first_tier == FirstTier::All };
        let mut found = false;
        node.visit(doc, &mut |seen| found |= seen.number() == leaf);
        found
    }

    /// Leaves, of an article that mentions the one who was asked for, the mentions alone: what
    /// its words mean elsewhere in it is another thing.
    pub(super) fn leave_mentions(&self, places: &mut HitPlaces) {
        if let FirstTier::Leaf(leaf) = self.first_tier
            && places.operands.iter().any(|operand| operand.number == leaf)
        {
            places.operands.retain(|operand| operand.is_name);
        }
    }

    /// The tree over one segment, at its first match.
    pub(crate) fn open<'a>(
        &'a self,
        reader: &'a Reader,
        ord: u32,
        segment: &SegmentReader,
        columns: &'a Columns,
    ) -> Result<Node<'a>> {
        Opening { plan: self, reader, ord, segment, columns }.node(&self.tree)
    }
}

/// A segment while a plan is opened over it.
struct Opening<'a, 's> {
    plan: &'a Plan,
    reader: &'a Reader,
    ord: u32,
    segment: &'s SegmentReader,
    columns: &'a Columns,
}

impl<'a> Opening<'a, '_> {
    fn node(&self, tree: &'a Tree) -> Result<Node<'a>> {
        Ok(match tree {
            Tree::None => Node::None,
            Tree::All => Node::All(self.all()?),
            Tree::Leaf(number) => Node::Operand(self.operand(*number)?),
            Tree::Dated(days) => Node::dated(self.all()?, days.clone(), self.columns),
            Tree::Some { least, clauses } => Node::some(*least, self.nodes(clauses.iter())?),
            Tree::Not(clause) => Node::without(Node::All(self.all()?), self.node(clause)?),
            Tree::And(clauses) => {
                let is_not = |clause: &&Tree| matches!(clause, Tree::Not(_));
                let wanted = self.nodes(clauses.iter().filter(|clause| !is_not(clause)))?;
                let mut node = if wanted.is_empty() { Node::All(self.all()?) } else { Node::and(wanted) };
                for clause in clauses {
                    if let Tree::Not(clause) = clause {
                        node = Node::without(node, self.node(clause)?);
                    }
                }
                node
            }
            Tree::Proximity(proximity) => {
                let others: Result<Vec<_>> = proximity.others.iter().map(|n| self.operand(*n)).collect();
                let driver = self.node(&proximity.driver)?;
                let at = (self.reader, self.ord, self.columns);
                Node::Proximity(Box::new(ProximityFilter::new(
                    proximity,
                    &self.plan.leaves,
                    driver,
                    others?,
                    at,
                )))
            }
        })
    }

    fn nodes(&self, trees: impl Iterator<Item = &'a Tree>) -> Result<Vec<Node<'a>>> {
        trees.map(|tree| self.node(tree)).collect()
    }

    fn all(&self) -> Result<Union<'a>> {
        let field = (Text::Language, self.reader.fields.kind);
        Union::open(self.reader, self.segment, &[field], &["a".to_owned()], |_| None)
    }

    fn operand(&self, number: usize) -> Result<Operand<'a>> {
        let leaf = &self.plan.leaves[number];
        let union = |slot: &Slot| {
            let only = |term: usize| only(leaf.holds.get(term)?, self.reader, self.columns);
            Union::open(self.reader, self.segment, &leaf.fields, &slot.terms, only)
        };
        let places = match &leaf.slots[..] {
            [slot] => Places::Union(union(slot)?),
            slots => {
                let words: Result<Vec<_>> = slots.iter().map(|s| Ok((s.at, union(s)?))).collect();
                let texts = leaf.fields.iter().map(|(text, _)| *text).collect();
                Places::Phrase(Phrase::new(words?, texts))
            }
        };
        Ok(Operand { number, scores: leaf.scores, places })
    }
}

/// The articles of a segment in which a name means one of those who were asked for.
fn only<'a>(holds: &'a Holds, reader: &'a Reader, columns: &'a Columns) -> Option<Only<'a>> {
    let Holds::Where(key, entities) = holds else { return None };
    let registry = &reader.names().ok()?.registry;
    Some(Box::new(move |doc| {
        let meant = registry.meaning(*key, columns.day(doc), columns.id(doc));
        meant.is_some_and(|meant| entities.binary_search(&meant).is_ok())
    }))
}
