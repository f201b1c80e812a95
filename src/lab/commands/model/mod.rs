//! `morgue-lab model`: the model that finds names: its scores, what it finds, what it was trained on, and
//! how to train another.

mod eval;
mod tag;
mod train;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use clap::Subcommand;

use crate::cli::exit::Exit;
use crate::cli::print::output;
use crate::entities::Tagger;
use crate::entities::recognise::model::Model;

/// The model that finds names: score it, run it, train another
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct ModelArgs {
    #[command(subcommand)]
    command: ModelCommand,
}

const EXAMPLES: &str = "\
Examples:
  morgue-lab model tag article.txt
  morgue-lab model eval dev.bio
  morgue-lab model eval corpus/truth/names --json
  morgue-lab model train ner --out names.bin --without worldwide
  morgue-lab model eval --model names.bin dev.bio";

#[derive(Debug, Subcommand)]
enum ModelCommand {
    Eval(eval::EvalArgs),
    Tag(tag::TagArgs),
    Train(train::TrainArgs),
    Card(CardArgs),
}

/// Show what the model was trained on, under which licences, and whom to credit
#[derive(Debug, clap::Args)]
struct CardArgs {
    #[command(flatten)]
    model: ModelChoice,
}

/// Which model.
#[derive(Debug, clap::Args)]
struct ModelChoice {
    /// A model written by `model train`, instead of the one that comes with the program
    #[arg(long, value_name = "FILE")]
    model: Option<PathBuf>,
}

impl ModelChoice {
    fn model(&self) -> anyhow::Result<Arc<Model>> {
        let Some(path) = &self.model else { return Ok(Model::shipped()) };
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        let model = Model::from_bytes(&bytes).map_err(|reason| anyhow!("{}: {reason}", path.display()))?;
        Ok(Arc::new(model))
    }

    fn tagger(&self) -> anyhow::Result<Tagger> {
        Ok(Tagger::with_model(self.model()?))
    }
}

/// Runs it.
pub fn run(args: &ModelArgs) -> anyhow::Result<Exit> {
    match &args.command {
        ModelCommand::Eval(args) => eval::run(args),
        ModelCommand::Tag(args) => tag::run(args),
        ModelCommand::Train(args) => train::run(args),
        ModelCommand::Card(args) => {
            output::print(args.model.model()?.card())?;
            Ok(Exit::Done)
        }
    }
}
