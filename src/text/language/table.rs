//! The table of languages: what metadata and queries call them.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold::fold;

/// The code of an article whose language is not known.
pub const UNKNOWN: &str = "und";

/// The ISO 639-1 code that a tag, a code or a name means: `en-GB`, `eng`, `en_US` and `English` all
/// say `en`. The written forms of Norwegian are one language, as its stemmer takes them.
///
/// ```
/// use morgue::text::language::code;
/// assert_eq!(code("nb-NO"), Some("no"));
/// assert_eq!(code("polski"), Some("pl"));
/// assert_eq!(code("klingon"), None);
/// ```
pub fn code(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let known = known(text).or_else(|| known(text.split(['-', '_']).next()?))?;
    Some(match known {
        "nb" | "nn" => "no",
        "zh-Hans" | "zh-Hant" => "zh",
        code => code,
    })
}

/// The BCP 47 tag for `en_US.UTF-8`, `EN`, `english` or `eng`, with the region and script it
/// states. What has the form of a tag is one, even of a language that is not in the table.
///
/// ```
/// use morgue::text::language::tag;
/// assert_eq!(tag("zh-hans-cn").as_deref(), Some("zh-Hans-CN"));
/// assert_eq!(tag("Deutsch").as_deref(), Some("de"));
/// assert_eq!(tag("english language"), None);
/// ```
pub fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(tag) = known(text) {
        return Some(tag.to_owned());
    }
    // "en_US.UTF-8"
    let text = text.split(['.', '@', ',', ';']).next().unwrap_or(text);
    let mut parts = text.split(['-', '_']);
    let language = parts
        .next()
        .filter(|part| matches!(part.len(), 2 | 3) && part.bytes().all(|b| b.is_ascii_alphabetic()))?;
    let mut tag = language.to_ascii_lowercase();
    for part in parts.take(3) {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 if part.as_bytes()[0].is_ascii_alphabetic() => {
                tag.push_str(&part[..1].to_ascii_uppercase());
                tag.push_str(&part[1..].to_ascii_lowercase());
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    Some(tag)
}

/// The tag that is known by this code or name, case and accents aside.
fn known(text: &str) -> Option<&'static str> {
    static TAGS: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
        let row = |(tag, others): &(&'static str, &'static [&'static str])| {
            let tag = *tag;
            std::iter::once(&tag)
                .chain(*others)
                .map(|name| (fold(name).into_owned(), tag))
                .collect::<Vec<_>>()
        };
        LANGUAGES.iter().flat_map(row).collect()
    });
    TAGS.get(&*fold(text)).copied()
}

