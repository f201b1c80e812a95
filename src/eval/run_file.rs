//! Rankings as a TREC run, to be scored by other programs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A run that is being written.
pub(super) struct RunFile {
    path: PathBuf,
    out: BufWriter<File>,
}

impl RunFile {
    pub fn create(path: &Path) -> Result<RunFile> {
        let file = File::create(path).map_err(|e| Error::io(path, e))?;
        Ok(RunFile { path: path.to_owned(), out: BufWriter::new(file) })
    }

    /// Writes the answers to one query, best first.
    pub fn topic(&mut self, query: &str, ranked: &[(String, f64)]) -> Result<()> {
        write(&mut self.out, query, ranked).map_err(|e| Error::io(&self.path, e))
    }

    pub fn finish(mut self) -> Result<()> {
        self.out.flush().map_err(|e| Error::io(&self.path, e))
    }
}

fn write(out: &mut impl Write, query: &str, ranked: &[(String, f64)]) -> std::io::Result<()> {
    let mut lines = RunLines::new(query, "morgue", 0);
    ranked.iter().try_for_each(|(document, score)| lines.write(out, document, *score))
}

/// The answers to one query as lines of a run: query, `Q0`, document, rank, score, tag.
#[derive(Debug, Clone)]
pub struct RunLines {
    query: String,
    tag: String,
    rank: usize,
    below: f32,
}

impl RunLines {
    /// Begins behind the first `passed` answers.
    pub fn new(query: &str, tag: &str, passed: usize) -> RunLines {
        RunLines { query: query.to_owned(), tag: tag.to_owned(), rank: passed, below: f32::INFINITY }
    }

    /// Writes the next answer.
    ///
    /// trec_eval reads scores as 32-bit numbers and orders equal ones by document. So that it
    /// sees our order, each score is written below the one before.
    pub fn write(&mut self, out: &mut impl Write, document: &str, score: f64) -> std::io::Result<()> {
        self.below = (score as f32).min(self.below.next_down());
        self.rank += 1;
        let RunLines { query, tag, rank, below } = self;
        writeln!(out, "{query} Q0 {document} {rank} {below} {tag}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_scores_keep_their_order() {
        let ranked = [("b", 2.5), ("a", 2.5), ("c", 1.0)].map(|(id, score)| (id.to_owned(), score));
        let mut out = Vec::new();
        write(&mut out, "q1", &ranked).expect("memory can be written to");
        insta::assert_snapshot!(String::from_utf8(out).expect("UTF-8"), @r"
        q1 Q0 b 1 2.5 morgue
        q1 Q0 a 2 2.4999998 morgue
        q1 Q0 c 3 1 morgue
        ");
    }
}
