//! The command line: definitions of the arguments, one file a command, and everything that is
//! printed. A caller of the library; what is found and counted is decided there.

pub(crate) mod args;
mod commands;
mod ctrl_c;
pub(crate) mod exit;
pub(crate) mod print;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::args::query_args;
use self::commands::{
    completions, files, formats, index, info, inspect, man, names, people, person, query, schema, search,
    show, similar, timeline,
};
use self::exit::Exit;
use self::print::output;
use crate::entities::Kind;
use crate::formats::tools::catch_panic;

/// A folder of news articles in, ranked passages and the people in them out
#[derive(Debug, Parser)]
#[command(name = "morgue", version, propagate_version = true, after_help = EXAMPLES, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  morgue search --in news/ ceasefire      index the folder news, then search it
  morgue index news/                      bring the archive of that folder up to date
  morgue search '\"peace deal\" -crimea'    search the archive of this folder
  morgue people ceasefire                 who is named where a ceasefire is mentioned

Exit codes: 0 found or done, 1 nothing found, 2 error (or some files could not be read), 130 interrupted.";

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::Args),
    Inspect(inspect::Args),
    Formats(formats::Args),
    Search(search::Args),
    Similar(similar::Args),
    /// The people in the matching articles, with the number of articles
    #[command(after_help = people::PEOPLE_EXAMPLES)]
    People(people::Args),
    /// The organisations in the matching articles, with the number of articles
    #[command(after_help = people::ORGS_EXAMPLES)]
    Orgs(people::Args),
    /// The places in the matching articles, with the number of articles
    #[command(after_help = people::PLACES_EXAMPLES)]
    Places(people::Args),
    /// All about one person: names, years, company, best passages
    #[command(after_help = person::PERSON_EXAMPLES)]
    Person(person::Args),
    /// All about one organisation
    #[command(after_help = person::ORG_EXAMPLES)]
    Org(person::Args),
    /// All about one place
    #[command(after_help = person::PLACE_EXAMPLES)]
    Place(person::Args),
    Names(names::Args),
    Timeline(timeline::Args),
    Query(query::Args),
    Show(show::Args),
    Info(info::Args),
    Files(files::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs the command that the arguments ask for; says on stderr what went wrong.
pub fn main() -> ExitCode {
    // Usage errors and --help are printed and answered by clap, with exit codes 2 and 0.
    report("morgue", || run(Cli::parse_from(query_args::guarded(std::env::args_os()))))
}

/// Runs a program of this name to its exit code, with what went wrong on stderr.
pub(crate) fn report(program: &str, run: impl FnOnce() -> anyhow::Result<Exit>) -> ExitCode {
    // A panic in a third-party reader is reported as a fault of the file that it read.
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !catch_panic::is_guarded() {
            tell(info);
        }
    }));
    let exit = run().unwrap_or_else(|error| {
        if output::is_broken_pipe(&error) {
            return Exit::Done;
        }
        output::say(&format!("{program}: {error:#}"));
        Exit::Error
    });
    exit.into()
}

fn run(cli: Cli) -> anyhow::Result<Exit> {
    match cli.command {
        Command::Index(args) => index::run(&args),
        Command::Inspect(args) => inspect::run(&args),
        Command::Formats(args) => formats::run(&args),
        Command::Search(args) => search::run(&args),
        Command::Similar(args) => similar::run(&args),
        Command::People(args) => people::run(&args, Kind::Person),
        Command::Orgs(args) => people::run(&args, Kind::Org),
        Command::Places(args) => people::run(&args, Kind::Place),
        Command::Person(args) => person::run(&args, Kind::Person),
        Command::Org(args) => person::run(&args, Kind::Org),
        Command::Place(args) => person::run(&args, Kind::Place),
        Command::Names(args) => names::run(&args),
        Command::Timeline(args) => timeline::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Files(args) => files::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
