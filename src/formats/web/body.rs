//! The running text of a page: prunes, finds the element that holds the article, drops the lines
//! that do not belong to it, and puts the standfirst before it.
//!
//! JSON-LD's `articleBody` mostly has no paragraphs and is often shortened, so it only confirms the
//! blocks, and replaces them if they are a different text.

use dom_query::Document;

use super::blocks::{self, Block};
use super::{boilerplate, container, json_ld, live, prune, slides, standfirst, title};

/// If less text is found, the page is searched again without pruning.
const MIN_BYTES: usize = 250;

/// Minimum length of an `articleBody`, in bytes. A shorter one is a teaser.
const STATED_BYTES: usize = 500;

/// Maximum number and length of the lines above the text that are read.
const LINES_ABOVE: usize = 8;
const MAX_LINE: usize = 160;

/// The metadata that help to find the body.
pub struct Hints<'a> {
    /// The headline, which is not to be repeated.
    pub title: &'a str,
    /// The names in the byline.
    pub authors: &'a [String],
    /// The descriptions, which show the standfirst.
    pub descriptions: &'a [&'a str],
    /// `articleBody`, or nothing.
    pub stated: &'a str,
    /// The paragraphs of a live blog's posts.
    pub posts: &'a [String],
}

/// The result of reading a page.
#[derive(Debug, Default)]
pub struct Body {
    /// The paragraphs of the article.
    pub paragraphs: Vec<String>,
    /// Where they were found.
    pub rule: &'static str,
    /// The bytes of link text on the whole page.
    pub linked: usize,
    /// The short lines above the first paragraph, the nearest first.
    pub above: Vec<String>,
    /// The headings of the page that are links: headlines of other articles.
    pub teasers: usize,
}

impl Body {
    /// The length of the paragraphs with the empty lines between them, in bytes.
    pub fn length(&self) -> usize {
        let between = 2 * self.paragraphs.len().saturating_sub(1);
        self.paragraphs.iter().map(String::len).sum::<usize>() + between
    }
}

/// The running text. `document` is pruned; `html` is its source.
pub fn read(document: &Document, html: &str, hints: &Hints) -> Body {
    let everything = blocks::blocks_below(&document.root());
    let mut body = Body {
        paragraphs: Vec::new(),
        above: Vec::new(),
        rule: "extracted",
        linked: everything.iter().map(|block| block.linked).sum(),
        teasers: everything.iter().filter(|block| block.is_heading && boilerplate::is_link(block)).count(),
    };
    prune::prune(document);
    let mut blocks = blocks::blocks_below(&container::find_container(document, hints.title));
    if length(&blocks) < MIN_BYTES {
        let whole = Document::from(html);
        let again = blocks::blocks_below(&container::find_container(&whole, hints.title));
        if length(&again) > 2 * length(&blocks) {
            blocks = again;
        }
    }
    slides::remove_slides(&mut blocks);
    let mut blocks = boilerplate::without_boilerplate(blocks, hints.title, hints.authors);
    let standfirst =
        standfirst::find_standfirst(document, &everything, &blocks, hints.title, hints.descriptions);
    if let Some(start) =
        blocks.first().and_then(|first| everything.iter().position(|block| block.id == first.id))
    {
        let above =
            everything[..start].iter().rev().take(LINES_ABOVE).filter(|block| block.text.len() <= MAX_LINE);
        body.above = above.map(|block| block.text.clone()).collect();
    }
    if let Some(paragraphs) = confirm_by_stated(&mut blocks, hints.stated) {
        body.paragraphs = paragraphs;
        body.rule = "json-ld articleBody";
    } else {
        blocks.splice(0..0, standfirst);
        body.paragraphs = blocks.into_iter().map(|block| block.text).collect();
    }
    if live::lacks_posts(&body.paragraphs, hints.posts) {
        body.paragraphs = hints.posts.to_vec();
        body.rule = "json-ld liveBlogUpdate";
    }
    body
}

/// Drops the blocks that a complete `articleBody` lacks, or returns its text if the blocks are a
/// different one.
fn confirm_by_stated(blocks: &mut Vec<Block>, stated: &str) -> Option<Vec<String>> {
    if stated.len() < STATED_BYTES {
        return None;
    }
    let lines = json_ld::paragraphs_of(stated);
    let folded = title::folded(&lines.concat());
    if folded.len().saturating_mul(blocks.len()) > MAX_STEPS {
        return None;
    }
    let is_stated = |block: &Block| {
        let own: Vec<char> = title::folded(&block.text).chars().collect();
        // A drop cap or a marked name may be written otherwise.
        [0, own.len() / 2].iter().any(|&from| {
            let part: String = own[from..(from + PART_LETTERS).min(own.len())].iter().collect();
            (from == 0 || part.chars().count() >= PART_LETTERS / 2) && folded.contains(&part)
        })
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

/// Maximum number of bytes that are searched: a tenth of a second.
const MAX_STEPS: usize = 1_000_000_000;

/// Number of letters of a block that are searched for.
const PART_LETTERS: usize = 40;

fn length(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.len()).sum()
}
