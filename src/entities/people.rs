//! How far a person's name reaches: initials, particles, syllables behind hyphens, *Jr*.

use super::lists::{
    self, COMMON, DEMONYM, FIRST, LISTS, Marks, ORG, ORG_TAIL, PLACE, STOP, SUFFIX, SURNAME, SYLLABLE, TITLE,
};
use super::patterns::Reach;
use super::words::{Gap, Shape, Words};

/// Parts of the longest person's name.
const LONGEST_PERSON: usize = 5;

impl Words<'_> {
    /// A person from the first word of the name on, titles left out. Returns the number of
    /// parts too.
    pub(super) fn person(&self, first: usize) -> (Reach, usize) {
        let mut at = first;
        let mut parts = 1;
        let mut surnamed = !self.capitals[first].is(FIRST) && self.capitals[first].shape != Shape::Initial;
        let mut end = self.syllables(first);
        while parts < LONGEST_PERSON
            && let Some(next) = self.next_part(at, end)
            && self.is_part(next, surnamed, self.capitals[first].shape)
        {
            surnamed |= !self.capitals[next].is(FIRST) && self.capitals[next].shape != Shape::Initial;
            at = next;
            parts += 1;
            end = self.syllables(at);
        }
        (Reach { end, next: at + 1 }, parts)
    }

    /// One past the last token of a part, *-un* in *Jong-un* taken in.
    fn syllables(&self, at: usize) -> u32 {
        let end = self.capitals[at].token + 1;
        let word = self.word(end as usize);
        let syllable = self.hyphened(end as usize)
            && word.len() < 8
            && word.starts_with(char::is_lowercase)
            && LISTS.marks(lists::key(word), false) & SYLLABLE != 0;
        end + syllable as u32
    }

    /// Whether a hyphen stands before a word, with or without the blanks of divided tokens.
    fn hyphened(&self, token: usize) -> bool {
        let (Some(before), Some(word)) = (self.tokens.get(token - 1), self.tokens.get(token)) else {
            return false;
        };
        self.text[before.end as usize..word.start as usize].trim() == "-"
    }

    /// The next capitalised part of a person's name, over particles.
    fn next_part(&self, at: usize, end: u32) -> Option<usize> {
        let next = self.capitals.get(at + 1)?;
        let skipped = next.token.checked_sub(end)?;
        let close = |gap| matches!(gap, Gap::Space | Gap::Hyphen);
        let particles = (end..next.token).all(|t| PARTICLES.contains(&self.word(t as usize)));
        let joined = (end..=next.token).all(|t| close(self.gap(t as usize)));
        (skipped <= 2 && particles && joined).then_some(at + 1)
    }

    /// Whether a word can go on a person's name.
    fn is_part(&self, at: usize, surnamed: bool, first_shape: Shape) -> bool {
        let word = &self.capitals[at];
        if word.opens {
            return false;
        }
        if word.shape == Shape::Initial {
            return !surnamed;
        }
        if word.shape == Shape::Capitals && first_shape == Shape::Cap && !word.loud {
            return surnamed && matches!(self.word(word.token as usize), "II" | "III" | "IV" | "XVI");
        }
        if matches!(self.word(word.token as usize), "Jr" | "Sr") {
            return true;
        }
        let barred: Marks = if surnamed {
            STOP | COMMON | DEMONYM | TITLE | PLACE | ORG | SUFFIX | ORG_TAIL
        } else {
            DEMONYM | TITLE | SUFFIX
        };
        if !surnamed && word.is(STOP) {
            return MONTH_SURNAMES.contains(&self.word(word.token as usize));
        }
        !word.is(barred) || word.is(SURNAME) || word.is(FIRST) && !word.is(STOP | TITLE)
    }
}

/// Small words inside surnames.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le",
    "bin", "ibn", "bint", "al", "el", "ul", "ur", "uz", "af", "av", "ben", "ter", "ten", "abu", "zu", "y",
    "e", "ould", "ag",
];

/// Surnames that are months too.
const MONTH_SURNAMES: &[&str] = &["May", "March"];
