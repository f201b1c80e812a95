//! Checks a 7z archive before it is opened: its parser allocates memory for as many members, streams and
//! coders as the header states, and a failed allocation aborts the program. A sound header states no more of
//! them than it has bytes.

use std::io::{self, Read, SeekFrom};

use super::Seekable;

/// Maximum size of an unpacked header; a member takes some thirty bytes.
const MAX_HEADER: u64 = 16 << 20;

/// Maximum number of members.
const MAX_FILES: usize = 500_000;

/// Maximum memory of a coder. 7-Zip's strongest setting needs 256 MiB.
const MAX_MEMORY: u64 = 256 << 20;

/// Maximum depth of packed headers.
const MAX_DEPTH: usize = 4;

/// The reason why an archive must not be opened, if there is one. Leaves the file at its beginning.
pub(super) fn refusal(file: &mut dyn Seekable) -> Option<&'static str> {
    let verdict = check(file);
    match file.rewind().and(verdict) {
        Ok(refusal) => refusal,
        Err(_) => Some("its header is damaged or truncated"),
    }
}

fn check(file: &mut dyn Seekable) -> io::Result<Option<&'static str>> {
    let mut start = [0; 32];
    file.read_exact(&mut start)?;
    let number = |at: usize| start[at..at + 8].iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    let mut header = packed(file, number(12), number(20))?;
    for _ in 0..MAX_DEPTH {
        let mut walk = Walk { length: header.len(), rest: &header, memory: 0 };
        match walk.byte() {
            None => return Ok(None),
            Some(1) => {
                let is_sound = walk.header().is_some();
                return Ok(if walk.memory > MAX_MEMORY {
                    Some("it needs more than 256 MiB of memory to unpack; pack it again")
                } else if is_sound {
                    None
                } else {
                    Some("its header is damaged or truncated")
                });
            }
            Some(0x17) => {}
            Some(_) => return Ok(Some("its header is damaged or truncated")),
        }
        let Some(streams) = walk.streams().filter(|_| walk.memory <= MAX_MEMORY) else {
            return Ok(Some("its header is damaged or truncated"));
        };
        let Some(unpacked) = unpacked(file, &streams)? else {
            return Ok(Some("its header is packed with an unsupported method; pack it again"));
        };
        header = unpacked;
    }
    Ok(Some("its header is packed too many times"))
}

/// Bytes of the file, with offsets after its first 32 bytes.
fn packed(file: &mut dyn Seekable, at: u64, size: u64) -> io::Result<Vec<u8>> {
    let too_large = || io::Error::other("too large");
    if size > MAX_HEADER {
        return Err(too_large());
    }
    file.seek(SeekFrom::Start(at.checked_add(32).ok_or_else(too_large)?))?;
    let mut bytes = Vec::new();
    file.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(too_large()) }
}

/// Unpacks a header, which all writers pack with one coder.
fn unpacked(file: &mut dyn Seekable, streams: &Streams) -> io::Result<Option<Vec<u8>>> {
    let (Some(coder), Some(&size)) = (&streams.coder, streams.packed.first()) else { return Ok(None) };
    if streams.unpacked > MAX_HEADER {
        return Ok(None);
    }
    let bytes = packed(file, streams.at, size)?;
    let mut out = Vec::new();
    let dictionary = coder.memory() as u32;
    match (&coder.method[..], coder.properties.first()) {
        ([0], _) => out = bytes,
        ([3, 1, 1], Some(&properties)) => {
            lzma_rust2::LzmaReader::new_with_props(
                &bytes[..],
                streams.unpacked,
                properties,
                dictionary,
                None,
            )?
            .take(MAX_HEADER)
            .read_to_end(&mut out)?;
        }
        ([0x21], Some(_)) => {
            lzma_rust2::Lzma2Reader::new(&bytes[..], dictionary, None)
                .take(streams.unpacked)
                .read_to_end(&mut out)?;
        }
        _ => return Ok(None),
    }
    Ok(Some(out))
}

