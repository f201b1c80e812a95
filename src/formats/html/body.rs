//! The running text of a page: prunes, lets Readability find the element that holds the
//! article, and drops the lines that are no part of it.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::paragraphs::{self, Block};
use super::{prune, title};
use crate::article::Article;

/// An extraction below this is tried again without pruning.
const SHORTEST_BYTES: usize = 250;

/// The blocks of the article. `document` is used up; `html` is what it was built from.
pub fn blocks(document: Document, html: &str, article: &Article, description: &str) -> Vec<Block> {
    let everything = paragraphs::blocks(&document.root());
    prune::prune(&document);
    let mut blocks = extracted(document);
    if length(&blocks) < SHORTEST_BYTES {
        let again = extracted(Document::from(html));
        if length(&again) > 2 * length(&blocks) {
            blocks = again;
        }
    }
    while blocks.first().is_some_and(|first| title::same(&first.text, &article.title)) {
        blocks.remove(0);
    }
    if let Some(standfirst) = standfirst(&everything, &blocks, description) {
        blocks.insert(0, standfirst);
    }
    blocks
}

fn extracted(document: Document) -> Vec<Block> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let Ok(mut reader) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    let Ok(article) = reader.parse() else { return Vec::new() };
    let content = Document::from(article.content);
    paragraphs::blocks(&content.root()).into_iter().filter(|block| !is_link(block)).collect()
}

/// The visible standfirst: the block before the article that the page's description repeats.
fn standfirst(everything: &[Block], blocks: &[Block], description: &str) -> Option<Block> {
    let first = blocks.first()?;
    let start = everything.iter().position(|block| block.text == first.text)?;
    let wanted = title::folded(description);
    let found = everything[..start].iter().rev().take(40).find(|block| {
        let own = title::folded(&block.text);
        let head = |text: &str| text.chars().take(40).collect::<String>();
        own.len() >= 40 && wanted.len() >= 40 && (head(&own) == head(&wanted))
    })?;
    let known = blocks.iter().take(3).any(|block| block.text.contains(&found.text));
    (!known).then(|| found.clone())
}

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}

/// Whether a block is nothing but a link to something else.
fn is_link(block: &Block) -> bool {
    block.linked * 100 >= block.text.len() * 85 && block.text.len() < 200
}
