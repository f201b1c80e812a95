//! Decodes bytes to text: by a byte order mark, as UTF-8, by the declared charset, and by a guess, in this
//! order. Reports unreadable bytes, for the article's warnings.

mod codec;
#[cfg(any(test, feature = "lab"))]
mod declared;
mod repair;
mod score;
mod wide;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::magic;
use codec::{Codec, Shift};
#[cfg(any(test, feature = "lab"))]
pub use declared::declared;
pub use repair::repair;
use wide::{Utf32, utf16_by_zeros};

/// The text in a named encoding, without a byte order mark, repaired as by [`decode`]; `None` for unsupported
/// encodings.
#[cfg(any(test, feature = "lab"))]
pub fn decode_named(bytes: &[u8], label: &str) -> Option<String> {
    let label = label.to_ascii_lowercase();
    let wide = label.starts_with("utf-32").then(|| Utf32::detect(bytes)).flatten();
    let text = match (wide, Encoding::for_bom(bytes)) {
        (Some(wide), _) => wide.decode(bytes).text,
        (None, Some((encoding, mark))) if label.starts_with("utf") => {
            Codec::Web(encoding).decode(&bytes[mark..]).0
        }
        _ => Codec::named(&label)?.decode(bytes).0,
    };
    Some(repair::repair(&text).0.unwrap_or(text))
}

/// A decoded text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte order mark.
    pub text: String,
    /// The name of its encoding ("UTF-8", "windows-1252").
    pub encoding: &'static str,
    /// The offset of the first unreadable byte.
    pub damaged_at: Option<usize>,
    /// Repairs and irregularities.
    pub notes: Vec<String>,
}

impl Decoded {
    /// The warning for the article, if the text is damaged or was repaired.
    pub fn warning(&self) -> Option<String> {
        let damage = self.damaged_at.map(|at| {
            format!("read as {}, but byte {at} and perhaps others are not valid in it", self.encoding)
        });
        let all: Vec<String> = damage.into_iter().chain(self.notes.iter().cloned()).collect();
        (!all.is_empty()).then(|| all.join("; "))
    }
}

/// Decodes a text. `declared` is the label that the source states, if any. Valid UTF-8 takes precedence over
/// it, because wrong declarations are common, and text in another charset is hardly ever valid UTF-8.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    let mut decoded = read(bytes, declared);
    // Teleprinters and the shifts of old mail use control characters.
    if !is_wire(bytes) && !has_iso2022_escape(bytes) {
        decoded.notes.extend(repair::control_characters_note(&decoded.text));
    }
    if !decoded.text.is_ascii() {
        let (repaired, notes) = repair::repair(&decoded.text);
        decoded.notes.extend(notes);
        decoded.text = repaired.unwrap_or(decoded.text);
    }
    decoded
}

fn read(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some(wide) = Utf32::detect(bytes) {
        return wide.decode(bytes);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes, mark);
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return decode_as(encoding, bytes, 0);
    }
    let broken = match std::str::from_utf8(bytes) {
        Ok(text) if !has_iso2022_escape(bytes) => {
            return Decoded { text: text.to_owned(), encoding: UTF_8.name(), ..Decoded::default() };
        }
        Ok(_) => false,
        Err(_) => true,
    };
    if broken && mostly_utf8(bytes) {
        return decode_as(UTF_8, bytes, 0);
    }
    let declared = declared.and_then(Codec::named).filter(
        |codec| !matches!(codec, Codec::Web(encoding) if [UTF_8, UTF_16LE, UTF_16BE].contains(encoding)),
    );
    if let Some(codec) = declared {
        let decoded = decode_with(codec, bytes);
        if decoded.damaged_at.is_none() {
            return decoded;
        }
    }
    let guessed = decode_with(guess(bytes, broken), bytes);
    match declared {
        Some(codec) if guessed.damaged_at.is_some() => decode_with(codec, bytes),
        _ => guessed,
    }
}

fn decode_with(codec: Codec, bytes: &[u8]) -> Decoded {
    if let Codec::Web(encoding) = codec {
        return decode_as(encoding, bytes, 0);
    }
    let (text, damaged) = codec.decode(bytes);
    // A precise offset is not worth a second decoder.
    Decoded { text, encoding: codec.name(), damaged_at: damaged.then_some(0), notes: Vec::new() }
}

/// Whether a file with this head holds no text: it has the magic number of a binary format, or more than a
/// fiftieth of it is control bytes and it is not UTF-16 or UTF-32.
pub fn is_binary(head: &[u8]) -> bool {
    if magic::kind(head).is_some() {
        return true;
    }
    if Utf32::detect(head).is_some() || Encoding::for_bom(head).is_some() || utf16_by_zeros(head).is_some() {
        return false;
    }
    if is_wire(head) || has_iso2022_escape(head) {
        return false;
    }
    let controls = head.iter().filter(|b| b.is_ascii_control() && !b"\t\n\r\x0c\x08\x1b".contains(b)).count();
    controls * 50 > head.len()
}

/// Whether a head is that of a teleprinter message, which uses most control characters: SOH, with only other
/// control characters before it, then STX or fields on one line, and no zero byte.
fn is_wire(head: &[u8]) -> bool {
    let head = &head[..head.len().min(2000)];
    let start = head.iter().position(|byte| !byte.is_ascii_control() || *byte == 1);
    let fields = head.iter().take_while(|byte| **byte != b'\n').filter(|byte| **byte == 0x1f).count();
    start.is_some_and(|at| head[at] == 1) && (head.contains(&2) || fields >= 3) && !head.contains(&0)
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], mark: usize) -> Decoded {
    let (text, damaged) = Codec::Web(encoding).decode(&bytes[mark..]);
    let damaged_at = damaged.then(|| mark + first_malformed(encoding, &bytes[mark..]));
    Decoded { text, encoding: encoding.name(), damaged_at, notes: Vec::new() }
}

