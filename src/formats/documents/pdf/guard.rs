//! What is looked at before a PDF is parsed: the parser unpacks streams of objects at once and
//! without a limit, and follows dictionaries within dictionaries by calling itself.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Bytes that all packed streams but images may have, unpacked.
pub const MOST_UNPACKED: usize = 4 * MAX_RECORD_BYTES;

/// Dictionaries within one another; real ones have some ten.
const DEEPEST: usize = 100;

/// Objects of one document.
const MOST_OBJECTS: usize = 1_000_000;

/// Refuses a document that would take too much.
///
/// # Errors
/// It is nested too deeply, or unpacks to too much.
pub fn check(bytes: &[u8]) -> Result<(), Reject> {
    if is_too_deep(bytes) {
        return Err(too_deep());
    }
    if memchr::memmem::find_iter(bytes, b" obj").take(MOST_OBJECTS + 1).count() > MOST_OBJECTS {
        return Err(Reject::broken(format!("a PDF of more than {MOST_OBJECTS} objects"), ""));
    }
    let mut left = MOST_UNPACKED;
    let mut before = 0;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        if at >= 3 && bytes[..at].ends_with(b"end") {
            continue;
        }
        let dictionary = &bytes[before.max(at.saturating_sub(4096))..at];
        before = at;
        let start =
            at + 6 + bytes[at + 6..].iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let has = |name: &[u8]| memchr::memmem::find(dictionary, name).is_some();
        // Pictures are never unpacked. A name may be written with escapes, to look like another.
        if has(b"/Image") && !has(b"#") {
            continue;
        }
        if has(b"ObjStm") && (has(b"LZW") || has(b"ASCII") || has(b"RunLength")) {
            return Err(Reject::broken("a PDF whose objects are packed in an unusual way; save it anew", ""));
        }
        // The byte that every zlib stream begins with.
        if bytes.get(start).is_some_and(|byte| byte & 0x0f == 8) {
            let mut unpacked = [0; 16 << 10];
            let mut reader = ZlibDecoder::new(&bytes[start..]);
            let mut depth = Depth::default();
            while let Ok(read @ 1..) = reader.read(&mut unpacked) {
                left = left.checked_sub(read).ok_or_else(too_large)?;
                if depth.reaches(&unpacked[..read], DEEPEST) {
                    return Err(too_deep());
                }
            }
        }
    }
    Ok(())
}

/// Refuses what unpacks to more than is read.
pub fn too_large() -> Reject {
    Reject::broken(format!("it unpacks to more than {} MiB, the most that is read", MOST_UNPACKED >> 20), "")
}

fn too_deep() -> Reject {
    Reject::broken(format!("dictionaries nested more than {DEEPEST} deep"), "")
}

/// Whether dictionaries in some bytes nest deeper than any document needs.
pub fn is_too_deep(bytes: &[u8]) -> bool {
    Depth::default().reaches(bytes, DEEPEST)
}

/// How many dictionaries are open.
#[derive(Default)]
struct Depth {
    open: usize,
    last: u8,
}

impl Depth {
    fn reaches(&mut self, bytes: &[u8], deepest: usize) -> bool {
        for &byte in bytes {
            match (self.last, byte) {
                (b'<', b'<') => {
                    self.open += 1;
                    self.last = 0;
                    if self.open > deepest {
                        return true;
                    }
                }
                (b'>', b'>') => {
                    self.open = self.open.saturating_sub(1);
                    self.last = 0;
                }
                _ => self.last = byte,
            }
        }
        false
    }
}
