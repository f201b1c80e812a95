//! The features of the model. Training and tagging use the same functions.
//!
//! A feature is a 64-bit hash. Most depend on one word and its distance from the word that is
//! scored: those are summed once per word and cached. The rest depend on neighbours, on the run
//! of capitals a word stands in, and on the article.

use super::article_context::{ArticleContext, Seen};
use super::gazetteer::{Gazetteer, LONGEST, OPENS};
use super::hashing::{hash, mix};
use super::spelling::{Gap, Shape};
use super::tags::{Bilou, O, meaning};
use super::word_features::{BEYOND, WordFeatures};
use super::word_lists::{self, LISTS, Marks, OPENS_PHRASE, extend};
use super::words::Word;
use crate::entities::Kind;

/// How far to each side the words count.
pub(crate) const REACH: usize = 2;
/// Distances a word is seen from.
pub(crate) const DISTANCES: usize = 2 * REACH + 1;

#[inline]
fn feature(template: u64, value: u64) -> u64 {
    mix(value, template << 32 | 0x51)
}

/// The features of a word by itself for the word `distance - REACH` places after it.
///
/// `key` is its folded form. Each feature goes to `sink` with whether it is the identity of words, which training hides at
/// times.
pub(crate) fn word_features(
    word: &str,
    key: &str,
    shape: Shape,
    features: &WordFeatures,
    distance: usize,
    sink: &mut (impl FnMut(u64, bool) + ?Sized),
) {
    let mut put = |template: u64, value: u64, identity| {
        sink(feature(template * 8 + distance as u64, value), identity);
    };
    let f = features;
    let pair = |a: u64, b: u64| a << 32 | b;
    put(1, f.folded, true);
    put(2, u64::from(f.clusters.middle), false);
    put(3, u64::from(f.clusters.coarse), false);
    put(4, pair(u64::from(f.marks), shape as u64), false);
    put(5, pair(u64::from(f.class), shape as u64), false);
    let near = distance.abs_diff(REACH) <= 1;
    if near {
        put(6, u64::from(f.clusters.fine), true);
        put(7, u64::from(f.bits), false);
        put(8, u64::from(f.clusters.coarsest), false);
        put(9, pair(u64::from(f.small.middle), shape as u64), false);
    }
    let suffix = |length: usize| {
        if key.is_ascii() {
            return hash(&key.as_bytes()[key.len().saturating_sub(length)..]);
        }
        let start = key.char_indices().rev().nth(length - 1).map_or(0, |(at, _)| at);
        hash(&key.as_bytes()[start..])
    };
    if near && distance != REACH {
        put(10, suffix(3), false);
    }
    if distance != REACH {
        return;
    }
    put(11, hash(word.as_bytes()), true);
    put(12, shape as u64, false);
    put(13, pattern(word), false);
    let length = if key.is_ascii() { key.len() } else { key.chars().count() };
    put(14, pair(length.min(12) as u64, shape as u64), false);
    for n in 1..=4 {
        if n < length {
            put(15 + n as u64, suffix(n), false);
        }
    }
    for n in 1..=4 {
        if n < length {
            let end = key.char_indices().nth(n).map_or(key.len(), |(at, _)| at);
            put(20 + n as u64, hash(&key.as_bytes()[..end]), false);
        }
    }
    for bit in 0..16 {
        if f.bits >> bit & 1 != 0 {
            put(25, bit, false);
        }
    }
    for bit in 0..18 {
        if f.marks >> bit & 1 != 0 {
            put(26, bit, false);
        }
    }
    put(27, pair(u64::from(f.bits), u64::from(f.marks)), false);
    put(28, pair(u64::from(f.clusters.coarse), u64::from(f.class)), false);
    put(29, pair(u64::from(f.clusters.coarse), shape as u64), false);
    put(30, pair(u64::from(f.small.coarse), u64::from(f.small.usual)), false);
    put(31, u64::from(f.small.fine), true);
    if length >= 5 {
        put(32, mix(suffix(2), u64::from(f.class)), false);
    }
}

/// A word's letters by kind: `Xxxx` and `Xx` alike, `McCain` as `XxXx`.
fn pattern(word: &str) -> u64 {
    let mut out = 0u64;
    let mut last = (' ', 0);
    for c in word.chars().take(24) {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_numeric() => 'd',
            c => c,
        };
        last = if kind == last.0 { (kind, last.1 + 1) } else { (kind, 1) };
        if last.1 <= 2 {
            out = mix(out, u64::from(kind));
        }
    }
    out
}

