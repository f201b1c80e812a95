//! Which of a page's statements about itself is believed: the rules in the order that was right
//! most often on real pages. Headline and authors have files of their own.

use std::borrow::Cow;

use serde_json::Value;

use super::json_ld::{self, Graph, Node};
use super::page::Page;
use super::title::{self, Site};
use super::{authors, headline};
use crate::article::{Article, Dated, Field, Found, Precision};
use crate::formats::tools::{bylines, dates, html_text, languages};

/// A value, and the rule that gave it.
type Ruled<T> = (T, Cow<'static, str>);

/// An article of all that a page says about itself; the body is left empty. `address` is where it
/// was found, if that is known.
pub fn article(page: &Page, graph: &Graph, address: Option<&str>) -> Article {
    let node = node(page, graph);
    let mut article = Article::default();
    let mut rules: Vec<(Field, Cow<'static, str>)> = Vec::new();
    let url = url(page, node, address);
    let host = host(url.as_ref().map(|(url, _)| url.as_str()).or(address).unwrap_or_default()).to_owned();
    let source = source(page, graph, node, &host);
    let section = section(page, graph, node);
    let names = page.first(&["og:site_name"]).into_iter();
    let names =
        names.chain(page.first(&["application-name"])).chain(page.first(&["apple-mobile-web-app-title"]));
    let site = Site {
        names: names.map(str::to_owned).chain(source.iter().map(|(name, _)| name.clone())).collect(),
        section: section.as_ref().map(|(section, _)| section.clone()),
        host,
    };
    let address = url.as_ref().map(|(url, _)| url.as_str()).or(address).unwrap_or_default();
    let published = published(page, node, address);
    let updated = json_date(node, "dateModified").or_else(|| meta_date(page, UPDATED));

    let headline = headline::of(page, node, &site);
    if !headline.text.is_empty() {
        rules.push((Field::Title, headline.rule.into()));
    }
    article.title = headline.text;
    let subtitle = node
        .and_then(|node| json_ld::text(node.get("alternativeHeadline")))
        .map(|text| html_text::line(&text));
    if let Some(subtitle) = subtitle.filter(|text| !text.is_empty() && !title::same(text, &article.title)) {
        article.subtitle = subtitle;
    }
    let (byline, rule) = authors::of(page, graph, node, &site);
    if !byline.is_empty() {
        rules.push((Field::Byline, rule));
    }
    article.byline = byline;
    article.publisher_id = node.and_then(|node| json_ld::text(node.get("identifier")));
    if article.publisher_id.is_some() {
        rules.push((Field::PublisherId, "json-ld identifier".into()));
    }
    let (keywords, rule) = keywords(page, node);
    if !keywords.is_empty() {
        rules.push((Field::Keywords, rule));
    }
    article.keywords = keywords;
    let mut keep = |field: Field, found: Option<Ruled<String>>| {
        let (value, rule) = found?;
        rules.push((field, rule));
        Some(value)
    };
    article.url = keep(Field::Url, url);
    article.source = keep(Field::Source, source);
    article.section = keep(Field::Section, section);
    article.language = keep(Field::Language, language(page, node));
    let mut keep = |field: Field, found: Option<Ruled<Dated>>| {
        let (value, rule) = found?;
        rules.push((field, rule));
        Some(value)
    };
    article.published = keep(Field::Date, published.or_else(|| updated.clone()));
    article.updated = keep(Field::Updated, updated);
    for (field, rule) in rules {
        article.provenance.set(field, rule);
    }
    article
}

/// JSON-LD's `articleBody`, as it stands there; empty where there is none.
pub fn stated_body(node: Option<&Node>) -> String {
    node.and_then(|node| json_ld::text(node.get("articleBody"))).unwrap_or_default()
}

/// What the page says it is about, in several places.
pub fn descriptions(page: &Page, node: Option<&Node>) -> Vec<String> {
    let metas = ["og:description", "description", "twitter:description"];
    let metas = metas.iter().filter_map(|name| page.first(&[name])).map(str::to_owned);
    metas.chain(node.and_then(|node| json_ld::text(node.get("description")))).collect()
}

/// Whether the page calls itself an article.
pub fn describes_article(page: &Page, node: Option<&Node>) -> bool {
    node.is_some() || page.first(&["og:type"]) == Some("article")
}

/// The node of the article, told by its headline.
pub fn node<'a>(page: &Page, graph: &Graph<'a>) -> Option<&'a Node> {
    let og_title = page.first(&["og:title", "twitter:title"]).unwrap_or_default();
    graph.article(|headline| {
        title::same(headline, og_title) || page.headings.iter().any(|heading| title::same(heading, headline))
    })
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article:published:time",
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

/// Completes an article by the lines above its text, as pages without metadata print them: "By Jane
/// Doe", "May 8, 1998".
pub fn from_lines(article: &mut Article, lines: &[String]) {
    for line in lines {
        if article.byline.is_empty()
            && let Some(names) = line
                .match_indices("By ")
                .find_map(|(at, _)| bylines::in_line(&line[at..]))
                .or_else(|| bylines::in_line(line))
        {
            article.byline = names;
            article.provenance.set(Field::Byline, "line above the text");
        }
        if article.published.is_none()
            && let Some(date) = last_date(line).filter(|date| is_day(*date))
        {
            article.published = Some(date);
            article.provenance.set(Field::Date, "line above the text");
        }
    }
}

/// The date at the end of a line.
fn last_date(line: &str) -> Option<Dated> {
    const MOST_WORDS: usize = 7;
    let starts: Vec<usize> = line.match_indices(' ').map(|(at, _)| at + 1).collect();
    let near = starts.len().saturating_sub(MOST_WORDS);
    std::iter::once(0)
        .chain(starts[near..].iter().copied())
        .find_map(|at| dates::parse(&line[at..], Found::Text))
}

const UPDATED: &[&str] =
    &["article:modified_time", "article:modified:time", "og:updated_time", "last-modified", "datemodified"];

fn published(page: &Page, node: Option<&Node>, url: &str) -> Option<Ruled<Dated>> {
    let of_title = || {
        let end = page.title.rsplit(['|', '-', '–']).next().filter(|end| end.len() < page.title.len())?;
        let date =
            dates::parse(end.trim(), Found::Metadata).filter(|date| date.precision != Precision::Year)?;
        Some((date, "title".into()))
    };
    let visible = |texts: &[String], rule: &'static str| {
        let read = |text: &String| dates::parse(text, Found::Text).filter(|date| is_day(*date));
        texts.iter().find_map(read).map(|date| (date, rule.into()))
    };
    json_date(node, "datePublished")
        .or_else(|| meta_date(page, PUBLISHED))
        .or_else(|| json_date(node, "dateCreated"))
        .or_else(|| json_date(node, "uploadDate"))
        .or_else(of_title)
        .or_else(|| visible(&page.times, "time element"))
        .or_else(|| visible(&page.dates, "date element"))
        .or_else(|| dates::in_url(url).map(|date| (date, "url".into())))
}

