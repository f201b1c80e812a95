//! Finds the spans of names by rules and lists.
//!
//! The body is read twice: first for what is certain by itself, then, with what the first
//! reading learned of the article's words, for what is not. Headlines come last, since a
//! headline in capitals is understood through the body.

use foldhash::{HashMap, HashSet, HashSetExt};

use super::lists::{
    self, COMMON, DEMONYM, FIRST, ORG, ORG_HEAD, ORG_TAIL, PLACE, PLACE_TAIL, STOP, SUFFIX,
    SURNAME, TITLE,
};
use super::patterns::Reach;
use super::words::{Gap, Shape, Words};
use super::{Kind, MentionField};
use crate::article::Article;
use crate::text::{Outline, Token};

/// A stretch of tokens that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which text the token numbers belong to.
    pub field: MentionField,
    /// Number of the first token.
    pub first: u32,
    /// One past the number of the last token.
    pub end: u32,
    /// What the name stands for.
    pub kind: Kind,
}

/// Finds names. Holds no state between articles, so threads can share it.
#[derive(Debug, Clone, Default)]
pub struct Tagger {}

impl Tagger {
    /// The recogniser that comes with the program.
    pub fn new() -> Tagger {
        std::sync::LazyLock::force(&lists::LISTS);
        Tagger::default()
    }

    /// The names of an article: by field, then by offset; never overlapping.
    ///
    /// The rules are made for English. In other languages only what the lists know is looked
    /// for: first names with what follows, titles, places.
    pub fn tag(
        &self,
        language: &str,
        article: &Article,
        title_tokens: &[Token],
        outline: &Outline,
    ) -> Vec<Span> {
        let mut small = HashSet::new();
        let body = Words::of_body(&article.body, outline, &mut small);
        let title = Words::of_title(&article.title, title_tokens, &mut small);
        let mut reading = Reading {
            english: matches!(language, "en" | "und"),
            small,
            learned: HashMap::default(),
            seen: HashMap::default(),
            spans: Vec::new(),
            doubtful: Vec::new(),
        };
        reading.read(&body, MentionField::Body);
        reading.read(&title, MentionField::Title);
        reading.settle_doubts(&body, &title);
        reading.read_loud(&body, MentionField::Body);
        reading.read_loud(&title, MentionField::Title);
        let mut spans = reading.spans;
        spans.sort_unstable_by_key(|s| (s.field, s.first));
        let mut reached = (MentionField::Title, 0);
        spans.retain(|s| {
            let clear = (s.field, s.first) >= reached;
            if clear {
                reached = (s.field, s.end);
            }
            clear
        });
        spans
    }
}

/// What is being learned from one article.
struct Reading {
    english: bool,
    /// Words that occur without a capital.
    small: HashSet<u64>,
    /// Kinds of names, and of the surnames of people, by the key of their words.
    learned: HashMap<u64, Kind>,
    /// How often unknown acronyms occur.
    seen: HashMap<u64, u32>,
    spans: Vec<Span>,
    /// Capitalised words without any sign of their own, to be looked at again.
    doubtful: Vec<Doubt>,
}

/// A capitalised word that is a name only if the rest of the article says so.
struct Doubt {
    field: MentionField,
    capital: usize,
    guess: Option<Kind>,
}

impl Reading {
    /// The first reading: what is certain by itself.
    fn read(&mut self, words: &Words, field: MentionField) {
        let mut at = 0;
        while at < words.capitals.len() {
            if words.capitals[at].loud {
                at += 1;
                continue;
            }
            if self.english
                && let Some(next) = words.event(at)
            {
                at = next;
                continue;
            }
            at = match self.name_at(words, at, field) {
                Some((kind, first, reach)) => {
                    self.add(words, field, kind, first, reach.end);
                    reach.next
                }
                None => at + 1,
            };
        }
    }