/// The properties of streams that are needed to unpack a header.
#[derive(Default)]
struct Streams {
    at: u64,
    packed: Vec<u64>,
    unpacked: u64,
    /// The only coder of the first folder.
    coder: Option<Coder>,
}

struct Coder {
    method: Vec<u8>,
    properties: Vec<u8>,
}

impl Coder {
    /// The memory for its dictionary or model.
    fn memory(&self) -> u64 {
        match (&self.method[..], &self.properties[..]) {
            ([3, 1, 1] | [3, 4, 1], [_, a, b, c, d, ..]) => u64::from(u32::from_le_bytes([*a, *b, *c, *d])),
            ([0x21], [bits, ..]) => (2 | u64::from(bits & 1)) << (u64::from(*bits).min(40) / 2 + 11),
            _ => 0,
        }
    }
}

/// A walk over a header; `None` if it is truncated or states more than it can hold.
struct Walk<'a> {
    length: usize,
    rest: &'a [u8],
    /// The most memory that a coder needs.
    memory: u64,
}

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn bytes(&mut self, count: usize) -> Option<&[u8]> {
        let (bytes, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(bytes)
    }

    /// A number of one to nine bytes: the leading ones of the first byte state how many follow.
    fn number(&mut self) -> Option<u64> {
        let first = u64::from(self.byte()?);
        let (mut value, mut mask) = (0, 0x80);
        for at in 0..8 {
            if first & mask == 0 {
                return Some(value | (first & (mask - 1)) << (8 * at));
            }
            value |= u64::from(self.byte()?) << (8 * at);
            mask >>= 1;
        }
        Some(value)
    }

    fn numbers(&mut self, count: usize) -> Option<Vec<u64>> {
        (0..count).map(|_| self.number()).collect()
    }

    /// The number of items that follow, of at least one byte each.
    fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok().filter(|count| *count <= self.length)
    }

    fn header(&mut self) -> Option<()> {
        loop {
            match self.byte()? {
                0 => return Some(()),
                2 => {
                    while self.number()? != 0 {
                        let size = self.count()?;
                        self.bytes(size)?;
                    }
                }
                4 => drop(self.streams()?),
                5 => return self.count().filter(|count| *count <= MAX_FILES).map(drop),
                _ => return None,
            }
        }
    }

    fn streams(&mut self) -> Option<Streams> {
        let mut streams = Streams::default();
        // Whether each folder's checksum is stated.
        let mut folders: Vec<bool> = Vec::new();
        loop {
            match self.byte()? {
                0 => return Some(streams),
                6 => {
                    streams.at = self.number()?;
                    let count = self.count()?;
                    loop {
                        match self.byte()? {
                            0 => break,
                            9 => streams.packed = self.numbers(count)?,
                            10 => drop(self.digests(count)?),
                            _ => return None,
                        }
                    }
                }
                7 => folders = self.folders(&mut streams)?,
                8 => self.members(&folders)?,
                _ => return None,
            }
        }
    }

    fn folders(&mut self, streams: &mut Streams) -> Option<Vec<bool>> {
        if self.byte()? != 11 {
            return None;
        }
        let count = self.count()?;
        if self.byte()? != 0 {
            return None;
        }
        let mut outs = 0;
        for number in 0..count {
            let coders = self.count().filter(|coders| (1..=32).contains(coders))?;
            let (mut of_in, mut of_out) = (0, 0);
            for _ in 0..coders {
                let flags = self.byte()?;
                let method = self.bytes(usize::from(flags & 15))?.to_vec();
                let is_complex = flags & 16 != 0;
                of_in += if is_complex { self.count().filter(|count| *count <= 32)? } else { 1 };
                of_out += if is_complex { self.count().filter(|count| *count <= 32)? } else { 1 };
                let size = if flags & 32 != 0 { self.count()? } else { 0 };
                let coder = Coder { method, properties: self.bytes(size)?.to_vec() };
                self.memory = self.memory.max(coder.memory());
                streams.coder = Some(coder).filter(|_| number == 0 && coders == 1);
            }
            let pairs = usize::checked_sub(of_out, 1)?;
            self.numbers(2 * pairs)?;
            let left = usize::checked_sub(of_in, pairs)?;
            self.numbers(if left > 1 { left } else { 0 })?;
            outs += of_out;
        }
        if self.byte()? != 12 {
            return None;
        }
        streams.unpacked = self.numbers(outs)?.first().copied().unwrap_or(0);
        let mut defined = vec![false; count];
        loop {
            match self.byte()? {
                0 => return Some(defined),
                10 => defined = self.digests(count)?,
                _ => return None,
            }
        }
    }

    /// The division of folders into members.
    fn members(&mut self, folders: &[bool]) -> Option<()> {
        let mut counts = vec![1; folders.len()];
        let mut id = self.byte()?;
        if id == 13 {
            for count in &mut counts {
                *count = self.count()?;
            }
            id = self.byte()?;
        }
        if counts.iter().sum::<usize>() > MAX_FILES {
            return None;
        }
        if id == 9 {
            for count in &counts {
                self.numbers(count.saturating_sub(1))?;
            }
            id = self.byte()?;
        }
        if id == 10 {
            let stated =
                |(count, is_stated): (&usize, &bool)| if *count == 1 && *is_stated { 0 } else { *count };
            self.digests(counts.iter().zip(folders).map(stated).sum())?;
            id = self.byte()?;
        }
        (id == 0).then_some(())
    }

    /// The checksums that are stated.
    fn digests(&mut self, count: usize) -> Option<Vec<bool>> {
        let defined: Vec<bool> = if self.byte()? != 0 {
            vec![true; count]
        } else {
            let bits = self.bytes(count.div_ceil(8))?;
            (0..count).map(|at| bits[at / 8] & 0x80 >> (at % 8) != 0).collect()
        };
        self.bytes(4 * defined.iter().filter(|defined| **defined).count())?;
        Some(defined)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use proptest::prelude::*;

    use super::*;

    fn archive(header: &[u8]) -> Vec<u8> {
        let mut file = b"7z\xbc\xaf\x27\x1c\0\x04\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        file.extend_from_slice(&(header.len() as u64).to_le_bytes());
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(header);
        file
    }

    #[track_caller]
    fn check(header: &[u8], is_refused: bool) {
        assert_eq!(refusal(&mut Cursor::new(archive(header))).is_some(), is_refused);
    }

    #[test]
    fn headers_state_no_more_than_they_hold() {
        check(b"", false);
        check(b"\x01\x00", false);
        check(b"\x01\x05\x01\x00\x00", false);
        check(b"\x01\x04\x06\x00\xff\xff\xff\xff\xff\xff\xff\xff\x0f\x09", true);
        check(b"\x01\x05\xe0\xff\xff\xff\x0f\x00\x00", true);
        check(b"\x01\x04\x07\x0b\xe0\xff\xff\xff\x0f\x00", true);
        // A dictionary of 4 GiB.
        check(b"\x01\x04\x07\x0b\x01\x00\x01\x21\x21\x01\x28\x0c\x09\x00\x00\x00", true);
        check(b"\x01\x04\x07\x0b\x01\x00\x01\x21\x21\x01\x18\x0c\x09\x00\x00\x00", false);
        let mut cut = archive(b"\x01\x00");
        cut.pop();
        assert!(refusal(&mut Cursor::new(cut)).is_some());
    }

    proptest! {
        #[test]
        fn never_panics(header in proptest::collection::vec(prop_oneof![0u8..14, any::<u8>()], 0..40)) {
            let _ = refusal(&mut Cursor::new(archive(&header)));
        }
    }
}
