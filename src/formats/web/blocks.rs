//! Elements of HTML to paragraphs: block elements divide them, everything else is running text.

use dom_query::{NodeId, NodeRef};

use super::class_words;
use crate::formats::tools::html_tags::HTML_BLOCKS;
use crate::formats::tools::paragraphs;

/// A paragraph, a heading or a list item.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its first text node, which identifies the block even after other nodes are removed.
    pub id: NodeId,
    /// Its text on one line.
    pub text: String,
    /// The number of bytes of text in links.
    pub linked: usize,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Whether it is a list item.
    pub is_item: bool,
    /// Whether an element around it is marked as standfirst.
    pub is_lead: bool,
}

/// The blocks below a node, in order.
pub fn blocks_below(root: &NodeRef) -> Vec<Block> {
    let mut walk = Walk::default();
    let mut node = *root;
    // Iterative, so that the depth is not limited by the stack.
    loop {
        let is_skipped = walk.enter(&node);
        let mut next = if is_skipped { None } else { node.first_child() };
        while next.is_none() {
            walk.leave(&node);
            if node.id == root.id {
                walk.end_block();
                return walk.blocks;
            }
            next = node.next_sibling();
            if next.is_none() {
                match node.parent() {
                    Some(parent) => node = parent,
                    None => return walk.blocks,
                }
            }
        }
        let Some(next) = next else { return walk.blocks };
        node = next;
    }
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    id: Option<NodeId>,
    text: String,
    linked: usize,
    /// Where the text continues after the last `<br>`.
    broken_at: Option<usize>,
    /// The numbers of open links, headings and list items.
    links: usize,
    headings: usize,
    items: usize,
    /// The outermost open element that is marked as standfirst.
    lead: Option<NodeId>,
}

impl Walk {
    /// Enters a node; returns whether its children are skipped.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            let text = node.text();
            if self.id.is_none() && !text.trim().is_empty() {
                self.id = Some(node.id);
            }
            self.text.push_str(&text);
            self.linked += if self.links > 0 { text.trim().len() } else { 0 };
            return false;
        }
        let Some(name) = node.qual_name_ref() else {
            return false;
        };
        let name: &str = &name.local;
        if SKIPPED.contains(&name) {
            return true;
        }
        if HTML_BLOCKS.contains(name) {
            self.end_block();
            if self.lead.is_none() && name != "body" && name != "article" && is_lead(node) {
                self.lead = Some(node.id);
            }
        }
        if name == "br" {
            self.break_line();
        } else if let Some(open) = self.counter(name) {
            *open += 1;
        }
        false
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.qual_name_ref() else {
            return;
        };
        let name: &str = &name.local;
        if HTML_BLOCKS.contains(name) {
            self.end_block();
        }
        if let Some(open) = self.counter(name) {
            *open -= 1;
        }
        if self.lead == Some(node.id) {
            self.lead = None;
        }
    }

    fn counter(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "a" => Some(&mut self.links),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(&mut self.headings),
            "li" => Some(&mut self.items),
            _ => None,
        }
    }

    /// One `<br>` is a blank, two in a row divide paragraphs.
    fn break_line(&mut self) {
        let is_second = self.broken_at.is_some_and(|at| self.text[at..].trim().is_empty());
        if is_second {
            self.end_block();
        } else {
            self.text.push(' ');
            self.broken_at = Some(self.text.len());
        }
    }

    fn end_block(&mut self) {
        self.broken_at = None;
        let linked = std::mem::take(&mut self.linked);
        let id = self.id.take();
        let text = paragraphs::fold(&std::mem::take(&mut self.text));
        if let Some(id) = id.filter(|_| !text.is_empty()) {
            self.blocks.push(Block {
                id,
                linked: linked.min(text.len()),
                is_heading: self.headings > 0,
                is_item: self.items > 0,
                is_lead: self.lead.is_some(),
                text,
            });
        }
    }
}

/// Whether class, id or `itemprop` mark an element as standfirst.
fn is_lead(node: &NodeRef) -> bool {
    let names = ["class", "itemprop", "data-testid", "id"];
    names.iter().any(|name| node.attr(name).is_some_and(|value| class_words::is_standfirst(&value)))
}

/// Elements without displayed text.
const SKIPPED: &[&str] =
    &["script", "style", "template", "noscript", "head", "svg", "iframe", "textarea", "select", "button"];
