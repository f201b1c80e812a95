//! Counts what was right, and keeps what was not.

use std::path::Path;

use super::Figure;

/// One measure while it is taken.
pub struct Tally(Figure);

impl Tally {
    /// A measure over a folder, nothing counted yet.
    pub fn new(folder: &Path, measure: &'static str) -> Tally {
        let set = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Tally(Figure { set, measure, value: 0.0, of: 0, misses: Vec::new() })
    }

    /// Counts one, with the reason if it is wrong.
    pub fn count(&mut self, right: bool, path: &Path, why: impl FnOnce() -> String) {
        if right {
            self.add(1, 1);
        } else {
            self.miss(path, why());
        }
    }

    /// Counts one that is wrong.
    pub fn miss(&mut self, path: &Path, why: String) {
        self.add(0, 1);
        self.note(path, why);
    }

    /// Counts several, so many of them right.
    pub fn add(&mut self, right: usize, of: usize) {
        self.0.value += right as f64;
        self.0.of += of;
    }

    /// Keeps a miss that is counted already.
    pub fn note(&mut self, path: &Path, why: String) {
        self.0.misses.push(format!("{}: {why}", path.display()));
    }

    /// The figure: the share that was right.
    pub fn figure(self) -> Figure {
        Figure { value: self.0.value / self.0.of.max(1) as f64, ..self.0 }
    }
}
