//! Adding the evidence of further words to the best matches, and the order that follows.

use std::cmp::Reverse;

use super::matches::Candidate;
use super::plan::Plan;
use super::run::in_segment;
use super::scorer::Scorer;
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
        let here = in_segment(top.iter().map(|candidate| candidate.address), ord);
        if here.is_empty() {
            continue;
        }
        let columns = reader.fast_fields(ord)?;
        let mut set = plan.open(reader, ord as u32, segment, columns)?;
        let mut scorer = Scorer::new(plan, ranking, recency, columns);
        for (doc, at) in here {
            if set.seek(doc) == doc {
                scorer.visit(&mut set, doc);
                top[at].score += scorer.article(doc) * scorer.factor(doc);
            }
        }
    }
    top.sort_unstable_by_key(|candidate| Reverse(*candidate));
    Ok(())
}
