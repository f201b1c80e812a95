//! `morgue names`: who is who in the archive, and the user's own decisions about it.

use crate::entities::Kind;
use anyhow::Context;
use clap::Subcommand;
use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::{counted, grouped};
use crate::cli::print::output;

/// Decide who is who: check decisions, list open questions, complete names
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  morgue names suggest                     pairs of names that may be one, the closest calls first
  morgue names why \"Bill Clinton\"          the counts behind a name
  morgue names check                       lines of names.toml that match nothing
  morgue names complete put                names with a word that begins so

Decisions stand in names.toml in the archive's folder (.morgue/names.toml) and hold at once:
  [[same]]                                 # these are one; kind = \"person\" where none is given
  names = [\"Bill Clinton\", \"William J. Clinton\"]
  [[same]]                                 # in these years (or article = \"PATH\") the first is meant
  names = [\"George H. W. Bush\", \"Bush\"]
  from = 1989
  to = \"1993-01-20\"
  [[not-same]]
  names = [\"John Smith\", \"John A. Smith\"]
  [[rename]]                               # shown as
  name = \"Zelensky\"
  to = \"Volodymyr Zelenskyy\"
  [[ignore]]                               # no name at all
  name = \"Read More\"
  [[kind]]
  kind = \"place\"
  name = \"Harrowmere Echo\"
  to = \"org\"";

#[derive(Debug, Subcommand)]
enum Command {
    /// Lines of names.toml whose names no article carries
    #[command(after_help = "Examples:\n  morgue names check --json")]
    Check {
        /// Print a JSON list
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        archive: ArchiveArgs,
    },
    /// Pairs of names that may be one, with what speaks for it
    #[command(after_help = "Examples:\n  morgue names suggest --limit 20")]
    Suggest {
        /// Pairs shown [default: all]
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Print a JSON list
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        archive: ArchiveArgs,
    },
    /// The counts behind a name: which forms it has and why, and what was kept apart
    #[command(
        after_help = "Examples:\n  morgue names why \"Bill Clinton\"\n  morgue names why ABC --kind org"
    )]
    Why {
        /// The name, as it is shown or written
        #[arg(required = true)]
        name: Vec<String>,
        /// Its kind: person, org or place
        #[arg(long, value_name = "KIND", default_value = "person")]
        kind: Kind,
        /// Print a JSON object
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        archive: ArchiveArgs,
    },
    /// Names with a word that begins so, those in most articles first
    #[command(after_help = "Examples:\n  morgue names complete put --kind person")]
    Complete {
        /// The first letters; words before the last must stand in the name
        prefix: String,
        /// Of this kind alone: person, org or place
        #[arg(long, value_name = "KIND")]
        kind: Option<Kind>,
        /// Names shown
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        /// Print a JSON list
        #[arg(long)]
        json: bool,
        #[command(flatten)]
        archive: ArchiveArgs,
    },
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    match &args.command {
        Command::Check { json, archive } => check(archive, *json),
        Command::Suggest { limit, json, archive } => suggest(archive, limit.unwrap_or(usize::MAX), *json),
        Command::Why { name, kind, json, archive } => why(archive, *kind, &name.join(" "), *json),
        Command::Complete { prefix, kind, limit, json, archive } => {
            complete(archive, prefix, *kind, *limit, *json)
        }
    }
}

#[derive(Serialize)]
struct Unmatched<'a> {
    line: usize,
    kind: Kind,
    name: &'a str,
}

fn check(archive: &ArchiveArgs, json: bool) -> anyhow::Result<Exit> {
    let reader = archive.reader()?;
    let path = reader.archive.decisions_path();
    let decisions = reader.archive.decisions()?;
    let registry = &reader.names()?.registry;
    let mut unmatched = Vec::new();
    for decision in &decisions.list {
        let names = decision.names().into_iter().filter(|name| !registry.knows(decision.kind, name));
        unmatched.extend(names.map(|name| Unmatched { line: decision.line, kind: decision.kind, name }));
    }
    if json {
        output::print_json(&unmatched)?;
    } else {
        for Unmatched { line, kind, name } in &unmatched {
            output::print(&format!("{}:{line}: no article names the {kind} {name:?}\n", path.display()))?;
        }
        let decided = counted(decisions.list.len() as u64, "decision");
        output::say(&match (path.exists(), unmatched.is_empty()) {
            (false, _) => format!("no decisions; they would stand in {}", path.display()),
            (true, true) => format!("{}: {decided}, all of them match", path.display()),
            (true, false) => format!("{}: {decided}", path.display()),
        });
    }
    // As with other commands, 1 says that something is missing.
    Ok(Exit::found(unmatched.is_empty()))
}

#[derive(Serialize)]
struct Pair<'a> {
    kind: Kind,
    name: &'a str,
    count: u64,
    other: &'a str,
    other_count: u64,
    evidence: &'a str,
}

fn suggest(archive: &ArchiveArgs, limit: usize, json: bool) -> anyhow::Result<Exit> {
    let reader = archive.reader()?;
    let suggestions = reader.name_suggestions()?;
    let pairs: Vec<Pair> = suggestions
        .iter()
        .take(limit)
        .map(|s| Pair {
            kind: s.kind,
            name: &s.name.0,
            count: s.name.1,
            other: &s.other.0,
            other_count: s.other.1,
            evidence: &s.evidence,
        })
        .collect();
    if json {
        output::print_json(&pairs)?;
    } else {
        let line = |p: &Pair| {
            format!(
                "{}  {} ({}) / {} ({}): {}\n",
                p.kind, p.name, p.count, p.other, p.other_count, p.evidence
            )
        };
        output::print(&crate::cli::print::style::harmless(&pairs.iter().map(line).collect::<String>()))?;
    }
    Ok(Exit::found(!pairs.is_empty()))
}

fn why(archive: &ArchiveArgs, kind: Kind, name: &str, json: bool) -> anyhow::Result<Exit> {
    let reader = archive.reader()?;
    let Some(why) = reader.why_name(kind, name)? else {
        output::say(&format!("no article names the {kind} {name:?}"));
        return Ok(Exit::found(false));
    };
    if json {
        output::print_json(&why)?;
    } else {
        let mut out = format!("{}, {}\n", why.name, counted(why.articles, "article"));
        for (heading, forms) in [("", &why.forms), ("kept apart:\n", &why.apart)] {
            if !forms.is_empty() {
                out += heading;
            }
            for form in forms {
                out += &format!("{:>7}  {}: {}\n", grouped(form.articles), form.name, form.reason);
            }
        }
        output::print(&crate::cli::print::style::harmless(&out))?;
    }
    Ok(Exit::found(true))
}

#[derive(Serialize)]
struct Completed<'a> {
    id: &'a str,
    kind: Kind,
    name: &'a str,
    count: u64,
}

fn complete(
    archive: &ArchiveArgs,
    prefix: &str,
    kind: Option<Kind>,
    limit: usize,
    json: bool,
) -> anyhow::Result<Exit> {
    let reader = archive.reader().context("names are completed from an archive")?;
    let registry = &reader.names()?.registry;
    let found = registry.complete(kind, prefix, limit).into_iter().map(|id| registry.entity(id));
    let found: Vec<Completed> =
        found.map(|e| Completed { id: e.id, kind: e.kind, name: e.name, count: e.articles }).collect();
    if json {
        output::print_json(&found)?;
    } else {
        let lines: String = found.iter().map(|c| format!("{}\n", c.name.replace('\n', " "))).collect();
        output::print(&crate::cli::print::style::harmless(&lines))?;
    }
    Ok(Exit::found(!found.is_empty()))
}
