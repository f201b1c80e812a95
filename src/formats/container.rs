//! Containers, recognised by their first bytes.

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

/// A supported compression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// gzip, of one member or many.
    Gzip,
    /// bzip2.
    Bzip2,
    /// xz.
    Xz,
    /// Zstandard.
    Zstd,
    /// lz4 frames.
    Lz4,
}

/// The properties of a container.
#[derive(Debug)]
pub struct ContainerFormat {
    container: Container,
    /// Its name in the ledger and in `--json`.
    pub short_name: &'static str,
    /// Its name with an article.
    name: &'static str,
    /// A description and how it is recognised.
    pub about: &'static str,
    /// Its usual extensions.
    pub extensions: &'static [&'static str],
    /// The bytes with which it begins.
    magics: &'static [&'static [u8]],
}

/// The supported containers.
pub const CONTAINERS: &[ContainerFormat] = &[
    ContainerFormat {
        container: Container::Compressed(Compression::Gzip),
        short_name: "gzip",
        name: "a gzip file",
        about: "gzip, of one member or many; by its first bytes",
        extensions: &["gz", "tgz"],
        magics: &[b"\x1f\x8b\x08"],
    },
    ContainerFormat {
        container: Container::Compressed(Compression::Bzip2),
        short_name: "bzip2",
        name: "a bzip2 file",
        about: "bzip2; by its first bytes",
        extensions: &["bz2", "tbz", "tbz2"],
        magics: &[b"BZh"],
    },
    ContainerFormat {
        container: Container::Compressed(Compression::Xz),
        short_name: "xz",
        name: "an xz file",
        about: "xz; by its first bytes",
        extensions: &["xz", "txz"],
        magics: &[b"\xfd7zXZ\0"],
    },
    ContainerFormat {
        container: Container::Compressed(Compression::Zstd),
        short_name: "zstd",
        name: "a zstd file",
        about: "Zstandard; by its first bytes",
        extensions: &["zst", "tzst"],
        magics: &[b"\x28\xb5\x2f\xfd"],
    },
    ContainerFormat {
        container: Container::Compressed(Compression::Lz4),
        short_name: "lz4",
        name: "an lz4 file",
        about: "lz4 frames; by their first bytes",
        extensions: &["lz4"],
        magics: &[b"\x04\x22\x4d\x18"],
    },
    ContainerFormat {
        container: Container::Zip,
        short_name: "zip",
        name: "a zip archive",
        about: "zip archives other than documents; by their first bytes",
        extensions: &["zip", "wacz"],
        magics: &[b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK"],
    },
    ContainerFormat {
        container: Container::Tar,
        short_name: "tar",
        name: "a tar archive",
        about: "tar archives; by the header of the first member",
        extensions: &["tar"],
        magics: &[],
    },
    ContainerFormat {
        container: Container::SevenZip,
        short_name: "7z",
        name: "a 7z archive",
        about: "7z archives; by their first bytes",
        extensions: &["7z"],
        magics: &[b"7z\xbc\xaf\x27\x1c"],
    },
    ContainerFormat {
        container: Container::Warc,
        short_name: "warc",
        name: "a web archive",
        about: "web archives, WARC 0.17 to 1.1 and ARC; by their first line",
        extensions: &["warc", "arc"],
        magics: &[b"WARC/", b"filedesc://"],
    },
];

impl Container {
    /// The container with this head.
    pub fn from_head(head: &[u8]) -> Option<Container> {
        let begins = |format: &&ContainerFormat| format.magics.iter().any(|magic| head.starts_with(magic));
        let found = CONTAINERS.iter().find(begins).map(|format| format.container);
        found.or_else(|| is_tar(head).then_some(Container::Tar))
    }

    fn format(self) -> Option<&'static ContainerFormat> {
        CONTAINERS.iter().find(|format| format.container == self)
    }

    /// Its name in the ledger and in `--json`.
    pub fn short_name(self) -> &'static str {
        self.format().map_or("", |format| format.short_name)
    }

    /// Its usual extensions.
    pub fn extensions(self) -> &'static [&'static str] {
        self.format().map_or(&[], |format| format.extensions)
    }

    /// Its name with an article: "a zip archive".
    pub fn name(self) -> &'static str {
        self.format().map_or("", |format| format.name)
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
