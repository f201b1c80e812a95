//! How well pages of news are read: two folders of real pages with their truth.

use std::collections::HashSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::time::Instant;

use serde_json::Value;

use super::shingles::{self, Overlap};
use super::{Figure, entries, letters};
use crate::article::{Article, Dated, Found, Precision};
use crate::formats::tools::{bylines, dates, paragraphs};
use crate::formats::{Context, Record, Reject, web};

/// A page with its known content.
#[derive(Debug, Default)]
struct Page {
    /// The folder and file it came from.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The headline, where it is known.
    pub title: Option<String>,
    /// The authors, where they are known.
    pub authors: Option<Vec<String>>,
    /// When it was published, where that is known.
    pub published: Option<Dated>,
    /// The language, where it is known.
    pub language: Option<String>,
    /// The running text.
    pub body: String,
}

impl Page {
    /// Reads the page.
    ///
    /// # Errors
    /// Why the page was rejected.
    fn read(&self) -> Result<Article, Reject> {
        let record = Record { bytes: self.bytes.clone(), ..Record::default() };
        web::FORMAT.read(&record, &Context::default()).remove(0).article
    }
}

/// The figures of both folders.
pub fn figures(data: &Path) -> Vec<Figure> {
    let sets = [("html-fundus", fundus(data)), ("html-readability", readability(data))];
    sets.into_iter().flat_map(|(set, pages)| measure(set, &pages)).collect()
}

/// The score of a field, 0 to 1, with the description of a miss; `None` if the truth is unknown.
type Judge = dyn Fn(&Page, &Article) -> Option<(f64, String)>;

/// The figures of some pages.
fn measure(set: &str, pages: &[Page]) -> Vec<Figure> {
    let began = Instant::now();
    let read: Vec<(&Page, Article)> =
        pages.iter().map(|page| (page, page.read().unwrap_or_default())).collect();
    let speed = Figure {
        set: set.to_owned(),
        measure: "pages a second, one core",
        value: pages.len() as f64 / began.elapsed().as_secs_f64().max(f64::MIN_POSITIVE),
        of: pages.len(),
        misses: Vec::new(),
    };
    let runs: Vec<Overlap> =
        read.iter().map(|(page, article)| shingles::of_runs(&article.body, &page.body)).collect();
    let worst = read.iter().zip(&runs).filter(|(_, overlap)| overlap.f1() < 0.9);
    let misses = worst
        .map(|((page, _), o)| format!("{}: precision {:.2}, recall {:.2}", page.name, o.precision, o.recall));
    let body = Figure {
        set: set.to_owned(),
        measure: "body F1 (runs of four words)",
        value: Overlap::mean(&runs).f1(),
        of: pages.len(),
        misses: misses.collect(),
    };
    let field = |measure, judge: &Judge| {
        let judged: Vec<(&str, (f64, String))> = read
            .iter()
            .filter_map(|(page, article)| Some((page.name.as_str(), judge(page, article)?)))
            .collect();
        let sum: f64 = judged.iter().map(|(_, (value, _))| value).sum();
        let missed = judged.iter().filter(|(_, (value, _))| *value < 1.0);
        Figure {
            set: set.to_owned(),
            measure,
            value: sum / judged.len().max(1) as f64,
            of: judged.len(),
            misses: missed.map(|(name, (_, text))| format!("{name}: {text}")).collect(),
        }
    };
    let words = field("body F1 (words, mean of pages)", &|page, article| {
        Some((shingles::of_words(&article.body, &page.body).f1(), String::new()))
    });
    let headline = field("headline right", &|page, article| {
        let title = page.title.as_ref()?;
        Some((
            f64::from(letters(title) == letters(&article.title)),
            format!("{title:?}, read {:?}", article.title),
        ))
    });
    let loosely = field("headline right, but for what follows it", &|page, article| {
        let (truth, read) = (letters(page.title.as_ref()?), letters(&article.title));
        let is_right = truth == read || read.len() > 10 && truth.starts_with(&read);
        Some((f64::from(is_right), String::new()))
    });
    let byline = field("byline F1", &|page, article| {
        let authors = page.authors.as_ref()?;
        Some((names_f1(authors, &article.byline), format!("{authors:?}, read {:?}", article.byline)))
    });
    let date = field("date right", &|page, article| {
        let truth = page.published?;
        let is_right = article.published.is_some_and(|date| same_day(truth, date));
        Some((
            f64::from(is_right),
            format!("{truth}, read {:?}", article.published.map(|date| date.to_string())),
        ))
    });
    let language = field("language right", &|page, article| {
        let truth = page.language.as_ref()?;
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let is_right = article.language.as_deref().map(primary) == Some(primary(truth));
        Some((f64::from(is_right), format!("{truth:?}, read {:?}", article.language)))
    });
    let bare = |figure: Figure| Figure { misses: Vec::new(), ..figure };
    let figures = [body, bare(words), headline, bare(loosely), byline, date, language, speed];
    figures.into_iter().filter(|figure| figure.of > 0).collect()
}

