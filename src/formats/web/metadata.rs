//! Chooses among a page's metadata. The rules are in the order that was most often right on real pages.
//! Headline and authors have separate files.

use std::borrow::Cow;

use serde_json::Value;

use super::json_ld::{self, Graph, Node};
use super::page::Page;
use super::title::{self, Site};
use super::{authors, headline};
use crate::article::{Dated, Field, Found, Precision};
use crate::formats::Builder;
use crate::formats::tools::{bylines, dates, html_text};
use crate::text::language;

/// A value, and the rule that gave it.
type Ruled<T> = (T, Cow<'static, str>);

/// Sets all fields except the text. `address` is the address of the page, if known.
pub fn read(page: &Page, graph: &Graph, address: Option<&str>, builder: &mut Builder) {
    let node = article_node(page, graph);
    let url = url(page, node, address);
    let address = url.as_ref().map(|(url, _)| url.as_str()).or(address).unwrap_or_default();
    let host = host(address).to_owned();
    let source = source(page, graph, node, &host);
    let section = section(page, graph, node);
    let names = ["og:site_name", "application-name", "apple-mobile-web-app-title"].into_iter();
    let names = names.filter_map(|name| page.first_meta(&[name]));
    let site = Site {
        names: names.chain(source.iter().map(|(name, _)| name.as_str())).map(str::to_owned).collect(),
        section: section.as_ref().map(|(section, _)| section.clone()),
        host,
    };
    let updated = json_date(node, "dateModified").or_else(|| meta_date(page, UPDATED));
    let published = published(page, node, address).or_else(|| updated.clone());
    for (field, date) in [(Field::Date, published), (Field::Updated, updated)] {
        if let Some((date, rule)) = date {
            builder.date(field, rule, Some(date));
        }
    }
    let headline = headline::choose_headline(page, node, &site);
    builder.set_read(Field::Title, headline.rule, Some(headline.text));
    let subtitle = node.and_then(|node| json_ld::text_of(node.get("alternativeHeadline")));
    let subtitle = subtitle.map(|text| html_text::line(&text));
    let subtitle = subtitle.filter(|text| !title::same_letters(text, &builder.article().title));
    builder.set_read(Field::Subtitle, "json-ld alternativeHeadline", subtitle);
    if !builder.has(Field::Byline) {
        let (names, rule) = authors::choose_authors(page, graph, node, &site);
        builder.add(Field::Byline, rule, names);
    }
    if !builder.has(Field::Keywords) {
        let (words, rule) = keywords(page, node);
        builder.add(Field::Keywords, rule, words);
    }
    let id = node.and_then(|node| json_ld::text_of(node.get("identifier")));
    builder.set_read(Field::PublisherId, "json-ld identifier", id);
    let language = language(page, node);
    for (field, found) in
        [(Field::Url, url), (Field::Source, source), (Field::Section, section), (Field::Language, language)]
    {
        if let Some((value, rule)) = found {
            builder.set_read(field, rule, Some(value));
        }
    }
}

/// JSON-LD's `articleBody` as written; empty if it is missing.
pub fn stated_body(node: Option<&Node>) -> String {
    node.and_then(|node| json_ld::text_of(node.get("articleBody"))).unwrap_or_default()
}

/// The descriptions of the page, from several places.
pub fn descriptions(page: &Page, node: Option<&Node>) -> Vec<String> {
    let metas = ["og:description", "description", "twitter:description"];
    let metas = metas.iter().filter_map(|name| page.first_meta(&[name])).map(str::to_owned);
    metas.chain(node.and_then(|node| json_ld::text_of(node.get("description")))).collect()
}

/// Whether the page calls itself an article.
pub fn describes_article(page: &Page, node: Option<&Node>) -> bool {
    node.is_some() || page.first_meta(&["og:type"]) == Some("article")
}

/// The node of the article, found by its headline.
pub fn article_node<'a>(page: &Page, graph: &Graph<'a>) -> Option<&'a Node> {
    let og_title = page.first_meta(&["og:title", "twitter:title"]).unwrap_or_default();
    graph.article(|headline| {
        title::same_letters(headline, og_title)
            || page.headings.iter().any(|heading| title::same_letters(heading, headline))
    })
}

