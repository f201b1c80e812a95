//! Web pages of news sites: one article a page.
//!
//! `complexity` rejects pages that would exhaust the tree builder; `page` gathers a page's metadata, among
//! which `metadata` chooses, with `headline` and `authors`; `body` finds the running text: `prune` removes
//! the elements beside it, `container` finds its element, `boilerplate` removes foreign lines, `standfirst`
//! finds the standfirst.

mod authors;
mod blocks;
mod body;
mod boilerplate;
mod class_words;
mod complexity;
mod container;
mod headline;
mod json_ld;
mod live;
mod mapped;
mod metadata;
mod notices;
mod page;
mod prose_density;
mod prune;
mod slides;
mod standfirst;
#[cfg(test)]
mod tests;
mod title;

use dom_query::Document;

use body::Body;
use json_ld::Graph;
use page::Page;

use super::cut::single_record;
use super::tools::word_set::WordSet;
use super::tools::{catch_panic, charset, dates};
use super::{Builder, Context, Ending, Format, Parse, Record, Reject};
use crate::article::{Article, Field, Found};

/// Web pages.
pub const FORMAT: Format = Format {
    name: "html",
    about: "web pages; by <!doctype html>, <html>, <head> or <body>",
    extensions: &["html", "htm", "xhtml", "shtml"],
    sniff,
    records: single_record::records,
    parse: Parse::One(parse),
};

/// All text of a page or a piece of one, a line for each block.
#[cfg(any(test, feature = "lab"))]
pub fn text_of(html: &str) -> String {
    let blocks = blocks::blocks_below(&Document::from(html).root());
    blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n")
}

/// Minimum length of a text without any sign of an article, in bytes.
const MIN_BYTES: usize = 200;

/// Number of bytes that are searched for a charset: more than in the standard, because of long comments.
const CHARSET_BYTES: usize = 8 << 10;

fn sniff(head: &[u8]) -> bool {
    let text = charset::decode(head, None).text.to_ascii_lowercase();
    let mut rest = text.trim_start();
    // A declaration and comments may precede it.
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
    let declared = context.charset.clone().or_else(|| declared_charset(&record.bytes));
    let decoded = charset::decode(&record.bytes, declared.as_deref());
    if let Some(reason) = complexity::refusal(&decoded.text) {
        return Err(Reject::broken(reason, ""));
    }
    // The tree builder is an external crate, and pages may be hostile.
    let read = catch_panic::guarded(|| read(&decoded.text, context));
    let mut builder = read.unwrap_or_else(|| {
        Err(Reject::broken("the page makes the HTML parser fail; please report it", ""))
    })?;
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    builder.warnings.extend(decoded.warning());
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

fn read(html: &str, context: &Context) -> Result<Builder, Reject> {
    let document = Document::from(html);
    let page = Page::read(&document);
    let graph = Graph::new(&page.json_ld);
    let node = metadata::article_node(&page, &graph);
    let mut builder = Builder::default();
    mapped::apply_map(&mut builder, &page, node, &context.map);
    metadata::read(&page, &graph, context.url.as_deref(), &mut builder);
    let descriptions = metadata::descriptions(&page, node);
    let hints = body::Hints {
        title: &builder.article().title,
        authors: &builder.article().byline,
        descriptions: &descriptions.iter().map(String::as_str).collect::<Vec<_>>(),
        stated: &metadata::stated_body(node),
        posts: &live::post_paragraphs(node),
    };
    let body = body::read(&document, html, &hints);
    builder.set_body(body.rule, body.paragraphs.join("\n\n"));
    let subtitle = &builder.article().subtitle;
    if body.paragraphs.iter().any(|paragraph| title::same_letters(paragraph, subtitle)) {
        builder.clear(Field::Subtitle);
    }
    metadata::read_lines(&body.above, &mut builder);
    let describes_article = metadata::describes_article(&page, node);
    match skip_reason(&page, &graph, builder.article(), &body, describes_article) {
        Some(reason) => Err(Reject::skipped(reason)),
        None => Ok(builder),
    }
}

/// The reason why a page is not an article, if there is one. A page that calls itself an article or
/// states its date is one, however short.
fn skip_reason(
    page: &Page,
    graph: &Graph,
    article: &Article,
    body: &Body,
    describes_article: bool,
) -> Option<&'static str> {
    let length = body.length();
    let title = page.title.to_lowercase();
    let is_dated = article.published.is_some_and(|date| date.found == Found::Metadata);
    if length == 0 && page.redirects {
        Some("redirects elsewhere")
    } else if length == 0 {
        Some("no running text")
    } else if length < MAX_ERROR_BYTES && ERROR_TITLES.iter().any(|error| title.contains(error)) {
        Some("an error page")
    } else if describes_article || is_dated {
        None
    } else if body.linked > LISTING_RATIO * length
        || graph.is_listing && body.linked * 2 > length
        || (body.teasers >= MANY_TEASERS
            && body.linked > length
            && length < TEASER_BYTES * body.paragraphs.len())
    {
        Some("a list of links")
    } else if length < MIN_BYTES && article.byline.is_empty() {
        Some("too little running text for an article")
    } else {
        None
    }
}

/// Minimum number of headlines of other articles on a list, and maximum mean length of its paragraphs. A list
/// also has more link text than prose.
const MANY_TEASERS: usize = 5;
const TEASER_BYTES: usize = 200;

/// Titles of pages that stand in for an article.
static ERROR_TITLES: WordSet = WordSet::phrases(
    "404, 403 forbidden, page not found, not found, access denied, just a moment, \
     service unavailable, are you a robot",
);

/// Maximum length of an error page, in bytes. A longer one is an article about errors.
const MAX_ERROR_BYTES: usize = 1_500;

/// Minimum ratio of link text to prose on a list.
const LISTING_RATIO: usize = 3;

/// The charset in a `<meta>` of the head.
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
