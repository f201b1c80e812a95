//! Digitised newspapers: pages of recognised text (ALTO, hOCR, PAGE XML), and METS files that combine pages
//! into an issue and divide it into articles.
//!
//! `alto`, `hocr`, `page_xml` and `abbyy` read pages into the common form of `page`; `reflow` makes running
//! text of their words, with the position of each; `hyphens` decides whether a hyphenated word is one word;
//! `single_pages` makes articles of pages that no METS file names.

pub mod abbyy;
pub mod alto;
pub mod hocr;
pub(super) mod hyphens;
pub mod mets;
mod mods;
pub mod olive;
mod page;
mod page_owner;
pub mod page_xml;
mod reading_order;
mod reflow;
mod resolve_link;
mod single_pages;
#[cfg(test)]
mod tests;

use super::Reject;
use super::tools::xml::Tree;
use page::Page;

/// The pages of a file of recognised text, in any format.
///
/// # Errors
/// The format is unknown, or the file is broken.
fn pages(bytes: &[u8]) -> Result<(Vec<Page>, Vec<String>), Reject> {
    let is_html = memchr::memmem::find(&bytes[..bytes.len().min(64 << 10)], b"ocr_page").is_some();
    let tree = if is_html { Tree::parse(hocr::as_xml(bytes))? } else { Tree::read(bytes, None)? };
    let root = tree.root();
    let pages = match root.name() {
        name if name.eq_ignore_ascii_case("alto") => alto::pages(root),
        name if name.eq_ignore_ascii_case("PcGts") => page_xml::pages(root),
        name if name.eq_ignore_ascii_case("document") || name == "page" => abbyy::pages(root),
        name if name.eq_ignore_ascii_case("html") => hocr::pages(root),
        name => {
            return Err(Reject::broken(format!("not a page of recognised text: a {name} document"), ""));
        }
    };
    let words: usize = pages.iter().map(|page| page.words.len()).sum();
    if pages.is_empty() {
        return Err(Reject::broken("a document without pages; export it again", ""));
    }
    if words > page::MAX_WORDS {
        return Err(Reject::broken(format!("more than {} words on a page", page::MAX_WORDS), ""));
    }
    Ok((pages, tree.warnings))
}