    /// A name that begins at a capitalised word; kind, first token and reach.
    fn name_at(
        &mut self,
        words: &Words,
        at: usize,
        field: MentionField,
    ) -> Option<(Kind, u32, Reach)> {
        let word = words.capitals[at];
        let found = |kind, reach| Some((kind, word.token, reach));
        let single = Reach {
            end: word.token + 1,
            next: at + 1,
        };
        let listed = words.listed(at);
        if self.english && (!word.is(TITLE) || OPENS_ORG.contains(&words.word(word.token as usize)))
        {
            let org = words.org(at);
            let longer = |r: &Reach| listed.is_none_or(|(_, l)| r.end > l.end);
            if let Some(reach) = org.filter(longer)
                && !self.is_plain(words, at, reach)
            {
                return found(Kind::Org, reach);
            }
        }
        if let Some((kind, reach)) = listed {
            return kind.and_then(|kind| found(kind, reach));
        }
        if word.is(TITLE) && !word.is(FIRST) || word.is(TITLE) && self.titled(words, at).is_some() {
            let first = self.titled(words, at)?;
            let (reach, _) = words.person(first);
            return Some((Kind::Person, words.capitals[first].token, reach));
        }
        if self.english
            && let Some(reach) = words.place(at)
            && !self.is_plain(words, at, reach)
        {
            return found(Kind::Place, reach);
        }
        if word.shape == Shape::Capitals {
            if word.is(PLACE) {
                return found(Kind::Place, single);
            }
            let written = words.word(word.token as usize);
            // Dotted capitals are initials and states more often than organisations.
            let length = if written.contains('.') {
                0
            } else {
                written.len()
            };
            let bracketed = word.gap == Gap::Bracket;
            let acronym = word.is(ORG) || self.english && (2..=6).contains(&length) && bracketed;
            if acronym && !word.is(STOP | COMMON) && word.gap != Gap::Hyphen {
                return found(Kind::Org, single);
            }
            if self.english
                && (3..=6).contains(&length)
                && !word.is(STOP | COMMON | FIRST)
                && !self.small.contains(&word.key)
            {
                self.doubtful.push(Doubt {
                    field,
                    capital: at,
                    guess: Some(Kind::Org),
                });
                *self.seen.entry(word.key).or_insert(0) += 1;
                return None;
            }
        }
        let (reach, parts) = words.person(at);
        if word.is(FIRST) || word.shape == Shape::Initial {
            let second = words.capitals.get(at + 1);
            let doubtful = word.is(STOP | COMMON | PLACE | ORG | DEMONYM);
            let article = word.is(STOP)
                && word.shape == Shape::Initial
                && !words.text[words.tokens[word.token as usize].end as usize..].starts_with('.');
            let named = parts > 1
                && !article
                && words.capitals[reach.next - 1].shape != Shape::Initial
                && !(doubtful
                    && second
                        .is_some_and(|s| s.is(STOP | COMMON | PLACE | TITLE) && !s.is(SURNAME)))
                && !(word.opens && self.small.contains(&word.key))
                && (word.is(FIRST)
                    || word.shape == Shape::Initial
                        && second.is_some_and(|s| s.gap == Gap::Space && !s.is(COMMON | STOP)));
            if named {
                return found(Kind::Person, reach);
            }
            if word.is(FIRST)
                && !doubtful
                && !self.small.contains(&word.key)
                && parts == 1
                && self.stands_alone(words, at, at)
                && self.english
            {
                return found(Kind::Person, single);
            }
        }
        if word.is(PLACE) && !(word.is(COMMON) && word.opens) {
            if word.is(COMMON) && !self.behind(words, at, &["in", "at", "near", "from"]) {
                return None;
            }
            return found(Kind::Place, single);
        }
        if !self.english || word.is(STOP | DEMONYM) {
            return None;
        }
        if self.behind(words, at, &["The"])
            && !words.capitals[at - 1].opens
            && PAPERS.contains(&words.word(word.token as usize))
        {
            return found(Kind::Org, single);
        }
        if parts > 1 && !word.is(ORG) && self.unknown_run(words, at, reach) {
            let kind = self.kind_of_run(words, at, reach);
            return kind.and_then(|kind| found(kind, reach));
        }
        if word.is(ORG) && !(word.opens && self.small.contains(&word.key)) {
            return found(Kind::Org, single);
        }
        if word.opens && self.small.contains(&word.key) || word.shape != Shape::Cap {
            return None;
        }
        let guess = if word.is(SURNAME) && !word.is(COMMON) {
            Some(Kind::Person)
        } else if word.is(COMMON | TITLE | ORG_TAIL | PLACE_TAIL) || self.small.contains(&word.key)
        {
            None
        } else if self.behind(words, at, &["in", "near", "outside"]) {
            Some(Kind::Place)
        } else if word.opens {
            None
        } else {
            speaker(words, word.token as usize)
        };
        self.doubtful.push(Doubt {
            field,
            capital: at,
            guess,
        });
        None
    }

    /// Whether a run holds only words that the article also writes small, or usual words.
    fn is_plain(&self, words: &Words, at: usize, reach: Reach) -> bool {
        let run = &words.capitals[at..reach.next];
        run[0].opens && self.small.contains(&run[0].key) && !run[0].is(PLACE | FIRST)
            || run
                .iter()
                .all(|c| self.small.contains(&c.key) && !c.is(PLACE | FIRST | DEMONYM))
    }

