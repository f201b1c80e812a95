//! Containers, recognised by their first bytes.

use super::unpack::compressed::Compression;

/// A file that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// One file, compressed.
    Compressed(Compression),
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A 7z archive.
    SevenZip,
    /// A web archive, WARC or ARC.
    Warc,
}

/// The supported containers, each with a description and how it is recognised.
pub const CONTAINERS: &[(Container, &str)] = &[
    (Container::Compressed(Compression::Gzip), "gzip, of one member or many; by its first bytes"),
    (Container::Compressed(Compression::Bzip2), "bzip2; by its first bytes"),
    (Container::Compressed(Compression::Xz), "xz; by its first bytes"),
    (Container::Compressed(Compression::Zstd), "Zstandard; by its first bytes"),
    (Container::Compressed(Compression::Lz4), "lz4 frames; by their first bytes"),
    (Container::Zip, "zip archives other than documents; by their first bytes"),
    (Container::Tar, "tar archives; by the header of the first member"),
    (Container::SevenZip, "7z archives; by their first bytes"),
    (Container::Warc, "web archives, WARC 0.17 to 1.1 and ARC; by their first line"),
];

impl Container {
    /// The container with this head.
    pub fn from_head(head: &[u8]) -> Option<Container> {
        let begins = |magic: &[u8]| head.starts_with(magic);
        if let Some(compression) = Compression::from_head(head) {
            Some(Container::Compressed(compression))
        } else if begins(b"PK\x03\x04") || begins(b"PK\x05\x06") || begins(b"PK\x07\x08PK") {
            Some(Container::Zip)
        } else if begins(b"7z\xbc\xaf\x27\x1c") {
            Some(Container::SevenZip)
        } else if begins(b"WARC/") || begins(b"filedesc://") {
            Some(Container::Warc)
        } else if is_tar(head) {
            Some(Container::Tar)
        } else {
            None
        }
    }

    /// Its name in the ledger and in `--json`.
    pub fn short_name(self) -> &'static str {
        match self {
            Container::Compressed(compression) => compression.short_name(),
            Container::Zip => "zip",
            Container::Tar => "tar",
            Container::SevenZip => "7z",
            Container::Warc => "warc",
        }
    }

    /// The extensions it usually has.
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Container::Compressed(compression) => compression.extensions(),
            Container::Zip => &["zip", "wacz"],
            Container::Tar => &["tar"],
            Container::SevenZip => &["7z"],
            Container::Warc => &["warc", "arc"],
        }
    }

    /// Its name with an article: "a zip archive".
    pub fn name(self) -> &'static str {
        match self {
            Container::Compressed(compression) => compression.name(),
            Container::Zip => "a zip archive",
            Container::Tar => "a tar archive",
            Container::SevenZip => "a 7z archive",
            Container::Warc => "a web archive",
        }
    }
}

/// Whether a head is the header of a tar archive: by its magic number, or its checksum (there was no magic
/// number before 1988).
fn is_tar(head: &[u8]) -> bool {
    let Some(header) = head.get(..512) else {
        return false;
    };
    if &header[257..262] == b"ustar" {
        return true;
    }
    let field = std::str::from_utf8(&header[148..156]).unwrap_or_default();
    let stated = u32::from_str_radix(field.trim_matches(|c: char| c == '\0' || c == ' '), 8);
    let sum: u32 = header
        .iter()
        .enumerate()
        .map(|(at, b)| if (148..156).contains(&at) { 32 } else { u32::from(*b) })
        .sum();
    header[0] != 0 && stated == Ok(sum)
}
