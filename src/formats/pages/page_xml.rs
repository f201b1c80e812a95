//! PAGE XML (PcGts): recognised text by regions, lines and sometimes words.

use super::page::{Page, Word, number};
use super::{reading_order, single_pages};
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Node, root_name};
use crate::formats::{Format, Parse, Reject};

/// Pages of recognised text.
pub const FORMAT: Format = Format {
    name: "page-xml",
    about: "single pages in PAGE XML; by the root element",
    extensions: &["page"],
    sniff: |head| root_name(head).is_some_and(|root| root == "PcGts"),
    records: single_record::records,
    parse: Parse::Many(|record, context| -> Result<_, Reject> {
        single_pages::parse(record, context, "PAGE")
    }),
};

/// The pages of a document.
pub fn pages(root: Node) -> Vec<Page> {
    root.children("Page").map(page).collect()
}

fn page(node: Node) -> Page {
    let mut page = Page {
        image: node.attribute("imageFilename").unwrap_or_default().to_owned(),
        width: number(node.attribute("imageWidth")).unwrap_or(0),
        height: number(node.attribute("imageHeight")).unwrap_or(0),
        ..Page::default()
    };
    let (mut line, mut block) = (0, 0);
    regions(node, node.attribute("primaryLanguage"), &mut page, &mut line, &mut block);
    let stated =
        node.children("ReadingOrder").next().map(|order| reading_order::references(order, "regionRef"));
    reading_order::by_ids(&mut page, stated.unwrap_or_default().into_iter());
    page
}

/// Reads regions at any depth, which the XML reader bounds.
fn regions(node: Node, language: Option<&str>, page: &mut Page, line: &mut u32, block: &mut u32) {
    for region in node.elements().filter(|child| child.name().ends_with("Region")) {
        let from = page.end();
        let language = region.attribute("primaryLanguage").or(language);
        *block += 1;
        page.languages.extend(language.map(|language| (*block, language.to_owned())));
        let before = page.end();
        for child in region.children("TextLine") {
            *line += 1;
            let from = page.end();
            text_line(child, page, *line, *block);
            page.assign_id(child.attribute("id"), from);
        }
        if page.end() == before {
            // Text may be given for the region alone.
            for text in text(region).as_deref().unwrap_or_default().lines() {
                *line += 1;
                page.push_words(text, &like(*line, *block, place(region)));
            }
        }
        regions(region, language, page, line, block);
        page.assign_id(region.attribute("id"), from);
    }
}

fn text_line(node: Node, page: &mut Page, line: u32, block: u32) {
    let before = page.end();
    for child in node.children("Word") {
        let from = page.end();
        if let Some(text) = text(child) {
            let place = place(child).or_else(|| place(node));
            page.push(&text, Word { spaced: true, ..like(line, block, place) });
        }
        page.assign_id(child.attribute("id"), from);
    }
    if page.end() == before {
        page.push_words(&text(node).unwrap_or_default(), &like(line, block, place(node)));
    }
}

fn like(line: u32, block: u32, place: Option<[u32; 4]>) -> Word {
    Word { line, block, place, ..Word::default() }
}

/// The first of several transcriptions.
fn text(node: Node) -> Option<String> {
    let index =
        |node: &Node| node.attribute("index").and_then(|index| index.parse::<u32>().ok()).unwrap_or(0);
    let reading = node.children("TextEquiv").min_by_key(index)?;
    reading.at("Unicode").or_else(|| reading.at("PlainText")).map(Node::text)
}

/// The bounding box of "x,y x,y ...", or of `Point` elements.
fn place(node: Node) -> Option<[u32; 4]> {
    let coords = node.at("Coords")?;
    let points: Vec<(u32, u32)> = match coords.attribute("points") {
        Some(points) => points
            .split_whitespace()
            .filter_map(|point| point.split_once(','))
            .filter_map(|(x, y)| Some((number(Some(x))?, number(Some(y))?)))
            .collect(),
        None => coords
            .children("Point")
            .filter_map(|point| Some((number(point.attribute("x"))?, number(point.attribute("y"))?)))
            .collect(),
    };
    let (left, right) = (points.iter().map(|p| p.0).min()?, points.iter().map(|p| p.0).max()?);
    let (top, bottom) = (points.iter().map(|p| p.1).min()?, points.iter().map(|p| p.1).max()?);
    Some([left, top, right - left, bottom - top])
}
