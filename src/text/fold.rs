//! Folding: what makes two spellings of a word the same word. Case and accents go, letters stay.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A word in the form in which words are compared: lower case, without accents on Latin,
/// Greek and Cyrillic letters and without Hebrew and Arabic vowel signs, one kind of apostrophe,
/// letters of one width. Marks that are letters of their script (Devanagari, Thai) stay, and so
/// does CJK: traditional and simplified Chinese characters are different letters.
///
/// ```
/// use morgue::text::fold::fold;
/// assert_eq!(fold("Zürich"), "zurich");
/// assert_eq!(fold("O’Neill"), "o'neill");
/// ```
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        if word.bytes().any(|b| b.is_ascii_uppercase()) {
            return Cow::Owned(word.to_ascii_lowercase());
        }
        return Cow::Borrowed(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.nfkd() {
        match c {
            // Combining accents, Hebrew points, Arabic harakat and tatweel, soft hyphen, zero-width
            // joiners.
            '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}' | '\u{5C2}' | '\u{5C4}' | '\u{5C5}' | '\u{5C7}' => {
            }
            '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{640}' => {}
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            '’' | 'ʼ' | '＇' => out.push('\''),
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ø' | 'Ø' => out.push('o'),
            'ł' | 'Ł' => out.push('l'),
            'đ' | 'Đ' | 'ð' | 'Ð' => out.push('d'),
            'þ' | 'Þ' => out.push_str("th"),
            'ħ' | 'Ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ς' => out.push('σ'),
            // Arabic letters that Persian writes otherwise.
            'ي' | 'ى' => out.push('ی'),
            'ك' => out.push('ک'),
            c => out.extend(c.to_lowercase().filter(|c| !('\u{300}'..='\u{36F}').contains(c))),
        }
    }
    // Hangul was taken apart with the accents; this joins it again.
    Cow::Owned(out.nfc().collect())
}

/// A name or other short text as a key: its words folded, joined by single blanks.
///
/// ```
/// use morgue::text::fold::key;
/// assert_eq!(key("José  Müller-Ortiz"), "jose muller ortiz");
/// ```
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in super::tokens(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&fold(token.of(text)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(word: &str, expected: &str) {
        assert_eq!(fold(word), expected);
    }

    #[test]
    fn folds() {
        check("peace", "peace");
        check("PEACE", "peace");
        check("Ångström", "angstrom");
        check("Łódź", "lodz");
        check("Straße", "strasse");
        check("İstanbul", "istanbul");
        check("Ёлка", "елка");
        check("한국", "한국");
        check("हिन्दी", "हिन्दी");
        check("北京", "北京");
        check("ﾊﾞｽＡ１", "バスa1");
        check("הַגְּשָׁרִים", "הגשרים");
        check("المَدارِس", "المدارس");
        check("น้ำ", "น\u{e49}\u{e4d}\u{e32}");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(word in "\\PC{0,12}") {
            let once = fold(&word).into_owned();
            prop_assert_eq!(fold(&once).into_owned(), once);
        }
    }
}
