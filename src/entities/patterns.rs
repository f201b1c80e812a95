//! How words belong together, and how far listed names, places and events reach from the
//! capitalised word they begin with. People and organisations have files of their own.

use super::Kind;
use super::lists::{
    self, COMMON, DEMONYM, EVENT, FIRST, LISTS, LONGEST_PHRASE, OPENS_PHRASE, PLACE, PLACE_HEAD, PLACE_TAIL,
    STOP, SUFFIX, SURNAME, TITLE,
};
use super::words::{Capital, Gap, Shape, Words};

/// How far a name reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reach {
    /// One past its last token.
    pub end: u32,
    /// The first capitalised word behind it.
    pub next: usize,
}

impl<'a> Words<'a> {
    /// The capitalised word right behind another, where nothing but a blank, hyphen or
    /// ampersand divides them.
    pub(super) fn follower(&self, at: usize) -> Option<usize> {
        let next = self.capitals.get(at + 1)?;
        let joined = matches!(next.gap, Gap::Space | Gap::Hyphen | Gap::And);
        (joined && next.token == self.capitals[at].token + 1).then_some(at + 1)
    }

    /// The capitalised word behind one small word out of `between`.
    pub(super) fn follower_over(&self, at: usize, between: &[&str]) -> Option<usize> {
        let here = self.capitals[at].token as usize;
        let next = self.capitals.get(at + 1)?;
        let over = next.token as usize == here + 2
            && next.gap == Gap::Space
            && self.gap(here + 1) == Gap::Space
            && between.contains(&self.word(here + 1));
        over.then_some(at + 1)
    }

    /// Whether a cup, a treaty or a war is named from this word on, and where it ends.
    pub(super) fn event(&self, first: usize) -> Option<usize> {
        let mut at = first;
        while let Some(next) = self.follower(at)
            && next - first < 5
        {
            let word = &self.capitals[next];
            if word.is(TITLE | SUFFIX) {
                break;
            }
            at = next;
            if word.is(EVENT) && !word.is(FIRST) {
                return Some(at + 1);
            }
        }
        None
    }

    pub(super) fn reach(&self, last: usize) -> Reach {
        Reach { end: self.capitals[last].token + 1, next: last + 1 }
    }

    /// The first capitalised word at or behind a token.
    fn capital_from(&self, mut at: usize, token: u32) -> usize {
        while self.capitals.get(at).is_some_and(|c| c.token < token) {
            at += 1;
        }
        at
    }

    /// The longest listed name of several words that begins here, a firm's legal form
    /// behind it taken in; without a kind where it is listed as no name.
    pub(super) fn listed(&self, at: usize) -> Option<(Option<Kind>, Reach)> {
        let first = &self.capitals[at];
        if !first.is(OPENS_PHRASE) {
            return None;
        }
        let mut found = None;
        let mut phrase = lists::extend(0, first.key);
        for length in 1..LONGEST_PHRASE {
            let token = first.token as usize + length;
            if token >= self.tokens.len() || matches!(self.gap(token), Gap::Break | Gap::Bracket) {
                break;
            }
            phrase = lists::extend(phrase, lists::key(self.word(token)));
            if let Some(kind) = LISTS.phrase(phrase) {
                let end = token as u32 + 1;
                let next = self.capital_from(at, end);
                found = Some((kind, Reach { end, next }));
            }
        }
        if let Some((Some(Kind::Org), reach)) = &mut found {
            *reach = self.legal_form(*reach);
        }
        found
    }

    /// Takes in *and Co Inc* behind a firm's name.
    fn legal_form(&self, mut reach: Reach) -> Reach {
        while let Some(next) = self.capitals.get(reach.next) {
            let last = reach.next - 1;
            let beside = next.token == reach.end && matches!(next.gap, Gap::Space | Gap::And);
            let comma = next.token == reach.end && next.gap == Gap::Comma;
            let fits = next.is(SUFFIX)
                && next.shape != Shape::Initial
                && (beside || comma || self.follower_over(last, &["and"]).is_some());
            if !fits {
                break;
            }
            reach = self.reach(reach.next);
        }
        reach
    }

    /// A place told by a word of its own: *Baker Street*, *Lake Victoria*.
    pub(super) fn place(&self, first: usize) -> Option<Reach> {
        let barred = STOP | TITLE | SUFFIX;
        let head = &self.capitals[first];
        if head.is(barred) && !head.is(PLACE_HEAD) {
            return None;
        }
        let mut found = None;
        if head.is(PLACE_HEAD)
            && let Some(next) = self.follower(first)
            && self.headed_place(head, &self.capitals[next])
        {
            found = Some(self.reach(next));
        }
        let mut at = first;
        while let Some(next) = self.follower(at)
            && next - first < 4
        {
            let word = &self.capitals[next];
            if word.is(barred) || self.capitals[at].is(DEMONYM) && !word.is(PLACE_TAIL) {
                break;
            }
            at = next;
            if word.is(PLACE_TAIL) && !word.is(SURNAME) && word.shape == Shape::Cap {
                found = Some(self.reach(at));
            }
        }
        found
    }

    /// *South Yorkshire*, *Lake Chad* and *San Remo*, but not *North Korean* or *New Labour*.
    fn headed_place(&self, head: &Capital, word: &Capital) -> bool {
        let direction = head.is(COMMON);
        if SAINTS.contains(&self.word(head.token as usize)) {
            return word.shape == Shape::Cap && !word.is(STOP);
        }
        word.shape == Shape::Cap
            && if direction {
                word.is(PLACE)
            } else {
                !word.is(STOP | COMMON | TITLE | DEMONYM | SUFFIX | FIRST) || word.is(PLACE)
            }
    }
}

/// What stands before a saint that a place, church or hospital is named for.
const SAINTS: &[&str] = &["St", "Saint", "San", "Santa", "Santo", "São", "Sao"];
