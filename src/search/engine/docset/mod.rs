//! The Boolean tree of a query over one segment, document after document.

pub(super) mod proximity_filter;

use tantivy::{DocId, TERMINATED};

use self::proximity_filter::{ProximityFilter, frequencies};
use super::operand::Operand;
use super::plan::ColumnFilter;
use super::union::Union;
use crate::index::fast_fields::FastFields;
use crate::search::rank::Frequencies;
use crate::search::spans::{Span, Text};

/// A clause. `seek` is the only way to move, and never goes back.
pub(crate) enum DocSet<'a> {
    /// Nothing.
    None,
    /// A word, phrase or name.
    Operand(Operand<'a>),
    /// All articles.
    All(Union<'a>),
    /// Those of `all` whose columns hold what is asked for.
    Column { all: Union<'a>, filter: &'a ColumnFilter, columns: &'a FastFields },
    /// Articles that match at least `least` of the clauses.
    Some { least: usize, clauses: Vec<DocSet<'a>>, doc: DocId },
    /// Articles that match all clauses; the rarest first.
    And { clauses: Vec<DocSet<'a>>, doc: DocId },
    /// Articles that match the first clause and not the second.
    Without { clause: Box<DocSet<'a>>, not: Box<DocSet<'a>>, doc: DocId },
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

impl<'a> DocSet<'a> {
    pub(crate) fn and(mut clauses: Vec<DocSet<'a>>) -> DocSet<'a> {
        clauses.sort_by_key(DocSet::cost);
        let mut set = DocSet::And { clauses, doc: 0 };
        set.advance_to(0);
        set
    }

    pub(crate) fn some(least: usize, clauses: Vec<DocSet<'a>>) -> DocSet<'a> {
        let mut set = DocSet::Some { least, clauses, doc: 0 };
        set.advance_to(0);
        set
    }

    pub(crate) fn without(clause: DocSet<'a>, not: DocSet<'a>) -> DocSet<'a> {
        let mut set = DocSet::Without { clause: Box::new(clause), not: Box::new(not), doc: 0 };
        set.advance_to(0);
        set
    }

    pub(crate) fn column(all: Union<'a>, filter: &'a ColumnFilter, columns: &'a FastFields) -> DocSet<'a> {
        let mut set = DocSet::Column { all, filter, columns };
        set.advance_to(0);
        set
    }

    /// The current document.
    pub(crate) fn doc(&self) -> DocId {
        match self {
            DocSet::None => TERMINATED,
            DocSet::Operand(operand) => operand.doc(),
            DocSet::All(all) | DocSet::Column { all, .. } => all.doc(),
            DocSet::Some { doc, .. } | DocSet::And { doc, .. } | DocSet::Without { doc, .. } => *doc,
            DocSet::Proximity(filter) => filter.doc(),
        }
    }

    /// Goes to the first matching document from `target` on.
    pub(crate) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.advance_to(target);
        }
        self.doc()
    }

    fn advance_to(&mut self, target: DocId) {
        match self {
            DocSet::None => {}
            DocSet::Operand(operand) => operand.seek(target),
            DocSet::All(all) => drop(all.seek(target)),
            DocSet::Column { all, filter, columns } => {
                let mut doc = all.seek(target);
                while doc != TERMINATED && !filter.holds(columns, doc) {
                    doc = all.seek(doc + 1);
                }
            }
            DocSet::Some { least, clauses, doc } => {
                let mut target = target;
                loop {
                    for clause in clauses.iter_mut() {
                        clause.seek(target);
                    }
                    *doc = clauses.iter().map(DocSet::doc).min().unwrap_or(TERMINATED);
                    let here = clauses.iter().filter(|c| c.doc() == *doc).count();
                    if *doc == TERMINATED || here >= *least {
                        return;
                    }
                    target = *doc + 1;
                }
            }
            DocSet::And { clauses, doc } => {
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
            DocSet::Proximity(filter) => filter.advance_to(target),
            DocSet::Without { clause, not, doc } => {
                *doc = clause.seek(target);
                while *doc != TERMINATED && not.seek(*doc) == *doc {
                    *doc = clause.seek(*doc + 1);
                }
            }
        }
    }

    /// An upper estimate of how many documents match.
    pub(in crate::search::engine) fn cost(&self) -> u64 {
        match self {
            DocSet::None => 0,
            DocSet::Operand(operand) => operand.cost(),
            DocSet::All(all) | DocSet::Column { all, .. } => all.cost(),
            DocSet::Some { clauses, .. } => clauses.iter().map(DocSet::cost).sum(),
            DocSet::And { clauses, .. } => clauses.iter().map(DocSet::cost).min().unwrap_or(0),
            DocSet::Without { clause, .. } => clause.cost(),
            DocSet::Proximity(filter) => filter.cost(),
        }
    }

    /// Calls `visit` with the scoring operands of the current document. An operand counts
    /// where the clause it stands in matches, and never under NOT.
    pub(crate) fn visit(&mut self, doc: DocId, visit: &mut dyn FnMut(Seen<'_, 'a>)) {
        if self.doc() != doc {
            return;
        }
        match self {
            DocSet::Operand(operand) if operand.scores => visit(Seen::Operand(operand)),
            DocSet::Some { clauses, .. } | DocSet::And { clauses, .. } => {
                clauses.iter_mut().for_each(|clause| clause.visit(doc, visit));
            }
            DocSet::Without { clause, .. } => clause.visit(doc, visit),
            DocSet::Proximity(filter) => {
                filter.each_kept(&mut |number, places| visit(Seen::Kept(number, places)))
            }
            DocSet::Operand(_) | DocSet::None | DocSet::All(_) | DocSet::Column { .. } => {}
        }
    }

    /// Calls `each` with the operands of groups that stand in the current document.
    pub(super) fn each_operand(&mut self, doc: DocId, each: &mut dyn FnMut(&mut Operand<'a>)) {
        match self {
            DocSet::Operand(operand) if operand.doc() == doc => each(operand),
            DocSet::Some { clauses, .. } | DocSet::And { clauses, .. } => {
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
