//! What a ranking is worth: nDCG@10, average precision, recall@100, reciprocal rank, as
//! trec_eval defines them.
//!
//! A document that nobody judged is not relevant. For nDCG the gain is the grade itself,
//! divided by log2(rank + 1), against the best order of all relevant documents; for the
//! other three every grade from one on is relevant, and what was not found counts.

use std::collections::HashMap;

use serde::Serialize;

/// Means over the queries, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Scores {
    /// Queries that were judged.
    pub queries: usize,
    /// Normalised discounted cumulative gain of the first ten.
    #[serde(rename = "ndcg@10")]
    pub ndcg_at_10: f64,
    /// Mean average precision.
    pub map: f64,
    /// Share of the relevant documents among the first hundred.
    #[serde(rename = "recall@100")]
    pub recall_at_100: f64,
    /// Mean reciprocal rank of the first relevant document.
    pub mrr: f64,
}

/// Sums of the measures.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sums(Scores);

impl Sums {
    /// Adds what one query, or several, were given.
    pub fn add(&mut self, more: Scores) {
        let sum = &mut self.0;
        sum.queries += more.queries;
        sum.ndcg_at_10 += more.ndcg_at_10;
        sum.map += more.map;
        sum.recall_at_100 += more.recall_at_100;
        sum.mrr += more.mrr;
    }

    /// The means; none of nothing.
    pub fn scores(self) -> Option<Scores> {
        let Scores { queries, ndcg_at_10, map, recall_at_100, mrr } = self.0;
        let mean = |sum: f64| sum / queries as f64;
        (queries > 0).then(|| Scores {
            queries,
            ndcg_at_10: mean(ndcg_at_10),
            map: mean(map),
            recall_at_100: mean(recall_at_100),
            mrr: mean(mrr),
        })
    }
}

/// The measures of one ranking. `grades` must hold a relevant document.
pub(super) fn judge(ranked: &[(String, f64)], grades: &HashMap<String, i64>) -> Scores {
    let grade = |id: &String| grades.get(id).copied().unwrap_or(0).max(0);
    let mut ideal: Vec<i64> = grades.values().copied().filter(|grade| *grade > 0).collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let relevant = ideal.len() as f64;
    let mut scores = Scores { queries: 1, ..Scores::default() };
    let mut found = 0;
    for (rank, (id, _)) in (1..).zip(ranked) {
        if grade(id) == 0 {
            continue;
        }
        found += 1;
        scores.map += f64::from(found) / f64::from(rank) / relevant;
        if rank <= 100 {
            scores.recall_at_100 += 1.0 / relevant;
        }
        if found == 1 {
            scores.mrr = 1.0 / f64::from(rank);
        }
    }
    let gains = |grades: &mut dyn Iterator<Item = i64>| -> f64 {
        (2..).zip(grades.take(10)).map(|(next, grade)| grade as f64 / f64::from(next).log2()).sum()
    };
    scores.ndcg_at_10 =
        gains(&mut ranked.iter().map(|(id, _)| grade(id))) / gains(&mut ideal.iter().copied());
    scores
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ranked: &str, grades: &[(&str, i64)], expected: [f64; 4]) {
        let ranked: Vec<_> = ranked.split_whitespace().map(|id| (id.to_owned(), 0.0)).collect();
        let grades = grades.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect();
        let scores = judge(&ranked, &grades);
        let found = [scores.ndcg_at_10, scores.map, scores.recall_at_100, scores.mrr];
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 1e-4, "{scores:?}");
        }
    }

    #[test]
    fn as_trec_eval() {
        check("a b", &[("a", 1), ("b", 1)], [1.0, 1.0, 1.0, 1.0]);
        check("", &[("a", 1)], [0.0; 4]);
        check("x y", &[("a", 1), ("x", 0), ("y", -1)], [0.0; 4]);
        // (1/2 + 2/4) / 3; gains 1/log2(3) + 2/log2(5) against 2 + 1/log2(3) + 1/log2(4).
        let grades = [("a", 1), ("b", 2), ("c", 1), ("x", 0)];
        check("x a y b", &grades, [0.4766, 0.3333, 0.6667, 0.5]);
        // The tenth counts for nDCG, the eleventh does not.
        check("1 2 3 4 5 6 7 8 9 a", &[("a", 3)], [0.2891, 0.1, 1.0, 0.1]);
        check("1 2 3 4 5 6 7 8 9 0 a", &[("a", 3)], [0.0, 0.0909, 1.0, 0.0909]);
    }

    #[test]
    fn recall_ends_at_a_hundred() {
        let ranked: Vec<String> = (1..=101).map(|n| n.to_string()).collect();
        check(&ranked.join(" "), &[("100", 1), ("101", 1)], [0.0, 0.0149, 0.5, 0.01]);
    }
}
