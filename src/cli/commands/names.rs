//! `morgue names`: who is who in the archive, and the user's own decisions about it.

use anyhow::Context;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::{counted, grouped};
use crate::cli::print::output;
use crate::cli::print::style::harmless;
use crate::entities::Kind;

/// Decide who is who: check decisions, list open questions, complete names
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct NamesArgs {
    #[command(subcommand)]
    command: NamesCommand,
}

const EXAMPLES: &str = "\
Examples:
  morgue names suggest                     pairs of names that may be one, the closest calls first
  morgue names why \"Bill Clinton\"          the counts behind a name
  morgue names check                       decisions in names.toml that match nothing
  morgue names complete put                names with a word that begins with put

Write decisions to names.toml in the archive's folder (.morgue/names.toml); they take effect at once:
  [[same]]                                 # these are one; kind = \"person\" is the default
  names = [\"Bill Clinton\", \"William J. Clinton\"]
  [[same]]                                 # in these years (or article = \"PATH\"), this means the first
  names = [\"George H. W. Bush\", \"Bush\"]
  from = 1989
  to = \"1993-01-20\"
  [[not-same]]
  names = [\"John Smith\", \"John A. Smith\"]
  [[rename]]                               # the name to show
  name = \"Zelensky\"
  to = \"Volodymyr Zelenskyy\"
  [[ignore]]                               # not a name
  name = \"Read More\"
  [[kind]]
  kind = \"place\"
  name = \"Harrowmere Echo\"
  to = \"org\"";

#[derive(Debug, Subcommand)]
enum NamesCommand {
    Check(CheckArgs),
    Suggest(SuggestArgs),
    Why(WhyArgs),
    Complete(CompleteArgs),
}

/// List the decisions in names.toml about names that no article mentions
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  morgue names check --json")]
struct CheckArgs {
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// List pairs of names that may be one, with the evidence
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  morgue names suggest --limit 20")]
struct SuggestArgs {
    /// Maximum number of pairs shown [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Show the counts behind a name: its forms and why they belong to it, and the names kept apart
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  morgue names why \"Bill Clinton\"\n  morgue names why ABC --kind org")]
struct WhyArgs {
    /// The name, as it is shown or written
    #[arg(required = true)]
    name: Vec<String>,
    /// Its kind: person, org or place
    #[arg(long, value_name = "KIND", default_value = "person")]
    kind: Kind,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// List the names with a word that begins with PREFIX, the commonest first
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  morgue names complete put --kind person")]
struct CompleteArgs {
    /// The first letters of a word; words before the last must be words of the name
    prefix: String,
    /// Only names of this kind: person, org or place
    #[arg(long, value_name = "KIND")]
    kind: Option<Kind>,
    /// Maximum number of names shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Runs it.
pub fn run(args: &NamesArgs) -> anyhow::Result<Exit> {
    match &args.command {
        NamesCommand::Check(args) => check(args),
        NamesCommand::Suggest(args) => suggest(args),
        NamesCommand::Why(args) => why(args),
        NamesCommand::Complete(args) => complete(args),
    }
}

#[derive(Serialize)]
struct UnmatchedJson<'a> {
    line: usize,
    kind: Kind,
    name: &'a str,
}

fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let path = reader.archive.decisions_path();
    let decisions = reader.archive.decisions()?;
    let registry = &reader.names()?.registry;
    let mut unmatched = Vec::new();
    for decision in &decisions.list {
        let names = decision.names().into_iter().filter(|name| !registry.knows(decision.kind, name));
        unmatched.extend(names.map(|name| UnmatchedJson { line: decision.line, kind: decision.kind, name }));
    }
    args.output.print(&unmatched, || {
        let line = |UnmatchedJson { line, kind, name }: &UnmatchedJson| {
            format!("{}:{line}: no article names the {kind} {name:?}\n", path.display())
        };
        unmatched.iter().map(line).collect()
    })?;
    if !args.output.json {
        let decided = counted(decisions.list.len() as u64, "decision");
        output::say(&match (path.exists(), unmatched.is_empty()) {
            (false, _) => format!("no decisions; write them to {}", path.display()),
            (true, true) => format!("{}: {decided}, all of which match", path.display()),
            (true, false) => format!("{}: {decided}", path.display()),
        });
    }
    // As with other commands, 1 means that something was not found.
    Ok(Exit::found(unmatched.is_empty()))
}

#[derive(Serialize)]
struct PairJson<'a> {
    kind: Kind,
    name: &'a str,
    count: u64,
    other: &'a str,
    other_count: u64,
    evidence: &'a str,
}

fn suggest(args: &SuggestArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let suggestions = reader.name_suggestions()?;
    let pairs = suggestions.iter().take(args.limit.unwrap_or(usize::MAX));
    let pairs: Vec<PairJson> = pairs
        .map(|s| PairJson {
            kind: s.kind,
            name: &s.name.0,
            count: s.name.1,
            other: &s.other.0,
            other_count: s.other.1,
            evidence: &s.evidence,
        })
        .collect();
    args.output.print(&pairs, || {
        let line = |pair: &PairJson| {
            let PairJson { kind, name, count, other, other_count, evidence } = pair;
            format!("{kind}  {name} ({count}) / {other} ({other_count}): {evidence}\n")
        };
        harmless(&pairs.iter().map(line).collect::<String>()).into_owned()
    })?;
    Ok(Exit::found(!pairs.is_empty()))
}

fn why(args: &WhyArgs) -> anyhow::Result<Exit> {
    let (kind, name) = (args.kind, args.name.join(" "));
    let reader = args.archive.reader()?;
    let Some(why) = reader.why_name(kind, &name)? else {
        output::say(&format!("no article names the {kind} {name:?}"));
        return Ok(Exit::found(false));
    };
    args.output.print(&why, || {
        let mut out = format!("{}, {}\n", why.name, counted(why.articles, "article"));
        for (heading, forms) in [("", &why.forms), ("kept apart:\n", &why.apart)] {
            if !forms.is_empty() {
                out += heading;
            }
            for form in forms {
                out += &format!("{:>7}  {}: {}\n", grouped(form.articles), form.name, form.reason);
            }
        }
        harmless(&out).into_owned()
    })?;
    Ok(Exit::found(true))
}

#[derive(Serialize)]
struct CompletedJson<'a> {
    id: &'a str,
    kind: Kind,
    name: &'a str,
    count: u64,
}

fn complete(args: &CompleteArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader().context("names are completed from an archive")?;
    let registry = &reader.names()?.registry;
    let completed = registry.complete(args.kind, &args.prefix, args.limit).into_iter();
    let completed: Vec<CompletedJson> = completed
        .map(|id| registry.entity(id))
        .map(|e| CompletedJson { id: e.id, kind: e.kind, name: e.name, count: e.articles })
        .collect();
    args.output.print(&completed, || {
        let lines: String = completed.iter().map(|c| format!("{}\n", c.name.replace('\n', " "))).collect();
        harmless(&lines).into_owned()
    })?;
    Ok(Exit::found(!completed.is_empty()))
}
