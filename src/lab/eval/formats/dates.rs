//! Dates as feeds and mails write them: how many of their elements and headers are read.

use std::path::Path;

use super::tally::Tally;
use super::{Figure, files_below};
use crate::article::Found;
use crate::formats::tools::{charset, dates};

/// The figures over the folders `feeds` and `mail-eml`. Values without a digit are not dates and not counted.
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
    let folder = data.join(set);
    let mut tally = Tally::new(&folder, "dates read");
    for file in files_below(&folder) {
        let Ok(bytes) = std::fs::read(&file) else { continue };
        let text = charset::decode(&bytes, charset::declared(&bytes).as_deref()).text;
        for date in dates_in(&text).iter().filter(|date| date.contains(|c: char| c.is_ascii_digit())) {
            tally.count(dates::parse(date, Found::Metadata).is_some(), &file, || date.trim().to_owned());
        }
    }
    tally.figure()
}
