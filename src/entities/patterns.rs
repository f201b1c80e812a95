//! What names look like: how far an organisation, a place or a person reaches from the
//! capitalised word it begins with.

use super::Kind;
use super::lists::{
    self, COMMON, DEMONYM, EVENT, FIRST, LISTS, LONGEST_PHRASE, Marks, OPENS_PHRASE, ORG, ORG_HEAD,
    ORG_TAIL, PLACE, PLACE_HEAD, PLACE_TAIL, STOP, SUFFIX, SURNAME, SYLLABLE, TITLE,
};
use super::words::{Capital, Gap, Shape, Words};

/// Words of the longest organisation that is looked for.
const LONGEST_ORG: usize = 9;
/// Parts of the longest person's name.
const LONGEST_PERSON: usize = 5;

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
    fn follower_over(&self, at: usize, between: &[&str]) -> Option<usize> {
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

    fn reach(&self, last: usize) -> Reach {
        Reach {
            end: self.capitals[last].token + 1,
            next: last + 1,
        }
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

    /// An organisation told by a word of its own: *Acme Inc*, *Ministry of Defence*.
    pub(super) fn org(&self, first: usize) -> Option<Reach> {
        let mut found = None;
        let mut at = first;
        if self.capitals[first].is(SUFFIX) {
            return None;
        }
        while at - first < LONGEST_ORG {
            let word = &self.capitals[at];
            let tail = word.is(ORG_TAIL | SUFFIX);
            if word.is(STOP) || at > first && word.is(TITLE) && !tail && !word.is(ORG_HEAD) {
                break;
            }
            if found.is_some() && word.is(FIRST) && !tail {
                break;
            }
            if tail && at > first && !(word.is(SUFFIX) && word.shape == Shape::Initial) {
                found = Some(self.reach(at));
            }
            if word.is(ORG_HEAD)
                && let Some(object) = self.object(at)
            {
                at = self.end_of_object(object);
                found = Some(self.reach(at));
            }
            match self.org_follower(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        found.filter(|reach| !self.is_office(first, *reach))
    }

    /// Whether *Japanese Finance* stands before *Minister*, or *Reagan Administration* is only
    /// a person's time in office.
    fn is_office(&self, first: usize, reach: Reach) -> bool {
        let last = self.capitals[reach.next - 1];
        let word = self.word(last.token as usize);
        let officer = self.follower(reach.next - 1);
        officer.is_some_and(|next| self.capitals[next].is(TITLE)) && PORTFOLIOS.contains(&word)
            || word == "Administration"
                && reach.next == first + 2
                && self.capitals[first].is(SURNAME)
    }

    /// The next word of an organisation's name.
    fn org_follower(&self, at: usize) -> Option<usize> {
        if let Some(next) = self.follower(at) {
            return Some(next);
        }
        let (here, next) = (&self.capitals[at], self.capitals.get(at + 1)?);
        let beside = next.token == here.token + 1;
        let company = beside && next.gap == Gap::Comma && next.is(SUFFIX) && !here.is(SUFFIX);
        let possessive = beside && next.gap == Gap::Possessive && here.is(COMMON | TITLE);
        if company || possessive {
            return Some(at + 1);
        }
        let over = self.follower_over(at, &["and"])?;
        if self.capitals[over].is(SUFFIX) && !here.is(SUFFIX | DEMONYM) {
            return Some(over);
        }
        let far = self.follower(over)?;
        let joins = here.is(COMMON | ORG_TAIL)
            && !here.is(PLACE | ORG | FIRST)
            && self.capitals[over].is(COMMON | ORG_TAIL);
        let tail =
            |at: usize| self.capitals[at].is(ORG_TAIL | SUFFIX) && !self.capitals[at].is(TITLE);
        (joins && (tail(far) || self.follower(far).is_some_and(tail))).then_some(over)
    }

    /// What stands behind *of*, *for* or *on* after the head of an organisation's name.
    fn object(&self, head: usize) -> Option<usize> {
        let direct = self.follower_over(head, &["of", "for", "on"]);
        let object = direct.or_else(|| {
            let here = self.capitals[head].token as usize;
            let next = self.capitals.get(head + 1)?;
            let over = next.token as usize == here + 3
                && matches!(self.word(here + 1), "of" | "for" | "on")
                && self.word(here + 2) == "the"
                && (here + 1..=here + 3).all(|t| self.gap(t) == Gap::Space);
            over.then_some(head + 1)
        })?;
        let word = &self.capitals[object];
        (!word.is(STOP | TITLE) || word.is(COMMON)).then_some(object)
    }

    /// The last word of *Health and Human Services* behind *Department of*.
    fn end_of_object(&self, object: usize) -> usize {
        let mut at = object;
        loop {
            let common = self.capitals[at].is(COMMON | ORG_TAIL);
            let next = self.follower(at).or_else(|| {
                let next = self.follower_over(at, &["and"])?;
                let fits = (common || self.capitals[next].is(COMMON | ORG_TAIL))
                    && !self.capitals[next].is(FIRST | ORG_HEAD);
                fits.then_some(next)
            });
            match next {
                Some(next)
                    if !self.capitals[next].is(STOP | TITLE | FIRST)
                        && next - object < LONGEST_ORG =>
                {
                    at = next;
                }
                _ => return at,
            }
        }
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

    /// A person from the first word of the name on, titles left out. Returns the number of
    /// parts too.
    pub(super) fn person(&self, first: usize) -> (Reach, usize) {
        let mut at = first;
        let mut parts = 1;
        let mut surnamed =
            !self.capitals[first].is(FIRST) && self.capitals[first].shape != Shape::Initial;
        let mut end = self.syllables(first);
        while parts < LONGEST_PERSON
            && let Some(next) = self.next_part(at, end)
            && self.is_part(next, surnamed, self.capitals[first].shape)
        {
            surnamed |=
                !self.capitals[next].is(FIRST) && self.capitals[next].shape != Shape::Initial;
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
        let (Some(before), Some(word)) = (self.tokens.get(token - 1), self.tokens.get(token))
        else {
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
            return surnamed
                && matches!(self.word(word.token as usize), "II" | "III" | "IV" | "XVI");
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

/// Fields that ministers are in charge of.
const PORTFOLIOS: &[&str] = &[
    "Finance",
    "Energy",
    "Development",
    "Communications",
    "Investments",
    "Police",
    "Media",
    "Resources",
    "Oil",
    "Petroleum",
    "Mining",
    "Power",
    "Railways",
    "Technology",
    "Electric",
];

/// What stands before a saint that a place, church or hospital is named for.
const SAINTS: &[&str] = &["St", "Saint", "San", "Santa", "Santo", "São", "Sao"];

/// Small words inside surnames.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la",
    "le", "bin", "ibn", "bint", "al", "el", "ul", "ur", "uz", "af", "av", "ben", "ter", "ten",
    "abu", "zu", "y", "e", "ould", "ag",
];

/// Surnames that are months too.
const MONTH_SURNAMES: &[&str] = &["May", "March"];
