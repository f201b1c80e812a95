//! Where the operands of a query stand in one article, and what its passages are worth by that.

use crate::search::rank::{Frequencies, Ranking};
use crate::search::spans::Text;

/// Where the operands of a query stand in one article.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct HitPositions {
    /// In the order of their numbers.
    pub(crate) operands: Vec<OperandPositions>,
}

/// Where one operand stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct OperandPositions {
    pub(super) number: usize,
    pub(crate) weight: f64,
    /// The operands before it in the query, by number.
    pub(super) follows: Vec<usize>,
    pub(crate) is_name: bool,
    /// Words one place covers, unless it is a name.
    pub(crate) width: u32,
    /// A hyphenated word, which may stand there as one.
    pub(crate) is_compound: bool,
    pub(crate) title: Vec<u32>,
    pub(crate) body: Vec<u32>,
}

impl HitPositions {
    /// The evidence of each passage of the body, under the headline. `borders` holds the first
    /// word of each passage and the number of words.
    pub(crate) fn passage_scores(&self, ranking: &Ranking, borders: &[u32]) -> Vec<f64> {
        let word = |weight, found, words| ranking.passage(weight, found, words);
        self.sums(borders, word, |first, second, found| ranking.pair(first, second, found))
    }

    /// How much each passage deserves to be shown, by its own words.
    pub(crate) fn shown_scores(&self, ranking: &Ranking, borders: &[u32]) -> Vec<f64> {
        let word = |weight, found: Frequencies, _| ranking.shown(weight, found.body);
        let pair = |first, second, found: Frequencies| ranking.shown_pair(first, second, found.body);
        let mut scores = self.sums(borders, word, pair);
        for (number, score) in scores.iter_mut().enumerate() {
            *score *= ranking.opening(number);
        }
        scores
    }

    /// For each passage, what the words (by weight, frequencies and length of the passage) and
    /// the neighbours (by both weights and frequencies) give together.
    fn sums(
        &self,
        borders: &[u32],
        word: impl Fn(f64, Frequencies, u32) -> f64,
        pair: impl Fn(f64, f64, Frequencies) -> f64,
    ) -> Vec<f64> {
        let mut sums = vec![0.0; borders.len().saturating_sub(1)];
        for operand in &self.operands {
            let title = operand.title.len() as u32;
            count(&operand.body, borders, |passage, body, words| {
                sums[passage] += word(operand.weight, Frequencies { title, body }, words);
            });
            let before = |n: &usize| self.operands.binary_search_by_key(n, |o| o.number).ok();
            for before in operand.follows.iter().filter_map(before).map(|at| &self.operands[at]) {
                let title = operand.after(before, Text::Title).len() as u32;
                count(&operand.after(before, Text::Body), borders, |passage, body, _| {
                    sums[passage] += pair(before.weight, operand.weight, Frequencies { title, body });
                });
            }
        }
        sums
    }
}

impl OperandPositions {
    /// Its places in one text that begin where a place of `before` ends.
    fn after(&self, before: &OperandPositions, text: Text) -> Vec<u32> {
        let (here, before_it) = match text {
            Text::Title => (&self.title, &before.title),
            _ => (&self.body, &before.body),
        };
        let mut ends = before_it.iter().map(|place| place + before.width).peekable();
        let follows = |place: &&u32| {
            while ends.next_if(|end| end < *place).is_some() {}
            ends.peek() == Some(*place)
        };
        here.iter().filter(follows).copied().collect()
    }
}

/// For each passage: its number, how many of the places it holds, and its words.
fn count(places: &[u32], borders: &[u32], mut add: impl FnMut(usize, u32, u32)) {
    let mut places = places.iter().peekable();
    for (number, passage) in borders.windows(2).enumerate() {
        let mut found = 0;
        while places.next_if(|place| **place < passage[1]).is_some() {
            found += 1;
        }
        add(number, found, passage[1] - passage[0]);
    }
}
