//! Adding the evidence of further words to the best matches, and the order that follows.

use std::cmp::Reverse;

use tantivy::{DocAddress, DocId};

use super::{Candidate, Order, Plan, Scorer};
use crate::error::Result;
use crate::index::Reader;
use crate::search::rank::{Ranking, Recency};

/// Adds to each score what the plan's operands add to the article's evidence; matches without
/// any of them keep theirs. Frequencies alone are read.
pub(crate) fn rescore(
    reader: &Reader,
    plan: &Plan,
    recency: Option<Recency>,
    top: &mut [Candidate],
) -> Result<()> {
    let ranking = Ranking::new(&reader.totals()?);
    for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
        let here = (0..top.len()).filter(|at| top[*at].address.segment_ord as usize == ord);
        let mut here: Vec<(DocId, usize)> = here.map(|at| (top[at].address.doc_id, at)).collect();
        if here.is_empty() {
            continue;
        }
        here.sort_unstable();
        let columns = reader.columns(ord)?;
        let mut node = plan.open(reader, ord as u32, segment, columns)?;
        let mut scorer = Scorer { plan, ranking, recency, columns, found: Vec::new(), words: Vec::new() };
        for (doc, at) in here {
            if node.seek(doc) == doc {
                scorer.visit(&mut node, doc);
                let Order(score, seconds, id) = top[at].order;
                let score = score + scorer.article(doc) * scorer.factor(doc);
                top[at].score = score;
                top[at].order = Order(score, seconds, id);
            }
        }
    }
    top.sort_unstable_by_key(|candidate| Reverse(candidate.order));
    Ok(())
}

impl Candidate {
    /// Where its texts are.
    pub(crate) fn address(&self) -> DocAddress {
        self.address
    }
}
