//! Word forms: the stem of a word in the language of its article.

use frostem::{Algorithm, Stemmer};

use super::fold::fold;

/// The languages whose word forms are matched: ISO 639-1 code and Snowball algorithm.
const ALGORITHMS: &[(&str, Algorithm)] = &[
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

/// The stemmer of one language.
pub struct Stem {
    algorithm: Option<Stemmer>,
}

impl Stem {
    /// The stemmer for an ISO 639-1 code; words of a language without one are their own stems.
    pub fn new(language: &str) -> Stem {
        let row = ALGORITHMS.iter().find(|(code, _)| *code == language);
        Stem { algorithm: row.map(|(_, algorithm)| Stemmer::new(*algorithm)) }
    }

    /// The languages that have a stemmer, in an order that never changes.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        ALGORITHMS.iter().map(|(code, _)| *code)
    }

    /// The folded stem of a word as written. The stemmer sees the accents, the result has none.
    ///
    /// ```
    /// use morgue::text::stem::Stem;
    /// assert_eq!(Stem::new("en").of("Negotiated"), Stem::new("en").of("negotiations"));
    /// ```
    pub fn of(&self, word: &str) -> String {
        let Some(algorithm) = &self.algorithm else {
            return fold(word).into_owned();
        };
        let lower = word.to_lowercase().replace('’', "'");
        fold(&algorithm.stem(&lower)).into_owned()
    }
}
