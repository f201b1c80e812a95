//! The element of the running text: the smallest that holds most of the prose.
//!
//! Descends from the root to the child with most of its parent's prose, as long as there is one. The page's
//! own marks take precedence: the `<article>` around the headline, `articleBody`, classes of running text.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::prose_density::{self, Measure};
use super::{class_words, title};

/// Minimum share of its parent's prose for a child that holds the article.
const CHILD_PERCENT: usize = 75;

/// Minimum share for a child that holds everything marked as running text.
const MARKED_PERCENT: usize = 30;

/// An article around the headline has at least this much prose, and this share of the page's.
const ARTICLE_BYTES: usize = 400;
const ARTICLE_PERCENT: usize = 15;

/// Minimum prose in an element that may be the running text, in bytes.
const WEIGHTY_BYTES: usize = 200;

/// The headline is among the first headings.
const MAX_HEADINGS: usize = 60;

/// The element that holds the running text of a page with this headline.
pub fn find_container<'a>(document: &'a Document, title: &str) -> NodeRef<'a> {
    let nodes: Vec<NodeRef> = document.root().descendants_it().collect();
    let measured = prose_density::measure_nodes(&nodes);
    let prose = |node: &NodeRef| measured.get(&node.id).map_or(0, |own: &Measure| own.prose);
    let mut node = document.root();
    // Pages may continue with the next article: the right one is around the headline.
    let least = ARTICLE_BYTES.max(prose(&node) * ARTICLE_PERCENT / 100);
    let around = headline(&nodes, title).and_then(|heading| {
        heading.ancestors_it(None).find(|around| around.has_name("article") && prose(around) >= least)
    });
    if let Some(article) = around {
        node = article;
    }
    let marked = marked(&node, &|inner| prose(inner) >= WEIGHTY_BYTES);
    let holds_marked = |child: &NodeRef| {
        let holds = |mark: &NodeRef| {
            mark.id == child.id || mark.ancestors_it(None).any(|around| around.id == child.id)
        };
        !marked.is_empty() && marked.iter().all(holds)
    };
    while !marked.iter().any(|mark| mark.id == node.id) {
        let of = prose(&node);
        let inner = node.children_it(false).find(|child| {
            let own = prose(child) * 100;
            child.is_element()
                && !child.has_name("p")
                && (own > of * CHILD_PERCENT || own > of * MARKED_PERCENT && holds_marked(child))
        });
        match inner {
            Some(inner) => node = inner,
            None => break,
        }
    }
    node
}

/// The visible headline.
fn headline<'a>(nodes: &[NodeRef<'a>], title: &str) -> Option<NodeRef<'a>> {
    let wanted = title::folded(title);
    let headings = nodes.iter().copied().filter(|node| node.has_name("h1") || node.has_name("h2"));
    headings.take(MAX_HEADINGS).find(|node| {
        // A kicker may stand before it.
        !wanted.is_empty() && title::folded(&node.text()).ends_with(&wanted)
    })
}

/// The outermost elements from a node down that the page itself marks as running text.
fn marked<'a>(node: &NodeRef<'a>, is_weighty: &dyn Fn(&NodeRef) -> bool) -> Vec<NodeRef<'a>> {
    let mut marked: Vec<NodeRef> = Vec::new();
    let mut inside: HashSet<NodeId> = HashSet::new();
    for inner in std::iter::once(*node).chain(node.descendants_it()) {
        if inner.parent().is_some_and(|parent| inside.contains(&parent.id)) {
            inside.insert(inner.id);
        } else if is_weighty(&inner) && is_marked(&inner) {
            inside.insert(inner.id);
            marked.push(inner);
        }
    }
    marked
}

fn is_marked(node: &NodeRef) -> bool {
    let has = |name: &str, is: &dyn Fn(&str) -> bool| node.attr(name).is_some_and(|value| is(&value));
    has("itemprop", &|value| value.split_whitespace().any(|word| word.eq_ignore_ascii_case("articleBody")))
        || has("class", &class_words::is_running_text)
        || has("id", &class_words::is_running_text)
}
