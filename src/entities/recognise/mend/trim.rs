//! Two names in one are parted, and what is no part of a name is cut off.

use super::{Found, Mender};
use crate::entities::Kind;
use crate::entities::recognise::gazetteer;
use crate::entities::recognise::signs;
use crate::entities::recognise::spelling::{Gap, Shape};
use crate::entities::recognise::word_lists::{
    DEMONYM, FIRST, ORG, ORG_HEAD, ORG_TAIL, PLACE, PLACE_HEAD, PLACE_TAIL, STOP, SUFFIX, SURNAME, TITLE,
};

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
                Gap::Possessive if self.words[at - 1].shape == Shape::Initial || quoted => false,
                Gap::Possessive => {
                    kind == Kind::Person || self.listed(start, at).is_some_and(|kind| kind == Kind::Place)
                }
                // A full stop that lost the blank behind it: the last word before it is no abbreviation.
                Gap::Stop if matches!(self.written(at - 1), "Inc" | "Corp" | "Co" | "Ltd") => {
                    kind == Kind::Org && self.is_core(at) && self.marks(at) & SUFFIX == 0
                }
                Gap::Stop => {
                    self.between(at).starts_with('.')
                        && self.words[at - 1].shape == Shape::Cap
                        && self.written(at - 1).len() > 4
                        && self.marks(at - 1) & TITLE == 0
                }
                Gap::Slash => kind == Kind::Org && self.listed(first, end).is_none(),
                Gap::Hyphen => {
                    kind == Kind::Org
                        && self.listed(start, at) == Some(Kind::Org)
                        && self.listed(at, end) == Some(Kind::Org)
                }
                // What is somewhere, and where it is.
                Gap::Space => {
                    kind == Kind::Place && at > start + 1 && matches!(self.written(at - 1), "in" | "at")
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
            let school = |at: usize| matches!(self.written(at), "University" | "College");
            let schools = at >= start + 2
                && school(at - 2)
                && matches!(self.written(at - 1), "for" | "and" | "at" | "to")
                && school(end - 1);
            let two = kind == Kind::Org && (schools || self.are_two(start, at, end));
            if cut || twice || agency || two {
                let owner = agency || self.gap(at) == Gap::Possessive;
                let kind = if owner { self.listed(start, at).unwrap_or(kind) } else { kind };
                let stop =
                    if at > start + 1 && self.words[at - 1].shape == Shape::Lower { at - 1 } else { at };
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

    pub(super) fn is_and(&self, at: usize) -> bool {
        self.written(at) == "and"
    }

    /// Whether the quoted part of a name is a nickname.
    fn is_nicknamed(&self, name: Found) -> bool {
        let mut quotes = (name.first + 1..name.end).filter(|&at| self.gap(at) == Gap::Quote);
        // A single mark that closes looks like a possessive.
        let closed = |opens: usize| (opens + 1..name.end).any(|at| self.gap(at) == Gap::Possessive);
        // What goes on with a small word is a headline: *Harlan 'Barely Knew Him' Before Vote*.
        let goes_on = |opens: usize| {
            (opens + 2..name.end).any(|at| {
                self.gap(at) != Gap::Space && self.signs(at) & signs::FUNCTION != 0
                    || at >= opens + 3 && self.gap(at) == Gap::Possessive && self.marks(at) & STOP != 0
            })
        };
        match (quotes.next(), quotes.next()) {
            (Some(opens), _) if goes_on(opens) => false,
            (Some(opens), None) => closed(opens),
            (Some(_), Some(_)) => quotes.next().is_none(),
            _ => false,
        }
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
        let paper = self.listed(left.start, left.end) == Some(Kind::Org) && right.len() > 1;
        left_body && right_body || paper
    }

    /// Cuts off words that are not part of the name; `None` if nothing is left.
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
            let known = self.marks(name.first) & (FIRST | SURNAME) != 0;
            if let Some(at) = (name.first + if known { 1 } else { 2 }..name.end).find(again) {
                name.end = at;
            }
            // Bill Pascrell William (Bill): the form in full begins.
            let last = name.end - 1;
            let bracket = self.gap(name.end) == Gap::Open && self.is_core(name.end);
            if name.len() > 2 && bracket && self.is_first_name(last) && self.is_first_name(name.end) {
                name.end = last;
            }
            // A small word at the end is no part of it.
            if name.len() >= 2
                && self.words[name.end - 1].shape == Shape::Lower
                && self.gap(name.end - 1) == Gap::Space
            {
                name.end -= 1;
            }
        }
        if name.kind == Kind::Org && name.len() > 1 && !spare(&name) {
            self.trim_office(&mut name);
            self.trim_caption(&mut name);
        }
        // Brussels Ambulances arrive; Slain Nevada teachers; Republican South Carolina.
        if name.kind != Kind::Person && name.len() > 1 && !spare(&name) {
            let known = |first: usize, end: usize| self.listed(first, end) == Some(Kind::Place);
            let plain = |at: usize| {
                self.features[at].small.usual
                    && self.marks(at) & (PLACE_TAIL | PLACE_HEAD | ORG_TAIL | ORG_HEAD | SUFFIX) == 0
                    && self.features[at].bits
                        & (gazetteer::CITY | gazetteer::TEAM_PART | gazetteer::BODY_PART)
                        == 0
                    && matches!(self.gap(at), Gap::Space | Gap::Border)
            };
            let party = |at: usize| matches!(self.written(at), "Republican" | "Democratic" | "GOP");
            let people = |at: usize| self.written(at).ends_with('s') || self.written(at) == "People";
            if name.kind == Kind::Place
                && plain(name.end - 1)
                && (people(name.end - 1) || self.runs_on(name.end))
                && known(name.first, name.end - 1)
            {
                name.end -= 1;
            } else if name.len() == 2
                && self.words[name.first].headline
                && plain(name.end - 1)
                && self.written(name.end - 1).ends_with('s')
                && self.marks(name.first) & (SURNAME | PLACE | ORG) == SURNAME
            {
                // Harlan Testifies.
                name.end -= 1;
                name.kind = Kind::Person;
            } else if (name.kind == Kind::Place && plain(name.first) || party(name.first))
                && known(name.first + 1, name.end)
            {
                name.first += 1;
                name.kind = Kind::Place;
            }
        }
        while name.len() > 1 && !spare(&name) {
            let signs = self.signs(name.first);
            let page =
                signs & signs::PAGE != 0 || signs & signs::LEAD != 0 && self.words[name.first].all_caps;
            let page = page && self.words[name.first].shape == Shape::Caps;
            let lead = page
                || match name.kind {
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
            let article = self.written(name.first) == "A" && self.gap(name.first + 1) == Gap::Space;
            if !lead || self.words[name.first].shape == Shape::Initial && !article {
                break;
            }
            name.first += 1;
        }
        // *Republican Senate*.
        if name.kind == Kind::Org
            && name.len() == 2
            && matches!(self.written(name.first), "Republican" | "Democratic" | "GOP" | "Democrat" | "AG")
            && self.signs(name.end - 1) & signs::CHAMBER != 0
        {
            name.first += 1;
        }
        while name.len() > 1 && !spare(&name) {
            let last = name.end - 1;
            let signs = self.signs(last);
            let chamber = name.kind == Kind::Org
                && self.signs(last - 1) & signs::CHAMBER != 0
                && self.features[last].small.usual
                && self.marks(last) & (ORG_TAIL | ORG_HEAD) == 0
                && self.listed(name.first, last) == Some(Kind::Org)
                && self.words.get(name.end).is_some_and(|word| word.shape == Shape::Lower);
            let page = signs & signs::PAGE != 0 && self.gap(last) == Gap::Space && !self.words[last].headline;
            let tail = page
                || chamber
                || match name.kind {
                    Kind::Person => {
                        signs & signs::MEMBERS != 0 && !self.is_persons(last)
                            || signs & signs::RANK != 0 && !self.is_persons(last)
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

    /// Takes offices and their holders off a body or place: *Republican on the Rules Committee*, *West
    /// Virginia Attorney General*.
    fn trim_office(&self, name: &mut Found) {
        let small = |at: usize| self.words[at].shape == Shape::Lower;
        if self.signs(name.first) & signs::MEMBERS != 0 && small(name.first + 1) {
            name.first = (name.first + 1..name.end).find(|&at| !small(at)).unwrap_or(name.end - 1);
        }
        let office = |at: usize| self.marks(at) & TITLE != 0 || self.signs(at) & signs::RANK != 0;
        let mut end = name.end;
        while end > name.first + 1 && office(end - 1) {
            end -= 1;
        }
        if end < name.end
            && let Some(kind) = self.listed(name.first, end)
        {
            (name.end, name.kind) = (end, kind);
        }
    }

    /// Takes off the sentence that a caption runs into: *Congress | Muslim activist Ines Varga*, *Yemen |
    /// Shiite rebels*, *Supreme Court | of the Family and Medical Leave Act*, *Marine Corps | General and*.
    fn trim_caption(&self, name: &mut Found) {
        for at in name.first + 1..name.end {
            let body = self.listed(name.first, at);
            let small = |at: usize| self.words.get(at).is_some_and(|word| word.shape == Shape::Lower);
            let begins = match self.gap(at) {
                Gap::Space if body == Some(Kind::Org) && self.signs(at - 1) & signs::CHAMBER != 0 => {
                    self.marks(at) & (DEMONYM | PLACE) != 0 && self.marks(at) & ORG == 0
                }
                Gap::Space if body == Some(Kind::Place) && at + 1 == name.end => {
                    self.marks(at) & DEMONYM != 0 && self.gap(name.end) == Gap::Space && small(name.end)
                }
                _ => false,
            };
            let office = at > name.first + 1
                && self.is_and(at)
                && self.marks(at - 1) & TITLE != 0
                && self.written(at - 2) != "Attorney";
            let law = self.written(at) == "of"
                && at + 1 < name.end
                && self.written(at + 1) == "the"
                && self.ends_in_work(name.end);
            if begins || law || office {
                name.end = if office { at - 1 } else { at };
                name.kind = body.unwrap_or(name.kind);
                return;
            }
        }
    }

    /// Whether what stands behind a name goes on with *and* to the name of a law.
    fn ends_in_work(&self, end: usize) -> bool {
        let joined = end + 1 < self.words.len() && self.is_and(end) && self.gap(end) == Gap::Space;
        joined
            && (end + 1..(end + 6).min(self.words.len()))
                .take_while(|&at| self.gap(at) == Gap::Space && self.is_core(at))
                .any(|at| self.signs(at) & signs::WORK != 0)
    }

    /// Whether a caption ends before the preposition here: *Benghazi Attack | on*.
    fn runs_on(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.shape == Shape::Lower)
            && self.gap(at) == Gap::Space
            && matches!(self.written(at), "on" | "against")
    }

    /// Whether a word is usually written small and no part of people's names: *Eric Holder
    /// Jr. Downplays*.
    fn is_usual(&self, at: usize) -> bool {
        self.features[at].small.usual
            && matches!(self.words[at].shape, Shape::Cap | Shape::Caps)
            && self.gap(at) == Gap::Space
            && self.signs(at) & (signs::JUNIOR | signs::FUNCTION) == 0
            && !self.is_persons(at)
            && self.encoded.article.seen(self.folded(at)).is_none_or(|seen| seen.inside <= 1)
    }
}
