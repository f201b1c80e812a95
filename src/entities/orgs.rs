//! How far an organisation's name reaches: legal forms, last words, *Ministry of* and the like.

use super::lists::{COMMON, DEMONYM, FIRST, ORG, ORG_HEAD, ORG_TAIL, PLACE, STOP, SUFFIX, SURNAME, TITLE};
use super::patterns::Reach;
use super::words::{Gap, Shape, Words};

/// Words of the longest organisation that is looked for.
const LONGEST_ORG: usize = 9;

impl Words<'_> {
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
            || word == "Administration" && reach.next == first + 2 && self.capitals[first].is(SURNAME)
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
        let tail = |at: usize| self.capitals[at].is(ORG_TAIL | SUFFIX) && !self.capitals[at].is(TITLE);
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
                    if !self.capitals[next].is(STOP | TITLE | FIRST) && next - object < LONGEST_ORG =>
                {
                    at = next;
                }
                _ => return at,
            }
        }
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
