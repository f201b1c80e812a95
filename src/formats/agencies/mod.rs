//! Formats of news agencies: NITF, NewsML 1 and G2, ninjs, the control-character formats of
//! teleprinters, and what single agencies made of them.
//!
//! All of them name the same things, so they share `Draft`, into which each puts what it finds, the
//! surest first, and `text`, which makes paragraphs of the mixed markup that bodies are written in.
//! What is no text (pictures, events, lists of links) is skipped with the reason.

pub mod anpa;
pub mod iptc7901;
mod kinds;
pub mod newsml;
pub mod newsml_g2;
pub mod ninjs;
pub mod nitf;
pub mod plain_xml;
pub mod releases;
pub mod reuters;
mod sign_off;
pub mod telegram;
mod text;

use crate::article::{Article, Dated, Field, Found, Status};

use super::Reject;
use super::text::dateline as text_dateline;
use super::tools::paragraphs::{self, Paragraphs};
use super::tools::status_words::{in_headline as status_in_words, parse as status};
use super::tools::{bylines, dates, html_text, languages};

/// Most keywords of one article; more are a vocabulary.
const MOST_KEYWORDS: usize = 100;

/// An article that is being put together. The first value a field gets stays, so formats try the
/// surest element first.
#[derive(Debug, Default)]
struct Draft {
    article: Article,
    body: Paragraphs,
    body_rule: &'static str,
    /// Not to be used before.
    embargo: Option<Dated>,
}

impl Draft {
    fn title(&mut self, rule: &'static str, line: Option<String>) {
        fill(&mut self.article.title, line, || self.article.provenance.set(Field::Title, rule));
    }

    fn subtitle(&mut self, rule: &'static str, line: Option<String>) {
        let line = line.filter(|line| *line != self.article.title);
        fill(&mut self.article.subtitle, line, || self.article.provenance.set(Field::Subtitle, rule));
    }

    /// Adds the authors named in a byline.
    fn byline(&mut self, rule: &'static str, line: Option<String>) {
        let names: Vec<String> = line.iter().flat_map(|line| bylines::names(line)).collect();
        for (at, name) in names.into_iter().enumerate() {
            // "Jane Doe/TT"
            let name = match name.split_once('/') {
                Some((name, agency)) if agency.len() <= 5 && name.contains(' ') => name.to_owned(),
                _ => name,
            };
            // "Jane Doe, Press Association", "Reuters, MAR 04"
            let is_other = name.contains(|c: char| c.is_ascii_digit()) || at > 0 && is_office(&name);
            if !is_other && !self.article.byline.contains(&name) {
                self.article.byline.push(name);
                self.article.provenance.set(Field::Byline, rule);
            }
        }
    }

    fn dateline(&mut self, rule: &'static str, line: Option<String>) {
        let line = line.map(|line| line.trim_end_matches([' ', '-', '–', '—']).to_owned());
        option(&mut self.article.dateline, line, || self.article.provenance.set(Field::Dateline, rule));
    }

    fn published(&mut self, rule: &'static str, text: Option<&str>) {
        let date = text.and_then(|text| dates::parse(text, Found::Metadata));
        if self.article.published.is_none() && date.is_some() {
            self.article.published = date;
            self.article.provenance.set(Field::Date, rule);
        }
    }

    fn updated(&mut self, rule: &'static str, text: Option<&str>) {
        let date = text.and_then(|text| dates::parse(text, Found::Metadata));
        if self.article.updated.is_none() && date.is_some() {
            self.article.updated = date;
            self.article.provenance.set(Field::Updated, rule);
        }
    }

    fn embargo(&mut self, text: Option<&str>) {
        self.embargo = self.embargo.or_else(|| dates::parse(text?, Found::Metadata));
    }

    fn id(&mut self, rule: &'static str, value: Option<String>) {
        option(&mut self.article.publisher_id, value, || {
            self.article.provenance.set(Field::PublisherId, rule)
        });
    }

    fn source(&mut self, rule: &'static str, value: Option<String>) {
        let value = value.map(|value| value.trim_matches(['/', ' ']).to_owned());
        option(&mut self.article.source, value, || self.article.provenance.set(Field::Source, rule));
    }