/// Words that begin or end names though they are usually written small.
const NAMES: Marks = word_lists::ORG_HEAD
    | word_lists::ORG_TAIL
    | word_lists::SUFFIX
    | word_lists::PLACE_HEAD
    | word_lists::PLACE_TAIL
    | OPENS_PHRASE;

/// Whether a word of a sentence in capitals would be written small elsewhere, by the article or by
/// what is usual.
pub(crate) fn is_small(article: &ArticleContext, features: &WordFeatures) -> bool {
    match article.seen(features.folded) {
        Some(seen) if seen.inside > 0 || seen.company != 0 => false,
        _ => features.small.usual && features.marks & NAMES == 0,
    }
}

/// The words around a word that is scored.
pub(crate) struct Context<'a> {
    pub gazetteer: &'a Gazetteer,
    pub article: &'a ArticleContext,
    /// The words of the sentence.
    pub words: &'a [Word],
    /// What is known of each.
    pub features: &'a [WordFeatures],
}

/// Words with capitals in a row, as numbers in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    pub first: usize,
    pub end: usize,
}

impl Context<'_> {
    fn word_features_at(&self, at: usize, step: isize) -> &WordFeatures {
        at.checked_add_signed(step).and_then(|at| self.features.get(at)).unwrap_or(&BEYOND)
    }

    fn shape(&self, at: usize, step: isize) -> u64 {
        let word = at.checked_add_signed(step).and_then(|at| self.words.get(at));
        word.map_or(Shape::Beyond, |w| w.shape) as u64
    }

    /// What stands before a word, or behind the last.
    fn gap(&self, at: usize) -> u64 {
        self.words.get(at).map_or(Gap::Border, |w| w.gap) as u64
    }

    /// The chain a word belongs to; a word without a capital is one of its own.
    pub(crate) fn chain(&self, at: usize) -> Chain {
        let core = |at: usize| {
            let word = &self.words[at];
            match word.headline {
                true => word.shape.is_core() && !is_small(self.article, &self.features[at]),
                false => word.shape.is_core() || word.shape == Shape::Number && word.candidate,
            }
        };
        if !core(at) {
            return Chain { first: at, end: at + 1 };
        }
        let (mut first, mut end) = (at, at + 1);
        while first > 0 && self.words[first].gap.is_close() && core(first - 1) {
            first -= 1;
        }
        while end < self.words.len() && self.words[end].gap.is_close() && core(end) {
            end += 1;
        }
        Chain { first, end }
    }

    /// The features of a word that depend on its neighbours and on the article.
    pub(crate) fn place_features(
        &self,
        at: usize,
        chain: Chain,
        sink: &mut (impl FnMut(u64, bool) + ?Sized),
    ) {
        let word = &self.words[at];
        let (before, here, behind) =
            (self.word_features_at(at, -1), self.word_features_at(at, 0), self.word_features_at(at, 1));
        let (gap, next_gap) = (self.gap(at), self.gap(at + 1));
        let shape = self.shape(at, 0);
        let all_caps = u64::from(word.all_caps);
        let mut put = |template: u64, value: u64, identity| sink(feature(1000 + template, value), identity);

        let gaps = gap << 8 | next_gap << 4 | all_caps;
        put(1, gaps << 8 | shape, false);
        put(2, gaps << 16 | self.shape(at, -1) << 8 | shape << 4 | self.shape(at, 1), false);
        put(3, mix(before.folded, here.folded), true);
        put(4, mix(here.folded, behind.folded), true);
        put(5, mix(before.folded, behind.folded), true);
        put(6, mix(before.folded, gap << 8 | shape), true);
        put(7, mix(behind.folded, next_gap << 8 | shape), true);
        let coarse = |f: &WordFeatures| u64::from(f.clusters.coarse);
        put(8, coarse(before) << 32 | coarse(here) << 8 | gap, false);
        put(9, coarse(here) << 32 | coarse(behind) << 8 | next_gap, false);
        let coarsest = |f: &WordFeatures| u64::from(f.clusters.coarsest);
        put(10, coarsest(before) << 40 | coarsest(here) << 20 | coarsest(behind), false);
        let class = |f: &WordFeatures| u64::from(f.class);
        put(11, class(before) << 32 | class(here) << 8 | gap, false);
        put(12, class(here) << 32 | class(behind) << 8 | next_gap, false);
        let opens = u64::from(gap == Gap::Border as u64) | all_caps << 1;
        put(13, opens << 32 | u64::from(here.small.middle) << 1 | u64::from(here.small.usual), false);
        put(14, opens << 32 | class(here) << 4 | u64::from(here.small.usual), false);
        put(15, mix(self.word_features_at(at, -2).folded, before.folded), true);
        put(16, mix(behind.folded, self.word_features_at(at, 2).folded), true);
        put(17, mix(mix(coarsest(before), coarsest(behind)), gaps << 8 | shape), false);

        self.chain_features(at, chain, &mut put);
        self.phrase_features(at, chain, &mut put);
        self.article_features(at, opens, &mut put);
    }

    fn chain_features(&self, at: usize, chain: Chain, put: &mut impl FnMut(u64, u64, bool)) {
        let Chain { first, end } = chain;
        let (head, tail) = (self.word_features_at(first, 0), self.word_features_at(end - 1, 0));
        let place = ((at - first).min(2) << 2 | (end - 1 - at).min(2)) as u64;
        let (length, gap) = ((end - first).min(6) as u64, self.gap(first));
        put(30, place << 8 | length, false);
        put(31, (place << 8 | length) << 8 | gap << 4 | self.gap(end), false);
        // What is said of the whole chain, one and two words away on either side.
        let [left, lefter] = [self.word_features_at(first, -1), self.word_features_at(first, -2)];
        let [right, righter] = [self.word_features_at(end - 1, 1), self.word_features_at(end - 1, 2)];
        let middle = |f: &WordFeatures| u64::from(f.clusters.middle);
        put(44, mix(middle(left) << 16 | middle(right), gap << 4 | self.gap(end)), false);
        put(45, middle(lefter) << 16 | middle(left), false);
        put(46, middle(right) << 16 | middle(righter), false);
        if length == 1 {
            return;
        }
        put(32, mix(tail.folded, place), true);
        put(33, u64::from(tail.clusters.middle) << 8 | place, false);
        put(34, mix(head.folded, place), true);
        put(35, u64::from(head.clusters.middle) << 8 | place, false);
        put(36, (u64::from(head.class) << 16 | u64::from(tail.class)) << 16 | length << 4 | place, false);
        put(37, (u64::from(tail.marks) << 32 | u64::from(tail.bits)) << 4 ^ place, false);
        if at > first {
            let before = self.word_features_at(first, -1);
            put(38, mix(before.folded, gap), true);
            put(39, u64::from(before.clusters.middle) << 8 | gap, false);
            put(40, u64::from(before.marks), false);
        }
        if at + 1 < end {
            let behind = self.word_features_at(end, 0);
            put(41, mix(behind.folded, self.gap(end)), true);
            put(42, u64::from(behind.clusters.middle) << 8 | self.gap(end), false);
        }
        if length <= 5 {
            let whole = self.features[first..end].iter().fold(0, |so_far, f| extend(so_far, f.folded));
            put(43, mix(whole, place), true);
        }
    }

    /// The longest listed name a word lies in, and where in it.
    fn phrase_features(&self, at: usize, chain: Chain, put: &mut impl FnMut(u64, u64, bool)) {
        let mut best = (0, 0, 0);
        let lowest = at.saturating_sub(LONGEST - 1);
        for first in (lowest..=at).rev() {
            if first < at && !self.words[first + 1].candidate {
                break;
            }
            let opener = &self.features[first];
            let (listed, ours) = (opener.bits & OPENS != 0, opener.marks & OPENS_PHRASE != 0);
            if !self.words[first].candidate || !listed && !ours {
                continue;
            }
            let mut phrase = extend(0, self.features[first].folded);
            let last = (first + LONGEST).min(self.words.len());
            for next in first + 1..last {
                if !self.words[next].candidate {
                    break;
                }
                phrase = extend(phrase, self.features[next].folded);
                if next >= at && next - first >= best.0 {
                    let mut kinds = if listed { u16::from(self.gazetteer.phrase(phrase)) } else { 0 };
                    if let Some(kind) = ours.then(|| LISTS.phrase(phrase)).flatten() {
                        kinds |= 256 << kind.map_or(3, |kind| kind as u16);
                    }
                    if kinds != 0 {
                        best = (next - first, kinds, at - first);
                    }
                }
            }
        }
        let (length, kinds, place) = best;
        if length > 0 {
            let place = (place.min(2) << 2 | (length - place).min(2)) as u64;
            let whole = u64::from(chain.end - chain.first == length + 1);
            for bit in (0..12).filter(|bit| kinds >> bit & 1 != 0) {
                put(50, (bit << 8 | place) << 1 | whole, false);
            }
            put(51, (u64::from(kinds) << 8 | place) << 4 | length.min(4) as u64, false);
        }
    }

    fn article_features(&self, at: usize, opens: u64, put: &mut impl FnMut(u64, u64, bool)) {
        let acronym = self.features[at].acronym;
        if acronym != 0 {
            put(63, u64::from(self.article.shortens(acronym)) << 4 | self.gap(at), false);
        }
        let Some(seen) = self.article.seen(self.features[at].folded) else { return };
        let few = |n: u8| u64::from(n.min(2));
        put(60, (few(seen.lower) << 4 | few(seen.inside)) << 4 | opens, false);
        put(61, u64::from(seen.company) << 4 | opens, false);
        put(62, u64::from(seen.company) << 16 | u64::from(self.features[at].class), false);
    }

    /// The features of the second pass: what the first took the same word for elsewhere. A word
    /// that stands nowhere else has those of a word whose first pass is unknown.
    pub(crate) fn second_features(&self, at: usize, own: usize, sink: &mut (impl FnMut(u64, bool) + ?Sized)) {
        let seen = self.article.seen(self.features[at].folded).and_then(|seen| majority(seen, own));
        let Some((mine, role)) = seen else {
            sink(feature(UNKNOWN, 0), false);
            return;
        };
        let mut put = |template: u64, value: u64| sink(feature(2000 + template, value), false);
        put(1, mine);
        put(2, role);
        let word = &self.words[at];
        let opens = u64::from(word.gap == Gap::Border) | u64::from(word.all_caps) << 1;
        put(5, opens << 32 | mine);
        let side = |step| {
            let other = self.article.seen(self.word_features_at(at, step).folded)?;
            Some(majority(other, O)?.0 >> 8)
        };
        put(3, side(-1).unwrap_or(9) << 32 | mine);
        put(4, side(1).unwrap_or(9) << 32 | mine);
    }
}

