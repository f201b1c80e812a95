//! Found names mended: what belongs to a name and was left out is taken in, what does not is cut
//! off, two names in one are parted, and what is no name is dropped.
//!
//! Raw pages hold headings, captions, handles and party labels that no marked text has, so no
//! training teaches them; a wrong row in a list of names costs more than a missed one.

mod add;
mod check;
mod grow;
#[cfg(test)]
mod tests;
mod trim;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::encoded::{Encoded, Text};
use super::gazetteer::{BODY, FIRST_ANY, FIRST_USUAL, Gazetteer, LAST_ANY, LAST_USUAL, TEAM};
use super::hashing::hash;
use super::signs::{self, SIGNS, Signs};
use super::span::Span;
use super::spelling::{Gap, Shape};
use super::word_features::{BEYOND, WordFeatures};
use super::word_lists::{
    self, FIRST, LISTS, OPENS_PHRASE, ORG, ORG_HEAD, ORG_TAIL, PLACE, SUFFIX, SURNAME, TITLE,
};
use super::words::Word;
use crate::entities::{Kind, MentionField};

/// Mends the names found in an article, given with how sure the model is of each.
pub(crate) fn mend(encoded: &Encoded, gazetteer: &Gazetteer, spans: Vec<(Span, i32)>) -> Vec<Span> {
    let fields = [MentionField::Title, MentionField::Body];
    let mender = |field: usize| Mender {
        words: &encoded.words[field].all,
        features: &encoded.features[field],
        text: &encoded.texts[field],
        encoded,
        gazetteer,
    };
    let mut mended = [0, 1].map(|field| {
        let mender = mender(field);
        let own = spans.iter().filter(|(span, _)| span.field == fields[field]);
        mender.run(own.map(|(span, sure)| mender.found(span, *sure)).collect())
    });
    assign_to_firms(&mender, &mut mended);
    explained(&mender, &mut mended);
    // What one mention leaves in doubt, another of the same name may make sure.
    let mut surest = HashMap::<(Kind, u64), i32>::with_capacity(mended[0].len() + mended[1].len());
    let key = |mender: &Mender, name: &Found| match name.kind {
        Kind::Person => mender.phrase(name.end - 1, name.end),
        _ => mender.phrase(name.first, name.end),
    };
    let doubtful = (mended.iter().enumerate())
        .any(|(field, found)| found.iter().any(|name| name.sure < min_sureness(&mender(field), name)));
    for (field, found) in mended.iter().enumerate().filter(|_| doubtful) {
        let mender = mender(field);
        for name in found {
            // Zorbax is sure where Zorbax Holdings is.
            for key in [key(&mender, name), mender.phrase(name.first, name.first + 1)] {
                let sure = surest.entry((name.kind, key)).or_insert(i32::MIN);
                *sure = (*sure).max(name.sure);
            }
        }
    }
    let mut out = Vec::with_capacity(spans.len() + 4);
    for (field, found) in mended.iter().enumerate() {
        let mender = mender(field);
        for name in found {
            let least = min_sureness(&mender, name);
            if name.sure < least && surest[&(name.kind, key(&mender, name))] < least {
                continue;
            }
            out.push(Span {
                field: fields[field],
                first: mender.words[name.first].token,
                end: mender.words[name.end - 1].token + 1,
                kind: name.kind,
            });
        }
    }
    out
}

/// Drops the acronyms that the article explains in small letters: *improvised explosive device (IED)*.
fn explained<'a>(mender: &impl Fn(usize) -> Mender<'a>, mended: &mut [Vec<Found>; 2]) {
    let acronym = |mender: &Mender, name: &Found| {
        name.kind == Kind::Org && name.len() == 1 && mender.words[name.first].shape == Shape::Caps
    };
    let mut small = Vec::new();
    for (field, found) in mended.iter().enumerate() {
        let mender = mender(field);
        let names = found.iter().filter(|name| acronym(&mender, name));
        small.extend(
            names.filter(|name| mender.is_explained_small(name.first)).map(|n| mender.folded(n.first)),
        );
    }
    if small.is_empty() {
        return;
    }
    for (field, found) in mended.iter_mut().enumerate() {
        let mender = mender(field);
        found.retain(|name| !(acronym(&mender, name) && small.contains(&mender.folded(name.first))));
    }
}

