//! The command line: definitions of the arguments, one file per command, and everything that is
//! printed. A caller of the library, which decides what is found and counted.

pub(crate) mod args;
mod commands;
mod ctrl_c;
pub(crate) mod exit;
pub(crate) mod print;
mod program;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::args::query_args;
use self::commands::{
    completions, files, forget, formats, index, info, inspect, man, names, open, people, person, query,
    schema, search, show, similar, sources, timeline,
};
use self::exit::Exit;
use self::print::output;
use crate::entities::Kind;
use crate::formats::tools::catch_panic;
use crate::index::ValueField;

/// Searches a folder of news articles for words and people, and prints ranked passages
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
  morgue people ceasefire                 who is named in articles about a ceasefire

Exit codes: 0 found or done, 1 nothing found, 2 error, 3 indexed but some files could not be read, 130 interrupted.";

#[derive(Debug, Subcommand)]
enum Command {
    Index(index::IndexArgs),
    Inspect(inspect::InspectArgs),
    Formats(formats::FormatsArgs),
    Search(search::SearchArgs),
    Similar(similar::SimilarArgs),
    /// The people named in the matching articles, with the number of articles
    #[command(after_help = people::PEOPLE_EXAMPLES)]
    People(people::NameListArgs),
    /// The organisations named in the matching articles, with the number of articles
    #[command(after_help = people::ORGS_EXAMPLES)]
    Orgs(people::NameListArgs),
    /// The places named in the matching articles, with the number of articles
    #[command(after_help = people::PLACES_EXAMPLES)]
    Places(people::NameListArgs),
    /// The newspapers, agencies and sites of the matching articles, with the number of articles
    #[command(after_help = sources::SOURCES_EXAMPLES)]
    Sources(sources::ValueListArgs),
    /// The sections of the matching articles, with the number of articles
    #[command(after_help = sources::SECTIONS_EXAMPLES)]
    Sections(sources::ValueListArgs),
    /// The languages of the matching articles, with the number of articles
    #[command(after_help = sources::LANGUAGES_EXAMPLES)]
    Languages(sources::ValueListArgs),
    /// The authors of the matching articles, with the number of articles
    #[command(after_help = sources::BYLINES_EXAMPLES)]
    Bylines(sources::ValueListArgs),
    /// Profile of one person: forms of the name, years, people named together with them, best passages
    #[command(after_help = person::PERSON_EXAMPLES)]
    Person(person::ProfileArgs),
    /// Profile of one organisation
    #[command(after_help = person::ORG_EXAMPLES)]
    Org(person::ProfileArgs),
    /// Profile of one place
    #[command(after_help = person::PLACE_EXAMPLES)]
    Place(person::ProfileArgs),
    Names(names::NamesArgs),
    Timeline(timeline::TimelineArgs),
    Query(query::QueryCommandArgs),
    Show(show::ShowArgs),
    Open(open::OpenArgs),
    Info(info::InfoArgs),
    Files(files::FilesArgs),
    Forget(forget::ForgetArgs),
    Schema(schema::SchemaArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// Runs the command that the arguments name; reports errors on stderr.
pub fn main() -> ExitCode {
    // Usage errors and --help are printed and answered by clap, with exit codes 2 and 0.
    report("morgue", || run(Cli::parse_from(query_args::shield_exclusions(std::env::args_os()))))
}

/// Runs a program of this name to its exit code, and reports errors on stderr.
pub(crate) fn report(program: &str, run: impl FnOnce() -> anyhow::Result<Exit>) -> ExitCode {
    // A panic in a third-party reader is reported as an error in the file that it read.
    let print_panic = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !catch_panic::is_guarded() {
            print_panic(info);
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
        Command::Sources(args) => sources::run(&args, ValueField::Source),
        Command::Sections(args) => sources::run(&args, ValueField::Section),
        Command::Languages(args) => sources::run(&args, ValueField::Language),
        Command::Bylines(args) => sources::run(&args, ValueField::Byline),
        Command::Person(args) => person::run(&args, Kind::Person),
        Command::Org(args) => person::run(&args, Kind::Org),
        Command::Place(args) => person::run(&args, Kind::Place),
        Command::Names(args) => names::run(&args),
        Command::Timeline(args) => timeline::run(&args),
        Command::Query(args) => query::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Open(args) => open::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Files(args) => files::run(&args),
        Command::Forget(args) => forget::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    }
}
