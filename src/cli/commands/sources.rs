//! `morgue sources`, `sections`, `languages` and `bylines`: the values of a field in the matching articles.

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::args::query_args::{QueryArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::name_table;
use crate::cli::print::notices::{say_notes, say_unfinished};
use crate::index::ValueField;
use crate::search::{FacetsOf, Reach, Request, search};

/// Values of a field in the matching articles. The four commands differ only in the field.
#[derive(Debug, clap::Args)]
pub struct ValueListArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Maximum number of values shown [default: all]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Help of `sources`.
pub const SOURCES_EXAMPLES: &str = "\
Examples:
  morgue sources                           every newspaper, agency and site in the archive
  morgue sources ceasefire --from 2025     who wrote about a ceasefire
  morgue search --source '=Daily Post'     the articles of one source, as it is listed
  morgue search strike -source:='Daily Post'    all others";
/// Help of `sections`.
pub const SECTIONS_EXAMPLES: &str = "\
Examples:
  morgue sections                          every section in the archive
  morgue sections --source 'Daily Post'    those of one newspaper";
/// Help of `languages`.
pub const LANGUAGES_EXAMPLES: &str = "\
Examples:
  morgue languages                         every language in the archive
  morgue languages person:Putin --json     in which languages a person is written about, as JSON";
/// Help of `bylines`.
pub const BYLINES_EXAMPLES: &str = "\
Examples:
  morgue bylines flood --limit 10          who wrote most about floods
  morgue search --byline '=Jane Smith'     the articles of one author, as listed";

/// Runs one of the four.
pub fn run(args: &ValueListArgs, field: ValueField) -> anyhow::Result<Exit> {
    let query = args.query.parse(today())?;
    let reader = args.archive.reader()?;
    let request = Request {
        limit: 0,
        facets: Some(args.limit.unwrap_or(usize::MAX)),
        facets_of: FacetsOf::Values(field),
        reach: Reach::Words,
        ..Request::new(query.query)
    };
    let response = search(&reader, &request)?;
    say_notes(&query.text, &query.warnings, &response);
    let values = response.facets.as_ref().map_or(&[][..], |facets| facets.values(field));
    args.output.print(&values, |styles| name_table::values(values, styles))?;
    say_unfinished(&reader.archive);
    Ok(Exit::found(!values.is_empty()))
}
