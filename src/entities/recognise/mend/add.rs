//! Names that stand beside others and that the model leaves out, and kinds that follow from what
//! is said of them.

use super::{Found, Mender, SURE};
use crate::entities::Kind;
use crate::entities::lists::holds_word;
use crate::entities::recognise::gazetteer;
use crate::entities::recognise::hashing::hash;
use crate::entities::recognise::signs;
use crate::entities::recognise::spelling::{Gap, Shape};
use crate::entities::recognise::word_lists::{self, COMMON, DEMONYM, STOP, TITLE};

/// What those who speak do.
const SAID: &[&str] = &["said", "says", "reported", "announced", "added", "confirmed", "denied", "told"];
/// Offices behind which a lone word is a surname.
const OFFICES: &str = "Mayor Judge Sen Rep Gov Senator Governor Congressman Congresswoman Mr Mrs Ms Dr Sheriff Professor \
    Alderman Councillor";

impl Mender<'_> {
    /// Adds what stands before a person's title: *European Commission President*, *Virginia Sen.*
    pub(super) fn add_before_title(&self, name: Found, out: &mut Vec<Found>) {
        if name.kind != Kind::Person {
            return;
        }
        let limit = out.last().map_or(0, |last| last.end);
        let mut title = name.first;
        let close = |at: usize| matches!(self.gap(at), Gap::Space | Gap::Stop);
        while title > limit && close(title) && self.is_core(title - 1) && self.marks(title - 1) & TITLE != 0 {
            title -= 1;
        }
        if title == name.first || title == limit || !matches!(self.gap(title), Gap::Space | Gap::Stop) {
            return;
        }
        let mut first = title;
        while first > limit && first + 6 > title && self.gap(first).is_close() && self.is_core(first - 1) {
            first -= 1;
        }
        while first < title && (self.signs(first) & signs::FUNCTION != 0 || self.marks(first) & TITLE != 0) {
            first += 1;
        }
        let body = title >= first + 2 && self.signs(title - 1) & signs::BODY != 0;
        if body {
            out.push(Found { first, end: title, kind: Kind::Org, sure: SURE });
            return;
        }
        let listed = |end: usize| Some(Found { first, end, kind: self.listed(first, end)?, sure: SURE });
        out.extend((first + 1..=title).rev().find_map(listed));
    }

    /// *The Hill*, *The Atlantic*: with a capital inside a sentence these are papers. *The Senate* is
    /// a body wherever it stands.
    pub(super) fn add_papers(&self, spots: &[usize], out: &mut Vec<Found>) {
        let the = hash(b"The");
        let mut at = 0;
        for &word in spots {
            let chamber = matches!(self.written(word), "Senate" | "House" | "Pentagon" | "Commons")
                && !(self.gap(word + 1).is_close() && self.is_core(word + 1));
            if chamber {
                let place = out.partition_point(|name| name.end <= word);
                if out.get(place).is_none_or(|name| name.first > word) {
                    out.insert(place, Found { first: word, end: word + 1, kind: Kind::Org, sure: SURE });
                }
                continue;
            }
            let opens = self.gap(word - 1) == Gap::Border || self.words[word - 1].headline;
            if self.words[word - 1].spelling != the
                || opens
                || self.signs(word) & signs::PAPER == 0
                || self.gap(word + 1) == Gap::Space && self.is_core(word + 1)
                || matches!(
                    self.gap(word - 1),
                    Gap::Stop | Gap::Quote | Gap::CommaQuote | Gap::Colon | Gap::Dash
                )
            {
                continue;
            }
            while at < out.len() && out[at].end <= word {
                at += 1;
            }
            match out.get_mut(at) {
                Some(name) if name.first == word && name.end == word + 1 => name.set_kind(Kind::Org),
                Some(name) if name.first <= word => {}
                _ => out.insert(at, Found { first: word, end: word + 1, kind: Kind::Org, sure: SURE }),
            }
        }
    }

    /// *HNS said*, *Mayor Frost sang*: an acronym that speaks is a body, and a lone word behind an
    /// office that only people hold is a person.
    pub(super) fn add_speakers(&self, spots: &[usize], out: &mut Vec<Found>) {
        for &word in spots {
            let (shape, headline) = (self.words[word].shape, self.words[word].headline);
            if headline || self.marks(word) & (STOP | COMMON | TITLE | DEMONYM) != 0 {
                continue;
            }
            let next = |at: usize| (self.gap(at) == Gap::Space).then(|| self.written(at));
            let letters = self.written(word).len();
            let kind = match shape {
                Shape::Caps if (3..=5).contains(&letters) && self.signs(word) & signs::STATE == 0 => {
                    let verb = self.words.get(word + 1).and_then(|_| next(word + 1));
                    verb.filter(|verb| SAID.contains(verb)).map(|_| Kind::Org)
                }
                Shape::Cap if word > 0 && matches!(self.gap(word), Gap::Space | Gap::Stop) => {
                    let alone = !(self.gap(word + 1).is_close() && self.is_core(word + 1));
                    let office = holds_word(OFFICES, self.written(word - 1));
                    (alone && office).then_some(Kind::Person)
                }
                _ => None,
            };
            let Some(kind) = kind else { continue };
            let place = out.partition_point(|name| name.end <= word);
            if out.get(place).is_none_or(|name| name.first > word) {
                out.insert(place, Found { first: word, end: word + 1, kind, sure: SURE });
            }
        }
    }

    /// *TOLLEN, Calif. — It rained.*
    pub(super) fn add_states(&self, spots: &[usize], out: &mut Vec<Found>) {
        let mut at = 0;
        for &word in spots {
            if self.signs(word) & signs::STATE == 0
                || !self.is_core(word - 1)
                || self.words[word - 1].shape == Shape::Initial
            {
                continue;
            }
            while at < out.len() && out[at].end < word {
                at += 1;
            }
            let town = match out.get(at) {
                Some(name) if name.end == word => Some(at),
                _ => None,
            };
            let covered = out[at..].iter().take(2).any(|name| name.first <= word && name.end > word);
            let opens = |first: usize| self.gap(first) == Gap::Border;
            match town {
                Some(town) if opens(out[town].first) && self.words[word - 1].shape == Shape::Caps => {
                    out[town].set_kind(Kind::Place);
                }
                Some(_) => {}
                None if covered && out[at].first < word => continue,
                None => {
                    let limit = at.checked_sub(1).map_or(0, |before| out[before].end);
                    let mut first = word - 1;
                    while first > limit
                        && self.gap(first) == Gap::Space
                        && self.is_core(first - 1)
                        && word - first < 3
                    {
                        first -= 1;
                    }
                    if self.gap(first) != Gap::Quote && self.marks(first) & (STOP | TITLE) == 0 {
                        out.insert(at, Found { first, end: word, kind: Kind::Place, sure: SURE });
                    }
                }
            }
            if town.is_some_and(|town| out[town].kind == Kind::Person) {
                continue;
            }
            if !covered {
                let place = out.partition_point(|name| name.first <= word);
                out.insert(place, Found { first: word, end: word + 1, kind: Kind::Place, sure: SURE });
            } else if let Ok(name) = out.binary_search_by_key(&word, |name| name.first) {
                out[name].set_kind(Kind::Place);
            }
        }
    }

    /// Teams and firms by what is said of them: *Oregon beat Utah State*, *Brigham Young plays*,
    /// *Ted Baker rose, Linde fell*.
    pub(super) fn correct_teams_and_firms(&self, out: &mut Vec<Found>) {
        let mut traded: Option<usize> = None;
        let mut teams = false;
        for at in 0..out.len() {
            let name = out[at];
            if name.end >= self.words.len() || self.gap(name.end) != Gap::Space {
                continue;
            }
            let verb = self.signs(name.end);
            if verb & signs::PLAYED != 0 && name.kind == Kind::Place {
                let fits = |other: &Found| other.first == name.end + 1 && other.kind != Kind::Person;
                if out.get(at + 1).is_some_and(fits) && self.gap(name.end + 1) == Gap::Space {
                    out[at].set_kind(Kind::Org);
                    out[at + 1].set_kind(Kind::Org);
                    teams = true;
                }
            }
            let plays =
                verb & signs::PLAYED != 0 || matches!(self.written(name.end), "plays" | "hosts" | "visits");
            if plays && name.kind == Kind::Person && name.len() > 1 && self.is_university(name) {
                out[at].set_kind(Kind::Org);
            }
            if verb & signs::TRADED != 0 && self.ends_there(name.end) {
                let before = traded.filter(|&before| {
                    let between = out[before].end + 1..name.first + 1;
                    between.len() < 12 && between.clone().all(|at| self.gap(at) != Gap::Border)
                });
                if let Some(before) = before {
                    out[before].set_kind(Kind::Org);
                    out[at].set_kind(Kind::Org);
                }
                traded = Some(at);
            }
        }
        if teams {
            self.add_teams(out);
        }
    }

    /// *The Ducks*, where teams play.
    fn add_teams(&self, out: &mut Vec<Found>) {
        for word in 1..self.words.len() {
            let team = self.written(word - 1).eq_ignore_ascii_case("the")
                && self.gap(word) == Gap::Space
                && self.words[word].shape == Shape::Cap
                && self.written(word).ends_with('s')
                && self.marks(word) & (STOP | COMMON | DEMONYM) == 0
                && !(self.gap(word + 1).is_close() && self.is_core(word + 1));
            let place = out.partition_point(|name| name.end <= word);
            if team && out.get(place).is_none_or(|name| name.first > word) {
                out.insert(place, Found { first: word, end: word + 1, kind: Kind::Org, sure: SURE });
            }
        }
    }

    /// Whether nothing, a list or a number follows a verb.
    fn ends_there(&self, verb: usize) -> bool {
        matches!(self.gap(verb + 1), Gap::Comma | Gap::Border | Gap::Stop | Gap::Colon)
            || self.words.get(verb + 1).is_some_and(|word| word.shape == Shape::Number)
            || self
                .words
                .get(verb + 1)
                .is_some_and(|_| matches!(self.written(verb + 1), "by" | "and" | "while"))
    }

    /// Whether a university is called so without the word.
    pub(super) fn is_university(&self, name: Found) -> bool {
        let phrase = (name.first..name.end).fold(0, |phrase, at| word_lists::extend(phrase, self.folded(at)));
        self.gazetteer.phrase(word_lists::extend(phrase, word_lists::key("university")))
            & gazetteer::UNIVERSITY
            != 0
    }
}
