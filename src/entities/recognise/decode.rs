//! The best labels of a run of words (Viterbi), by sums of small integers.

use super::tags::{LANES, O, ends};

/// Scores of all labels.
pub(crate) type Row = [i16; LANES];

/// What no label may cost more than: far below every sum of a word's scores.
pub(crate) const NEVER: i16 = -30_000;

/// The labels with the greatest sum of scores and transitions, one a word, into `out`.
/// `steps` is scratch.
pub(crate) fn decode(scores: &[Row], transitions: &[Row; LANES], steps: &mut Vec<Row>, out: &mut Vec<u8>) {
    out.clear();
    steps.clear();
    let Some(last) = scores.len().checked_sub(1) else { return };
    let mut sums = transitions[O];
    add(&mut sums, &scores[0]);
    steps.push(sums);
    for row in &scores[1..] {
        let mut next = [i16::MIN; LANES];
        for (&sum, transition) in sums.iter().zip(transitions) {
            for lane in 0..LANES {
                next[lane] = next[lane].max(sum.saturating_add(transition[lane]));
            }
        }
        add(&mut next, row);
        // Sums are counted from the best, so that they stay small however long the run.
        let best = next.iter().copied().max().unwrap_or(0);
        for lane in &mut next {
            *lane = lane.saturating_sub(best);
        }
        sums = next;
        steps.push(sums);
    }
    let mut label = (0..LANES).rev().filter(|&l| ends(l)).max_by_key(|&l| sums[l]).unwrap_or(O);
    out.resize(scores.len(), 0);
    out[last] = label as u8;
    for at in (0..last).rev() {
        let sums = &steps[at];
        let value = |before: usize| sums[before].saturating_add(transitions[before][label]);
        label = (0..LANES).rev().max_by_key(|&before| value(before)).unwrap_or(O);
        out[at] = label as u8;
    }
}

/// Adds scores to scores.
#[inline]
pub(crate) fn add(sums: &mut Row, scores: &Row) {
    for lane in 0..LANES {
        sums[lane] = sums[lane].saturating_add(scores[lane]);
    }
}
