//! The cache that makes tagging cheap: for each word its features and, for each distance it can be
//! seen from, the sum of its features' weights.

use std::cell::RefCell;
use std::sync::Arc;

use super::cached_word::CachedWord;
use super::decode::Row;
use super::encoded::Asked;
use super::features::{DISTANCES, REACH, word_features};
use super::hashing::hash;
use super::model::{Batch, Model};
use super::spelling::Shape;
use super::tags::LANES;
use super::word_features::{BEYOND, WordFeatures};
use crate::text::fold::fold;

/// Words kept per thread; about 2 MB, as much as a core keeps near.
const WORDS: usize = 1 << 13;

/// The words seen last by a thread.
pub(crate) struct Cache {
    model: Option<Arc<Model>>,
    entries: Vec<CachedWord>,
}

thread_local! {
    static CACHE: RefCell<Cache> = const { RefCell::new(Cache { model: None, entries: Vec::new() }) };
}

/// Runs `work` with this thread's cache for a model.
pub(crate) fn with_cache<T>(model: &Arc<Model>, work: impl FnOnce(&mut Cache) -> T) -> T {
    CACHE.with_borrow_mut(|cache| {
        if !cache.model.as_ref().is_some_and(|known| Arc::ptr_eq(known, model)) {
            *cache = Cache { model: Some(model.clone()), entries: warm_words(model).to_vec() };
        }
        work(cache)
    })
}

impl Cache {
    /// The cached word, computed if necessary.
    #[inline]
    pub(crate) fn get(&mut self, model: &Model, asked: &Asked) -> &CachedWord {
        let slot = &mut self.entries[asked.spelling as usize % WORDS];
        if slot.spelling != asked.spelling {
            *slot = entry(model, asked);
        } else if asked.candidate && !slot.own {
            let key = fold(asked.word);
            slot.rows[REACH] = row(model, asked, &key, &slot.features, REACH);
            slot.own = true;
        }
        slot
    }
}

/// The initial content of a thread's cache: frequent words, computed once per model.
pub(crate) fn warm_words(model: &Model) -> &[CachedWord] {
    model.warm.get_or_init(|| {
        let empty = CachedWord { spelling: 0, own: false, features: BEYOND, rows: [[0; LANES]; DISTANCES] };
        let mut entries = vec![empty; WORDS];
        // The earlier, the surer of its place.
        for word in model.frequent.lines() {
            let (spelling, shape) = (hash(word.as_bytes()), Shape::of_word(word));
            let slot = &mut entries[spelling as usize % WORDS];
            if slot.spelling == 0 {
                let candidate = shape.is_core();
                *slot = entry(
                    model,
                    &Asked { field: 0, at: 0, sentence: 0..0, spelling, shape, candidate, word },
                );
            }
        }
        entries
    })
}

/// The features and rows of a word, from its features.
fn entry(model: &Model, asked: &Asked) -> CachedWord {
    let key = fold(asked.word);
    let features = WordFeatures::new(&model.gazetteer, &key, asked.spelling, asked.shape);
    let rows = std::array::from_fn(|distance| {
        if distance == REACH && !asked.candidate {
            [0; LANES]
        } else {
            row(model, asked, &key, &features, distance)
        }
    });
    CachedWord { spelling: asked.spelling, own: asked.candidate, features, rows }
}

fn row(model: &Model, asked: &Asked, key: &str, features: &WordFeatures, distance: usize) -> Row {
    let mut batch = Batch::new();
    word_features(asked.word, key, asked.shape, features, distance, &mut |feature, _| batch.push(feature));
    let mut row = [0; LANES];
    model.add_all(&batch, &mut row);
    row
}