/// The languages of ISO 639-1: their codes; those of ISO 639-2 and 639-3 and those that these
/// replaced; their names in English and in the language itself.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("aa", &["aar", "afar", "qafar"]),
    ("ab", &["abk", "abkhazian", "аԥсшәа"]),
    ("ae", &["ave", "avestan"]),
    ("af", &["afr", "afrikaans"]),
    ("ak", &["aka", "akan"]),
    ("am", &["amh", "amharic", "አማርኛ"]),
    ("an", &["arg", "aragonese", "aragonés"]),
    ("ar", &["ara", "arb", "arabic", "العربية"]),
    ("as", &["asm", "assamese", "অসমীয়া"]),
    ("av", &["ava", "avaric"]),
    ("ay", &["aym", "aymara"]),
    ("az", &["aze", "azj", "azerbaijani", "azərbaycan"]),
    ("ba", &["bak", "bashkir", "башҡорт"]),
    ("be", &["bel", "belarusian", "беларуская"]),
    ("bg", &["bul", "bulgarian", "български"]),
    ("bi", &["bis", "bislama"]),
    ("bm", &["bam", "bambara", "bamanakan"]),
    ("bn", &["ben", "bangla", "bengali", "বাংলা"]),
    ("bo", &["bod", "tib", "tibetan", "བོད་སྐད་"]),
    ("br", &["bre", "breton", "brezhoneg"]),
    ("bs", &["bos", "bosnian", "bosanski"]),
    ("ca", &["cat", "catalan", "català", "valencian"]),
    ("ce", &["che", "chechen", "нохчийн"]),
    ("ch", &["cha", "chamorro"]),
    ("co", &["cos", "corsican", "corsu"]),
    ("cr", &["cre", "cree"]),
    ("cs", &["ces", "cze", "czech", "čeština"]),
    ("cu", &["chu", "church slavic", "церковнословенскїй"]),
    ("cv", &["chv", "chuvash", "чӑваш чӗлхи"]),
    ("cy", &["cym", "wel", "welsh", "cymraeg"]),
    ("da", &["dan", "danish", "dansk"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("dv", &["div", "divehi", "ދިވެހިބަސް"]),
    ("dz", &["dzo", "dzongkha", "རྫོང་ཁ"]),
    ("ee", &["ewe", "eʋegbe"]),
    ("el", &["ell", "gre", "greek", "ελληνικά"]),
    ("en", &["eng", "english"]),
    ("eo", &["epo", "esperanto"]),
    ("es", &["spa", "spanish", "español", "castilian"]),
    ("et", &["est", "ekk", "estonian", "eesti"]),
    ("eu", &["eus", "baq", "basque", "euskara"]),
    ("fa", &["fas", "per", "pes", "persian", "فارسی", "farsi"]),
    ("ff", &["ful", "fula", "fulah", "pulaar"]),
    ("fi", &["fin", "finnish", "suomi"]),
    ("fj", &["fij", "fijian"]),
    ("fo", &["fao", "faroese", "føroyskt"]),
    ("fr", &["fra", "fre", "french", "français"]),
    ("fy", &["fry", "western frisian", "frysk"]),
    ("ga", &["gle", "irish", "gaeilge", "gaelic"]),
    ("gd", &["gla", "scottish gaelic", "gàidhlig"]),
    ("gl", &["glg", "galician", "galego"]),
    ("gn", &["grn", "guarani", "avañe’ẽ"]),
    ("gu", &["guj", "gujarati", "ગુજરાતી"]),
    ("gv", &["glv", "manx", "gaelg"]),
    ("ha", &["hau", "hausa"]),
    ("he", &["heb", "iw", "hebrew", "עברית"]),
    ("hi", &["hin", "hindi", "हिन्दी"]),
    ("ho", &["hmo"]),
    ("hr", &["hrv", "scr", "croatian", "hrvatski"]),
    ("ht", &["hat", "haitian creole", "haitian", "kreyòl ayisyen"]),
    ("hu", &["hun", "hungarian", "magyar"]),
    ("hy", &["hye", "arm", "armenian", "հայերեն"]),
    ("hz", &["her", "herero"]),
    ("ia", &["ina", "interlingua"]),
    ("id", &["ind", "in", "indonesian", "indonesia", "bahasa indonesia"]),
    ("ie", &["ile", "interlingue"]),
    ("ig", &["ibo", "igbo"]),
    ("ii", &["iii", "sichuan yi", "ꆈꌠꉙ"]),
    ("ik", &["ipk", "inupiaq"]),
    ("io", &["ido"]),
    ("is", &["isl", "ice", "icelandic", "íslenska"]),
    ("it", &["ita", "italian", "italiano"]),
    ("iu", &["iku", "inuktitut", "ᐃᓄᒃᑎᑐᑦ"]),
    ("ja", &["jpn", "japanese", "日本語"]),
    ("jv", &["jav", "jw", "javanese", "jawa"]),
    ("ka", &["kat", "geo", "georgian", "ქართული"]),
    ("kg", &["kon", "kongo"]),
    ("ki", &["kik", "kikuyu", "gĩgĩkũyũ"]),
    ("kj", &["kua", "kuanyama"]),
    ("kk", &["kaz", "kazakh", "қазақ тілі", "қазақша"]),
    ("kl", &["kal", "kalaallisut", "greenlandic"]),
    ("km", &["khm", "khmer", "ខ្មែរ"]),
    ("kn", &["kan", "kannada", "ಕನ್ನಡ"]),
    ("ko", &["kor", "korean", "한국어"]),
    ("kr", &["kau", "kanuri"]),
    ("ks", &["kas", "kashmiri", "کٲشُر"]),
    ("ku", &["kur", "kurdish", "kurmanji", "kurdî"]),
    ("kv", &["kom", "komi"]),
    ("kw", &["cor", "cornish", "kernewek"]),
    ("ky", &["kir", "kyrgyz", "kirghiz", "кыргызча"]),
    ("la", &["lat", "latin", "latina"]),
    ("lb", &["ltz", "luxembourgish", "lëtzebuergesch", "letzeburgesch"]),
    ("lg", &["lug", "ganda", "luganda"]),
    ("li", &["lim", "limburgish", "limburgan"]),
    ("ln", &["lin", "lingala"]),
    ("lo", &["lao", "ລາວ"]),
    ("lt", &["lit", "lithuanian", "lietuvių"]),
    ("lu", &["lub", "luba-katanga", "tshiluba"]),
    ("lv", &["lav", "lvs", "latvian", "latviešu"]),
    ("mg", &["mlg", "malagasy"]),
    ("mh", &["mah", "marshallese"]),
    ("mi", &["mri", "mao", "māori"]),
    ("mk", &["mkd", "mac", "macedonian", "македонски"]),
    ("ml", &["mal", "malayalam", "മലയാളം"]),
    ("mn", &["mon", "khk", "mongolian", "монгол"]),
    ("mr", &["mar", "marathi", "मराठी"]),
    ("ms", &["msa", "may", "zsm", "malay", "melayu", "bahasa melayu"]),
    ("mt", &["mlt", "maltese", "malti"]),
    ("my", &["mya", "bur", "burmese", "မြန်မာ"]),
    ("na", &["nau", "nauru"]),
    ("nb", &["nob", "norwegian bokmål", "norsk bokmål", "bokmål"]),
    ("nd", &["nde", "north ndebele", "isindebele"]),
    ("ne", &["nep", "npi", "nepali", "नेपाली"]),
    ("ng", &["ndo", "ndonga"]),
    ("nl", &["nld", "dut", "dutch", "nederlands", "flemish"]),
    ("nn", &["nno", "norwegian nynorsk", "norsk nynorsk", "nynorsk"]),
    ("no", &["nor", "norwegian", "norsk"]),
    ("nr", &["nbl", "south ndebele"]),
    ("nv", &["nav", "navajo", "diné bizaad"]),
    ("ny", &["nya", "nyanja", "chichewa"]),
    ("oc", &["oci", "occitan"]),
    ("oj", &["oji", "ojibwa"]),
    ("om", &["orm", "oromo", "oromoo"]),
    ("or", &["ori", "odia", "ଓଡ଼ିଆ", "oriya"]),
    ("os", &["oss", "ossetic", "ossetian", "ирон"]),
    ("pa", &["pan", "punjabi", "panjabi", "ਪੰਜਾਬੀ"]),
    ("pi", &["pli", "pali"]),
    ("pl", &["pol", "polish", "polski"]),
    ("ps", &["pus", "pashto", "pushto", "پښتو"]),
    ("pt", &["por", "portuguese", "português"]),
    ("qu", &["que", "quechua", "runasimi"]),
    ("rm", &["roh", "romansh", "rumantsch"]),
    ("rn", &["run", "rundi", "ikirundi"]),
    ("ro", &["ron", "rum", "mo", "romanian", "română", "moldavian"]),
    ("ru", &["rus", "russian", "русский"]),
    ("rw", &["kin", "kinyarwanda", "ikinyarwanda"]),
    ("sa", &["san", "sanskrit", "संस्कृत भाषा"]),
    ("sc", &["srd", "sardinian", "sardu"]),
    ("sd", &["snd", "sindhi", "سنڌي"]),
    ("se", &["sme", "northern sami", "davvisámegiella"]),
    ("sg", &["sag", "sango"]),
    ("sh", &["hbs", "serbo-croatian"]),
    ("si", &["sin", "sinhala", "සිංහල"]),
    ("sk", &["slk", "slo", "slovak", "slovenčina"]),
    ("sl", &["slv", "slovenian", "slovenščina", "slovene"]),
    ("sm", &["smo", "samoan"]),
    ("sn", &["sna", "shona", "chishona"]),
    ("so", &["som", "somali", "soomaali"]),
    ("sq", &["sqi", "alb", "albanian", "shqip"]),
    ("sr", &["srp", "scc", "serbian", "српски"]),
    ("ss", &["ssw", "swati", "siswati"]),
    ("st", &["sot", "southern sotho", "sesotho"]),
    ("su", &["sun", "sundanese", "basa sunda"]),
    ("sv", &["swe", "swedish", "svenska"]),
    ("sw", &["swa", "swh", "swahili", "kiswahili"]),
    ("ta", &["tam", "tamil", "தமிழ்"]),
    ("te", &["tel", "telugu", "తెలుగు"]),
    ("tg", &["tgk", "tajik", "тоҷикӣ"]),
    ("th", &["tha", "thai", "ไทย"]),
    ("ti", &["tir", "tigrinya", "ትግርኛ"]),
    ("tk", &["tuk", "turkmen", "türkmen dili"]),
    ("tl", &["tgl", "fil", "tagalog", "filipino"]),
    ("tn", &["tsn", "tswana", "setswana"]),
    ("to", &["ton", "tongan", "lea fakatonga"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("ts", &["tso", "tsonga", "xitsonga"]),
    ("tt", &["tat", "tatar", "татар"]),
    ("tw", &["twi"]),
    ("ty", &["tah", "tahitian"]),
    ("ug", &["uig", "uyghur", "uighur", "ئۇيغۇرچە"]),
    ("uk", &["ukr", "ukrainian", "українська"]),
    ("ur", &["urd", "urdu", "اردو"]),
    ("uz", &["uzb", "uzn", "uzbek", "o‘zbek"]),
    ("ve", &["ven", "venda", "tshivenḓa"]),
    ("vi", &["vie", "vietnamese", "tiếng việt"]),
    ("vo", &["vol", "volapük"]),
    ("wa", &["wln", "walloon", "walon"]),
    ("wo", &["wol", "wolof"]),
    ("xh", &["xho", "xhosa", "isixhosa"]),
    ("yi", &["yid", "ji", "yiddish", "ייִדיש"]),
    ("yo", &["yor", "yoruba", "èdè yorùbá"]),
    ("za", &["zha", "zhuang", "vahcuengh"]),
    ("zh", &["zho", "chi", "cmn", "yue", "chinese", "中文", "mandarin", "汉语", "漢語"]),
    ("zu", &["zul", "zulu", "isizulu"]),
    ("zh-Hans", &["simplified chinese"]),
    ("zh-Hant", &["traditional chinese"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_keep_script_and_region() {
        for (text, expected) in [
            ("en_US", Some("en-US")),
            ("EN", Some("en")),
            ("English", Some("en")),
            ("zh-hans-cn", Some("zh-Hans-CN")),
            ("en_GB.UTF-8", Some("en-GB")),
        ] {
            assert_eq!(tag(text).as_deref(), expected, "{text}");
        }
        for text in ["", "klingon", "1", "english language", "x"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }

    #[test]
    fn codes_and_names_mean_one_code() {
        for (text, expected) in [
            ("en-GB", Some("en")),
            ("pol", Some("pl")),
            ("polish", Some("pl")),
            ("Français", Some("fr")),
            ("francais", Some("fr")),
            ("ger", Some("de")),
            ("iw", Some("he")),
            ("cmn", Some("zh")),
            ("zh_Hant_TW", Some("zh")),
            ("traditional chinese", Some("zh")),
            ("nob", Some("no")),
            ("norsk", Some("no")),
            ("klingonish", None),
            ("xx", None),
            ("", None),
        ] {
            assert_eq!(code(text), expected, "{text}");
        }
    }

    #[test]
    fn no_code_or_name_stands_in_two_rows() {
        let mut seen = HashMap::new();
        for (tag, others) in LANGUAGES {
            for name in others.iter().chain([tag]) {
                let before = seen.insert(fold(name), tag);
                assert_eq!(before, None, "{name} of {tag}");
            }
        }
    }
}
