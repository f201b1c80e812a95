//! `morgue people`, `orgs` and `places`: the names in the matching articles.

use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::args::query_args::{QueryArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::name_table;
use crate::cli::print::notices::{say_notes, say_unfinished};
use crate::entities::Kind;
use crate::search::{Facet, FacetsOf, Reach, Request, search};

/// Names in the matching articles. The three commands differ only in the kind of name.
#[derive(Debug, clap::Args)]
pub struct NameListArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Maximum number of names shown [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Help of `people`.
pub const PEOPLE_EXAMPLES: &str = "\
Examples:
  morgue people                            everybody in the archive
  morgue people ceasefire --limit 20       the twenty people named most often in articles about a ceasefire
  morgue people --org NATO --from 2025     who is named together with NATO";
/// Help of `orgs`.
pub const ORGS_EXAMPLES: &str = "\
Examples:
  morgue orgs                              every organisation in the archive
  morgue orgs --person Witkoff             the organisations named together with a person";
/// Help of `places`.
pub const PLACES_EXAMPLES: &str = "\
Examples:
  morgue places                            every place in the archive
  morgue places flood --from 2024 --json   the places in articles about floods, as JSON";

#[derive(Serialize)]
struct NameRow<'a> {
    id: &'a str,
    name: &'a str,
    count: u64,
    variants: &'a [String],
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    may_mean: &'a [String],
}

impl<'a> NameRow<'a> {
    fn new(facet: &'a Facet) -> NameRow<'a> {
        let Facet { id, name, count, variants, may_mean, .. } = facet;
        NameRow { id, name, count: *count, variants, may_mean }
    }
}

/// Runs one of the three.
pub fn run(args: &NameListArgs, kind: Kind) -> anyhow::Result<Exit> {
    let query = args.query.parse(today())?;
    let reader = args.archive.reader()?;
    let facets = Some(args.limit.unwrap_or(usize::MAX));
    let (facets_of, reach) = (FacetsOf::Names, Reach::Words);
    let request = Request { limit: 0, facets, facets_of, reach, ..Request::new(query.query) };
    let response = search(&reader, &request)?;
    say_notes(&query.text, &query.warnings, &response);
    let names = response.facets.as_ref().map_or(&[][..], |facets| facets.of(kind));
    let rows: Vec<NameRow> = names.iter().map(NameRow::new).collect();
    args.output.print(&rows, |styles| name_table::list(names, styles))?;
    say_unfinished(&reader.archive);
    Ok(Exit::found(!names.is_empty()))
}