fn guess(bytes: &[u8], broken: bool) -> Codec {
    if memchr::memmem::find(bytes, b"\x1b$)C").is_some() {
        return Codec::Shifted(Shift::Iso2022Kr);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let allow_utf8 = if broken { Utf8Detection::Deny } else { Utf8Detection::Allow };
    let guess = detector.guess(None, allow_utf8);
    let foreign = bytes.iter().filter(|b| !b.is_ascii()).count();
    // The detector reads a single pound sign in an English text as a Polish letter. Languages of windows-1250
    // and the like have letters above 0xC0.
    let only_signs = bytes.iter().all(|b| *b < 0xc0) && foreign * 10 <= bytes.len();
    let signs = broken && guess.is_single_byte() && only_signs;
    let guess =
        if signs && !score::clearly_better(bytes, guess, WINDOWS_1252) { WINDOWS_1252 } else { guess };
    let better = if broken { score::better_page(bytes, guess) } else { None };
    better.unwrap_or(Codec::Web(guess))
}

/// The offset of the first byte that is invalid in the encoding. Called only for damaged texts.
fn first_malformed(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut scratch = [0u8; 4096];
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut scratch, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return at,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(bad, after) => {
                return at.saturating_sub(bad as usize + after as usize);
            }
        }
    }
}

/// Whether there are escapes of old Japanese and Korean mail encodings, which are ASCII and therefore valid
/// UTF-8.
fn has_iso2022_escape(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"\x1b$").is_some() || memchr::memmem::find(bytes, b"\x1b(").is_some()
}

/// Whether a text with errors is UTF-8 nevertheless: valid sequences of several bytes are rarely a
/// coincidence, especially long ones, so a few errors among many are damage.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut errors) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().map(|c| [0, 1, 4, 8][c.len_utf8() - 1]).sum::<usize>();
        errors += usize::from(!chunk.invalid().is_empty());
    }
    sound >= errors * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, text: &str, encoding: &str) {
        let decoded = decode(bytes, declared);
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn byte_order_marks_and_zeros_tell_the_charset() {
        check(b"\xef\xbb\xbfcaf\xc3\xa9", None, "café", "UTF-8");
        check(&[b"\xff\xfe".to_vec(), utf16("café")].concat(), None, "café", "UTF-16LE");
        check(b"\xfe\xff\0c\0a", None, "ca", "UTF-16BE");
        check(&utf16("no mark at all"), None, "no mark at all", "UTF-16LE");
        check(b"\0n\0o\0 \0m\0a\0r\0k", None, "no mark", "UTF-16BE");
        check(b"\xff\xfe\0\0c\0\0\0", None, "c", "UTF-32LE");
        check(b"\0\0\0c\0\0\0a", None, "ca", "UTF-32BE");
        check(b"", None, "", "UTF-8");
    }

    #[test]
    fn a_declared_charset_is_checked_and_a_missing_one_guessed() {
        check(b"caf\xc3\xa9", Some("latin1"), "café", "UTF-8");
        check(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251"), "Привет", "windows-1251");
        check(b"caf\xe9 au lait", Some("utf-8"), "café au lait", "windows-1252");
        check(b"A \xa325 fine", None, "A £25 fine", "windows-1252");
        check(b"no such label \xe9t\xe9", Some("x-klingon"), "no such label été", "windows-1252");
    }

    #[test]
    fn damage_is_named() {
        let decoded = decode(
            "naïve café\u{2014}"
                .as_bytes()
                .iter()
                .copied()
                .chain([0xe9, b'!'])
                .collect::<Vec<_>>()
                .as_slice(),
            None,
        );
        assert_eq!(decoded.text, "naïve café—\u{fffd}!");
        assert_eq!(
            decoded.warning().unwrap(),
            "read as UTF-8, but byte 15 and perhaps others are not valid in it"
        );
        assert_eq!(decode(b"\xff\xfec\0\x00\xd8", None).damaged_at, Some(4));
        assert!(decode(b"fine", None).warning().is_none());
    }

    #[test]
    fn binary_data_is_told_from_text() {
        assert!(is_binary(b"%PDF-1.7\n"));
        assert!(is_binary(b"\x1f\x8b\x08\0\0\0"));
        assert!(is_binary(&(0..=255).collect::<Vec<u8>>()));
        assert!(!is_binary(b""));
        assert!(!is_binary(&utf16("The talks went on.")));
        assert!(!is_binary("Привет, мир".as_bytes()));
        let one_zero = [b"A story that goes on and on ".repeat(4), b"\0".to_vec()].concat();
        assert!(!is_binary(&one_zero), "one stray zero is dirt in a text");
    }

    proptest! {
        #[test]
        fn never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let decoded = decode(&bytes, None);
            prop_assert!(decoded.damaged_at.is_none_or(|at| at <= bytes.len()));
            is_binary(&bytes);
        }

        #[test]
        fn valid_utf8_is_decoded_unchanged(text in "[^\\x00\\x1b\u{80}-\u{ff}\u{feff}]{0,80}") {
            prop_assert_eq!(decode(text.as_bytes(), Some("shift_jis")).text, text);
        }
    }
}
