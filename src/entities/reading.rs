//! Reading an article for names: what is certain is taken and learned from, what is doubtful
//! is settled afterwards by what was learned.

use foldhash::{HashMap, HashSet};

use super::clues::{Clues, Verdict};
use super::lists::{self, COMMON, DEMONYM, FIRST, LISTS, PLACE, STOP, SUFFIX};
use super::tagger::Span;
use super::words::{Shape, Words};
use super::{Kind, MentionField};

/// What is being learned from one article.
#[derive(Default)]
pub(super) struct Reading {
    /// Whether the rules made for English hold.
    english: bool,
    /// Words that occur without a capital.
    small: HashSet<u64>,
    /// Kinds of names, and of the surnames of people, by the key of their words.
    pub learned: HashMap<u64, Kind>,
    /// The names found.
    pub spans: Vec<Span>,
    /// How often unknown acronyms occur.
    acronyms: HashMap<u64, u32>,
    /// Capitalised words without a sign of their own, to be looked at again.
    doubtful: Vec<Doubt>,
}

/// A capitalised word that is a name only if the rest of the article says so.
struct Doubt {
    field: MentionField,
    capital: usize,
    key: u64,
    guess: Option<Kind>,
}

impl Reading {
    /// Nothing read yet; `small` holds the words that the article writes small.
    pub(super) fn new(english: bool, small: HashSet<u64>) -> Reading {
        Reading { english, small, ..Reading::default() }
    }

    /// Whether the article writes a word small as well.
    pub(super) fn is_small(&self, key: u64) -> bool {
        self.small.contains(&key)
    }

    /// The first reading: what is certain by itself.
    pub(super) fn read(&mut self, words: &Words, field: MentionField) {
        let mut at = 0;
        while at < words.capitals.len() {
            if words.capitals[at].loud {
                at += 1;
                continue;
            }
            if self.english
                && let Some(next) = words.event(at)
            {
                at = next;
                continue;
            }
            let clues = Clues::new(words, &self.small, at);
            let verdict = if self.english { clues.in_english() } else { clues.in_any_language() };
            let mut doubt = |guess| {
                self.doubtful.push(Doubt { field, capital: at, key: words.capitals[at].key, guess });
            };
            let mut next = at + 1;
            match verdict {
                Verdict::Name(kind, first, reach) => {
                    self.add(words, field, kind, first, reach.end);
                    next = reach.next;
                }
                Verdict::Doubt(guess) => doubt(guess),
                Verdict::Acronym => {
                    doubt(Some(Kind::Org));
                    *self.acronyms.entry(words.capitals[at].key).or_default() += 1;
                }
                Verdict::Nothing => {}
            }
            at = next;
        }
    }

    /// The second look at words without a sign of their own.
    pub(super) fn settle_doubts(&mut self, body: &Words, title: &Words) {
        let doubtful = std::mem::take(&mut self.doubtful);
        // One good sign speaks for the word wherever it stands.
        for doubt in &doubtful {
            if let Some(kind @ (Kind::Person | Kind::Place)) = doubt.guess {
                self.learned.entry(lists::phrase(&[doubt.key])).or_insert(kind);
            }
        }
        for doubt in doubtful {
            let words = match doubt.field {
                MentionField::Title => title,
                MentionField::Body => body,
            };
            let word = words.capitals[doubt.capital];
            let learned = self.learned.get(&lists::extend(0, word.key)).copied();
            // A word in capitals, seen once, may be a shout.
            let shout = word.shape == Shape::Capitals
                && self.acronyms.get(&word.key).copied() == Some(1)
                && is_pronounceable(words.word(word.token as usize));
            if let Some(kind) = learned.or(doubt.guess.filter(|_| !shout)) {
                self.push(doubt.field, kind, word.token, word.token + 1);
            }
        }
    }

    /// Adds a name and learns from it.
    fn add(&mut self, words: &Words, field: MentionField, kind: Kind, first: u32, end: u32) {
        self.push(field, kind, first, end);
        let keys: Vec<u64> = (first..end).map(|token| lists::key(words.word(token as usize))).collect();
        self.learned.insert(lists::phrase(&keys), kind);
        let [first, .., last] = keys[..] else { return };
        match kind {
            Kind::Person => {
                self.learn_word(last, kind, 0);
                // Family names stand first in much of Asia.
                self.learn_word(first, kind, FIRST | COMMON | STOP | PLACE);
            }
            // A firm is called by its first word (Yukos Oil Co).
            Kind::Org if LISTS.marks(last, true) & SUFFIX != 0 => {
                self.learn_word(first, kind, COMMON | STOP | PLACE | FIRST | DEMONYM);
            }
            _ => {}
        }
    }

    /// Learns that a word alone is a name too, unless the lists mark it otherwise.
    fn learn_word(&mut self, key: u64, kind: Kind, unless: lists::Marks) {
        if LISTS.marks(key, true) & unless == 0 {
            self.learned.entry(lists::phrase(&[key])).or_insert(kind);
        }
    }

    /// Adds a name.
    pub(super) fn push(&mut self, field: MentionField, kind: Kind, first: u32, end: u32) {
        self.spans.push(Span { field, first, end, kind });
    }
}

/// Whether a word in capitals reads like a word: vowels and no three consonants in a row.
fn is_pronounceable(word: &str) -> bool {
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let mut consonants = 0;
    word.contains(vowel)
        && word.chars().all(|c| {
            consonants = if vowel(c) { 0 } else { consonants + 1 };
            consonants < 3
        })
}
