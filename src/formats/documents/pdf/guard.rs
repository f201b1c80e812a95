//! Checks a PDF before it is parsed: the parser unpacks streams without a limit, searches repeatedly for the
//! ends of unclosed streams, and allocates rows of any stated width.

use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_font::hayro_syntax::Filter;
use hayro_font::hayro_syntax::object::{Array, Dict, Stream};

use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Maximum unpacked size of all streams except images, in bytes.
pub const MAX_UNPACKED: usize = 4 * MAX_RECORD_BYTES;

/// Maximum number of objects.
const MAX_OBJECTS: usize = 1_000_000;

/// Maximum nesting of dictionaries; real documents have some ten levels.
const MAX_DEPTH: usize = 100;

/// Maximum number of streams that begin within others, as in embedded documents.
const MAX_NESTED: usize = 100;

/// Maximum bytes in a row of a stream that is packed by rows.
const MAX_COLUMNS: f64 = 1e6;

/// Maximum compression ratio of objects.
const MAX_RATIO: usize = 200;

/// A document that is safe to parse.
pub struct Checked {
    /// Its bytes, in which images and excessive streams are hidden.
    pub bytes: Vec<u8>,
    /// Whether excessive streams are hidden.
    pub is_cut: bool,
}

/// Hides excessive streams, and images, which are never read and may unpack to any size.
///
/// # Errors
/// There are too many objects, they are nested too deeply, or rows are too wide.
pub fn check(bytes: &[u8]) -> Result<Checked, Reject> {
    if memchr::memmem::find_iter(bytes, b" obj").take(MAX_OBJECTS + 1).count() > MAX_OBJECTS {
        return Err(Reject::broken(format!("a PDF of more than {MAX_OBJECTS} objects"), ""));
    }
    if has_wide_rows(bytes) {
        return Err(Reject::broken("a PDF with rows of excessive width; save it again", ""));
    }
    let is_encrypted = memchr::memmem::find(bytes, b"/Encrypt").is_some();
    let mut checked = Checked { bytes: bytes.to_vec(), is_cut: false };
    let mut left = MAX_UNPACKED;
    let mut ends = memchr::memmem::find_iter(bytes, b"endstream").peekable();
    let mut starts = memchr::memmem::find_iter(bytes, b"stream")
        .filter(|at| !bytes[..*at].ends_with(b"end") && matches!(bytes.get(at + 6), Some(b'\r' | b'\n')))
        .peekable();
    let (mut before, mut nested) = (0, 0);
    while let Some(at) = starts.next() {
        while ends.next_if(|end| *end < at).is_some() {}
        let head = &bytes[before..at];
        if nested > MAX_NESTED || is_too_deep(head) {
            return Err(Reject::broken("a PDF with too deeply nested objects", ""));
        }
        let is_image = is_image(head);
        let end = ends.peek().copied().filter(|end| starts.peek().is_none_or(|next| end < next));
        let size = end.map_or(usize::MAX, |end| {
            before = end;
            let body = bytes[at + 6..end].trim_ascii_start();
            match memchr::memmem::find(head, b"/ObjStm") {
                _ if is_image || is_disguised(head) => usize::MAX,
                // Encrypted streams are measured after decryption, except for these.
                None if is_encrypted => 0,
                Some(_) if is_encrypted => body.len().saturating_mul(MAX_RATIO),
                _ => unpacked(body, &filters(head)),
            }
        });
        match left.checked_sub(size) {
            Some(rest) => left = rest,
            None => {
                nested += usize::from(end.is_none());
                checked.bytes[at] = b'S';
                checked.is_cut |= !is_image && end.is_some();
            }
        }
    }
    if is_too_deep(&bytes[before..]) {
        return Err(Reject::broken("a PDF with too deeply nested objects", ""));
    }
    Ok(checked)
}

/// An upper bound of the unpacked size of a stream, in bytes.
pub fn size(stream: &Stream) -> usize {
    let wide =
        |parameters: Dict| parameters.get::<f64>("Columns").is_some_and(|columns| columns > MAX_COLUMNS);
    let head = stream.dict();
    let parameters = ["DecodeParms", "DP"].map(|key| {
        let many = head.get::<Array>(key).is_some_and(|many| many.iter::<Dict>().any(wide));
        many || head.get::<Dict>(key).is_some_and(wide)
    });
    if parameters.contains(&true) { usize::MAX } else { unpacked(&stream.raw_data(), &stream.filters()) }
}

