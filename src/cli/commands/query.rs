//! `morgue query`: how a query is understood.

use clap::Subcommand;
use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::args::query_args::{QueryArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::hits::json::{WarningJson, warnings_json};
use crate::cli::print::human::grouped;
use crate::cli::print::style::{ASIDE, COUNT, HEADING, MARK, Styles, harmless};
use crate::cli::print::{notices, output};
use crate::search::query::LANGUAGE;
use crate::search::{Explained, explain};

/// How a query is understood, and what can be asked
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  morgue query explain 'truce NEAR/5 crimea -kherson'
  morgue query language | less")]
pub struct QueryCommandArgs {
    #[command(subcommand)]
    command: QueryCommand,
}

#[derive(Debug, Subcommand)]
enum QueryCommand {
    Explain(Box<ExplainArgs>),
    /// Print the query language
    #[command(after_help = "Examples:\n  morgue query language | less")]
    Language,
}

/// The tree of a query: what each clause stands for, how many articles match it, and which clause leaves none
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
struct ExplainArgs {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue query explain 'truce NEAR/5 (crimea OR donbas) -kherson'
  morgue query explain 'negotiat* person:putin'
  morgue query explain --syntax nexis 'headline(truce) and cease! w/5 fire'";

#[derive(Serialize)]
struct ExplainedJson<'a> {
    #[serde(flatten)]
    explained: &'a Explained,
    warnings: Vec<WarningJson<'a>>,
}

/// Runs it.
pub fn run(args: &QueryCommandArgs) -> anyhow::Result<Exit> {
    let args = match &args.command {
        QueryCommand::Explain(args) => args,
        QueryCommand::Language => {
            output::print(LANGUAGE)?;
            return Ok(Exit::Done);
        }
    };
    let query = args.query.parse(today())?;
    let reader = args.archive.reader()?;
    let explained = explain(&reader, &query.query)?;
    let json = ExplainedJson { explained: &explained, warnings: warnings_json(&query.warnings) };
    args.output.print(&json, |styles| {
        notices::say_warnings(&query.text, &query.warnings);
        text(&explained, styles)
    })?;
    // Done even if nothing matches: the user asked how the query is understood.
    Ok(Exit::Done)
}

/// A line for each clause: the number of articles that match, the clause, its kind; below it, what it
/// stands for.
fn text(explained: &Explained, styles: Styles) -> String {
    let width = grouped(most(explained)).len();
    let mut out = String::new();
    clause(explained, 0, width, styles, &mut out);
    out
}

fn most(explained: &Explained) -> u64 {
    explained.parts.iter().map(most).fold(explained.articles, u64::max)
}

fn clause(explained: &Explained, depth: usize, width: usize, styles: Styles, out: &mut String) {
    let count = styles.paint(COUNT, &format!("{:>width$}", grouped(explained.articles)));
    let indent = "  ".repeat(depth);
    let shown = if explained.clause.is_empty() { "everything" } else { &explained.clause };
    let (shown, kind) = (styles.paint(HEADING, shown), styles.paint(ASIDE, explained.kind));
    out.push_str(&format!("{count}  {indent}{shown}  {kind}\n"));
    let blank = format!("{:width$}  {indent}    ", "");
    let mut below = |text: &str| out.push_str(&format!("{blank}{text}\n"));
    let words: Vec<(String, u64)> = explained.words.clone();
    if words.len() + explained.more_words > 1 {
        let mut list: Vec<String> =
            words.iter().map(|(word, count)| format!("{} ({})", harmless(word), grouped(*count))).collect();
        if explained.more_words > 0 {
            list.push(format!("{} more", grouped(explained.more_words as u64)));
        }
        below(&list.join(", "));
    }
    for bounded in &explained.bounded {
        below(&notices::bounded_notice(bounded));
    }
    for name in &explained.names {
        for (name, count) in &name.meant {
            below(&format!("{} ({})", harmless(name), grouped(*count)));
        }
    }
    if let Some(reason) = &explained.emptied {
        below(&styles.paint(MARK, &format!("nothing left: {reason}")));
    } else if explained.articles == 0 && explained.parts.is_empty() {
        below(&styles.paint(MARK, "nothing left: it does not occur in the archive"));
    }
    for part in &explained.parts {
        clause(part, depth + 1, width, styles, out);
    }
}
