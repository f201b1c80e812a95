//! One text of an article as the tagger sees it: its words, how they are written, what stands
//! between them, and which of them can belong to a name.

use std::cell::LazyCell;
use std::ops::Range;

use super::hashing::hash;
use super::spelling::{Gap, Shape, is_link, is_particle};
use crate::text::Token;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// Its number among the tokens of the text.
    pub token: u32,
    /// The hash of its letters as written, or as written anew where all around is in capitals.
    pub spelling: u64,
    /// How it is written.
    pub shape: Shape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it can belong to a name, so that it is scored.
    pub candidate: bool,
    /// Whether all words around it have capitals, so that its own says nothing.
    pub all_caps: bool,
    /// Whether that is because it stands in a headline, or all around is in capitals.
    pub headline: bool,
}

/// The words of a text, less the possessive *s* that stands apart.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub all: Vec<Word>,
    /// Its sentences, as ranges of `all`.
    pub sentences: Vec<Range<u32>>,
    /// The words that were written anew, by number, in order.
    pub respelled: Vec<(u32, String)>,
}

impl Words {
    /// Reads the words of a text whose sentences are given as ranges of tokens.
    pub(crate) fn read(text: &str, tokens: &[Token], sentences: impl Iterator<Item = Range<usize>>) -> Words {
        let mut words = Words { all: Vec::with_capacity(tokens.len()), ..Words::default() };
        // Text divided into words has blanks around every hyphen; elsewhere those are dashes.
        let divided = LazyCell::new(|| text.contains(" , ") || text.contains(" . "));
        for range in sentences {
            let first = words.all.len();
            let mut before = None;
            for token in range {
                let word = tokens[token].of(text);
                let start = tokens[token].start as usize;
                if matches!(word, "s" | "S") && text[..start].trim_end().ends_with(['\'', '’']) {
                    continue;
                }
                let mut gap = before.map_or(Gap::Border, |end| Gap::between_words(&text[end..start]));
                let apart = |end: usize| {
                    text[end..].starts_with([' ', '\n'])
                        || text[..start].ends_with([' ', '\n'])
                        || text[end..].starts_with("--")
                };
                if gap == Gap::Hyphen && before.is_some_and(apart) && !*divided {
                    gap = Gap::Dash;
                }
                before = Some(tokens[token].end as usize);
                words.all.push(Word {
                    token: token as u32,
                    spelling: hash(word.as_bytes()),
                    shape: Shape::of_word(word),
                    gap,
                    candidate: false,
                    all_caps: false,
                    headline: false,
                });
            }
            mark(&mut words.all[first..], |word| tokens[word.token as usize].of(text));
            words.sentences.push(first as u32..words.all.len() as u32);
        }
        words
    }

    /// A word as the features see it.
    pub(crate) fn text<'a>(&'a self, at: usize, text: &'a str, tokens: &[Token]) -> &'a str {
        match self.respelled.binary_search_by_key(&(at as u32), |(word, _)| *word) {
            Ok(found) => &self.respelled[found].1,
            Err(_) => tokens[self.all[at].token as usize].of(text),
        }
    }
}

/// Marks the words of a sentence that can belong to a name, and all if it is in capitals.
fn mark<'a>(words: &mut [Word], text: impl Fn(&Word) -> &'a str) {
    let joined = |gap| matches!(gap, Gap::Space | Gap::Hyphen);
    let (mut cores, mut small) = (0, 0);
    for at in 0..words.len() {
        let word = words[at];
        let before = at > 0 && words[at - 1].shape.is_core();
        let behind = words.get(at + 1).filter(|next| next.shape.is_core()).map(|next| next.gap);
        words[at].candidate = match word.shape {
            shape if shape.is_core() => {
                cores += 1;
                true
            }
            Shape::Number => before && joined(word.gap) || behind.is_some_and(joined),
            Shape::Lower | Shape::LowerDigit => {
                small += 1;
                before && word.gap == Gap::Hyphen || behind == Some(Gap::Hyphen)
            }
            _ => false,
        };
    }
    // Small words between two names, and particles before one, from the back.
    let mut next = usize::MAX;
    for at in (0..words.len()).rev() {
        let word = words[at];
        if word.candidate {
            next = at;
        } else if word.shape == Shape::Lower
            && next < words.len()
            && next - at <= MAX_LINKS
            && (joined(words[at + 1].gap) || words[at + 1].gap == Gap::Possessive)
            && is_link(text(&word))
        {
            small -= 1;
            let from = at.saturating_sub(MAX_LINKS);
            let core = (from..at).rev().find(|&before| words[before].candidate);
            let linked = core.is_some_and(|core| {
                next - core <= MAX_LINKS + 1
                    && words[core + 1..=at].iter().all(|w| w.gap != Gap::Border && w.gap != Gap::Stop)
                    && words[core + 1..at].iter().all(|w| w.shape == Shape::Lower && is_link(text(w)))
            });
            let particle = at + 1 == next && is_particle(text(&word));
            if linked || particle {
                words[at].candidate = true;
                if particle {
                    next = at;
                }
            }
        } else {
            next = usize::MAX;
        }
    }
    if cores >= 3 && cores >= 5 * small {
        for word in words {
            word.all_caps = true;
        }
    }
}

/// Small words in a row inside a name ("Bank of the West").
const MAX_LINKS: usize = 3;

/// The runs of words of a sentence that are scored together.
pub(crate) fn runs(words: &[Word]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = at + words[at..].iter().position(|w| w.candidate)?;
        let length = words[first..].iter().position(|w| !w.candidate).unwrap_or(words.len() - first);
        at = first + length;
        Some(first..at)
    })
}
