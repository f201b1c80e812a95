//! What a capitalised word is, by itself and by its neighbours: a row of rules, the surest first.

use foldhash::HashSet;

use super::Kind;
use super::lists::{
    COMMON, DEMONYM, FIRST, ORG, ORG_HEAD, ORG_TAIL, PLACE, PLACE_TAIL, STOP, SUFFIX, SURNAME, TITLE,
};
use super::patterns::Reach;
use super::words::{Capital, Gap, Shape, Words};

/// What the rules say of a capitalised word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Verdict {
    /// A name: its kind, its first token, and how far it reaches.
    Name(Kind, u32, Reach),
    /// A name only if the rest of the article says so, or nothing speaks against the guess.
    Doubt(Option<Kind>),
    /// An unknown word in capitals: an acronym, or a shout.
    Acronym,
    /// No name.
    Nothing,
}

/// How far behind its place a dateline may end.
const DATELINE_BYTES: usize = 40;

/// A capitalised word with its surroundings.
pub(super) struct Clues<'a> {
    words: &'a Words<'a>,
    small: &'a HashSet<u64>,
    at: usize,
    word: Capital,
    written: &'a str,
    single: Reach,
}

impl<'a> Clues<'a> {
    /// Looks at a capitalised word; `small` holds the words that the article writes small.
    pub(super) fn new(words: &'a Words<'a>, small: &'a HashSet<u64>, at: usize) -> Clues<'a> {
        let word = words.capitals[at];
        Clues { words, small, at, word, written: words.word(word.token as usize), single: words.reach(at) }
    }

    /// The verdict of the rules, all of which hold for English.
    pub(super) fn in_english(&self) -> Verdict {
        self.dateline()
            .or_else(|| self.listed_or_org())
            .or_else(|| self.titled_person())
            .or_else(|| self.told_place())
            .or_else(|| self.in_capitals())
            .or_else(|| self.named_person())
            .or_else(|| self.single_first_name())
            .or_else(|| self.known_place())
            .or_else(|| self.unknown_run())
            .unwrap_or_else(|| self.unknown_word())
    }

    /// The verdict of the rules that hold for any language with capitals.
    pub(super) fn in_any_language(&self) -> Verdict {
        self.listed()
            .or_else(|| self.titled_person())
            .or_else(|| self.known_in_capitals())
            .or_else(|| self.named_person())
            .or_else(|| self.known_place())
            .unwrap_or(Verdict::Nothing)
    }

    fn name(&self, kind: Kind, reach: Reach) -> Option<Verdict> {
        Some(Verdict::Name(kind, self.word.token, reach))
    }

    /// The place at the head of a wire story: *CALDER FALLS, Ohio --*, *LONDON (Reuters) -*.
    fn dateline(&self) -> Option<Verdict> {
        let in_capitals = |word: &Capital| word.shape == Shape::Capitals && !word.is(STOP);
        if !self.word.opens || !in_capitals(&self.word) {
            return None;
        }
        let mut last = self.at;
        while let Some(next) = self.words.follower(last).filter(|n| in_capitals(&self.words.capitals[*n])) {
            last = next;
        }
        let reach = self.words.reach(last);
        let end = self.words.tokens[self.words.capitals[last].token as usize].end as usize;
        let rest = self.words.text[end..].trim_start();
        let dash = |text: &str| {
            ["--", "\u{2013}", "\u{2014}", "- "].iter().any(|d| text.trim_start().starts_with(d))
        };
        let line = &rest[..rest.floor_char_boundary(DATELINE_BYTES)];
        let ends = match rest.chars().next()? {
            ',' => line.match_indices(' ').any(|(at, _)| dash(&line[at..])),
            '(' => line.split_once(')').is_some_and(|(_, after)| dash(after)),
            _ => line.starts_with("--") && last > self.at,
        };
        if ends { self.name(Kind::Place, reach) } else { None }
    }

    /// A listed name of several words.
    fn listed(&self) -> Option<Verdict> {
        let (kind, reach) = self.words.listed(self.at)?;
        match kind {
            Some(kind) => self.name(kind, reach),
            None => Some(Verdict::Nothing),
        }
    }

    /// The longer of a listed name and an organisation told by its words.
    fn listed_or_org(&self) -> Option<Verdict> {
        if self.word.is(TITLE) && !OPENS_ORG.contains(&self.written) {
            return self.listed();
        }
        let listed = self.words.listed(self.at);
        let org = self.words.org(self.at);
        match org.filter(|org| listed.is_none_or(|(_, listed)| org.end > listed.end)) {
            Some(reach) if !self.is_plain(reach) => self.name(Kind::Org, reach),
            _ => self.listed(),
        }
    }

    /// The person behind a title; nothing where nobody follows it.
    fn titled_person(&self) -> Option<Verdict> {
        if !self.word.is(TITLE) {
            return None;
        }
        match self.titled() {
            Some(first) => {
                let (reach, _) = self.words.person(first);
                let token = self.words.capitals[first].token;
                Some(Verdict::Name(Kind::Person, token, reach))
            }
            None if self.word.is(FIRST) => None,
            None => Some(Verdict::Nothing),
        }
    }

    /// The first word of the name behind one or more titles.
    fn titled(&self) -> Option<usize> {
        let capitals = &self.words.capitals;
        let mut first = self.at;
        while capitals[first].is(TITLE) && (!capitals[first].is(FIRST | SURNAME) || first == self.at) {
            first = self.words.follower(first)?;
            if first - self.at > MOST_TITLES {
                return None;
            }
        }
        let word = &capitals[first];
        let title = self.words.word(capitals[first - 1].token as usize);
        let courtesy = COURTESY.contains(&title);
        let barred = STOP | DEMONYM | SUFFIX | ORG_TAIL | ORG_HEAD | PLACE | ORG | COMMON;
        let plain = !word.is(barred)
            || word.is(FIRST | SURNAME) && !word.is(STOP)
            || courtesy && !word.is(STOP | DEMONYM);
        let fits =
            plain && (word.shape != Shape::Capitals || courtesy) && !word.opens && word.gap == Gap::Space;
        fits.then_some(first)
    }

    /// A place told by its words.
    fn told_place(&self) -> Option<Verdict> {
        let reach = self.words.place(self.at)?;
        if self.is_plain(reach) {
            return None;
        }
        self.name(Kind::Place, reach)
    }

    /// A word in capitals that the lists know: *US*, *NATO*.
    fn known_in_capitals(&self) -> Option<Verdict> {
        let word = &self.word;
        if word.shape != Shape::Capitals {
            None
        } else if word.is(PLACE) {
            self.name(Kind::Place, self.single)
        } else if word.is(ORG) && !word.is(STOP | COMMON) && word.gap != Gap::Hyphen {
            self.name(Kind::Org, self.single)
        } else {
            None
        }
    }

    /// A word in capitals, known or not. Dotted ones are initials and states more often than
    /// organisations.
    fn in_capitals(&self) -> Option<Verdict> {
        let word = &self.word;
        let known = self.known_in_capitals();
        let dotted = self.written.contains('.');
        if known.is_some() || word.shape != Shape::Capitals || word.is(STOP | COMMON) || dotted {
            return known;
        }
        match self.written.len() {
            2..=6 if word.gap == Gap::Bracket => self.name(Kind::Org, self.single),
            3..=6 if !word.is(FIRST) && !self.is_small(word) => Some(Verdict::Acronym),
            _ => None,
        }
    }

    /// A first name or an initial with a surname.
    fn named_person(&self) -> Option<Verdict> {
        let word = &self.word;
        let second = self.words.capitals.get(self.at + 1)?;
        let (reach, parts) = self.words.person(self.at);
        let last = &self.words.capitals[reach.next - 1];
        if parts < 2 || last.shape == Shape::Initial || word.opens && self.is_small(word) {
            return None;
        }
        let fits = if word.shape == Shape::Initial {
            // "A German" and "I Robot" hold no initials, "A. Gorman" does.
            let end = self.words.tokens[word.token as usize].end as usize;
            let stop = self.words.text[end..].starts_with('.');
            (stop || !word.is(STOP)) && second.gap == Gap::Space && !second.is(COMMON | STOP)
        } else {
            word.is(FIRST)
                && !(self.is_ambiguous() && second.is(STOP | COMMON | PLACE | TITLE) && !second.is(SURNAME))
        };
        if fits { self.name(Kind::Person, reach) } else { None }
    }

    /// A first name alone, or with a surname that stands behind another first name (*Bill and
    /// Hillary Clinton*).
    fn single_first_name(&self) -> Option<Verdict> {
        let word = &self.word;
        if !word.is(FIRST) || self.is_small(word) || !self.stands_alone(self.at) {
            return None;
        }
        let paired = self
            .words
            .follower_over(self.at, &["and"])
            .is_some_and(|next| self.words.capitals[next].is(FIRST) && self.words.person(next).1 > 1);
        if self.is_ambiguous() && !paired {
            return None;
        }
        self.name(Kind::Person, self.single)
    }

    /// A listed place; where it is a usual word as well, only behind a preposition.
    fn known_place(&self) -> Option<Verdict> {
        let word = &self.word;
        if !word.is(PLACE) || word.is(COMMON) && word.opens {
            None
        } else if word.is(COMMON) && !self.behind(&["in", "at", "near", "from"]) {
            Some(Verdict::Nothing)
        } else {
            self.name(Kind::Place, self.single)
        }
    }

    /// Several words that no list knows.
    fn unknown_run(&self) -> Option<Verdict> {
        let word = &self.word;
        if word.is(STOP | DEMONYM) {
            return Some(Verdict::Nothing);
        }
        let paper = self.behind(&["The"])
            && !self.words.capitals[self.at - 1].opens
            && PAPERS.contains(&self.written);
        if paper {
            return self.name(Kind::Org, self.single);
        }
        let (reach, parts) = self.words.person(self.at);
        let run = &self.words.capitals[self.at..reach.next];
        let known = STOP | COMMON | TITLE | DEMONYM | SUFFIX | ORG_TAIL | PLACE_TAIL;
        let is_run = parts > 1
            && !word.is(ORG)
            && self.stands_alone(reach.next - 1)
            && run[1..].iter().any(|c| c.gap != Gap::Hyphen)
            && run
                .iter()
                .all(|c| (!c.is(known) || c.is(SURNAME)) && !self.is_small(c) && c.shape == Shape::Cap);
        if !is_run {
            return None;
        }
        if self.is_somewhere(reach) {
            self.name(Kind::Place, reach)
        } else if self.behind(&["the", "The"]) {
            Some(Verdict::Nothing)
        } else {
            self.name(Kind::Person, reach)
        }
    }

    /// One word without a sign of its own.
    fn unknown_word(&self) -> Verdict {
        let word = &self.word;
        let may_be_small = word.opens && self.is_small(word);
        if word.is(ORG) && !may_be_small {
            return Verdict::Name(Kind::Org, word.token, self.single);
        }
        if may_be_small || word.shape != Shape::Cap {
            return Verdict::Nothing;
        }
        let usual = word.is(COMMON | TITLE | ORG_TAIL | PLACE_TAIL) || self.is_small(word);
        Verdict::Doubt(if word.is(SURNAME) && !word.is(COMMON) {
            Some(Kind::Person)
        } else if usual {
            None
        } else if self.is_somewhere(self.single) {
            Some(Kind::Place)
        } else {
            self.speaker().filter(|_| !word.opens)
        })
    }

    /// Whether a name stands where places do: *in X*, *the town of X*, *X, France*.
    fn is_somewhere(&self, reach: Reach) -> bool {
        let next = self.words.capitals.get(reach.next);
        let before_country =
            next.is_some_and(|n| n.token == reach.end && n.gap == Gap::Comma && n.is(PLACE) && !n.is(FIRST));
        let token = self.word.token as usize;
        let of_town = self.behind(&["of"]) && token > 1 && SETTLEMENTS.contains(&self.words.word(token - 2));
        let region = self.words.gap(reach.end as usize) == Gap::Space
            && SETTLEMENTS.contains(&self.words.word(reach.end as usize));
        before_country || of_town || region || self.behind(&["in", "near", "outside"])
    }

    /// What a word is by the verb behind it: people *say*, firms *say it*.
    fn speaker(&self) -> Option<Kind> {
        let next = self.word.token as usize + 1;
        if self.words.gap(next) != Gap::Space || !SPEECH.contains(&self.words.word(next)) {
            return None;
        }
        Some(match self.words.word(next + 1) {
            "it" | "its" => Kind::Org,
            _ => Kind::Person,
        })
    }

    fn is_small(&self, word: &Capital) -> bool {
        self.small.contains(&word.key)
    }

    fn is_ambiguous(&self) -> bool {
        self.word.is(STOP | COMMON | PLACE | ORG | DEMONYM)
    }

    /// Whether a run holds only words that the article also writes small, or begins with one
    /// that has its capital from the sentence.
    fn is_plain(&self, reach: Reach) -> bool {
        let run = &self.words.capitals[self.at..reach.next];
        run[0].opens && self.is_small(&run[0]) && !run[0].is(PLACE | FIRST)
            || run.iter().all(|c| self.is_small(c) && !c.is(PLACE | FIRST | DEMONYM))
    }

    /// Whether one of these words stands before.
    fn behind(&self, before: &[&str]) -> bool {
        self.word.gap == Gap::Space && before.contains(&self.words.word(self.word.token as usize - 1))
    }

    /// Whether no capitalised word stands right before, or behind the last, that may belong to
    /// a longer name.
    fn stands_alone(&self, last: usize) -> bool {
        let before = self.at.checked_sub(1);
        let joined = before.filter(|&before| self.words.follower(before).is_some());
        let apart = TITLE | DEMONYM | PLACE | ORG | STOP;
        self.words.follower(last).is_none()
            && joined.is_none_or(|before| self.words.capitals[before].is(apart))
    }
}

/// Titles that may follow each other.
const MOST_TITLES: usize = 4;

/// Titles that open names of organisations as well (General Motors, King's College).
const OPENS_ORG: &[&str] = &[
    "General", "Attorney", "King", "Queen", "Prince", "Princess", "Chief", "Major", "Justice", "Father",
    "Leader", "Director",
];

/// Titles behind which any capitalised word is a person.
const COURTESY: &[&str] =
    &["Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Prof", "Sen", "Rep", "Gov"];

/// What places are, before *of* or behind the name.
const SETTLEMENTS: &[&str] = &[
    "town",
    "city",
    "village",
    "province",
    "district",
    "region",
    "county",
    "state",
    "suburb",
    "port",
    "capital",
    "municipality",
    "island",
    "river",
    "airport",
    "street",
];

/// Verbs of speech.
const SPEECH: &[&str] =
    &["said", "says", "told", "added", "adds", "insisted", "recalled", "explained", "explains"];

/// Newspapers that are called by their last word.
const PAPERS: &[&str] = &[
    "Post",
    "Times",
    "Guardian",
    "Independent",
    "Sun",
    "Mirror",
    "Telegraph",
    "Observer",
    "Economist",
    "Journal",
    "Herald",
    "Tribune",
    "Mail",
    "Star",
    "Express",
    "Globe",
    "Standard",
];
