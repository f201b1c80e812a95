//! Given names: which words are some, which are short for others, and in which languages the
//! surname comes first.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::WordSet;
use crate::entities::recognise::word_lists::key;
use crate::text::fold::fold;

/// Common given names.
pub(crate) static GIVEN_NAMES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(include_str!("first_names.txt")));

/// Chinese, Korean and Vietnamese surnames, which may stand before the given name, in the usual
/// transcriptions.
pub(crate) static LEADING_SURNAMES: LazyLock<WordSet> =
    LazyLock::new(|| WordSet::new(include_str!("leading_surnames.txt")));

/// The given names, by [`key`], for which a word is short; empty for most.
pub(crate) fn full_forms(word: u64) -> &'static [u64] {
    NICKNAMES.full_forms.get(&word).map_or(&[], Vec::as_slice)
}

/// The given names that a folded one is short for, or that are short for it: *bill* and *william*.
pub(crate) fn related_given_names(word: &str) -> &'static [String] {
    NICKNAMES.related.get(word).map_or(&[], Vec::as_slice)
}

#[derive(Default)]
struct Nicknames {
    full_forms: HashMap<u64, Vec<u64>>,
    related: HashMap<String, Vec<String>>,
}

/// A line of the list holds a full form and its short ones.
static NICKNAMES: LazyLock<Nicknames> = LazyLock::new(|| {
    let mut out = Nicknames::default();
    for line in include_str!("nicknames.txt").lines() {
        let words: Vec<String> = line.split(' ').map(|word| fold(word).into_owned()).collect();
        let Some((full, nicknames)) = words.split_first() else { continue };
        for nickname in nicknames {
            out.full_forms.entry(key(nickname)).or_default().push(key(full));
            out.related.entry(nickname.clone()).or_default().push(full.clone());
            out.related.entry(full.clone()).or_default().push(nickname.clone());
        }
    }
    out
});
