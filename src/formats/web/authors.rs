//! The authors of a page, among all the people it names.

use std::borrow::Cow;

use super::json_ld::{Graph, Node};
use super::page::Page;
use super::title::Site;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::{bylines, html_text};

const METAS: &str = "parsely-author sailthru.author dc.creator dcterms.creator dc.creator.name author \
     article:author article:author_name byl byline cxenseparse:author citation_author \
     twitter:creator:name twitter:misc:written";

/// Labels of the author in previews on social media, in lower case.
static LABELS: WordSet = WordSet::phrases(
    "written by, by, author, von, verfasst von, geschrieben von, autor, escrito por, écrit par, \
     scritto da",
);

/// The authors and the rule that found them: the first statement that names anyone but the site
/// itself, or else the first statement.
pub fn choose_authors(
    page: &Page,
    graph: &Graph,
    node: Option<&Node>,
    site: &Site,
) -> (Vec<String>, Cow<'static, str>) {
    let mut stated: Vec<(Cow<'static, str>, Vec<String>)> = Vec::new();
    for field in ["author", "creator"] {
        stated.push((format!("json-ld {field}").into(), graph.names(node.and_then(|node| node.get(field)))));
    }
    for meta in METAS.split(' ') {
        stated.push((format!("meta {meta}").into(), page.metas_named(meta).map(str::to_owned).collect()));
    }
    for (label, data) in [("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")] {
        let is_author = page.first_meta(&[label]).is_some_and(|label| LABELS.contains(&label.to_lowercase()));
        if is_author && let Some(name) = page.first_meta(&[data]) {
            stated.push((format!("meta {data}").into(), vec![name.to_owned()]));
        }
    }
    stated.extend(page.authors.iter().map(|text| ("byline element".into(), vec![bylines::in_element(text)])));
    let mut fallback = Default::default();
    for (rule, texts) in stated {
        let texts: Vec<String> = texts.iter().map(|text| html_text::line(text)).collect();
        let mut names = bylines::names(&texts.join(";"));
        if names.iter().any(|name| !site.is_named(name)) {
            names.retain(|name| !site.is_named(name));
            return (names, rule);
        }
        if names.is_empty() {
            continue;
        }
        let (known, _): &(Vec<String>, _) = &fallback;
        if known.is_empty() {
            fallback = (names, rule);
        }
    }
    fallback
}