    /// The first word of the name behind a title.
    fn titled(&self, words: &Words, at: usize) -> Option<usize> {
        let mut first = at;
        while words.capitals[first].is(TITLE)
            && (!words.capitals[first].is(FIRST | SURNAME) || first == at)
        {
            first = words.follower(first)?;
            if first - at > 4 {
                return None;
            }
        }
        let word = &words.capitals[first];
        let courtesy = COURTESY.contains(&words.word(words.capitals[first - 1].token as usize));
        let barred = STOP | DEMONYM | SUFFIX | ORG_TAIL | ORG_HEAD | PLACE | ORG | COMMON;
        let plain = !word.is(barred)
            || word.is(FIRST | SURNAME) && !word.is(STOP)
            || courtesy && !word.is(STOP | DEMONYM);
        let fits = plain
            && (word.shape != Shape::Capitals || courtesy)
            && !word.opens
            && word.gap == Gap::Space;
        fits.then_some(first)
    }

    /// Whether one of these words stands before.
    fn behind(&self, words: &Words, at: usize, before: &[&str]) -> bool {
        let word = &words.capitals[at];
        word.gap == Gap::Space && before.contains(&words.word(word.token as usize - 1))
    }

    /// Whether no capitalised word stands right before or behind that may belong to a longer name.
    fn stands_alone(&self, words: &Words, first: usize, last: usize) -> bool {
        let joined = first > 0 && words.follower(first - 1).is_some();
        words.follower(last).is_none()
            && (!joined || words.capitals[first - 1].is(TITLE | DEMONYM | PLACE | ORG | STOP))
    }

    /// Whether a run of several words can be a name that no list knows.
    fn unknown_run(&self, words: &Words, at: usize, reach: Reach) -> bool {
        let run = &words.capitals[at..reach.next];
        let known = STOP | COMMON | TITLE | DEMONYM | SUFFIX | ORG_TAIL | PLACE_TAIL;
        self.stands_alone(words, at, reach.next - 1)
            && run[1..].iter().any(|c| c.gap != Gap::Hyphen)
            && run.iter().all(|c| !c.is(known) || c.is(SURNAME))
            && run.iter().all(|c| !self.small.contains(&c.key))
            && run.iter().all(|c| c.shape == Shape::Cap)
    }

    /// What a run of unknown words is, by what stands around it.
    fn kind_of_run(&self, words: &Words, at: usize, reach: Reach) -> Option<Kind> {
        let next = words.capitals.get(reach.next);
        let before_country = next.is_some_and(|n| {
            n.token == reach.end && n.gap == Gap::Comma && n.is(PLACE) && !n.is(FIRST)
        });
        if self.behind(words, at, &["in", "near", "outside"]) || before_country {
            return Some(Kind::Place);
        }
        if self.behind(words, at, &["the", "The"]) {
            return None;
        }
        Some(Kind::Person)
    }

    /// The second look at words without a sign of their own.
    fn settle_doubts(&mut self, body: &Words, title: &Words) {
        for doubt in std::mem::take(&mut self.doubtful) {
            let words = match doubt.field {
                MentionField::Title => title,
                MentionField::Body => body,
            };
            let word = words.capitals[doubt.capital];
            let learned = self.learned.get(&lists::extend(0, word.key)).copied();
            // A word in capitals, seen once, may be a shout.
            let shout = word.shape == Shape::Capitals
                && self.seen.get(&word.key).copied() == Some(1)
                && is_pronounceable(words.word(word.token as usize));
            if let Some(kind) = learned.or(doubt.guess.filter(|_| !shout)) {
                self.push(doubt.field, kind, word.token, word.token + 1);
            }
        }
    }

    /// Words in stretches where everything is capitalised: names known from elsewhere.
    fn read_loud(&mut self, words: &Words, field: MentionField) {
        let mut at = 0;
        while at < words.capitals.len() {
            let word = words.capitals[at];
            let mut next = at + 1;
            if word.loud
                && let Some((kind, reach)) = self.loud_name(words, at)
            {
                self.push(field, kind, word.token, reach.end);
                next = reach.next;
            }
            at = next;
        }
    }

