//! One entry of a feed, in whichever of the feed formats.

use mail_parser::decoders::base64::base64_decode;

use super::channel::Channel;
use crate::article::{Article, Dated, Field, Found};
use crate::formats::tools::paragraphs::{self, Paragraphs};
use crate::formats::tools::xml::Node;
use crate::formats::tools::{bylines, dates, html_text, languages};

/// Prefixes whose elements describe pictures, sounds and places, not the entry.
const FOREIGN: &[&str] = &[
    "media",
    "itunes",
    "googleplay",
    "yt",
    "gd",
    "georss",
    "geo",
    "gml",
    "slash",
    "thr",
    "activity",
    "foaf",
    "excerpt",
    "podcast",
    "psc",
    "image",
    "cc",
    "creativecommons",
];

/// Longer teasers than this are texts.
const LONGEST_TEASER: usize = 1000;

/// The article of an entry.
pub(super) fn read(item: Node, channel: &Channel) -> Article {
    let mut article = Article::default();
    let media = || item.all("title").find_map(|node| Some((html_text::line(&node.line()?), label(node))));
    if let Some((title, rule)) = line(item, &["title"]).or_else(media) {
        // Escaped twice over by many a publisher.
        article.title = html_text::line(&title);
        article.provenance.set(Field::Title, rule);
    }
    texts(item, &mut article);
    dates(item, &mut article);
    people(item, channel, &mut article);
    categories(item, &mut article);
    address(item, channel, &mut article);
    let source = own(item, "source").find_map(|source| {
        let title = source.at("title").map_or_else(|| source.text(), Node::text);
        Some(html_text::line(&title)).filter(|line| !line.is_empty())
    });
    if let Some(source) = source {
        article.source = Some(source);
        article.provenance.set(Field::Source, "source");
    } else if let Some(title) = &channel.title {
        article.source = Some(title.clone());
        article.provenance.set(Field::Source, "channel title");
    }
    let content = ["content", "summary", "title"].iter().filter_map(|name| own(item, name).next());
    let stated =
        std::iter::once(item).chain(content).find_map(|node| languages::tag(node.attribute("lang")?));
    if let Some(language) = stated {
        article.language = Some(language);
        article.provenance.set(Field::Language, "xml:lang");
    } else if let Some(language) = own(item, "language").find_map(|node| languages::tag(&node.line()?)) {
        article.language = Some(language);
        article.provenance.set(Field::Language, "language");
    } else if let Some(language) = &channel.language {
        article.language = Some(language.clone());
        article.provenance.set(Field::Language, "channel language");
    }
    article
}

/// The elements of a name that describe the entry itself, those without a prefix first.
pub(super) fn own<'a>(item: Node<'a>, name: &'a str) -> impl Iterator<Item = Node<'a>> {
    let (plain, prefixed): (Vec<_>, Vec<_>) = item
        .all(name)
        .filter(|node| !FOREIGN.iter().any(|prefix| node.prefix().eq_ignore_ascii_case(prefix)))
        .partition(|node| node.prefix() == item.prefix());
    plain.into_iter().chain(prefixed)
}

/// The first of some elements that has a text, on one line, and the element's name.
fn line(item: Node, names: &[&str]) -> Option<(String, String)> {
    names.iter().find_map(|name| {
        own(item, name).find_map(|node| {
            let line = html_text::line(&value(node));
            (!line.is_empty()).then(|| (line, label(node)))
        })
    })
}

/// The name of an element as its feed writes it.
fn label(node: Node) -> String {
    let name = node.name().to_owned();
    if node.prefix().is_empty() { name } else { format!("{}:{name}", node.prefix()) }
}

/// What an element holds: text, or the source of the HTML in it.
fn value(node: Node) -> String {
    let Some(child) = node.elements().next() else {
        let text = node.text();
        if node.attribute("mode") == Some("base64") || is_base64(node) {
            return base64_decode(text.as_bytes())
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_default();
        }
        return text;
    };
    let source = node.source();
    match child.prefix() {
        "" => source.to_owned(),
        prefix => source.replace(&format!("<{prefix}:"), "<").replace(&format!("</{prefix}:"), "</"),
    }
}

/// Atom's content that is neither text nor markup is in base64.
fn is_base64(node: Node) -> bool {
    node.attribute("type").is_some_and(|kind| kind == "application/octet-stream")
}

/// The whole text and the teaser. The longer one is the text, whatever it is called.
fn texts(item: Node, article: &mut Article) {
    let text = |name: &'static str| {
        own(item, name).find_map(|node| {
            if node
                .attribute("type")
                .is_some_and(|kind| ["image/", "audio/", "video/"].iter().any(|k| kind.starts_with(k)))
            {
                return None;
            }
            let mut paragraphs = Paragraphs::default();
            let value = super::wordpress::without_shortcodes(value(node));
            if node.elements().next().is_some() {
                html_text::push_html(&mut paragraphs, &value);
            } else {
                html_text::push(&mut paragraphs, &value);
            }
            Some((paragraphs.finish(), label(node))).filter(|(text, _)| !text.is_empty())
        })
    };
    let full = ["encoded", "content", "full-text", "fulltext", "body", "div"].into_iter().find_map(text);
    let teaser = ["description", "summary", "abstract", "tagline"].into_iter().find_map(text);
    let foreign = || {
        let node = item.elements().find(|node| {
            matches!((node.prefix(), node.name()), ("media" | "itunes", "description" | "summary"))
        })?;
        let mut paragraphs = Paragraphs::default();
        html_text::push(&mut paragraphs, &node.text());
        Some((paragraphs.finish(), label(node))).filter(|(text, _)| !text.is_empty())
    };
    let (full, teaser) = match (full, teaser) {
        (Some(full), Some(teaser)) if teaser.0.len() > full.0.len() * 2 => (Some(teaser), Some(full)),
        (None, None) => (foreign(), None),
        (None, teaser) => (teaser, None),
        both => both,
    };
    if let Some((text, rule)) = full {
        article.body = paragraphs::without_headline(text, &article.title);
        article.provenance.set(Field::Text, rule);
    }
    if let Some((text, rule)) = teaser.filter(|(text, _)| text.len() <= LONGEST_TEASER) {
        let teaser = paragraphs::fold(&text);
        let start: String = teaser.chars().take(60).collect();
        if teaser != article.title
            && !paragraphs::fold(&article.body).starts_with(start.trim_end_matches(['.', '…']))
        {
            article.subtitle = teaser;
            article.provenance.set(Field::Subtitle, rule);
        }
    }
}

