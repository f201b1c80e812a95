//! The commands of `morgue-lab`.

mod eval;
mod model;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cli::report;

/// How well morgue answers queries, reads files and finds names, and how its tagger is trained
#[derive(Debug, Parser)]
#[command(name = "morgue-lab", version, propagate_version = true, max_term_width = 100)]
struct Lab {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Eval(eval::EvalArgs),
    Model(model::ModelArgs),
}

/// Runs the command that the arguments name; reports errors on stderr.
pub fn main() -> ExitCode {
    report("morgue-lab", || match Lab::parse().command {
        Command::Eval(args) => eval::run(&args),
        Command::Model(args) => model::run(&args),
    })
}
