//! The supported encodings by their names: those of the web, DOS code pages, and two seven-bit encodings of
//! old mail.

use std::borrow::Cow;

use encoding_rs::{EUC_KR, Encoding, GBK, REPLACEMENT};
use oem_cp::code_table as tables;

/// A supported encoding.
#[derive(Debug, Clone, Copy)]
pub enum Codec {
    /// An encoding of the web, read as browsers do.
    Web(&'static Encoding),
    /// A DOS code page: ASCII and 128 other characters.
    Dos(&'static str, &'static [char; 128]),
    /// A double-byte encoding, written in seven bits between two shifts.
    Shifted(Shift),
}

/// An encoding that shifts between ASCII and pairs of seven-bit bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shift {
    /// ISO-2022-KR: SO and SI, after a header `ESC $ ) C`.
    Iso2022Kr,
    /// HZ: `~{` and `~}`.
    Hz,
}

/// DOS code pages: their names, labels and tables.
const DOS: &[(&str, &[&str], &[char; 128])] = &[
    ("IBM437", &["437", "cspc8codepage437"], &tables::DECODING_TABLE_CP437),
    ("IBM850", &["850", "cspc850multilingual"], &tables::DECODING_TABLE_CP850),
    ("IBM852", &["852", "cspcp852"], &tables::DECODING_TABLE_CP852),
    ("IBM855", &["855", "csibm855"], &tables::DECODING_TABLE_CP855),
    ("IBM858", &["858"], &tables::DECODING_TABLE_CP858),
    ("IBM860", &["860"], &tables::DECODING_TABLE_CP860),
    ("IBM861", &["861"], &tables::DECODING_TABLE_CP861),
    ("IBM862", &["862"], &tables::DECODING_TABLE_CP862),
    ("IBM863", &["863"], &tables::DECODING_TABLE_CP863),
    ("IBM865", &["865"], &tables::DECODING_TABLE_CP865),
    ("IBM737", &["737"], &tables::DECODING_TABLE_CP737),
    ("IBM775", &["775"], &tables::DECODING_TABLE_CP775),
];

impl Codec {
    /// The encoding of a label, including labels of Python, Windows and DOS.
    pub fn named(label: &str) -> Option<Codec> {
        let label = label.trim().trim_matches(['"', '\'']);
        let lower = label.to_ascii_lowercase().replace('_', "-");
        let lower = lower.as_str();
        match lower {
            "iso-2022-kr" | "csiso2022kr" => return Some(Codec::Shifted(Shift::Iso2022Kr)),
            "hz" | "hz-gb-2312" => return Some(Codec::Shifted(Shift::Hz)),
            _ => {}
        }
        let number = lower
            .trim_start_matches("ibm")
            .trim_start_matches("cp")
            .trim_start_matches("dos-")
            .trim_start_matches('-');
        if let Some((name, _, table)) = DOS.iter().find(|(_, labels, _)| labels.contains(&number)) {
            return Some(Codec::Dos(name, table));
        }
        let known = match lower {
            "cp932" | "ms932" | "mskanji" => "shift_jis",
            "cp936" => "gbk",
            "cp949" | "uhc" | "ms949" => "euc-kr",
            "cp950" => "big5",
            "cp65001" => "utf-8",
            "maccyrillic" => "x-mac-cyrillic",
            "macroman" | "mac-roman" => "macintosh",
            other => match other.strip_prefix("cp125") {
                Some(last) => {
                    return Encoding::for_label(format!("windows-125{last}").as_bytes()).map(Codec::Web);
                }
                None => label,
            },
        };
        Encoding::for_label(known.as_bytes()).filter(|encoding| *encoding != REPLACEMENT).map(Codec::Web)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Codec::Web(encoding) => encoding.name(),
            Codec::Dos(name, _) => name,
            Codec::Shifted(Shift::Iso2022Kr) => "ISO-2022-KR",
            Codec::Shifted(Shift::Hz) => "HZ-GB-2312",
        }
    }

    /// The text, and whether it has replacement characters for unreadable bytes.
    pub fn decode(self, bytes: &[u8]) -> (String, bool) {
        match self {
            Codec::Web(encoding) => {
                let (text, damaged) = encoding.decode_without_bom_handling(bytes);
                (Cow::into_owned(text), damaged)
            }
            Codec::Dos(_, table) => (bytes.iter().map(|byte| dos(*byte, table)).collect(), false),
            Codec::Shifted(shift) => {
                let eight = shift.in_eight_bits(bytes);
                let encoding = if shift == Shift::Hz { GBK } else { EUC_KR };
                let (text, damaged) = encoding.decode_without_bom_handling(&eight);
                (Cow::into_owned(text), damaged)
            }
        }
    }
}

fn dos(byte: u8, table: &[char; 128]) -> char {
    match byte {
        0..=0x7f => byte as char,
        _ => table[usize::from(byte - 0x80)],
    }
}

impl Shift {
    /// The bytes with their eighth bit set between shifts, and without shifts and headers.
    fn in_eight_bits(self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let mut shifted = false;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            let next = bytes.get(at).copied();
            match (self, byte, next) {
                (Shift::Iso2022Kr, 0x0e, _) => shifted = true,
                (Shift::Iso2022Kr, 0x0f, _) => shifted = false,
                (Shift::Iso2022Kr, 0x1b, _) if bytes[at..].starts_with(b"$)C") => at += 3,
                (Shift::Hz, b'~', Some(b'{')) => (shifted, at) = (true, at + 1),
                (Shift::Hz, b'~', Some(b'}')) => (shifted, at) = (false, at + 1),
                (Shift::Hz, b'~', Some(b'~')) if !shifted => {
                    out.push(b'~');
                    at += 1;
                }
                // Shifts end with the line.
                (_, b'\n', _) => {
                    shifted = false;
                    out.push(byte);
                }
                (_, 0x21..=0x7e, _) if shifted => out.push(byte | 0x80),
                _ => out.push(byte),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(label: &str, bytes: &[u8], text: &str) {
        let (decoded, damaged) = Codec::named(label).unwrap().decode(bytes);
        assert_eq!((decoded.as_str(), damaged), (text, false));
    }

    #[test]
    fn labels_name_codecs_that_decode() {
        check("cp437", b"caf\x82", "café");
        check("IBM850", b"\xb5", "Á");
        check("ibm-855", b"\xde", "я");
        check("cp866", b"\x8f", "П");
        check("CP949", b"\xb0\xa1", "가");
        check("iso-2022-kr", b"\x1b$)C\x0e0!\x0f!", "가!");
        check("HZ", b"~{VPND~} ~~", "中文 ~");
        check("cp1252", b"\x80", "€");
        assert!(Codec::named("klingon").is_none());
    }
}
