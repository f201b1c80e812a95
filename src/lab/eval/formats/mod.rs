//! How well files of each format are read, measured over folders whose articles are known.

mod dates;
mod documents;
mod encodings;
mod feeds;
mod html;
mod mail;
mod ocr;
mod shingles;
mod tally;
mod warc;
mod wire;

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// One figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Figure {
    /// The folder it was measured over ("html-fundus").
    pub set: String,
    /// What was measured ("body F1", "headline right", "files read").
    pub measure: &'static str,
    /// Its value: 0 to 1, or articles a second for a speed.
    pub value: f64,
    /// Over how many articles or files.
    pub of: usize,
    /// The files that fell short, each with the reason, for mending.
    pub misses: Vec<String>,
}

impl Figure {
    /// The share of so many that did not fall short.
    fn share(set: &str, measure: &'static str, of: usize, misses: Vec<String>) -> Figure {
        let right = of.saturating_sub(misses.len());
        let value = if of == 0 { 0.0 } else { right as f64 / of as f64 };
        Figure { set: set.to_owned(), measure, value, of, misses }
    }
}

/// All figures of the collections that lie in `data`; those that do not give none.
pub fn figures(data: &Path) -> Vec<Figure> {
    let subjects: &[fn(&Path) -> Vec<Figure>] = &[
        html::figures,
        wire::figures,
        ocr::figures,
        feeds::figures,
        |data| mail::figures(&data.join("mail-eml")),
        dates::figures,
        documents::figures,
        encodings::figures,
        warc::figures,
    ];
    subjects.iter().flat_map(|figures| figures(data)).filter(|figure| figure.of > 0).collect()
}

/// The files of a folder, at whatever depth, in order.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    entries.filter(|entry| entry.file_type().is_file()).map(|entry| entry.into_path()).collect()
}