fn unpacked(bytes: &[u8], filters: &[Filter]) -> usize {
    let at_most = || {
        filters.iter().fold(bytes.len(), |size, filter| {
            size.saturating_mul(match filter {
                Filter::FlateDecode => 1032,
                Filter::LzwDecode => 2731,
                Filter::RunLengthDecode => 64,
                Filter::Ascii85Decode => 4,
                _ => 1,
            })
        })
    };
    match filters {
        [Filter::Ascii85Decode, rest @ ..] if !rest.is_empty() => unpacked(&ascii85(bytes), rest),
        [Filter::LzwDecode] => lzw(bytes),
        [Filter::FlateDecode] => flate(bytes).unwrap_or_else(at_most),
        _ => at_most(),
    }
}

/// The unpacked size of an undamaged stream. The parser recovers more of damaged ones than others do.
fn flate(bytes: &[u8]) -> Option<usize> {
    let mut reader = ZlibDecoder::new(bytes).take(MAX_UNPACKED as u64 + 1);
    std::io::copy(&mut reader, &mut std::io::sink()).ok().map(|size| size as usize)
}

/// The unpacked size of a stream, computed from the lengths of its codes alone.
fn lzw(bytes: &[u8]) -> usize {
    let (mut size, mut lengths, mut last) = (0, vec![1usize; 258], None);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in bytes {
        (bits, count) = (bits << 8 | u32::from(*byte), count + 8);
        let width = (lengths.len() + 1).clamp(256, 4095).ilog2() + 1;
        if count < width {
            continue;
        }
        count -= width;
        let code = (bits >> count & ((1 << width) - 1)) as usize;
        match code {
            256 => {
                lengths.truncate(258);
                last = None;
            }
            257 => break,
            _ => {
                let grown = last.map(|last: usize| last + 1);
                let Some(length) = lengths.get(code).copied().or(grown) else { break };
                lengths.extend(grown.filter(|_| lengths.len() < 4096));
                size += length;
                last = Some(length);
            }
        }
    }
    size
}

fn ascii85(bytes: &[u8]) -> Vec<u8> {
    let (mut out, mut digits) = (Vec::new(), Vec::new());
    let mut push = |digits: &mut Vec<u32>| {
        let count = digits.len();
        digits.resize(5, 84);
        let value = digits.drain(..).fold(0u32, |value, digit| value.wrapping_mul(85).wrapping_add(digit));
        out.extend_from_slice(&value.to_be_bytes()[..count - 1]);
    };
    for byte in bytes.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'z' if digits.is_empty() => digits.resize(5, 0),
            b'!'..=b'u' => digits.push(u32::from(byte - b'!')),
            _ => {}
        }
        if digits.len() == 5 {
            push(&mut digits);
        }
    }
    if digits.len() > 1 {
        push(&mut digits);
    }
    out
}

/// The names before a stream, whose dictionary is the last of them.
fn names(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    memchr::memchr_iter(b'/', head).map(|at| {
        let name = &head[at + 1..];
        let is_border = |byte: &u8| byte.is_ascii_whitespace() || b"/<>[]()%\0".contains(byte);
        &name[..name.iter().position(is_border).unwrap_or(name.len())]
    })
}

fn filters(head: &[u8]) -> Vec<Filter> {
    names(head)
        .filter_map(|name| match name {
            b"FlateDecode" | b"Fl" => Some(Filter::FlateDecode),
            b"LZWDecode" | b"LZW" => Some(Filter::LzwDecode),
            b"RunLengthDecode" | b"RL" => Some(Filter::RunLengthDecode),
            b"ASCII85Decode" | b"A85" => Some(Filter::Ascii85Decode),
            _ => None,
        })
        .collect()
}

fn is_image(head: &[u8]) -> bool {
    names(head).zip(names(head).skip(1)).any(|pair| pair == (b"Subtype", b"Image"))
}

/// Whether dictionaries are nested too deeply.
fn is_too_deep(mut bytes: &[u8]) -> bool {
    let mut open = 0usize;
    while let Some(at) = memchr::memchr2(b'<', b'>', bytes) {
        let is_pair = bytes.get(at + 1) == Some(&bytes[at]);
        open = match bytes[at] {
            b'<' => open + usize::from(is_pair),
            _ => open.saturating_sub(usize::from(is_pair)),
        };
        if open > MAX_DEPTH {
            return true;
        }
        bytes = &bytes[at + 1 + usize::from(is_pair)..];
    }
    false
}

/// Whether the stated width of a row is excessive.
fn has_wide_rows(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"/Columns").any(|at| {
        let value = bytes[at + 8..].trim_ascii_start();
        value.iter().take(7).take_while(|byte| byte.is_ascii_digit()).count() == 7
    })
}

/// Whether letters of names are escaped, so that they look different.
fn is_disguised(head: &[u8]) -> bool {
    names(head).any(|name| {
        name.windows(3).any(|part| {
            let digits = std::str::from_utf8(&part[1..]).ok();
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            part[0] == b'#' && byte.is_some_and(|byte| byte.is_ascii_alphabetic())
        })
    })
}
