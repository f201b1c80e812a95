//! Running a query over the index. The only place besides `index/` that knows the engine.
//!
//! Every match is visited. Its article evidence follows from frequencies alone, and so does a
//! bound of what its best passage can add; positions are decoded only when the bound beats
//! the worst hit kept so far. The result is the same as that of decoding them always.

mod docset;
mod name_plan;
mod name_term;
mod operand;
mod patterns;
mod plan;
mod planner;
mod positions;
mod proximity_filter;
mod rescore;
mod spellings;
#[cfg(test)]
mod tests;
mod union;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::{DocAddress, DocId, TERMINATED};

use self::docset::{Node, Seen};
use self::name_term::NameCursor;
pub(crate) use self::plan::Plan;
pub(crate) use self::positions::{OperandPlaces, Places};
pub(crate) use self::rescore::rescore;
pub(crate) use self::spellings::spellings;
use super::Sort;
use super::rank::{Frequencies, Lengths, Ranking, Recency};
use super::spans::Text;
use crate::article::ArticleId;
use crate::error::Result;
use crate::index::Reader;
use crate::index::fast_fields::Columns;

/// What one pass over the matches collects.
pub(crate) struct Matches {
    /// How many articles match, of the first tier.
    pub(crate) total: u64,
    /// How many match beside them.
    pub(crate) further: u64,
    /// The best of them, best first.
    pub(crate) top: Vec<Candidate>,
    /// All of the first tier, segment by segment, where that was asked for.
    pub(crate) docs: Vec<Vec<DocId>>,
}

/// A match among the best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) address: DocAddress,
    pub(crate) id: ArticleId,
    pub(crate) score: f64,
    pub(crate) order: Order,
    /// Whether it is of the first tier.
    pub(crate) is_first: bool,
}

/// What hits are ordered by: greater is better. Ties go to the newer article, then the lower id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Order(f64, i64, Reverse<ArticleId>);

impl Eq for Order {}

impl PartialOrd for Order {
    fn partial_cmp(&self, other: &Order) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Order {
    fn cmp(&self, other: &Order) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1)).then(self.2.cmp(&other.2))
    }
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> std::cmp::Ordering {
        self.order.cmp(&other.order)
    }
}

/// Whether the bound is used; tests compare with it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pruning {
    On,
    #[cfg_attr(not(test), expect(dead_code, reason = "the exhaustive scorer of the tests"))]
    Off,
}

/// Visits every match; keeps the best `keep` and, on request, the list of all.
pub(crate) fn run(
    reader: &Reader,
    plan: &Plan,
    sort: Sort,
    recency: Option<Recency>,
    keep: usize,
    list_all: bool,
    pruning: Pruning,
) -> Result<Matches> {
    let ranking = Ranking::new(&reader.totals()?);
    let (mut total, mut further) = (0, 0);
    let mut docs = Vec::new();
    let mut best: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
    for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
        let columns = reader.columns(ord)?;
        let mut node = plan.open(reader, ord as u32, segment, columns)?;
        let mut scorer = Scorer::new(plan, ranking, recency, columns);
        scorer.name = plan.name_term.as_ref().map(|term| term.open(reader, segment, columns)).transpose()?;
        let mut listed = Vec::new();
        let mut doc = node.seek(0);
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let is_first = plan.is_first(&mut node, doc);
                if is_first {
                    total += 1;
                    if list_all {
                        listed.push(doc);
                    }
                } else {
                    further += 1;
                }
                let full = best.len() >= keep;
                let worst = if full { best.peek().map(|c| c.0.order) } else { None };
                if keep > 0
                    && let Some((score, order)) = scorer.order(&mut node, doc, sort, worst, pruning)
                    && worst.is_none_or(|worst| order > worst)
                {
                    if full {
                        best.pop();
                    }
                    let address = DocAddress::new(ord as u32, doc);
                    best.push(Reverse(Candidate { address, id: columns.id(doc), score, order, is_first }));
                }
            }
            doc = node.seek(doc + 1);
        }
        docs.push(listed);
    }
    let mut top: Vec<Candidate> = best.into_iter().map(|c| c.0).collect();
    top.sort_unstable_by_key(|c| Reverse(c.order));
    Ok(Matches { total, further, top, docs })
}

/// Looks up where the operands stand in some of the matches, in the order of `hits`.
pub(crate) fn places(reader: &Reader, plan: &Plan, hits: &[DocAddress]) -> Result<Vec<Places>> {
    let ranking = Ranking::new(&reader.totals()?);
    let mut out = vec![Places::default(); hits.len()];
    for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
        let here = in_segment(hits.iter().copied(), ord);
        if here.is_empty() {
            continue;
        }
        let columns = reader.columns(ord)?;
        let mut node = plan.open(reader, ord as u32, segment, columns)?;
        let scorer = Scorer::new(plan, ranking, None, columns);
        for (doc, at) in here {
            node.seek(doc);
            out[at] = scorer.places(&mut node, doc);
            plan.leave_mentions(&mut out[at]);
        }
    }
    Ok(out)
}

/// The documents of one segment among some addresses, in order, each with its place among these.
fn in_segment(addresses: impl Iterator<Item = DocAddress>, segment: usize) -> Vec<(DocId, usize)> {
    let here = addresses.enumerate().filter(|(_, address)| address.segment_ord as usize == segment);
    let mut here: Vec<(DocId, usize)> = here.map(|(at, address)| (address.doc_id, at)).collect();
    here.sort_unstable();
    here
}

