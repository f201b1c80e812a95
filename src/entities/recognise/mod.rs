//! Finds the names in one article: the tagger, its features and the rules around it.

pub(crate) mod article_context;
pub(crate) mod boundaries;
pub(crate) mod cached_word;
pub(crate) mod decode;
pub(crate) mod encoded;
pub(crate) mod feature_cache;
pub(crate) mod features;
pub(crate) mod gazetteer;
pub(crate) mod gazetteer_override;
pub(crate) mod glue;
pub(crate) mod hashing;
pub(crate) mod headlines;
pub(crate) mod mend;
pub(crate) mod model;
pub(crate) mod non_english;
pub(crate) mod signs;
pub(crate) mod span;
pub(crate) mod spelling;
pub(crate) mod split;
pub(crate) mod tables;
pub(crate) mod tagger;
pub(crate) mod tags;
pub(crate) mod word_features;
pub(crate) mod word_lists;
pub(crate) mod words;
