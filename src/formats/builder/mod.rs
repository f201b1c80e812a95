//! The builder of articles: every format adds the values that it finds, with the rule that found them,
//! most reliable first.
//!
//! The field decides how a value is read: lines are folded, bylines split into names, dates and language
//! tags parsed, addresses checked. The first readable value stays; authors and keywords accumulate. Steps
//! of a single format or family are in its own files.

mod headline;
mod xml;

use std::borrow::Cow;

use crate::article::{Article, Dated, Field, Found, Layout, Status};

use super::Reject;
use super::tools::paragraphs::{self, Paragraphs, fold};
use super::tools::{bylines, dates, html_text, status_words};
use crate::text::language;

/// Maximum number of authors or keywords; a longer list is a vocabulary.
const MAX_LIST: usize = 100;

/// Minimum length, in characters, of a summary that can serve as the text; a shorter one is a label.
const MIN_SUMMARY: usize = 20;

/// The rule that found a value: the name of an element or key, or a description.
pub type Rule = Cow<'static, str>;

/// An article under construction.
#[derive(Debug, Default)]
pub struct Builder {
    article: Article,
    /// The paragraphs of the text.
    pub body: Paragraphs,
    text_rule: Rule,
    embargo: Option<Dated>,
    /// Repairs and omissions.
    pub warnings: Vec<String>,
    /// The positions of the words on the page images.
    pub layout: Option<Layout>,
}

/// Options of the last step, which differ between families of formats.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ending {
    /// The headline of an article that states none.
    pub headline: MissingHeadline,
    /// Keeps a first paragraph that only repeats the headline.
    pub keeps_headline: bool,
    /// Uses the date of the last change for a missing date of publication, and drops it if it is not
    /// later.
    pub orders_dates: bool,
}

/// The headline of an article that states none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissingHeadline {
    /// Nothing.
    #[default]
    None,
    /// The first paragraph, if it looks like a headline; it is then removed from the text.
    FirstLine,
    /// The first sentence, which stays in the text.
    FirstSentence,
}

impl Builder {
    /// A builder with the warnings so far.
    pub fn new<T: Into<String>>(warnings: impl IntoIterator<Item = T>) -> Builder {
        Builder { warnings: warnings.into_iter().map(T::into).collect(), ..Builder::default() }
    }

    /// Sets a field to the first readable value, unless it has one. All authors and keywords are added, a
    /// worse status replaces a better one, and texts are appended.
    pub fn set<T: AsRef<str>>(
        &mut self,
        field: Field,
        rule: impl Into<Rule>,
        values: impl IntoIterator<Item = T>,
    ) {
        let mut values = values.into_iter();
        match field {
            Field::Byline => self.add(field, rule, values.flat_map(|text| bylines::names(text.as_ref()))),
            Field::Keywords => {
                // Codes without a letter are not keywords.
                let is_word = |word: &String| word.contains(char::is_alphabetic) && word.len() > 1;
                self.add(field, rule, values.map(|word| fold(word.as_ref())).filter(is_word));
            }
            Field::Date | Field::Updated => {
                let date = values.find_map(|text| dates::parse(text.as_ref(), Found::Metadata));
                self.date(field, rule, date);
            }
            Field::Status => {
                let worst = values.map(|word| status_words::parse(word.as_ref())).max();
                self.status(rule, worst.unwrap_or_default());
            }
            Field::Text => {
                let rule = rule.into();
                values.for_each(|text| self.push(rule.clone(), text.as_ref()));
            }
            _ if self.article.has(field) => {}
            _ => {
                let value = values.find_map(|text| read(field, text.as_ref()));
                self.set_read(
                    field,
                    rule,
                    value.filter(|value| field != Field::Subtitle || *value != self.article.title),
                );
            }
        }
    }

    /// Sets a field of one text to a value as it is, unless the field has one or the value is empty.
    pub fn set_read(&mut self, field: Field, rule: impl Into<Rule>, value: Option<String>) {
        let Some(value) = value.filter(|value| !value.is_empty() && !self.article.has(field)) else { return };
        let article = &mut self.article;
        match field {
            Field::Title => article.title = value,
            Field::Subtitle => article.subtitle = value,
            Field::Dateline => article.dateline = Some(value),
            Field::PublisherId => article.publisher_id = Some(value),
            Field::Source => article.source = Some(value),
            Field::Section => article.section = Some(value),
            Field::Language => article.language = Some(value),
            Field::Url => article.url = Some(value),
            _ => return debug_assert!(false, "{} is not one text", field.as_str()),
        }
        article.provenance.set(field, rule);
    }

    /// Adds authors or keywords as they are.
    pub fn add(&mut self, field: Field, rule: impl Into<Rule>, values: impl IntoIterator<Item = String>) {
        let list = match field {
            Field::Byline => &mut self.article.byline,
            Field::Keywords => &mut self.article.keywords,
            _ => return debug_assert!(false, "{} is not a list", field.as_str()),
        };
        let before = list.len();
        for value in values {
            if list.len() < MAX_LIST && !value.is_empty() && !list.contains(&value) {
                list.push(value);
            }
        }
        if list.len() > before {
            self.article.provenance.set(field, rule);
        }
    }

