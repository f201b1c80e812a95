//! Feeds: whether every entry is found, and whether headlines and dates are what the test suites of
//! other readers expect.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::tally::Tally;
use super::{Figure, files_below};
use crate::article::{Article, Found};
use crate::formats::tools::dates;
use crate::formats::{Part, read_file};

/// The suites that lie in the folder `feeds`.
const SUITES: &[&str] = &["feedparser", "gofeed", "rss-parser", "feed-rs"];

/// The figures over each suite.
pub fn figures(data: &Path) -> Vec<Figure> {
    SUITES.iter().flat_map(|suite| of_suite(&data.join("feeds").join(suite))).collect()
}

fn of_suite(folder: &Path) -> Vec<Figure> {
    let files = files_below(folder).into_iter().filter(|path| {
        path.extension()
            .is_some_and(|extension| ["xml", "rss", "atom"].iter().any(|known| extension == *known))
    });
    let mut tallies = [
        Tally::new(folder, "entries found or refused with a reason"),
        Tally::new(folder, "headline right"),
        Tally::new(folder, "day right"),
    ];
    for path in files {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let parts = read_file(&path, &[]);
        let text = String::from_utf8_lossy(&bytes);
        entries(&path, &text, &parts, &mut tallies[0]);
        for (at, (title, date)) in expected(&path, &text).into_iter().enumerate() {
            let Some(Ok(article)) = parts.get(at).map(|part| &part.article) else {
                if title.is_some() {
                    tallies[1].miss(&path, format!("no entry {at}"));
                }
                continue;
            };
            if let Some(title) = title {
                let right = letters(&title) == letters(&article.title);
                tallies[1].count(right, &path, || format!("{:?} for {title:?}", article.title));
            }
            if let Some(date) = date {
                let found = article.published.map(|date| date.to_string()).unwrap_or_default();
                let right = same_instant(&date, article);
                tallies[2].count(right, &path, || format!("{found} for {date}"));
            }
        }
    }
    tallies.into_iter().map(Tally::figure).collect()
}

/// Counts entries by their tags alone, and compares the articles read with the count.
fn entries(path: &Path, text: &str, parts: &[Part], tally: &mut Tally) {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!") {
        plain.push_str(before);
        let end = if after.starts_with("--") {
            after.find("-->")
        } else if after.starts_with("[CDATA[") {
            after.find("]]>")
        } else {
            Some(0)
        };
        rest = end.map_or("", |end| &after[end..]);
    }
    plain.push_str(rest);
    let lower = plain.to_ascii_lowercase();
    let count = |tag: &str| {
        let ends = |at: usize| lower[at + tag.len()..].starts_with(['>', ' ', '\n', '\r', '\t', '/']);
        lower.match_indices(tag).filter(|(at, _)| ends(*at)).count()
    };
    let there = count("<item") + count("<entry") + count(":item") / 2 + count(":entry") / 2;
    let has_words = |article: &Article| !article.title.is_empty() || !article.body.is_empty();
    let given = parts.iter().filter(|part| part.article.as_ref().is_ok_and(has_words)).count();
    let refused =
        parts.iter().filter(|part| part.article.as_ref().is_err_and(|reject| !reject.is_broken())).count();
    let whole_file_refused = parts.len() == 1 && refused == 1;
    let right = given + refused >= there || whole_file_refused;
    let reasons: Vec<&str> =
        parts.iter().filter_map(|part| Some(part.article.as_ref().err()?.reason.as_str())).take(2).collect();
    tally.count(right, path, || format!("{given} of {there} entries, {refused} refused: {reasons:?}"));
}

type Expected = (Option<String>, Option<String>);

/// What a suite expects of the entries of a file: the headline and the date.
fn expected(path: &Path, text: &str) -> Vec<Expected> {
    let beside = |name: PathBuf| -> Option<Value> { serde_json::from_slice(&std::fs::read(name).ok()?).ok() };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let output =
        path.parent().and_then(Path::parent).map(|up| up.join("output").join(format!("{stem}.json")));
    let known = beside(path.with_extension("json"))
        .or_else(|| beside(path.with_extension("serde.json")))
        .or_else(|| beside(output?));
    if let Some(known) = known {
        let root = known.get("feed").unwrap_or(&known);
        let list = ["items", "entries"].iter().find_map(|key| root.get(*key)?.as_array());
        return list.map(|list| list.iter().map(of_entry).collect()).unwrap_or_default();
    }
    // feedparser states what is true of the parsed feed in a comment.
    let Some(line) = text.lines().find(|line| line.trim_start().starts_with("Expect:")) else {
        return Vec::new();
    };
    for key in ["published_parsed", "updated_parsed"] {
        if let Some((_, tuple)) = line.split_once(&format!("entries[0]['{key}'] == (")) {
            let parts: Vec<&str> = tuple.split(',').map(str::trim).collect();
            let [year, month, day, hour, minute, second, ..] = parts[..] else { continue };
            let date = format!("{year:0>4}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second:0>2}Z");
            return vec![(None, Some(date))];
        }
    }
    let Some((_, value)) = line.split_once("entries[0]['title'] == ") else { return Vec::new() };
    let value = value.trim().trim_start_matches('u');
    let quoted = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    quoted
        .filter(|value| !value.contains('\\') && !letters(value).is_empty())
        .map(|value| (Some(value.to_owned()), None))
        .into_iter()
        .collect()
}

fn of_entry(entry: &Value) -> Expected {
    let text = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            let value = entry.get(*key)?;
            value.as_str().or_else(|| value.get("content")?.as_str()).map(str::to_owned)
        })
    };
    let date =
        text(&["publishedParsed", "pubDateParsed", "isoDate", "published", "updatedParsed", "updated"]);
    (text(&["title"]).filter(|title| !letters(title).is_empty()), date.filter(|date| !date.is_empty()))
}

/// Letters and digits without tags, references and case: suites differ in what markup they keep.
fn letters(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let end = if rest[at..].starts_with('<') {
            rest[at..].find('>')
        } else {
            rest[at..].find(';').filter(|l| *l < 10)
        };
        rest = &rest[at + end.map_or(1, |end| end + 1)..];
    }
    out.push_str(rest);
    out.chars().filter(|c| c.is_alphanumeric() && c.is_ascii()).collect::<String>().to_lowercase()
}

/// Whether an article is of the instant that a suite expects, or of its day where no zone is known.
fn same_instant(expected: &str, article: &Article) -> bool {
    let Some(wanted) = dates::parse(expected, Found::Metadata) else { return true };
    let utc = |date: crate::article::Dated| {
        let offset = date.offset.map_or(0, |offset| i64::from(offset.seconds()));
        date.civil.checked_sub(jiff::Span::new().seconds(offset)).ok()
    };
    let is = |date: Option<crate::article::Dated>| {
        date.is_some_and(|found| {
            found.civil.date() == wanted.civil.date()
                || utc(found).zip(utc(wanted)).is_some_and(|(a, b)| a == b)
        })
    };
    is(article.published) || is(article.updated)
}
