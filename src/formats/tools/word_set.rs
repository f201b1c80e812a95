//! Sets of words, each written as one text.

use std::collections::HashSet;
use std::sync::OnceLock;

/// A set of words or phrases.
pub struct WordSet {
    text: &'static str,
    separator: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl WordSet {
    /// Words with blanks between them.
    pub const fn words(text: &'static str) -> WordSet {
        WordSet { text, separator: " ", set: OnceLock::new() }
    }

    /// Phrases with a comma and a blank between them.
    pub const fn phrases(text: &'static str) -> WordSet {
        WordSet { text, separator: ", ", set: OnceLock::new() }
    }

    /// Whether it has a word, which must be in the case of the set.
    pub fn contains(&self, word: &str) -> bool {
        self.set.get_or_init(|| self.iter().collect()).contains(word)
    }

    /// The words in the order in which they are written.
    pub fn iter(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.text.split(self.separator)
    }
}