const PUBLISHED: &str = "article:published_time og:article:published_time article:published article:published:time \
     datepublished parsely-pub-date sailthru.date pubdate publish-date publish_date \
     publication_date publishdate date dc.date dc.date.issued dcterms.created dcterms.issued \
     dcterms.date citation_publication_date citation_date originalpublicationdate article.published \
     cxenseparse:recs:publishtime og:published_time datecreated";

/// Reads author and date from the lines above the text, for pages without metadata: "By Jane Doe", "May 8,
/// 1998".
pub fn read_lines(lines: &[String], builder: &mut Builder) {
    for line in lines {
        if !builder.has(Field::Byline) {
            let mut names = line.match_indices("By ").find_map(|(at, _)| bylines::in_line(&line[at..]));
            names = names.or_else(|| bylines::in_line(line));
            builder.add(Field::Byline, "line above the text", names.unwrap_or_default());
        }
        let date = last_date(line).filter(|date| is_day(*date));
        builder.date(Field::Date, "line above the text", date);
    }
}

/// The date at the end of a line.
fn last_date(line: &str) -> Option<Dated> {
    const MAX_WORDS: usize = 7;
    let starts: Vec<usize> = line.match_indices(' ').map(|(at, _)| at + 1).collect();
    let near = starts.len().saturating_sub(MAX_WORDS);
    std::iter::once(0)
        .chain(starts[near..].iter().copied())
        .find_map(|at| dates::parse(&line[at..], Found::Text))
}

const UPDATED: &str =
    "article:modified_time article:modified:time og:updated_time last-modified datemodified";

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
    let date = dates::parse(&json_ld::text_of(node?.get(field))?, Found::Metadata)?;
    Some((date, format!("json-ld {field}").into()))
}

fn meta_date(page: &Page, names: &'static str) -> Option<Ruled<Dated>> {
    names.split(' ').find_map(|name| {
        let date = page.metas_named(name).find_map(|text| dates::parse(text, Found::Metadata))?;
        Some((date, Cow::Borrowed(name)))
    })
}

/// The first of the metas that holds a text.
fn meta(page: &Page, names: &[&'static str]) -> Option<Ruled<String>> {
    names.iter().find_map(|name| {
        let text = html_text::line(page.first_meta(&[name])?);
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
    let field = || {
        line(node.and_then(|node| json_ld::text_of(node.get("articleSection")))?, "json-ld articleSection")
    };
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
    let tag = |text: Option<&str>, rule: &'static str| Some((language::tag(text?)?, Cow::Borrowed(rule)));
    let field = node.and_then(|node| json_ld::text_of(node.get("inLanguage")));
    let names = ["og:locale", "content-language", "language", "dc.language"];
    tag(Some(page.language.as_str()), "html lang")
        .or_else(|| names.iter().find_map(|name| tag(page.first_meta(&[name]), name)))
        .or_else(|| tag(field.as_deref(), "json-ld inLanguage"))
}

fn keywords(page: &Page, node: Option<&Node>) -> Ruled<Vec<String>> {
    let mut keywords: Vec<String> = Vec::new();
    let mut rule = Cow::Borrowed("");
    let stated = node.and_then(|node| node.get("keywords")).map(json_ld::list_of).unwrap_or_default();
    let stated = stated.into_iter().filter_map(Value::as_str).map(|text| ("json-ld keywords", text));
    let names = ["news_keywords", "keywords", "article:tag", "parsely-tags", "sailthru.tags"];
    let metas = names.iter().flat_map(|name| page.metas_named(name).map(|text| (*name, text)));
    for (name, text) in stated.chain(metas) {
        for word in text.split([',', ';']).take(MAX_KEYWORDS) {
            let word = html_text::line(word);
            let is_new = !keywords.iter().any(|known| title::same_letters(known, &word));
            if !word.is_empty() && keywords.len() < MAX_KEYWORDS && is_new {
                keywords.push(word);
                if rule.is_empty() {
                    rule = Cow::Borrowed(name);
                }
            }
        }
    }
    (keywords, rule)
}

/// Maximum number of keywords. A longer list is a vocabulary.
const MAX_KEYWORDS: usize = 100;

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
        (page.first_meta(&["og:url"]).map(str::to_owned), "og:url"),
        (page.first_meta(&["twitter:url"]).map(str::to_owned), "twitter:url"),
        (page.first_meta(&["parsely-link"]).map(str::to_owned), "parsely-link"),
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
