//! Lines between the paragraphs of an article that do not belong to it. Judges single blocks by
//! their text and place; whole elements are `prune`'s.

use std::collections::{HashMap, HashSet};

use dom_query::NodeId;

use super::blocks::Block;
use super::notices;
use super::title;
use crate::article::Found;
use crate::formats::tools::dates;
use crate::text::sentences::ends_sentence;

/// Maximum length of a line that is not prose, in bytes.
const MAX_LINE: usize = 160;

/// Maximum length of an offer, notice or caption, in bytes.
const MAX_NOTICE: usize = 400;

/// Number of blocks in which the headline may be repeated.
const HEAD_BLOCKS: usize = 8;

/// Number of blocks at the end in which the authors may be introduced.
const TAIL_BLOCKS: usize = 4;

/// The blocks without boilerplate. `authors` are the names in the byline.
pub fn without_boilerplate(mut blocks: Vec<Block>, headline: &str, authors: &[String]) -> Vec<Block> {
    // Kicker, section and menu precede the headline.
    let folded = title::folded(headline);
    if let Some(at) = blocks.iter().take(HEAD_BLOCKS).rposition(|block| is_headline(block, &folded)) {
        blocks.drain(..=at);
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for block in &blocks {
        *times.entry(&block.text).or_default() += 1;
    }
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let kept: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let before = seen.entry(&block.text).or_default();
            *before += 1;
            let is_repeated = *before > 1 && block.text.len() >= MIN_REPEATED;
            // Lists of benefits for subscribers are above and below the text.
            let most = if block.is_item { 1 } else { 2 };
            let is_refrain = block.text.len() <= MAX_LINE && times[block.text.as_str()] > most;
            !(is_repeated || is_refrain || is_boilerplate(block))
        })
        .collect();
    let is_copy = |block: &Block| {
        block.text.len() >= MAX_PARAGRAPH
            && blocks
                .iter()
                .filter(|other| other.text.len() >= MIN_REPEATED && other.text.len() < block.text.len())
                .take(COPIED)
                .filter(|other| block.text.contains(&other.text))
                .count()
                > COPIED / 2
    };
    let copies: HashSet<NodeId> =
        blocks.iter().filter(|block| is_copy(block)).map(|block| block.id).collect();
    let mut kept = kept.into_iter();
    blocks.retain(|block| kept.next().unwrap_or(true) && !copies.contains(&block.id));
    without_ends(&mut blocks, authors);
    blocks
}

/// Minimum length of a block whose repetition is dropped, in bytes.
const MIN_REPEATED: usize = 40;

/// Maximum length of a paragraph, in bytes. A longer block may repeat the whole article.
const MAX_PARAGRAPH: usize = 2_000;

/// Number of paragraphs that are searched for in a copy.
const COPIED: usize = 8;

/// Whether a block is the headline, perhaps with a kicker before it. `folded` are its letters.
pub fn is_headline(block: &Block, folded: &str) -> bool {
    let own = title::folded(&block.text);
    !folded.is_empty() && (own == folded || block.is_heading && own.ends_with(folded))
}

/// Whether a block is nothing but a link to something else.
pub fn is_link(block: &Block) -> bool {
    block.linked * 100 >= block.text.len() * 85
}

/// Whether a block cannot belong to an article, whatever its position.
pub fn is_boilerplate(block: &Block) -> bool {
    let length = block.text.len();
    let is_line = length <= MAX_LINE;
    !block.text.chars().any(char::is_alphanumeric)
        || is_line && (is_link(block) || notices::opens_like_notice(&block.text) || is_date(&block.text))
        || length <= MAX_NOTICE && (notices::is_notice(&block.text) || is_credited(&block.text))
        || length <= 2 * MAX_LINE && is_reference(block)
}

/// A pointer to another article: mostly link, and no sentence; or a link after a colon or the like.
fn is_reference(block: &Block) -> bool {
    let text = block.text.as_str();
    if block.is_item || block.linked * 100 < text.len() * 40 {
        return false;
    }
    let lead_in = text.get(..text.len() - block.linked).unwrap_or_default();
    let leads = lead_in.len() <= 50 && lead_in.trim_end().ends_with([':', '|', '>', '»', '→', '►', '▶', '•']);
    leads || block.linked * 100 >= text.len() * 60 && !ends_sentence(text)
}

/// Whether a caption ends with a picture credit.
fn is_credited(text: &str) -> bool {
    let tail = text.len().saturating_sub(90);
    let tail = (tail..text.len()).find_map(|at| text.get(at..)).unwrap_or_default();
    tail.contains('©') || notices::names_picture(tail)
}

/// Removes the lines above the first and below the last sentence, and notes about the author.
fn without_ends(blocks: &mut Vec<Block>, authors: &[String]) {
    let is_prose = |block: &Block| !block.is_heading && block.text.len() >= 60 && ends_sentence(&block.text);
    let Some(first) = blocks.iter().position(is_prose) else {
        return;
    };
    // A list of its key points may come before the text.
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at > first
            || block.is_heading
            || block.is_item
            || block.is_lead
            || ends_sentence(&block.text)
            || block.text.len() > MAX_LINE
    });
    if let Some(at) = blocks.iter().position(|block| block.is_heading && notices::ends_article(&block.text)) {
        let rest: usize = blocks[at..].iter().map(|block| block.text.len()).sum();
        let all: usize = blocks.iter().map(|block| block.text.len()).sum();
        if rest * 4 < all {
            blocks.truncate(at);
        }
    }
    let tail = blocks.len().saturating_sub(TAIL_BLOCKS).max(1);
    let is_about_author = |block: &Block| {
        block.text.len() <= 2 * MAX_NOTICE
            && authors.iter().any(|name| name.contains(' ') && block.text.starts_with(name.as_str()))
    };
    let mut at = 0;
    blocks.retain(|block| {
        at += 1;
        at <= tail || !is_about_author(block)
    });
    while let Some(last) = blocks.last()
        && blocks.len() > 1
        && (last.is_heading || !last.is_item && last.text.len() <= MAX_LINE / 2 && !ends_sentence(&last.text))
    {
        blocks.pop();
    }
}

fn is_date(text: &str) -> bool {
    dates::parse(text, Found::Text).is_some()
}
