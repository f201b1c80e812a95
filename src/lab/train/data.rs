//! Marked texts as examples: runs of words with the numbers of their features and the labels that
//! are right.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::{TrainOptions, TrainingSet, articles};
use crate::entities::recognise::article_context::ArticleContext;
use crate::entities::recognise::encoded::{Encoded, Text};
use crate::entities::recognise::features::{Context, DISTANCES, REACH, unknown, word_features};
use crate::entities::recognise::gazetteer::Gazetteer;
use crate::entities::recognise::hashing::{hash, mix};
use crate::entities::recognise::tags::LANES;
use crate::entities::recognise::word_features::WordFeatures;
use crate::entities::recognise::words::{Words, runs};
use crate::lab::random::Random;
use crate::text::Outline;
use crate::text::fold::fold;

/// Marks the number of a feature that is the identity of words.
pub(super) const IDENTITY: u32 = 1 << 31;
/// No list.
const NONE: u32 = u32::MAX;

/// A word that is scored.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Lists of the features of the words around it, by distance.
    words: [u32; DISTANCES],
    place: Range<u32>,
    second: Range<u32>,
    /// Features of its set alone.
    apart: Range<u32>,
    /// The labels that are right, as bits.
    pub allowed: u16,
    pub predicted: u8,
}

/// Words in a row that are scored together.
#[derive(Debug, Clone)]
pub(super) struct Example {
    pub document: usize,
    pub items: Range<usize>,
    pub weight: f32,
}

/// An article, kept for the second pass.
struct Read {
    words: [Words; 2],
    features: [Vec<WordFeatures>; 2],
    article: ArticleContext,
    first_item: usize,
}

/// All examples.
pub(super) struct Data {
    pub items: Vec<Item>,
    pub examples: Vec<Example>,
    reads: Vec<Read>,
    ids: HashMap<u64, u32>,
    /// Features of one set alone: they take in its habits, and are left out of the model.
    apart: HashMap<u64, u32>,
    lists: HashMap<u64, u32>,
    list_ranges: Vec<Range<u32>>,
    numbers: Vec<u32>,
    /// Number of the feature that stands for an unknown first pass; none before those are added.
    hidden: u32,
}

impl Data {
    /// None.
    pub(super) fn new() -> Data {
        Data {
            items: Vec::new(),
            examples: Vec::new(),
            reads: Vec::new(),
            ids: HashMap::new(),
            apart: HashMap::new(),
            lists: HashMap::new(),
            list_ranges: Vec::new(),
            numbers: Vec::new(),
            hidden: NONE,
        }
    }

    /// Reads a set.
    pub(super) fn add(
        &mut self,
        set: &TrainingSet,
        gazetteer: &Gazetteer,
        options: &TrainOptions,
    ) -> Result<(), String> {
        let mut random = Random(options.seed ^ hash(set.name.as_bytes()));
        for marked in articles::documents(set, options.headlines, &mut random)? {
            let outline = Outline::new(&marked.body.text);
            let title_tokens = crate::text::tokens(&marked.title.text);
            let mut lists = HashMap::<(usize, usize), [u32; DISTANCES]>::new();
            let encoded = Encoded::new(
                gazetteer,
                Text { text: &marked.title.text, tokens: &title_tokens },
                (&marked.body.text, &outline),
                |asked| {
                    let key = fold(asked.word);
                    let features = WordFeatures::new(gazetteer, &key, asked.spelling, asked.shape);
                    let mut own = [NONE; DISTANCES];
                    for (distance, list) in own.iter_mut().enumerate() {
                        *list = self.list(mix(asked.spelling, distance as u64), |sink| {
                            word_features(asked.word, &key, asked.shape, &features, distance, sink);
                        });
                    }
                    lists.insert((asked.field, asked.at), own);
                    features
                },
            );
            let first_item = self.items.len();
            for (number, gold) in [&marked.title, &marked.body].into_iter().enumerate() {
                let words = &encoded.words[number];
                let allowed = gold.allowed(words, encoded.texts[number].tokens, set.has_misc);
                for sentence in &words.sentences {
                    let sentence = sentence.start as usize..sentence.end as usize;
                    let context = encoded.context(gazetteer, number, sentence.clone());
                    for run in runs(context.words) {
                        let first = self.items.len();
                        for at in run {
                            let mut words = [NONE; DISTANCES];
                            for (distance, list) in words.iter_mut().enumerate() {
                                // The word `distance - REACH` places before sees this one so far.
                                let other = (sentence.start + at + REACH).wrapping_sub(distance);
                                if sentence.contains(&other) {
                                    *list = lists[&(number, other)][distance];
                                }
                            }
                            let place = self.number_all(|sink| {
                                context.place_features(at, context.chain(at), sink);
                            });
                            let apart = match set.apart {
                                true => self.number_apart(&context, at, hash(set.name.as_bytes())),
                                false => 0..0,
                            };
                            let allowed = allowed[sentence.start + at];
                            self.items.push(Item {
                                words,
                                place,
                                second: 0..0,
                                apart,
                                allowed,
                                predicted: 0,
                            });
                        }
                        let items = first..self.items.len();
                        self.examples.push(Example { document: self.reads.len(), items, weight: set.weight });
                    }
                }
            }
            let Encoded { words, features, article, .. } = encoded;
            self.reads.push(Read { words, features, article, first_item });
        }
        Ok(())
    }

