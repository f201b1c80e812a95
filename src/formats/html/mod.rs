//! Web pages of news sites: one article a page.
//!
//! `limits` keeps out pages that would exhaust the tree builder, `page` gathers what a page
//! says about itself, `metadata` chooses among it, `body` finds the running text.

mod body;
mod boilerplate;
mod byline;
mod json_ld;
mod limits;
mod metadata;
mod page;
mod paragraphs;
mod prune;
mod title;

use std::io::{BufRead, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use super::{Context, Format, MAX_RECORD_BYTES, Record, Records, Reject, charset};
use crate::article::Article;
use crate::formats::dates;

/// Web pages.
pub const FORMAT: Format = Format {
    name: "html",
    extensions: &["html", "htm", "xhtml", "shtml"],
    sniff,
    records,
    parse,
};

/// A shorter text without a date or author is no article but a stub, an error or a list.
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
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|start| rest.starts_with(start))
}

fn records<'a>(stream: Box<dyn BufRead + 'a>) -> Records<'a> {
    let mut bytes = Vec::new();
    let read = stream
        .take(MAX_RECORD_BYTES as u64 + 1)
        .read_to_end(&mut bytes);
    let record = match read {
        Err(error) => Err(broken(format!("cannot be read: {error}"))),
        Ok(_) if bytes.len() > MAX_RECORD_BYTES => {
            Err(broken(format!("page larger than {MAX_RECORD_BYTES} bytes")))
        }
        Ok(_) => Ok(Record {
            address: String::new(),
            start: 0,
            bytes,
        }),
    };
    Box::new(std::iter::once(record))
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let decoded = charset::decode(&record.bytes, declared_charset(&record.bytes).as_deref());
    if let Some(reason) = limits::refusal(&decoded.text) {
        return Err(broken(reason));
    }
    // The tree builder and the extractor are other people's code, and pages are hostile.
    let read = catch_unwind(AssertUnwindSafe(|| read(&decoded.text)));
    let mut article = read.unwrap_or_else(|_| {
        Err(broken(
            "the page makes the reader of web pages fail; report it".to_owned(),
        ))
    })?;
    if article.published.is_none() {
        article.published = dates::in_file_name(&context.file_name);
    }
    article.warnings.extend(decoded.warning());
    Ok(article)
}

fn read(html: &str) -> Result<Article, Reject> {
    let document = Document::from(html);
    let page = page::Page::of(&document);
    let graph = json_ld::Graph::of(&page.json_ld);
    let mut article = metadata::article(&page, &graph);
    let hints = body::Hints {
        title: &article.title,
        description: page
            .first(&["og:description", "description", "twitter:description"])
            .unwrap_or_default(),
        stated: &metadata::stated_body(&page, &graph),
    };
    article.body = body::paragraphs(document, html, &hints).join("\n\n");
    if article.body.is_empty() {
        return Err(no_article("no running text"));
    }
    if article.body.len() < SHORTEST_BYTES
        && article.published.is_none()
        && article.byline.is_empty()
    {
        return Err(no_article("too little running text for an article"));
    }
    Ok(article)
}

/// The charset that a `<meta>` in the head states.
fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head =
        String::from_utf8_lossy(&bytes[..bytes.len().min(CHARSET_BYTES)]).to_ascii_lowercase();
    let label = head.match_indices("<meta").find_map(|(at, _)| {
        let tag = &head[at..];
        let tag = &tag[..tag.find('>').unwrap_or(tag.len())];
        let label = tag[tag.find("charset")? + "charset".len()..]
            .trim_start()
            .strip_prefix('=')?;
        let label = label.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        Some(
            label
                .split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))
                .next()?
                .to_owned(),
        )
    });
    label.filter(|label| !label.is_empty())
}

fn broken(reason: String) -> Reject {
    Reject {
        broken: true,
        reason,
        at: String::new(),
    }
}

fn no_article(reason: &str) -> Reject {
    Reject {
        broken: false,
        reason: reason.to_owned(),
        at: String::new(),
    }
}
