//! Word forms: the stem of a word in the language of its article.

use frostem::{Algorithm, Stemmer};

use super::fold::fold;
use super::variants::{plain, spelling};
use super::{english, korean};

const KOREAN: &str = "ko";

/// The languages whose word forms are matched: ISO 639-1 code and Snowball algorithm. A language's
/// place in the list is part of what archives hold.
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
    ("ca", Algorithm::Catalan),
    ("cs", Algorithm::Czech),
    ("eo", Algorithm::Esperanto),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("ga", Algorithm::Irish),
    ("hi", Algorithm::Hindi),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("lt", Algorithm::Lithuanian),
    ("ne", Algorithm::Nepali),
    ("pl", Algorithm::Polish),
    ("sr", Algorithm::Serbian),
    ("st", Algorithm::Sesotho),
    ("yi", Algorithm::Yiddish),
    ("fa", Algorithm::Persian),
];

/// The stemmer of one language.
pub struct Stem {
    forms: Forms,
}

enum Forms {
    None,
    /// Inflection by our own rules; Snowball's stems, by which words are related.
    English(Stemmer),
    Snowball(Stemmer),
    /// The same, where the capital of i has a dot.
    Turkish(Stemmer),
    Korean,
}

impl Stem {
    /// The stemmer for an ISO 639-1 code; words of a language without one are their own stems.
    pub fn new(language: &str) -> Stem {
        let row = ALGORITHMS.iter().find(|(code, _)| *code == language);
        let forms = match (language, row) {
            (KOREAN, _) => Forms::Korean,
            (_, Some((_, Algorithm::English))) => Forms::English(Stemmer::new(Algorithm::English)),
            (_, Some((_, Algorithm::Turkish))) => Forms::Turkish(Stemmer::new(Algorithm::Turkish)),
            (_, Some((_, algorithm))) => Forms::Snowball(Stemmer::new(*algorithm)),
            (_, None) => Forms::None,
        };
        Stem { forms }
    }

    /// The languages that have a stemmer, in an order that never changes.
    pub fn languages() -> impl Iterator<Item = &'static str> {
        ALGORITHMS.iter().map(|(code, _)| *code).chain([KOREAN])
    }

    /// The folded stem of a word as written. The stemmer sees the accents, the result has none.
    ///
    /// ```
    /// use morgue::text::stem::Stem;
    /// assert_eq!(Stem::new("en").stem("Negotiated"), Stem::new("en").stem("negotiating"));
    /// ```
    pub fn stem(&self, word: &str) -> String {
        self.stem_of_spelling(&plain(word))
    }

    /// Another stem under which a word is found: that of the word without its accents, so that it
    /// can be typed without them; or, of a form that is a word of its own besides (*left*), that of
    /// the word it is a form of.
    pub fn other_stem(&self, word: &str) -> Option<String> {
        match &self.forms {
            Forms::None | Forms::Korean => None,
            Forms::English(_) => english::other_base(&spelling(word)).map(str::to_owned),
            Forms::Snowball(_) | Forms::Turkish(_) => {
                let word = plain(word);
                if word.is_ascii() && matches!(self.forms, Forms::Snowball(_)) {
                    return None;
                }
                let plain = self.stem_of_spelling(&fold(&word));
                (plain != self.stem_of_spelling(&word)).then_some(plain)
            }
        }
    }

    /// What a stem has in common with those of words derived from the same one, where that is known
    /// of the language: *conserv* for *conservation* and *conservative*.
    pub fn root(&self, stem: &str) -> Option<String> {
        match &self.forms {
            Forms::English(algorithm) if stem.bytes().all(|b| b.is_ascii_lowercase()) => {
                Some(algorithm.stem(stem).into_owned())
            }
            _ => None,
        }
    }

    /// The forms of the word with this stem that no rule gives, *went* for *go*.
    pub fn irregular_forms(&self, stem: &str) -> Vec<&'static str> {
        match self.forms {
            Forms::English(_) => english::irregular_forms(stem),
            _ => Vec::new(),
        }
    }

    fn stem_of_spelling(&self, word: &str) -> String {
        let (algorithm, lower) = match &self.forms {
            Forms::None => return fold(word).into_owned(),
            Forms::Korean => return fold(korean::noun(word)).into_owned(),
            Forms::English(_) => return english::base(&fold(word)),
            Forms::Snowball(algorithm) => (algorithm, word.to_lowercase()),
            Forms::Turkish(algorithm) => (algorithm, word.replace('İ', "i").replace('I', "ı").to_lowercase()),
        };
        fold(&algorithm.stem(&lower.replace('’', "'"))).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, words: &[&str]) {
        let stem = Stem::new(language);
        let stems: Vec<String> = words.iter().map(|word| stem.stem(word)).collect();
        assert!(stems.iter().all(|stem| *stem == stems[0]), "{language}: {words:?}: {stems:?}");
    }

    #[test]
    fn forms_of_one_word() {
        check("en", &["negotiate", "negotiated", "Negotiating"]);
        check("de", &["Brücke", "Brücken"]);
        check("tr", &["İstanbul", "istanbul"]);
        check("tr", &["IĞDIR", "ığdır"]);
        check("ko", &["서울", "서울에서"]);
        check("und", &["Zürich", "zurich"]);
    }

    #[test]
    fn every_language_is_there_once() {
        let mut languages: Vec<&str> = Stem::languages().collect();
        let count = languages.len();
        languages.sort_unstable();
        languages.dedup();
        assert_eq!(languages.len(), count);
        for language in languages {
            assert!(!matches!(Stem::new(language).forms, Forms::None), "{language}");
        }
    }
}
