//! The language of an article.

use whichlang::Lang;

/// Letters a text must hold before its detected language outweighs the stated one.
const LETTERS_TO_TRUST: usize = 120;
/// Letters below which nothing is detected.
const LETTERS_TO_TRY: usize = 40;
/// How much of a text is looked at, in bytes. The detector is slow for what it does, and this much
/// is as sure as more.
const BYTES_READ: usize = 512;

/// The ISO 639-1 code of the language of a text; `stated` is what its metadata say.
///
/// A long text speaks for itself, where the detector knows the stated language; a short one
/// is what its metadata say. A very short ASCII text without metadata counts as English, and
/// `"und"` stands for what cannot be known.
pub fn language(title: &str, body: &str, stated: Option<&str>) -> String {
    let stated = stated.and_then(primary_subtag);
    let sample = sample(title, body);
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if let Some(stated) = stated
        && (letters < LETTERS_TO_TRUST || !DETECTED.iter().any(|(_, code)| *code == stated))
    {
        return stated;
    }
    if letters < LETTERS_TO_TRY {
        return if letters > 0 && sample.is_ascii() { "en".into() } else { "und".into() };
    }
    let found = whichlang::detect_language(&sample);
    DETECTED.iter().find(|(lang, _)| *lang == found).map_or("und", |(_, code)| code).into()
}

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
        check("Bridge closed", "", None, "en");
        check("Bridge closed", "", Some("en_GB"), "en");
        check("Мост", "", None, "und");
        check("", "", None, "und");
    }
}
