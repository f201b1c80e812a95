//! `morgue completions`: shell completions, from the definitions of the arguments.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use crate::cli::Cli;
use crate::cli::exit::Exit;
use crate::cli::print::output;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  morgue completions bash > ~/.local/share/bash-completion/completions/morgue
  morgue completions zsh > ~/.zfunc/_morgue
  morgue completions fish > ~/.config/fish/completions/morgue.fish";

/// Runs it.
pub fn run(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    output::print(&script(args.shell))?;
    Ok(Exit::Done)
}

/// The completions as a script. Made in memory: the generator panics on a closed pipe.
pub fn script(shell: Shell) -> String {
    let mut out = Vec::new();
    generate(shell, &mut Cli::command(), "morgue", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}
