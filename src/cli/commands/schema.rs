//! `morgue schema`: what `--json` prints, as a JSON Schema. A test holds it against real answers.

use anyhow::bail;
use serde_json::{Value, json};

use crate::cli::exit::Exit;
use crate::cli::print::output;

/// Print a JSON Schema of what the commands print with --json
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The command, as in `search`, `names check`; or `hit` for a line of --jsonl [default: all]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  morgue schema > morgue.schema.json     one definition for each command
  morgue schema search                   a schema that an answer of `search --json` holds to
  morgue schema hit                      the same of one line of `search --jsonl`";

const SCHEMA: &str = include_str!("../schema.json");

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if args.command.is_empty() {
        output::print(SCHEMA)?;
    } else {
        output::print(&format!("{:#}\n", of_command(&args.command.join(" "))?))?;
    }
    Ok(Exit::Done)
}

/// The schema whose root is the answer of one command.
pub fn of_command(command: &str) -> anyhow::Result<Value> {
    let mut schema: Value = serde_json::from_str(SCHEMA)?;
    let name = command.replace(' ', "-");
    if schema["$defs"].get(&name).is_none() {
        let commands = commands(&schema).join(", ");
        bail!("no schema for {command:?}; there is one for each of {commands}");
    }
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    Ok(schema)
}

/// The commands that have one: definitions that no other is made of begin in lower case.
fn commands(schema: &Value) -> Vec<String> {
    let names = schema["$defs"].as_object().into_iter().flat_map(|defs| defs.keys());
    names.filter(|name| name.starts_with(char::is_lowercase)).map(|name| name.replace('-', " ")).collect()
}
