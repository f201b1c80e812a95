//! The Boolean tree of a query over one segment, document after document.

use std::ops::RangeInclusive;

use tantivy::{DocId, TERMINATED};

use super::operand::{Phrase, Union};
use super::proximity_filter::{ProximityFilter, frequencies};
use crate::index::fast_fields::Columns;
use crate::search::rank::Frequencies;
use crate::search::spans::{Span, Text};

/// What an operand is made of.
pub(crate) enum Places<'a> {
    /// Any of some terms.
    Union(Union<'a>),
    /// Words side by side.
    Phrase(Phrase<'a>),
}

/// A leaf that words or names are looked up by.
pub(crate) struct Operand<'a> {
    /// Number of the operand in the whole query, the same in every segment.
    pub(crate) number: usize,
    /// Whether it says what articles should be about; else it only narrows.
    pub(crate) scores: bool,
    pub(crate) places: Places<'a>,
}

/// A clause. `seek` is the only way to move, and never goes back.
pub(crate) enum Node<'a> {
    /// Nothing.
    None,
    /// A word, phrase or name.
    Operand(Operand<'a>),
    /// All articles.
    All(Union<'a>),
    /// Those of `all` whose day of publication lies in the range (days since 1970); with no
    /// range, the undated.
    Dated { all: Union<'a>, days: Option<RangeInclusive<i32>>, columns: &'a Columns },
    /// Articles that match at least `least` of the clauses.
    Some { least: usize, clauses: Vec<Node<'a>>, doc: DocId },
    /// Articles that match all clauses; the rarest first.
    And { clauses: Vec<Node<'a>>, doc: DocId },
    /// Articles that match the first clause and not the second.
    Without { clause: Box<Node<'a>>, not: Box<Node<'a>>, doc: DocId },
    /// Articles in which operands stand as a clause says.
    Proximity(Box<ProximityFilter<'a>>),
}

/// An operand in the current document.
pub(crate) enum Seen<'s, 'a> {
    /// With all its places.
    Operand(&'s mut Operand<'a>),
    /// Its number, with those of its places that count.
    Kept(usize, &'s [Span]),
}

impl<'a> Node<'a> {
    pub(crate) fn and(mut clauses: Vec<Node<'a>>) -> Node<'a> {
        clauses.sort_by_key(Node::cost);
        let mut node = Node::And { clauses, doc: 0 };
        node.settle(0);
        node
    }

    pub(crate) fn some(least: usize, clauses: Vec<Node<'a>>) -> Node<'a> {
        let mut node = Node::Some { least, clauses, doc: 0 };
        node.settle(0);
        node
    }

    pub(crate) fn without(clause: Node<'a>, not: Node<'a>) -> Node<'a> {
        let mut node = Node::Without { clause: Box::new(clause), not: Box::new(not), doc: 0 };
        node.settle(0);
        node
    }

    pub(crate) fn dated(all: Union<'a>, days: Option<RangeInclusive<i32>>, columns: &'a Columns) -> Node<'a> {
        let mut node = Node::Dated { all, days, columns };
        node.settle(0);
        node
    }

    /// The current document.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            Node::None => TERMINATED,
            Node::Operand(operand) => operand.doc(),
            Node::All(all) | Node::Dated { all, .. } => all.doc(),
            Node::Some { doc, .. } | Node::And { doc, .. } | Node::Without { doc, .. } => *doc,
            Node::Proximity(filter) => filter.doc(),
        }
    }

    /// Goes to the first matching document from `target` on.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.settle(target);
        }
        self.doc()
    }

    fn settle(&mut self, target: DocId) {
        match self {
            Node::None => {}
            Node::Operand(operand) => operand.seek(target),
            Node::All(all) => drop(all.seek(target)),
            Node::Dated { all, days, columns } => {
                let wanted = |day: Option<i32>| match (&days, day) {
                    (Some(days), Some(day)) => days.contains(&day),
                    (None, None) => true,
                    _ => false,
                };
                let mut doc = all.seek(target);
                while doc != TERMINATED && !wanted(columns.day(doc)) {
                    doc = all.seek(doc + 1);
                }
            }
            Node::Some { least, clauses, doc } => {
                let mut target = target;
                loop {
                    for clause in clauses.iter_mut() {
                        clause.seek(target);
                    }
                    *doc = clauses.iter().map(Node::doc).min().unwrap_or(TERMINATED);
                    let here = clauses.iter().filter(|c| c.doc() == *doc).count();
                    if *doc == TERMINATED || here >= *least {
                        return;
                    }
                    target = *doc + 1;
                }
            }
            Node::And { clauses, doc } => {
                let mut candidate = target;
                'candidates: loop {
                    for clause in clauses.iter_mut() {
                        let found = clause.seek(candidate);
                        if found > candidate {
                            candidate = found;
                            if candidate == TERMINATED {
                                break 'candidates;
                            }
                            continue 'candidates;
                        }
                    }
                    break;
                }
                *doc = candidate;
            }
            Node::Proximity(filter) => filter.settle(target),
            Node::Without { clause, not, doc } => {
                *doc = clause.seek(target);
                while *doc != TERMINATED && not.seek(*doc) == *doc {
                    *doc = clause.seek(*doc + 1);
                }
            }
        }
    }

    /// An upper estimate of how many documents match.
    pub(super) fn cost(&self) -> u64 {
        match self {
            Node::None => 0,
            Node::Operand(operand) => match &operand.places {
                Places::Union(union) => union.cost(),
                Places::Phrase(phrase) => phrase.cost(),
            },
            Node::All(all) | Node::Dated { all, .. } => all.cost(),
            Node::Some { clauses, .. } => clauses.iter().map(Node::cost).sum(),
            Node::And { clauses, .. } => clauses.iter().map(Node::cost).min().unwrap_or(0),
            Node::Without { clause, .. } => clause.cost(),
            Node::Proximity(filter) => filter.cost(),
        }
    }

    /// Calls `visit` with the scoring operands of the current document. An operand counts
    /// where the clause it stands in matches, and never under NOT.
    pub(crate) fn visit(&mut self, doc: DocId, visit: &mut dyn FnMut(Seen<'_, 'a>)) {
        if self.doc() != doc {
            return;
        }
        match self {
            Node::Operand(operand) if operand.scores => visit(Seen::Operand(operand)),
            Node::Some { clauses, .. } | Node::And { clauses, .. } => {
                clauses.iter_mut().for_each(|clause| clause.visit(doc, visit));
            }
            Node::Without { clause, .. } => clause.visit(doc, visit),
            Node::Proximity(filter) => {
                filter.each_kept(&mut |number, places| visit(Seen::Kept(number, places)))
            }
            Node::Operand(_) | Node::None | Node::All(_) | Node::Dated { .. } => {}
        }
    }

    /// Calls `each` with the operands of groups that stand in the current document.
    pub(super) fn each_operand(&mut self, doc: DocId, each: &mut dyn FnMut(&mut Operand<'a>)) {
        match self {
            Node::Operand(operand) if operand.doc() == doc => each(operand),
            Node::Some { clauses, .. } | Node::And { clauses, .. } => {
                clauses.iter_mut().for_each(|clause| clause.each_operand(doc, each));
            }
            _ => {}
        }
    }
}

impl Seen<'_, '_> {
    /// Its number in the whole query.
    pub(crate) fn number(&self) -> usize {
        match self {
            Seen::Operand(operand) => operand.number,
            Seen::Kept(number, _) => *number,
        }
    }

    /// How often it stands in the current document.
    pub(crate) fn frequencies(&self) -> Frequencies {
        match self {
            Seen::Operand(operand) => operand.frequencies(),
            Seen::Kept(_, places) => frequencies(places),
        }
    }

    /// Where it begins in one text of the current document, in order.
    pub(crate) fn positions(&mut self, text: Text, out: &mut Vec<u32>) {
        match self {
            Seen::Operand(operand) => operand.positions(text, out),
            Seen::Kept(_, places) => {
                out.clear();
                out.extend(places.iter().filter(|place| place.text == text).map(|place| place.start));
            }
        }
    }
}

impl Operand<'_> {
    pub(super) fn doc(&self) -> DocId {
        match &self.places {
            Places::Union(union) => union.doc(),
            Places::Phrase(phrase) => phrase.doc(),
        }
    }

    pub(super) fn seek(&mut self, target: DocId) {
        match &mut self.places {
            Places::Union(union) => union.seek(target),
            Places::Phrase(phrase) => phrase.seek(target),
        };
    }

    /// How often it stands in the current document.
    pub(crate) fn frequencies(&self) -> Frequencies {
        match &self.places {
            Places::Union(union) => union.frequencies(),
            Places::Phrase(phrase) => phrase.frequencies(),
        }
    }

    /// Where it begins in one text of the current document, in order.
    pub(crate) fn positions(&mut self, text: Text, out: &mut Vec<u32>) {
        match &mut self.places {
            Places::Union(union) => union.positions(text, out),
            Places::Phrase(phrase) => phrase.positions(text, out),
        }
    }
}