/// Gives the lone names taken for people to the firm whose full name begins so, where nobody in the
/// article bears that surname: *Quellin* beside *Quellin Motors Ltd*.
fn assign_to_firms<'a>(mender: &impl Fn(usize) -> Mender<'a>, mended: &mut [Vec<Found>; 2]) {
    if !mended.iter().flatten().any(|name| name.kind == Kind::Person && name.len() == 1) {
        return;
    }
    let (mut firms, mut people) = (HashSet::new(), HashSet::new());
    for (field, found) in mended.iter().enumerate() {
        let mender = mender(field);
        for name in found.iter().filter(|name| name.len() > 1) {
            match name.kind {
                Kind::Org if mender.marks(name.end - 1) & (SUFFIX | ORG_TAIL) != 0 => {
                    firms.insert(mender.folded(name.first));
                }
                Kind::Person => {
                    people.insert(mender.folded(name.end - 1));
                    people.insert(mender.folded(name.first));
                }
                _ => {}
            }
        }
    }
    for (field, found) in mended.iter_mut().enumerate() {
        let mender = mender(field);
        for name in found.iter_mut().filter(|name| name.kind == Kind::Person && name.len() == 1) {
            let key = mender.folded(name.first);
            if firms.contains(&key) && !people.contains(&key) && !mender.is_known(*name) {
                name.set_kind(Kind::Org);
            }
        }
    }
}

/// How sure the model must be of a name somewhere in the article, in parts of its scores: more where
/// no list knows its words.
fn min_sureness(mender: &Mender, name: &Found) -> i32 {
    // The International Wool Organization: hardly anything else is called so.
    let headed = || name.len() > 2 && mender.signs(name.end - 1) & (signs::HEAD | signs::BODY) != 0;
    match (name.kind, mender.is_borne_out(*name)) {
        (Kind::Org, _) if headed() => 4,
        (Kind::Person, true) => 8,
        (Kind::Person, false) => 35,
        (Kind::Org, true) => 14,
        (Kind::Org, false) => 30,
        (Kind::Place, _) => 20,
    }
}

/// A name, as a range of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    first: usize,
    end: usize,
    kind: Kind,
    /// How sure the model is of it; the greatest number where a rule says so.
    sure: i32,
}

/// Words where a name may be added.
#[derive(Default)]
struct Spots {
    /// Behind *the*, with a capital.
    articles: Vec<usize>,
    /// Behind a word with a capital, or in capitals.
    speakers: Vec<usize>,
    /// Behind a comma, with a full stop behind.
    states: Vec<usize>,
    /// Behind a capital and a quotation mark.
    quotes: Vec<usize>,
}

/// Words of the longest text to which names are added.
const LONGEST_MENDED: usize = 50_000;

/// Confidence of a rule.
const SURE: i32 = i32::MAX;

impl Found {
    fn len(self) -> usize {
        self.end - self.first
    }

    /// Takes a kind that a rule says.
    fn set_kind(&mut self, kind: Kind) {
        (self.kind, self.sure) = (kind, SURE);
    }
}

struct Mender<'a> {
    words: &'a [Word],
    features: &'a [WordFeatures],
    text: &'a Text<'a>,
    encoded: &'a Encoded<'a>,
    gazetteer: &'a Gazetteer,
}

