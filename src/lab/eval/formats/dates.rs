//! Dates as feeds and mails write them: how many of their elements and headers are read.

use std::path::Path;

use super::{Figure, files_below};
use crate::article::Found;
use crate::formats::tools::{charset, dates};

/// The figures over the folders `feeds` and `mail-eml`. What holds no digit is no date and not counted.
pub fn figures(data: &Path) -> Vec<Figure> {
    const ELEMENTS: &[&str] = &["<pubDate>", "<updated>", "<published>", "<dc:date>", "<lastBuildDate>"];
    let feeds = figure(data, "feeds", |text| {
        let of = |mark: &&'static str| {
            let mark: &'static str = mark;
            text.match_indices(mark).map(move |(at, _)| at + mark.len())
        };
        ELEMENTS
            .iter()
            .flat_map(of)
            .map(|at| text[at..].split('<').next().unwrap_or_default().to_owned())
            .collect()
    });
    let mail = figure(data, "mail-eml", |text| {
        let header = |line: &str| {
            line.get(..5).filter(|name| name.eq_ignore_ascii_case("date:")).map(|_| line[5..].to_owned())
        };
        text.lines().take(60).filter_map(header).collect()
    });
    vec![feeds, mail]
}

fn figure(data: &Path, set: &str, dates_in: impl Fn(&str) -> Vec<String>) -> Figure {
    let files = files_below(&data.join(set));
    let mut figure =
        Figure { set: set.to_owned(), measure: "dates read", value: 0.0, of: 0, misses: Vec::new() };
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let text = charset::decode(&bytes, charset::declared(&bytes).as_deref()).text;
        for date in dates_in(&text).iter().filter(|date| date.contains(|c: char| c.is_ascii_digit())) {
            figure.of += 1;
            if dates::parse(date, Found::Metadata).is_none() {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                figure.misses.push(format!("{name}: {}", date.trim()));
            }
        }
    }
    figure.value = 1.0 - figure.misses.len() as f64 / figure.of.max(1) as f64;
    figure
}
