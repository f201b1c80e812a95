//! How much of a text another has: overlap of words and of runs of four words.

use std::collections::HashMap;
use std::hash::Hash;

/// Precision and recall of a text against the truth.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Overlap {
    /// How much of the text is in the truth.
    pub precision: f64,
    /// How much of the truth is in the text.
    pub recall: f64,
}

impl Overlap {
    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let sum = self.precision + self.recall;
        if sum > 0.0 { 2.0 * self.precision * self.recall / sum } else { 0.0 }
    }

    /// The mean of the precisions and of the recalls.
    pub fn mean(overlaps: &[Overlap]) -> Overlap {
        let n = overlaps.len().max(1) as f64;
        Overlap {
            precision: overlaps.iter().map(|o| o.precision).sum::<f64>() / n,
            recall: overlaps.iter().map(|o| o.recall).sum::<f64>() / n,
        }
    }
}

/// By runs of four words, each as often as it stands there: what the benchmark of article
/// extraction by Scrapinghub computes (a text of fewer words is one run; two empty texts agree).
pub fn of_runs(text: &str, truth: &str) -> Overlap {
    let (text, truth) = (words(text), words(truth));
    let runs = |words: &[&str]| -> Vec<Vec<String>> {
        let last = words.len().saturating_sub(4);
        (0..=last)
            .map(|at| words[at..(at + 4).min(words.len())].iter().map(|w| (*w).to_owned()).collect())
            .collect()
    };
    overlap(&runs(&text), &runs(&truth))
}

/// By words alone, in lower case.
pub fn of_words(text: &str, truth: &str) -> Overlap {
    let lower = |text: &str| -> Vec<String> { words(text).iter().map(|word| word.to_lowercase()).collect() };
    overlap(&lower(text), &lower(truth))
}

fn overlap<T: Eq + Hash>(text: &[T], truth: &[T]) -> Overlap {
    let mut left: HashMap<&T, usize> = HashMap::new();
    for item in truth {
        *left.entry(item).or_default() += 1;
    }
    let mut common = 0;
    for item in text {
        if let Some(n) = left.get_mut(item).filter(|n| **n > 0) {
            *n -= 1;
            common += 1;
        }
    }
    let share = |of: usize| if of == 0 { 0.0 } else { f64::from(common) / of as f64 };
    match (text.is_empty(), truth.is_empty()) {
        (true, true) => Overlap { precision: 1.0, recall: 1.0 },
        _ => Overlap { precision: share(text.len()), recall: share(truth.len()) },
    }
}

/// Runs of letters, digits and underscores.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlaps_are_shares_of_shingles() {
        let truth = "one two three four five";
        assert_eq!(of_runs(truth, truth).f1(), 1.0);
        assert_eq!(of_runs("one two three four", truth), Overlap { precision: 1.0, recall: 0.5 });
        assert_eq!(of_runs("", truth), Overlap { precision: 0.0, recall: 0.0 });
        assert_eq!(of_words("Five, six", truth), Overlap { precision: 0.5, recall: 0.2 });
    }
}
