//! What the letters of a text say about its language.

/// The languages whose letters a text holds, as far as they tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// In the letters of this language.
    In(&'static str),
    /// In Latin letters, or in none.
    Latin,
    /// In Devanagari, which several languages use.
    Devanagari,
    /// In Hebrew letters, which Yiddish uses as well.
    Hebrew,
}

/// Scripts, by the first and last character of their blocks.
const SCRIPTS: &[(u32, u32, Script)] = &[
    (0x0041, 0x024F, Script::Latin),
    (0x0370, 0x03FF, Script::Of("el")),
    (0x0400, 0x052F, Script::Cyrillic),
    (0x0531, 0x058F, Script::Of("hy")),
    (0x0590, 0x05FF, Script::Hebrew),
    (0x0600, 0x077F, Script::Arabic),
    (0x0900, 0x097F, Script::Devanagari),
    (0x0980, 0x09FF, Script::Of("bn")),
    (0x0A00, 0x0A7F, Script::Of("pa")),
    (0x0A80, 0x0AFF, Script::Of("gu")),
    (0x0B00, 0x0B7F, Script::Of("or")),
    (0x0B80, 0x0BFF, Script::Of("ta")),
    (0x0C00, 0x0C7F, Script::Of("te")),
    (0x0C80, 0x0CFF, Script::Of("kn")),
    (0x0D00, 0x0D7F, Script::Of("ml")),
    (0x0D80, 0x0DFF, Script::Of("si")),
    (0x0E00, 0x0E7F, Script::Of("th")),
    (0x0E80, 0x0EFF, Script::Of("lo")),
    (0x0F00, 0x0FFF, Script::Of("bo")),
    (0x1000, 0x109F, Script::Of("my")),
    (0x10A0, 0x10FF, Script::Of("ka")),
    (0x1100, 0x11FF, Script::Of("ko")),
    (0x1200, 0x139F, Script::Of("am")),
    (0x1780, 0x17FF, Script::Of("km")),
    (0x1C90, 0x1CBF, Script::Of("ka")),
    (0x1E00, 0x1EFF, Script::Latin),
    (0x1F00, 0x1FFF, Script::Of("el")),
    (0x3041, 0x30FF, Script::Kana),
    (0x3400, 0x9FFF, Script::Han),
    (0xAC00, 0xD7AF, Script::Of("ko")),
    (0xFB1D, 0xFB4F, Script::Hebrew),
    (0xFB50, 0xFDFF, Script::Arabic),
    (0xFE70, 0xFEFF, Script::Arabic),
    (0xFF66, 0xFF9F, Script::Kana),
    (0x20000, 0x3FFFF, Script::Han),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Of(&'static str),
    Latin,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Han,
    Kana,
}

fn script_of(c: char) -> Option<usize> {
    let at = SCRIPTS.partition_point(|(first, ..)| *first <= u32::from(c)).checked_sub(1)?;
    (u32::from(c) <= SCRIPTS[at].1).then_some(at)
}

/// What most letters of a text say, and how many say so. Addresses and names are Latin anywhere:
/// a third of other letters makes a text one of theirs. A character that stands for a syllable or
/// more counts as three.
pub(super) fn written(text: &str) -> (Written, usize) {
    let mut counts = [0usize; SCRIPTS.len()];
    let mut other = false;
    for c in text.chars() {
        if c.is_ascii() {
            counts[0] += usize::from(c.is_ascii_alphabetic());
        } else if c.is_alphabetic()
            && let Some(at) = script_of(c)
        {
            counts[at] += 1;
            other |= SCRIPTS[at].2 != Script::Latin;
        }
    }
    if !other {
        return (Written::Latin, text.chars().filter(|c| c.is_alphabetic()).count());
    }
    let count = |wanted: Script| -> usize {
        (0..SCRIPTS.len()).filter(|at| SCRIPTS[*at].2 == wanted).map(|at| counts[at]).sum()
    };
    let (han, kana) = (count(Script::Han), count(Script::Kana));
    let east_asian = (han + kana) * 3;
    let mut most = (Script::Han, east_asian);
    for (_, _, script) in SCRIPTS {
        let syllables = if *script == Script::Of("ko") { 3 } else { 1 };
        let found = count(*script) * syllables;
        if !matches!(script, Script::Latin | Script::Han | Script::Kana) && found > most.1 {
            most = (*script, found);
        }
    }
    let latin = count(Script::Latin);
    if most.1 == 0 || most.1 * 2 < latin {
        return (Written::Latin, latin);
    }
    let written = match most.0 {
        Script::Of(language) => Written::In(language),
        // Chinese quotes kana at most; Japanese cannot do without.
        Script::Han | Script::Kana if kana * 20 > han => Written::In("ja"),
        Script::Han | Script::Kana => Written::In("zh"),
        Script::Cyrillic => Written::In(of_cyrillic(text)),
        Script::Arabic => Written::In(of_arabic(text, most.1)),
        Script::Hebrew => Written::Hebrew,
        Script::Devanagari => Written::Devanagari,
        Script::Latin => Written::Latin,
    };
    (written, most.1)
}

/// The first language whose own letters a text in small letters holds, more than one in 400;
/// Bulgarian and Russian are told by letters they both have.
fn of_cyrillic(text: &str) -> &'static str {
    let mut own = [0usize; 5];
    let (mut letters, mut hard, mut russian) = (0, 0, 0);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        letters += 1;
        match c {
            'ў' => own[0] += 1,
            'ї' | 'є' | 'ґ' => own[1] += 1,
            'ѓ' | 'ќ' | 'ѕ' => own[2] += 1,
            'ј' | 'ђ' | 'ћ' | 'љ' | 'њ' => own[3] += 1,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ұ' => own[4] += 1,
            'ъ' => hard += 1,
            'ы' | 'э' => russian += 1,
            _ => {}
        }
    }
    let language = ["be", "uk", "mk", "sr", "kk"].into_iter().zip(own).find(|(_, own)| own * 400 > letters);
    match language {
        Some((language, _)) => language,
        None if hard > 2 * russian => "bg",
        None => "ru",
    }
}

/// Persian and Urdu have letters that Arabic writes in foreign names at most.
fn of_arabic(text: &str, letters: usize) -> &'static str {
    let holds = |own: fn(&char) -> bool| text.chars().filter(own).count() * 300 > letters;
    if holds(|c| matches!(c, 'ٹ' | 'ڈ' | 'ڑ' | 'ے')) {
        "ur"
    } else if holds(|c| matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی')) {
        "fa"
    } else {
        "ar"
    }
}

/// The text without Latin words, for a detector that would count them.
pub(super) fn without_latin(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_alphabetic() { ' ' } else { c }).collect()
}
