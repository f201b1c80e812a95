//! ODT, the documents of LibreOffice: `content.xml` in a zip file.

use std::collections::HashMap;

use super::draft::{Draft, Properties, date};
use super::package::Package;
use crate::article::Article;
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Content, Node, Tree};
use crate::formats::{Context, Format, Parse, Record, Reject};

/// Documents of LibreOffice and its relatives.
pub const FORMAT: Format = Format {
    name: "odt",
    about: "OpenDocument texts; zip archives of that mimetype",
    extensions: &["odt", "ott"],
    // The first member is the type, unpacked.
    sniff: |head| {
        head.starts_with(b"PK\x03\x04")
            && head
                .get(30..)
                .is_some_and(|rest| rest.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.text"))
    },
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
        return Err(Reject::skipped("a zip file without content.xml, no text document"));
    };
    let tree = Tree::read(&content, None)?;
    let parents = tree.root().at("automatic-styles").map(|styles| {
        styles
            .all("style")
            .filter_map(|style| Some((style.attribute("name")?, style.attribute("parent-style-name")?)))
            .collect()
    });
    let mut reader =
        Reader { parents: parents.unwrap_or_default(), paragraphs: Vec::new(), title: None, heading: None };
    reader.blocks(tree.root().at("body/text").unwrap_or(tree.root()));
    let meta = package.read("meta.xml").ok().flatten();
    let meta = meta.and_then(|meta| Tree::read(&meta, None).ok());
    let headline =
        reader.title.map(|title| (title, "Title style")).or(reader.heading.map(|title| (title, "heading 1")));
    let properties = meta.and_then(|meta| meta.root().at("meta").map(properties)).unwrap_or_default();
    Draft { body: reader.paragraphs, headline, properties, warnings: tree.warnings.clone() }
        .article("odt", context)
}

fn properties(meta: Node) -> Properties {
    let one = |name: &str| meta.all(name).next().and_then(Node::line);
    let keywords: Vec<String> = meta.all("keyword").filter_map(Node::line).collect();
    Properties {
        title: one("title"),
        author: one("initial-creator").or_else(|| one("creator")),
        created: date(one("creation-date")).map(|date| (date, "creation-date")),
        changed: date(one("date")).map(|date| (date, "date")),
        language: one("language"),
        keywords: Some(keywords.join(",")).filter(|keywords| !keywords.is_empty()),
    }
}

struct Reader<'a> {
    /// The style that each style made on the way goes back to.
    parents: HashMap<&'a str, &'a str>,
    paragraphs: Vec<String>,
    title: Option<String>,
    heading: Option<String>,
}

impl<'a> Reader<'a> {
    /// Paragraphs, headings, lists, tables; depth is bounded by the reader of XML.
    fn blocks(&mut self, node: Node<'a>) {
        for child in node.elements() {
            match child.name() {
                "p" | "h" => self.paragraph(child),
                "table-row" => {
                    let parents = std::mem::take(&mut self.parents);
                    let mut cells = Reader { parents, paragraphs: Vec::new(), title: None, heading: None };
                    child.elements().for_each(|cell| cells.blocks(cell));
                    self.parents = cells.parents;
                    self.paragraphs.push(cells.paragraphs.join(" "));
                }
                "tracked-changes" | "annotation" | "sequence-decls" | "forms" | "table-of-content" => {}
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, node: Node<'a>) {
        let mut text = String::new();
        let mut frames = Vec::new();
        runs(node, &mut text, &mut frames);
        if !text.trim().is_empty() {
            let style = node.attribute("style-name").unwrap_or_default();
            let style = self.parents.get(style).copied().unwrap_or(style);
            if style == "Title" {
                self.title.get_or_insert_with(|| text.clone());
            }
            let is_first = node.is("h") && node.attribute("outline-level").is_none_or(|level| level == "1");
            if is_first && self.paragraphs.is_empty() {
                self.heading = Some(text.clone());
            }
            self.paragraphs.push(text);
        }
        for frame in frames {
            self.blocks(frame);
        }
    }
}

fn runs<'a>(node: Node<'a>, text: &mut String, frames: &mut Vec<Node<'a>>) {
    for content in node.content() {
        match content {
            Content::Text(run) => text.push_str(run),
            Content::Element(child) => match child.name() {
                "s" | "tab" | "line-break" => text.push(' '),
                "frame" | "custom-shape" | "text-box" => frames.push(child),
                "note" | "annotation" | "bookmark" | "change" => {}
                _ => runs(child, text, frames),
            },
        }
    }
}
