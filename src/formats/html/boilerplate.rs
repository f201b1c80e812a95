//! Lines between the paragraphs of an article that are no part of it. Judges single blocks by
//! their text; whole elements are `prune`'s.

use std::collections::HashMap;

use super::blocks::Block;
use super::title;
use crate::article::Found;
use crate::formats::dates;

/// Longer blocks are prose.
const LONGEST: usize = 160;

/// Where the headline may be repeated.
const HEAD_BLOCKS: usize = 6;

/// The blocks without such lines.
pub fn without(mut blocks: Vec<Block>, headline: &str) -> Vec<Block> {
    // Before the headline stand kicker, section and menu.
    if let Some(at) = blocks.iter().take(HEAD_BLOCKS).rposition(|block| title::same(&block.text, headline)) {
        blocks.drain(..=at);
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for block in &blocks {
        *times.entry(block.text.clone()).or_default() += 1;
    }
    let mut kept = Vec::with_capacity(blocks.len());
    for block in blocks {
        let is_line = block.text.len() <= LONGEST;
        // Lists of what subscribers get stand above and below the text.
        let most = if block.is_item { 1 } else { 2 };
        let is_boilerplate = is_line
            && (is_link(&block)
                || times.get(&block.text).is_some_and(|n| *n > most)
                || opens(&block.text)
                || is_date(&block.text));
        if !is_boilerplate && block.text.chars().any(char::is_alphanumeric) {
            kept.push(block);
        }
    }
    while kept.last().is_some_and(|last| last.is_heading) {
        kept.pop();
    }
    kept
}

/// Whether a block is nothing but a link to something else.
pub fn is_link(block: &Block) -> bool {
    block.linked * 100 >= block.text.len() * 85
}

fn is_date(text: &str) -> bool {
    dates::parse(text, Found::Text).is_some()
}

/// How such lines begin, in the languages of the press, lower case. A line may have a few words
/// more.
const OPENINGS: [&str; 60] = [
    "advertisement",
    "article content",
    "story continues below",
    "read more",
    "read also",
    "read next",
    "also read",
    "more on this",
    "see also",
    "related:",
    "related articles",
    "related stories",
    "watch:",
    "listen:",
    "share this",
    "share on",
    "follow us",
    "sign up",
    "subscribe",
    "get the latest",
    "author of the article",
    "this content is reserved",
    "published ",
    "last updated",
    "updated ",
    "join the conversation",
    "copyright ",
    "©",
    "all rights reserved",
    "photo:",
    "photo by",
    "image:",
    "getty images",
    "(c) ",
    "source:",
    "lesen sie auch",
    "lesen sie mehr",
    "lies auch",
    "auch interessant",
    "mehr zum thema",
    "mehr dazu",
    "anzeige",
    "zum thema",
    "empfohlener redaktioneller inhalt",
    "quelle:",
    "foto:",
    "bild:",
    "lire aussi",
    "à lire aussi",
    "lee también",
    "lea también",
    "leggi anche",
    "lees ook",
    "czytaj więcej",
    "czytaj także",
    "les også",
    "läs också",
    "læs også",
    "leia também",
    "ilgili haber",
];

/// Whether a short line begins like boilerplate.
fn opens(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_footer = lower.contains("copyright ") || lower.matches(" | ").count() > 1;
    is_footer || OPENINGS.iter().any(|opening| lower.starts_with(opening))
}
