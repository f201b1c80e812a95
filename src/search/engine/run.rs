//! One pass over the matches of a query, and where it stands in some of them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::{DocAddress, DocId, TERMINATED};

use super::derived::Derived;
use super::matches::{Candidate, Matches, Pruning};
use super::plan::Plan;
use super::positions::HitPositions;
use super::scorer::Scorer;
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::{Ranking, Recency};
use crate::search::request::Sort;

/// How many articles match.
pub(crate) fn count(reader: &Reader, plan: &Plan) -> Result<u64> {
    Ok(run(reader, plan, Sort::Newest, None, 0, false, Pruning::On)?.total)
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
    // Only scores ask for them.
    let is_scored = sort == Sort::Relevance && keep > 0;
    let derived = if is_scored { Some(Derived::new(reader, plan)?) } else { None };
    let (mut total, mut further) = (0, 0);
    let mut docs = Vec::new();
    let mut best: BinaryHeap<Reverse<Candidate>> = BinaryHeap::new();
    for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
        let columns = reader.fast_fields(ord)?;
        let mut set = plan.open(reader, ord as u32, segment, columns)?;
        let mut scorer = Scorer::new(plan, ranking, recency, columns);
        if let Some(derived) = &derived {
            scorer.derived = derived.open(reader, segment)?;
        }
        scorer.name = plan.name_term.as_ref().map(|term| term.open(reader, segment, columns)).transpose()?;
        let mut listed = Vec::new();
        let mut doc = set.seek(0);
        while doc != TERMINATED {
            if !segment.is_deleted(doc) {
                let is_first = plan.is_first(&mut set, doc);
                if is_first {
                    total += 1;
                    if list_all {
                        listed.push(doc);
                    }
                } else {
                    further += 1;
                }
                let worst = if best.len() >= keep { best.peek().map(|c| c.0) } else { None };
                let bound = worst.filter(|_| pruning == Pruning::On).map(|worst| worst.score);
                if keep > 0
                    && let Some((score, seconds)) = scorer.score(&mut set, doc, sort, bound)
                {
                    let (id, address) = (columns.id(doc), DocAddress::new(ord as u32, doc));
                    let candidate = Candidate { score, seconds, id, address, is_first };
                    if worst.is_none_or(|worst| candidate > worst) {
                        if worst.is_some() {
                            best.pop();
                        }
                        best.push(Reverse(candidate));
                    }
                }
            }
            doc = set.seek(doc + 1);
        }
        docs.push(listed);
    }
    let mut top: Vec<Candidate> = best.into_iter().map(|c| c.0).collect();
    top.sort_unstable_by_key(|candidate| Reverse(*candidate));
    Ok(Matches { total, further, top, docs })
}

/// Looks up where the operands stand in some of the matches, in the order of `hits`.
pub(crate) fn positions(reader: &Reader, plan: &Plan, hits: &[DocAddress]) -> Result<Vec<HitPositions>> {
    let ranking = Ranking::new(&reader.totals()?);
    let mut out = vec![HitPositions::default(); hits.len()];
    for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
        let here = in_segment(hits.iter().copied(), ord);
        if here.is_empty() {
            continue;
        }
        let columns = reader.fast_fields(ord)?;
        let mut set = plan.open(reader, ord as u32, segment, columns)?;
        let scorer = Scorer::new(plan, ranking, None, columns);
        for (doc, at) in here {
            set.seek(doc);
            out[at] = scorer.positions(&mut set, doc);
            plan.leave_mentions(&mut out[at]);
        }
    }
    Ok(out)
}

/// The documents of one segment among some addresses, in order, each with its place among these.
pub(super) fn in_segment(addresses: impl Iterator<Item = DocAddress>, segment: usize) -> Vec<(DocId, usize)> {
    let here = addresses.enumerate().filter(|(_, address)| address.segment_ord as usize == segment);
    let mut here: Vec<(DocId, usize)> = here.map(|(at, address)| (address.doc_id, at)).collect();
    here.sort_unstable();
    here
}
