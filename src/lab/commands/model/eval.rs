//! `morgue-lab model eval`: how well names are found in texts in which people marked them.

use std::path::PathBuf;

use anyhow::{Context, anyhow, bail};
use walkdir::WalkDir;

use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::grouped;
use crate::entities::Tagger;
use crate::lab::score::{NameScores, NameTally, Prf};

/// Precision, recall and F1 over marked texts, by kind of name
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXAMPLES)]
pub(super) struct EvalArgs {
    /// Files of `token TAB tag` lines in BIO, .txt files with names marked as in [PER Jane Doe],
    /// or folders of either
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Also print the scores with a place and the rest of an organisation's name, where BIO files mark
    /// them apart ("Palestine", "Liberation Organization"), counted as one organisation
    #[arg(long)]
    joined: bool,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    model: super::ModelChoice,
}

/// Runs it.
pub(super) fn run(args: &EvalArgs) -> anyhow::Result<Exit> {
    let tagger = args.model.tagger()?;
    let strict = scores(NameTally::default(), &tagger, &args.paths)?;
    let joined = args.joined.then(|| scores(NameTally::joined(), &tagger, &args.paths)).transpose()?;
    args.output.print(&ScoresJson { scores: &strict, joined: joined.as_ref() }, || {
        let joined = joined.as_ref().map(|joined| format!("\njoined\n{}", table(joined)));
        table(&strict) + &joined.unwrap_or_default()
    })?;
    Ok(Exit::Done)
}

/// The scores, and those against joined names.
#[derive(serde::Serialize)]
struct ScoresJson<'a> {
    #[serde(flatten)]
    scores: &'a NameScores,
    #[serde(skip_serializing_if = "Option::is_none")]
    joined: Option<&'a NameScores>,
}

/// The figures over all the files together.
fn scores(mut tally: NameTally, tagger: &Tagger, paths: &[PathBuf]) -> anyhow::Result<NameScores> {
    for path in files(paths)? {
        let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let inline = path.extension().is_some_and(|extension| extension == "txt");
        let counted = if inline { tally.inline(tagger, &text) } else { tally.bio(tagger, &text) };
        counted.map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
    }
    Ok(tally.scores())
}

/// The files named, and those in the folders named, in order.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for path in paths {
        let before = out.len();
        for entry in WalkDir::new(path).max_depth(1).sort_by_file_name() {
            let entry = entry.with_context(|| path.display().to_string())?;
            let is_text =
                entry.path().extension().is_some_and(|extension| extension == "txt" || extension == "bio");
            if !entry.file_type().is_dir() && (entry.depth() == 0 || is_text) {
                out.push(entry.into_path());
            }
        }
        if out.len() == before {
            bail!("{}: no .txt or .bio file in this folder", path.display());
        }
    }
    Ok(out)
}

fn table(scores: &NameScores) -> String {
    let row = |(kind, prf): (&str, Prf)| {
        let Prf { precision, recall, f1 } = prf;
        format!("{kind:<8}{precision:>9.3}{recall:>9.3}{f1:>9.3}\n")
    };
    let rows = [("person", scores.person), ("org", scores.org), ("place", scores.place), ("all", scores.all)];
    let head = format!("{:<8}{:>9}{:>9}{:>9}\n", "", "precision", "recall", "f1");
    let speed = grouped(scores.tokens_per_second as u64);
    head + &rows.map(row).concat() + &format!("{} tokens, {speed} a second\n", grouped(scores.tokens as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_a_table() {
        let prf = Prf { precision: 0.9125, recall: 0.5, f1: 0.646 };
        let scores = NameScores {
            person: prf,
            all: prf,
            tokens: 4_211,
            tokens_per_second: 1e6,
            ..NameScores::default()
        };
        insta::assert_snapshot!(table(&scores), @"
                precision   recall       f1
        person      0.912    0.500    0.646
        org         0.000    0.000    0.000
        place       0.000    0.000    0.000
        all         0.912    0.500    0.646
        4,211 tokens, 1,000,000 a second
        ");
    }
}
