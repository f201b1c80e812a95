//! `morgue schema`: a JSON Schema of what `--json` prints. A test validates real answers with it.

use anyhow::bail;
use serde_json::{Value, json};

use crate::cli::exit::Exit;
use crate::cli::print::output;

/// Print a JSON Schema of the output of --json
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaArgs {
    /// The command, such as `search` or `names check`; or `hit` for a line of --jsonl [default: all]
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  morgue schema > morgue.schema.json     one definition for each command
  morgue schema search                   the schema of `search --json`
  morgue schema hit                      the schema of one line of `search --jsonl`";

const SCHEMA: &str = include_str!("../schema.json");

/// Runs it.
pub fn run(args: &SchemaArgs) -> anyhow::Result<Exit> {
    match args.command.as_slice() {
        [] => output::print(SCHEMA)?,
        words => output::print(&format!("{:#}\n", schema_of(&words.join(" "))?))?,
    }
    Ok(Exit::Done)
}

/// The schema of the answer of one command.
pub fn schema_of(command: &str) -> anyhow::Result<Value> {
    let mut schema: Value = serde_json::from_str(SCHEMA)?;
    let name = command.replace(' ', "-");
    if schema["$defs"].get(&name).is_none() {
        let commands = commands(&schema).join(", ");
        bail!("no schema for {command:?}; there is one for each of {commands}");
    }
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    Ok(schema)
}

/// The commands with a schema. Names of definitions that are parts of others begin with a capital.
fn commands(schema: &Value) -> Vec<String> {
    let names = schema["$defs"].as_object().into_iter().flat_map(|defs| defs.keys());
    names.filter(|name| name.starts_with(char::is_lowercase)).map(|name| name.replace('-', " ")).collect()
}
