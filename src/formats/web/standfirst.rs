//! The standfirst, which pages separate from the running text: blocks between the headline and the article
//! that repeat the page's description, are marked as standfirst, or are prose.

use dom_query::{Document, NodeId, NodeRef};

use super::blocks::Block;
use super::boilerplate;
use super::title;
use crate::text::sentences::ends_sentence;

/// Maximum distance from the article, in blocks.
const MAX_DISTANCE: usize = 40;

/// Maximum number of blocks. A longer run is something else.
const MAX_BLOCKS: usize = 4;

/// Minimum length of prose and of a marked text, in bytes.
const MIN_PROSE: usize = 60;
const MIN_MARKED: usize = 40;

/// Number of equal letters that cannot be a coincidence.
const HEAD_LETTERS: usize = 40;

/// The blocks of the standfirst that are not among `blocks`, the running text. `everything` holds all blocks
/// of the page, `document` is the pruned page.
pub fn find_standfirst(
    document: &Document,
    everything: &[Block],
    blocks: &[Block],
    headline: &str,
    descriptions: &[&str],
) -> Vec<Block> {
    let first =
        blocks.iter().take(3).find_map(|first| everything.iter().position(|block| block.id == first.id));
    let Some(start) = first else {
        return Vec::new();
    };
    let headline = title::folded(headline);
    let above = everything[..start].iter().rposition(|block| boilerplate::is_headline(block, &headline));
    let from = above
        .map_or(start.saturating_sub(MAX_DISTANCE), |at| at + 1)
        .max(start.saturating_sub(2 * MAX_DISTANCE));
    let known: String = blocks.iter().take(8).map(|block| title::folded(&block.text)).collect();
    let descriptions: Vec<String> = descriptions.iter().map(|text| title::folded(text)).collect();
    let mut found: Vec<Block> = Vec::new();
    for block in &everything[from..start] {
        if boilerplate::is_boilerplate(block) || block.linked * 2 >= block.text.len() {
            continue;
        }
        let own = title::folded(&block.text);
        let is_described = descriptions
            .iter()
            .any(|text| same_head(&own, text) || own.len() >= HEAD_LETTERS && text.contains(&own));
        let is_prose = block.text.len() >= MIN_PROSE && ends_sentence(&block.text);
        let is_visible = above.is_some()
            && (is_prose || block.is_lead && block.text.len() >= MIN_MARKED)
            && is_left(document, block.id);
        let is_known =
            known.contains(&own) || own == headline || found.iter().any(|one| one.text == block.text);
        if (is_described || is_visible) && !is_known {
            found.push(Block { is_lead: true, ..block.clone() });
        }
    }
    found.truncate(MAX_BLOCKS);
    found
}

/// Whether a node is still part of the document.
fn is_left(document: &Document, id: NodeId) -> bool {
    let root = document.root();
    NodeRef::new(id, &document.tree).ancestors_it(None).any(|around| around.id == root.id)
}

/// Whether two folded texts begin with the same letters.
fn same_head(a: &str, b: &str) -> bool {
    a.len() >= HEAD_LETTERS
        && b.len() >= HEAD_LETTERS
        && a.chars().take(HEAD_LETTERS).eq(b.chars().take(HEAD_LETTERS))
}
