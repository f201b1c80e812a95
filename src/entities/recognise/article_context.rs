//! Evidence from the whole article about a word: whether it occurs elsewhere in lower case, or
//! with a capital inside a sentence, in what company, and what it was taken for.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::spelling::{Gap, Shape};
use super::tags::LANES;
use super::word_features::{FIRST, MAX_LETTERS, WordFeatures, spell};
use super::word_lists::TITLE;
use super::words::{Word, Words, runs};

/// It began a name of several words.
pub(crate) const BEGAN: u8 = 1;
/// It ended a name of several words.
pub(crate) const ENDED: u8 = 1 << 1;
/// It stood alone.
pub(crate) const ALONE: u8 = 1 << 2;
/// It stood behind a first name.
pub(crate) const NAMED: u8 = 1 << 3;
/// It stood behind a title.
pub(crate) const TITLED: u8 = 1 << 4;

/// It stood in capitals among usual letters.
pub(crate) const CAPITALS: u8 = 1 << 5;

/// The evidence of an article about a word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    /// Times in small letters.
    pub lower: u8,
    /// Times with a capital it would not have by its place.
    pub inside: u8,
    /// Company it stood in.
    pub company: u8,
    /// Labels the first pass gave it.
    pub labels: [u8; LANES],
}

/// The words with capitals of an article.
#[derive(Debug, Default)]
pub(crate) struct ArticleContext {
    seen: HashMap<u64, Seen>,
    /// Keys of the acronyms of names of several words.
    acronyms: HashSet<u64>,
}

impl ArticleContext {
    /// An empty one.
    pub(crate) fn new() -> ArticleContext {
        ArticleContext { seen: HashMap::with_capacity(256), acronyms: HashSet::with_capacity(256) }
    }

    /// Takes in the words with capitals of a text, its sentences in capitals left out.
    pub(crate) fn add_capitals(&mut self, words: &Words, features: &[WordFeatures]) {
        for sentence in &words.sentences {
            for at in sentence.start as usize..sentence.end as usize {
                let word = &words.all[at];
                if !word.shape.is_core() || word.all_caps {
                    continue;
                }
                let seen = self.seen.entry(features[at].folded).or_default();
                let before = (at > sentence.start as usize).then(|| at - 1);
                let joins =
                    |word: &Word| word.shape.is_core() && matches!(word.gap, Gap::Space | Gap::Hyphen);
                let linked = before.is_some_and(|b| words.all[b].shape.is_core() && joins(word));
                let goes_on = at + 1 < sentence.end as usize && joins(&words.all[at + 1]);
                let opens = before.is_none() || matches!(word.gap, Gap::Quote | Gap::CommaQuote | Gap::Colon);
                if !opens {
                    seen.inside = seen.inside.saturating_add(1);
                }
                seen.company |= match (linked, goes_on) {
                    (false, false) if opens => 0,
                    (false, false) => ALONE,
                    (false, true) => BEGAN,
                    (true, false) => ENDED,
                    (true, true) => 0,
                };
                if matches!(word.shape, Shape::Caps | Shape::Dotted) {
                    seen.company |= CAPITALS;
                }
                if let Some(before) = before.filter(|_| word.gap == Gap::Space || word.gap == Gap::Stop) {
                    let other = &features[before];
                    if other.class & FIRST != 0 && linked {
                        seen.company |= NAMED;
                    }
                    if other.marks & TITLE != 0 {
                        seen.company |= TITLED;
                    }
                }
            }
        }
    }

    /// Adds the acronyms of names of several words.
    pub(crate) fn add_acronyms(&mut self, words: &Words, features: &[WordFeatures]) {
        let mut initials: Vec<u8> = Vec::new();
        for sentence in &words.sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            if sentence.is_empty() || words.all[sentence.start].all_caps {
                continue;
            }
            for run in runs(&words.all[sentence.clone()]) {
                initials.clear();
                let run = sentence.start + run.start..sentence.start + run.end;
                initials.extend(
                    run.filter(|&at| words.all[at].shape == Shape::Cap).map(|at| features[at].initial),
                );
                for first in 0..initials.len().saturating_sub(1) {
                    let mut acronym = 0;
                    for (length, &letter) in initials[first..].iter().take(MAX_LETTERS).enumerate() {
                        acronym = spell(acronym, letter);
                        if length > 0 {
                            self.acronyms.insert(acronym);
                        }
                    }
                }
            }
        }
    }

    /// Whether it is the acronym of a name of the article.
    pub(crate) fn shortens(&self, acronym: u64) -> bool {
        acronym != 0 && self.acronyms.contains(&acronym)
    }

    /// Counts the words in small letters that also stand with a capital.
    pub(crate) fn add_small(&mut self, words: &Words) {
        for word in &words.all {
            if word.shape == Shape::Lower
                && !word.all_caps
                && let Some(seen) = self.seen.get_mut(&word.spelling)
            {
                seen.lower = seen.lower.saturating_add(1);
            }
        }
    }

    /// What is known of a word.
    pub(crate) fn seen(&self, folded: u64) -> Option<&Seen> {
        self.seen.get(&folded)
    }

    /// Notes the label that the first pass gave a word.
    pub(crate) fn note(&mut self, folded: u64, label: usize) {
        let seen = self.seen.entry(folded).or_default();
        seen.labels[label] = seen.labels[label].saturating_add(1);
    }
}
