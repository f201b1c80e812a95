//! `morgue model`: the recogniser of names: how well it does, what it finds, what it is made of,
//! and how to train another.

mod eval;
mod tag;
mod train;

use std::path::PathBuf;
use std::sync::Arc;

use crate::entities::Tagger;
use crate::entities::recognise::model::Model;
use anyhow::{Context, anyhow};
use clap::Subcommand;

use crate::cli::exit::Exit;
use crate::cli::print::output;

/// The recogniser of names: how well it does, what it finds, how to train another
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  morgue-lab model tag article.txt
  morgue-lab model eval dev.bio
  morgue-lab model eval corpus/truth/names --json
  morgue-lab model train ner --out names.bin --without worldwide
  morgue-lab model eval --model names.bin dev.bio";

#[derive(Debug, Subcommand)]
enum Command {
    Eval(eval::Eval),
    Tag(tag::Tag),
    Train(train::Train),
    Card(Card),
}

/// What the model was trained on, under which licences, and whom to credit
#[derive(Debug, clap::Args)]
struct Card {
    #[command(flatten)]
    model: Choice,
}

/// Which model.
#[derive(Debug, clap::Args)]
struct Choice {
    /// A model written by `model train`, instead of the one that comes with the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

impl Choice {
    fn model(&self) -> anyhow::Result<Arc<Model>> {
        let Some(path) = &self.model else { return Ok(Model::shipped()) };
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let model = Model::from_bytes(&bytes).map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
        Ok(Arc::new(model))
    }

    fn tagger(&self) -> anyhow::Result<Tagger> {
        Ok(Tagger::with(self.model()?))
    }
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Eval(args) => eval::run(args),
        Command::Tag(args) => tag::run(args),
        Command::Train(args) => train::run(args),
        Command::Card(args) => {
            output::print(args.model.model()?.card())?;
            Ok(Exit::Done)
        }
    }
}