    /// Sets the date of publication or of the last change, unless it is known.
    pub fn date(&mut self, field: Field, rule: impl Into<Rule>, date: Option<Dated>) {
        let place = match field {
            Field::Updated => &mut self.article.updated,
            _ => &mut self.article.published,
        };
        if place.is_none() && date.is_some() {
            *place = date;
            self.article.provenance.set(field, rule);
        }
    }

    /// Sets the status; a worse one replaces a better one.
    pub fn status(&mut self, rule: impl Into<Rule>, status: Status) {
        if status > self.article.status {
            self.article.status = status;
            self.article.provenance.set(Field::Status, rule);
        }
    }

    /// Notes the end of an embargo.
    pub fn embargo<T: AsRef<str>>(&mut self, values: impl IntoIterator<Item = T>) {
        let read = |text: T| dates::parse(text.as_ref(), Found::Metadata);
        self.embargo = self.embargo.or_else(|| values.into_iter().find_map(read));
    }

    /// Whether an embargo was stated.
    pub fn has_embargo(&self) -> bool {
        self.embargo.is_some()
    }

    /// Replaces the value of a field, if one of the values is readable.
    pub fn replace<T: AsRef<str>>(
        &mut self,
        field: Field,
        rule: impl Into<Rule>,
        values: impl IntoIterator<Item = T>,
    ) {
        let mut other = Builder::default();
        other.set(field, rule, values);
        if other.article.has(field) {
            self.article.swap(&mut other.article, field);
        }
    }

    /// Empties a field.
    pub fn clear(&mut self, field: Field) {
        self.article.clear(field);
    }

    /// Adds a text that may be HTML or plain.
    pub fn push(&mut self, rule: impl Into<Rule>, text: &str) {
        html_text::push(&mut self.body, text);
        self.text_rule(rule);
    }

    /// Sets the text to a finished body.
    pub fn set_body(&mut self, rule: impl Into<Rule>, body: String) {
        self.body = Paragraphs::of_body(body);
        self.text_rule = rule.into();
    }

    /// Notes the rule of the text, unless it is known.
    pub fn text_rule(&mut self, rule: impl Into<Rule>) {
        if self.text_rule.is_empty() {
            self.text_rule = rule.into();
        }
    }

    /// Turns the subtitle into the text of an article that has none, if it is long enough: a headline with a
    /// summary is a short article. Without `rule`, the rule of the subtitle stays.
    pub fn summary_as_text(&mut self, rule: Option<&'static str>) {
        if self.body.is_empty() && self.article.subtitle.chars().count() >= MIN_SUMMARY {
            let stated = self.article.provenance.remove(Field::Subtitle).unwrap_or_default();
            let summary = std::mem::take(&mut self.article.subtitle);
            self.set_body(rule.map_or(stated, Cow::Borrowed), summary);
        }
    }

    /// Whether a field has a value.
    pub fn has(&self, field: Field) -> bool {
        match field {
            Field::Text => !self.body.is_empty(),
            field => self.article.has(field),
        }
    }

    /// Fills empty fields from another article, except the text.
    pub fn complete(&mut self, other: Builder) {
        self.article.complete(other.article);
    }

    /// The article so far; its text is in `body`.
    pub fn article(&self) -> &Article {
        &self.article
    }

    /// The article.
    ///
    /// # Errors
    /// It has neither headline nor text.
    pub fn finish(self, ending: Ending) -> Result<Article, Reject> {
        let Builder { mut article, body, text_rule, embargo, warnings, layout } = self;
        let mut body = body.finish();
        let is_stated = !article.title.is_empty();
        if !is_stated {
            let first = match ending.headline {
                MissingHeadline::None => None,
                MissingHeadline::FirstLine => headline::first_line(&body).map(|line| (line, "first line")),
                MissingHeadline::FirstSentence => Some((headline::first_sentence(&body), "first sentence")),
            };
            if let Some((title, rule)) = first.filter(|(title, _)| !title.is_empty()) {
                article.title = title;
                article.provenance.set(Field::Title, rule);
            }
        }
        if article.title.is_empty() && body.is_empty() {
            return Err(Reject::skipped("no article: neither headline nor text"));
        }
        if !ending.keeps_headline && (is_stated || ending.headline == MissingHeadline::FirstLine) {
            body = paragraphs::without_headline(body, &article.title);
        }
        if !body.is_empty() && !text_rule.is_empty() {
            article.provenance.set(Field::Text, text_rule);
        }
        if let (Some(embargo), Some(issued)) = (embargo, article.published.or(article.updated))
            && is_later(embargo, issued)
            && article.status != Status::Killed
        {
            article.status = Status::Embargoed;
            article.provenance.set(Field::Status, "embargo after the date of issue");
        }
        if ending.orders_dates {
            order_dates(&mut article);
        }
        Ok(Article { body, warnings, layout, ..article })
    }
}

