//! How an answer is printed: as JSON, or for people, in colour or not.

use std::io;

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::print::output::{self, Stdout};
use crate::cli::print::style::Styles;

/// `--json`.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct JsonArgs {
    /// Print JSON instead of text
    #[arg(long)]
    pub json: bool,
}

impl JsonArgs {
    /// Prints a value as JSON, or the text for people.
    pub fn print(self, value: &impl Serialize, text: impl FnOnce() -> String) -> anyhow::Result<()> {
        if self.json { output::print_json(value) } else { output::print(&text()) }
    }
}

/// `--color` and `--no-pager`.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct TerminalArgs {
    /// When to use colour; `auto` respects NO_COLOR
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = When::Auto)]
    color: When,
    /// Do not show long text in a pager ($MORGUE_PAGER, $PAGER or less)
    #[arg(long)]
    no_pager: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl TerminalArgs {
    /// Stdout for text for people.
    pub fn stdout(self) -> Stdout {
        if self.no_pager { Stdout::new() } else { Stdout::paged() }
    }

    /// The styles that stdout can show and the user wants.
    pub fn styles(self) -> Styles {
        let color = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never,
        };
        let columns = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into());
        Styles { color, width: columns.filter(|columns| *columns > 0) }
    }
}

/// `--json`, `--color` and `--no-pager`.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct OutputArgs {
    #[command(flatten)]
    pub json: JsonArgs,
    #[command(flatten)]
    pub terminal: TerminalArgs,
}

impl OutputArgs {
    /// Prints a value as JSON, or the text for people.
    pub fn print(self, value: &impl Serialize, text: impl FnOnce(Styles) -> String) -> anyhow::Result<()> {
        if self.json.json {
            return output::print_json(value);
        }
        let mut out = self.terminal.stdout();
        out.text(&text(self.terminal.styles()))?;
        out.finish()
    }
}
