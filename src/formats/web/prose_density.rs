//! The amount of prose and links below each node of a page.

use std::collections::HashMap;

use dom_query::{NodeId, NodeRef};

/// Minimum length of prose outside paragraphs.
const LONG_TEXT: usize = 80;

/// The amount of text below a node, in bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    /// Text in `<p>` outside links, and long texts elsewhere.
    pub prose: usize,
    /// All text.
    pub text: usize,
    /// Text in links.
    pub linked: usize,
    /// The number of links.
    pub links: usize,
}

/// Measures the text below each node; nodes without text and links are left out. `nodes` are in the order
/// of the page, parents before their children.
pub fn measure_nodes(nodes: &[NodeRef]) -> HashMap<NodeId, Measure> {
    let mut measured: HashMap<NodeId, Measure> = HashMap::with_capacity(nodes.len());
    let mut ancestors: HashMap<NodeId, Ancestors> = HashMap::with_capacity(nodes.len());
    for node in nodes {
        let mut around =
            node.parent().and_then(|parent| ancestors.get(&parent.id).copied()).unwrap_or_default();
        let mut own = Measure::default();
        if node.is_text() {
            let length = if around.in_script { 0 } else { node.text().trim().len() };
            own.text = length;
            own.linked = if around.in_link { length } else { 0 };
            own.prose =
                if !around.in_link && (around.in_paragraph || length > LONG_TEXT) { length } else { 0 };
        } else if let Some(name) = node.qual_name_ref() {
            match &*name.local {
                "p" => around.in_paragraph = true,
                "a" => {
                    around.in_link = true;
                    own.links = 1;
                }
                "script" | "style" | "noscript" | "template" => around.in_script = true,
                _ => {}
            }
            ancestors.insert(node.id, around);
        }
        if own != Measure::default() {
            measured.insert(node.id, own);
        }
    }
    // Children come after their parents, so the sums run from the end.
    for node in nodes.iter().rev() {
        if let Some(&own) = measured.get(&node.id)
            && let Some(parent) = node.parent()
        {
            let sum = measured.entry(parent.id).or_default();
            sum.prose += own.prose;
            sum.text += own.text;
            sum.linked += own.linked;
            sum.links += own.links;
        }
    }
    measured
}

/// The elements around a node.
#[derive(Debug, Clone, Copy, Default)]
struct Ancestors {
    in_paragraph: bool,
    in_link: bool,
    in_script: bool,
}
