//! The language of an article: by its script, by its commonest words, by a detector.

mod common;
mod script;
mod table;

use whatlang::{Detector, Lang};

use common::{CommonWords, is_plainly_english};
use script::{Written, written};

pub use table::{UNKNOWN, code, tag};

/// Letters a text must hold before its detected language outweighs the stated one.
const LETTERS_TO_TRUST: usize = 120;
/// Letters below which nothing is detected.
const LETTERS_TO_TRY: usize = 40;
/// The same where the script alone tells the language.
const LETTERS_OF_A_SCRIPT: usize = 10;
/// How much of a text is looked at, in bytes: more costs time and finds nothing else.
const BYTES_READ: usize = 512;

/// The ISO 639-1 code of the language of a text; `stated` is what its metadata say.
///
/// A long text speaks for itself, unless its metadata state a language the detector does not
/// know or a near relative of the one it found; a short one is what its metadata say. A very
/// short ASCII text without metadata counts as English, and [`UNKNOWN`] stands for what cannot be
/// known.
pub fn language(title: &str, body: &str, stated: Option<&str>) -> String {
    let stated = stated.and_then(code);
    let sample = sample(title, body);
    let (written, letters) = match sample.is_ascii() {
        true => (Written::Latin, sample.bytes().filter(u8::is_ascii_alphabetic).count()),
        false => written(&sample),
    };
    let found = detect(&sample, written, letters);
    let language = match (stated, found) {
        (Some(stated), Some(found)) if overrules(found, stated, written, letters) => found,
        (Some(language), _) | (None, Some(language)) => language,
        (None, None) if letters > 0 && letters < LETTERS_TO_TRY && sample.is_ascii() => "en",
        (None, None) => UNKNOWN,
    };
    language.to_owned()
}

/// Whether a text that was found to be in one language is that, though its metadata say otherwise.
fn overrules(found: &str, stated: &str, written: Written, letters: usize) -> bool {
    let detectable = match written {
        Written::Latin => LATIN.iter().any(|(_, code)| *code == stated),
        _ => true,
    };
    let own_script = matches!(written, Written::In(_)) && !OWN_SCRIPT_TOO.contains(&stated);
    !are_related(found, stated) && (own_script || detectable && letters >= LETTERS_TO_TRUST)
}

fn are_related(a: &str, b: &str) -> bool {
    RELATED.iter().any(|group| group.contains(&a) && group.contains(&b))
}

fn detect(sample: &str, written: Written, letters: usize) -> Option<&'static str> {
    let detector = |languages: &[(Lang, &'static str)]| {
        Detector::with_allowlist(languages.iter().map(|(lang, _)| *lang).collect())
    };
    let coded = |lang: Lang, languages: &[(Lang, &'static str)]| {
        languages.iter().find(|(known, _)| *known == lang).map(|(_, code)| *code)
    };
    let languages: &[(Lang, &str)] = match written {
        Written::In(language) => return (letters >= LETTERS_OF_A_SCRIPT).then_some(language),
        Written::Latin => LATIN,
        Written::Devanagari => DEVANAGARI,
        Written::Hebrew => HEBREW,
    };
    if letters < LETTERS_TO_TRY {
        return None;
    }
    if written != Written::Latin {
        let lang = detector(languages).detect_lang(&script::without_latin(sample))?;
        return coded(lang, languages);
    }
    if is_plainly_english(sample) {
        return Some("en");
    }
    let common = CommonWords::counted(sample);
    if sample.is_ascii() && common.make_all_doubtful() {
        return Some("en");
    }
    let favourite = common.favourite(are_related);
    if favourite == Some("en") {
        return favourite;
    }
    let family: Vec<(Lang, &str)> =
        LATIN.iter().copied().filter(|(_, code)| favourite.is_some_and(|f| are_related(f, code))).collect();
    let languages = match (favourite, family.is_empty()) {
        (Some(favourite), true) => return Some(favourite),
        (Some(_), false) => &family,
        (None, _) => languages,
    };
    let found = coded(detector(languages).detect_lang(sample)?, languages)?;
    match sample.is_ascii() && common.make_doubtful(found) {
        true => Some("en"),
        false => Some(found),
    }
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

/// Languages that the detector takes for each other.
const RELATED: &[&[&str]] = &[
    &["da", "no", "sv", "is", "fo"],
    &["cs", "sk"],
    &["hr", "sr", "sl", "bs"],
    &["es", "ca", "gl", "pt", "ast", "oc"],
    &["nl", "af", "fy", "lb"],
    &["id", "ms", "jv"],
    &["az", "tr", "uz", "tk"],
    &["et", "fi"],
    &["ru", "bg", "uk", "be", "mk", "sr", "kk", "ky", "mn", "tg"],
    &["ar", "fa", "ur", "ps", "ku", "ug", "sd"],
    &["hi", "mr", "ne", "sa"],
    &["he", "yi"],
    &["am", "ti"],
    &["bn", "as"],
];

/// Languages written in a script that stands for another language here.
const OWN_SCRIPT_TOO: &[&str] = &["az", "uz", "sr", "bs", "tk", "ku"];

const DEVANAGARI: &[(Lang, &str)] = &[(Lang::Hin, "hi"), (Lang::Mar, "mr"), (Lang::Nep, "ne")];

const HEBREW: &[(Lang, &str)] = &[(Lang::Heb, "he"), (Lang::Yid, "yi")];

/// Languages in Latin letters. Those without newspapers to speak of are left out: each makes the
/// others harder to tell.
const LATIN: &[(Lang, &str)] = &[
    (Lang::Afr, "af"),
    (Lang::Aze, "az"),
    (Lang::Cat, "ca"),
    (Lang::Ces, "cs"),
    (Lang::Cym, "cy"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Eng, "en"),
    (Lang::Est, "et"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Hrv, "hr"),
    (Lang::Hun, "hu"),
    (Lang::Ind, "id"),
    (Lang::Ita, "it"),
    (Lang::Lav, "lv"),
    (Lang::Lit, "lt"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "no"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Slk, "sk"),
    (Lang::Slv, "sl"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tgl, "tl"),
    (Lang::Tur, "tr"),
    (Lang::Uzb, "uz"),
    (Lang::Vie, "vi"),
    (Lang::Zul, "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, body: &str, stated: Option<&str>, expected: &str) {
        assert_eq!(language(title, body, stated), expected);
    }

    #[test]
    fn a_text_tells_its_language_unless_metadata_know_better() {
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
        check("", german, Some("nl"), "de");
        check("", "Kommunestyret vedtok å stenge broene fordi havna ikke lenger er trygg", None, "no");
        check("", "ประชุมที่กรุงเทพมหานคร BBC Thai", Some("en"), "th");
        check("", "市议会星期一决定关闭旧大桥", None, "zh");
        check("", "市議会は月曜日に古い橋を閉鎖する", None, "ja");
    }
}
