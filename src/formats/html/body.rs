//! The running text of a page: prunes, finds the element that holds the article, and drops the
//! lines that are no part of it.
//!
//! Two extractors vote. Readability is the more exact, but on a few pages in a hundred it takes
//! a corner of the article for the whole; the element in which most of the prose stands is
//! cruder and never that wrong. JSON-LD's `articleBody` mostly comes without paragraphs, often
//! shortened, so it only checks the blocks and stands in where both fail.

use dom_query::{Document, NodeData, NodeRef};
use dom_smoothie::{Config, Readability};

use super::blocks::{self, Block};
use super::boilerplate;
use super::{prune, title};
use crate::formats::paragraphs;

/// An extraction below this is tried again without pruning.
const SHORTEST_BYTES: usize = 250;

/// Readability is not believed when the densest element holds this many tenths of its text.
const DENSER_TENTHS: usize = 25;

/// The densest element is the smallest with this share of its parent's prose, all the way down.
const DENSEST_PERCENT: usize = 75;

/// A shorter `articleBody` is a teaser.
const STATED_BYTES: usize = 500;

/// What the metadata say that bears on the body.
pub struct Hints<'a> {
    /// The headline, which is not to be repeated.
    pub title: &'a str,
    /// The description, which shows the standfirst.
    pub description: &'a str,
    /// `articleBody`, or nothing.
    pub stated: &'a str,
}

/// What was found on a page.
pub struct Body {
    /// The paragraphs of the article.
    pub paragraphs: Vec<String>,
    /// The bytes of link text on the whole page.
    pub linked: usize,
    /// The headings of the page that are links: headlines of other articles.
    pub teasers: usize,
}

/// The running text. `document` is used up; `html` is what it was built from.
pub fn read(document: Document, html: &str, hints: &Hints) -> Body {
    let everything = blocks::of(&document.root());
    let mut body = Body {
        paragraphs: Vec::new(),
        linked: everything.iter().map(|block| block.linked).sum(),
        teasers: everything.iter().filter(|block| block.is_heading && boilerplate::is_link(block)).count(),
    };
    prune::prune(&document);
    let mut blocks = extracted(document);
    if length(&blocks) < SHORTEST_BYTES {
        let again = extracted(Document::from(html));
        if length(&again) > 2 * length(&blocks) {
            blocks = again;
        }
    }
    let mut blocks = boilerplate::without(blocks, hints.title);
    let standfirst = standfirst(&everything, &blocks, hints.description);
    body.paragraphs = checked(&mut blocks, hints.stated).unwrap_or_else(|| {
        blocks.splice(0..0, standfirst);
        blocks.into_iter().map(|block| block.text).collect()
    });
    body
}

fn extracted(document: Document) -> Vec<Block> {
    defuse(&document);
    let densest = densest(&document);
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article =
        Readability::with_document(document, None, Some(config)).and_then(|mut reader| reader.parse());
    let readable =
        article.map(|article| blocks::of(&Document::from(article.content).root())).unwrap_or_default();
    if prose(&densest) * 10 > prose(&readable) * DENSER_TENTHS { densest } else { readable }
}

/// Replaces the characters that need escaping in texts that hold very many of them: the
/// serializer that the extractor uses searches the rest of a text anew for each (html5ever
/// 0.40), which takes ten seconds for a million `&amp;`.
fn defuse(document: &Document) {
    const ESCAPED: [char; 4] = ['&', '<', '>', '\u{a0}'];
    for node in document.root().descendants().iter().filter(|node| node.is_text()) {
        node.update(|node| {
            if let NodeData::Text { contents } = &mut node.data
                && contents.matches(ESCAPED).count().saturating_mul(contents.len()) > MOST_SERIALIZER_STEPS
            {
                *contents = contents.replace(ESCAPED, " ").into();
            }
        });
    }
}

/// A text of 100 kB may hold a thousand of them. Some milliseconds.
const MOST_SERIALIZER_STEPS: usize = 100_000_000;

/// The blocks of the smallest element in which most of the prose stands.
fn densest(document: &Document) -> Vec<Block> {
    let nodes: Vec<NodeRef> = document.root().descendants_it().collect();
    let prose = prune::prose(&nodes);
    let share = |node: &NodeRef| prose.get(&node.id).copied().unwrap_or_default();
    let mut node = document.root();
    while let Some(inner) = node.children_it(false).find(|child| {
        child.is_element() && !child.has_name("p") && share(child) * 100 > share(&node) * DENSEST_PERCENT
    }) {
        node = inner;
    }
    blocks::of(&node)
}

/// The visible standfirst: the block before the article that the page's description repeats.
fn standfirst(everything: &[Block], blocks: &[Block], description: &str) -> Option<Block> {
    let first = blocks.first()?;
    let start = everything.iter().position(|block| block.text == first.text)?;
    let wanted = title::folded(description);
    let found = everything[..start]
        .iter()
        .rev()
        .take(40)
        .find(|block| same_head(&title::folded(&block.text), &wanted))?;
    let known = blocks.iter().take(3).any(|block| block.text.contains(&found.text));
    (!known).then(|| found.clone())
}

/// Whether two folded texts begin with the same words.
fn same_head(a: &str, b: &str) -> bool {
    a.len() >= HEAD_LETTERS
        && b.len() >= HEAD_LETTERS
        && a.chars().take(HEAD_LETTERS).eq(b.chars().take(HEAD_LETTERS))
}

/// So many letters alike are no coincidence.
const HEAD_LETTERS: usize = 40;

/// Drops the blocks that a complete `articleBody` does not have, or gives its text where the
/// blocks are another.
fn checked(blocks: &mut Vec<Block>, stated: &str) -> Option<Vec<String>> {
    if stated.len() < STATED_BYTES {
        return None;
    }
    let plain = Document::fragment(stated);
    let lines: Vec<String> = match stated.contains("</p>") {
        true => blocks::of(&plain.root()).into_iter().map(|block| block.text).collect(),
        false => plain.text().lines().map(paragraphs::fold).filter(|line| !line.is_empty()).collect(),
    };
    let folded = title::folded(&lines.concat());
    let is_stated = |block: &Block| {
        let own = title::folded(&block.text);
        let head = own.char_indices().nth(HEAD_LETTERS).map_or(&own[..], |(end, _)| &own[..end]);
        folded.contains(head)
    };
    let found: usize = blocks.iter().filter(|block| is_stated(block)).map(|block| block.text.len()).sum();
    let all = length(blocks);
    let stated_length: usize = lines.iter().map(String::len).sum();
    if found * 100 > all * 75 {
        // The first may be the standfirst, which is seldom stated.
        let mut is_first = true;
        blocks.retain(|block| std::mem::take(&mut is_first) || block.is_heading || is_stated(block));
    } else if found * 100 < stated_length * 30 && stated_length > all {
        return Some(lines);
    }
    None
}

/// The bytes of the blocks that are sentences rather than lines of a menu.
fn prose(blocks: &[Block]) -> usize {
    blocks
        .iter()
        .filter(|block| block.text.len() >= 80 && block.linked * 2 < block.text.len())
        .map(|block| block.text.len())
        .sum()
}

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}
