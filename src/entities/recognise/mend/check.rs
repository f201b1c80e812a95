//! What is written like a name and is none, and kinds that the words of a name say better than
//! the sentence around it.

use std::sync::LazyLock;

use foldhash::HashSet;

use super::{Found, Mender};
use crate::entities::Kind;
use crate::entities::lists::holds_word;
use crate::entities::recognise::article_context::{BEGAN, ENDED, NAMED, TITLED};
use crate::entities::recognise::hashing::hash;
use crate::entities::recognise::signs;
use crate::entities::recognise::spelling::{Gap, Shape};
use crate::entities::recognise::word_lists::{
    self, COMMON, DEMONYM, FIRST, LISTS, ORG, ORG_HEAD, ORG_TAIL, PLACE, PLACE_TAIL, STOP, SURNAME, TITLE,
};
use crate::text::tokens;

impl Mender<'_> {
    /// Whether a name is one.
    pub(super) fn is_name(&self, name: Found) -> bool {
        let Found { first, end, kind, .. } = name;
        let signs = self.signs(first);
        // @handles, #tags, R-Ariz.
        if matches!(self.byte_before(first), b'@' | b'#') || self.is_party(first) || self.is_party(end - 1) {
            return false;
        }
        let written = self.written(first);
        // What a glued word cut in two, see `glue`.
        if kind == Kind::Person
            && self.gap(end) == Gap::Other
            && self.between(end).ends_with(char::is_alphabetic)
        {
            return false;
        }
        // Secretary of Defense.
        let office = signs & signs::RANK != 0 && end > first + 1 && self.written(first + 1) == "of";
        if kind != Kind::Person && office {
            return false;
        }
        // An address: pic.example.com/Name.
        if self.byte_before(first) == b'/' && first > 0 && self.written(first - 1).contains('.') {
            return false;
        }
        if end == first + 1 {
            let shape = self.words[first].shape;
            let figure = shape == Shape::CapDigit && written.starts_with(|c: char| c.is_ascii_digit());
            if figure && self.marks(first) & (ORG | PLACE) == 0 {
                return false;
            }
            if signs & signs::FUNCTION != 0
                && shape != Shape::Caps
                && self.marks(first) & (FIRST | SURNAME) == 0
            {
                return false;
            }
            if signs & signs::RANK != 0 && self.marks(first) & (FIRST | SURNAME) == 0 {
                return false;
            }
            if kind != Kind::Person && signs & signs::HEAD != 0 {
                return false;
            }
            if shape == Shape::Initial && (kind != Kind::Org || written != "X") {
                return false;
            }
            if kind == Kind::Org && self.is_fragment(first) {
                return false;
            }
            if kind == Kind::Person && signs & signs::STATE != 0 {
                return false;
            }
            if kind != Kind::Person && self.marks(first) & (PLACE | ORG) == 0 && is_kind_of_people(written) {
                return false;
            }
            if self.is_inhabitant(first) || self.is_left_alone(name) {
                return false;
            }
        }
        // Titles of works, and words that somebody holds at arm's length.
        if kind != Kind::Person && self.is_quoted(first, end) && self.listed(first, end).is_none() {
            return false;
        }
        if kind == Kind::Org && end == first + 1 && self.is_of_law(first) {
            return false;
        }
        // Words glued by a colon: *Report:Read*.
        if kind != Kind::Person && (first..end).any(|at| self.written(at).contains(':')) {
            return false;
        }
        if kind == Kind::Person && self.is_thing_of(name) {
            return false;
        }
        if self.is_coined(end - 1, kind) {
            return false;
        }
        if FURNITURE.contains(&self.phrase(first, end)) {
            return false;
        }
        // The sides of a case in court: *Roe v. Wade*.
        let versus = |at: usize| at < self.words.len() && matches!(self.written(at), "v" | "vs");
        if kind != Kind::Place && end == first + 1 && (versus(end) || first > 0 && versus(first - 1)) {
            return false;
        }
        let last = self.signs(end - 1);
        if end > first + 1
            && last & signs::WORK != 0
            && kind != Kind::Person
            && self.words[end - 1].shape == Shape::Cap
            && self.words[end - 2].shape.is_core()
            && (self.marks(first) & ORG_HEAD == 0 || !(first..end).any(|at| self.written(at) == "of"))
            && self.listed(first, end).is_none()
        {
            return false;
        }
        if end > first + 1 && kind != Kind::Person && signs & signs::ACTION != 0 && last & signs::BODY == 0 {
            return false;
        }
        // A headline without a full stop that runs into the text.
        let plain = (first..end).all(|at| self.words[at].shape.is_core() && self.gap(at) != Gap::Comma);
        let headed = self.marks(end - 1) & (ORG_TAIL | ORG_HEAD | PLACE_TAIL) != 0 || last & signs::HEAD != 0;
        !(kind != Kind::Person && end - first > 7 && plain && !headed)
    }

    /// Whether a name has quotation marks to both sides.
    fn is_quoted(&self, first: usize, end: usize) -> bool {
        let quoted = |gap: Gap| matches!(gap, Gap::Quote | Gap::CommaQuote);
        let start = self.text.tokens[self.words[first].token as usize].start as usize;
        let stop = self.text.tokens[self.words[end - 1].token as usize].end as usize;
        let opened = self.text.text[..start].ends_with(['"', '“', '‘']);
        let closed = self.text.text[stop..].trim_start_matches([',', '.']).starts_with(['"', '”', '’']);
        opened
            && closed
            && (quoted(self.gap(end)) || self.gap(end) == Gap::Border || self.gap(end) == Gap::Stop)
    }

    /// Whether an acronym stands for a law: *the Unlawful Activities Act (UAA)*, *the (CARES) Act*.
    fn is_of_law(&self, at: usize) -> bool {
        let work = |at: usize| self.is_core(at) && self.signs(at) & signs::WORK != 0;
        let before = at > 0 && self.gap(at) == Gap::Open && (work(at - 1) || at > 1 && work(at - 2));
        let behind = matches!(self.gap(at + 1), Gap::Close | Gap::Space) && work(at + 1);
        self.words[at].shape == Shape::Caps && (before || behind) && self.marks(at) & ORG == 0
    }

    /// Whether a word belongs to a label of party and state: *R-Ariz.*, *D-N.Y.*, *(R)*.
    fn is_party(&self, at: usize) -> bool {
        let party = |at: usize| matches!(self.written(at), "R" | "D" | "I");
        party(at) && self.gap(at + 1) == Gap::Hyphen && self.gap(at) != Gap::Hyphen
            || at > 0 && self.gap(at) == Gap::Hyphen && party(at - 1) && self.gap(at - 1) != Gap::Hyphen
    }

    /// Whether a word names those who come from a place, by its ending: *Utahan*, *Chicagoans*.
    fn is_inhabitant(&self, at: usize) -> bool {
        let word = self.written(at);
        let known = PLACE | ORG | FIRST | SURNAME;
        self.words[at].shape == Shape::Cap
            && word.is_ascii()
            && self.marks(at) & known == 0
            && INHABITANTS.iter().filter_map(|tail| word.strip_suffix(tail)).any(|stem| {
                stem.len() >= 4 && LISTS.marks(hash(stem.to_ascii_lowercase().as_bytes()), false) & PLACE != 0
            })
    }

    /// Whether a lone word is not a name in its context: a compass direction, a sentence of one usual word,
    /// an acronym that is one of several (*a BFD*), the rest of a name behind *and* (*Hotel and Tower*), a
    /// usual word that is part of no longer name of the article (*the Military*).
    fn is_left_alone(&self, name: Found) -> bool {
        let Found { first: at, end, kind, .. } = name;
        let written = self.written(at);
        let listed = self.marks(at) & (PLACE | ORG) != 0;
        let before = at.checked_sub(1).filter(|_| self.gap(at) == Gap::Space);
        let ends =
            matches!(self.gap(end), Gap::Border | Gap::Stop | Gap::Quote | Gap::CommaQuote | Gap::Comma);
        let rest = || {
            let and = before.filter(|&before| self.is_and(before) && self.gap(before) == Gap::Space);
            let usual =
                self.features[at].small.usual && self.marks(at) & (PLACE_TAIL | ORG_TAIL | COMMON) != 0;
            usual && and.is_some_and(|and| and > 0 && self.is_core(and - 1))
        };
        let one_of_several = || {
            let article = before.is_some_and(|before| matches!(self.written(before), "a" | "an"));
            article && ends && self.words[at].shape == Shape::Caps
        };
        let stop = |at: usize| matches!(self.gap(at), Gap::Border | Gap::Stop);
        let sentence = || stop(at) && stop(end) && self.features[at].small.usual && !self.words[at].headline;
        let common = || {
            self.marks(at) & COMMON != 0
                && self.words[at].shape == Shape::Cap
                && self.signs(at) & (signs::PAPER | signs::CHAMBER) == 0
                && self.encoded.article.seen(self.folded(at)).is_none_or(|seen| seen.company & LONGER == 0)
                && !self.words[at].headline
        };
        match kind {
            Kind::Person => false,
            _ if listed => false,
            Kind::Place => holds_word(DIRECTIONS, written) || rest() || sentence(),
            Kind::Org => one_of_several() || sentence() || common(),
        }
    }

    /// Whether what bears somebody's name is an act, a prize or the like: *the Robert Harlan Award*.
    fn is_thing_of(&self, name: Found) -> bool {
        let Found { first, end, .. } = name;
        first > 0
            && self.gap(first) == Gap::Space
            && self.written(first - 1).eq_ignore_ascii_case("the")
            && self.gap(end) == Gap::Space
            && self.words.get(end).is_some_and(|word| word.shape == Shape::Cap && !word.headline)
            && self.signs(end) & signs::WORK != 0
    }

    /// Whether an acronym stands behind its explanation in small letters, as few bodies' do:
    /// *improvised explosive device (IED)*, but *special investigation team (SIT)*.
    pub(super) fn is_explained_small(&self, at: usize) -> bool {
        let letters = self.written(at).as_bytes();
        let bracket = self.gap(at) == Gap::Open && self.gap(at + 1) == Gap::Close;
        let or = at > 0
            && self.gap(at) == Gap::Space
            && self.gap(at - 1) == Gap::Comma
            && self.written(at - 1) == "or";
        let at = if or { at - 1 } else { at };
        if !(bracket || or) || !(2..=6).contains(&letters.len()) || at < letters.len() {
            return false;
        }
        let words = at - letters.len()..at;
        let body = self.signs(at - 1) & (signs::HEAD | signs::BODY | signs::RANK) != 0
            || LISTS.marks(self.folded(at - 1), false) & (ORG_TAIL | ORG_HEAD) != 0;
        !body
            && words.clone().all(|at| self.words[at].shape == Shape::Lower)
            && words.zip(letters).all(|(at, letter)| {
                self.written(at).as_bytes().first().is_some_and(|first| first.eq_ignore_ascii_case(letter))
            })
    }

    /// Whether a usual word is the end of a longer name whose beginning was not found.
    fn is_fragment(&self, at: usize) -> bool {
        let usual = self.features[at].small.usual || self.marks(at) & COMMON != 0;
        at > 0
            && usual
            && self.words[at].shape == Shape::Cap
            && self.gap(at) == Gap::Space
            && self.is_core(at - 1)
            && self.marks(at) & ORG == 0
            && self.signs(at) & signs::CHAMBER == 0
            && self.signs(at - 1) & signs::FUNCTION == 0
            && self.marks(at - 1) & (STOP | DEMONYM | TITLE) == 0
    }

    /// Whether a word is made of somebody's name and what they stand for: *Obamacare*.
    fn is_coined(&self, at: usize, kind: Kind) -> bool {
        let word = self.written(at);
        let Some(stem) = COINED.iter().find_map(|tail| word.strip_suffix(tail)) else { return false };
        if stem.len() < 3 || !word.is_ascii() {
            return false;
        }
        let folded = hash(stem.to_ascii_lowercase().as_bytes());
        let person =
            self.encoded.article.seen(folded).is_some_and(|seen| seen.company & (NAMED | TITLED) != 0)
                || LISTS.marks(folded, false) & SURNAME != 0;
        // Trumpy; but not Grady.
        let like = word.len() == stem.len() + 1;
        if like && (kind == Kind::Person || stem.len() < 4) {
            return false;
        }
        let care = word.ends_with("care") || word.ends_with("nomics");
        person || kind != Kind::Org && care && stem.len() >= 4
    }

    /// A kind that the last word says better than the sentence does.
    pub(super) fn kind(&self, name: Found) -> Kind {
        let last = name.end - 1;
        let school = |at: usize| matches!(self.written(at), "University" | "College");
        if name.kind == Kind::Place && name.len() > 1 {
            let chamber = self.written(last) == "House" && self.listed(name.first, last) == Some(Kind::Place);
            if chamber || self.signs(last) & signs::BODY != 0 || (name.first..last).any(school) {
                return Kind::Org;
            }
        }
        if name.kind == Kind::Org
            && name.len() > 1
            && matches!(self.written(last), "Airport" | "Avenue" | "Street")
        {
            let paper = matches!(self.written(last - 1), "Wall");
            return if paper { Kind::Org } else { Kind::Place };
        }
        // Penn State; but *in Washington State*.
        if name.kind == Kind::Place && name.len() == 2 && self.written(last) == "State" {
            let before = name.first.checked_sub(1).filter(|_| self.gap(name.first) == Gap::Space);
            let inside = before.is_some_and(|at| {
                self.words[at].shape == Shape::Lower && !matches!(self.written(at), "a" | "at" | "and" | "by")
            });
            if !inside && self.listed(name.first, last).is_none() && self.is_university(name) {
                return Kind::Org;
            }
        }
        // Amazon, Harvard: no place of ours, unless the sentence says so.
        let lone = name.kind == Kind::Place && name.len() == 1 && name.first > 0;
        if lone && self.marks(last) & (ORG | PLACE) == ORG && self.gap(name.first) == Gap::Space {
            let before = self.written(name.first - 1);
            let inside =
                matches!(before, "the" | "The" | "in" | "In" | "near" | "around" | "outside" | "across");
            let town = self.gap(name.end) == Gap::Comma && self.is_core(name.end);
            if !inside && !town {
                return Kind::Org;
            }
        } else if name.kind == Kind::Place
            && name.len() == 1
            && self.marks(last) & (ORG | PLACE) == ORG
            && self.gap(name.first) == Gap::Border
            && self.gap(name.end) == Gap::Space
            && self.words.get(name.end).is_some_and(|word| word.shape == Shape::Lower)
        {
            return Kind::Org;
        }
        name.kind
    }
}

/// Company of a word that is part of a longer name.
const LONGER: u8 = BEGAN | ENDED | NAMED;

/// Parts of the sky and of countries, which are no places without the rest of the name.
const DIRECTIONS: &str =
    "Northern Southern Eastern Western Northeastern Northwestern Southeastern Southwestern";

/// Endings of words for the inhabitants of a place.
const INHABITANTS: &[&str] = &["an", "ans", "ian", "ians", "ites"];

/// Endings of coined words.
const COINED: &[&str] = &["care", "nomics", "gate", "mania", "ism", "ites", "crats", "esque", "y"];

/// Furniture of web pages that is written like a name.
static FURNITURE: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let phrase = |line: &str| {
        tokens(line).iter().map(|token| word_lists::key(token.of(line))).fold(0, word_lists::extend)
    };
    include_str!("../../lists/furniture.txt").lines().map(phrase).collect()
});

/// *McCarthyite*, *Berniecrat*: people of a kind.
fn is_kind_of_people(word: &str) -> bool {
    ["crat", "crats", "ite", "ites"].iter().any(|tail| word.ends_with(tail)) && word.len() > 8
}
