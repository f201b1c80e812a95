//! Two names in one are parted, and what is no part of a name is cut off.

use super::{Found, Mender};
use crate::entities::Kind;
use crate::entities::lists::{FIRST, ORG, SUFFIX, SURNAME, TITLE};
use crate::entities::signs;
use crate::entities::spelling::{Gap, Shape};

impl Mender<'_> {
    /// Parts names that are one stretch.
    pub(super) fn divide(&self, name: Found, out: &mut Vec<Found>) {
        let Found { first, end, kind, .. } = name;
        let mut start = first;
        let quoted = kind == Kind::Person && self.is_nicknamed(name);
        for at in first + 1..end {
            let cut = match self.gap(at) {
                Gap::Quote | Gap::CommaQuote => !quoted,
                // Only names of firms hold one; whose somebody is, is no part of the name.
                Gap::Possessive if self.words[at - 1].shape == Shape::Initial => false,
                Gap::Possessive => {
                    kind == Kind::Person || self.listed(start, at).is_some_and(|kind| kind == Kind::Place)
                }
                // A full stop that lost the blank behind it: the last word before it is no abbreviation.
                Gap::Stop => {
                    self.between(at).starts_with('.')
                        && self.words[at - 1].shape == Shape::Cap
                        && self.written(at - 1).len() > 4
                        && self.marks(at - 1) & TITLE == 0
                }
                _ => matches!(self.byte_before(at), b'@' | b'#'),
            };
            let twice = kind == Kind::Person && self.is_twice(start, at, end);
            let agency = kind == Kind::Person
                && at == first + 1
                && self.words[first].shape == Shape::Caps
                && self.marks(first) & ORG != 0
                && self.words[at].shape == Shape::Cap
                && self.marks(first) & (FIRST | SURNAME) == 0;
            let two = kind == Kind::Org && self.are_two(start, at, end);
            if cut || twice || agency || two {
                let owner = agency || self.gap(at) == Gap::Possessive;
                let kind = if owner { self.listed(start, at).unwrap_or(kind) } else { kind };
                let stop = if two && self.gap(at) == Gap::Space && at > start && self.is_and(at - 1) {
                    at - 1
                } else {
                    at
                };
                out.push(Found { first: start, end: stop, kind, sure: name.sure });
                start = at;
            }
        }
        // What a quotation mark opens behind a name is the title of a work.
        let title = start > first && kind != Kind::Person && self.gap(start) == Gap::Quote;
        if !title || self.listed(start, end).is_some() {
            out.push(Found { first: start, ..name });
        }
    }

    fn is_and(&self, at: usize) -> bool {
        self.written(at) == "and"
    }

    /// Whether what a name holds between quotation marks is a nickname.
    fn is_nicknamed(&self, name: Found) -> bool {
        let quotes = (name.first + 1..name.end).filter(|&at| self.gap(at) == Gap::Quote).count();
        quotes == 2
    }

    /// Whether a whole name begins anew here: *Adam Skelt Adam Skelt*, *Giuliani Trump*.
    fn is_twice(&self, start: usize, at: usize, end: usize) -> bool {
        let (before, behind) = (at - start, end - at);
        before >= 2 && behind >= before && (0..before).all(|n| self.folded(start + n) == self.folded(at + n))
    }

    /// Whether two bodies stand beside each other here: *House and Senate*. `at` is the word
    /// behind *and*.
    fn are_two(&self, start: usize, at: usize, end: usize) -> bool {
        if !self.is_and(at - 1) || at < start + 2 {
            return false;
        }
        let left = start..at - 1;
        let right = at..end;
        let body = |first: usize, end: usize| {
            self.listed(first, end) == Some(Kind::Org)
                || end == first + 1
                    && (self.signs(first) & signs::CHAMBER != 0 || self.words[first].shape == Shape::Caps)
        };
        let headed = |end: usize, length: usize| {
            length >= 2 && (self.signs(end - 1) & signs::BODY != 0 || self.marks(end - 1) & SUFFIX != 0)
        };
        let no_of =
            |range: std::ops::Range<usize>| !range.clone().any(|at| matches!(self.written(at), "of" | "for"));
        let left_body = body(left.start, left.end) || headed(left.end, left.len()) && no_of(left.clone());
        let right_body = body(right.start, right.end) || headed(right.end, right.len());
        left_body && right_body
    }

    /// Cuts off what is no part of the name; none where nothing is left.
    pub(super) fn trimmed(&self, mut name: Found) -> Option<Found> {
        let spare = |name: &Found| self.listed(name.first, name.end).is_some();
        // A number or sign inside a person's name ends it.
        if name.kind == Kind::Person {
            let number = |at: &usize| {
                matches!(self.words[*at].shape, Shape::Number | Shape::CapDigit | Shape::LowerDigit)
            };
            if let Some(at) = (name.first..name.end).find(number) {
                match at == name.first {
                    true => return None,
                    false => name.end = at,
                }
            }
            // Bill Clinton Clinton.
            let again =
                |at: &usize| self.folded(*at) == self.folded(at - 1) && !matches!(self.gap(*at), Gap::Hyphen);
            if let Some(at) = (name.first + 2..name.end).find(again) {
                name.end = at;
            }
            // Whose they are is no part of it.
            if name.len() >= 2
                && self.words[name.end - 1].shape == Shape::Lower
                && self.gap(name.end - 1) == Gap::Space
            {
                name.end -= 1;
            }
        }
        while name.len() > 1 && !spare(&name) {
            let signs = self.signs(name.first);
            let lead = match name.kind {
                Kind::Person => {
                    signs & (signs::LEAD | signs::FUNCTION) != 0
                        && (signs & signs::FUNCTION != 0
                            || !self.is_first_name(name.first)
                            || self.words[name.first].shape == Shape::Caps)
                        && self.is_core(name.first)
                }
                _ => {
                    signs & signs::FUNCTION != 0
                        && self.gap(name.first + 1) == Gap::Space
                        && self.is_core(name.first)
                }
            };
            if !lead || self.words[name.first].shape == Shape::Initial {
                break;
            }
            name.first += 1;
        }
        while name.len() > 1 && !spare(&name) {
            let last = name.end - 1;
            let signs = self.signs(last);
            let tail = match name.kind {
                Kind::Person => {
                    signs & signs::RANK != 0 && !self.is_persons(last)
                        || signs & signs::RANK != 0 && self.written(last).len() <= 4
                        || signs & signs::TAIL != 0 && !self.is_persons(last)
                        || name.len() > 2 && self.is_usual(last) && self.is_first_name(name.first)
                }
                Kind::Place => {
                    signs & signs::MEMBERS != 0
                        || signs & signs::TAIL != 0
                        || self.written(last) == "District"
                            && self.is_core(name.end)
                            && matches!(self.written(name.end), "Attorney" | "Judge")
                }
                Kind::Org => signs & signs::MEMBERS != 0 && self.listed(name.first, last).is_some(),
            };
            let dangling = self.words[last].shape == Shape::Lower
                && self.gap(last) == Gap::Space
                && matches!(
                    self.written(last),
                    "of" | "for" | "and" | "the" | "in" | "at" | "to" | "by" | "with" | "from"
                );
            if !tail && !dangling {
                break;
            }
            name.end -= 1;
            if let Some(kind) = self.listed(name.first, name.end) {
                name.kind = kind;
            }
        }
        Some(name)
    }

    /// Whether a word is usually written small and no part of people's names: *Eric Holder
    /// Jr. Downplays*.
    fn is_usual(&self, at: usize) -> bool {
        self.facts[at].small.usual
            && matches!(self.words[at].shape, Shape::Cap | Shape::Caps)
            && self.gap(at) == Gap::Space
            && self.signs(at) & (signs::JUNIOR | signs::FUNCTION) == 0
            && !self.is_persons(at)
            && self.reading.document.seen(self.folded(at)).is_none_or(|seen| seen.inside <= 1)
    }
}
