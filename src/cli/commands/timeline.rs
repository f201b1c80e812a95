//! `morgue timeline`: matching articles per year, month or day.

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::args::period::PeriodName;
use crate::cli::args::query_args::{QueryArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::notices::{say_notes, say_unfinished};
use crate::cli::print::{chart, output};
use crate::search::{Period, Request, search};

/// A bar chart of the matching articles over time, including periods without any
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct TimelineArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Length of a bar [default: whatever suits the span of the matches]
    #[arg(long, value_name = "PERIOD", value_enum)]
    by: Option<PeriodName>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue timeline ceasefire
  morgue timeline --person Putin --by month --from 2024";

/// Runs it.
pub fn run(args: &TimelineArgs) -> anyhow::Result<Exit> {
    let query = args.query.parse(today())?;
    let reader = args.archive.reader()?;
    let timeline = Some(PeriodName::scale(args.by));
    let response = search(&reader, &Request { limit: 0, timeline, ..Request::new(query.query) })?;
    say_notes(&query.text, &query.warnings, &response);
    let bars = response.timeline.as_deref().unwrap_or_default();
    let period = response.period.unwrap_or(Period::Year);
    args.output.print(&bars, |styles| chart::bars(bars, period, response.undated, today(), styles))?;
    // The list of bars has no place for them.
    if let Some(undated) = response.undated.filter(|undated| args.output.json.json && *undated > 0) {
        output::say(&chart::undated(undated));
    }
    say_unfinished(&reader.archive);
    Ok(Exit::found(response.total > 0 || response.relaxed_total.is_some()))
}
