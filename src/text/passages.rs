//! Passages: the pieces of an article that are scored and shown.

use std::ops::Range;

/// Words a passage should have at least; shorter paragraphs are joined until it has.
pub const MIN_WORDS: usize = 60;
/// Words a passage should have at most; longer paragraphs are divided between sentences.
pub const MAX_WORDS: usize = 120;
/// A paragraph with fewer words counts as very short and may be joined to its neighbour.
const SHORT_PARAGRAPH: usize = 50;

/// Groups the sentences of an article into passages, as ranges of sentence numbers that
/// follow on each other. `paragraphs` holds, for each paragraph, its sentences' word counts.
///
/// A passage is made of whole sentences. It stays inside its paragraph, unless that is very
/// short and so is the next. A sentence longer than a passage is a passage of its own.
pub fn passages(paragraphs: &[Vec<usize>]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    // Words of the passage that may still grow, made of very short paragraphs only.
    let mut open: Option<usize> = None;
    let mut sentence = 0;
    for paragraph in paragraphs {
        let words: usize = paragraph.iter().sum();
        let whole = sentence..sentence + paragraph.len();
        sentence = whole.end;
        if paragraph.is_empty() {
            continue;
        }
        if words >= SHORT_PARAGRAPH {
            open = None;
            divide(paragraph, whole, &mut out);
            continue;
        }
        match (open, out.last_mut()) {
            (Some(so_far), Some(last)) if so_far < MIN_WORDS && so_far + words <= MAX_WORDS => {
                last.end = whole.end;
                open = Some(so_far + words);
            }
            _ => {
                out.push(whole);
                open = Some(words);
            }
        }
    }
    out
}

/// Divides a paragraph into passages of nearly equal length.
fn divide(words: &[usize], sentences: Range<usize>, out: &mut Vec<Range<usize>>) {
    let total: usize = words.iter().sum();
    let pieces = total.div_ceil(MAX_WORDS).max(1);
    let aim = total.div_ceil(pieces);
    let (mut start, mut so_far) = (sentences.start, 0);
    for (i, &count) in words.iter().enumerate() {
        let here = sentences.start + i;
        // A border before this sentence, when that lies nearer to the aim than one after it.
        let overshoots = so_far + count > aim && (so_far + count - aim > aim.saturating_sub(so_far));
        if so_far > 0 && (so_far + count > MAX_WORDS || overshoots) {
            out.push(start..here);
            (start, so_far) = (here, 0);
        }
        so_far += count;
    }
    out.push(start..sentences.end);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(paragraphs: &[&[usize]], ends: &[usize]) {
        let paragraphs: Vec<Vec<usize>> = paragraphs.iter().map(|p| p.to_vec()).collect();
        let found: Vec<usize> = passages(&paragraphs).iter().map(|p| p.end).collect();
        assert_eq!(found, ends);
    }

    #[test]
    fn groups() {
        check(&[], &[]);
        check(&[&[10, 20]], &[2]);
        check(&[&[30], &[25], &[40], &[30]], &[3, 4]);
        check(&[&[30], &[80], &[20]], &[1, 2, 3]);
        check(&[&[50, 50, 50, 50]], &[2, 4]);
        check(&[&[200]], &[1]);
        check(&[&[30, 200, 30]], &[1, 2, 3]);
    }

    proptest! {
        #[test]
        fn every_sentence_lies_in_one_passage(
            paragraphs in prop::collection::vec(prop::collection::vec(1usize..90, 0..8), 0..12)
        ) {
            let mut next = 0;
            for passage in passages(&paragraphs) {
                prop_assert_eq!(passage.start, next);
                prop_assert!(passage.end > passage.start);
                let words: usize = paragraphs.iter().flatten().skip(passage.start).take(passage.len()).sum();
                prop_assert!(words <= MAX_WORDS || passage.len() == 1);
                next = passage.end;
            }
            prop_assert_eq!(next, paragraphs.iter().map(Vec::len).sum::<usize>());
        }
    }
}
