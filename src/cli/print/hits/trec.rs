//! Hits as lines of a TREC run.

use std::io::Write;

/// The lines of a run for one query: query, `Q0`, document, rank, score, tag.
#[derive(Debug, Clone)]
pub struct RunLines {
    query: String,
    tag: String,
    rank: usize,
    below: f32,
}

impl RunLines {
    /// Begins after the first `passed` hits.
    pub fn new(query: &str, tag: &str, passed: usize) -> RunLines {
        RunLines { query: query.to_owned(), tag: tag.to_owned(), rank: passed, below: f32::INFINITY }
    }

    /// Writes the next hit.
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
