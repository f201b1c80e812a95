//! Faults in the source of a text: UTF-8 that was read as windows-1252 and saved again ("Ã©", "â€™"),
//! windows-1252 punctuation left as control characters, and stray control characters. Certain faults are
//! repaired and reported, others only reported.

use encoding_rs::WINDOWS_1252;

/// The repaired text, if there were faults, and notes about them.
pub fn repair(text: &str) -> (Option<String>, Vec<String>) {
    let mut said = Vec::new();
    let mut repaired = None;
    if looks_twice_encoded(text) {
        match twice_encoded(text) {
            (whole, count @ 1..) => {
                said.push(format!(
                    "repaired: UTF-8 that was read as windows-1252 (\"Ã©\"), in {count} places"
                ));
                repaired = Some(whole);
            }
            (_, 0) if text.contains("â€") => {
                said.push("possibly UTF-8 read as windows-1252: it contains \"â€\"".to_owned());
            }
            _ => {}
        }
    }
    let now = repaired.as_deref().unwrap_or(text);
    let is_control = |at: usize| now.as_bytes().get(at + 1).is_some_and(|byte| *byte < 0xa0);
    let has_controls = memchr::memchr_iter(0xc2, now.as_bytes()).any(is_control);
    let misplaced = if has_controls { now.chars().filter(|c| punctuation(*c).is_some()).count() } else { 0 };
    if misplaced > 0 {
        said.push(format!(
            "repaired: windows-1252 punctuation left as control characters, in {misplaced} places"
        ));
        repaired = Some(now.chars().map(|c| punctuation(c).unwrap_or(c)).collect());
    }
    (repaired, said)
}

/// A note about stray control characters, which are removed when paragraphs are made.
pub fn control_characters_note(text: &str) -> Option<String> {
    let is_odd =
        |byte: u8| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a) || byte == 0x7f;
    let count = text.bytes().filter(|byte| is_odd(*byte)).count();
    let first = text.bytes().position(is_odd)?;
    let code = text.as_bytes()[first];
    Some(format!("control characters removed: {count}, the first U+{code:04X} at byte {first} of the text"))
}

/// Whether the first letter of a twice-encoded sequence ("Ã", "Â", "â" and those of Greek, Cyrillic, Hebrew
/// and Arabic) precedes another non-ASCII letter. A cheap test for every text.
fn looks_twice_encoded(text: &str) -> bool {
    const HEADS: &[u8] = b"\x82\x83\x84\x85\x8e\x8f\x90\x91\x97\x98\x99\xa2\xa3";
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xc3, bytes).any(|at| {
        bytes.get(at + 1).is_some_and(|head| HEADS.contains(head))
            && bytes.get(at + 2).is_some_and(|b| *b >= 0x80)
    })
}

/// The text with twice-encoded sequences decoded, and the number of certain ones.
fn twice_encoded(text: &str) -> (String, usize) {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut latin, mut other, mut foreign) =
        (String::with_capacity(text.len()), 0usize, 0usize, 0usize);
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        if let Some((read, length)) = sequence(&chars[at..]) {
            if is_western(read) {
                latin += 1
            } else {
                other += 1
            }
            foreign += 1;
            out.push(read);
            at += length;
        } else {
            foreign += usize::from(!c.is_ascii());
            out.push(c);
            at += 1;
        }
    }
    // A pair like "É”" occurs in sound texts; other scripts have many sequences.
    let certain = match other {
        0 => latin,
        _ if latin == 0 && other < 5 => 0,
        _ if (latin + other) * 5 >= foreign * 4 => latin + other,
        _ => 0,
    };
    (out, certain)
}

/// Whether a decoded character is common in texts of Western Europe.
fn is_western(c: char) -> bool {
    matches!(c, '\u{a0}'..='\u{ff}' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | '€' | '™' | '\u{2010}'..='\u{203a}' | '\u{feff}')
}

/// The character of which some windows-1252 characters are the UTF-8 bytes, and their number.
fn sequence(chars: &[char]) -> Option<(char, usize)> {
    let head = byte(chars[0])?;
    let length = match head {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [head, 0, 0, 0];
    for (byte_at, c) in bytes[1..length].iter_mut().zip(chars.get(1..length)?) {
        *byte_at = byte(*c)?;
    }
    let read = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    // Two accented capitals are part of a word.
    let doubtful =
        length == 2 && matches!(head, 0xc4..=0xcd) && chars[1].is_alphabetic() && chars[1].is_uppercase();
    (!doubtful && !read.is_control()).then_some((read, length))
}

/// The byte of this character in windows-1252, above ASCII.
fn byte(c: char) -> Option<u8> {
    if c.is_ascii() {
        return None;
    }
    if ('\u{80}'..='\u{ff}').contains(&c) {
        return u8::try_from(u32::from(c)).ok();
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmappable) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    (!unmappable).then(|| bytes.first().copied()).flatten()
}

/// The windows-1252 punctuation of a C1 control character. U+0085 is a line end, and unassigned bytes are
/// unchanged.
fn punctuation(c: char) -> Option<char> {
    if !('\u{80}'..='\u{9f}').contains(&c) || c == '\u{85}' {
        return None;
    }
    let byte = u8::try_from(u32::from(c)).ok()?;
    let shown = WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()?;
    (shown != c).then_some(shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// UTF-8 read as windows-1252.
    fn spoil(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(repair(text).0.as_deref().unwrap_or(text), expected);
    }

    #[test]
    fn twice_encoded_texts_are_repaired() {
        check("cafÃ© au lait, itâ€™s Â£5", "café au lait, it’s £5");
        check("Ã€ Paris: â€œnonâ€\u{9d}", "À Paris: “non”");
        for text in ["Паром остался у причала", "Η πλοίο έμεινε στο λιμάνι", "Żółć i gęś – “tak”"]
        {
            check(&spoil(text), text);
        }
    }

    #[test]
    fn sound_texts_stay() {
        for text in ["NÃO, disse ele", "CAFÉ” und Café", "Århus Ærø Ñandú", "ÉÈÊ", "“Ça va”", "Ã", "plain"]
        {
            check(text, text);
            assert!(repair(text).1.is_empty(), "{text}");
        }
    }

    #[test]
    fn control_characters_are_read_as_windows_1252_or_left_out() {
        check("it\u{92}s \u{93}late\u{94}", "it’s “late”");
        check("a\u{85}b", "a\u{85}b");
        assert_eq!(
            control_characters_note("a\u{3}b\tc\n\u{0}").unwrap(),
            "control characters removed: 2, the first U+0003 at byte 1 of the text"
        );
        assert_eq!(control_characters_note("a\r\nb"), None);
    }

    proptest! {
        #[test]
        fn ascii_stays_and_spoilt_texts_come_back(text in "[a-z éàüçßñ’–]{0,40}") {
            let spoilt = spoil(&text);
            let (repaired, _) = repair(&spoilt);
            prop_assert_eq!(repaired.unwrap_or(spoilt), text);
        }

        #[test]
        fn never_panics(text in "\\PC{0,40}") {
            repair(&text);
            control_characters_note(&text);
        }
    }
}
