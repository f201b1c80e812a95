//! The format of a file: its content takes precedence over its extension.

use std::path::Path;

use super::tools::{charset, magic};
use super::unpack::Container;
use super::{FORMATS, Format, Reject, documents};

/// Number of bytes at the beginning of a file that are searched.
const HEAD_BYTES: usize = 8 << 10;

/// The kind of a readable file.
#[derive(Debug, Clone, Copy)]
pub enum FileKind {
    /// A file of articles.
    Format(&'static Format),
    /// A file of other files.
    Container(Container),
}

impl FileKind {
    /// Its name in the ledger and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Format(format) => format.name,
            FileKind::Container(container) => container.short_name(),
        }
    }
}

/// The format of a file that is not a container.
///
/// # Errors
/// It holds no articles; the reason is for the ledger.
pub fn detect(file_name: &Path, head: &[u8]) -> Result<&'static Format, Reject> {
    match file_kind(file_name, head)? {
        FileKind::Format(format) => Ok(format),
        FileKind::Container(container) => {
            Err(Reject::skipped(format!("{} of other files", container.name())))
        }
    }
}

/// The kind of a file, from its name and its first bytes (some KiB, or the whole of a shorter file).
///
/// # Errors
/// It holds no articles; the reason is for the ledger.
pub fn file_kind(file_name: &Path, head: &[u8]) -> Result<FileKind, Reject> {
    let head = &head[..head.len().min(HEAD_BYTES)];
    let extension =
        file_name.extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if let Some((_, kind)) =
        NO_ARTICLES.iter().find(|(extensions, _)| extensions.contains(&extension.as_str()))
    {
        return Err(Reject::skipped(format!("{kind}, not an article")));
    }
    if head.is_empty() {
        return Err(Reject::skipped("empty"));
    }
    if let Some(found) = documents::detect(&extension, head) {
        return found.map(FileKind::Format);
    }
    if let Some(container) = Container::from_head(head) {
        return Ok(FileKind::Container(container));
    }
    // Several formats may share an extension, the more specific first.
    let mut announced = FORMATS.iter().filter(|format| format.extensions.contains(&extension.as_str()));
    // Any file can look like plain text and be named so.
    let is_plain = |format: &Format| format.extensions.contains(&"txt");
    let by_content = |head: &[u8]| {
        let looks = |format: &&Format| !is_plain(format) && (format.sniff)(head);
        announced.clone().find(looks).or_else(|| FORMATS.iter().find(looks))
    };
    if let Some(kind) = magic::kind(head) {
        return Err(Reject::skipped(format!("{kind}, which is not supported")));
    }
    if charset::is_binary(head) {
        return Err(Reject::skipped("binary data, not text"));
    }
    // UTF-16 and UTF-32 are decoded before they are sniffed.
    let decoded;
    let head = if head.contains(&0) || head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        decoded = charset::decode(head, None).text;
        decoded.as_bytes()
    } else {
        head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head)
    };
    if let Some(format) = by_content(head) {
        return Ok(FileKind::Format(format));
    }
    if let Some((_, kind)) = UNREAD.iter().find(|(extensions, _)| extensions.contains(&extension.as_str())) {
        return Err(Reject::skipped(format!("{kind}, which is not supported")));
    }
    if head.trim_ascii_start().starts_with(b"<?xml") {
        return Err(Reject::skipped("an XML document of an unsupported kind"));
    }
    match announced.next_back().or_else(|| FORMATS.iter().find(|format| is_plain(format))) {
        Some(format) => Ok(FileKind::Format(format)),
        None => Err(Reject::skipped("of an unsupported format")),
    }
}

