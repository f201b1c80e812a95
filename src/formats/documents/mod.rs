//! Documents of word processors, books and print: DOCX, ODT, EPUB, RTF and PDF.
//!
//! These are binary files, so they are recognised before what is binary is turned away. `package`
//! opens those that are zip files, within limits; `draft` makes an article of what a document says
//! of itself and of its text, the same for all.

pub mod docx;
mod draft;
pub mod epub;
pub mod odt;
mod package;
pub mod pdf;
pub mod rtf;

use super::{Format, Reject};

/// The format of a document, by its extension and its first bytes; an error for one that cannot be
/// read, with what to do.
pub fn detect(extension: &str, head: &[u8]) -> Option<Result<&'static Format, Reject>> {
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return match extension {
            // What is protected by a password is wrapped in the container of the old formats.
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
