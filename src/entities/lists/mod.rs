//! Closed lists of words, one file a subject. Whoever reads names uses these; what only the tagger
//! learns from stands in `recognise::word_lists`.

pub(crate) mod given_names;
pub(crate) mod legal_forms;
pub(crate) mod person_titles;
pub(crate) mod surname_parts;

use foldhash::HashSet;

use super::recognise::word_lists::key;

/// Words, whose case and accents do not matter.
pub(crate) struct WordSet(HashSet<u64>);

impl WordSet {
    /// The words of a text, divided by white space.
    pub(crate) fn new(text: &str) -> WordSet {
        WordSet(text.split_whitespace().map(key).collect())
    }

    pub(crate) fn holds(&self, word: &str) -> bool {
        self.holds_key(key(word))
    }

    /// Whether it holds the word of a [`key`].
    pub(crate) fn holds_key(&self, key: u64) -> bool {
        self.0.contains(&key)
    }
}

/// Whether a list of words divided by blanks holds a word as written.
pub(crate) fn holds_word(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}
