//! Which of a page's statements about itself is believed: the rules in the order that was right
//! most often on real pages.

use serde_json::Value;

use super::json_ld::{self, Graph, Node};
use super::page::Page;
use super::title;
use crate::article::{Article, Dated, Found};
use crate::formats::{bylines, dates, fragment, languages};

/// An article of all that a page says about itself; the body is left empty.
pub fn article(page: &Page, graph: &Graph) -> Article {
    let node = node(page, graph);
    let field = |name: &str| node.and_then(|node| json_ld::text(node.get(name)));
    let url = url(page, node);
    let source = source(page, graph, node, &url);
    let mut article = Article {
        title: headline(page, node, &url, source.as_deref()),
        subtitle: field("alternativeHeadline").map(|text| plain(&text)).unwrap_or_default(),
        byline: authors(page, graph, node, source.as_deref(), &url),
        published: published(page, node, &url),
        updated: dated([
            field("dateModified").as_deref(),
            page.first(&["article:modified_time", "og:updated_time", "last-modified", "datemodified"]),
        ]),
        publisher_id: field("identifier"),
        section: section(page, graph, node),
        language: language(page, node),
        keywords: keywords(page, node),
        url: Some(url).filter(|url| !url.is_empty()),
        source,
        ..Article::default()
    };
    if title::same(&article.subtitle, &article.title) {
        article.subtitle.clear();
    }
    article
}

/// JSON-LD's `articleBody`, as it stands there; empty where there is none.
pub fn stated_body(page: &Page, graph: &Graph) -> String {
    node(page, graph).and_then(|node| json_ld::text(node.get("articleBody"))).unwrap_or_default()
}

/// Whether the page calls itself an article.
pub fn describes_article(page: &Page, graph: &Graph) -> bool {
    node(page, graph).is_some() || page.first(&["og:type"]) == Some("article")
}

/// The node of the article, told by its headline.
fn node<'a>(page: &Page, graph: &Graph<'a>) -> Option<&'a Node> {
    let og_title = page.first(&["og:title", "twitter:title"]).unwrap_or_default();
    graph.article(|headline| {
        title::same(headline, og_title) || page.headings.iter().any(|heading| title::same(heading, headline))
    })
}

/// Metas that hold the headline, with their votes.
const TITLE_METAS: [(&str, u32); 8] = [
    ("og:title", 11),
    ("twitter:title", 4),
    ("parsely-title", 3),
    ("sailthru.title", 3),
    ("dc.title", 3),
    ("dcterms.title", 3),
    ("citation_title", 3),
    ("headline", 3),
];

/// The headline that most of a page's statements agree on. One alone is often written for
/// search engines or social media, or is the logo; the visible one and JSON-LD weigh most.
fn headline(page: &Page, node: Option<&Node>, url: &str, source: Option<&str>) -> String {
    let names: Vec<&str> =
        [page.first(&["og:site_name", "application-name", "apple-mobile-web-app-title"]), source]
            .into_iter()
            .flatten()
            .collect();
    let clean = |text: &str| title::without_site(&plain(text), &names, host(url), &page.headings);
    let stated =
        TITLE_METAS.iter().filter_map(|(name, votes)| Some((page.first(&[name])?.to_owned(), *votes)));
    let of_node =
        [("headline", 10), ("name", 2)].map(|(name, votes)| Some((json_ld::text(node?.get(name))?, votes)));
    let visible =
        page.headings.iter().take(3).zip([9, 5, 3]).map(|(heading, votes)| (heading.clone(), votes));
    let candidates =
        stated.chain(of_node.into_iter().flatten()).chain(visible).chain([(page.title.clone(), 5)]);
    let mut tally: Vec<(String, u32)> = Vec::new();
    for (text, votes) in candidates {
        let text = clean(&text);
        match tally.iter_mut().find(|(known, _)| title::same(known, &text)) {
            Some((_, sum)) => *sum += votes,
            None if !text.is_empty() => tally.push((text, votes)),
            None => {}
        }
    }
    let best = tally.iter().map(|(_, votes)| *votes).max();
    let best = tally
        .iter()
        .find(|(_, votes)| Some(*votes) == best)
        .map(|(text, _)| text.clone())
        .unwrap_or_default();
    // "Kicker: headline", where the headline stands alone in the first place.
    let first = tally.first().map(|(text, _)| text.clone()).unwrap_or_default();
    let is_kicked =
        best.strip_suffix(&first).is_some_and(|kicker| kicker.trim_end().ends_with([':', '-', '–', '|']));
    if is_kicked && !first.is_empty() { first } else { best }
}

const AUTHOR_METAS: [&str; 12] = [
    "parsely-author",
    "sailthru.author",
    "author",
    "article:author",
    "article:author_name",
    "byl",
    "byline",
    "dc.creator",
    "dcterms.creator",
    "dc.creator.name",
    "citation_author",
    "twitter:creator:name",
];

