//! News agencies' files: whether each gives its articles or a reason, whether these have a headline and
//! a date, and whether both are what a plain search for the naming element finds.

use std::path::Path;

use super::{Figure, files_below};
use crate::article::Article;
use crate::formats;

/// Extensions of what lies among the files and is none.
const NO_FILES: &[&str] = &["jpg", "md", "xsd"];

/// The figures over the folder `wire`.
pub fn figures(data: &Path) -> Vec<Figure> {
    let root = data.join("wire");
    let mut files = files_below(&root);
    files.retain(|path| {
        let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        path.file_name().is_some_and(|name| name != "LICENSE") && !NO_FILES.contains(&&*extension)
    });
    let mut counts = [
        Count::new("files read, or skipped with a reason"),
        Count::new("files that gave an article"),
        Count::new("articles with a headline"),
        Count::new("articles with a date"),
        Count::new("headlines as their element has them"),
        Count::new("dates as their element has them"),
    ];
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().into_owned();
        let parts = formats::read_file(file, &[]);
        let broken = parts.iter().filter_map(|(_, part)| part.as_ref().err()).find(|reject| reject.broken);
        let reason = |reason: &str| format!("{name}: {reason}");
        counts[0]
            .add(broken.is_none(), || reason(&broken.map_or(String::new(), |reject| reject.reason.clone())));
        let articles: Vec<&Article> = parts.iter().filter_map(|(_, part)| part.as_ref().ok()).collect();
        let first = parts.first().and_then(|(_, part)| part.as_ref().err());
        counts[1].add(!articles.is_empty(), || reason(first.map_or("no record", |reject| &reject.reason)));
        for article in &articles {
            counts[2].add(!article.title.is_empty(), || reason("none"));
            counts[3].add(article.published.is_some(), || reason("none"));
        }
        if let ([article], Ok(bytes)) = (&articles[..], std::fs::read(file)) {
            let text = formats::charset::decode(&bytes, None).text;
            if let Some(headline) = plain_headline(&text) {
                counts[4].add(letters(&article.title) == letters(&headline), || reason(&headline));
            }
            if let (Some(day), Some(date)) = (plain_day(&text), article.published) {
                let found: String = date.to_string().chars().filter(char::is_ascii_digit).take(8).collect();
                counts[5].add(found == day, || reason(&day));
            }
        }
    }
    counts.into_iter().map(Count::figure).collect()
}

struct Count {
    measure: &'static str,
    good: usize,
    misses: Vec<String>,
}

impl Count {
    fn new(measure: &'static str) -> Count {
        Count { measure, good: 0, misses: Vec::new() }
    }

    fn add(&mut self, good: bool, miss: impl FnOnce() -> String) {
        if good { self.good += 1 } else { self.misses.push(miss()) }
    }

    fn figure(self) -> Figure {
        let of = self.good + self.misses.len();
        let value = self.good as f64 / of.max(1) as f64;
        Figure { set: "wire".to_owned(), measure: self.measure, value, of, misses: self.misses }
    }
}

/// Letters and digits alone, so that references and blanks make no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What stands behind the first mark, up to an end.
fn after(text: &str, marks: &[&str], end: char) -> Option<String> {
    let found = marks.iter().find_map(|mark| {
        let rest = &text[text.find(mark)? + mark.len()..];
        // The rest of the tag.
        let rest = if mark.starts_with('<') { rest.split_once('>')?.1 } else { rest };
        let value = rest.split(end).next().unwrap_or_default();
        let value = value.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        (!value.trim().is_empty()).then(|| value.to_owned())
    })?;
    Some(without_references(&found))
}

/// Numbered references resolved, "&amp;" and its kin gone: letters alone are compared.
fn without_references(text: &str) -> String {
    let mut parts = text.split('&');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let Some((name, rest)) = part.split_once(';').filter(|(name, _)| name.len() < 9) else {
            out.push_str(part);
            continue;
        };
        let number = name.strip_prefix("#x").map(|hex| u32::from_str_radix(hex, 16));
        let number = number.or_else(|| name.strip_prefix('#').map(str::parse));
        out.extend(number.and_then(Result::ok).and_then(char::from_u32));
        out.push_str(rest);
    }
    out
}

fn plain_headline(text: &str) -> Option<String> {
    let text = text.replace("<![CDATA[", "").replace("]]>", "");
    after(&text, &["<hl1", "<HeadLine", "<headline", "<Headline"], '<').or_else(|| {
        after(&text, &["\"headline\": \"", "\"headline\":\"", "\"headLine\": \""], '"')
            .filter(|headline| !headline.contains('\\') && text.matches("\"headline\"").count() == 1)
    })
}

fn plain_day(text: &str) -> Option<String> {
    let marks =
        ["<date.issue norm=\"", "\"firstpublished\": \"", "\"firstcreated\": \"", "\"firstCreated\": \""];
    let in_quotes = || {
        marks.iter().find_map(|mark| {
            (text.matches(mark).count() == 1)
                .then(|| text[text.find(mark)? + mark.len()..].split('"').next().map(str::to_owned))
                .flatten()
        })
    };
    let date = after(text, &["<FirstCreated", "<firstCreated", "<PublishDate", "<contentCreated"], '<')
        .or_else(in_quotes)?;
    let digits: String = date.chars().filter(char::is_ascii_digit).take(8).collect();
    (digits.len() == 8).then_some(digits)
}