/// The pages of 170 publishers: a JSON file for each, with the truth of its pages by version. Which
/// version a page has is not stated; it is the one whose words it holds.
fn fundus(data: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for country in entries(&data.join("html/html-fundus/parser/test_data")) {
        let files = entries(&country);
        for file in files.iter().filter(|file| file.to_string_lossy().ends_with(".html.gz")) {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let publisher = name.split("_2").next().unwrap_or_default().to_owned();
            let truth = fs::read(country.join(format!("{publisher}.json"))).unwrap_or_default();
            let Ok(Value::Object(versions)) = serde_json::from_slice::<Value>(&truth) else { continue };
            let Ok(packed) = fs::read(file) else { continue };
            let mut bytes = Vec::new();
            if flate2::read::MultiGzDecoder::new(&packed[..]).read_to_end(&mut bytes).is_err() {
                continue;
            }
            let text = String::from_utf8_lossy(&bytes);
            let found = versions.values().max_by_key(|version| (held(version, &text) * 1000.0) as u32);
            let Some(version) = found else { continue };
            let line = |name: &str| version[name].as_str().map(str::to_owned);
            pages.push(Page {
                title: line("title"),
                authors: version.get("authors").map(strings),
                published: line("publishing_date").and_then(|date| dates::parse(&date, Found::Metadata)),
                body: fundus_body(version),
                name: format!("{}/{name}", country.file_name().unwrap_or_default().to_string_lossy()),
                language: None,
                bytes,
            });
        }
    }
    pages
}

/// What share of the long words of a version's title and body a page holds.
fn held(version: &Value, page: &str) -> f64 {
    let body = fundus_body(version) + " " + version["title"].as_str().unwrap_or_default();
    let words: HashSet<&str> = body.split_whitespace().filter(|word| word.len() > 6).collect();
    words.iter().filter(|word| page.contains(**word)).count() as f64 / words.len().max(1) as f64
}

fn fundus_body(version: &Value) -> String {
    let mut lines = strings(&version["body"]["summary"]);
    for section in version["body"]["sections"].as_array().into_iter().flatten() {
        lines.extend(strings(&section["headline"]));
        lines.extend(strings(&section["paragraphs"]));
    }
    lines.iter().map(|line| paragraphs::fold(line)).collect::<Vec<_>>().join("\n")
}

/// The test pages of Readability.js: the truth is its output, checked by its authors.
fn readability(data: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for folder in entries(&data.join("html/html-readability/test-pages")) {
        let read = |name: &str| fs::read(folder.join(name)).unwrap_or_default();
        let truth: Value = serde_json::from_slice(&read("expected-metadata.json")).unwrap_or_default();
        let line = |name: &str| truth[name].as_str().map(str::to_owned).filter(|text| !text.is_empty());
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        pages.push(Page {
            bytes: read("source.html"),
            title: line("title"),
            authors: line("byline").map(|line| bylines::names(&line)),
            published: line("publishedTime").and_then(|date| dates::parse(&date, Found::Metadata)),
            language: line("lang"),
            body: web::text_of(&String::from_utf8_lossy(&read("expected.html"))),
            name,
        });
    }
    pages
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn names_f1(truth: &[String], read: &[String]) -> f64 {
    let set = |names: &[String]| -> HashSet<String> { names.iter().map(|name| letters(name)).collect() };
    let (truth, read) = (set(truth), set(read));
    if truth.is_empty() && read.is_empty() {
        return 1.0;
    }
    2.0 * truth.intersection(&read).count() as f64 / (truth.len() + read.len()) as f64
}

/// Whether two dates are the same day or, in different zones, the same instant.
fn same_day(truth: Dated, read: Dated) -> bool {
    let instant = |date: Dated| date.offset.and_then(|offset| offset.to_timestamp(date.civil).ok());
    let is_same_instant = truth.precision == Precision::Second
        && instant(truth).zip(instant(read)).is_some_and(|(a, b)| (a.as_second() - b.as_second()).abs() < 60);
    truth.civil.date() == read.civil.date() || is_same_instant
}
