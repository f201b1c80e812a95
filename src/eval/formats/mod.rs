//! How well files of each format are read, measured over folders whose articles are known.

mod documents;
mod ocr;

use std::path::{Path, PathBuf};

/// One figure.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Figure {
    /// The folder it was measured over ("html-fundus").
    pub set: String,
    /// What was measured ("body F1", "headline right", "files read").
    pub measure: &'static str,
    /// Its value, 0 to 1.
    pub value: f64,
    /// Over how many articles or files.
    pub of: usize,
    /// The files that fell short, each with the reason, for mending.
    pub misses: Vec<String>,
}

/// All figures of the folders below `data`.
pub fn figures(data: &Path) -> Vec<Figure> {
    let mut figures = Vec::new();
    figures.extend(documents::figures(data));
    figures.extend(ocr::figures(data));
    figures
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}