    fn loud_name(&self, words: &Words, at: usize) -> Option<(Kind, Reach)> {
        let word = words.capitals[at];
        let mut found = match words.listed(at) {
            Some((None, _)) => return None,
            Some((Some(kind), reach)) => Some((kind, reach)),
            None => None,
        };
        let mut phrase = 0;
        let mut last = at;
        // The longest run that the article names elsewhere.
        loop {
            let here = &words.capitals[last];
            phrase = lists::extend(phrase, here.key);
            let reach = Reach {
                end: here.token + 1,
                next: last + 1,
            };
            if let Some(&kind) = self.learned.get(&phrase)
                && (last > at || !word.is(STOP) && !self.small.contains(&word.key))
                && found.is_none_or(|(_, f): (Kind, Reach)| f.end < reach.end)
            {
                found = Some((kind, reach));
            }
            match words.follower(last) {
                Some(next) if next - at < 6 => last = next,
                _ => break,
            }
        }
        if found.is_some() || word.is(STOP) || self.small.contains(&word.key) {
            return found;
        }
        let single = Reach {
            end: word.token + 1,
            next: at + 1,
        };
        let barred = STOP | COMMON | TITLE | DEMONYM | ORG_TAIL | SUFFIX | ORG;
        if word.is(FIRST)
            && !word.is(COMMON | PLACE)
            && let Some(next) = words.follower(at)
            && !self.small.contains(&words.capitals[next].key)
            && (!words.capitals[next].is(barred) || words.capitals[next].is(SURNAME))
        {
            let end = words.capitals[next].token + 1;
            return Some((
                Kind::Person,
                Reach {
                    end,
                    next: next + 1,
                },
            ));
        }
        if word.is(COMMON | TITLE) {
            return None;
        }
        if word.is(PLACE) {
            Some((Kind::Place, single))
        } else if word.is(ORG) {
            Some((Kind::Org, single))
        } else if word.is(SURNAME) {
            Some((Kind::Person, single))
        } else {
            None
        }
    }

    /// Adds a name and learns from it.
    fn add(&mut self, words: &Words, field: MentionField, kind: Kind, first: u32, end: u32) {
        self.push(field, kind, first, end);
        let mut phrase = 0;
        let mut key = 0;
        for token in first..end {
            key = lists::key(words.word(token as usize));
            phrase = lists::extend(phrase, key);
        }
        self.learned.insert(phrase, kind);
        if kind == Kind::Person && end - first > 1 {
            self.learned.entry(lists::extend(0, key)).or_insert(kind);
            // Family names stand first in much of Asia.
            let key = lists::key(words.word(first as usize));
            if lists::LISTS.marks(key, true) & (FIRST | COMMON | STOP | PLACE) == 0 {
                self.learned.entry(lists::extend(0, key)).or_insert(kind);
            }
        }
        if kind == Kind::Org && end - first > 1 && lists::LISTS.marks(key, true) & SUFFIX != 0 {
            let key = lists::key(words.word(first as usize));
            if lists::LISTS.marks(key, true) & (COMMON | STOP | PLACE | FIRST | DEMONYM) == 0 {
                self.learned.entry(lists::extend(0, key)).or_insert(kind);
            }
        }
    }

    fn push(&mut self, field: MentionField, kind: Kind, first: u32, end: u32) {
        self.spans.push(Span {
            field,
            first,
            end,
            kind,
        });
    }
}

/// What a word is by the verb behind it: people *say*, firms *say it*.
fn speaker(words: &Words, token: usize) -> Option<Kind> {
    if words.gap(token + 1) != Gap::Space || !SPEECH.contains(&words.word(token + 1)) {
        return None;
    }
    let object = words.word(token + 2);
    Some(if matches!(object, "it" | "its") {
        Kind::Org
    } else {
        Kind::Person
    })
}

/// Verbs of speech.
const SPEECH: &[&str] = &[
    "said",
    "says",
    "told",
    "added",
    "adds",
    "insisted",
    "recalled",
    "explained",
    "explains",
];

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

/// Whether a word in capitals reads like a word: vowels and no three consonants in a row.
fn is_pronounceable(word: &str) -> bool {
    let vowel = |c: char| matches!(c, 'A' | 'E' | 'I' | 'O' | 'U' | 'Y');
    let mut consonants = 0;
    word.contains(vowel)
        && word.chars().all(|c| {
            consonants = if vowel(c) { 0 } else { consonants + 1 };
            consonants < 3
        })
}

/// Titles that open names of organisations as well (General Motors, King's College).
const OPENS_ORG: &[&str] = &[
    "General", "Attorney", "King", "Queen", "Prince", "Princess", "Chief", "Major", "Justice",
    "Father", "Leader", "Director",
];

/// Titles behind which any capitalised word is a person.
const COURTESY: &[&str] = &[
    "Mr", "Mrs", "Ms", "Miss", "Dr", "Sir", "Dame", "Lord", "Lady", "Prof", "Sen", "Rep", "Gov",
];
