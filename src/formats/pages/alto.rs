//! ALTO, versions 1 to 4 and their dialects, with or without a namespace: pages of recognised text.

use super::page::{Page, Word, WordPart, number};
use super::{reading_order, single_pages};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Node, root_name};
use crate::formats::{Format, Parse, Reject};

/// Pages of recognised text.
pub const FORMAT: Format = Format {
    name: "alto",
    about: "single pages in ALTO 1 to 4; by the root element",
    extensions: &["alto"],
    sniff: |head| root_name(head).is_some_and(|root| root.eq_ignore_ascii_case("alto")),
    records: single_record::records,
    parse: Parse::Many(|record, context| -> Result<_, Reject> {
        single_pages::parse(record, context, "alto")
    }),
};

/// The pages of a document.
pub fn pages(root: Node) -> Vec<Page> {
    let image =
        root.find("sourceImageInformation").and_then(|node| node.find("fileName")).and_then(Node::line);
    let layout = root.at("Layout").unwrap_or(root);
    let reading_order = root.find("ReadingOrder").map(|order| reading_order::references(order, "REF"));
    layout.children("Page").map(|node| page(node, image.clone(), reading_order.as_deref())).collect()
}

fn page(node: Node, image: Option<String>, reading_order: Option<&[&str]>) -> Page {
    let mut page = Page {
        image: image.unwrap_or_default(),
        label: node.attribute("PRINTED_IMG_NR").or(node.attribute("PHYSICAL_IMG_NR")).map(str::to_owned),
        width: number(node.attribute("WIDTH")).unwrap_or(0),
        height: number(node.attribute("HEIGHT")).unwrap_or(0),
        ..Page::default()
    };
    let mut reader = Reader { line: 0, block: 0, blocks: Vec::new() };
    // The running head, the text, the side margins, the footer.
    let rank = |part: &Node| match part.name().to_ascii_lowercase().as_str() {
        "topmargin" => 0,
        "leftmargin" | "rightmargin" => 2,
        "bottommargin" => 3,
        _ => 1,
    };
    let mut parts: Vec<Node> = node.elements().collect();
    parts.sort_by_key(rank);
    let language = node.attribute("LANG").or(node.attribute("language"));
    for part in parts {
        reader.blocks(part, &mut page, language);
    }
    page.assign_id(node.attribute("ID"), 0);
    match reading_order {
        Some(ids) => reading_order::by_ids(&mut page, ids.iter().copied()),
        None => reading_order::by_next(&mut page, &reader.blocks),
    }
    page
}

struct Reader {
    line: u32,
    block: u32,
    /// The blocks, each with the block that follows in reading order.
    blocks: Vec<(String, Option<String>)>,
}

impl Reader {
    /// Reads blocks at any depth, which the XML reader bounds.
    fn blocks(&mut self, node: Node, page: &mut Page, language: Option<&str>) {
        let from = page.end();
        let language = node.attribute("LANG").or(node.attribute("language")).or(language);
        let is_text = node.is("TextBlock");
        let lines = node.children("TextLine");
        if is_text || lines.clone().next().is_some() {
            self.block += 1;
            if let Some(language) = language {
                page.languages.push((self.block, language.to_owned()));
            }
        }
        for child in node.elements() {
            if child.is("TextLine") {
                self.line(child, page);
            } else if !is_text {
                self.blocks(child, page, language);
            }
        }
        let id = node.attribute("ID");
        page.assign_id(id, from);
        if let Some(id) = id.filter(|_| is_text || node.is("ComposedBlock")) {
            self.blocks.push((id.to_owned(), node.attribute("IDNEXT").map(str::to_owned)));
        }
    }

    fn line(&mut self, node: Node, page: &mut Page) {
        let from = page.end();
        self.line += 1;
        for child in node.elements() {
            let last = (page.end() > from).then(|| page.words.len() - 1);
            if child.is("String") {
                let before = page.end();
                let text = child.attribute("CONTENT").unwrap_or_default();
                page.push(text, self.word(child, node));
                page.assign_id(child.attribute("ID"), before);
            } else if let Some(word) = last.and_then(|last| page.words.get_mut(last)) {
                word.spaced |= child.is("SP");
                word.hyphen |= child.is("HYP");
            }
        }
        page.assign_id(node.attribute("ID"), from);
    }

    fn word(&self, node: Node, line: Node) -> Word {
        let first = match node.attribute("SUBS_TYPE").map(str::to_ascii_lowercase).as_deref() {
            Some("hyppart1") => Some(true),
            Some("hyppart2") => Some(false),
            _ => None,
        };
        let whole = node.attribute("SUBS_CONTENT").map(crate::formats::tools::paragraphs::fold);
        let part = first
            .zip(whole.filter(|whole| is_whole(whole, node)))
            .map(|(first, whole)| WordPart { first, whole });
        // A first part without the whole word is still hyphenated.
        let hyphen = first == Some(true) && part.is_none();
        let place = |node: Node| {
            let side = |name| number(node.attribute(name));
            Some([side("HPOS")?, side("VPOS")?, side("WIDTH").unwrap_or(0), side("HEIGHT").unwrap_or(0)])
        };
        Word {
            line: self.line,
            block: self.block,
            hyphen,
            part,
            place: place(node).or(place(line)),
            ..Word::default()
        }
    }
}

/// Whether the stated whole of a hyphenated word is plausible.
fn is_whole(whole: &str, node: Node) -> bool {
    let part = node.attribute("CONTENT").unwrap_or_default();
    whole.chars().any(char::is_alphanumeric) && whole.len() <= 100 + 4 * part.len()
}