fn lengths(columns: &Columns, doc: DocId) -> Lengths {
    let (title, body) = columns.words(doc);
    Lengths { title, body }
}

/// Scores the matches of one segment.
struct Scorer<'a> {
    plan: &'a Plan,
    ranking: Ranking,
    recency: Option<Recency>,
    columns: &'a Columns,
    /// The scoring operands of the current document, by number, so that sums do not depend
    /// on the order in which a segment happens to visit them.
    found: Vec<(usize, Frequencies)>,
    words: Vec<u32>,
    /// The forms of a name, where those count.
    name: Option<NameCursor<'a>>,
}

impl<'a> Scorer<'a> {
    fn new(plan: &'a Plan, ranking: Ranking, recency: Option<Recency>, columns: &'a Columns) -> Scorer<'a> {
        Scorer { plan, ranking, recency, columns, found: Vec::new(), words: Vec::new(), name: None }
    }

    /// Score and order of a match; `None` when it cannot be better than `worst`.
    fn order(
        &mut self,
        node: &mut Node,
        doc: DocId,
        sort: Sort,
        worst: Option<Order>,
        pruning: Pruning,
    ) -> Option<(f64, Order)> {
        // The date and the id decide between equal scores, and most matches get no score.
        let order = |score: f64, seconds: i64| Order(score, seconds, Reverse(self.columns.id(doc)));
        let seconds = || self.columns.seconds(doc);
        match sort {
            Sort::Newest => return Some((0.0, order(0.0, seconds().unwrap_or(i64::MIN)))),
            Sort::Oldest => {
                return Some((0.0, order(0.0, seconds().map_or(i64::MIN, i64::saturating_neg))));
            }
            Sort::Relevance => {}
        }
        self.visit(node, doc);
        let (mut article, factor) = (self.article(doc), self.factor(doc));
        let worst = worst.filter(|_| pruning == Pruning::On);
        let is_worse = |most: f64| worst.is_some_and(|worst| most * factor * (1.0 + 1e-9) < worst.0);
        if let Some(name) = &mut self.name {
            let lengths = lengths(self.columns, doc);
            let most = name.bound(&self.ranking, doc, lengths);
            if is_worse(article + most + self.passage_bound()) {
                return None;
            }
            article += self.name.as_mut().map_or(0.0, |name| name.evidence(&self.ranking, doc, lengths));
        }
        if is_worse(article + self.passage_bound()) {
            return None;
        }
        let score = (article + self.best_passage(node, doc)) * factor;
        let seconds = self.columns.seconds(doc).unwrap_or(i64::MIN);
        Some((score, Order(score, seconds, Reverse(self.columns.id(doc)))))
    }

    fn weight(&self, number: usize) -> f64 {
        self.plan.leaves[number].weight
    }

    fn visit(&mut self, node: &mut Node, doc: DocId) {
        self.found.clear();
        let found = &mut self.found;
        node.visit(doc, &mut |seen| found.push((seen.number(), seen.frequencies())));
        self.found.sort_unstable_by_key(|(number, _)| *number);
    }

    fn article(&self, doc: DocId) -> f64 {
        let lengths = lengths(self.columns, doc);
        let part = |(number, found): &(usize, Frequencies)| {
            let leaf = &self.plan.leaves[*number];
            self.ranking.article(leaf.weight, *found, lengths, leaf.is_name)
        };
        self.found.iter().map(part).sum()
    }

    /// What is left of the evidence of an article of that age.
    fn factor(&self, doc: DocId) -> f64 {
        self.recency.map_or(1.0, |recency| recency.factor(self.columns.day(doc)))
    }

    /// At least what the best passage of the current document adds.
    fn passage_bound(&self) -> f64 {
        let mut bound = 0.0;
        for (number, found) in &self.found {
            let leaf = &self.plan.leaves[*number];
            bound += self.ranking.passage_bound(leaf.weight, *found);
            let before = |n: &usize| self.found.binary_search_by_key(n, |f| f.0).ok();
            for (before, others) in leaf.follows.iter().filter_map(before).map(|at| &self.found[at]) {
                let most =
                    Frequencies { title: found.title.min(others.title), body: found.body.min(others.body) };
                bound += self.ranking.pair(self.weight(*before), leaf.weight, most);
            }
        }
        bound
    }

    fn best_passage(&mut self, node: &mut Node, doc: DocId) -> f64 {
        let mut borders = std::mem::take(&mut self.words);
        self.columns.passage_words(doc, &mut borders);
        if borders.is_empty() {
            // A headline alone is read as one over a passage without words.
            borders.resize(2, 0);
        }
        let places = self.places(node, doc);
        let scores = places.passage_scores(&self.ranking, &borders);
        self.words = borders;
        scores.into_iter().fold(0.0, f64::max)
    }

    fn places(&self, node: &mut Node, doc: DocId) -> Places {
        let mut operands = Vec::new();
        node.visit(doc, &mut |mut seen: Seen| {
            let leaf = &self.plan.leaves[seen.number()];
            let (mut title, mut body) = (Vec::new(), Vec::new());
            seen.positions(Text::Title, &mut title);
            seen.positions(Text::Body, &mut body);
            operands.push(OperandPlaces {
                number: seen.number(),
                weight: leaf.weight,
                follows: leaf.follows.clone(),
                is_name: leaf.is_name,
                width: leaf.width,
                title,
                body,
            });
        });
        operands.sort_unstable_by_key(|o| o.number);
        Places { operands }
    }
}
