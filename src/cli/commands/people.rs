//! `morgue people`, `orgs` and `places`: the names among the matching articles.

use crate::entities::Kind;
use crate::search::{Facet, Reach, Request, search};
use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::query_args::{QuestionArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::notices::say_notes;
use crate::cli::print::style::LookArgs;
use crate::cli::print::{name_table, output};

/// Names among the matching articles. The commands differ in their kind alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// Names shown [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print a JSON list
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

/// Help of `people`.
pub const PEOPLE_EXAMPLES: &str = "\
Examples:
  morgue people                            everybody in the archive
  morgue people ceasefire --limit 20       the twenty most often named where a ceasefire is mentioned
  morgue people --org NATO --from 2025     who is named together with NATO";
/// Help of `orgs`.
pub const ORGS_EXAMPLES: &str = "\
Examples:
  morgue orgs                              every organisation in the archive
  morgue orgs --person Witkoff             those named together with somebody";
/// Help of `places`.
pub const PLACES_EXAMPLES: &str = "\
Examples:
  morgue places                            every place in the archive
  morgue places flood --from 2024 --json   where floods were, as JSON";

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    count: u64,
    variants: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    may_mean: &'a [String],
}

impl<'a> Row<'a> {
    fn new(facet: &'a Facet) -> Row<'a> {
        Row {
            id: &facet.id,
            name: &facet.name,
            count: facet.count,
            variants: &facet.variants,
            may_mean: &facet.may_mean,
        }
    }
}

/// Runs one of the three.
pub fn run(args: &Args, kind: Kind) -> anyhow::Result<Exit> {
    let question = args.question.question(today())?;
    let reader = args.archive.reader()?;
    let facets = Some(args.limit.unwrap_or(usize::MAX));
    let reach = Reach::Words;
    let response = search(&reader, &Request { limit: 0, facets, reach, ..Request::new(question.query) })?;
    say_notes(&question.text, &question.warnings, &response);
    let names = response.facets.as_ref().map_or(&[][..], |facets| facets.of(kind));
    if args.json {
        output::print_json(&names.iter().map(Row::new).collect::<Vec<_>>())?;
    } else {
        output::print(&name_table::list(names, args.look.look()))?;
    }
    Ok(Exit::found(!names.is_empty()))
}