/// The first statement that names somebody other than the site itself, else the first.
fn authors(page: &Page, graph: &Graph, node: Option<&Node>, source: Option<&str>, url: &str) -> Vec<String> {
    let of_node = ["author", "creator"].map(|field| graph.names(node.and_then(|node| node.get(field))));
    let of_metas = AUTHOR_METAS.map(|meta| page.all(meta).map(str::to_owned).collect());
    let visible = page.authors.iter().map(|text| vec![text.clone()]);
    let is_site = |name: &String| title::is_site(name, source.as_slice(), host(url));
    let mut fallback = Vec::new();
    for stated in of_node.into_iter().chain(of_metas).chain(visible) {
        let stated: Vec<String> = stated.iter().map(|text| plain(text)).collect();
        let names = bylines::names(&stated.join(";"));
        if !names.iter().all(is_site) {
            return names;
        }
        if fallback.is_empty() {
            fallback = names;
        }
    }
    fallback
}

const PUBLISHED_METAS: [&str; 24] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publishdate",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dcterms.date",
    "citation_publication_date",
    "citation_date",
    "originalpublicationdate",
    "article.published",
    "cxenseparse:recs:publishtime",
    "og:published_time",
    "datecreated",
];

fn published(page: &Page, node: Option<&Node>, url: &str) -> Option<Dated> {
    let field = |name: &str| node.and_then(|node| json_ld::text(node.get(name)));
    let metas = PUBLISHED_METAS.iter().flat_map(|name| page.all(name));
    dated([field("datePublished").as_deref()])
        .or_else(|| metas.filter_map(|text| dates::parse(text, Found::Metadata)).next())
        .or_else(|| dated([field("dateCreated").as_deref(), field("uploadDate").as_deref()]))
        .or_else(|| page.times.iter().chain(&page.dates).find_map(|text| dates::parse(text, Found::Text)))
        .or_else(|| dates::in_url(url))
}

/// The first text that is a date.
fn dated<'a>(texts: impl IntoIterator<Item = Option<&'a str>>) -> Option<Dated> {
    texts.into_iter().flatten().find_map(|text| dates::parse(text, Found::Metadata))
}

fn source(page: &Page, graph: &Graph, node: Option<&Node>, url: &str) -> Option<String> {
    let publisher = || graph.names(node.and_then(|node| node.get("publisher"))).into_iter().next();
    let stated = page.first(&["og:site_name"]).map(str::to_owned).or_else(publisher);
    let stated = stated.or_else(|| {
        page.first(&["dc.publisher", "citation_journal_title", "application-name"]).map(str::to_owned)
    });
    stated
        .or_else(|| Some(host(url).trim_start_matches("www.").to_owned()))
        .map(|name| plain(&name))
        .filter(|name| !name.is_empty())
}

fn section(page: &Page, graph: &Graph, node: Option<&Node>) -> Option<String> {
    let field = node.and_then(|node| json_ld::text(node.get("articleSection")));
    let meta = || {
        page.first(&[
            "article:section",
            "parsely-section",
            "section",
            "sailthru.section",
            "dc.subject.section",
        ])
        .map(str::to_owned)
    };
    // The last of a breadcrumb is the article, the first the site.
    let crumb = |crumbs: &[String]| {
        crumbs.get(1..crumbs.len().saturating_sub(1)).and_then(|inner| inner.first().cloned())
    };
    let section = field
        .or_else(meta)
        .or_else(|| crumb(&graph.breadcrumb()))
        .or_else(|| page.breadcrumbs.get(1).cloned());
    section.map(|text| plain(&text)).filter(|text| !text.is_empty() && !text.contains("://"))
}

fn language(page: &Page, node: Option<&Node>) -> Option<String> {
    let stated = [
        Some(page.language.as_str()),
        page.first(&["og:locale", "content-language", "language", "dc.language"]),
    ];
    let field = node.and_then(|node| json_ld::text(node.get("inLanguage")));
    stated.into_iter().flatten().map(str::to_owned).chain(field).find_map(|tag| languages::tag(&tag))
}

fn keywords(page: &Page, node: Option<&Node>) -> Vec<String> {
    let mut keywords: Vec<String> = Vec::new();
    let stated = node.and_then(|node| node.get("keywords")).map(json_ld::list_of).unwrap_or_default();
    let stated = stated.into_iter().filter_map(Value::as_str);
    let metas = ["news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags"];
    for text in stated.chain(metas.iter().flat_map(|name| page.all(name))) {
        for word in text.split([',', ';']) {
            let word = plain(word);
            if !word.is_empty()
                && keywords.len() < 100
                && !keywords.iter().any(|known| title::same(known, &word))
            {
                keywords.push(word);
            }
        }
    }
    keywords
}

fn url(page: &Page, node: Option<&Node>) -> String {
    let of_node =
        |name: &str| node.and_then(|node| node.get(name)).and_then(Value::as_str).map(str::to_owned);
    let candidates = [
        Some(page.canonical.clone()),
        page.first(&["og:url", "twitter:url", "parsely-link"]).map(str::to_owned),
        of_node("url"),
        of_node("mainEntityOfPage"),
        of_node("@id"),
    ];
    candidates.into_iter().flatten().find(|url| url.starts_with("http")).unwrap_or_default()
}

/// The host of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
}

/// A text of the metadata on one line; what was escaped twice ("&amp;quot;") is decoded.
fn plain(text: &str) -> String {
    fragment::line(text)
}