fn is_day(date: Dated) -> bool {
    matches!(date.precision, Precision::Day | Precision::Second)
}

fn json_date(node: Option<&Node>, field: &str) -> Option<Ruled<Dated>> {
    let date = dates::parse(&json_ld::text(node?.get(field))?, Found::Metadata)?;
    Some((date, format!("json-ld {field}").into()))
}

fn meta_date(page: &Page, names: &'static [&'static str]) -> Option<Ruled<Dated>> {
    names.iter().find_map(|name| {
        let date = page.all(name).find_map(|text| dates::parse(text, Found::Metadata))?;
        Some((date, Cow::Borrowed(*name)))
    })
}

/// The first of the metas that holds a text.
fn meta(page: &Page, names: &[&'static str]) -> Option<Ruled<String>> {
    names.iter().find_map(|name| {
        let text = html_text::line(page.first(&[name])?);
        (!text.is_empty()).then_some((text, Cow::Borrowed(*name)))
    })
}

fn source(page: &Page, graph: &Graph, node: Option<&Node>, host: &str) -> Option<Ruled<String>> {
    let publisher = || {
        let name = graph.names(node.and_then(|node| node.get("publisher"))).into_iter().next()?;
        Some((html_text::line(&name), Cow::Borrowed("json-ld publisher")))
    };
    let host = host.trim_start_matches("www.");
    meta(page, &["og:site_name", "og:site:name"])
        .or_else(publisher)
        .or_else(|| meta(page, &["dc.publisher", "citation_journal_title", "application-name"]))
        .or_else(|| Some((host.to_owned(), "host".into())))
        .filter(|(name, _)| !name.is_empty())
}

fn section(page: &Page, graph: &Graph, node: Option<&Node>) -> Option<Ruled<String>> {
    let line = |text: String, rule: &'static str| {
        let text = html_text::line(&text);
        (!text.is_empty() && !text.contains("://")).then_some((text, Cow::Borrowed(rule)))
    };
    let field =
        || line(node.and_then(|node| json_ld::text(node.get("articleSection")))?, "json-ld articleSection");
    let metas = &["article:section", "parsely-section", "section", "sailthru.section", "dc.subject.section"];
    // The last of a breadcrumb is the article, the first the site.
    let crumbs = graph.breadcrumb();
    let inner = crumbs.get(1..crumbs.len().saturating_sub(1)).and_then(|inner| inner.first().cloned());
    field()
        .or_else(|| meta(page, metas).filter(|(text, _)| !text.contains("://")))
        .or_else(|| line(inner?, "json-ld breadcrumb"))
        .or_else(|| line(page.breadcrumbs.get(1).cloned()?, "breadcrumb element"))
}

