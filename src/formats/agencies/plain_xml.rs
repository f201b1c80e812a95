//! XML of no standard: any element that has a headline and a text among its children is an article,
//! and its other children are known by the names that agencies and content systems give them.

use std::io::BufRead;

use super::newsml::numbered;
use super::{Draft, kinds, status, status_in_words, text};
use crate::article::{Article, Status};
use crate::formats::cut::single_record;
use crate::formats::tools::html_text;
use crate::formats::tools::xml::{self, Node, Tree};
use crate::formats::{Context, Format, Parse, Part, Record, Records, Reject};

/// XML documents that no other format takes.
pub const FORMAT: Format = Format {
    name: "xml",
    about: "XML of no standard with a headline and a body, of Ritzau and others; by the names of its elements",
    extensions: &[],
    sniff,
    records,
    parse: Parse::Many(parse),
};

/// Outermost elements of what other formats read, or nobody.
const OTHERS: &[&str] = &[
    "html",
    "rss",
    "feed",
    "rdf",
    "mets",
    "alto",
    "opml",
    "urlset",
    "sitemapindex",
    "svg",
    "tei",
    "tei.2",
    "mediawiki",
    "pcgts",
    "page",
    "lewis",
    "reuters",
    "package",
    "h1",
    "h2",
    "h3",
    "p",
    "div",
    "article",
    "section",
    "body",
    "head",
    "span",
    "table",
    "ul",
    "a",
    "b",
    "em",
    "main",
];

fn sniff(head: &[u8]) -> bool {
    let start = &head[memchr::memchr(b'<', &head[..head.len().min(16)]).unwrap_or(0)..];
    let known = |name: String| !OTHERS.contains(&name.to_lowercase().as_str());
    let has = |mark: &[u8]| memchr::memmem::find(head, mark).is_some();
    let is_xml = start.starts_with(b"<?xml") || (start.starts_with(b"<") && (has(b"</") || has(b"/>")));
    is_xml && xml::root_name(head).is_some_and(known)
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    single_record::records(reader)
}

/// Our fields and the names of elements, without case and punctuation, the surer first.
const NAMES: &[(&str, &[&str])] = &[
    (
        "title",
        &[
            "headline", "title", "head", "hed", "heading", "rubrik", "titel", "titre", "titulo", "titolo",
            "otsikko",
        ],
    ),
    (
        "subtitle",
        &[
            "subtitle",
            "subheadline",
            "subhead",
            "standfirst",
            "deck",
            "leadtext",
            "ingress",
            "lead",
            "abstract",
            "summary",
            "description",
            "directorytext",
        ],
    ),
    (
        "body",
        &[
            "contenttext",
            "content",
            "body",
            "bodytext",
            "bodyhtml",
            "fulltext",
            "articletext",
            "articlebody",
            "text",
            "story",
            "maintext",
        ],
    ),
    (
        "date",
        &[
            "publishdate",
            "publicationdate",
            "pubdate",
            "publishedat",
            "published",
            "datepublished",
            "issuedate",
            "date",
            "datetime",
            "time",
            "createddatetime",
            "created",
            "firstcreated",
        ],
    ),
    ("updated", &["updateddatetime", "updated", "modified", "lastmodified", "versioncreated"]),
    ("byline", &["byline", "author", "authors", "writer", "creator"]),
    ("source", &["source", "origin", "publisher", "agency", "provider", "credit"]),
    ("section", &["section", "category", "desk", "department"]),
    ("id", &["newsid", "guid", "articleid", "uuid", "ntbid", "contentitemid", "id"]),
    ("language", &["language", "lang"]),
    ("url", &["url", "longurl", "link", "permalink", "canonical"]),
    ("keywords", &["keywords", "keyword", "tags", "subjects", "indexcode"]),
    ("dateline", &["dateline", "town", "city"]),
    ("embargo", &["embargo", "embargotime", "embargoed"]),
    ("status", &["status", "pubstatus"]),
];

/// The first child with one of a field's names that has a text.
fn child<'a>(record: Node<'a>, field: &str) -> Option<Node<'a>> {
    let names = NAMES.iter().find(|(ours, _)| *ours == field).map_or(&[][..], |(_, names)| names);
    names
        .iter()
        .find_map(|name| record.elements().find(|node| plain(node.name()) == *name && node.line().is_some()))
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).take(40).flat_map(char::to_lowercase).collect()
}

