//! What the tagger keeps of a word between articles.

use super::decode::Row;
use super::features::DISTANCES;
use super::word_features::WordFeatures;

/// A word in the cache.
#[derive(Debug, Clone)]
pub(crate) struct CachedWord {
    pub spelling: u64,
    /// Whether the row for the word itself was worked out; few small words need it.
    pub own: bool,
    /// Its features.
    pub features: WordFeatures,
    /// Its scores for the words two before it to two behind it.
    pub rows: [Row; DISTANCES],
}