    fn section(&mut self, rule: &'static str, value: Option<String>) {
        option(&mut self.article.section, value, || self.article.provenance.set(Field::Section, rule));
    }

    fn language(&mut self, rule: &'static str, value: Option<&str>) {
        let value = value.and_then(languages::tag).filter(|tag| tag != "x-default");
        option(&mut self.article.language, value, || self.article.provenance.set(Field::Language, rule));
    }

    fn url(&mut self, rule: &'static str, value: Option<&str>) {
        let value = value.map(str::trim).filter(|url| {
            (url.starts_with("http://") || url.starts_with("https://")) && !url.contains(char::is_whitespace)
        });
        option(&mut self.article.url, value.map(str::to_owned), || {
            self.article.provenance.set(Field::Url, rule)
        });
    }

    /// Adds a keyword; codes without a name are none.
    fn keyword(&mut self, rule: &'static str, value: Option<String>) {
        let Some(word) = value.map(|value| value.trim().to_owned()) else { return };
        let keywords = &mut self.article.keywords;
        let is_name = word.chars().any(char::is_alphabetic) && word.chars().count() > 1;
        if is_name && keywords.len() < MOST_KEYWORDS && !keywords.contains(&word) {
            keywords.push(word);
            self.article.provenance.set(Field::Keywords, rule);
        }
    }

    /// The status; a worse one replaces a better one.
    fn status(&mut self, rule: &'static str, status: Status) {
        let rank = |status: Status| match status {
            Status::Usable => 0,
            Status::Corrected => 1,
            Status::Embargoed => 2,
            Status::Killed => 3,
        };
        if rank(status) > rank(self.article.status) {
            self.article.status = status;
            self.article.provenance.set(Field::Status, rule);
        }
    }

    fn has_body(&self) -> bool {
        !self.body.is_empty()
    }

    /// Notes the element that the text comes from.
    fn body_rule(&mut self, rule: &'static str) {
        if self.body_rule.is_empty() {
            self.body_rule = rule;
        }
    }

    /// Adds a body that may be HTML or plain.
    fn push(&mut self, rule: &'static str, value: &str) {
        html_text::push(&mut self.body, value);
        self.body_rule(rule);
    }

    /// The article, or why it is none: it has neither headline nor text.
    fn finish(mut self) -> Result<Article, Reject> {
        let mut article = self.article;
        let mut body = sign_off::without(self.body.finish());
        // "By Toby Roe" alone above the text.
        if let Some((first, rest)) = body.split_once("\n\n")
            && let Some(names) = bylines::in_line(first)
        {
            if article.byline.is_empty() {
                article.byline = names;
                article.provenance.set(Field::Byline, "first paragraph");
            }
            body = rest.to_owned();
        }
        if !body.is_empty() {
            article.provenance.set(Field::Text, self.body_rule);
        }
        if body.is_empty() && article.subtitle.chars().count() >= SHORTEST_SUMMARY {
            // A headline with a summary is an article, if a short one.
            body = std::mem::take(&mut article.subtitle);
            article.provenance.remove(Field::Subtitle);
            article.provenance.set(Field::Text, "summary");
        }
        if article.title.is_empty() {
            article.title = first_sentence(&body);
            article.provenance.set(Field::Title, "first sentence");
        } else {
            body = paragraphs::without_headline(body, &article.title);
        }
        if article.title.is_empty() {
            return Err(Reject::skipped("no article: neither a headline nor a text in it"));
        }
        if let (Some(embargo), Some(issued)) = (self.embargo.take(), article.published.or(article.updated))
            && later(embargo, issued)
            && article.status != Status::Killed
        {
            article.status = Status::Embargoed;
            article.provenance.set(Field::Status, "embargo after the date of issue");
        }
        if article.published.is_none() {
            article.published = article.updated.take();
            if let Some(rule) = article.provenance.remove(Field::Updated) {
                article.provenance.set(Field::Date, rule);
            }
        }
        // A change before the issue is none.
        if let (Some(updated), Some(published)) = (article.updated, article.published)
            && !later(updated, published)
        {
            article.provenance.remove(Field::Updated);
            article.updated = None;
        }
        // What stands at the head of the text is surer than where an editor sat.
        let guessed = article.dateline.is_none()
            || article.provenance.get(Field::Dateline).is_some_and(|rule| rule.ends_with("located"));
        if let Some(line) = text_dateline(&body).filter(|_| guessed) {
            article.dateline = Some(line.to_owned());
            article.provenance.set(Field::Dateline, "head of the text");
        }
        article.body = body;
        Ok(article)
    }
}

