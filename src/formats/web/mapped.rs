//! `--map title=og:title`: statements that the user names go before all rules.

use super::json_ld::{self, Node};
use super::page::Page;
use crate::article::{Article, Field, Found};
use crate::formats::tools::{bylines, dates, html_text, languages};

/// Sets the mapped fields. What is named is a `<meta>` by name, property or itemprop, a field of the
/// article's JSON-LD, `h1`, or `title`; where the page has no such thing, the field stays.
pub fn apply(article: &mut Article, page: &Page, node: Option<&Node>, map: &[(String, String)]) {
    for (ours, theirs) in map {
        let texts = stated(page, node, theirs);
        let Some(first) = texts.first().cloned() else { continue };
        let field = match ours.as_str() {
            "title" => {
                article.title = first;
                Field::Title
            }
            "subtitle" => {
                article.subtitle = first;
                Field::Subtitle
            }
            "byline" | "author" | "authors" => {
                article.byline = bylines::names(&texts.join(";"));
                Field::Byline
            }
            "date" | "published" | "updated" => {
                let Some(date) = dates::parse(&first, Found::Metadata) else { continue };
                let (slot, field) = match ours.as_str() {
                    "updated" => (&mut article.updated, Field::Updated),
                    _ => (&mut article.published, Field::Date),
                };
                *slot = Some(date);
                field
            }
            "source" => {
                article.source = Some(first);
                Field::Source
            }
            "section" => {
                article.section = Some(first);
                Field::Section
            }
            "language" | "lang" => {
                let Some(tag) = languages::tag(&first) else { continue };
                article.language = Some(tag);
                Field::Language
            }
            "url" => {
                article.url = Some(first);
                Field::Url
            }
            "id" | "publisher_id" => {
                article.publisher_id = Some(first);
                Field::PublisherId
            }
            "keywords" => {
                let words = texts.iter().flat_map(|text| text.split([',', ';'])).map(html_text::line);
                article.keywords = words.filter(|word| !word.is_empty()).collect();
                Field::Keywords
            }
            _ => continue,
        };
        article.provenance.set(field, theirs.clone());
    }
}

fn stated(page: &Page, node: Option<&Node>, theirs: &str) -> Vec<String> {
    let name = theirs.to_lowercase();
    let mut texts: Vec<String> = page.all(&name).map(str::to_owned).collect();
    if texts.is_empty() {
        texts.extend(node.and_then(|node| json_ld::text(node.get(theirs))));
    }
    if texts.is_empty() && name == "h1" {
        texts.extend(page.headings.first().cloned());
    }
    if texts.is_empty() && name == "title" {
        texts.push(page.title.clone());
    }
    texts.iter().map(|text| html_text::line(text)).filter(|text| !text.is_empty()).collect()
}
