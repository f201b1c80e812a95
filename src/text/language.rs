//! The language of an article.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use whichlang::Lang;

/// Letters a text must hold before its detected language outweighs the stated one.
const LETTERS_TO_TRUST: usize = 120;
/// Letters below which nothing is detected.
const LETTERS_TO_TRY: usize = 40;
/// How much of a text is looked at, in bytes. The detector takes some 20 ns a byte; more costs time
/// and finds nothing else.
const BYTES_READ: usize = 512;

/// The ISO 639-1 code of the language of a text; `stated` is what its metadata say.
///
/// A long text speaks for itself, where the detector knows the stated language; a short one
/// is what its metadata say. A very short ASCII text without metadata counts as English, and
/// `"und"` stands for what cannot be known.
pub fn language(title: &str, body: &str, stated: Option<&str>) -> String {
    let stated = stated.and_then(primary_subtag);
    let sample = sample(title, body);
    let letters = match sample.is_ascii() {
        true => sample.bytes().filter(u8::is_ascii_alphabetic).count(),
        false => sample.chars().filter(|c| c.is_alphabetic()).count(),
    };
    if let Some(stated) = stated
        && (letters < LETTERS_TO_TRUST || !DETECTED.iter().any(|(_, code)| *code == stated))
    {
        return stated;
    }
    if letters < LETTERS_TO_TRY {
        return if letters > 0 && sample.is_ascii() { "en".into() } else { "und".into() };
    }
    if is_plainly_english(&sample) {
        return "en".into();
    }
    let common = Some(&sample).filter(|sample| sample.is_ascii()).map(|sample| CommonWords::of(sample));
    if common.as_ref().is_some_and(CommonWords::make_all_doubtful) {
        return "en".into();
    }
    let found = whichlang::detect_language(&sample);
    let code = DETECTED.iter().find(|(lang, _)| *lang == found).map_or("und", |(_, code)| code);
    match code {
        "ar" => of_arabic_script(&sample).into(),
        _ if common.is_some_and(|common| common.make_doubtful(code)) => "en".into(),
        _ => code.into(),
    }
}

/// Whether an eighth of the words, or more, are "the" and some that English alone has so often
/// with it. That is most news in English, and costs a tenth of the detector.
fn is_plainly_english(sample: &str) -> bool {
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

/// Persian and Urdu look Arabic to the detector, and Arabic word forms would be mistaken ones.
/// Both have letters that Arabic writes in foreign names at most.
fn of_arabic_script(text: &str) -> &'static str {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let holds = |own: &str| text.chars().filter(|c| own.contains(*c)).count() * 300 > letters;
    if holds("ٹڈڑے") {
        "ur"
    } else if holds("پچژگکی") {
        "fa"
    } else {
        "ar"
    }
}

/// How many of the commonest words of English and of the languages of [`COMMON_WORDS`] a text
/// holds.
struct CommonWords {
    english: u32,
    others: [u32; COMMON_WORDS.len()],
}

impl CommonWords {
    fn of(sample: &str) -> CommonWords {
        let mut found = CommonWords { english: 0, others: [0; COMMON_WORDS.len()] };
        for word in sample.split_ascii_whitespace() {
            let Some(packed) = packed(word) else { continue };
            let Ok(at) = LANGUAGES_OF.binary_search_by_key(&packed, |(word, _)| *word) else { continue };
            let languages = LANGUAGES_OF[at].1;
            found.english += u32::from(languages & 1);
            for (bit, count) in (1..).zip(&mut found.others) {
                *count += u32::from(languages >> bit & 1);
            }
        }
        found
    }

    /// Whether a text in plain ASCII is hardly in a language that was detected: it holds no more
    /// of its commonest words than of English ones. Tables of figures and lists of names look
    /// like any language to a detector of letter sequences.
    fn make_doubtful(&self, code: &str) -> bool {
        let at = COMMON_WORDS.iter().position(|(language, _)| *language == code);
        at.is_some_and(|at| self.others[at] <= self.english)
    }

    /// Whether that is so of all these languages: then the detector need not be asked.
    fn make_all_doubtful(&self) -> bool {
        self.others.iter().all(|count| *count <= self.english)
    }
}

