//! Names of languages as search services write them.

/// The ISO 639-1 code of a language by its English name.
pub(super) fn language(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    LANGUAGES.iter().find(|(known, _)| *known == lower).map(|(_, code)| *code)
}

/// Those that the language of an article may be found to be.
const LANGUAGES: [(&str, &str); 17] = [
    ("arabic", "ar"),
    ("chinese", "zh"),
    ("dutch", "nl"),
    ("english", "en"),
    ("french", "fr"),
    ("german", "de"),
    ("hindi", "hi"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
    ("vietnamese", "vi"),
];
