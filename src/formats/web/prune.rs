//! Removes elements around and between the paragraphs of an article: captions, share buttons, newsletter
//! boxes, lists of other articles.
//!
//! Judges by element, role and the words of class and id. An element with much of the page's prose is kept
//! whatever its name: sites name whole articles "paywall" or "share". Consent dialogs and comments are
//! removed whatever their length.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::class_words;
use super::prose_density::{self, Measure};
use crate::formats::tools::word_set::WordSet;

/// Maximum share of the prose in an element that is removed.
const MAX_PERCENT: usize = 25;

/// Maximum prose in an element that a weak word alone removes, in bytes.
const WEAK_BYTES: usize = 200;

/// Removes the elements.
pub fn prune(document: &Document) {
    let nodes: Vec<NodeRef> = document.root().descendants_it().collect();
    let verdicts: HashMap<NodeId, Verdict> = nodes
        .iter()
        .map(|node| (node.id, verdict(node)))
        .filter(|(_, verdict)| *verdict != Verdict::Within)
        .collect();
    let measured = prose_density::measure_nodes(&nodes);
    let own = |node: &NodeRef| measured.get(&node.id).copied().unwrap_or_default();
    // Foreign elements first, so that they do not make the article look short.
    let all = own(&document.root()).prose;
    for node in &nodes {
        if verdicts.get(&node.id) == Some(&Verdict::Foreign)
            && own(node).prose * 100 <= all * MAX_FOREIGN_PERCENT
        {
            node.remove_from_parent();
        }
    }
    let nodes: Vec<NodeRef> = document.root().descendants_it().collect();
    let all = prose_density::measure_nodes(&nodes).get(&document.root().id).map_or(0, |own| own.prose);
    for node in &nodes {
        let own = own(node);
        let goes = match verdicts.get(&node.id) {
            Some(Verdict::Beside) => own.prose * 100 <= all * MAX_PERCENT,
            Some(Verdict::Weak) => own.prose <= WEAK_BYTES,
            _ => false,
        };
        let goes = goes || is_list(node, own) && own.prose * 4 <= all;
        if goes {
            node.remove_from_parent();
        }
    }
}

/// Maximum share of the prose in a foreign element. Comments may be longer than the article, but an
/// element with nearly all of the prose is the article.
const MAX_FOREIGN_PERCENT: usize = 85;

/// Whether an element is a list of links to other pages.
fn is_list(node: &NodeRef, own: Measure) -> bool {
    own.links >= 3
        && own.linked * 10 > own.text * 6
        && ["ul", "ol", "div", "section", "table", "dl"].iter().any(|name| node.has_name(name))
}

/// The relation of an element to the article, judged by its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It may be the article.
    Within,
    /// It has a name that articles have too.
    Weak,
    /// It is beside the article.
    Beside,
    /// It is something else, however long.
    Foreign,
}

fn verdict(node: &NodeRef) -> Verdict {
    let Some(name) = node.qual_name_ref() else {
        return Verdict::Within;
    };
    let name: &str = &name.local;
    if ELEMENTS.contains(name) {
        return Verdict::Beside;
    }
    if ["html", "body", "main", "article", "head", "h1"].contains(&name) {
        return Verdict::Within;
    }
    let is_hidden = node.has_attr("hidden")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
        || node.attr("style").is_some_and(|style| is_hiding(&style));
    let role = node.attr("role").unwrap_or_default();
    if is_hidden || ROLES.contains(&&*role) {
        // Text for subscribers only is part of the article.
        let is_paid = node.attr("class").is_some_and(|class| class.contains("paywall"));
        return if is_paid { Verdict::Weak } else { Verdict::Beside };
    }
    let mut verdict = Verdict::Within;
    for key in ["class", "id", "data-testid"] {
        let Some(value) = node.attr(key) else { continue };
        let words = class_words::split_words(&value);
        let has = |list: &WordSet| words.iter().any(|word| list.contains(word));
        if words.iter().any(|word| FOREIGN.contains(&word.as_str())) {
            return Verdict::Foreign;
        }
        let joined = format!("-{}-", words.join("-"));
        let hides = value.split_whitespace().any(|class| class == "hidden") && !value.contains(':');
        // The classes of single paragraphs describe their style.
        let is_beside = has(&WORDS) && name != "p" || hides || PAIRS.iter().any(|pair| joined.contains(pair));
        if is_beside {
            verdict = Verdict::Beside;
        } else if verdict == Verdict::Within && name != "p" && has(&WEAK) {
            verdict = Verdict::Weak;
        }
    }
    verdict
}

fn is_hiding(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.contains("display:none") || style.contains("visibility:hidden")
}

static ELEMENTS: WordSet = WordSet::words(
    "script style noscript template nav footer aside figure figcaption form button select iframe \
     svg dialog amp-sidebar amp-consent amp-ad video audio",
);

const ROLES: &[&str] =
    &["navigation", "complementary", "dialog", "banner", "contentinfo", "search", "alert", "button"];

/// Words in classes and ids of elements beside articles.
static WORDS: WordSet = WordSet::words(
    "newsletter share sharing social related recommend recommended recommendations promo advert \
     advertisement ad ads adslot sponsored outbrain taboola caption captions credits copyright \
     byline author authors autor bio biography breadcrumb breadcrumbs tags cookie subscribe signup \
     login signin regwall menu sidebar footer modal popup toolbar poll quiz readmore trending \
     popular podcast disclaimer infobox recirc recirculation capping imprint authorprofile \
     authorbox picbox",
);

/// Words that also name parts of articles or whole articles.
static WEAK: WordSet = WordSet::words(
    "paywall offer upsell widget teaser teasers slideshow gallery carousel player overlay banner \
     subscription date timestamp credit",
);

/// Consecutive words of class and id.
static PAIRS: WordSet = WordSet::words(
    "-sign-in- -sign-up- -log-in- -image-description- -image-caption- -img-caption- -read-more- \
     -read-next- -read-also- -also-read- -more-on- -most-read- -most-popular- -author-bio- \
     -author-info- -author-box- -app-download- -social-share- -share-bar- -comment-form- \
     -media-info- -media-subtitle- -media-caption- -video-caption- -image-widget- -image-info-",
);

/// Words in classes and ids of elements that are never the article.
const FOREIGN: &[&str] =
    &["onetrust", "cookiebot", "didomi", "consent", "comments", "disqus", "usercentrics", "cmp"];
