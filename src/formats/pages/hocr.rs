//! hOCR: recognised text as HTML, with the positions of words in `title` attributes.

use super::page::{self, Page, Word, place_within};
use super::single_pages;
use crate::formats::cut::single_record;
use crate::formats::tools::charset;
use crate::formats::tools::xml::Node;
use crate::formats::{Format, Parse, Reject};

/// Pages of recognised text. Before `html`, whose extensions it shares.
pub const FORMAT: Format = Format {
    name: "hocr",
    about: "pages in hOCR; by the class ocr_page",
    extensions: &["hocr", "html", "htm", "xhtml"],
    sniff,
    records: single_record::records,
    parse: Parse::Many(|record, context| -> Result<_, Reject> {
        single_pages::parse(record, context, "hOCR")
    }),
};

fn sniff(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let is_html = text.contains("<html") || text.contains("<HTML") || text.contains("<body");
    is_html
        && (text.contains("ocr_page")
            || text.contains("name=\"ocr-system\"")
            || text.contains("name='ocr-system'"))
}

/// The document as XML, with HTML's void elements closed.
pub fn as_xml(bytes: &[u8]) -> String {
    const EMPTY: [&str; 7] = ["br", "meta", "link", "img", "hr", "input", "wbr"];
    let text = charset::decode(bytes, None).text;
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = &*text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let tag = &rest[at + 1..];
        let name = tag.bytes().take(8).take_while(u8::is_ascii_alphanumeric).count();
        let is_empty = EMPTY.iter().any(|empty| tag[..name].eq_ignore_ascii_case(empty));
        let end = memchr::memchr(b'>', tag.as_bytes()).filter(|_| is_empty);
        match end {
            Some(end) => {
                out.push_str(&rest[..at + 1 + end]);
                out.push_str(if tag[..end].ends_with('/') { ">" } else { "/>" });
                rest = &tag[end + 1..];
            }
            None => {
                out.push_str(&rest[..=at]);
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The pages of a document.
pub fn pages(root: Node) -> Vec<Page> {
    let language = root.attribute("lang");
    root.descendants()
        .filter(|node| has_class(*node, &["ocr_page"]))
        .map(|node| page(node, language))
        .collect()
}

fn page(node: Node, language: Option<&str>) -> Page {
    let title = node.attribute("title").unwrap_or_default();
    let [_, _, right, bottom] = edges(title).unwrap_or_default();
    let image = property(title, "image").or_else(|| property(title, "file")).unwrap_or_default();
    // Pages are counted from zero.
    let number = property(title, "lpageno").map(str::to_owned).or_else(|| {
        let number: u32 = property(title, "ppageno")?.parse().ok()?;
        Some(number.saturating_add(1).to_string())
    });
    let mut page = Page {
        image: image.trim_matches(['"', '\'']).to_owned(),
        label: number,
        width: right,
        height: bottom,
        ..Page::default()
    };
    let mut reader = Reader { line: 0, block: 0 };
    reader.read(node, &mut page, node.attribute("lang").or(language));
    page.assign_id(node.attribute("id"), 0);
    page.read_as_written();
    page
}

struct Reader {
    line: u32,
    block: u32,
}

impl Reader {
    /// Reads elements at any depth, which the XML reader bounds.
    fn read(&mut self, node: Node, page: &mut Page, language: Option<&str>) {
        for child in node.elements() {
            let from = page.end();
            let language = child.attribute("lang").or(language);
            if has_class(child, &LINES) {
                self.line(child, page);
            } else {
                if has_class(child, &["ocr_par", "ocr_carea", "ocr_column"]) {
                    self.block += 1;
                    page.languages.extend(language.map(|language| (self.block, language.to_owned())));
                }
                self.read(child, page, language);
            }
            page.assign_id(child.attribute("id"), from);
        }
    }

    fn line(&mut self, node: Node, page: &mut Page) {
        self.line += 1;
        let place = |node: Node| node.attribute("title").and_then(edges).map(place_within);
        let line_place = place(node);
        let mut has_words = false;
        for word in node.descendants().filter(|node| has_class(*node, &["ocrx_word", "ocr_word"])) {
            has_words = true;
            let before = page.end();
            let place = place(word).or(line_place);
            page.push(
                &word.text(),
                Word { line: self.line, block: self.block, spaced: true, place, ..Word::default() },
            );
            page.assign_id(word.attribute("id"), before);
        }
        if !has_words {
            let like = Word { line: self.line, block: self.block, place: line_place, ..Word::default() };
            page.push_words(&node.text(), &like);
        }
    }
}

/// Classes of printed lines.
const LINES: [&str; 6] =
    ["ocr_line", "ocrx_line", "ocr_header", "ocr_footer", "ocr_textfloat", "ocr_caption"];

fn has_class(node: Node, classes: &[&str]) -> bool {
    node.attribute("class").is_some_and(|all| all.split_whitespace().any(|class| classes.contains(&class)))
}

/// A property of a `title`: "bbox 0 0 10 20; x_wconf 91".
fn property<'a>(title: &'a str, name: &str) -> Option<&'a str> {
    title.split(';').find_map(|property| property.trim().strip_prefix(name)?.strip_prefix(' ')).map(str::trim)
}

fn edges(title: &str) -> Option<[u32; 4]> {
    page::edges(property(title, "bbox")?)
}

#[cfg(test)]
mod tests {
    use super::as_xml;

    #[test]
    fn void_elements_of_html_are_closed() {
        let check = |html: &str, xml: &str| assert_eq!(as_xml(html.as_bytes()), xml);
        check("<p>a<br>b<BR/>c<meta x='1'></p>", "<p>a<br/>b<BR/>c<meta x='1'/></p>");
        check("a < b <br", "a < b <br");
    }
}
