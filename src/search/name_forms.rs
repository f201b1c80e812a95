//! What a place in a text that holds somebody's surname says of who is meant, by the words
//! before it. Pure; knows no index.
//!
//! A whole name is certain, an initial less so; a bare surname is worth as much as the person's
//! share of those who bear it. Another first name says that it is somebody else.

use crate::entities::registry::{BARE_SURNAME, FITTING_INITIAL, SAME_FIRST};

/// What the words of a text can be to a name: a set of them.
pub(crate) type Clues = u32;

/// The first name that was asked for.
pub(crate) const FIRST: Clues = 1;
/// Another form of it: a nickname, another spelling.
pub(crate) const OTHER_FORM: Clues = 1 << 1;
/// Its initial, or a name that the initial asked for may stand for.
pub(crate) const INITIAL: Clues = 1 << 2;
/// All initials as one word.
pub(crate) const GLUED: Clues = 1 << 3;
/// *Mr*, *President*.
pub(crate) const TITLE: Clues = 1 << 4;
/// A title that was asked for.
pub(crate) const OWN_TITLE: Clues = 1 << 5;

/// Middle names, and words of the surname before its last, that are told apart.
pub(crate) const MOST: usize = 6;

/// A middle name by its number, from 0.
pub(crate) fn middle(number: usize) -> Clues {
    1 << (8 + number)
}

/// The initial of a middle name.
pub(crate) fn middle_initial(number: usize) -> Clues {
    1 << (16 + number)
}

/// A word of the surname before its last.
pub(crate) fn surname_part(number: usize) -> Clues {
    1 << (24 + number)
}

/// The shape of a name that is looked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    /// Whether a first name or initial was asked for.
    pub(crate) has_first: bool,
    /// How many middle names.
    pub(crate) middles: usize,
    /// Words of the surname before its last.
    pub(crate) surname_parts: usize,
    /// Whether the name stands behind its title alone: *Pope Anselm*.
    pub(crate) is_regal: bool,
    /// How many of those who are named in full with this surname may be the one asked for.
    pub(crate) share: f64,
}

const WHOLE: f64 = 1.0;
const MIDDLE: f64 = 0.5;
const TITLED: f64 = 0.5;

impl Shape {
    /// How surely the surname's last word stands for the one asked for, from 0 to 1. `before` gives
    /// what the word so many words before it is; `inside` tells whether it stands within a longer
    /// name.
    pub(crate) fn grade(&self, mut before: impl FnMut(u32) -> Clues, inside: impl FnOnce() -> bool) -> f64 {
        let mut at = 1;
        let parts = (0..self.surname_parts).rev();
        let parts = parts
            .take_while(|part| {
                before(at) & surname_part(*part) != 0 && {
                    at += 1;
                    true
                }
            })
            .count();
        let has_surname = parts == self.surname_parts;
        let (mut full, mut initials) = (0, 0);
        for number in (0..self.middles).rev() {
            let here = before(at);
            if here & middle(number) != 0 {
                full += 1;
            } else if here & middle_initial(number) != 0 {
                initials += 1;
            } else {
                continue;
            }
            at += 1;
        }
        let here = before(at);
        let certain = |here: Clues| {
            if here & FIRST != 0 {
                Some(if full == self.middles && has_surname { WHOLE } else { SAME_FIRST })
            } else if here & OTHER_FORM != 0 {
                Some(SAME_FIRST)
            } else {
                (here & (INITIAL | GLUED) != 0).then_some(FITTING_INITIAL)
            }
        };
        if let Some(certain) = certain(here) {
            return certain;
        }
        if !self.has_first && !self.is_regal && has_surname {
            return WHOLE;
        }
        if self.is_regal && here & OWN_TITLE != 0 {
            return WHOLE;
        }
        // A middle name that was not asked for.
        if self.has_first
            && self.middles == 0
            && here & TITLE == 0
            && let Some(certain) = certain(before(at + 1))
        {
            return certain.min(SAME_FIRST);
        }
        if full > 0 {
            return MIDDLE;
        }
        if here & (TITLE | OWN_TITLE) != 0 {
            return TITLED * self.share;
        }
        if initials > 0 || inside() { 0.0 } else { BARE_SURNAME * self.share * self.share }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grades the last word of a text for *Horace Chapin Alger*, of whom there are half of all
    /// Algers.
    #[track_caller]
    fn check(before: &str, expected: f64) {
        let shape = Shape { has_first: true, middles: 1, surname_parts: 0, is_regal: false, share: 0.5 };
        let words: Vec<&str> = before.split(' ').rev().collect();
        let clues = |at: u32| match words.get(at as usize - 1).copied().unwrap_or_default() {
            "Horace" => FIRST,
            "Race" => OTHER_FORM,
            "H." => INITIAL,
            "H.C." => GLUED,
            "Chapin" => middle(0),
            "C." => middle_initial(0),
            "Mr." => TITLE,
            _ => 0,
        };
        assert_eq!(shape.grade(clues, || words[0] == "Edward"), expected, "{before}");
    }

    #[test]
    fn the_words_before_a_surname_tell_who_is_meant() {
        check("said Horace Chapin", 1.0);
        check("said Horace C.", 0.9);
        check("said Horace", 0.9);
        check("said Race", 0.9);
        check("said H. C.", 0.7);
        check("said H.C.", 0.7);
        check("said H.", 0.7);
        check("said Chapin", 0.5);
        check("said Mr.", 0.25);
        check("said", 0.075);
        check("said Edward", 0.0);
        check("said R. C.", 0.0);
    }
}