fn dates(item: Node, article: &mut Article) {
    let date = |names: &[&'static str]| {
        names
            .iter()
            .find_map(|name| own(item, name).find_map(|node| Some((date_of(&node.line()?)?, label(node)))))
    };
    let published =
        date(&["pubDate", "published", "date", "issued", "publicationDate", "created", "available"]);
    let updated = date(&["updated", "modified", "lastmod", "lastBuildDate"]);
    if let Some((date, rule)) = &updated
        && published.is_some()
    {
        article.updated = Some(*date);
        article.provenance.set(Field::Updated, rule.clone());
    }
    if let Some((date, rule)) = published.or(updated) {
        article.published = Some(date);
        article.provenance.set(Field::Date, rule);
    }
}

/// Reads a date; a weekday of whatever language before it says nothing more.
fn date_of(text: &str) -> Option<Dated> {
    let after_weekday = || text.split_once(',').filter(|(day, _)| day.chars().all(char::is_alphabetic));
    dates::parse(text, Found::Metadata).or_else(|| dates::parse(after_weekday()?.1, Found::Metadata))
}

fn people(item: Node, channel: &Channel, article: &mut Article) {
    for name in ["creator", "author", "contributor"] {
        let mut label_of = String::new();
        for node in own(item, name) {
            let text = node.at("name").map_or_else(|| node.text(), Node::text);
            let names = names(&html_text::line(&text), channel);
            if !names.is_empty() && (label_of.is_empty() || label_of == label(node)) {
                label_of = label(node);
                article.byline.extend(names);
            }
        }
        if !article.byline.is_empty() {
            article.provenance.set(Field::Byline, label_of);
            return;
        }
    }
    if !channel.authors.is_empty() {
        article.byline.clone_from(&channel.authors);
        article.provenance.set(Field::Byline, "channel author");
    }
}

/// "jane@coast.example (Jane Doe)" is how RSS writes a name.
fn names(text: &str, channel: &Channel) -> Vec<String> {
    if let Some(name) = channel.logins.get(text) {
        return bylines::names(name);
    }
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => bylines::names(name.trim_end_matches([')', ' '])),
        _ => bylines::names(text),
    }
}

/// The first category is the section, the others are keywords; WordPress tells them apart.
fn categories(item: Node, article: &mut Article) {
    const MOST: usize = 100;
    for node in own(item, "category").chain(own(item, "subject")).take(MOST) {
        let term = ["label", "term"].iter().find_map(|key| node.attribute(key).map(str::to_owned));
        let term = html_text::line(&term.unwrap_or_else(|| node.text()));
        let is_tag = node.attribute("domain").is_some_and(|domain| domain.contains("tag"));
        if term.is_empty() || !term.contains(char::is_alphabetic) || term.contains("://") {
            continue;
        }
        if article.section.is_none() && !is_tag {
            article.section = Some(term);
            article.provenance.set(Field::Section, label(node));
        } else if article.section.as_ref() != Some(&term) && !article.keywords.contains(&term) {
            article.keywords.push(term);
            article.provenance.set(Field::Keywords, label(node));
        }
    }
}

fn address(item: Node, channel: &Channel, article: &mut Article) {
    let links = own(item, "origLink").chain(own(item, "link")).filter_map(|node| {
        let is_page = node.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"));
        let link = node.attribute("href").filter(|_| is_page).map(str::to_owned);
        Some((link.or_else(|| node.line().filter(|_| is_page))?, label(node)))
    });
    let id = own(item, "guid").chain(own(item, "id")).find_map(|node| Some((node.line()?, node)));
    let permalink = id.as_ref().and_then(|(id, node)| {
        let is_link = id.contains("://") && node.attribute("isPermaLink").is_none_or(|flag| flag != "false");
        is_link.then(|| (id.clone(), label(*node)))
    });
    let about = |key: &str| item.attribute(key).map(|link| (link.to_owned(), key.to_owned()));
    let found = links
        .chain(permalink)
        .chain(about("about"))
        .chain(about("href"))
        .find(|(link, _)| !link.contains(' ') && (link.contains("://") || link.starts_with('/')));
    if let Some((link, rule)) = found {
        article.url = Some(channel.address(&link));
        article.provenance.set(Field::Url, rule);
    }
    if let Some((id, node)) = id {
        article.publisher_id = Some(id);
        article.provenance.set(Field::PublisherId, label(node));
    }
}
