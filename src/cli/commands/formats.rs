//! `morgue formats`: what is read, and how it is recognised.

use crate::formats::{FORMATS, unpack::CONTAINERS};
use serde::Serialize;

use crate::cli::exit::Exit;
use crate::cli::print::output;

/// The formats that are read, and how each is recognised
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Print a JSON list
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  morgue formats
  morgue formats --json
  morgue inspect FILE      what one of them would give";

/// One of them, with the keys that `--json` prints.
#[derive(Debug, Serialize)]
struct Row {
    name: &'static str,
    about: &'static str,
    extensions: &'static [&'static str],
    /// Whether it holds other files, and not articles.
    container: bool,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let formats = FORMATS.iter().map(|format| Row {
        name: format.name,
        about: format.about,
        extensions: format.extensions,
        container: false,
    });
    let containers = CONTAINERS.iter().map(|(container, about)| Row {
        name: container.short_name(),
        about,
        extensions: container.extensions(),
        container: true,
    });
    let rows: Vec<Row> = formats.chain(containers).collect();
    if args.json {
        output::print_json(&rows)?;
    } else {
        output::print(&text(&rows))?;
    }
    Ok(Exit::Done)
}

fn text(rows: &[Row]) -> String {
    let mut out = String::new();
    let extensions = |row: &Row| {
        let named = row.extensions.iter().filter(|extension| !extension.is_empty());
        named.map(|extension| format!(".{extension}")).collect::<Vec<_>>().join(" ")
    };
    for container in [false, true] {
        out += if container {
            "\nContainers, whose members are read as what they are:\n"
        } else {
            "Articles:\n"
        };
        for row in rows.iter().filter(|row| row.container == container) {
            out += &format!("  {:<12} {}\n", row.name, row.about);
            let extensions = extensions(row);
            if !extensions.is_empty() {
                out += &format!("  {:<12}   {extensions}\n", "");
            }
        }
    }
    out += "\nThe content decides; an extension is believed where the content does not contradict it.\n";
    out
}
