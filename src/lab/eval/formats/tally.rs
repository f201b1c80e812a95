//! Counts what was right, and keeps what was not.

use std::path::Path;

use super::Figure;

/// One measure while it is taken.
pub struct Tally {
    set: String,
    measure: &'static str,
    right: usize,
    of: usize,
    misses: Vec<String>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(folder: &Path, measure: &'static str) -> Tally {
        let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Tally { set, measure, right: 0, of: 0, misses: Vec::new() }
    }

    /// Counts one, with the reason if it is wrong.
    pub fn count(&mut self, right: bool, path: &Path, why: impl FnOnce() -> String) {
        if right {
            self.right += 1;
            self.of += 1;
        } else {
            self.miss(path, why());
        }
    }

    /// Counts one that is wrong.
    pub fn miss(&mut self, path: &Path, why: String) {
        self.of += 1;
        self.misses.push(format!("{}: {why}", path.display()));
    }

    /// The figure; nothing if nothing was counted.
    pub fn figure(self) -> Option<Figure> {
        let value = self.right as f64 / self.of as f64;
        let figure = Figure { set: self.set, measure: self.measure, value, of: self.of, misses: self.misses };
        (figure.of > 0).then_some(figure)
    }
}
