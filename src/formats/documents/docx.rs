//! DOCX, the documents of Word: `word/document.xml` in a zip file.

use super::package::Package;
use super::properties::Properties;
use super::styled_text::StyledText;
use crate::article::Article;
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Content, Node, Tree};
use crate::formats::{Context, Format, Parse, Record, Reject};

/// Documents of Word.
pub const FORMAT: Format = Format {
    name: "docx",
    about: "Word documents; zip archives with word/document.xml",
    extensions: &["docx", "docm"],
    sniff: |head| {
        let has = |name: &[u8]| memchr::memmem::find(head, name).is_some();
        head.starts_with(b"PK\x03\x04") && has(b"[Content_Types].xml") && has(b"word/")
    },
    records: single_record::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let mut package = Package::open(&record.bytes)?;
    let Some(document) = package.read("word/document.xml")? else {
        return Err(Reject::skipped("not a Word document: a zip file without word/document.xml"));
    };
    let tree = Tree::read(&document, None)?;
    let mut text = StyledText::default();
    read_blocks(&mut text, tree.root().at("body").unwrap_or(tree.root()));
    let properties = package.tree("docProps/core.xml").map(|core| Properties::from_xml(core.root()));
    text.finish("docx", &tree.warnings, properties, context)
}

/// Reads paragraphs and tables. The XML reader bounds the depth.
fn read_blocks(text: &mut StyledText, node: Node) {
    for child in node.elements() {
        match child.name() {
            "p" => read_paragraph(text, child),
            "tbl" => {
                for row in child.children("tr") {
                    let mut cells = StyledText::default();
                    row.children("tc").for_each(|cell| read_blocks(&mut cells, cell));
                    text.push_row(cells);
                }
            }
            "del" | "moveFrom" | "sectPr" | "Fallback" => {}
            _ => read_blocks(text, child),
        }
    }
}

fn read_paragraph(text: &mut StyledText, node: Node) {
    let mut paragraph = String::new();
    let mut boxes = Vec::new();
    gather_runs(node, &mut paragraph, &mut boxes);
    let style =
        node.at("pPr/pStyle").and_then(|style| style.attribute("val")).unwrap_or_default().to_lowercase();
    let is_title = matches!(&*style, "title" | "titel" | "titre" | "headline" | "ttulo");
    let is_heading = matches!(&*style, "heading1" | "berschrift1" | "titre1");
    text.push(paragraph, is_title, is_heading);
    // Text boxes are anchored within a paragraph and read after it.
    boxes.into_iter().for_each(|text_box| read_blocks(text, text_box));
}

/// Gathers the text of runs, without deletions and field codes.
fn gather_runs<'a>(node: Node<'a>, text: &mut String, boxes: &mut Vec<Node<'a>>) {
    for content in node.content() {
        let Content::Element(child) = content else { continue };
        match child.name() {
            "t" => text.push_str(&child.text()),
            "tab" | "br" | "cr" | "ptab" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            "txbxContent" => boxes.push(child),
            "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "Fallback"
            | "footnoteReference" => {}
            _ => gather_runs(child, text, boxes),
        }
    }
}