/// Extensions of files without articles, whatever their content.
const NO_ARTICLES: &[(&[&str], &str)] = &[
    (&["css", "scss", "sass", "less"], "a style sheet"),
    (&["js", "mjs", "cjs", "ts", "jsx", "tsx", "map", "vue"], "a script"),
    (
        &[
            "py", "rs", "go", "c", "h", "cc", "cpp", "hpp", "java", "rb", "pl", "php", "sh", "bat", "cs",
            "swift", "kt", "sql", "r",
        ],
        "source code",
    ),
    (
        &["png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "avif", "heic", "psd"],
        "an image",
    ),
    (&["mp3", "wav", "ogg", "flac", "m4a", "aac"], "a sound file"),
    (&["mp4", "mov", "avi", "mkv", "webm", "m4v", "wmv"], "a video"),
    (&["woff", "woff2", "ttf", "otf", "eot"], "a font"),
    (&["exe", "dll", "so", "dylib", "o", "a", "class", "pyc", "wasm"], "a program"),
    (&["toml", "ini", "cfg", "conf", "lock", "properties", "env"], "a settings file"),
    (&["yml", "yaml"], "a settings or data file"),
    (&["bak", "swp", "tmp", "part", "crdownload"], "a temporary or backup file"),
    (&["log"], "a log"),
    (&["db", "sqlite", "sqlite3"], "a database"),
];

/// Extensions of unsupported formats that hold articles.
const UNREAD: &[(&[&str], &str)] = &[
    (&["tex"], "a TeX document"),
    (&["msg", "pst", "ost"], "an Outlook mail file"),
    (&["warc", "arc"], "a web archive"),
    (&["mobi"], "an e-book"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, head: &[u8], expected: &str) {
        let found = match detect(Path::new(name), head) {
            Ok(format) => format.name.to_owned(),
            Err(reject) => {
                format!("{}{}", if reject.is_broken() { "failed: " } else { "skipped: " }, reject.reason)
            }
        };
        assert_eq!(found, expected, "{name}");
    }

    #[test]
    fn the_extension_tells_the_format() {
        check("a.txt", b"Truce", "text");
        check("a.TXT", b"Truce", "text");
        check("README", b"Truce", "text");
        check("a.v2", b"Truce", "text");
        check("a.md", b"Truce", "markdown");
        check("a.json", b"{\"title\": 1}", "json");
        check("a.jsonl", b"{\"title\": 1}", "jsonl");
        check("a.sgm", b"<!DOCTYPE lewis SYSTEM \"lewis.dtd\">", "reuters");
        check("a.css", b"p {}", "skipped: a style sheet, not an article");
        check("a.csv", b"a,b", "table");
    }

    #[test]
    fn the_content_tells_the_format_where_it_contradicts() {
        check("a", b" [ {\"title\": 1}]", "json");
        check("a.txt", b"{\"title\": 1,\n\"text\": 2}", "json");
        check("a.json", b"{\"title\": 1}\n{\"title\": 2}\n{\"ti", "jsonl");
        check("a.json", b"{\"title\": 1}\n{\"title\": bad}\n{\"title\": 3}\n", "jsonl");
        check("a.json", b"{\"items\":[{\"title\": 1}\n,\n{\"title\": 2}\n,\n{\"title\": 3}\n", "json");
        check("a.jsonl", b"[{\"title\": 1}]", "json");
        check("a.jsonl", b"{\n  \"title\": 1\n}\n", "json");
        check("a.jsonl", b"no json", "jsonl");
        check("a", b"---\ntitle: x\n---\n", "markdown");
        check("a.json", b"\xef\xbb\xbf{\"title\": 1}", "json");
        check("a", b"\xff\xfe{\0\"\0a\0\"\0:\x001\0}\0", "json");
        check("a.txt", b"{curly} and [square] brackets", "text");
        check("a.xml", b"<?xml version=\"1.0\"?><svg/>", "skipped: an XML document of an unsupported kind");
        check("a.txt", b"%PDF-1.4", "pdf");
        check("a.docx", b"PK\x03\x04 anything", "docx");
        check("a", b"PK\x03\x04 [Content_Types].xml PK word/document.xml", "docx");
        check(
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "skipped: an office document protected by a password; save it without one",
        );
        check("a.txt", &[0, 1, 2, 3, 255, 0, 9, 0, 0, 0], "skipped: binary data, not text");
        check("a.txt", b"", "skipped: empty");
    }

    proptest! {
        #[test]
        fn never_panics(name in "[a-z.]{0,8}", head in proptest::collection::vec(any::<u8>(), 0..100)) {
            let _ = detect(Path::new(&name), &head);
        }
    }
}
