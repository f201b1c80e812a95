//! The plain text of an article from the Dutch national library: a title and paragraphs.

use super::item::Item;
use super::structure::Structure;
use super::{articles, division_types};
use crate::article::{Article, Field};
use crate::formats::cut::single_record;
use crate::formats::pages::{page_owner, resolve_link};
use crate::formats::tools::paragraphs::{Paragraphs, fold};
use crate::formats::tools::xml::{Node, Tree, root_name};
use crate::formats::{Builder, Context, Ending, Format, Parse, Part, Record, Reject};

/// Articles in separate files.
pub const FORMAT: Format = Format {
    name: "article-text",
    about: "recognised text of one newspaper article (Delpher); by its elements text, title and p",
    extensions: &[],
    sniff: |head| {
        let has = |tag: &[u8]| memchr::memmem::find(head, tag).is_some();
        root_name(head).is_some_and(|root| root == "text") && has(b"<title") && has(b"<p>")
    },
    records: single_record::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    if let Some(skip) = page_owner::skip_owned_page(context, "an article") {
        return Err(skip);
    }
    let tree = Tree::read(&record.bytes, None)?;
    let mut article = article(tree.root());
    article.warnings = tree.warnings.clone();
    if article.body.is_empty() && article.title.is_empty() {
        return Err(Reject::skipped("an article without words"));
    }
    if !article.title.is_empty() {
        article.provenance.set(Field::Title, "article text title");
    }
    article.provenance.set(Field::Text, "article text p");
    Ok(article)
}

/// The articles of an issue from files of plain text, if its pages are missing.
pub fn parts(didl: Node, structure: &Structure, context: &Context) -> Vec<Part> {
    let part = |item: &Item| {
        let siblings = context.siblings.as_ref()?;
        let name = resolve_link::resolve(item.text.as_ref()?, siblings)?;
        let read = siblings.read(&name).map_err(|reason| Reject::broken(format!("{name}: {reason}"), ""));
        let read = read.and_then(|bytes| Tree::read(&bytes, None)).map(|tree| article(tree.root()));
        let article = read.and_then(|article| described(didl, article, item, structure, context));
        Some(Part { address: item.id.clone(), article })
    };
    structure.items.iter().filter_map(part).collect()
}

/// An article of plain text with its metadata in the document.
fn described(
    didl: Node,
    article: Article,
    item: &Item,
    structure: &Structure,
    context: &Context,
) -> Result<Article, Reject> {
    let around = articles::issue_metadata(didl, &structure.around, context);
    let mut builder = Builder::default();
    builder.set_body("article text p", article.body);
    builder.set_read(Field::Title, "DC title", item.own.title.clone().or(Some(article.title)));
    builder.set_read(Field::PublisherId, "DC identifier", item.own.identifier.clone());
    if let Some((date, rule)) = around.issue.date {
        builder.date(Field::Date, format!("DC {rule}"), Some(date));
    }
    builder.set_read(Field::Source, "DC of the issue", around.source);
    builder.set_read(Field::Language, "DC of the issue", around.issue.language);
    builder.set_read(Field::Url, "DC of the issue", around.issue.url);
    if division_types::is_advertisement(&item.kind) {
        builder.set_read(Field::Section, "DC subject", Some("advertisement".to_owned()));
    }
    builder.finish(Ending { keeps_headline: true, ..Ending::default() })
}

fn article(root: Node) -> Article {
    let mut paragraphs = Paragraphs::default();
    let mut title = String::new();
    for child in root.elements() {
        let text = child.text();
        if child.is("title") { title = fold(&text) } else { paragraphs.push(&text) }
    }
    Article { title, body: paragraphs.finish(), ..Article::default() }
}
