//! Web pages of news sites: one article a page.
//!
//! `limits` keeps out pages that would exhaust the tree builder, `page` gathers what a page
//! says about itself, `metadata` chooses among it, `body` finds the running text.

mod blocks;
mod body;
mod boilerplate;
mod json_ld;
mod limits;
mod metadata;
mod page;
mod prune;
#[cfg(test)]
mod tests;
mod title;

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use body::Body;
use json_ld::Graph;
use page::Page;

use super::{Context, Format, Parse, Record, Reject, charset, dates, whole};
use crate::article::{Article, Found};

/// Web pages.
pub const FORMAT: Format = Format {
    name: "html",
    about: "web pages; by <!doctype html>, <html>, <head> or <body>",
    extensions: &["html", "htm", "xhtml", "shtml"],
    sniff,
    records: whole::records,
    parse: Parse::One(parse),
};

/// A shorter text without any sign of an article is a stub.
const SHORTEST_BYTES: usize = 200;

/// Where the standard has browsers look for a charset; pages with long comments need more.
const CHARSET_BYTES: usize = 8 << 10;

fn sniff(head: &[u8]) -> bool {
    let text = charset::decode(head, None).text.to_ascii_lowercase();
    let mut rest = text.trim_start();
    // A declaration and comments may come first.
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|at| at + 2)
        } else {
            None
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => break,
        }
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| rest.starts_with(start))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, declared_charset(&record.bytes).as_deref());
    if let Some(reason) = limits::refusal(&decoded.text) {
        return Err(Reject::broken(reason, ""));
    }
    // The tree builder and the extractor are other people's code, and pages are hostile.
    let read = catch_unwind(AssertUnwindSafe(|| read(&decoded.text)));
    let mut article = read.unwrap_or_else(|_| {
        Err(Reject::broken("the page makes the reader of web pages fail; report it", ""))
    })?;
    if article.published.is_none() {
        article.published = dates::in_file_name(&context.file_name);
    }
    article.warnings.extend(decoded.warning());
    Ok(article)
}

fn read(html: &str) -> Result<Article, Reject> {
    let document = Document::from(html);
    let page = Page::of(&document);
    let graph = Graph::of(&page.json_ld);
    let mut article = metadata::article(&page, &graph);
    let hints = body::Hints {
        title: &article.title,
        description: page
            .first(&["og:description", "description", "twitter:description"])
            .unwrap_or_default(),
        stated: &metadata::stated_body(&page, &graph),
    };
    let body = body::read(document, html, &hints);
    article.body = body.paragraphs.join("\n\n");
    let describes_article = metadata::describes_article(&page, &graph);
    match no_article(&page, &article, &body, describes_article) {
        Some(reason) => Err(Reject::skipped(reason)),
        None => Ok(article),
    }
}

/// Why a page is no article, if so. What calls itself an article or states its date is one,
/// however short.
fn no_article(page: &Page, article: &Article, body: &Body, describes_article: bool) -> Option<&'static str> {
    let length = article.body.len();
    let title = page.title.to_lowercase();
    let is_dated = article.published.is_some_and(|date| date.found == Found::Metadata);
    if length == 0 && page.redirects {
        Some("redirects elsewhere")
    } else if length == 0 {
        Some("no running text")
    } else if length < LONGEST_ERROR_BYTES && ERROR_TITLES.iter().any(|error| title.contains(error)) {
        Some("an error page")
    } else if describes_article || is_dated {
        None
    } else if body.linked > LISTING_RATIO * length
        || (body.teasers >= MANY_TEASERS
            && body.linked > length
            && length < TEASER_BYTES * body.paragraphs.len())
    {
        Some("a list of links")
    } else if length < SHORTEST_BYTES && article.byline.is_empty() {
        Some("too little running text for an article")
    } else {
        None
    }
}

/// So many headlines of other articles make a list of a page that has more link text than prose
/// and paragraphs that are shorter than this.
const MANY_TEASERS: usize = 5;
const TEASER_BYTES: usize = 200;

/// Titles of pages that stand in for an article.
const ERROR_TITLES: [&str; 8] = [
    "404",
    "403 forbidden",
    "page not found",
    "not found",
    "access denied",
    "just a moment",
    "service unavailable",
    "are you a robot",
];

/// Longer pages are articles about errors.
const LONGEST_ERROR_BYTES: usize = 1_500;

/// A page without any sign of an article is a list when its link texts are this many times
/// longer than its prose.
const LISTING_RATIO: usize = 3;

/// The charset that a `<meta>` in the head states.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_BYTES)]).to_ascii_lowercase();
    let label = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let label = tag[tag.find("charset")? + "charset".len()..].trim_start().strip_prefix('=')?;
        let label = label.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        Some(label.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).next()?.to_owned())
    });
    label.filter(|label| !label.is_empty())
}
