//! The statements of a page about itself, gathered in one walk over its elements. `metadata` decides
//! which to believe.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::json_ld;
use crate::formats::tools::paragraphs;
use crate::formats::tools::word_set::WordSet;

/// The statements of a page, in the order of the page.
#[derive(Debug, Default)]
pub struct Page {
    /// `<meta>`: the name, property or itemprop in lower case, and the content.
    pub metas: Vec<(String, String)>,
    /// The values of its JSON-LD scripts.
    pub json_ld: Vec<Value>,
    /// `<title>`.
    pub title: String,
    /// The texts of `<h1>`.
    pub headings: Vec<String>,
    /// The `datetime` of `<time>`, else its text.
    pub times: Vec<String>,
    /// Short texts of elements marked as byline or author.
    pub authors: Vec<String>,
    /// Whether it sends browsers elsewhere.
    pub redirects: bool,
    /// Short texts of elements marked as a date.
    pub dates: Vec<String>,
    /// The links of a breadcrumb.
    pub breadcrumbs: Vec<String>,
    /// `<html lang>`.
    pub language: String,
    /// `<link rel=canonical>`.
    pub canonical: String,
}

/// Maximum length of a byline, in bytes.
const MAX_BYLINE: usize = 150;

/// Maximum number of elements of one kind that are gathered. A real page has a few.
const MAX_STATEMENTS: usize = 500;

impl Page {
    /// Gathers the statements of a page.
    pub fn read(document: &Document) -> Page {
        let mut page = Page::default();
        for node in document.root().descendants_it() {
            let Some(name) = node.qual_name_ref() else {
                continue;
            };
            match &*name.local {
                "meta" => page.gather_meta(&node),
                "html" => page.language = attribute(&node, "lang"),
                "link"
                    if page.canonical.is_empty()
                        && attribute(&node, "rel").eq_ignore_ascii_case("canonical") =>
                {
                    page.canonical = attribute(&node, "href");
                }
                "script" if is_json_ld(&node) && page.json_ld.len() < MAX_STATEMENTS => {
                    page.json_ld.extend(json_ld::parse_script(&node.text()));
                }
                "title" if page.title.is_empty() && !within_svg(&node) => page.title = text(&node),
                "h1" if page.headings.len() < MAX_STATEMENTS => {
                    let heading = text(&node);
                    if !heading.is_empty() {
                        page.headings.push(heading);
                    }
                }
                "time" if page.times.len() < MAX_STATEMENTS => {
                    let stated = attribute(&node, "datetime");
                    page.times.push(if stated.is_empty() { text(&node) } else { stated });
                }
                _ => page.gather_marked(&node),
            }
        }
        page
    }

    /// The first of the named metas that is not empty, in the order of the names.
    pub fn first_meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| Some(self.metas.iter().find(|(key, _)| key == name)?.1.as_str()))
    }

    /// All metas of one name.
    pub fn metas_named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, content)| content.as_str())
    }

    fn gather_meta(&mut self, node: &NodeRef) {
        self.redirects |= attribute(node, "http-equiv").eq_ignore_ascii_case("refresh");
        let content = paragraphs::fold(&attribute(node, "content"));
        if content.is_empty() || self.metas.len() == MAX_STATEMENTS {
            return;
        }
        for key in ["property", "name", "itemprop"] {
            let name = attribute(node, key);
            if !name.is_empty() {
                for name in name.to_lowercase().split_whitespace().take(4) {
                    let is_dublin = name.starts_with("dc:") || name.starts_with("dcterm");
                    let name = if is_dublin {
                        name.replace(':', ".").replace("dcterm.", "dcterms.")
                    } else {
                        name.to_owned()
                    };
                    self.metas.push((name, content.clone()));
                }
                return;
            }
        }
    }

    /// Gathers an element that an attribute marks as byline or breadcrumb.
    fn gather_marked(&mut self, node: &NodeRef) {
        let marks = format!(
            "{} {} {}",
            attribute(node, "rel"),
            attribute(node, "itemprop"),
            attribute(node, "class")
        )
        .to_lowercase();
        if marks.contains("breadcrumb") && self.breadcrumbs.is_empty() {
            self.breadcrumbs = node
                .descendants_it()
                .take(MAX_TEXT)
                .filter(|inner| inner.has_name("a"))
                .take(8)
                .map(|inner| text(&inner))
                .collect();
        }
        let is_author = marks.split_whitespace().any(|mark| AUTHOR_MARKS.contains(mark));
        let is_date = DATE_MARKS.iter().any(|mark| marks.contains(mark));
        if !(is_author || is_date) || self.authors.len() + self.dates.len() >= MAX_STATEMENTS {
            return;
        }
        let text = text(node);
        if (1..MAX_BYLINE).contains(&text.len()) {
            if is_author { self.authors.push(text) } else { self.dates.push(text) }
        }
    }
}

/// Parts of classes and `itemprop` that mark a date.
const DATE_MARKS: [&str; 8] =
    ["date", "publish", "timestamp", "pubtime", "posted", "datum", "fecha", "tarih"];

/// Classes, `rel` and `itemprop` that mark a byline, from the pages of 170 publishers.
static AUTHOR_MARKS: WordSet = WordSet::words(
    "author byline byline__name author-name author__name authorname article-author article__author \
     byline-name authors byline-author post-author",
);

/// An attribute, trimmed; empty if it is missing.
pub fn attribute(node: &NodeRef, name: &str) -> String {
    node.attr(name).map(|value| value.trim().to_owned()).unwrap_or_default()
}

/// The text of an element on one line, truncated, so that the texts of nested elements are not copied for
/// each of them.
fn text(node: &NodeRef) -> String {
    let mut text = String::new();
    for inner in node.descendants_it().take(MAX_TEXT).filter(NodeRef::is_text) {
        text.push_str(&inner.text());
        if text.len() > MAX_TEXT {
            break;
        }
    }
    paragraphs::fold(&text)
}

/// Headlines have up to 300 bytes, with the white space of the page up to 1,000.
const MAX_TEXT: usize = 2_000;

fn is_json_ld(node: &NodeRef) -> bool {
    node.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

/// Whether a title is that of an icon.
fn within_svg(node: &NodeRef) -> bool {
    node.parent()
        .is_some_and(|parent| parent.has_name("svg") || parent.has_name("symbol") || parent.has_name("g"))
}
