//! What belongs to a name and was left out is taken in.

use super::{Found, Mender, SURE};
use crate::entities::Kind;
use crate::entities::lists::holds_word;
use crate::entities::recognise::signs;
use crate::entities::recognise::spelling::{Gap, Shape};
use crate::entities::recognise::word_lists::{DEMONYM, ORG, ORG_TAIL, STOP, TITLE};

impl Mender<'_> {
    /// Takes in what belongs to a name: the nickname between quotation marks, *Jr*, the place or
    /// person a university is named after, what a department is for.
    pub(super) fn grow(&self, found: &mut Vec<Found>) {
        let mut at = 0;
        while at < found.len() {
            let mut name = found[at];
            let next = found.get(at + 1).copied();
            if name.kind == Kind::Person {
                if let Some(end) = self.nickname(name) {
                    match next
                        .filter(|next| next.kind == Kind::Person && next.first <= end && next.end >= end)
                    {
                        Some(next) => {
                            name.end = next.end;
                            found.remove(at + 1);
                        }
                        None if found[at + 1..].iter().take(2).all(|next| next.first >= end)
                            && self.is_persons(end - 1) =>
                        {
                            name.end = end;
                        }
                        None => {}
                    }
                }
                // Sheila Jackson, Lee.
                if let Some(next) = next.filter(|next| {
                    next.kind == Kind::Person && next.first == name.end && next.len() == 1 && name.len() == 2
                }) && self.gap(next.first) == Gap::Space
                    && self.is_first_name(name.first)
                    && self.is_persons(next.first)
                    && !self.words[name.first].headline
                {
                    name.end = next.end;
                    found.remove(at + 1);
                }
                if matches!(self.gap(name.end), Gap::Space | Gap::Comma)
                    && self.signs(name.end) & signs::JUNIOR != 0
                    && found.get(at + 1).is_none_or(|next| next.first > name.end)
                {
                    name.end += 1;
                }
            }
            // George Washington, University.
            if name.kind != Kind::Org
                && self.gap(name.end) == Gap::Space
                && self.is_core(name.end)
                && matches!(self.written(name.end), "University" | "College")
                && found.get(at + 1).is_none_or(|next| next.first > name.end)
            {
                name.end += 1;
                name.set_kind(Kind::Org);
            }
            if name.kind == Kind::Person
                && name.len() > 1
                && let Some(end) = self.house(name.end)
                && found[at + 1..].iter().take_while(|next| next.first < end).all(|next| next.end <= end)
            {
                let inside = found[at + 1..].iter().take_while(|next| next.first < end).count();
                found.drain(at + 1..at + 1 + inside);
                name.end = end;
                name.set_kind(Kind::Org);
            }
            found[at] = name;
            if self.words[name.first].gap == Gap::Space && name.kind != Kind::Person && name.len() == 1 {
                at = self.beginning(found, at);
            }
            self.party(found, at);
            self.department(found, at);
            at += 1;
        }
    }

    /// The end of the name of a house that begins with somebody's: *Robert Harlan | Center for Law*.
    fn house(&self, at: usize) -> Option<usize> {
        let head = |at: usize| {
            self.gap(at) == Gap::Space
                && self.words.get(at).is_some_and(|word| word.shape == Shape::Cap && !word.headline)
                && holds_word(HOUSES, self.written(at))
        };
        let core = |at: usize| self.gap(at) == Gap::Space && self.is_core(at);
        let end = (at..at + 2).find(|&at| head(at)).filter(|&found| (at..found).all(core))? + 1;
        let links = self.gap(end) == Gap::Space
            && end + 1 < self.words.len()
            && matches!(self.written(end), "for" | "of" | "on")
            && core(end + 1);
        if !links {
            return Some(end);
        }
        let mut end = end + 2;
        while core(end) || self.gap(end) == Gap::Space && core(end + 1) && self.is_and(end) {
            end += 1;
        }
        Some(end)
    }

    /// Takes in the beginning of a name of which only the last word was found: *George Washington*
    /// before *University*, *Washington* before *Times*, *Dubai* before *Police*. Its new number.
    fn beginning(&self, found: &mut Vec<Found>, at: usize) -> usize {
        let name = found[at];
        let written = self.written(name.first);
        let school = matches!(written, "University" | "College");
        let tail = school
            || self.marks(name.first) & ORG_TAIL != 0
                && self.signs(name.first) & signs::CHAMBER == 0
                && self.marks(name.first) & ORG == 0;
        if self.signs(name.first) & signs::RANK != 0
            || self.words[name.first].shape != Shape::Cap
            || self.words[name.first].headline
        {
            return at;
        }
        let before = at.checked_sub(1).map(|before| found[before]).filter(|before| before.end == name.first);
        if let Some(before) = before {
            let fits = match before.kind {
                Kind::Place => name.kind == Kind::Org,
                _ => school,
            };
            if fits && before.len() <= 4 {
                found[at - 1] = Found { end: name.end, kind: Kind::Org, sure: SURE, ..before };
                found.remove(at);
                return at - 1;
            }
            return at;
        }
        let belongs = |word: usize| {
            self.words[word].shape == Shape::Cap
                && self.signs(word) & (signs::FUNCTION | signs::RANK) == 0
                && self.marks(word) & (STOP | TITLE) == 0
                && (school || self.marks(word) & DEMONYM == 0 || written == "Authority")
                && (self.gap(word) != Gap::Border || !self.features[word].small.usual)
        };
        let limit = at.checked_sub(1).map_or(0, |before| found[before].end);
        let mut first = name.first;
        while tail && first > limit && self.words[first].gap == Gap::Space && belongs(first - 1) {
            first -= 1;
        }
        if first < name.first {
            found[at] = Found { first, end: name.end, kind: Kind::Org, sure: SURE };
        }
        at
    }

    /// The end of a name that goes on behind a nickname between quotation marks: *Edna "No Way"
    /// Vole*.
    fn nickname(&self, name: Found) -> Option<usize> {
        // The quotation mark may stand before the next word, or already inside the name.
        let opens = (name.first + 1..(name.end + 1).min(self.words.len())).find(|&at| {
            self.gap(at) == Gap::Quote && matches!(self.byte_before(at), b'"' | b'\'' | 0x80..)
        })?;
        if !self.is_core(opens) || !self.is_core(name.first) {
            return None;
        }
        let closes = (opens + 1..(opens + 5).min(self.words.len())).find(|&at| self.gap(at) != Gap::Space)?;
        let end = closes + 1;
        let single = self.gap(closes) == Gap::Possessive && self.byte_before(opens) != b'"';
        let closed = (single || self.gap(closes) == Gap::Quote)
            && !matches!(self.byte_before(closes), b'"' | b'\'' | 0x80..)
            && self.words[closes].shape == Shape::Cap
            && end > name.end;
        closed.then_some(end)
    }

    /// *Communist Party of China*, found from *Party* on.
    fn party(&self, found: &mut [Found], at: usize) {
        let name = found[at];
        let Some(before) = name.first.checked_sub(1) else { return };
        let free = at.checked_sub(1).is_none_or(|other| found[other].end <= before);
        if name.kind == Kind::Org
            && self.written(name.first) == "Party"
            && self.gap(name.first) == Gap::Space
            && self.words[before].shape == Shape::Cap
            && self.signs(before) & signs::FUNCTION == 0
            && free
        {
            found[at].first = before;
        }
    }

    /// *Department of Justice*, found in part.
    fn department(&self, found: &mut Vec<Found>, at: usize) {
        let name = found[at];
        let of = |word: usize| {
            let written = self.written(word);
            let plain = written == "of"
                || written == "for" && word > 0 && !holds_word(WITH_OF, self.written(word - 1));
            plain && self.gap(word) == Gap::Space
        };
        // The head alone was left out.
        if let Some(head) = name.first.checked_sub(2)
            && self.gap(name.first) == Gap::Space
            && of(name.first - 1)
            && self.is_core(head)
            && self.signs(head) & signs::OF != 0
            && (name.kind == Kind::Org
                || self.signs(head) & signs::BODY != 0 && self.written(name.first - 1) == "of")
            && at.checked_sub(1).is_none_or(|before| found[before].end <= head)
        {
            found[at] = Found { first: head, kind: Kind::Org, sure: SURE, ..name };
            return;
        }
        // What it is for was left out.
        let last = name.end - 1;
        if name.kind == Kind::Org
            && name.end + 1 < self.words.len()
            && self.signs(last) & signs::OF != 0
            && of(name.end)
            && self.is_core(name.end + 1)
            && self.gap(name.end + 1) == Gap::Space
        {
            let mut end = name.end + 2;
            match found.get(at + 1).copied() {
                Some(next)
                    if next.first <= name.end + 1
                        && (next.kind == Kind::Org
                            || next.kind == Kind::Place && self.written(name.end) == "of") =>
                {
                    end = next.end;
                    found.remove(at + 1);
                }
                Some(next) if next.first <= name.end + 1 => return,
                next => {
                    let limit = next.map_or(self.words.len(), |next| next.first);
                    while end < limit && self.is_core(end) && self.gap(end) == Gap::Space {
                        end += 1;
                    }
                }
            }
            found[at].end = end;
        }
    }

    /// *Edna "No Way" Vole*, where the model saw none of it.
    pub(super) fn add_nicknames(&self, spots: &[usize], found: &mut Vec<Found>) {
        for &opens in spots {
            if !self.is_core(opens) || !self.is_first_name(opens - 1) {
                continue;
            }
            let from = Found { first: opens - 1, end: opens, kind: Kind::Person, sure: SURE };
            let Some(end) = self.nickname(from) else { continue };
            let place = found.partition_point(|name| name.end < opens);
            match found.get(place).copied() {
                // The name begins before: the rules for found names see to it.
                Some(name) if name.end >= opens && name.first < opens => {}
                _ => {
                    let reaches = found[place..].iter().take_while(|name| name.first < end).count();
                    if found[place..place + reaches].iter().all(|name| name.end <= end) {
                        found.splice(place..place + reaches, [Found { end, ..from }]);
                    }
                }
            }
        }
    }
}

/// Houses that are named after people.
const HOUSES: &str = "Center Centre Institute Foundation Museum Library Hospital Trust Fund School";

/// Heads that go on with *of* and never with *for*.
const WITH_OF: &str = "University College School Bank Court Museum Library Embassy Department Board";
