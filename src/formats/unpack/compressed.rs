//! Compressed files.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

use crate::formats::container::{Compression, Container};

/// Maximum dictionary of an xz file. `xz -9` needs 64 MiB.
const MAX_DICTIONARY: u64 = 256 << 20;

impl Compression {
    /// The name of the file inside: "a.html" for "a.html.gz", "a.tar" for "a.tgz".
    pub(crate) fn inner_name(self, name: &str) -> String {
        let Some((stem, extension)) = name.rsplit_once('.') else {
            return name.to_owned();
        };
        let extension = extension.to_ascii_lowercase();
        match Container::Compressed(self).extensions().contains(&extension.as_str()) {
            true if extension.starts_with('t') => format!("{stem}.tar"),
            true => stem.to_owned(),
            false => name.to_owned(),
        }
    }

    /// The decompressed stream.
    pub(crate) fn open<'a>(self, mut input: Box<dyn BufRead + 'a>) -> io::Result<Box<dyn Read + 'a>> {
        if self == Compression::Xz
            && xz_dictionary(input.fill_buf()?).is_some_and(|size| size > MAX_DICTIONARY)
        {
            return Err(io::Error::other("needs more than 256 MiB of memory to unpack; compress it again"));
        }
        Ok(match self {
            Compression::Gzip => Box::new(Members { decoder: Some(GzDecoder::new(input)) }),
            Compression::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(input)),
            Compression::Xz => Box::new(lzma_rust2::XzReader::new(input, true)),
            Compression::Zstd => Box::new(zstd::Decoder::with_buffer(input)?),
            Compression::Lz4 => Box::new(Frames(lz4_flex::frame::FrameDecoder::new(input))),
        })
    }
}

/// The dictionary size in the first block of an xz file, which the decoder allocates at once. Writers use one
/// size for all blocks.
fn xz_dictionary(head: &[u8]) -> Option<u64> {
    /// Skips a number with seven bits a byte.
    fn after_number(bytes: &[u8]) -> Option<&[u8]> {
        let length = bytes.iter().take(9).position(|byte| byte & 0x80 == 0)?;
        bytes.get(length + 1..)
    }
    let block = head.get(12..)?;
    let flags = *block.get(1)?;
    let mut rest = block.get(2..)?;
    for stated in [0x40, 0x80] {
        if flags & stated != 0 {
            rest = after_number(rest)?;
        }
    }
    for _ in 0..=flags & 3 {
        let id = *rest.first()?;
        rest = after_number(rest)?;
        let (size, properties) = rest.split_first()?;
        if id == 0x21 {
            let bits = (*properties.first()?).min(40);
            return Some((2 | u64::from(bits & 1)) << (bits / 2 + 11));
        }
        rest = properties.get(usize::from(*size)..)?;
    }
    None
}

/// The members of a gzip file in order. Bytes after the last (such as the padding of a tape) are ignored, as
/// gzip itself does.
struct Members<'a> {
    decoder: Option<GzDecoder<Box<dyn BufRead + 'a>>>,
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            let read = decoder.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let Some(decoder) = self.decoder.take() else { break };
            let mut rest = decoder.into_inner();
            if rest.fill_buf()?.starts_with(b"\x1f") {
                self.decoder = Some(GzDecoder::new(rest));
            }
        }
        Ok(0)
    }
}

/// The frames of an lz4 file in order: the decoder stops at the end of each and continues when it is called
/// again.
struct Frames<R: Read>(lz4_flex::frame::FrameDecoder<R>);

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => self.0.read(buffer),
            read => Ok(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::xz_dictionary;

    #[test]
    fn the_dictionary_size_of_an_xz_file_is_read() {
        let check = |block: &[u8], expected: Option<u64>| {
            let head = [b"\xfd7zXZ\0\0\x04\0\0\0\0", block].concat();
            assert_eq!(xz_dictionary(&head), expected, "{block:?}");
        };
        check(b"\x02\x00\x21\x01\x16", Some(8 << 20));
        check(b"\x02\xc0\x85\x01\x05\x21\x01\x16", Some(8 << 20));
        check(b"\x02\x01\x03\x01\x00\x21\x01\x25", Some(3 << 29));
        check(b"\x02\x00\x21\x01\xff", Some(2 << 31));
        check(b"\x02\xff\xff", None);
        check(b"", None);
    }
}
