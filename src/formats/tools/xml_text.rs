//! Paragraphs of bodies in XML: NITF, XHTML, and what agencies put in their place. Elements are known
//! by name, in whatever namespace; those that are not known are part of the running text.

use super::html_text::{self, SEPARATE_TAGS};
use super::paragraphs::{Paragraphs, fold};
use super::xml::{Content, Node};

/// Elements that end the paragraph before them and are one of their own, besides those of HTML.
const BLOCKS: &[&str] = &[
    "block",
    "body.content",
    "body.end",
    "bq",
    "brodtext",
    "center",
    "citat",
    "fn",
    "hl1",
    "hl2",
    "html",
    "ingress",
    "mellis",
    "para",
    "paragraph",
    "rubrik",
    "tbody",
    "tfoot",
    "thead",
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
        html_text::push(walk.paragraphs, &node.text());
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
        match typed(&self.line) {
            Typed::No => self.paragraphs.push(&self.line),
            Typed::Text => self.paragraphs.push_wrapped(&self.line),
            Typed::Table => self.line.lines().for_each(|line| self.paragraphs.push(line)),
        }
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
            html_text::push(self.paragraphs, text);
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
            _ if is_in(BLOCKS) || is_in(SEPARATE_TAGS) => {
                self.end();
                self.content(node);
                self.end();
            }
            _ => self.content(node),
        }
    }
}

/// Whether a paragraph of markup is a text of a teleprinter that nobody has marked up.
enum Typed {
    No,
    /// Indented lines begin its paragraphs.
    Text,
    /// Its lines have columns.
    Table,
}

/// Markup is indented evenly, or not at all; such texts are indented here and there.
fn typed(text: &str) -> Typed {
    let inner = || text.trim_end().split('\n').skip(1).filter(|line| !line.trim().is_empty());
    if inner().take(4).count() < 4 {
        return Typed::No;
    }
    let flush = inner().filter(|line| !line.starts_with([' ', '\t'])).count();
    let indented = inner().filter(|line| line.starts_with("  ") || line.starts_with('\t')).count();
    let columns = inner().filter(|line| line.trim().contains("   ")).count();
    match (flush, indented, columns) {
        (3.., _, 2..) if columns * 3 > flush => Typed::Table,
        (2.., 2.., _) => Typed::Text,
        _ => Typed::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::tools::xml::Tree;

    #[track_caller]
    fn check(xml: &str, paragraphs: &[&str]) {
        let tree = Tree::of(xml.to_owned()).unwrap();
        let mut body = Paragraphs::default();
        push(&mut body, tree.root());
        assert_eq!(body.finish(), paragraphs.join("\n\n"));
    }

    #[test]
    fn elements_of_xml_become_paragraphs() {
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
        check(
            "<a><p>(Adds detail)\n    * Ferry late\n    PORT SELWYN (CN) - The ferry was late, its\ncaptain said, and\nwill be.\n    He left.</p></a>",
            &[
                "(Adds detail)",
                "* Ferry late",
                "PORT SELWYN (CN) - The ferry was late, its captain said, and will be.",
                "He left.",
            ],
        );
        check(
            "<a><p>Results\nHarrow     2  Selwyn    0\nInnerport   1  Ferry   1\nSunday\nAll   0 None  0</p></a>",
            &["Results", "Harrow 2 Selwyn 0", "Innerport 1 Ferry 1", "Sunday", "All 0 None 0"],
        );
        check(
            "<a><p>The ferry\n      was\n      late\n      and\n      will be.</p></a>",
            &["The ferry was late and will be."],
        );
    }
}
