//! What the commonest words of a text say about its language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Whether an eighth of the words, or more, are "the" and some that English alone has so often
/// with it. That is most news in English, and costs a tenth of the detector.
pub(super) fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut found, mut distinct) = (0, 0, 0u8);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        let which = match word {
            "the" => 1,
            "of" => 2,
            "and" => 4,
            "to" => 8,
            _ => continue,
        };
        found += 1;
        distinct |= which;
    }
    distinct & 1 == 1 && distinct.count_ones() >= 2 && found * 8 >= words
}

/// How many of the commonest words of English and of the languages of [`COMMON_WORDS`] a text
/// holds.
pub(super) struct CommonWords {
    words: u32,
    english: u32,
    others: [u32; COMMON_WORDS.len()],
}

impl CommonWords {
    pub(super) fn counted(sample: &str) -> CommonWords {
        let mut found = CommonWords { words: 0, english: 0, others: [0; COMMON_WORDS.len()] };
        for word in sample.split_ascii_whitespace() {
            found.words += 1;
            let Some(packed) = packed(word) else { continue };
            let Ok(at) = LANGUAGES_OF.binary_search_by_key(&packed, |(word, _)| *word) else { continue };
            let languages = LANGUAGES_OF[at].1;
            found.english += languages & 1;
            for (bit, count) in (1..).zip(&mut found.others) {
                *count += languages >> bit & 1;
            }
        }
        found
    }

    /// The language with the most of them, where a seventh of the words are among its and clearly
    /// fewer among those of any that is not related to it. That spares most texts the detector, or
    /// most of its work.
    pub(super) fn favourite(&self, related: impl Fn(&str, &str) -> bool) -> Option<&'static str> {
        let all = || std::iter::once(("en", self.english)).chain(self.others_by_code());
        let (code, most) = all().max_by_key(|(_, count)| *count)?;
        let strangers = all().filter(|(other, _)| *other != code && !related(other, code));
        let next = strangers.map(|(_, count)| count).max().unwrap_or(0);
        (most >= 5 && most * 7 >= self.words && most * 2 >= next * 3).then_some(code)
    }

    fn others_by_code(&self) -> impl Iterator<Item = (&'static str, u32)> {
        COMMON_WORDS.iter().zip(&self.others).map(|((code, _), count)| (*code, *count))
    }

    /// Whether a text in plain ASCII is hardly in a language that was detected: it holds no more
    /// of its commonest words than of English ones. Tables of figures and lists of names look
    /// like any language to a detector of letter sequences.
    pub(super) fn make_doubtful(&self, code: &str) -> bool {
        let at = COMMON_WORDS.iter().position(|(language, _)| *language == code);
        at.is_some_and(|at| self.others[at] <= self.english)
    }

    /// Whether that is so of all these languages: then the detector need not be asked.
    pub(super) fn make_all_doubtful(&self) -> bool {
        self.others.iter().all(|count| *count <= self.english)
    }
}

/// The common words, and by bits the languages they are of: English first.
static LANGUAGES_OF: LazyLock<Vec<(u64, u32)>> = LazyLock::new(|| {
    let mut languages_of = BTreeMap::new();
    let others = COMMON_WORDS.iter().map(|(_, words)| *words);
    for (bit, words) in std::iter::once(ENGLISH).chain(others).enumerate() {
        for word in words.iter().filter_map(|word| packed(word)) {
            *languages_of.entry(word).or_default() |= 1 << bit;
        }
    }
    languages_of.into_iter().collect()
});

/// A word of up to eight bytes as a number.
fn packed(word: &str) -> Option<u64> {
    let fits = word.len() <= 8;
    fits.then(|| word.bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte)))
}

const ENGLISH: &[&str] =
    &["the", "of", "and", "to", "in", "a", "is", "for", "on", "said", "its", "at", "by", "with"];

/// Words that no text of some length in these languages lacks.
const COMMON_WORDS: &[(&str, &[&str])] = &[
    ("de", &["der", "die", "das", "und", "in", "zu", "den", "ist", "von", "mit", "ein", "eine", "nicht"]),
    ("af", &["die", "en", "van", "in", "is", "het", "nie", "te", "dat", "vir", "wat", "met", "op"]),
    ("ca", &["de", "la", "el", "que", "i", "els", "les", "en", "un", "una", "per", "amb", "del", "al"]),
    ("da", &["og", "at", "i", "det", "som", "en", "af", "den", "med", "til", "har", "ikke", "et", "er"]),
    ("es", &["de", "la", "el", "que", "en", "y", "los", "del", "las", "un", "una", "por", "con"]),
    ("fi", &["ja", "on", "ei", "se", "oli", "ovat", "mutta", "kun", "joka", "sen", "hän"]),
    ("fr", &["de", "la", "le", "les", "et", "des", "du", "un", "une", "en", "est", "que", "dans"]),
    ("hr", &["je", "i", "u", "da", "se", "na", "za", "su", "od", "koji", "ne", "s"]),
    ("hu", &["a", "az", "hogy", "nem", "egy", "is", "meg", "volt", "csak"]),
    ("id", &["yang", "dan", "di", "untuk", "dengan", "ini", "itu", "dari", "pada", "tidak", "akan"]),
    ("it", &["di", "che", "la", "il", "e", "un", "una", "per", "del", "in", "con", "non", "della"]),
    ("nl", &["de", "het", "een", "van", "en", "in", "dat", "is", "op", "te", "voor", "met", "niet"]),
    ("no", &["og", "at", "i", "det", "som", "en", "av", "den", "med", "til", "har", "ikke", "et", "er"]),
    ("pl", &["w", "i", "na", "z", "do", "nie", "o", "to", "jest", "od", "po", "przez"]),
    ("pt", &["de", "a", "o", "que", "e", "do", "da", "em", "um", "uma", "os", "para", "com"]),
    ("ro", &["de", "a", "la", "cu", "din", "pe", "o", "nu", "care", "mai", "un", "pentru", "au"]),
    ("sv", &["och", "att", "i", "det", "som", "en", "av", "den", "med", "till", "har", "inte", "ett"]),
    ("tl", &["ang", "ng", "sa", "na", "mga", "ay", "at", "ni", "para"]),
    ("tr", &["ve", "bir", "bu", "da", "de", "ile", "olarak", "daha", "olan", "gibi"]),
    ("vi", &["va", "la", "cua", "co", "cho", "trong"]),
];
