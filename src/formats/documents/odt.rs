//! ODT, the documents of LibreOffice: `content.xml` in a zip file.

use std::collections::HashMap;

use super::package::{Package, has_media_type};
use super::properties::Properties;
use super::styled_text::StyledText;
use crate::article::Article;
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Content, Node, Tree};
use crate::formats::{Context, Format, Parse, Record, Reject};

/// OpenDocument texts, of LibreOffice and others.
pub const FORMAT: Format = Format {
    name: "odt",
    about: "OpenDocument texts; zip archives of that mimetype",
    extensions: &["odt", "ott"],
    sniff: |head| has_media_type(head, b"application/vnd.oasis.opendocument.text"),
    records: single_record::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let mut package = Package::open(&record.bytes)?;
    let manifest = package.read("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Reject::skipped("protected by a password; save it without one"));
    }
    let Some(content) = package.read("content.xml")? else {
        return Err(Reject::skipped("not a text document: a zip file without content.xml"));
    };
    let tree = Tree::read(&content, None)?;
    let parents: Option<Parents> = tree.root().at("automatic-styles").map(|styles| {
        styles
            .children("style")
            .filter_map(|style| Some((style.attribute("name")?, style.attribute("parent-style-name")?)))
            .collect()
    });
    let parents = parents.unwrap_or_default();
    let mut text = StyledText::default();
    read_blocks(&mut text, &parents, tree.root().at("body/text").unwrap_or(tree.root()));
    let meta = package.tree("meta.xml");
    let properties = meta.and_then(|meta| meta.root().at("meta").map(Properties::from_xml));
    text.finish("odt", &tree.warnings, properties, context)
}

/// The named style that each automatic style derives from.
type Parents<'a> = HashMap<&'a str, &'a str>;

/// Reads paragraphs, headings, lists and tables. The XML reader bounds the depth.
fn read_blocks(text: &mut StyledText, parents: &Parents, node: Node) {
    for child in node.elements() {
        match child.name() {
            "p" | "h" => read_paragraph(text, parents, child),
            "table-row" => {
                let mut cells = StyledText::default();
                child.elements().for_each(|cell| read_blocks(&mut cells, parents, cell));
                text.push_row(cells);
            }
            "tracked-changes" | "annotation" | "sequence-decls" | "forms" | "table-of-content" => {}
            _ => read_blocks(text, parents, child),
        }
    }
}

fn read_paragraph(text: &mut StyledText, parents: &Parents, node: Node) {
    let mut paragraph = String::new();
    let mut frames = Vec::new();
    gather_runs(node, &mut paragraph, &mut frames);
    let style = node.attribute("style-name").unwrap_or_default();
    let is_title = parents.get(style).copied().unwrap_or(style) == "Title";
    let is_heading = node.is("h") && node.attribute("outline-level").is_none_or(|level| level == "1");
    text.push(paragraph, is_title, is_heading);
    frames.into_iter().for_each(|frame| read_blocks(text, parents, frame));
}

fn gather_runs<'a>(node: Node<'a>, text: &mut String, frames: &mut Vec<Node<'a>>) {
    for content in node.content() {
        match content {
            Content::Text(run) => text.push_str(run),
            Content::Element(child) => match child.name() {
                "s" | "tab" | "line-break" => text.push(' '),
                "frame" | "custom-shape" | "text-box" => frames.push(child),
                "note" | "annotation" | "bookmark" | "change" => {}
                _ => gather_runs(child, text, frames),
            },
        }
    }
}