/// The common words, and by bits the languages they are of: English first.
static LANGUAGES_OF: LazyLock<Vec<(u64, u16)>> = LazyLock::new(|| {
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
    ("es", &["de", "la", "el", "que", "en", "y", "los", "del", "las", "un", "una", "por", "con"]),
    ("fr", &["de", "la", "le", "les", "et", "des", "du", "un", "une", "en", "est", "que", "dans"]),
    ("it", &["di", "che", "la", "il", "e", "un", "una", "per", "del", "in", "con", "non", "della"]),
    ("nl", &["de", "het", "een", "van", "en", "in", "dat", "is", "op", "te", "voor", "met", "niet"]),
    ("pt", &["de", "a", "o", "que", "e", "do", "da", "em", "um", "uma", "os", "para", "com"]),
    ("sv", &["och", "att", "i", "det", "som", "en", "av", "den", "med", "till", "har", "inte", "ett"]),
    ("tr", &["ve", "bir", "bu", "da", "de", "ile", "olarak", "daha", "olan", "gibi"]),
    ("vi", &["va", "la", "cua", "co", "cho", "trong"]),
];

/// `en-GB`, `eng`, `en_US` and `EN` all say `en`.
fn primary_subtag(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let code = match first.as_str() {
        "eng" | "english" => "en",
        "deu" | "ger" | "german" => "de",
        "fra" | "fre" | "french" => "fr",
        "spa" | "spanish" => "es",
        "nb" | "nn" | "nor" => "no",
        other => other,
    };
    let known = code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase());
    known.then(|| code.to_owned())
}

/// The beginning of body and title, lower case (headlines in capitals mislead the detector).
fn sample(title: &str, body: &str) -> String {
    let mut end = body.len().min(BYTES_READ);
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    let mut sample = body[..end].to_lowercase();
    if sample.len() < LETTERS_TO_TRUST {
        sample.push(' ');
        sample.extend(title.chars().take(BYTES_READ).flat_map(char::to_lowercase));
    }
    sample
}

const DETECTED: &[(Lang, &str)] = &[
    (Lang::Ara, "ar"),
    (Lang::Cmn, "zh"),
    (Lang::Deu, "de"),
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Hin, "hi"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Por, "pt"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tur, "tr"),
    (Lang::Vie, "vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, body: &str, stated: Option<&str>, expected: &str) {
        assert_eq!(language(title, body, stated), expected);
    }

    #[test]
    fn languages() {
        let german = "Der Stadtrat hat am Montag beschlossen, die alte Brücke zu schließen, \
            weil die Pfeiler nach Auskunft der Ingenieure nicht mehr sicher sind. Autofahrer \
            müssen nun einen Umweg von zwölf Kilometern nehmen, wie die Verwaltung mitteilte.";
        check("", german, None, "de");
        check("", german, Some("en-US"), "de");
        check("", german, Some("lb"), "lb");
        let table =
            "Shr 34 cts vs 21 cts Net 1,310,000 vs 772,000 Revs 22.1 mln vs 18.4 mln Avg shrs 3,8 mln";
        check("ACME CORP 4TH QTR NET", table, None, "en");
        check("", "O prefeito disse que a ponte foi fechada por uma semana e que os moradores", None, "pt");
        let english = "The council voted on Monday to close the old bridge, and drivers will have to take a \
            detour of twelve kilometres until the end of the year, a spokesman said.";
        check("", english, None, "en");
        check("", english, Some("de"), "en");
        check("", &format!("{german} \"To be or not to be, and all of the rest\""), None, "de");
        check("Bridge closed", "", None, "en");
        check("Bridge closed", "", Some("en_GB"), "en");
        check("Мост", "", None, "und");
        let arabic = "أعلن مجلس المدينة يوم الاثنين إغلاق الجسر القديم لأن أعمدته لم تعد آمنة، وعلى السائقين أن يسلكوا طريقا آخر.";
        let persian = "شورای شهر روز دوشنبه اعلام کرد که پل قدیمی بسته می‌شود، زیرا پایه‌های آن دیگر امن نیست و رانندگان باید از راه دیگری بروند.";
        check("", arabic, None, "ar");
        check("", persian, None, "fa");
        check("", "", None, "und");
    }
}
