//! Lists of words, independent of the article: first names, titles, places,
//! organisations and of words that are no names, as bits by word.
//!
//! Words and phrases are looked up by 64-bit hash alone, so that no text is copied while
//! tagging. Two of the few thousand entries collide with a word of an article about once in
//! 10^15 words.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::hashing::{hash, mix};
use crate::entities::Kind;
use crate::text::{fold, tokens};

/// The lists that a word is in, as bits.
pub(crate) type Marks = u32;

/// First name.
pub(crate) const FIRST: Marks = 1;
/// Surname so usual or so well known that it stands for a person on its own.
pub(crate) const SURNAME: Marks = 1 << 1;
/// Title or office before a name.
pub(crate) const TITLE: Marks = 1 << 2;
/// Nationality, language, religion, leaning.
pub(crate) const DEMONYM: Marks = 1 << 3;
/// Function word, month, weekday, number.
pub(crate) const STOP: Marks = 1 << 4;
/// Common word that is often capitalised and is not a name alone.
pub(crate) const COMMON: Marks = 1 << 5;
/// A place on its own.
pub(crate) const PLACE: Marks = 1 << 6;
/// An organisation on its own.
pub(crate) const ORG: Marks = 1 << 7;
/// Legal form behind a company's name.
pub(crate) const SUFFIX: Marks = 1 << 8;
/// Last word of organisations' names.
pub(crate) const ORG_TAIL: Marks = 1 << 9;
/// Organisation with *of*, *for* or *on* behind it.
pub(crate) const ORG_HEAD: Marks = 1 << 10;
/// Last word of places' names.
pub(crate) const PLACE_TAIL: Marks = 1 << 11;
/// First word of places' names.
pub(crate) const PLACE_HEAD: Marks = 1 << 12;
/// Second syllable of a Korean or Chinese given name, lower case behind a hyphen.
pub(crate) const SYLLABLE: Marks = 1 << 13;
/// First word of a listed name of several words.
pub(crate) const OPENS_PHRASE: Marks = 1 << 14;
/// Last word of names of other things: cups, treaties, wars.
pub(crate) const EVENT: Marks = 1 << 17;
/// Listed as a name in capitals throughout (US, WHO).
const CAPITALS: Marks = 1 << 15;
/// Listed as a name that is not in capitals throughout.
const MIXED: Marks = 1 << 16;

/// The lists, read once.
pub(crate) static LISTS: LazyLock<WordLists> = LazyLock::new(WordLists::load);

/// Marks of words, kinds of phrases.
pub(crate) struct WordLists {
    words: HashMap<u64, Marks>,
    /// None: known to be no name.
    phrases: HashMap<u64, Option<Kind>>,
}

impl WordLists {
    /// The marks of a word by its key, given whether it is written in capitals throughout.
    pub(crate) fn marks(&self, key: u64, capitals: bool) -> Marks {
        let marks = self.words.get(&key).copied().unwrap_or(0);
        if marks & (CAPITALS | MIXED) == CAPITALS && !capitals { marks & !(PLACE | ORG) } else { marks }
    }

    /// The kind of a listed phrase; `Some(None)` if it is listed as not a name.
    pub(crate) fn phrase(&self, key: u64) -> Option<Option<Kind>> {
        self.phrases.get(&key).copied()
    }

    fn load() -> WordLists {
        let mut lists =
            WordLists { words: HashMap::with_capacity(1 << 14), phrases: HashMap::with_capacity(1 << 11) };
        for (text, mark) in [
            (include_str!("../lists/first_names.txt"), FIRST),
            (include_str!("../lists/surnames.txt"), SURNAME),
            (include_str!("../lists/titles.txt"), TITLE),
            (include_str!("../lists/demonyms.txt"), DEMONYM),
            (include_str!("../lists/stop.txt"), STOP),
            (include_str!("../lists/common.txt"), COMMON),
            (include_str!("../lists/org_suffixes.txt"), SUFFIX),
            (include_str!("../lists/org_tails.txt"), ORG_TAIL),
            (include_str!("../lists/org_heads.txt"), ORG_HEAD),
            (include_str!("../lists/place_tails.txt"), PLACE_TAIL),
            (include_str!("../lists/place_heads.txt"), PLACE_HEAD),
            (include_str!("../lists/syllables.txt"), SYLLABLE),
            (include_str!("../lists/events.txt"), EVENT),
        ] {
            for word in text.lines() {
                *lists.words.entry(key(word)).or_default() |= mark;
            }
        }
        lists.add_names(include_str!("../lists/places.txt"), Some(Kind::Place), PLACE);
        lists.add_names(include_str!("../lists/orgs.txt"), Some(Kind::Org), ORG);
        lists.add_names(include_str!("../lists/no_names.txt"), None, 0);
        lists
    }

    fn add_names(&mut self, text: &str, kind: Option<Kind>, mark: Marks) {
        for line in text.lines() {
            let keys: Vec<u64> = tokens(line).iter().map(|t| key(t.of(line))).collect();
            let Some(&first) = keys.first() else { continue };
            let marks = self.words.entry(first).or_default();
            if keys.len() == 1 {
                let mixed = line.chars().any(char::is_lowercase);
                *marks |= mark | if mixed { MIXED } else { CAPITALS };
            } else {
                *marks |= OPENS_PHRASE;
                self.phrases.insert(keys.iter().fold(0, |so_far, &key| extend(so_far, key)), kind);
            }
        }
    }
}

/// The key of a word: the hash of its folded form.
pub(crate) fn key(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let mut buffer = [0; 32];
    match buffer.get_mut(..bytes.len()) {
        Some(lower) if word.is_ascii() => {
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            hash(lower)
        }
        _ => hash(fold::fold(word).as_bytes()),
    }
}

/// The key of a phrase and one more word; the empty phrase is 0.
#[inline]
pub(crate) fn extend(phrase: u64, key: u64) -> u64 {
    mix(phrase, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_by_the_lists_that_hold_them() {
        let marks = |word: &str, capitals| LISTS.marks(key(word), capitals);
        assert_eq!(marks("US", true) & PLACE, PLACE);
        assert_eq!(marks("Us", false) & PLACE, 0);
        assert_ne!(marks("Vladimir", false) & FIRST, 0);
        assert_ne!(marks("José", false) & FIRST, 0);
        assert_eq!(key("Zürich"), key("ZURICH"));
        let keys = ["bank", "of", "england"].map(key);
        assert_eq!(LISTS.phrase(keys.into_iter().fold(0, extend)), Some(Some(Kind::Org)));
    }
}
