//! What a ranking is worth: nDCG@10, average precision, recall@100, reciprocal rank, as
//! trec_eval defines them.
//!
//! A document that nobody judged is not relevant. For nDCG the gain is the grade itself,
//! divided by log2(rank + 1), against the best order of all relevant documents; for the
//! other three every grade from one on is relevant, and what was not found counts.

use std::collections::HashMap;

use serde::Serialize;

use super::bootstrap::{Difference, interval, paired};

/// Means over the queries, from 0 to 1, and where they lie with a certainty of 95 %.
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
    /// Interval of nDCG@10.
    #[serde(rename = "ndcg@10_ci")]
    pub ndcg_at_10_ci: [f64; 2],
    /// Interval of MAP.
    pub map_ci: [f64; 2],
    /// Interval of recall@100.
    #[serde(rename = "recall@100_ci")]
    pub recall_at_100_ci: [f64; 2],
    /// Interval of MRR.
    pub mrr_ci: [f64; 2],
    /// What sets it apart from another ranking, where one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<Against>,
}

/// A ranking against another over the same queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Against {
    /// Of nDCG@10.
    #[serde(rename = "ndcg@10")]
    pub ndcg_at_10: Difference,
    /// Of MAP.
    pub map: Difference,
    /// Of recall@100.
    #[serde(rename = "recall@100")]
    pub recall_at_100: Difference,
    /// Of MRR.
    pub mrr: Difference,
}

/// nDCG@10, average precision, recall@100 and reciprocal rank of one ranking.
pub(super) type Judged = [f64; 4];

/// The means; none of nothing. `others` are another ranking's figures for the same queries.
pub(super) fn scores(judged: &[Judged], others: Option<&[Judged]>) -> Option<Scores> {
    let column = |rows: &[Judged], at: usize| -> Vec<f64> { rows.iter().map(|row| row[at]).collect() };
    let ours = [0, 1, 2, 3].map(|at| column(judged, at));
    let [ndcg_at_10, map, recall_at_100, mrr] =
        ours.each_ref().map(|values| values.iter().sum::<f64>() / values.len() as f64);
    let [ndcg_at_10_ci, map_ci, recall_at_100_ci, mrr_ci] = ours.each_ref().map(|values| interval(values));
    let against = others.map(|others| {
        let [ndcg_at_10, map, recall_at_100, mrr] =
            [0, 1, 2, 3].map(|at| paired(&ours[at], &column(others, at)));
        Against { ndcg_at_10, map, recall_at_100, mrr }
    });
    (!judged.is_empty()).then_some(Scores {
        queries: judged.len(),
        ndcg_at_10,
        map,
        recall_at_100,
        mrr,
        ndcg_at_10_ci,
        map_ci,
        recall_at_100_ci,
        mrr_ci,
        against,
    })
}

/// The measures of one ranking. `grades` must hold a relevant document.
pub(super) fn judge(ranked: &[(String, f64)], grades: &HashMap<String, i64>) -> Judged {
    let grade = |id: &String| grades.get(id).copied().unwrap_or(0).max(0);
    let mut ideal: Vec<i64> = grades.values().copied().filter(|grade| *grade > 0).collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let relevant = ideal.len() as f64;
    let (mut precision, mut recall, mut reciprocal) = (0.0, 0.0, 0.0);
    let mut found = 0;
    for (rank, (id, _)) in (1..).zip(ranked) {
        if grade(id) == 0 {
            continue;
        }
        found += 1;
        precision += f64::from(found) / f64::from(rank) / relevant;
        if rank <= 100 {
            recall += 1.0 / relevant;
        }
        if found == 1 {
            reciprocal = 1.0 / f64::from(rank);
        }
    }
    let gains = |grades: &mut dyn Iterator<Item = i64>| -> f64 {
        (2..).zip(grades.take(10)).map(|(next, grade)| grade as f64 / f64::from(next).log2()).sum()
    };
    let gain = gains(&mut ranked.iter().map(|(id, _)| grade(id))) / gains(&mut ideal.iter().copied());
    [gain, precision, recall, reciprocal]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ranked: &str, grades: &[(&str, i64)], expected: [f64; 4]) {
        let ranked: Vec<_> = ranked.split_whitespace().map(|id| (id.to_owned(), 0.0)).collect();
        let grades = grades.iter().map(|(id, grade)| ((*id).to_owned(), *grade)).collect();
        let found = judge(&ranked, &grades);
        for (figure, expected) in found.into_iter().zip(expected) {
            assert!((figure - expected).abs() < 1e-4, "{found:?}");
        }
    }

    #[test]
    fn measures_agree_with_trec_eval() {
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
    fn recall_counts_the_first_hundred() {
        let ranked: Vec<String> = (1..=101).map(|n| n.to_string()).collect();
        check(&ranked.join(" "), &[("100", 1), ("101", 1)], [0.0, 0.0149, 0.5, 0.01]);
    }
}
