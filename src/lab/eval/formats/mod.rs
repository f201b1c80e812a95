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

use crate::formats::Part;

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

/// The figures of all collections in `data`; missing collections are left out.
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

/// The entries of a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut entries: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    entries.sort();
    entries
}

/// The reason of the first record that is broken.
fn broken_reason(parts: &[Part]) -> Option<String> {
    let mut rejects = parts.iter().filter_map(|part| part.article.as_ref().err());
    rejects.find(|reject| reject.is_broken()).map(|reject| reject.reason.clone())
}

/// Letters and digits alone, in lower case, so that references and blanks make no difference.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
