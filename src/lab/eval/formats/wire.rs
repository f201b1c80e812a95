//! News agencies' files: whether each gives its articles or a reason, whether these have a headline and
//! a date, and whether both are what a plain search for the naming element finds.

use std::path::Path;

use super::tally::Tally;
use super::{Figure, broken_reason, files_below, letters};
use crate::article::Article;
use crate::formats;

/// Extensions of files in the collection that are not articles.
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
        "files read, or skipped with a reason",
        "files that gave an article",
        "articles with a headline",
        "articles with a date",
        "headlines as their element has them",
        "dates as their element has them",
    ]
    .map(|measure| Tally::new(&root, measure));
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file);
        let parts = formats::read_file(file, &[]);
        let broken = broken_reason(&parts);
        counts[0].count(broken.is_none(), name, || broken.unwrap_or_default());
        let articles: Vec<&Article> = parts.iter().filter_map(|part| part.article.as_ref().ok()).collect();
        let first = parts.first().and_then(|part| part.article.as_ref().err());
        counts[1].count(!articles.is_empty(), name, || {
            first.map_or("no record".to_owned(), |reject| reject.reason.clone())
        });
        for article in &articles {
            counts[2].count(!article.title.is_empty(), name, || "none".to_owned());
            counts[3].count(article.published.is_some(), name, || "none".to_owned());
        }
        if let ([article], Ok(bytes)) = (&articles[..], std::fs::read(file)) {
            let text = formats::tools::charset::decode(&bytes, None).text;
            if let Some(headline) = plain_headline(&text) {
                counts[4].count(letters(&article.title) == letters(&headline), name, || headline.clone());
            }
            if let (Some(day), Some(date)) = (plain_day(&text), article.published) {
                let found: String = date.to_string().chars().filter(char::is_ascii_digit).take(8).collect();
                counts[5].count(found == day, name, || day.clone());
            }
        }
    }
    counts.into_iter().map(Tally::figure).collect()
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