fn language(page: &Page, node: Option<&Node>) -> Option<Ruled<String>> {
    let tag = |text: Option<&str>, rule: &'static str| Some((languages::tag(text?)?, Cow::Borrowed(rule)));
    let field = node.and_then(|node| json_ld::text(node.get("inLanguage")));
    let names = ["og:locale", "content-language", "language", "dc.language"];
    tag(Some(page.language.as_str()), "html lang")
        .or_else(|| names.iter().find_map(|name| tag(page.first(&[name]), name)))
        .or_else(|| tag(field.as_deref(), "json-ld inLanguage"))
}

fn keywords(page: &Page, node: Option<&Node>) -> Ruled<Vec<String>> {
    let mut keywords: Vec<String> = Vec::new();
    let mut rule = Cow::Borrowed("");
    let stated = node.and_then(|node| node.get("keywords")).map(json_ld::list_of).unwrap_or_default();
    let stated = stated.into_iter().filter_map(Value::as_str).map(|text| ("json-ld keywords", text));
    let names = ["news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags"];
    let metas = names.iter().flat_map(|name| page.all(name).map(|text| (*name, text)));
    for (name, text) in stated.chain(metas) {
        for word in text.split([',', ';']).take(MOST_KEYWORDS) {
            let word = html_text::line(word);
            let is_new = !keywords.iter().any(|known| title::same(known, &word));
            if !word.is_empty() && keywords.len() < MOST_KEYWORDS && is_new {
                keywords.push(word);
                if rule.is_empty() {
                    rule = Cow::Borrowed(name);
                }
            }
        }
    }
    (keywords, rule)
}

/// More are a vocabulary.
const MOST_KEYWORDS: usize = 100;

fn url(page: &Page, node: Option<&Node>, address: Option<&str>) -> Option<Ruled<String>> {
    let field = |name: &str| node.and_then(|node| node.get(name)).and_then(Value::as_str).map(str::to_owned);
    let site = address.and_then(|address| Some(&address[..address.find("://")? + 3 + host(address).len()]));
    let canonical = match site {
        Some(site) if page.canonical.starts_with('/') && !page.canonical.starts_with("//") => {
            format!("{site}{}", page.canonical)
        }
        _ => page.canonical.clone(),
    };
    let candidates = [
        (Some(canonical), "canonical"),
        (page.first(&["og:url"]).map(str::to_owned), "og:url"),
        (page.first(&["twitter:url"]).map(str::to_owned), "twitter:url"),
        (page.first(&["parsely-link"]).map(str::to_owned), "parsely-link"),
        (field("url"), "json-ld url"),
        (field("mainEntityOfPage"), "json-ld mainEntityOfPage"),
        (field("@id"), "json-ld @id"),
    ];
    let candidates = candidates.into_iter().filter_map(|(url, rule)| Some((url?, Cow::Borrowed(rule))));
    candidates.into_iter().find(|(url, _)| url.starts_with("http"))
}

/// The host of an address.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split(['/', '?', '#', ':']).next().unwrap_or_default()
}
