//! `morgue formats`: which formats are read, and how each is recognised.

use serde::Serialize;

use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::formats::{CONTAINERS, FORMATS};

/// The formats that are read, and how each is recognised
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct FormatsArgs {
    #[command(flatten)]
    output: JsonArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue formats
  morgue formats --json
  morgue inspect FILE      what would be indexed of a file";

/// One of them, with the keys that `--json` prints.
#[derive(Debug, Serialize)]
struct FormatRow {
    name: &'static str,
    about: &'static str,
    extensions: &'static [&'static str],
    /// Whether it holds other files rather than articles.
    container: bool,
}

/// Runs it.
pub fn run(args: &FormatsArgs) -> anyhow::Result<Exit> {
    let formats = FORMATS.iter().map(|format| FormatRow {
        name: format.name,
        about: format.about,
        extensions: format.extensions,
        container: false,
    });
    let containers = CONTAINERS.iter().map(|container| FormatRow {
        name: container.short_name,
        about: container.about,
        extensions: container.extensions,
        container: true,
    });
    let rows: Vec<FormatRow> = formats.chain(containers).collect();
    args.output.print(&rows, || text(&rows))?;
    Ok(Exit::Done)
}

fn text(rows: &[FormatRow]) -> String {
    let mut out = String::new();
    for (container, heading) in [
        (false, "Articles:\n"),
        (true, "\nContainers, whose members are read according to their own format:\n"),
    ] {
        out += heading;
        for row in rows.iter().filter(|row| row.container == container) {
            out += &format!("  {:<12} {}\n", row.name, row.about);
            let extensions = row.extensions.iter().filter(|extension| !extension.is_empty());
            let extensions: Vec<String> = extensions.map(|extension| format!(".{extension}")).collect();
            if !extensions.is_empty() {
                out += &format!("  {:<12}   {}\n", "", extensions.join(" "));
            }
        }
    }
    out + "\nThe content decides; an extension counts only if the content does not contradict it.\n"
}
