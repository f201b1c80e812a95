//! JSON-LD as it occurs in pages: in comments, with control characters and trailing commas, in arrays and
//! graphs. Finds the article among the nodes; `metadata` reads its fields.

use std::borrow::Cow;
use std::collections::HashMap;

use dom_query::Document;
use serde_json::{Map, Value};

use super::blocks;
use crate::formats::data::json::repair;
use crate::formats::tools::paragraphs;

/// One node of the graph.
pub type Node = Map<String, Value>;

/// Maximum depth at which graphs are followed. serde_json itself stops at 128.
const MAX_DEPTH: usize = 12;

/// The readable JSON values of a script.
pub fn parse_script(script: &str) -> Vec<Value> {
    let script = unwrapped(script);
    match read(script) {
        (values, true) => values,
        (values, false) => {
            let Some(repaired) = repair::repair(script) else { return values };
            let (repaired, whole) = read(&repaired);
            if whole || repaired.len() > values.len() { repaired } else { values }
        }
    }
}

/// The nodes of a page's JSON-LD.
#[derive(Debug, Default)]
pub struct Graph<'a> {
    articles: Vec<&'a Node>,
    breadcrumbs: Vec<&'a Node>,
    by_id: HashMap<&'a str, &'a Node>,
    /// Whether the page calls itself a list of others.
    pub is_listing: bool,
}

impl<'a> Graph<'a> {
    /// Gathers the nodes.
    pub fn new(values: &'a [Value]) -> Graph<'a> {
        let mut graph = Graph::default();
        for value in values {
            graph.gather(value, 0);
        }
        graph
    }

    /// The article of the page: the one with the page's headline. Otherwise one or two belong to the page
    /// (some describe the article twice), more are a list.
    pub fn article(&self, is_headline: impl Fn(&str) -> bool) -> Option<&'a Node> {
        let headline = |node: &Node| text_of(node.get("headline").or_else(|| node.get("name")));
        let named =
            self.articles.iter().find(|node| headline(node).is_some_and(|headline| is_headline(&headline)));
        let few = self.articles.iter().take(if self.articles.len() > 2 { 0 } else { 2 });
        named
            .or_else(|| few.clone().find(|node| node.contains_key("headline")))
            .or_else(|| few.clone().next())
            .copied()
    }

    /// The names of the breadcrumb, from the root.
    pub fn breadcrumb(&self) -> Vec<String> {
        let Some(list) = self.breadcrumbs.first() else {
            return Vec::new();
        };
        let items = list.get("itemListElement").map(list_of).unwrap_or_default();
        let name = |item: &Value| {
            text_of(item.get("name")).or_else(|| text_of(item.get("item").and_then(|i| i.get("name"))))
        };
        items.into_iter().filter_map(name).collect()
    }

    /// The names of persons or organisations: strings, nodes with a name, references to nodes.
    pub fn names(&self, value: Option<&Value>) -> Vec<String> {
        let mut names = Vec::new();
        for item in value.map(list_of).unwrap_or_default() {
            let node = item.as_object();
            let referred =
                node.and_then(|n| n.get("@id")).and_then(Value::as_str).and_then(|id| self.by_id.get(id));
            let name = match item {
                Value::String(name) => Some(name.clone()),
                // "name" is sometimes a list, or a person within the person.
                _ => item
                    .get("name")
                    .and_then(|name| match name {
                        Value::Array(many) => {
                            names.extend(many.iter().filter_map(|one| text_of(Some(one))));
                            None
                        }
                        Value::Object(inner) => text_of(inner.get("name")),
                        _ => text_of(Some(name)),
                    })
                    .or_else(|| text_of(referred.and_then(|node| node.get("name"))))
                    .or_else(|| {
                        let parts = [text_of(item.get("givenName")), text_of(item.get("familyName"))];
                        let parts: Vec<String> = parts.into_iter().flatten().collect();
                        (!parts.is_empty()).then(|| parts.join(" "))
                    }),
            };
            names.extend(name.filter(|name| !name.trim().is_empty()));
        }
        names
    }

