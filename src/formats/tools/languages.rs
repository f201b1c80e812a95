//! What metadata say of the language, as a BCP 47 tag.

/// The tag for "en_US", "EN", "english" or "eng"; nothing for what names no language.
pub fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((_, tag)) = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
        return Some((*tag).to_owned());
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

/// Names in English and in the language itself, and the three-letter codes that wires use.
const NAMES: &[(&str, &str)] = &[
    ("english", "en"),
    ("eng", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("deu", "de"),
    ("ger", "de"),
    ("french", "fr"),
    ("français", "fr"),
    ("fra", "fr"),
    ("fre", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("spa", "es"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("por", "pt"),
    ("italian", "it"),
    ("italiano", "it"),
    ("ita", "it"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("nld", "nl"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("rus", "ru"),
    ("ukrainian", "uk"),
    ("українська", "uk"),
    ("ukr", "uk"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("arabic", "ar"),
    ("ara", "ar"),
    ("persian", "fa"),
    ("farsi", "fa"),
    ("chinese", "zh"),
    ("zho", "zh"),
    ("japanese", "ja"),
    ("jpn", "ja"),
    ("korean", "ko"),
    ("kor", "ko"),
    ("turkish", "tr"),
    ("swedish", "sv"),
    ("norwegian", "no"),
    ("danish", "da"),
    ("finnish", "fi"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hindi", "hi"),
    // The codes that libraries write.
    ("dut", "nl"),
    ("swe", "sv"),
    ("nor", "no"),
    ("nob", "nb"),
    ("dan", "da"),
    ("fin", "fi"),
    ("gre", "el"),
    ("ell", "el"),
    ("heb", "he"),
    ("hin", "hi"),
    ("pol", "pl"),
    ("tur", "tr"),
    ("per", "fa"),
    ("fas", "fa"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("ces", "cs"),
    ("hun", "hu"),
    ("est", "et"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("ice", "is"),
    ("isl", "is"),
    ("wel", "cy"),
    ("cym", "cy"),
    ("gle", "ga"),
    ("mao", "mi"),
    ("mri", "mi"),
    ("ltz", "lb"),
    ("cat", "ca"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("yid", "yi"),
    ("lat", "la"),
    ("hungarian", "hu"),
    ("romanian", "ro"),
    ("czech", "cs"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("slovene", "sl"),
    ("bulgarian", "bg"),
    ("croatian", "hr"),
    ("serbian", "sr"),
    ("bosnian", "bs"),
    ("macedonian", "mk"),
    ("albanian", "sq"),
    ("estonian", "et"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("belarusian", "be"),
    ("icelandic", "is"),
    ("irish", "ga"),
    ("welsh", "cy"),
    ("catalan", "ca"),
    ("basque", "eu"),
    ("galician", "gl"),
    ("vietnamese", "vi"),
    ("thai", "th"),
    ("indonesian", "id"),
    ("malay", "ms"),
    ("tagalog", "tl"),
    ("filipino", "fil"),
    ("bengali", "bn"),
    ("urdu", "ur"),
    ("tamil", "ta"),
    ("telugu", "te"),
    ("kannada", "kn"),
    ("malayalam", "ml"),
    ("marathi", "mr"),
    ("gujarati", "gu"),
    ("punjabi", "pa"),
    ("nepali", "ne"),
    ("sinhala", "si"),
    ("burmese", "my"),
    ("khmer", "km"),
    ("lao", "lo"),
    ("swahili", "sw"),
    ("amharic", "am"),
    ("afrikaans", "af"),
    ("hausa", "ha"),
    ("somali", "so"),
    ("georgian", "ka"),
    ("armenian", "hy"),
    ("azerbaijani", "az"),
    ("kazakh", "kk"),
    ("uzbek", "uz"),
    ("mongolian", "mn"),
    ("pashto", "ps"),
    ("kurdish", "ku"),
    ("maltese", "mt"),
    ("luxembourgish", "lb"),
    ("latin", "la"),
    ("esperanto", "eo"),
    ("simplified chinese", "zh-Hans"),
    ("traditional chinese", "zh-Hant"),
    ("svenska", "sv"),
    ("norsk", "no"),
    ("dansk", "da"),
    ("suomi", "fi"),
    ("türkçe", "tr"),
    ("العربية", "ar"),
    ("中文", "zh"),
    ("日本語", "ja"),
    ("한국어", "ko"),
    ("čeština", "cs"),
    ("magyar", "hu"),
    ("ελληνικά", "el"),
    ("ron", "ro"),
    ("rum", "ro"),
    ("bul", "bg"),
    ("srp", "sr"),
    ("slk", "sk"),
    ("vie", "vi"),
    ("tha", "th"),
    ("ind", "id"),
    ("msa", "ms"),
    ("ben", "bn"),
    ("urd", "ur"),
];

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn tags() {
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
}
