//! Our own short lists have the last word on names of several words: what was found inside a
//! listed name is that name, and what begins the name of an event or a treaty is none.

use super::spelling::Gap;
use super::word_features::WordFeatures;
use super::word_lists::{self, EVENT, LISTS, OPENS_PHRASE};
use super::words::Word;

/// Words of the longest listed name.
const LONGEST: usize = 8;

/// What the lists make of a found span of words: another span with its kind, nothing
/// (`Some(None)`), or no opinion.
pub(crate) fn listed_span(
    words: &[Word],
    features: &[WordFeatures],
    first: usize,
    end: usize,
) -> Option<Option<(usize, usize, crate::entities::Kind)>> {
    for start in first.saturating_sub(LONGEST - 1)..=first {
        if features[start].marks & OPENS_PHRASE == 0 || !words[start].candidate {
            continue;
        }
        let mut phrase = word_lists::extend(0, features[start].folded);
        let mut longest = None;
        for at in start + 1..(start + LONGEST).min(words.len()) {
            if !words[at].candidate || !(words[at].gap.is_close() || words[at].gap == Gap::Possessive) {
                break;
            }
            phrase = word_lists::extend(phrase, features[at].folded);
            if at + 1 >= end
                && let Some(kind) = LISTS.phrase(phrase)
            {
                longest = Some(kind.map(|kind| (start, at + 1, kind)));
            }
        }
        if longest.is_some() {
            return longest;
        }
    }
    let next = words.get(end).filter(|next| next.shape.is_core() && next.gap == Gap::Space)?;
    (next.candidate && features[end].marks & EVENT != 0).then_some(None)
}
