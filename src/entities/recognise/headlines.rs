//! People in headlines, where capitals say nothing: known surnames that stand where people do, and
//! the words around a name that are no part of it.

use std::ops::Range;
use std::sync::LazyLock;

use foldhash::HashSet;

use super::article_context::{ALONE, ENDED, NAMED, TITLED};
use super::encoded::Encoded;
use super::features::{Context, is_small};
use super::gazetteer::{LAST_ANY, LAST_USUAL, POLITICIAN};
use super::spelling::{Gap, Shape};
use super::tags::O;
use super::word_lists::{self, FIRST, SURNAME, TITLE};

/// Whether a word of a headline in capitals is a politician's surname that stands where people
/// do: behind a title or a possessive (*TREASURY'S BAKER*), or beside a verb of speech.
pub(crate) fn is_speaker(context: &Context, at: usize, labels: &[u8]) -> bool {
    const SURNAMES: u16 = LAST_USUAL | LAST_ANY;
    let features = &context.features[at];
    if features.bits & POLITICIAN == 0
        || features.bits & SURNAMES == 0
        || features.marks & (word_lists::PLACE | word_lists::ORG) != 0
    {
        return false;
    }
    let named = |other: usize| labels.get(other).is_some_and(|label| *label as usize != O);
    let verb =
        |other: usize| context.features.get(other).is_some_and(|features| SPEECH.contains(&features.folded));
    let gap = context.words[at].gap;
    let before = at.checked_sub(1);
    let titled =
        before.is_some_and(|before| context.features[before].marks & TITLE != 0 && gap == Gap::Space);
    let owned = gap == Gap::Possessive;
    let says = verb(at + 1) && context.words[at + 1].gap == Gap::Space;
    let said = before.is_some_and(verb) && gap == Gap::Space;
    let apart = owned || !before.is_some_and(named);
    apart && !named(at + 1) && (titled || owned || says || said)
}

/// Verbs of speech and thought as headlines have them.
static SPEECH: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let verbs = "says said sees saw tells told urges urged warns warned vows vowed calls denies denied rejects \
        rejected backs opposes predicts expects forecasts reiterates repeats reaffirms hopes wants welcomes praises \
        criticises criticizes defends confirms insists seeks asks thinks believes doubts discusses meets";
    verbs.split_whitespace().map(word_lists::key).collect()
});

/// A person's name in a headline in capitals, without the words around it that are usually small,
/// where the article names somebody so elsewhere: *OVERRIDES REAGAN*.
pub(crate) fn without_small(encoded: &Encoded, field: usize, name: Range<usize>) -> Range<usize> {
    let features = |at: usize| &encoded.features[field][at];
    let small = |at: &usize| {
        features(*at).marks & (FIRST | SURNAME | TITLE) == 0 && is_small(&encoded.article, features(*at))
    };
    // Whose they are is no part of it: TREASURY'S BAKER.
    let words = &encoded.words[field].all;
    let owned = |at: &usize| {
        *at > name.start && words[*at].gap == Gap::Possessive && words[at - 1].shape != Shape::Initial
    };
    let name = name.clone().rev().find(owned).unwrap_or(name.start)..name.end;
    let last = name.clone().rev().find(|at| !small(at));
    let seen = last.and_then(|last| encoded.article.seen(features(last).folded));
    match (last, seen) {
        (Some(last), Some(seen)) if seen.company & (ENDED | ALONE | NAMED | TITLED) != 0 => {
            name.clone().find(|at| !small(at)).unwrap_or(last)..last + 1
        }
        _ => name,
    }
}