    fn gather(&mut self, value: &'a Value, depth: usize) {
        if depth == MAX_DEPTH {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.gather(item, depth + 1)),
            Value::Object(node) => {
                if is_kind(node, is_article) {
                    self.articles.push(node);
                } else if is_kind(node, |kind| kind == "BreadcrumbList") {
                    self.breadcrumbs.push(node);
                }
                self.is_listing |= is_kind(node, |kind| LISTINGS.contains(&kind));
                if let Some(id) = node.get("@id").and_then(Value::as_str)
                    && node.contains_key("name")
                {
                    self.by_id.insert(id, node);
                }
                for inner in
                    ["@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "hasPart", "liveBlogUpdate"]
                {
                    let is_within_article = inner == "hasPart" || inner == "liveBlogUpdate";
                    if !(is_within_article && is_kind(node, is_article))
                        && let Some(value) = node.get(inner)
                    {
                        self.gather(value, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A string or a number as text, possibly the first item of a list.
pub fn text_of(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => text_of(items.first().filter(|item| !item.is_array())),
        Value::Object(node) => text_of(node.get("@value").filter(|inner| inner.is_string())),
        _ => None,
    }
}

/// The paragraphs of a text in JSON-LD, which may be HTML, escaped once more.
pub fn paragraphs_of(stated: &str) -> Vec<String> {
    let is_escaped =
        stated.contains("&amp;") || stated.contains("&lt;") || !stated.contains('<') && stated.contains('&');
    let stated = match is_escaped {
        true => Cow::Owned(Document::fragment(stated).text().to_string()),
        false => Cow::Borrowed(stated),
    };
    let plain = Document::fragment(&*stated);
    match stated.contains("</p>") || stated.contains("<br") {
        true => blocks::blocks_below(&plain.root()).into_iter().map(|block| block.text).collect(),
        false => plain.text().lines().map(paragraphs::fold).filter(|line| !line.is_empty()).collect(),
    }
}

/// The items of a list, or the value alone.
pub fn list_of(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

fn is_kind(node: &Node, is: impl Fn(&str) -> bool) -> bool {
    let kinds = node.get("@type").map(list_of).unwrap_or_default();
    kinds.iter().filter_map(|kind| kind.as_str()).any(|kind| is(kind.rsplit('/').next().unwrap_or(kind)))
}

/// Pages of links to others.
const LISTINGS: &[&str] = &["CollectionPage", "SearchResultsPage"];

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report"
}

/// Reads consecutive values; returns whether all could be read.
fn read(script: &str) -> (Vec<Value>, bool) {
    let mut values = Vec::new();
    for value in serde_json::Deserializer::from_str(script).into_iter() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => return (values, false),
        }
    }
    (values, true)
}

/// Removes the comments and CDATA marks around scripts.
fn unwrapped(script: &str) -> &str {
    let mut script = script.trim();
    loop {
        let before = script;
        for mark in ["<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "/*", "*/", "//"] {
            script = script.strip_prefix(mark).unwrap_or(script).trim_start();
        }
        for mark in ["-->", "//]]>", "/*]]>*/", "]]>", "//", ";"] {
            script = script.strip_suffix(mark).unwrap_or(script).trim_end();
        }
        if script == before {
            return script;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &str) {
        let values = parse_script(script);
        let graph = Graph::new(&values);
        let headline = graph.article(|_| false).and_then(|node| text_of(node.get("headline")));
        assert_eq!(headline.as_deref().unwrap_or(""), expected);
    }

    #[test]
    fn the_article_is_found_among_the_nodes() {
        check(r#"{"@type":"NewsArticle","headline":"Rain"}"#, "Rain");
        check(
            r#"[{"@type":"WebSite","headline":"Daily"},{"@type":["Thing","ReportageNewsArticle"],"headline":"Rain"}]"#,
            "Rain",
        );
        check(r#"{"@graph":[{"@type":"http://schema.org/BlogPosting","headline":"Rain"}]}"#, "Rain");
        check(r#"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"Rain"}}"#, "Rain");
        check(r#"{"@type":"Recipe","headline":"Soup"}"#, "");
    }

    #[test]
    fn faulty_json_is_read() {
        check("<!-- {\"@type\":\"Article\",\"headline\":\"Rain\"} -->", "Rain");
        check("//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"Rain\"}\n//]]>", "Rain");
        check("{\"@type\":\"Article\",\"headline\":\"Rain\nagain\",}", "Rain\nagain");
        check(r#"{"@type":"Article","headline":"Rain\'s back",}"#, "Rain's back");
        check(r#"{"@type":"Article","headline":"Rain"} {"@type":"#, "Rain");
        check("{\"a\":", "");
        check(&"[".repeat(100_000), "");
    }
}
