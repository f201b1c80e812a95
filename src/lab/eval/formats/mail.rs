//! Mail: subject, sender, day and text, held against what the test suites beside it state.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::tally::Tally;
use super::{Figure, broken_reason, files_below};
use crate::formats::read_file;

/// The figures over a folder of mails.
pub fn figures(folder: &Path) -> Vec<Figure> {
    let is_mail = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "eml");
    let files = files_below(folder).into_iter().filter(is_mail);
    let mut tallies = [
        "mails read or refused with a reason",
        "subject right",
        "day right",
        "sender found",
        "words of the text found",
    ]
    .map(|measure| Tally::new(folder, measure));
    for path in files {
        let parts = read_file(&path, &[]);
        let broken = broken_reason(&parts);
        tallies[0].count(broken.is_none(), &path, || broken.unwrap_or_default());
        let known = std::fs::read(path.with_extension("json")).ok();
        let Some(known) = known.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()) else {
            continue;
        };
        let Some(Ok(article)) = parts.first().map(|part| &part.article) else { continue };
        let header = |name: &str| {
            let headers = known["parts"][0]["headers"].as_array()?;
            headers.iter().rfind(|header| header["name"] == name).map(|header| &header["value"])
        };
        if let Some(subject) = header("subject").and_then(|value| value["Text"].as_str()) {
            let subject: Vec<&str> = subject.split_whitespace().collect();
            let found: Vec<&str> = article.title.split_whitespace().collect();
            tallies[1].count(subject == found, &path, || format!("{found:?} for {subject:?}"));
        }
        if let Some(date) = header("date").map(|value| &value["DateTime"]).filter(|date| date.is_object()) {
            let part = |name: &str| date[name].as_i64().unwrap_or_default();
            let day = format!("{:04}-{:02}-{:02}", part("year"), part("month"), part("day"));
            let found = article.published.map(|date| date.civil.date().to_string()).unwrap_or_default();
            tallies[2].count(found == day, &path, || format!("{found} for {day}"));
        }
        if let Some(from) = header("from").and_then(|value| value["Address"]["List"][0].as_object()) {
            let wanted = from.get("name").and_then(Value::as_str).or_else(|| from.get("address")?.as_str());
            let found =
                format!("{} {}", article.byline.join(" "), article.source.clone().unwrap_or_default());
            if let Some(wanted) = wanted.filter(|wanted| !wanted.trim().is_empty()) {
                let right = words(wanted).iter().all(|word| words(&found).contains(word));
                tallies[3].count(right, &path, || format!("{found:?} for {wanted:?}"));
            }
        }
        let wanted = text(&known);
        if !wanted.is_empty() {
            let found = words(&article.body);
            let share =
                wanted.iter().filter(|word| found.contains(*word)).count() as f64 / wanted.len() as f64;
            tallies[4].count(share >= 0.9, &path, || format!("{share:.2} of {} words", wanted.len()));
        }
    }
    tallies.into_iter().map(Tally::figure).collect()
}

/// The words of the text parts that a suite states.
fn text(known: &Value) -> HashSet<String> {
    let parts = known["text_body"].as_array().into_iter().flatten().filter_map(Value::as_u64);
    let texts = parts.filter_map(|part| known["parts"][part as usize]["body"]["Text"].as_str());
    texts.flat_map(words).collect()
}

fn words(text: &str) -> HashSet<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
