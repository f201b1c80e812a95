//! Rankings as a TREC run, to be scored by other programs or set against theirs.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::cli::print::hits::trec::RunLines;
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

/// Reads a run: each query's documents, best first, as trec_eval orders them: by score alone, of
/// equal ones the later identifier first.
pub(super) fn read(path: &Path) -> Result<HashMap<String, Vec<(String, f64)>>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let mut run: HashMap<String, Vec<(String, f64)>> = HashMap::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split_whitespace().collect();
        let score = columns.get(4).and_then(|score| score.parse().ok());
        let (Some(score), true) = (score, columns.len() >= 5) else {
            let reason = format!("line {number}: expected query, Q0, document, rank, score and name");
            return Err(Error::input(path, reason));
        };
        run.entry(columns[0].to_owned()).or_default().push((columns[2].to_owned(), score));
    }
    for ranked in run.values_mut() {
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| b.0.cmp(&a.0)));
    }
    Ok(run)
}

fn write(out: &mut impl Write, query: &str, ranked: &[(String, f64)]) -> std::io::Result<()> {
    let mut lines = RunLines::new(query, "morgue", 0);
    ranked.iter().try_for_each(|(document, score)| lines.write(out, document, *score))
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

    #[test]
    fn a_run_is_read_by_its_scores() {
        let dir = tempfile::tempdir().expect("a folder for the test");
        let path = dir.path().join("run");
        std::fs::write(&path, "q1 Q0 a 1 0.5 x\nq1 Q0 b 2 0.5 x\n\nq1 Q0 c 3 2e1 x\n").expect("written");
        let run = read(&path).expect("a run");
        let ids: Vec<&str> = run["q1"].iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["c", "b", "a"]);
        std::fs::write(&path, "q1 a 1\n").expect("written");
        let error = read(&path).expect_err("three columns").to_string();
        assert!(error.ends_with("line 1: expected query, Q0, document, rank, score and name"), "{error}");
    }
}