fn named(record: Node, field: &str) -> bool {
    let names = NAMES.iter().find(|(ours, _)| *ours == field).map_or(&[][..], |(_, names)| names);
    record.elements().any(|node| names.contains(&plain(node.name()).as_str()))
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, context.charset.as_deref())?;
    let mut read: Vec<Result<Article, Reject>> = Vec::new();
    let mut end = 0;
    for node in tree.top().descendants() {
        // Not what is within an article.
        if node.start() < end || !(named(node, "title") && named(node, "body")) {
            continue;
        }
        if node.elements().any(|inner| named(inner, "title") && named(inner, "body")) {
            continue;
        }
        end = node.start() + node.source().len();
        read.push(article(node, &tree));
    }
    if read.is_empty() {
        let class = tree.top().descendants().find_map(|node| {
            let is_class = ["contenttype", "mediatype", "filetype"].contains(&plain(node.name()).as_str());
            is_class.then(|| kinds::no_text(&node.line()?)).flatten()
        });
        return Err(Reject::skipped(match tree.root().name() {
            _ if class.is_some() => class.unwrap_or_default(),
            "schema" => "an XML schema, not an article",
            _ => "no article: no element of the XML has a headline and a text",
        }));
    }
    Ok(numbered(read))
}

fn article(record: Node, tree: &Tree) -> Result<Article, Reject> {
    let mut draft = Draft::default();
    draft.article.warnings.clone_from(&tree.warnings);
    let line = |field: &str| child(record, field).and_then(Node::line).map(|line| html_text::line(&line));
    let has = |name: &str| record.elements().any(|node| plain(node.name()) == name && node.line().is_some());
    draft.title("xml headline", line("title"));
    draft.subtitle("xml subtitle", line("subtitle"));
    draft.byline("xml byline", line("byline"));
    draft.dateline("xml dateline", line("dateline"));
    draft.published("xml date", line("date").as_deref());
    draft.updated("xml updated", line("updated").as_deref());
    draft.embargo(line("embargo").as_deref());
    let inner_name = child(record, "source").and_then(|node| node.at("name")).and_then(Node::line);
    draft.source("xml source", inner_name.or_else(|| line("source")));
    draft.section("xml section", line("section"));
    draft.id("xml id", line("id").or_else(|| record.attribute("id").map(str::to_owned)));
    draft.url("xml url", line("url").as_deref());
    draft.language("xml lang", record.attribute("lang"));
    draft.language("xml language", line("language").as_deref());
    draft.language("xml lang", tree.root().attribute("lang"));
    for word in line("keywords").unwrap_or_default().split([',', ';']) {
        draft.keyword("xml keywords", Some(word.to_owned()));
    }
    states(&mut draft, record, line("status"));
    let class = record
        .elements()
        .find(|node| ["contenttype", "type", "mediatype"].contains(&plain(node.name()).as_str()));
    if let Some(reason) = class.and_then(Node::line).as_deref().and_then(kinds::no_text) {
        return Err(Reject::skipped(reason));
    }
    if ["timestart", "startdate", "eventdate"].iter().any(|name| has(name)) {
        return Err(Reject::skipped("an event or a plan, not an article"));
    }
    if let Some(body) = child(record, "body") {
        draft.body_rule("xml text");
        let text = body.text();
        if body.elements().next().is_some() {
            text::push(&mut draft.body, body);
        } else {
            // Escaped once too often: "&amp;lt;p&amp;gt;".
            let text =
                if text.trim_start().starts_with("&lt;") { html_text::without_entities(&text) } else { text };
            html_text::push(&mut draft.body, &text);
        }
    }
    draft.finish()
}

/// A status in words, or as truth values: Ritzau's `<Annuleret>true</Annuleret>`.
fn states(draft: &mut Draft, record: Node, word: Option<String>) {
    draft.status("xml status", word.map(|word| status(&word)).unwrap_or_default());
    for (name, meaning) in [
        ("annuleret", Status::Killed),
        ("cancelled", Status::Killed),
        ("killed", Status::Killed),
        ("korrektion", Status::Corrected),
        ("correction", Status::Corrected),
    ] {
        let is_set = |node: Node| {
            plain(node.name()) == name
                && node.line().is_some_and(|line| ["true", "1", "yes"].contains(&line.as_str()))
        };
        if record.elements().any(is_set) {
            draft.status("xml status", meaning);
        }
    }
    draft.status("xml headline", status_in_words(&draft.article.title));
}
