//! Digitised newspapers: whether every file is read or gives a reason, whether articles have a
//! headline and a date, and how many of the words that the pages hold come through.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::tally::Tally;
use super::{Figure, files_below, letters};
use crate::article::{Article, Field};
use crate::formats::{self, Part};

/// The figures over `ocr/` below `data`.
pub fn figures(data: &Path) -> Vec<Figure> {
    let folder = data.join("ocr");
    let files = files_below(&folder);
    let mut kept = Tally::new(&folder, "words of ALTO pages kept");
    let mut fates = Tally::new(&folder, "files read or reasoned");
    let mut headlines = Tally::new(&folder, "METS articles with a headline");
    let mut dates = Tally::new(&folder, "METS articles with a date");
    let mut texts: HashMap<PathBuf, HashSet<String>> = HashMap::new();
    let mut pages: Vec<PathBuf> = Vec::new();
    for path in &files {
        let read = formats::read_file(path, &[]);
        let is_told = !read.is_empty()
            && read.iter().all(|part| {
                part.article.as_ref().map_or_else(|r| !r.reason.is_empty() && !r.is_broken(), |_| true)
            });
        fates.count(is_told, path, || {
            read.iter()
                .filter_map(|part| part.article.as_ref().err())
                .map(|r| r.reason.clone())
                .collect::<Vec<_>>()
                .join("; ")
        });
        let head = std::fs::read(path).unwrap_or_default();
        let is_mets =
            formats::detect(path, &head[..head.len().min(8192)]).is_ok_and(|format| format.name == "mets");
        let is_alto = path.extension().is_some_and(|e| e == "xml")
            && String::from_utf8_lossy(&head[..head.len().min(2000)]).contains("<alto");
        if is_alto {
            pages.push(path.clone());
        }
        let folder = path.parent().unwrap_or(path).to_owned();
        for Part { address, article } in &read {
            let Ok(article) = article else { continue };
            let words = texts.entry(folder.clone()).or_default();
            words.extend(words_of(article));
            if is_mets {
                let rule = article.provenance.get(Field::Title).unwrap_or_default();
                headlines.count(!rule.starts_with("no headline"), path, || format!("{address}: {rule}"));
                dates.count(article.published.is_some(), path, || address.clone());
            }
        }
    }
    for page in &pages {
        let source = String::from_utf8_lossy(&std::fs::read(page).unwrap_or_default()).into_owned();
        let folder = page.parent().unwrap_or(page);
        let near = |word: &String| {
            folder
                .ancestors()
                .take(2)
                .filter_map(|folder| texts.get(folder))
                .any(|words| words.contains(word))
        };
        let (mut of, mut missing) = (0, Vec::new());
        for word in contents(&source) {
            of += 1;
            if !near(&word) {
                missing.push(word);
            }
        }
        kept.add(of - missing.len(), of);
        if !missing.is_empty() {
            missing.truncate(8);
            kept.note(page, missing.join(" "));
        }
    }
    [fates, headlines, dates, kept].into_iter().map(Tally::figure).collect()
}

/// Letters and digits of each word.
fn words_of(article: &Article) -> Vec<String> {
    let text = [&article.title, &article.subtitle, &article.body].map(|text| text.split_whitespace());
    text.into_iter().flatten().map(letters).filter(|word| !word.is_empty()).collect()
}

/// The words of a page, found by their attributes alone: the whole of divided ones.
fn contents(source: &str) -> Vec<String> {
    let value = |tag: &str, name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(
            tag[from..]
                .split('"')
                .next()?
                .replace("&quot;", "")
                .replace("&amp;", "")
                .replace("&apos;", "")
                .replace("&lt;", "")
                .replace("&gt;", ""),
        )
    };
    let tags = source.split("<String").skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    let words = tags.filter_map(|tag| value(tag, "SUBS_CONTENT").or_else(|| value(tag, "CONTENT")));
    words
        .flat_map(|word| word.split_whitespace().map(letters).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .collect()
}