impl Mender<'_> {
    fn found(&self, span: &Span, sure: i32) -> Found {
        let first = self.words.partition_point(|word| word.token < span.first);
        let end = self.words.partition_point(|word| word.token < span.end);
        Found { first, end, kind: span.kind, sure }
    }

    fn run(&self, mut found: Vec<Found>) -> Vec<Found> {
        // A text of so many words is a book or a list, in which names are left as they are: putting
        // one between others moves all behind it.
        let short = self.words.len() <= LONGEST_MENDED;
        let spots = if short { self.spots() } else { Spots::default() };
        if short {
            self.add_nicknames(&spots.quotes, &mut found);
            self.grow(&mut found);
        }
        let mut pieces = Vec::with_capacity(found.len() + 4);
        for name in found {
            self.divide(name, &mut pieces);
        }
        let mut out: Vec<Found> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Some(piece) = self.trimmed(piece) else { continue };
            if self.is_name(piece) {
                let kind = self.kind(piece);
                let said = kind != piece.kind || self.is_known(piece);
                let sure = if said { SURE } else { piece.sure };
                let piece = Found { kind, sure, ..piece };
                self.add_before_title(piece, &mut out);
                out.push(piece);
            }
        }
        if short {
            self.add_papers(&spots.articles, &mut out);
            self.add_speakers(&spots.speakers, &mut out);
            self.add_states(&spots.states, &mut out);
            self.correct_teams_and_firms(&mut out);
        }
        out
    }

    /// Where names may be added, found in one walk over the words.
    fn spots(&self) -> Spots {
        let [the, small] = [hash(b"The"), hash(b"the")];
        let mut out = Spots::default();
        for (at, pair) in self.words.windows(2).enumerate() {
            let (before, word, at) = (&pair[0], &pair[1], at + 1);
            match (word.shape, word.gap) {
                (Shape::Cap, Gap::Space) if before.spelling == the || before.spelling == small => {
                    out.articles.push(at);
                }
                (Shape::Cap, Gap::Space | Gap::Stop) if before.shape == Shape::Cap => out.speakers.push(at),
                (Shape::Cap | Shape::Dotted, Gap::Comma) if self.byte_behind(at) == b'.' => {
                    out.states.push(at)
                }
                (_, Gap::Quote) if before.shape == Shape::Cap => out.quotes.push(at),
                _ => {}
            }
            if word.shape == Shape::Caps {
                out.speakers.push(at);
            }
        }
        if self.words.first().is_some_and(|word| word.shape == Shape::Caps) {
            out.speakers.insert(0, 0);
        }
        out
    }

    fn written(&self, at: usize) -> &str {
        self.text.tokens[self.words[at].token as usize].of(self.text.text)
    }

    fn signs(&self, at: usize) -> Signs {
        match self.features.get(at) {
            Some(features) if features.folded == BEYOND.folded => {
                SIGNS.get(&self.folded(at)).copied().unwrap_or(0)
            }
            features => features.map_or(0, |features| features.signs),
        }
    }

    /// The key of a word; those too far from every name were not looked up.
    fn folded(&self, at: usize) -> u64 {
        match self.features[at].folded {
            unknown if unknown == BEYOND.folded => word_lists::key(self.written(at)),
            known => known,
        }
    }

    fn marks(&self, at: usize) -> u32 {
        self.features[at].marks
    }

    fn is_core(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.shape.is_core())
    }

    fn gap(&self, at: usize) -> Gap {
        self.words.get(at).map_or(Gap::Border, |word| word.gap)
    }

    /// What stands right before a word.
    fn byte_before(&self, at: usize) -> u8 {
        let start = self.text.tokens[self.words[at].token as usize].start as usize;
        start.checked_sub(1).map_or(b' ', |before| self.text.text.as_bytes()[before])
    }

    /// What stands right behind a word.
    fn byte_behind(&self, at: usize) -> u8 {
        let end = self.text.tokens[self.words[at].token as usize].end as usize;
        self.text.text.as_bytes().get(end).copied().unwrap_or(b' ')
    }

    /// The kind of a listed name that these words are, no more and no less.
    fn listed(&self, first: usize, end: usize) -> Option<Kind> {
        if end == first + 1 {
            let marks = self.marks(first);
            return match marks & (PLACE | ORG) {
                PLACE => Some(Kind::Place),
                ORG => Some(Kind::Org),
                _ => None,
            };
        }
        if first >= end || self.marks(first) & OPENS_PHRASE == 0 {
            return None;
        }
        LISTS.phrase((first..end).fold(0, |phrase, at| word_lists::extend(phrase, self.folded(at)))).flatten()
    }

    /// Whether a list, or an office before it, bears a name out.
    fn is_known(&self, name: Found) -> bool {
        let titled = || {
            let close = matches!(self.gap(name.first), Gap::Space | Gap::Stop);
            close && name.first > 0 && self.marks(name.first - 1) & TITLE != 0
        };
        match name.kind {
            Kind::Person => name.len() == 1 && self.marks(name.first) & SURNAME != 0 || titled(),
            kind => self.listed(name.first, name.end) == Some(kind),
        }
    }

    /// Whether the lists know words of a name as those of its kind.
    fn is_borne_out(&self, name: Found) -> bool {
        let (first, last) = (name.first, name.end - 1);
        let bits = |at: usize| self.features[at].bits;
        match name.kind {
            Kind::Person => self.is_persons(first) || self.is_persons(last),
            Kind::Org => {
                // An acronym is in no list, but hardly anything else.
                name.len() == 1 && self.words[first].shape == Shape::Caps
                    || self.marks(last) & (SUFFIX | ORG_TAIL | ORG) != 0
                    || self.marks(first) & (ORG_HEAD | ORG) != 0
                    || self.signs(last) & (signs::HEAD | signs::BODY) != 0
                    || (bits(first) | bits(last)) & (TEAM | BODY) != 0
            }
            // Most places of the world are in no list.
            Kind::Place => true,
        }
    }

    /// Whether any list knows a word as part of people's names.
    fn is_persons(&self, at: usize) -> bool {
        self.marks(at) & (FIRST | SURNAME) != 0
            || self.features[at].bits & (FIRST_ANY | FIRST_USUAL | LAST_ANY | LAST_USUAL) != 0
    }

    fn is_first_name(&self, at: usize) -> bool {
        self.marks(at) & FIRST != 0 || self.features[at].bits & FIRST_USUAL != 0
    }

    /// What stands between a word and the one before it.
    fn between(&self, at: usize) -> &str {
        let [before, here] = [at - 1, at].map(|at| self.text.tokens[self.words[at].token as usize]);
        &self.text.text[before.end as usize..here.start as usize]
    }

    fn phrase(&self, first: usize, end: usize) -> u64 {
        (first..end).fold(0, |phrase, at| word_lists::extend(phrase, self.folded(at)))
    }
}
