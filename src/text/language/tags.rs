//! What metadata call a language.

/// The ISO 639-1 code that a tag means: `en-GB`, `eng`, `en_US` and `English` all say `en`.
/// The written forms of Norwegian are one language, as its stemmer takes them.
///
/// ```
/// use morgue::text::language::code;
/// assert_eq!(code("nb-NO").as_deref(), Some("no"));
/// assert_eq!(code("klingon"), None);
/// ```
pub fn code(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    let row = NAMES.iter().find(|(_, names)| names.contains(&first.as_str()));
    if let Some((code, _)) = row {
        return Some((*code).to_owned());
    }
    let known = first.len() == 2 && first.bytes().all(|b| b.is_ascii_lowercase());
    known.then_some(first)
}

/// Codes of ISO 639-2 and 639-3, codes that were replaced, and English names.
const NAMES: &[(&str, &[&str])] = &[
    ("ar", &["ara", "arb", "arabic"]),
    ("bg", &["bul", "bulgarian"]),
    ("ca", &["cat", "catalan"]),
    ("cs", &["ces", "cze", "czech"]),
    ("da", &["dan", "danish"]),
    ("de", &["deu", "ger", "german"]),
    ("el", &["ell", "gre", "greek"]),
    ("en", &["eng", "english"]),
    ("es", &["spa", "spanish"]),
    ("et", &["est", "estonian"]),
    ("eu", &["eus", "baq", "basque"]),
    ("fa", &["fas", "per", "pes", "persian", "farsi"]),
    ("fi", &["fin", "finnish"]),
    ("fr", &["fra", "fre", "french"]),
    ("ga", &["gle", "irish"]),
    ("he", &["heb", "iw", "hebrew"]),
    ("hi", &["hin", "hindi"]),
    ("hr", &["hrv", "croatian"]),
    ("hu", &["hun", "hungarian"]),
    ("hy", &["hye", "arm", "armenian"]),
    ("id", &["ind", "in", "indonesian"]),
    ("it", &["ita", "italian"]),
    ("ja", &["jpn", "japanese"]),
    ("ka", &["kat", "geo", "georgian"]),
    ("km", &["khm", "khmer"]),
    ("ko", &["kor", "korean"]),
    ("lo", &["lao"]),
    ("lt", &["lit", "lithuanian"]),
    ("my", &["mya", "bur", "burmese"]),
    ("ne", &["nep", "npi", "nepali"]),
    ("nl", &["nld", "dut", "dutch"]),
    ("no", &["nb", "nn", "nor", "nob", "nno", "norwegian"]),
    ("pl", &["pol", "polish"]),
    ("pt", &["por", "portuguese"]),
    ("ro", &["ron", "rum", "mo", "romanian"]),
    ("ru", &["rus", "russian"]),
    ("sk", &["slk", "slo", "slovak"]),
    ("sr", &["srp", "serbian"]),
    ("sv", &["swe", "swedish"]),
    ("ta", &["tam", "tamil"]),
    ("th", &["tha", "thai"]),
    ("tr", &["tur", "turkish"]),
    ("uk", &["ukr", "ukrainian"]),
    ("ur", &["urd", "urdu"]),
    ("vi", &["vie", "vietnamese"]),
    ("yi", &["yid", "ji", "yiddish"]),
    ("zh", &["zho", "chi", "cmn", "yue", "chinese"]),
];
