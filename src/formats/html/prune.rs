//! Takes out what stands around and between the paragraphs of an article, before the extractor
//! looks for them: captions, share buttons, newsletter boxes, lists of other articles.
//!
//! Goes by element, role and the words of class and id. An element that holds much of the
//! page's prose is kept whatever it is called: sites name whole articles "paywall" or "share".

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// An element with at least this share of the prose is kept.
const MOST_PERCENT: usize = 40;

/// Removes the elements.
pub fn prune(document: &Document) {
    let nodes: Vec<NodeRef> = document.root().descendants_it().collect();
    let prose = prose(&nodes);
    let all = prose.values().max().copied().unwrap_or_default();
    for node in &nodes {
        let own = prose.get(&node.id).copied().unwrap_or_default();
        if own * 100 <= all * MOST_PERCENT && is_beside(node) {
            node.remove_from_parent();
        }
    }
}

/// The bytes of text in `<p>` below each element, link text left out.
pub fn prose(nodes: &[NodeRef]) -> HashMap<NodeId, usize> {
    let mut prose: HashMap<NodeId, usize> = HashMap::new();
    let mut in_paragraph: HashMap<NodeId, bool> = HashMap::new();
    for node in nodes {
        let outer =
            node.parent().and_then(|parent| in_paragraph.get(&parent.id).copied()).unwrap_or_default();
        let is_inside = match node.qual_name_ref() {
            Some(name) if &*name.local == "p" => true,
            Some(name) if &*name.local == "a" => false,
            _ => outer,
        };
        if node.is_text() && (is_inside || node.text().trim().len() > 80 && !in_link(node)) {
            prose.insert(node.id, node.text().trim().len());
        }
        in_paragraph.insert(node.id, is_inside);
    }
    // Children come after their parents, so the sums run from the end.
    for node in nodes.iter().rev() {
        if let Some(&own) = prose.get(&node.id)
            && let Some(parent) = node.parent()
        {
            *prose.entry(parent.id).or_default() += own;
        }
    }
    prose
}

fn in_link(node: &NodeRef) -> bool {
    node.ancestors_it(Some(4)).any(|n| ["a", "script", "style"].iter().any(|x| n.has_name(x)))
}

/// Whether an element stands beside the article.
fn is_beside(node: &NodeRef) -> bool {
    let Some(name) = node.qual_name_ref() else {
        return false;
    };
    let name: &str = &name.local;
    if ELEMENTS.contains(&name) {
        return true;
    }
    if ["html", "body", "main", "article", "head", "p", "h1"].contains(&name) {
        return false;
    }
    let is_hidden =
        node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| &*value == "true");
    let role = node.attr("role").unwrap_or_default();
    is_hidden
        || ROLES.contains(&&*role)
        || ["class", "id", "data-testid"]
            .iter()
            .filter_map(|key| node.attr(key))
            .any(|value| has_word(&value))
}

const ELEMENTS: [&str; 17] = [
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "footer",
    "aside",
    "figure",
    "figcaption",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "dialog",
    "video",
    "audio",
];

const ROLES: [&str; 8] =
    ["navigation", "complementary", "dialog", "banner", "contentinfo", "search", "alert", "button"];

/// Words of class and id, each with what may be joined to it ("sharebar", "relatedlinks").
const WORDS: [&str; 60] = [
    "newsletter",
    "share",
    "sharing",
    "social",
    "related",
    "recommend",
    "recommended",
    "recommendations",
    "teaser",
    "promo",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "adslot",
    "banner",
    "sponsored",
    "outbrain",
    "taboola",
    "comments",
    "comment",
    "caption",
    "credit",
    "credits",
    "copyright",
    "byline",
    "author",
    "authors",
    "breadcrumb",
    "breadcrumbs",
    "tags",
    "cookie",
    "consent",
    "paywall",
    "subscribe",
    "subscription",
    "signup",
    "login",
    "menu",
    "sidebar",
    "footer",
    "modal",
    "popup",
    "overlay",
    "toolbar",
    "poll",
    "quiz",
    "readmore",
    "trending",
    "popular",
    "timestamp",
    "date",
    "gallery",
    "slideshow",
    "carousel",
    "player",
    "podcast",
    "widget",
    "disclaimer",
    "infobox",
];

/// Whether one of the words of a class or id is on the list.
fn has_word(value: &str) -> bool {
    words(value).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// The words of a class or id: divided at anything but letters, and before capitals.
fn words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in value.chars() {
        let divides = !c.is_alphabetic() || (c.is_uppercase() && was_lower);
        if divides && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words
}