    fn list(&mut self, key: u64, features: impl FnOnce(&mut dyn FnMut(u64, bool))) -> u32 {
        if let Some(&known) = self.lists.get(&key) {
            return known;
        }
        let mut found = Vec::new();
        features(&mut |feature, identity| found.push((feature, identity)));
        let range = self.number_list(&found);
        self.list_ranges.push(range);
        self.lists.insert(key, self.list_ranges.len() as u32 - 1);
        self.list_ranges.len() as u32 - 1
    }

    fn number_all(&mut self, features: impl FnOnce(&mut dyn FnMut(u64, bool))) -> Range<u32> {
        let mut found = Vec::with_capacity(48);
        features(&mut |feature, identity| found.push((feature, identity)));
        self.number_list(&found)
    }

    fn number_list(&mut self, found: &[(u64, bool)]) -> Range<u32> {
        let first = self.numbers.len() as u32;
        for &(feature, identity) in found {
            let next = self.features() as u32;
            let id = *self.ids.entry(feature).or_insert(next);
            self.numbers.push(id | if identity { IDENTITY } else { 0 });
        }
        first..self.numbers.len() as u32
    }

    fn number_apart(&mut self, context: &Context, at: usize, set: u64) -> Range<u32> {
        let first = self.numbers.len() as u32;
        let mut found = Vec::with_capacity(48);
        context.place_features(at, context.chain(at), &mut |feature, _| found.push(feature));
        found.push(mix(context.features[at].folded, 1));
        found.push(mix(u64::from(context.features[at].marks), 2));
        found.push(mix(u64::from(context.features[at].clusters.middle), 3));
        found.push(mix(u64::from(context.features[at].clusters.coarse), 4));
        for feature in found {
            let next = self.features() as u32;
            self.numbers.push(*self.apart.entry(mix(feature, set)).or_insert(next));
        }
        first..self.numbers.len() as u32
    }

    /// Number of features.
    pub(super) fn features(&self) -> usize {
        self.ids.len() + self.apart.len()
    }

    /// The features with their numbers.
    pub(super) fn ids(&self) -> impl Iterator<Item = (u64, u32)> {
        self.ids.iter().map(|(feature, id)| (*feature, *id))
    }

