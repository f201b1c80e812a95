//! UTF-16 and UTF-32, recognised by their zeros, and decoding of UTF-32.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::Decoded;

/// Number of bytes in which zeros are counted.
const ZEROS_HEAD: usize = 4096;

/// UTF-16 without a byte order mark: in Western text every other byte is zero.
pub fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(ZEROS_HEAD)];
    let pairs = head.len() / 2;
    if pairs < 2 || memchr::memchr(0, head).is_none() {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (many, few) = (pairs / 3 + 1, pairs / 20);
    match () {
        () if odd >= many && even <= few => Some(UTF_16LE),
        () if even >= many && odd <= few => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-32, which browsers and therefore encoding_rs do not support.
#[derive(Clone, Copy)]
pub struct Utf32 {
    little: bool,
    mark: usize,
}

impl Utf32 {
    /// UTF-32 by its byte order mark, or because every unit is a character.
    pub fn detect(bytes: &[u8]) -> Option<Utf32> {
        match bytes {
            [0xff, 0xfe, 0, 0, ..] => {
                return Some(Utf32 { little: true, mark: 4 });
            }
            [0, 0, 0xfe, 0xff, ..] => {
                return Some(Utf32 { little: false, mark: 4 });
            }
            _ => {}
        }
        let head = &bytes[..bytes.len().min(ZEROS_HEAD) / 4 * 4];
        let plausible = |little: bool| {
            head.len() >= 8
                && head.chunks_exact(4).all(|unit| matches!(code_point(unit, little), Some(c) if c != '\0'))
        };
        [true, false].into_iter().find(|little| plausible(*little)).map(|little| Utf32 { little, mark: 0 })
    }

    /// The text.
    pub fn decode(self, bytes: &[u8]) -> Decoded {
        let mut text = String::with_capacity(bytes.len() / 4);
        let mut damaged_at = None;
        for (i, unit) in bytes[self.mark..].chunks(4).enumerate() {
            text.push(code_point(unit, self.little).unwrap_or_else(|| {
                damaged_at.get_or_insert(self.mark + i * 4);
                char::REPLACEMENT_CHARACTER
            }));
        }
        let encoding = if self.little { "UTF-32LE" } else { "UTF-32BE" };
        Decoded { text, encoding, damaged_at, notes: Vec::new() }
    }
}

fn code_point(unit: &[u8], little: bool) -> Option<char> {
    let unit: [u8; 4] = unit.try_into().ok()?;
    char::from_u32(if little { u32::from_le_bytes(unit) } else { u32::from_be_bytes(unit) })
}
