//! The features of one word by itself, computed once per word and cached by the tagger.

use super::gazetteer::{Clusters, Gazetteer};
use super::hashing::hash;
use super::signs::{SIGNS, Signs};
use super::spelling::Shape;
use super::word_lists::{self, LISTS};

/// The features of a word by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordFeatures {
    /// The hash of its folded form.
    pub folded: u64,
    /// Marks of our own word lists.
    pub marks: u32,
    /// Bits of the gazetteers.
    pub bits: u16,
    /// Both in few bits, for pairs of words.
    pub class: u16,
    /// Its clusters.
    pub clusters: Clusters,
    /// The clusters of the same word in small letters.
    pub small: Clusters,
    /// Its first letter, for acronyms.
    pub initial: u8,
    /// The key of its letters, if it can be an acronym; otherwise 0.
    pub acronym: u64,
    /// Hints on the boundaries of names, which the model does not see.
    pub signs: Signs,
}

/// The features of what lies beyond a sentence.
pub(crate) const BEYOND: WordFeatures = {
    let none = Clusters { fine: 0, middle: 0, coarse: 0, coarsest: 0, usual: false };
    WordFeatures {
        folded: 1,
        marks: 0,
        bits: 0,
        class: 1 << 15,
        clusters: none,
        small: none,
        initial: 0,
        acronym: 0,
        signs: 0,
    }
};

impl WordFeatures {
    /// The features of a word whose folded form is `key`.
    pub(crate) fn new(gazetteer: &Gazetteer, key: &str, spelling: u64, shape: Shape) -> WordFeatures {
        let folded = hash(key.as_bytes());
        let bits = gazetteer.word(folded);
        let marks = LISTS.marks(folded, matches!(shape, Shape::Caps | Shape::Dotted));
        let clusters = gazetteer.clusters(spelling);
        let small = if shape == Shape::Lower { clusters } else { gazetteer.clusters(folded) };
        let initial = key.bytes().next().unwrap_or(0);
        let letters = || key.bytes().filter(u8::is_ascii_alphabetic);
        let acronym = match shape {
            Shape::Caps | Shape::Dotted if (2..=MAX_LETTERS).contains(&letters().count()) => {
                letters().fold(0, spell)
            }
            _ => 0,
        };
        let signs = SIGNS.get(&folded).copied().unwrap_or(0);
        WordFeatures {
            folded,
            marks,
            bits,
            class: class(marks, bits),
            clusters,
            small,
            initial,
            acronym,
            signs,
        }
    }
}

/// Letters of the longest acronym that is looked for.
pub(crate) const MAX_LETTERS: usize = 7;

/// The key of an acronym and one more letter; the key of the empty acronym is 0.
pub(crate) fn spell(acronym: u64, letter: u8) -> u64 {
    acronym << 8 | u64::from(letter)
}

/// Bit of [`WordFeatures::class`]: a first name.
pub(crate) const FIRST: u16 = 1;

fn class(marks: u32, bits: u16) -> u16 {
    use super::gazetteer as k;
    let any = [
        marks & word_lists::FIRST != 0 || bits & (k::FIRST_USUAL | k::FIRST_ANY) != 0,
        marks & word_lists::SURNAME != 0 || bits & (k::LAST_USUAL | k::LAST_ANY) != 0,
        marks & word_lists::PLACE != 0 || bits & (k::COUNTRY | k::CITY | k::CITY_LARGE) != 0,
        marks & word_lists::TITLE != 0,
        marks & (word_lists::ORG | word_lists::ORG_HEAD) != 0,
        marks & (word_lists::ORG_TAIL | word_lists::SUFFIX) != 0 || bits & k::LEGAL != 0,
        marks & (word_lists::PLACE_TAIL | word_lists::PLACE_HEAD) != 0,
        marks & word_lists::DEMONYM != 0,
        marks & (word_lists::STOP | word_lists::COMMON) != 0,
    ];
    any.iter().enumerate().map(|(at, &set)| u16::from(set) << at).sum()
}
