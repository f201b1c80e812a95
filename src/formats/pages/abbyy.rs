//! The XML of ABBYY FineReader, used by the Internet Archive: pages of blocks, lines and single characters.

use std::io::BufRead;

use super::page::{Page, Word, number, place_within};
use super::single_pages;
use crate::formats::cut;
use crate::formats::cut::xml::{ElementRules, Elements};
use crate::formats::tools::xml::{Node, root_name};
use crate::formats::{Format, Head, Parse, Records, Reject};

/// Pages of recognised text.
pub const FORMAT: Format = Format {
    name: "abbyy",
    about: "pages in the XML of ABBYY FineReader; by the root element and its namespace",
    extensions: &[],
    sniff: |head| {
        root_name(head).is_some_and(|root| root == "document")
            && memchr::memmem::find(head, b"abbyy.com/FineReader").is_some()
    },
    records,
    parse: Parse::Many(|record, context| -> Result<_, Reject> {
        single_pages::parse(record, context, "ABBYY")
    }),
};

/// Documents have an element for each character, so they are read page by page.
const PAGES: ElementRules = ElementRules {
    names: &[b"page"],
    around: &[b"document"],
    head: |_| Head::default(),
    none: "a document of FineReader without pages",
};

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    cut::text_records(reader, Elements::new(PAGES))
}

/// The pages of a document, or the single page of a record.
pub fn pages(root: Node) -> Vec<Page> {
    if root.is("page") {
        return vec![page(root, None)];
    }
    root.children("page").enumerate().map(|(at, node)| page(node, Some(at + 1))).collect()
}

fn page(node: Node, at: Option<usize>) -> Page {
    let mut page = Page {
        label: at.map(|at| at.to_string()),
        width: number(node.attribute("width")).unwrap_or(0),
        height: number(node.attribute("height")).unwrap_or(0),
        ..Page::default()
    };
    let (mut line, mut block) = (0, 0);
    for paragraph in node.descendants().filter(|node| node.is("par")) {
        block += 1;
        for printed in paragraph.children("line") {
            line += 1;
            let language = printed.children("formatting").find_map(|run| run.attribute("lang"));
            if let Some(language) =
                language.filter(|_| page.languages.last().is_none_or(|(b, _)| *b != block))
            {
                page.languages.push((block, language.to_owned()));
            }
            words(printed, &mut page, Word { line, block, spaced: true, ..Word::default() });
        }
    }
    page.read_as_written();
    page
}

/// Adds the words of a line: single characters with blanks between words, or texts where there are no
/// characters.
fn words(line: Node, page: &mut Page, like: Word) {
    let mut text = String::new();
    let mut edges: Option<[u32; 4]> = None;
    let end = |text: &mut String, edges: &mut Option<[u32; 4]>, page: &mut Page| {
        let place = edges.take().map(place_within);
        page.push(text, Word { place, ..like.clone() });
        text.clear();
    };
    for run in line.children("formatting") {
        if run.children("charParams").next().is_none() {
            for word in run.text().split_whitespace() {
                text.push_str(word);
                edges = self::edges(line);
                end(&mut text, &mut edges, page);
            }
            continue;
        }
        for character in run.children("charParams") {
            let content = character.text();
            let is_blank = content.trim().is_empty();
            if is_blank {
                end(&mut text, &mut edges, page);
                continue;
            }
            text.push_str(content.trim());
            if let Some([left, top, right, bottom]) = self::edges(character) {
                let [l, t, r, b] = edges.unwrap_or([left, top, right, bottom]);
                edges = Some([l.min(left), t.min(top), r.max(right), b.max(bottom)]);
            }
        }
    }
    end(&mut text, &mut edges, page);
}

fn edges(node: Node) -> Option<[u32; 4]> {
    let side = |name| number(node.attribute(name));
    Some([side("l")?, side("t")?, side("r")?, side("b")?])
}
