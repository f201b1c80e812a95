//! How sure a mean over queries is: the bootstrap over queries (Efron and Tibshirani, *An
//! Introduction to the Bootstrap*, 1993), paired where two rankings answer the same ones.
//!
//! Seeded: the same figures give the same intervals.

use serde::Serialize;

use crate::lab::random::Random;

/// Collections of as many queries, drawn with repetition.
const DRAWS: usize = 4000;

/// A difference of two means over the same queries.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Difference {
    /// This ranking less the other.
    pub difference: f64,
    /// Where it lies with a certainty of 95 %.
    pub ci: [f64; 2],
    /// How likely a difference of this size is by chance alone, in either direction.
    pub p: f64,
}

/// Where the mean lies with a certainty of 95 %.
pub(super) fn interval(values: &[f64]) -> [f64; 2] {
    middle(&means(values))
}

/// The difference of the means of two lists, query by query.
pub(super) fn paired(ours: &[f64], others: &[f64]) -> Difference {
    let differences: Vec<f64> = ours.iter().zip(others).map(|(a, b)| a - b).collect();
    let means = means(&differences);
    let (not_above, not_below) =
        (means.iter().filter(|m| **m <= 0.0).count(), means.iter().filter(|m| **m >= 0.0).count());
    let tail = (not_above.min(not_below) + 1) as f64 / (means.len() + 1) as f64;
    Difference {
        difference: differences.iter().sum::<f64>() / differences.len().max(1) as f64,
        ci: middle(&means),
        p: (2.0 * tail).min(1.0),
    }
}

/// The means of the draws, in order.
fn means(values: &[f64]) -> Vec<f64> {
    if values.is_empty() {
        return vec![0.0];
    }
    let mut random = Random(0);
    let mut means: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let drawn = (0..values.len()).map(|_| values[(random.next() % values.len() as u64) as usize]);
            drawn.sum::<f64>() / values.len() as f64
        })
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    means
}

/// What is left when a fortieth is cut off at both ends.
fn middle(sorted: &[f64]) -> [f64; 2] {
    let cut = sorted.len() / 40;
    [sorted[cut], sorted[sorted.len() - 1 - cut]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_are_those_of_the_normal_distribution() {
        // Mean one half, deviation one half: 1.96 standard errors are .098 for a hundred queries.
        let values: Vec<f64> = (0..100).map(|i| f64::from(i % 2)).collect();
        let [low, high] = interval(&values);
        assert!((low - 0.402).abs() < 0.015 && (high - 0.598).abs() < 0.015, "{low} {high}");
        assert_eq!(interval(&[0.25; 7]), [0.25, 0.25]);
        assert_eq!(interval(&[]), [0.0, 0.0]);
    }

    #[test]
    fn pairs_tell_more_than_means() {
        let ours: Vec<f64> = (0..50).map(|i| f64::from(i) / 50.0).collect();
        let others: Vec<f64> = ours.iter().map(|value| value - 0.01).collect();
        let found = paired(&ours, &others);
        assert!((found.difference - 0.01).abs() < 1e-9 && found.p < 0.001, "{found:?}");
        assert_eq!(paired(&ours, &ours), Difference { difference: 0.0, ci: [0.0, 0.0], p: 1.0 });
        // Won and lost alike.
        let turned: Vec<f64> = ours.iter().rev().copied().collect();
        assert!(paired(&ours, &turned).p > 0.5);
    }
}
