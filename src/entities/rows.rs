//! The cache that makes tagging cheap: for each word its facts and, for each distance it can be
//! seen from, the sum of its features' weights.

use std::cell::RefCell;
use std::sync::Arc;

use super::decode::Row;
use super::facts::{BEYOND, Facts, facts};
use super::features::{DISTANCES, word_features};
use super::labels::LANES;
use super::model::Model;
use super::spelling::Shape;

/// Words kept per thread; about 2 MB, as much as a core keeps near.
const WORDS: usize = 1 << 13;

/// What is kept of a word.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    spelling: u64,
    /// What is known of it.
    pub facts: Facts,
    /// Its scores for the words two before it to two behind it.
    pub rows: [Row; DISTANCES],
}

/// The words seen last by a thread.
pub(super) struct Cache {
    model: Option<Arc<Model>>,
    entries: Vec<Entry>,
}

thread_local! {
    static CACHE: RefCell<Cache> = const { RefCell::new(Cache { model: None, entries: Vec::new() }) };
}

/// Runs `work` with this thread's cache for a model.
pub(super) fn with_cache<T>(model: &Arc<Model>, work: impl FnOnce(&mut Cache) -> T) -> T {
    CACHE.with_borrow_mut(|cache| {
        if !cache.model.as_ref().is_some_and(|known| Arc::ptr_eq(known, model)) {
            let empty = Entry { spelling: 0, facts: BEYOND, rows: [[0; LANES]; DISTANCES] };
            *cache = Cache { model: Some(model.clone()), entries: vec![empty; WORDS] };
        }
        work(cache)
    })
}

impl Cache {
    /// What is kept of a word, worked out if need be.
    #[inline]
    pub(super) fn get<'a>(
        &mut self,
        model: &Model,
        spelling: u64,
        shape: Shape,
        word: impl FnOnce() -> &'a str,
    ) -> &Entry {
        let slot = &mut self.entries[spelling as usize % WORDS];
        if slot.spelling != spelling {
            *slot = entry(model, spelling, shape, word());
        }
        slot
    }
}

/// The facts and rows of a word, from its features.
pub(super) fn entry(model: &Model, spelling: u64, shape: Shape, word: &str) -> Entry {
    let facts = facts(&model.knowledge, word, spelling, shape);
    let mut rows = [[0; LANES]; DISTANCES];
    for (distance, row) in rows.iter_mut().enumerate() {
        word_features(word, shape, &facts, distance, &mut |feature, _| model.add(feature, row));
    }
    Entry { spelling, facts, rows }
}