/// The kind that all other mentions of a word have in which it could stand for the whole name:
/// the last word of a person's name, the first of an organisation's, a place's only one. One
/// mention, that has the label `own`, is left out.
pub(crate) fn agreed(seen: &Seen, own: usize) -> Option<Kind> {
    let mut labels = seen.labels;
    labels[own] = labels[own].saturating_sub(1);
    let mut found = None;
    for (label, _) in labels.iter().enumerate().skip(1).filter(|(_, times)| **times > 0) {
        let (kind, place) = meaning(label)?;
        let whole = match kind {
            Kind::Person => matches!(place, Bilou::Last | Bilou::Unit),
            Kind::Org => matches!(place, Bilou::Begin | Bilou::Unit),
            Kind::Place => place == Bilou::Unit,
        };
        if !whole || found.is_some_and(|other| other != kind) {
            return None;
        }
        found = Some(kind);
    }
    found
}

/// Stands for a first pass that is not known, or not needed.
const UNKNOWN: u64 = 2000;

/// The only feature of the second pass of words that stand nowhere else.
pub(crate) fn unknown() -> u64 {
    feature(UNKNOWN, 0)
}

/// Which kind a word's other mentions mostly are and how surely; and which label.
fn majority(seen: &Seen, own: usize) -> Option<(u64, u64)> {
    let mut labels = seen.labels;
    labels[own] = labels[own].saturating_sub(1);
    let mut kinds = [u32::from(labels[O]), 0, 0, 0, 0];
    for (label, &times) in labels.iter().enumerate().skip(1) {
        kinds[1 + ((label - 1) / 4).min(3)] += u32::from(times);
    }
    let all: u32 = kinds.iter().sum();
    if all == 0 {
        return None;
    }
    let most = (0..5).rev().max_by_key(|&kind| kinds[kind]).unwrap_or(0);
    let sure = if kinds[most] == all { 2 } else { u64::from(kinds[most] * 3 >= all * 2) };
    let label = (0..labels.len()).rev().max_by_key(|&label| labels[label]).unwrap_or(O);
    Some(((most as u64 + 1) << 8 | sure << 4 | u64::from(all.min(3)), label as u64 + 1))
}
