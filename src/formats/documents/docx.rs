//! DOCX, the documents of Word: `word/document.xml` in a zip file.

use super::draft::{Draft, Properties, date};
use super::package::Package;
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
        return Err(Reject::skipped("a zip file without word/document.xml, no Word document"));
    };
    let tree = Tree::read(&document, None)?;
    let mut reader = Reader::default();
    reader.blocks(tree.root().at("body").unwrap_or(tree.root()));
    let core = package.read("docProps/core.xml").ok().flatten();
    let properties = core.and_then(|core| Tree::read(&core, None).ok()).map(|core| properties(core.root()));
    let headline =
        reader.title.map(|title| (title, "Title style")).or(reader.heading.map(|title| (title, "heading 1")));
    Draft {
        body: reader.paragraphs,
        headline,
        properties: properties.unwrap_or_default(),
        warnings: tree.warnings,
    }
    .article("docx", context)
}

/// The properties that Dublin Core names.
fn properties(root: Node) -> Properties {
    let one = |name: &str| root.all(name).next().and_then(Node::line);
    Properties {
        title: one("title"),
        author: one("creator"),
        created: date(one("created")).map(|date| (date, "created")),
        changed: date(one("modified")).map(|date| (date, "modified")),
        language: one("language"),
        keywords: one("keywords"),
    }
}

#[derive(Default)]
struct Reader {
    paragraphs: Vec<String>,
    /// The first paragraph of the style "Title".
    title: Option<String>,
    /// The first paragraph, if it is a heading of the first order.
    heading: Option<String>,
}

impl Reader {
    /// Paragraphs and tables; depth is bounded by the reader of XML.
    fn blocks(&mut self, node: Node) {
        for child in node.elements() {
            match child.name() {
                "p" => self.paragraph(child),
                "tbl" => self.table(child),
                "del" | "moveFrom" | "sectPr" | "Fallback" => {}
                _ => self.blocks(child),
            }
        }
    }

    fn paragraph(&mut self, node: Node) {
        let mut text = String::new();
        let mut boxes = Vec::new();
        runs(node, &mut text, &mut boxes);
        let style =
            node.at("pPr/pStyle").and_then(|style| style.attribute("val")).unwrap_or_default().to_lowercase();
        let is_empty = text.trim().is_empty();
        if !is_empty && matches!(&*style, "title" | "titel" | "titre" | "headline" | "ttulo") {
            self.title.get_or_insert_with(|| text.clone());
        }
        if !is_empty && self.paragraphs.is_empty() && matches!(&*style, "heading1" | "berschrift1" | "titre1")
        {
            self.heading = Some(text.clone());
        }
        if !is_empty {
            self.paragraphs.push(text);
        }
        // Text boxes hang on a place within a paragraph and are read after it.
        for text_box in boxes {
            self.blocks(text_box);
        }
    }

    /// A row a paragraph.
    fn table(&mut self, node: Node) {
        for row in node.elements().filter(|child| child.is("tr")) {
            let mut cells = Reader::default();
            for cell in row.all("tc") {
                cells.blocks(cell);
            }
            self.paragraphs.push(cells.paragraphs.join(" "));
        }
    }
}

/// The text of runs, without what was deleted and without codes of fields.
fn runs<'a>(node: Node<'a>, text: &mut String, boxes: &mut Vec<Node<'a>>) {
    for content in node.content() {
        let Content::Element(child) = content else { continue };
        match child.name() {
            "t" => text.push_str(&child.text()),
            "tab" | "br" | "cr" | "ptab" => text.push(' '),
            "noBreakHyphen" => text.push('-'),
            "txbxContent" => boxes.push(child),
            "del" | "moveFrom" | "instrText" | "delText" | "pPr" | "rPr" | "Fallback"
            | "footnoteReference" => {}
            _ => runs(child, text, boxes),
        }
    }
}