/// Whether what follows a name in a byline is who it wrote for.
fn is_office(name: &str) -> bool {
    const LAST: &[&str] =
        &["Association", "Tribune", "Agency", "Service", "Bureau", "Network", "Wire", "Times"];
    name.split('-')
        .next_back()
        .and_then(|part| part.rsplit(' ').next())
        .is_some_and(|last| LAST.contains(&last))
        || !name.contains(' ') && name.contains('.')
}

/// A summary shorter than this is a label.
const SHORTEST_SUMMARY: usize = 20;

/// Longest headline that is made of a first sentence, in characters.
const LONGEST_FIRST: usize = 160;

/// The first sentence of a body without its dateline, cut at a word where it is long.
fn first_sentence(body: &str) -> String {
    let first = body.split("\n\n").next().unwrap_or_default();
    let dateline = text_dateline(first).map_or(0, str::len);
    let first = first[dateline..].trim_start_matches([' ', '-', '–', '—']);
    let ends = |end: usize| {
        let mut next = first[end..].chars();
        match (next.next(), next.next()) {
            (None, _) => true,
            // "U.S. officials" goes on.
            (Some(blank), after) => blank.is_whitespace() && after.is_none_or(|c| !c.is_lowercase()),
        }
    };
    let end = first
        .match_indices(['.', '!', '?', '。'])
        .map(|(at, mark)| at + mark.len())
        .find(|end| *end > 40 && ends(*end))
        .unwrap_or(first.len());
    let sentence = &first[..end];
    match sentence.char_indices().nth(LONGEST_FIRST) {
        None => sentence.to_owned(),
        Some((limit, _)) => match sentence[..limit].rfind(' ') {
            Some(blank) => format!("{}…", &sentence[..blank]),
            None => format!("{}…", &sentence[..limit]),
        },
    }
}

/// Whether one date is after another; compared as instants where both have a zone.
fn later(a: Dated, b: Dated) -> bool {
    let instant = |date: Dated| Some(date.offset?.to_timestamp(date.civil).ok()?.as_second());
    match (instant(a), instant(b)) {
        (Some(a), Some(b)) => a > b,
        _ => a.civil > b.civil,
    }
}

fn fill(field: &mut String, line: Option<String>, note: impl FnOnce()) {
    let line = line.map(|line| paragraphs::fold(&line)).filter(|line| !line.is_empty());
    if let (true, Some(line)) = (field.is_empty(), line) {
        *field = line;
        note();
    }
}

fn option(field: &mut Option<String>, value: Option<String>, note: impl FnOnce()) {
    let value = value.map(|value| paragraphs::fold(&value)).filter(|value| !value.is_empty());
    if field.is_none() && value.is_some() {
        *field = value;
        note();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_sentences() {
        let check = |body: &str, expected: &str| assert_eq!(first_sentence(body), expected);
        check(
            "HARROW (CN) - The ferry of the U.S. company did not sail on Monday. It waits.",
            "The ferry of the U.S. company did not sail on Monday.",
        );
        check(
            "Short. But the second sentence is long enough for both. Third.",
            "Short. But the second sentence is long enough for both.",
        );
        assert!(first_sentence(&"ferry ".repeat(100)).ends_with("ferry…"));
        check("", "");
    }

    #[test]
    fn embargoes_are_dates_after_the_issue() {
        let read = |embargo: &str| {
            let mut draft = Draft::default();
            draft.title("t", Some("Ferry".to_owned()));
            draft.published("d", Some("2024-03-03T10:00:00+01:00"));
            draft.embargo(Some(embargo));
            draft.finish().unwrap().status
        };
        assert_eq!(read("2024-03-03T09:30:00Z"), Status::Embargoed);
        assert_eq!(read("2024-03-03T08:30:00Z"), Status::Usable);
        assert_eq!(read("0001-01-01T00:00:00"), Status::Usable);
    }
}
