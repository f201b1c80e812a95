//! Formats of news agencies: NITF, NewsML 1 and G2, ninjs, the control-character formats of teleprinters, and
//! formats of single agencies.
//!
//! They share `finish`. Items without text (pictures, events, lists of links) are skipped with the
//! reason.

pub mod anpa;
pub mod iptc7901;
mod item_classes;
pub mod newsml;
pub mod newsml_g2;
pub mod ninjs;
pub mod nitf;
pub mod plain_xml;
pub mod releases;
pub mod reuters;
mod sign_off;
pub mod telegram;

use crate::article::{Article, Field, Status};

use super::text::dateline;
use super::tools::paragraphs::Paragraphs;
use super::tools::{bylines, dates, status_words};
use super::{Builder, Context, Ending, MissingHeadline, Reject};

/// Finishes a wire story: takes the byline and the sign-off out of the text, and the dateline from it.
/// `skip_reason` is the reason to skip an item that has no text, if its class gives one.
fn finish(mut builder: Builder, skip_reason: Option<String>) -> Result<Article, Reject> {
    let said = status_words::in_headline(&builder.article().title);
    builder.status("headline", said);
    if let Some(reason) = skip_reason
        && !builder.has(Field::Text)
        && builder.article().status != Status::Killed
    {
        return Err(Reject::skipped(reason));
    }
    let mut body = sign_off::without_sign_off(std::mem::take(&mut builder.body).finish());
    // "By Toby Roe" alone above the text.
    if let Some((first, rest)) = body.split_once("\n\n")
        && let Some(names) = bylines::in_line(first)
    {
        if !builder.has(Field::Byline) {
            builder.add(Field::Byline, "first paragraph", names);
        }
        body = rest.to_owned();
    }
    builder.body = Paragraphs::of_body(body);
    builder.summary_as_text(Some("summary"));
    let ending = Ending { headline: MissingHeadline::FirstSentence, orders_dates: true, ..Ending::default() };
    let mut article = builder.finish(ending)?;
    keep_authors(&mut article);
    // The head of the text is more reliable than the editor's location.
    let is_guess = article.provenance.get(Field::Dateline).is_none_or(|rule| rule.ends_with("located"));
    if let Some(line) = dateline(&article.body).filter(|_| is_guess).map(str::to_owned) {
        set_dateline(&mut article, "head of the text", line);
    }
    Ok(article)
}

/// Finishes a teleprinter message, whose dateline is only in the text.
fn finish_message(
    mut builder: Builder,
    context: &Context,
    rule: &'static str,
    dateline: impl Fn(&str) -> Option<&str>,
) -> Result<Article, Reject> {
    builder.date(Field::Date, "file name", dates::in_file_name(&context.file_name));
    let mut article = finish(builder, None)?;
    if let Some(line) = dateline(&article.body).map(str::to_owned) {
        set_dateline(&mut article, rule, line);
    }
    Ok(article)
}

/// The reason to skip an item whose text is elsewhere.
fn text_elsewhere(href: &str) -> String {
    let href: String = href.chars().filter(|c| !c.is_control()).take(200).collect();
    format!("its text is not in the file but at {}", href.trim_end_matches('.'))
}

fn set_dateline(article: &mut Article, rule: &'static str, line: String) {
    article.dateline = Some(line);
    article.provenance.set(Field::Dateline, rule);
}

/// Drops agencies from the authors: "Jane Doe/TT", "Jane Doe, Press Association".
fn keep_authors(article: &mut Article) {
    let mut authors: Vec<String> = Vec::new();
    for name in std::mem::take(&mut article.byline) {
        let name = match name.split_once('/') {
            Some((name, agency)) if agency.len() <= 5 && name.contains(' ') => name.to_owned(),
            _ => name,
        };
        let is_other = name.contains(|c: char| c.is_ascii_digit()) || !authors.is_empty() && is_agency(&name);
        if !is_other && !authors.contains(&name) {
            authors.push(name);
        }
    }
    article.byline = authors;
    if article.byline.is_empty() {
        article.clear(Field::Byline);
    }
}

/// Whether a name that follows an author is an agency.
fn is_agency(name: &str) -> bool {
    const LAST: &[&str] =
        &["Association", "Tribune", "Agency", "Service", "Bureau", "Network", "Wire", "Times"];
    name.split('-')
        .next_back()
        .and_then(|part| part.rsplit(' ').next())
        .is_some_and(|last| LAST.contains(&last))
        || !name.contains(' ') && name.contains('.')
}
