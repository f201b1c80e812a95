//! What a pass over the matches collects, and the order of hits.

use std::cmp::Ordering;

use tantivy::{DocAddress, DocId};

use crate::article::ArticleId;

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

/// A match among the best. The greater is the better: ties of score go to the newer article, then to
/// the lower id.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) score: f64,
    /// When it was published, or how long before 1970 where the oldest come first.
    pub(crate) seconds: i64,
    pub(crate) id: ArticleId,
    pub(crate) address: DocAddress,
    /// Whether it is of the first tier.
    pub(crate) is_first: bool,
}

impl Eq for Candidate {}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Candidate) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate {
    fn cmp(&self, other: &Candidate) -> Ordering {
        let by_score = self.score.total_cmp(&other.score);
        by_score.then(self.seconds.cmp(&other.seconds)).then(other.id.cmp(&self.id))
    }
}

/// Whether the bound is used; tests compare with it off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pruning {
    On,
    #[cfg_attr(not(test), expect(dead_code, reason = "the exhaustive scorer of the tests"))]
    Off,
}
