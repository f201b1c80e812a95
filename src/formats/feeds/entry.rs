//! One entry of a feed, in any of the feed formats.

use mail_parser::decoders::base64::base64_decode;

use super::channel::Channel;
use crate::article::{Dated, Field, Found};
use crate::formats::Builder;
use crate::formats::tools::paragraphs::{self, Paragraphs};
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Node;
use crate::formats::tools::{bylines, dates, html_text};

/// Prefixes whose elements describe pictures, sounds and places, not the entry.
static FOREIGN: WordSet = WordSet::words(
    "media itunes googleplay yt gd georss geo gml slash thr activity foaf excerpt podcast psc image \
     cc creativecommons",
);

/// Maximum length of a teaser, in bytes. A longer one is a text.
const MAX_TEASER: usize = 1000;

/// Sets the fields of an entry.
pub(super) fn read_fields(item: Node, channel: &Channel, builder: &mut Builder) {
    let media =
        || item.children("title").find_map(|node| Some((html_text::line(&node.line()?), label(node))));
    if let Some((title, rule)) = first_line(item, &["title"]).or_else(media) {
        // Many publishers escape it twice.
        builder.set(Field::Title, rule, [html_text::line(&title)]);
    }
    read_texts(item, builder);
    read_dates(item, builder);
    read_authors(item, channel, builder);
    read_categories(item, builder);
    read_address(item, channel, builder);
    let source = own_elements(item, "source").map(|source| {
        let title = source.at("title").map_or_else(|| source.text(), Node::text);
        html_text::line(&title)
    });
    builder.set(Field::Source, "source", source);
    builder.set(Field::Source, "channel title", &channel.title);
    let content = ["content", "summary", "title"].iter().filter_map(|name| own_elements(item, name).next());
    let stated = std::iter::once(item).chain(content).filter_map(|node| node.attribute("lang"));
    builder.set(Field::Language, "xml:lang", stated);
    builder.set(Field::Language, "language", own_elements(item, "language").filter_map(Node::line));
    builder.set(Field::Language, "channel language", &channel.language);
}

/// The elements of a name that describe the entry itself, those without a prefix first.
fn own_elements<'a>(item: Node<'a>, name: &'a str) -> impl Iterator<Item = Node<'a>> {
    let (plain, prefixed): (Vec<_>, Vec<_>) = item
        .children(name)
        .filter(|node| !FOREIGN.contains(&node.prefix().to_ascii_lowercase()))
        .partition(|node| node.prefix() == item.prefix());
    plain.into_iter().chain(prefixed)
}

/// The first of some elements that has a text, on one line, and the element's name.
fn first_line(item: Node, names: &[&str]) -> Option<(String, String)> {
    names.iter().find_map(|name| {
        own_elements(item, name).find_map(|node| {
            let line = html_text::line(&content_of(node));
            (!line.is_empty()).then(|| (line, label(node)))
        })
    })
}

/// The name of an element with its prefix.
fn label(node: Node) -> String {
    let name = node.name().to_owned();
    if node.prefix().is_empty() { name } else { format!("{}:{name}", node.prefix()) }
}

