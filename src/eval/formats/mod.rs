//! How well files of each format are read, measured over folders whose articles are known.

pub mod html;
mod shingles;

use std::path::Path;

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
    html::figures(data)
}
