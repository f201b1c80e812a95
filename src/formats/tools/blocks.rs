//! Elements of XML to paragraphs: block elements divide them, hidden elements are left out, everything else
//! is running text. Web pages have `web::blocks`, which also measures links, and HTML in fields has
//! `html_text`, which needs no tree.

use super::html_text;
use super::paragraphs::Paragraphs;
use super::word_set::WordSet;
use super::xml::{Content, Node};

/// The paragraphs of a kind of XML. Names of elements are without prefix and in lower case.
pub struct Rules {
    /// Elements that are separate paragraphs.
    pub blocks: &'static [&'static WordSet],
    /// Elements without text of the article: notes, scripts, pictures with their captions.
    pub hidden: &'static WordSet,
    /// Reads an element that the lists do not cover, given its name; `false` if they do.
    pub element: fn(&mut Walk, Node, &str) -> bool,
    /// Whether texts may hold escaped HTML.
    pub has_escaped_html: bool,
    /// Adds the text of a block.
    pub push: fn(&mut Paragraphs, &str),
}

/// Adds the paragraphs within an element.
pub fn push(paragraphs: &mut Paragraphs, node: Node, rules: &Rules) {
    let mut walk = Walk { rules, paragraphs, text: String::new(), broken_at: None };
    walk.content(node);
    walk.end_block();
}

/// A walk over the content of an element.
pub struct Walk<'a> {
    rules: &'a Rules,
    /// The blocks that have ended.
    pub paragraphs: &'a mut Paragraphs,
    /// The unfolded text of the open block.
    pub text: String,
    /// Where the text continues after the last line break.
    broken_at: Option<usize>,
}

impl Walk<'_> {
    /// Adds the content of an element. The XML reader bounds the depth.
    pub fn content(&mut self, node: Node) {
        for content in node.content() {
            match content {
                Content::Text(text) if self.rules.has_escaped_html && is_html(text) => {
                    self.end_block();
                    html_text::push(self.paragraphs, text);
                }
                Content::Text(text) => self.text.push_str(text),
                Content::Element(node) => self.element(node),
            }
        }
    }

    /// Ends the open block.
    pub fn end_block(&mut self) {
        (self.rules.push)(self.paragraphs, &self.text);
        self.text.clear();
        self.broken_at = None;
    }

    /// Adds a line break: one is a blank, two in a row end the block.
    pub fn break_line(&mut self) {
        if self.broken_at.is_some_and(|at| self.text[at..].trim().is_empty()) {
            self.end_block();
        } else {
            self.text.push(' ');
            self.broken_at = Some(self.text.len());
        }
    }

    fn element(&mut self, node: Node) {
        let name = node.name().to_ascii_lowercase();
        let name = name.as_str();
        if self.rules.hidden.contains(name) || (self.rules.element)(self, node, name) {
            return;
        }
        let is_block = self.rules.blocks.iter().any(|names| names.contains(name));
        if is_block {
            self.end_block();
        }
        self.content(node);
        if is_block {
            self.end_block();
        }
    }
}

fn is_html(text: &str) -> bool {
    text.contains("</") || text.contains("<br") || text.contains("<p>")
}