/// The content of an element: its text, or the source of the HTML in it.
fn content_of(node: Node) -> String {
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

/// Whether the content is in base64, as Atom's content other than text and markup.
fn is_base64(node: Node) -> bool {
    node.attribute("type").is_some_and(|kind| kind == "application/octet-stream")
}

/// Reads the text and the teaser. The longer one is the text, whatever its element.
fn read_texts(item: Node, builder: &mut Builder) {
    let text = |name: &'static str| {
        own_elements(item, name).find_map(|node| {
            if node
                .attribute("type")
                .is_some_and(|kind| ["image/", "audio/", "video/"].iter().any(|k| kind.starts_with(k)))
            {
                return None;
            }
            let mut paragraphs = Paragraphs::default();
            let value = super::wordpress::without_shortcodes(content_of(node));
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
    let title = &builder.article().title;
    let (body, rule) = full.unwrap_or_default();
    let body = paragraphs::without_headline(body, title);
    let is_beginning = |teaser: &str| {
        let start: String = teaser.chars().take(60).collect();
        paragraphs::fold(&body).starts_with(start.trim_end_matches(['.', '…']))
    };
    let teaser = teaser
        .filter(|(text, _)| text.len() <= MAX_TEASER)
        .map(|(text, rule)| (paragraphs::fold(&text), rule))
        .filter(|(teaser, _)| !is_beginning(teaser));
    if let Some((teaser, rule)) = teaser {
        builder.set(Field::Subtitle, rule, [teaser]);
    }
    builder.set_body(rule, body);
}

fn read_dates(item: Node, builder: &mut Builder) {
    let date = |names: &[&'static str]| {
        names.iter().find_map(|name| {
            own_elements(item, name).find_map(|node| Some((date_of(&node.line()?)?, label(node))))
        })
    };
    let published =
        date(&["pubDate", "published", "date", "issued", "publicationDate", "created", "available"]);
    let updated = date(&["updated", "modified", "lastmod", "lastBuildDate"]);
    if let Some((date, rule)) = updated.clone().filter(|_| published.is_some()) {
        builder.date(Field::Updated, rule, Some(date));
    }
    if let Some((date, rule)) = published.or(updated) {
        builder.date(Field::Date, rule, Some(date));
    }
}

/// Reads a date; a weekday before it, in any language, is ignored.
fn date_of(text: &str) -> Option<Dated> {
    let after_weekday = || text.split_once(',').filter(|(day, _)| day.chars().all(char::is_alphabetic));
    dates::parse(text, Found::Metadata).or_else(|| dates::parse(after_weekday()?.1, Found::Metadata))
}

/// The authors, all from elements of one name.
fn read_authors(item: Node, channel: &Channel, builder: &mut Builder) {
    for name in ["creator", "author", "contributor"] {
        let mut rule = String::new();
        for node in own_elements(item, name) {
            let text = node.at("name").map_or_else(|| node.text(), Node::text);
            let names = names(&html_text::line(&text), channel);
            if !names.is_empty() && (rule.is_empty() || rule == label(node)) {
                rule = label(node);
                builder.add(Field::Byline, rule.clone(), names);
            }
        }
        if builder.has(Field::Byline) {
            return;
        }
    }
    builder.add(Field::Byline, "channel author", channel.authors.iter().cloned());
}

/// The names in an author element; RSS writes "jane@coast.example (Jane Doe)".
fn names(text: &str, channel: &Channel) -> Vec<String> {
    if let Some(name) = channel.logins.get(text) {
        return bylines::names(name);
    }
    match text.split_once('(') {
        Some((address, name)) if address.contains('@') => bylines::names(name.trim_end_matches([')', ' '])),
        _ => bylines::names(text),
    }
}

/// Reads categories: the first is the section, the others are keywords; WordPress marks tags.
fn read_categories(item: Node, builder: &mut Builder) {
    const MAX_CATEGORIES: usize = 100;
    for node in own_elements(item, "category").chain(own_elements(item, "subject")).take(MAX_CATEGORIES) {
        let term = ["label", "term"].iter().find_map(|key| node.attribute(key).map(str::to_owned));
        let term = html_text::line(&term.unwrap_or_else(|| node.text()));
        let is_tag = node.attribute("domain").is_some_and(|domain| domain.contains("tag"));
        if term.is_empty() || !term.contains(char::is_alphabetic) || term.contains("://") {
            continue;
        }
        if !builder.has(Field::Section) && !is_tag {
            builder.set(Field::Section, label(node), [term]);
        } else if builder.article().section.as_ref() != Some(&term) {
            builder.add(Field::Keywords, label(node), [term]);
        }
    }
}

fn read_address(item: Node, channel: &Channel, builder: &mut Builder) {
    let links = own_elements(item, "origLink").chain(own_elements(item, "link")).filter_map(|node| {
        let is_page = node.attribute("rel").is_none_or(|rel| rel.eq_ignore_ascii_case("alternate"));
        let link = node.attribute("href").filter(|_| is_page).map(str::to_owned);
        Some((link.or_else(|| node.line().filter(|_| is_page))?, label(node)))
    });
    let id = own_elements(item, "guid")
        .chain(own_elements(item, "id"))
        .find_map(|node| Some((node.line()?, node)));
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
        builder.set_read(Field::Url, rule, Some(channel.address(&link)));
    }
    if let Some((id, node)) = id {
        builder.set_read(Field::PublisherId, label(node), Some(id));
    }
}
