//! Elements to paragraphs: block elements divide, everything else runs on.

use dom_query::NodeRef;

/// A paragraph, a heading or a list item.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its text on one line.
    pub text: String,
    /// How many bytes of the text are links.
    pub linked: usize,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// Whether it is a list item.
    pub is_item: bool,
}

/// The blocks below a node, in order.
pub fn blocks(root: &NodeRef) -> Vec<Block> {
    let mut walk = Walk::default();
    let mut node = *root;
    // By hand rather than by recursion: depth must not cost stack.
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

/// A text on one line: white space folded to single spaces, without control and invisible
/// characters.
pub fn line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    push_folded(&mut line, text);
    line.truncate(line.trim_end().len());
    line
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    links: usize,
    headings: usize,
    items: usize,
}

impl Walk {
    /// Takes in a node; says whether its children are to be left out.
    fn enter(&mut self, node: &NodeRef) -> bool {
        if node.is_text() {
            let before = self.text.len();
            push_folded(&mut self.text, &node.text());
            if self.links > 0 {
                self.linked += self.text.len() - before;
            }
            return false;
        }
        let Some(name) = node.qual_name_ref() else {
            return false;
        };
        let name: &str = &name.local;
        match name {
            "script" | "style" | "template" | "noscript" | "head" | "svg" | "iframe"
            | "textarea" | "select" | "button" => return true,
            "br" => self.break_line(),
            "a" => self.links += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
            "li" => self.items += 1,
            _ => {}
        }
        if is_block(name) {
            self.end_block_as(name, false);
        }
        false
    }

    fn leave(&mut self, node: &NodeRef) {
        let Some(name) = node.qual_name_ref() else {
            return;
        };
        let name: &str = &name.local;
        if is_block(name) {
            self.end_block();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.headings = self.headings.saturating_sub(1)
            }
            "li" => self.items = self.items.saturating_sub(1),
            _ => {}
        }
    }

    fn end_block_as(&mut self, name: &str, _closing: bool) {
        // A heading or item opens before its text: what came before is of the outer kind.
        let heading = usize::from(name.len() == 2 && name.starts_with('h') && name != "hr");
        let item = usize::from(name == "li");
        self.headings -= heading;
        self.items -= item;
        self.end_block();
        self.headings += heading;
        self.items += item;
    }

    /// One `<br>` is a space, two in a row divide paragraphs: marked by a newline until the
    /// block ends.
    fn break_line(&mut self) {
        if self.text.ends_with('\n') {
            self.end_block();
        } else {
            self.text.truncate(self.text.trim_end().len());
            if !self.text.is_empty() {
                self.text.push('\n');
            }
        }
    }

    fn end_block(&mut self) {
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim_end();
        if !text.is_empty() {
            self.blocks.push(Block {
                text: text.replace('\n', " "),
                linked: linked.min(text.len()),
                is_heading: self.headings > 0,
                is_item: self.items > 0,
            });
        }
    }
}

/// Appends a text with its white space folded, joined to what is there.
fn push_folded(line: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with([' ', '\n']) {
                line.push(' ');
            }
        } else if !c.is_control() && !is_invisible(c) {
            line.push(c);
        }
    }
}

/// Soft hyphens, byte order marks and the like, which cut words in two for a tokeniser. Joiners
/// stay: some scripts need them.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}'
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
