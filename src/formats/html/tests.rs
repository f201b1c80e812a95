//! Whole pages: what is read of them, and what hostile ones must not do.

use std::fmt::Write;

use crate::article::Article;
use crate::formats::{Context, Record, Reject};

fn read(html: &[u8]) -> Result<Article, Reject> {
    let record = Record { address: String::new(), start: 0, bytes: html.to_vec(), ..Record::default() };
    super::parse(&record, &Context::default())
}

/// The article of a page of the corpus, field by field.
fn shown(html: &[u8]) -> String {
    let article = read(html).unwrap();
    let mut out = String::new();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    field("title", &article.title);
    field("subtitle", &article.subtitle);
    field("byline", &article.byline.join("; "));
    let published = article.published.map(|date| date.to_string());
    field("published", &published.unwrap_or_default());
    let updated = article.updated.map(|date| date.to_string());
    field("updated", &updated.unwrap_or_default());
    field("id", article.publisher_id.as_deref().unwrap_or_default());
    field("source", article.source.as_deref().unwrap_or_default());
    field("section", article.section.as_deref().unwrap_or_default());
    field("language", article.language.as_deref().unwrap_or_default());
    field("url", article.url.as_deref().unwrap_or_default());
    field("keywords", &article.keywords.join("; "));
    field("warnings", &article.warnings.join("; "));
    out + "\n" + &article.body
}

#[test]
fn a_page_with_json_ld() {
    let page = include_bytes!("../../../corpus/formats/html/json-ld.html");
    insta::assert_snapshot!(shown(page));
}

#[test]
fn a_page_with_open_graph_alone() {
    let page = include_bytes!("../../../corpus/formats/html/opengraph.html");
    insta::assert_snapshot!(shown(page));
}

#[test]
fn a_page_without_metadata() {
    let page = include_bytes!("../../../corpus/formats/html/no-metadata.html");
    insta::assert_snapshot!(shown(page));
}

#[test]
fn a_page_full_of_scripts() {
    let page = include_bytes!("../../../corpus/formats/html/scripts.html");
    insta::assert_snapshot!(shown(page));
}

/// Reads a page on a stack as small as worker threads have.
fn on_small_stack(html: String) -> Result<Article, Reject> {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let read = thread.spawn(move || read(html.as_bytes())).unwrap();
    read.join().unwrap()
}

#[test]
fn bombs_are_refused() {
    let deep = "<div>".repeat(100_000) + "text" + &"</div>".repeat(100_000);
    for bomb in [deep, "<p><b>".repeat(100_000), "<svg><g>".repeat(100_000)] {
        let reject = on_small_stack(bomb).unwrap_err();
        let is_told = reject.reason.starts_with("nested deeper than 512 elements");
        assert!(reject.broken && is_told, "{}", reject.reason);
    }
}

#[test]
fn the_deepest_page_that_is_read_needs_little_stack() {
    let sentence = "The ferry to the outer islands did not sail on Monday, because of a gale. ";
    for tag in ["<div>", "<span>", "<b>", "<table><td>"] {
        let page = tag.repeat(500) + "<p>" + &sentence.repeat(5);
        let article = on_small_stack(page).unwrap();
        assert_eq!(article.body, sentence.repeat(5).trim(), "{tag}");
    }
}

#[test]
fn many_character_references_cost_little() {
    let page = format!("<article><p>{}</p></article>", "rain &amp; wind ".repeat(20_000));
    assert_eq!(read(page.as_bytes()).unwrap().body.len(), "rain wind ".len() * 20_000 - 1);
}
