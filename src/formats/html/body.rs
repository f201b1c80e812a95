//! The running text of a page.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::paragraphs::{self, Block};

/// The blocks of the article.
pub fn blocks(document: Document) -> Vec<Block> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    let Ok(article) = reader.parse() else { return Vec::new() };
    let content = Document::from(article.content);
    paragraphs::blocks(&content.root())
}
