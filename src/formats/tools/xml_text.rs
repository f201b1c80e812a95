//! Paragraphs of bodies in XML: NITF, XHTML and agencies' own markup. Elements are recognised by name, in any
//! namespace; unknown elements are running text.

use super::blocks::{self, Rules, Walk};
use super::html_tags::HTML_BLOCKS;
use super::html_text;
use super::paragraphs::Paragraphs;
use super::word_set::WordSet;
use super::xml::Node;

/// Elements that are separate paragraphs, in addition to those of HTML.
static BLOCKS: WordSet = WordSet::words(
    "abstract block body.content body.end bq brodtext citat fn hl1 hl2 html ingress line mellis \
     nitf-table para paragraph rubrik text",
);

/// Elements without text of the article: pictures with their captions, scripts, notes.
static HIDDEN: WordSet = WordSet::words(
    "media media-caption media-producer media-metadata script style object figure figcaption iframe \
     head ednote nitf-table-metadata colgroup custom-table dat byline video audio nitf-col form",
);

static RULES: Rules = Rules {
    blocks: &[&HTML_BLOCKS, &BLOCKS],
    hidden: &HIDDEN,
    element: |walk, node, name| element(walk, node, name, false),
    has_escaped_html: true,
    push: push_text,
};

/// Adds the paragraphs within an element.
pub fn push(paragraphs: &mut Paragraphs, node: Node) {
    add(paragraphs, node, &RULES);
}

/// Adds the paragraphs of an element in which line breaks occur within paragraphs: one is a blank, two in a
/// row divide.
pub fn push_wrapped(paragraphs: &mut Paragraphs, node: Node) {
    add(paragraphs, node, &Rules { element: |walk, node, name| element(walk, node, name, true), ..RULES });
}

fn add(paragraphs: &mut Paragraphs, node: Node, rules: &Rules) {
    // Without elements it is escaped HTML or plain text.
    match node.elements().next() {
        None => html_text::push(paragraphs, &node.text()),
        Some(_) => blocks::push(paragraphs, node, rules),
    }
}

/// Line breaks, preformatted lines and table rows.
fn element(walk: &mut Walk, node: Node, name: &str, wrapped: bool) -> bool {
    match name {
        "br" if wrapped => walk.break_line(),
        "br" => walk.end_block(),
        "pre" => {
            walk.end_block();
            node.text().lines().for_each(|line| walk.paragraphs.push(line));
        }
        "tr" | "row" => {
            walk.end_block();
            let cells: Vec<String> = node.elements().filter_map(Node::line).collect();
            walk.paragraphs.push(&cells.join(" | "));
        }
        _ => return false,
    }
    true
}

fn push_text(paragraphs: &mut Paragraphs, text: &str) {
    match typed(text) {
        Typed::No => paragraphs.push(text),
        Typed::Text => paragraphs.push_wrapped(text),
        Typed::Table => text.lines().for_each(|line| paragraphs.push(line)),
    }
}

/// Whether a paragraph holds the unmarked text of a teleprinter.
enum Typed {
    No,
    /// Its paragraphs begin with indented lines.
    Text,
    /// Its lines have columns.
    Table,
}

/// Markup is indented evenly or not at all, teleprinter text unevenly.
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
        let tree = Tree::parse(xml.to_owned()).unwrap();
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