    /// The numbers of an item's features; `second`: whether the first pass is known.
    pub(super) fn feature_numbers<'a>(
        &'a self,
        item: &'a Item,
        second: Option<bool>,
        apart: bool,
    ) -> impl Iterator<Item = (usize, &'a [u32])> {
        let words = item.words.iter().enumerate().filter(|(_, list)| **list != NONE);
        let words = words.map(|(part, &list)| (part, self.numbers_of(&self.list_ranges[list as usize])));
        let place = std::iter::once((DISTANCES, self.numbers_of(&item.place)));
        let second = second.map(|known| {
            (
                DISTANCES + 1,
                if known { self.numbers_of(&item.second) } else { std::slice::from_ref(&self.hidden) },
            )
        });
        let apart = apart.then(|| (DISTANCES + 2, self.numbers_of(&item.apart)));
        words.chain(place).chain(second).chain(apart)
    }

    fn numbers_of(&self, range: &Range<u32>) -> &[u32] {
        &self.numbers[range.start as usize..range.end as usize]
    }

    /// Leaves out the features seen fewer than `least` times.
    pub(super) fn prune(&mut self, least: u32) {
        let mut counts = vec![0u32; self.features()];
        let mut uses = vec![0u32; self.list_ranges.len()];
        for item in &self.items {
            for &list in item.words.iter().filter(|list| **list != NONE) {
                uses[list as usize] += 1;
            }
            for &id in self.numbers_of(&item.place).iter().chain(self.numbers_of(&item.apart)) {
                counts[(id & !IDENTITY) as usize] += 1;
            }
        }
        for (range, times) in self.list_ranges.iter().zip(uses) {
            for &id in self.numbers_of(range) {
                counts[(id & !IDENTITY) as usize] += times;
            }
        }
        self.select(|id| counts[id as usize] >= least);
    }

    /// Keeps the features chosen by number, and numbers them anew.
    pub(super) fn select(&mut self, chosen: impl Fn(u32) -> bool) {
        let features = self.features() as u32;
        let mut renumbered = vec![NONE; features as usize];
        let kept = (0..features).filter(|&id| id == self.hidden || chosen(id));
        for (next, id) in kept.enumerate() {
            renumbered[id as usize] = next as u32;
        }
        let old = std::mem::take(&mut self.numbers);
        let mut keep = |range: &mut Range<u32>| {
            let first = self.numbers.len() as u32;
            for &id in &old[range.start as usize..range.end as usize] {
                let new = renumbered[(id & !IDENTITY) as usize];
                if new != NONE {
                    self.numbers.push(new | id & IDENTITY);
                }
            }
            *range = first..self.numbers.len() as u32;
        };
        self.list_ranges.iter_mut().for_each(&mut keep);
        for item in &mut self.items {
            keep(&mut item.place);
            keep(&mut item.second);
            keep(&mut item.apart);
        }
        for ids in [&mut self.ids, &mut self.apart] {
            ids.retain(|_, id| {
                *id = renumbered[*id as usize];
                *id != NONE
            });
        }
        if self.hidden != NONE {
            self.hidden = renumbered[self.hidden as usize];
        }
    }

    /// Adds the features of the second pass, from the labels predicted.
    pub(super) fn add_second(&mut self, gazetteer: &Gazetteer) {
        let mut reads = std::mem::take(&mut self.reads);
        let hidden = self.number_list(&[(unknown(), false)]);
        self.hidden = self.numbers[hidden.start as usize];
        for read in &mut reads {
            let mut next = read.first_item;
            for (words, features) in read.words.iter().zip(&read.features) {
                for (at, _) in words.all.iter().enumerate().filter(|(_, word)| word.candidate) {
                    read.article.note(features[at].folded, self.items[next].predicted as usize);
                    next += 1;
                }
            }
            let mut next = read.first_item;
            for (words, features) in read.words.iter().zip(&read.features) {
                let context = Context { gazetteer, article: &read.article, words: &words.all, features };
                for (at, _) in words.all.iter().enumerate().filter(|(_, word)| word.candidate) {
                    let own = self.items[next].predicted as usize;
                    self.items[next].second = self.number_all(|sink| {
                        context.second_features(at, own, sink);
                    });
                    next += 1;
                }
            }
        }
    }

    /// A summary in one line.
    pub(super) fn summary(&self) -> String {
        let open = self.items.iter().filter(|item| item.allowed.count_ones() == LANES as u32 - 1).count();
        format!(
            "{} articles, {} runs, {} words, {open} of them without a label, {} features",
            self.reads.len(),
            self.examples.len(),
            self.items.len(),
            self.ids.len()
        )
    }
}
