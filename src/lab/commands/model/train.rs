//! `morgue-lab model train`: a model from a folder of marked texts and lists.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, anyhow, bail};

use crate::cli::exit::Exit;
use crate::cli::print::output;
use crate::lab::train::{self, KnownSet, Sources, TrainOptions, TrainingSet};

/// Train a model on the sets of a folder; the same sets always give the same file
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXAMPLES)]
pub(super) struct TrainArgs {
    /// Folder with a folder for each set (train.bio, dev.bio, test.bio), `gazetteers/` and
    /// word_clusters.tsv
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Where to write the model
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Leave out a set (repeatable)
    #[arg(long, value_name = "SET")]
    without: Vec<String>,
    /// Leave out the parts of the sets that are kept for measuring; needed before `model eval` on them
    #[arg(long)]
    measuring: bool,
    /// Seed of the random choices
    #[arg(long, value_name = "N", default_value_t = TrainOptions::default().seed)]
    seed: u64,
}

/// Runs it.
pub(super) fn run(args: &TrainArgs) -> anyhow::Result<Exit> {
    if let Some(name) = args.without.iter().find(|name| !train::KNOWN.iter().any(|k| k.name == name.as_str()))
    {
        let names: Vec<&str> = train::KNOWN.iter().map(|known| known.name).collect();
        bail!("unknown set {name:?}; write one of {}", names.join(", "));
    }
    let mut used = Vec::new();
    let mut sets = Vec::new();
    for known in train::KNOWN.iter().filter(|known| !args.without.iter().any(|name| name == known.name)) {
        if let Some(set) = set(&args.dir, known, !args.measuring)? {
            sets.push(set);
            used.push(known);
        }
    }
    if sets.is_empty() {
        bail!(
            "{}: no set to train on; name a folder that has a folder with train.bio for each set",
            args.dir.display()
        );
    }
    let sources = sources(&args.dir, &used, !args.measuring)?;
    output::print(&sources.card)?;
    let options = TrainOptions { seed: args.seed, ..TrainOptions::default() };
    let model =
        train::train(&sets, &sources, &options, &mut |done| output::say(done)).map_err(|r| anyhow!(r))?;
    let bytes = model.to_bytes();
    fs::write(&args.out, &bytes).with_context(|| args.out.display().to_string())?;
    output::say(&format!("{}: {} bytes", args.out.display(), bytes.len()));
    Ok(Exit::Done)
}

/// The texts of a set that may be trained on; none where the folder lacks it.
fn set(dir: &Path, known: &KnownSet, measured: bool) -> anyhow::Result<Option<TrainingSet>> {
    let mut text = String::new();
    for split in known.parts(measured) {
        let path = dir.join(known.name).join(format!("{split}.bio"));
        if path.exists() {
            text += &fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            text.push_str("\n-DOCSTART-\tO\n\n");
        }
    }
    Ok((!text.is_empty()).then(|| known.set(text)))
}

fn sources(dir: &Path, used: &[&KnownSet], measured: bool) -> anyhow::Result<Sources> {
    let folder = dir.join("gazetteers");
    let mut lists = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            lists.push((name, fs::read_to_string(&path).with_context(|| path.display().to_string())?));
        }
    }
    lists.sort();
    let path = dir.join("word_clusters.tsv");
    let clusters = match path.exists() {
        true => fs::read_to_string(&path).with_context(|| path.display().to_string())?,
        false => String::new(),
    };
    let card = train::card(used, measured, !lists.is_empty(), !clusters.is_empty());
    Ok(Sources { lists, clusters, card })
}
