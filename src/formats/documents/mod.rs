//! Documents of word processors, books and print: DOCX, ODT, EPUB, RTF and PDF.
//!
//! They are recognised before other binary files are rejected. `package` opens those that are zip
//! files, within limits; `properties` holds the stated metadata.

pub mod docx;
pub mod epub;
pub mod odt;
mod package;
pub mod pdf;
mod properties;
pub mod rtf;
mod styled_text;

use super::{Format, Reject};

/// The format of a document, by its extension and first bytes; an error with advice if it cannot be
/// read.
pub fn detect(extension: &str, head: &[u8]) -> Option<Result<&'static Format, Reject>> {
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return match extension {
            // Documents protected by a password are wrapped in the container of the old formats.
            "docx" | "docm" | "odt" => {
                Some(Err(Reject::skipped("an office document protected by a password; save it without one")))
            }
            "doc" | "dot" => Some(Err(Reject::skipped("an old Word document; save it as DOCX"))),
            _ => None,
        };
    }
    let formats = [&docx::FORMAT, &odt::FORMAT, &epub::FORMAT, &pdf::FORMAT];
    let is_zip = head.starts_with(b"PK\x03\x04");
    let found = formats.into_iter().find(|format| (format.sniff)(head)).or_else(|| {
        formats
            .into_iter()
            .find(|format| is_zip && format.name != "pdf" && format.extensions.contains(&extension))
    })?;
    super::FORMATS.iter().find(|format| format.name == found.name).map(Ok)
}
