//! Chooses the headline of a page.
//!
//! Pages state several: one for the page itself, one for search engines, one for social media. The headline
//! with the most votes wins; the weights were chosen on pages of half of the publishers of a collection and
//! confirmed on the other half.

use super::json_ld::{self, Node};
use super::page::Page;
use super::title::{self, Site};
use crate::formats::tools::html_text;

/// The headline, and the statement that gave it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Headline {
    /// The text, without the name of the site.
    pub text: String,
    /// Its origin.
    pub rule: &'static str,
}

/// Metas that hold the headline, with their votes.
const METAS: &[(&str, u32)] = &[
    ("og:title", 12),
    ("headline", 10),
    ("dc.title", 4),
    ("dcterms.title", 4),
    ("citation_title", 4),
    ("parsely-title", 3),
    ("sailthru.title", 3),
    ("title", 1),
    ("twitter:title", 1),
];

/// The headline of a page.
pub fn choose_headline(page: &Page, node: Option<&Node>, site: &Site) -> Headline {
    let field = |name: &str| json_ld::text_of(node?.get(name)).map(|text| html_text::line(&text));
    let stated = field("headline");
    let mut whole: Vec<&str> = page.headings.iter().map(String::as_str).collect();
    whole.extend(stated.as_deref());
    let clean = |text: &str| title::without_site(&html_text::line(text), site, &whole);
    let mut tally: Vec<(Headline, u32)> = Vec::new();
    let mut count = |rule: &'static str, text: &str, votes: u32| {
        let text = clean(text);
        match tally.iter_mut().find(|(known, _)| title::same_letters(&known.text, &text)) {
            Some((_, sum)) => *sum += votes,
            None if !text.is_empty() => tally.push((Headline { text, rule }, votes)),
            None => {}
        }
    };
    for (name, votes) in METAS {
        if let Some(text) = page.first_meta(&[name]) {
            count(name, text, *votes);
        }
    }
    let fields = [("json-ld headline", "headline", 11), ("json-ld name", "name", 4)];
    for (rule, name, votes) in fields {
        if let Some(text) = field(name) {
            count(rule, &text, votes);
        }
    }
    // Without these statements the title is specific to the page; the first heading may be the logo.
    let (title_votes, heading_votes) = match (page.first_meta(&["og:title"]), &stated) {
        (Some(_), _) => (1, [5, 3, 3]),
        (None, Some(_)) => (3, [6, 3, 3]),
        (None, None) => (7, [6, 4, 3]),
    };
    for (heading, votes) in page.headings.iter().zip(heading_votes) {
        count("h1", heading, votes);
    }
    count("title", &page.title, title_votes);
    // It is written for another place on the page and only counts if it agrees with others.
    if let Some(text) = field("alternativeHeadline") {
        let text = clean(&text);
        if let Some((_, sum)) = tally.iter_mut().find(|(known, _)| title::same_letters(&known.text, &text)) {
            *sum += 8;
        }
    }
    let most = tally.iter().map(|(_, votes)| *votes).max();
    let Some(best) = tally.iter().position(|(_, votes)| Some(*votes) == most) else {
        return Headline::default();
    };
    let first = &tally[0].0;
    if is_kicked(&tally[best].0.text, &first.text) {
        return first.clone();
    }
    // A quotation mark ended the attribute too early.
    let is_cut = |whole: &str| {
        let rest = whole.strip_prefix(&tally[best].0.text).map(str::trim_start);
        rest.is_some_and(|rest| rest.starts_with(['"', '\'']))
    };
    match tally.iter().find(|(whole, _)| is_cut(&whole.text)) {
        Some((whole, _)) => whole.clone(),
        None => tally.swap_remove(best).0,
    }
}

/// Whether a text is "Kicker: headline", where the headline stands alone elsewhere.
fn is_kicked(text: &str, headline: &str) -> bool {
    let kicker = text.strip_suffix(headline).filter(|_| !headline.is_empty());
    kicker.is_some_and(|kicker| kicker.trim_end().ends_with([':', '-', '–', '|']))
}
