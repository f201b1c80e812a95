//! `morgue timeline`: matching articles per year, month or day.

use crate::search::{Period, Request, Scale, search};
use clap::ValueEnum;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::query_args::{QuestionArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::notices::say_notes;
use crate::cli::print::style::LookArgs;
use crate::cli::print::{chart, output};

/// Matching articles over time, as bars; periods without any are shown
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// Length of a bar [default: as suits the span of the matches]
    #[arg(long, value_name = "PERIOD", value_enum)]
    by: Option<By>,
    /// Print a JSON list
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue timeline ceasefire
  morgue timeline --person Putin --by month --from 2024";

/// Length of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    Year,
    Month,
    Day,
}

impl From<By> for Period {
    fn from(by: By) -> Period {
        match by {
            By::Year => Period::Year,
            By::Month => Period::Month,
            By::Day => Period::Day,
        }
    }
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let question = args.question.question(today())?;
    let reader = args.archive.reader()?;
    let timeline = Some(args.by.map_or(Scale::Fitting, |by| Scale::By(by.into())));
    let response = search(&reader, &Request { limit: 0, timeline, ..Request::new(question.query) })?;
    say_notes(&question.text, &question.warnings, &response);
    let list = response.timeline.as_deref().unwrap_or_default();
    if args.json {
        output::print_json(&list)?;
        if let Some(undated) = response.undated.filter(|undated| *undated > 0) {
            output::say(&chart::undated(undated));
        }
    } else {
        let period = response.period.unwrap_or(Period::Year);
        output::print(&chart::bars(list, period, response.undated, args.look.look()))?;
    }
    Ok(Exit::found(response.total > 0 || response.relaxed_total.is_some()))
}
