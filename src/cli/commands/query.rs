//! `morgue query`: how a query is understood.

use crate::search::query::LANGUAGE;
use crate::search::{Explained, explain};
use clap::{Args as ClapArgs, Subcommand};
use serde::Serialize;

use super::search::json::notes_of;
use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::query_args::{QuestionArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::human::grouped;
use crate::cli::print::notices;
use crate::cli::print::output;
use crate::cli::print::style::{ASIDE, COUNT, HEADING, Look, LookArgs, MARK, harmless};

/// How a query is understood, and what can be asked
#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  morgue query explain 'truce NEAR/5 crimea -kherson'
  morgue query language | less")]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Explain(Box<ExplainArgs>),
    /// Print the query language
    #[command(after_help = "Examples:\n  morgue query language | less")]
    Language,
}

/// The tree of a query: what each clause stands for, how many articles match it, and what empties it
#[derive(Debug, ClapArgs)]
#[command(after_help = EXAMPLES)]
struct ExplainArgs {
    #[command(flatten)]
    question: QuestionArgs,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue query explain 'truce NEAR/5 (crimea OR donbas) -kherson'
  morgue query explain 'negotiat* person:putin'
  morgue query explain --syntax nexis 'headline(truce) and cease! w/5 fire'";

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    explained: &'a Explained,
    warnings: Vec<super::search::json::Note<'a>>,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let args = match &args.command {
        Command::Explain(args) => args,
        Command::Language => {
            output::print(LANGUAGE)?;
            return Ok(Exit::Done);
        }
    };
    let question = args.question.question(today())?;
    let reader = args.archive.reader()?;
    let explained = explain(&reader, &question.query)?;
    if args.json {
        output::print_json(&Answer { explained: &explained, warnings: notes_of(&question.warnings) })?;
    } else {
        notices::say_warnings(&question.text, &question.warnings);
        output::print(&text(&explained, args.look.look()))?;
    }
    // The question was how it is understood, not what it finds.
    Ok(Exit::Done)
}

/// A clause a line: the articles that match, the clause, what it is; below it what it stands for.
fn text(explained: &Explained, look: Look) -> String {
    let width = grouped(most(explained)).len();
    let mut out = String::new();
    clause(explained, 0, width, look, &mut out);
    out
}

fn most(explained: &Explained) -> u64 {
    explained.parts.iter().map(most).fold(explained.articles, u64::max)
}

fn clause(explained: &Explained, depth: usize, width: usize, look: Look, out: &mut String) {
    let count = look.paint(COUNT, &format!("{:>width$}", grouped(explained.articles)));
    let indent = "  ".repeat(depth);
    let shown = if explained.clause.is_empty() { "everything" } else { &explained.clause };
    let (shown, kind) = (look.paint(HEADING, shown), look.paint(ASIDE, explained.kind));
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
        below(&notices::bounded(bounded));
    }
    for name in &explained.names {
        for (name, count) in &name.meant {
            below(&format!("{} ({})", harmless(name), grouped(*count)));
        }
    }
    if let Some(reason) = &explained.emptied {
        below(&look.paint(MARK, &format!("nothing left: {reason}")));
    } else if explained.articles == 0 && explained.parts.is_empty() {
        below(&look.paint(MARK, "nothing left: it stands nowhere in the archive"));
    }
    for part in &explained.parts {
        clause(part, depth + 1, width, look, out);
    }
}