/// Reads the value of a field of one text.
fn read(field: Field, text: &str) -> Option<String> {
    let text = fold(text);
    match field {
        Field::Language => language::tag(&text),
        Field::Url => is_web_address(&text).then_some(text),
        Field::Dateline => Some(text.trim_end_matches([' ', '-', '–', '—']).to_owned()),
        Field::Source => Some(text.trim_matches(['/', ' ']).to_owned()),
        _ => Some(text),
    }
    .filter(|value| !value.is_empty())
}

fn is_web_address(text: &str) -> bool {
    (text.starts_with("http://") || text.starts_with("https://")) && !text.contains(' ')
}

fn order_dates(article: &mut Article) {
    if article.published.is_none() {
        article.published = article.updated.take();
        if let Some(rule) = article.provenance.remove(Field::Updated) {
            article.provenance.set(Field::Date, rule);
        }
    }
    // A change before publication is a mistake.
    if let (Some(updated), Some(published)) = (article.updated, article.published)
        && !is_later(updated, published)
    {
        article.clear(Field::Updated);
    }
}

/// Whether one date is after another, compared as instants if both have a zone.
fn is_later(a: Dated, b: Dated) -> bool {
    let instant = |date: Dated| Some(date.offset?.to_timestamp(date.civil).ok()?.as_second());
    match (instant(a), instant(b)) {
        (Some(a), Some(b)) => a > b,
        _ => a.civil > b.civil,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_that_can_be_read_stays() {
        let mut builder = Builder::default();
        builder.set(Field::Title, "empty", Some(" "));
        builder.set(Field::Title, "h1", ["", " The  ferry "]);
        builder.set(Field::Title, "h2", Some("The crane"));
        builder.set(Field::Subtitle, "h1", Some("The ferry"));
        builder.set(Field::Language, "name", ["klingon", "English"]);
        builder.set(Field::Url, "urn", Some("urn:ferry:1"));
        builder.set(Field::Url, "link", Some("https://coast.example/1"));
        builder.set(Field::Date, "date", ["soon", "2024-03-03"]);
        builder.set(Field::Byline, "by", Some("By Ida Marsh and Ole Brandt"));
        builder.set(Field::Byline, "author", Some("Ida Marsh"));
        builder.set(Field::Keywords, "tags", ["ferry", "1", "x", "ferry", "storm"]);
        builder.set(Field::Status, "status", Some("corrected"));
        builder.set(Field::Status, "signal", ["usable", "canceled"]);
        builder.set(Field::Status, "note", Some("embargoed"));
        builder.set(Field::Text, "p", ["The ferry", "It did not sail."]);
        let article = builder.finish(Ending::default()).unwrap();
        assert_eq!(article.body, "It did not sail.");
        assert_eq!(article.byline, ["Ida Marsh", "Ole Brandt"]);
        assert_eq!(article.keywords, ["ferry", "storm"]);
        assert_eq!(
            format!("{:?}", article.provenance),
            "byline: by, date: date, keywords: tags, language: name, status: signal, text: p, title: h1, url: link"
        );
    }

    #[test]
    fn embargoes_are_dates_after_the_issue() {
        let read = |embargo: &str| {
            let mut builder = Builder::default();
            builder.set(Field::Title, "t", Some("Ferry"));
            builder.set(Field::Date, "d", Some("2024-03-03T10:00:00+01:00"));
            builder.embargo(Some(embargo));
            builder.finish(Ending::default()).unwrap().status
        };
        assert_eq!(read("2024-03-03T09:30:00Z"), Status::Embargoed);
        assert_eq!(read("2024-03-03T08:30:00Z"), Status::Usable);
        assert_eq!(read("0001-01-01T00:00:00"), Status::Usable);
    }

    #[test]
    fn a_change_stands_for_a_missing_issue_and_is_dropped_before_it() {
        let read = |published: &str, updated: &str| {
            let mut builder = Builder::default();
            builder.set(Field::Title, "t", Some("Ferry"));
            builder.set(Field::Date, "d", Some(published));
            builder.set(Field::Updated, "u", Some(updated));
            let article = builder.finish(Ending { orders_dates: true, ..Ending::default() }).unwrap();
            format!("{:?} {}", article.provenance, article.published.unwrap())
        };
        assert_eq!(read("2024-03-03", "2024-03-04"), "date: d, title: t, updated: u 2024-03-03");
        assert_eq!(read("2024-03-03", "2024-03-02"), "date: d, title: t 2024-03-03");
        assert_eq!(read("", "2024-03-04"), "date: u, title: t 2024-03-04");
    }

    #[test]
    fn an_article_without_headline_and_text_is_rejected() {
        assert!(Builder::default().finish(Ending::default()).is_err());
    }
}
