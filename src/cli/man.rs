//! `morgue man`: the manual pages, from the definitions of the arguments.

use anyhow::Context;
use clap::CommandFactory;

use super::exit::Exit;
use super::{Cli, output};

/// Print the manual page of morgue or of one of its commands
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// A command of morgue
    command: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  morgue man > morgue.1
  morgue man search | man -l -";

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    output::print(&page(args.command.as_deref())?)?;
    Ok(Exit::Done)
}

/// A page in roff.
pub fn page(command: Option<&str>) -> anyhow::Result<String> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let wanted = match command {
        None => root,
        Some(name) => {
            let found = root.find_subcommand(name).cloned();
            found.with_context(|| format!("no command {name:?}; `morgue --help` lists them"))?
        }
    };
    let mut out = Vec::new();
    clap_mangen::Man::new(wanted).render(&mut out)?;
    Ok(String::from_utf8(out)?)
}
