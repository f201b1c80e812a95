//! Paragraphs of bodies in XML: NITF, XHTML, and what agencies put in their place. Elements are known
//! by name, in whatever namespace; those that are not known are part of the running text.

use crate::formats::paragraphs::{Paragraphs, fold};
use crate::formats::xml::{Content, Node};

/// Elements that end the paragraph before them and are one of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "block",
    "body",
    "body.content",
    "body.end",
    "bq",
    "br",
    "brodtext",
    "caption",
    "center",
    "citat",
    "dd",
    "div",
    "dl",
    "dt",
    "fn",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hl1",
    "hl2",
    "hr",
    "html",
    "ingress",
    "li",
    "main",
    "mellis",
    "ol",
    "p",
    "para",
    "paragraph",
    "pre",
    "rubrik",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "nitf-table",
    "row",
    "line",
    "text",
    "abstract",
];

/// Elements whose text is not the article's: pictures with their captions, scripts, notes.
const HIDDEN: &[&str] = &[
    "media",
    "media-caption",
    "media-producer",
    "media-metadata",
    "script",
    "style",
    "object",
    "figure",
    "figcaption",
    "iframe",
    "head",
    "ednote",
    "nitf-table-metadata",
    "colgroup",
    "custom-table",
    "dat",
    "byline",
    "video",
    "audio",
    "nitf-col",
    "form",
];

/// Adds the paragraphs within an element.
pub fn push(paragraphs: &mut Paragraphs, node: Node) {
    add(paragraphs, node, false);
}

/// Adds the paragraphs of an element where agencies break lines within paragraphs: one break is a
/// blank, two are a border.
pub fn push_wrapped(paragraphs: &mut Paragraphs, node: Node) {
    add(paragraphs, node, true);
}

fn add(paragraphs: &mut Paragraphs, node: Node, wrapped: bool) {
    let mut walk = Walk { paragraphs, line: String::new(), wrapped, after_break: false };
    // No XML besides it: escaped HTML, or plain text.
    if node.elements().next().is_none() {
        super::fragment::push(walk.paragraphs, &node.text());
        return;
    }
    walk.content(node);
    walk.end();
}

struct Walk<'a> {
    paragraphs: &'a mut Paragraphs,
    line: String,
    wrapped: bool,
    /// Nothing but a break stands behind the last text.
    after_break: bool,
}

impl Walk<'_> {
    fn end(&mut self) {
        self.paragraphs.push(&self.line);
        self.line.clear();
        self.after_break = false;
    }

    /// The depth of elements is bounded by the reader of XML.
    fn content(&mut self, node: Node) {
        for content in node.content() {
            match content {
                Content::Text(text) => self.text(text),
                Content::Element(node) => self.element(node),
            }
        }
    }

    fn text(&mut self, text: &str) {
        // Escaped HTML within XML.
        if text.contains("</") || text.contains("<br") || text.contains("<p>") {
            self.end();
            super::fragment::push(self.paragraphs, text);
        } else {
            self.line.push_str(text);
            self.after_break &= text.trim().is_empty();
        }
    }

    fn element(&mut self, node: Node) {
        let name = node.name().to_ascii_lowercase();
        let is_in = |list: &[&str]| list.contains(&name.as_str());
        if is_in(HIDDEN) {
            return;
        }
        match name.as_str() {
            "br" if self.wrapped && !self.after_break => {
                self.line.push(' ');
                self.after_break = true;
            }
            "pre" => {
                self.end();
                node.text().lines().for_each(|line| self.paragraphs.push(line));
            }
            "tr" | "row" => {
                self.end();
                let cells: Vec<String> = node.elements().map(|cell| fold(&cell.text())).collect();
                let cells: Vec<&str> =
                    cells.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
                self.paragraphs.push(&cells.join(" | "));
            }
            _ if is_in(BLOCKS) => {
                self.end();
                self.content(node);
                self.end();
            }
            _ => self.content(node),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::xml::Tree;

    #[track_caller]
    fn check(xml: &str, paragraphs: &[&str]) {
        let tree = Tree::of(xml.to_owned()).unwrap();
        let mut body = Paragraphs::default();
        push(&mut body, tree.root());
        assert_eq!(body.finish(), paragraphs.join("\n\n"));
    }

    #[test]
    fn bodies() {
        check("<a><p>One <b>two</b>\n three.</p>four<br/>five</a>", &["One two three.", "four", "five"]);
        check("<x:a><x:p>One</x:p><x:hl2>Two</x:hl2></x:a>", &["One", "Two"]);
        check("<a>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</a>", &["One", "Two"]);
        check("<a><media><media-caption>No</media-caption></media><p>Yes</p></a>", &["Yes"]);
        check(
            "<a><table><tr><th/><th>W</th></tr><tr><td>Reds</td><td>3</td></tr></table></a>",
            &["W", "Reds | 3"],
        );
        check("<a><pre>One\n  Two</pre></a>", &["One", "Two"]);
        check("<a>One\n\nTwo</a>", &["One", "Two"]);
    }
}
