//! `morgue search`: passages ranked across the archive, grouped by article.

mod csv;
pub mod format;
pub mod json;
pub mod text;

use std::path::PathBuf;
use std::time::Instant;

use crate::article::day_number;
use crate::search::rank::Recency;
use crate::search::{Found, Hit, Period, Reach, Request, Scale, Sort, find};
use clap::ValueEnum;

use self::format::{Format, FormatArgs, HitsIter, PassageArgs};
use super::index;
use super::timeline::By;
use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::query_args::{Question, QuestionArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::notices::say_notes;
use crate::cli::print::output::Out;
use crate::cli::print::style::LookArgs;

/// Passages about something or somebody, ranked, grouped by article
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// Articles shown
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = SHOWN)]
    limit: usize,
    /// Articles passed over first
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = SHOWN)]
    offset: usize,
    /// Every article that matches, each printed as it is read; in the order of --sort
    #[arg(long, conflicts_with = "limit", help_heading = SHOWN)]
    all: bool,
    #[command(flatten)]
    passages: PassageArgs,
    /// Order of the articles
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Relevance, help_heading = SHOWN)]
    sort: Order,
    /// Order by words that the best articles have in common as well; what matches stays the same
    #[arg(long, help_heading = SHOWN)]
    expand: bool,
    /// Of names, only the articles known to mention them: neither other forms of a name nor its words
    #[arg(long, help_heading = SHOWN)]
    strict: bool,
    /// Newer articles first, others being equal: the score halves every so many days [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..), num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    recent: Option<Option<u32>>,
    /// Who is named in the matching articles: the N commonest of each kind [default: 10; 20 in JSON]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    facets: Option<Option<usize>>,
    /// Matching articles over time, by year, month or day [default: as suits their span]
    #[arg(long, value_name = "PERIOD", value_enum, num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    timeline: Option<Option<By>>,
    #[command(flatten)]
    format: FormatArgs,
    /// Bring the archive of this folder up to date first, then search it
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

/// Heading of what is shown of the answer.
pub const SHOWN: &str = "What is shown";

const EXAMPLES: &str = "\
Examples:
  morgue search ceasefire crimea                 articles with both words
  morgue search '\"peace deal\" OR truce'          a phrase, or a word
  morgue search --person Putin --from 2025-04    a person alone is a complete query
  morgue search ceasefire -crimea --facets       without a word; with the names in the matches
  morgue search --in news/ ceasefire --json      index the folder news first, answer as JSON
  morgue search ceasefire --context 2            passages with two sentences more on both sides
  morgue search ceasefire --all --csv > all.csv  every hit as a table: rank, score, id, path, title,
                                                 date, source, start, end, passage,
                                                 tier (2: only words of the name asked for)
  morgue search ceasefire --cite ris             for a reference manager, with the passages quoted";

/// Days after which `--recent` leaves half of a score, unless it says otherwise.
const HALF_LIFE: u32 = 30;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let question = args.question.question(today())?;
    let reader = match &args.folder {
        None => args.archive.reader()?,
        Some(folder) => match index::refresh(folder, &args.archive)? {
            Some(reader) => reader,
            None => return Ok(Exit::Interrupted),
        },
    };
    let began = Instant::now();
    let request = args.request(&question);
    let found = find(&reader, &request)?;
    // What is shown is read whole first, and its time counted; a list of everything is not.
    let read: Vec<Hit> = if args.all { Vec::new() } else { found.hits().collect::<Result<_, _>>()? };
    let took = began.elapsed();
    let Found { response, .. } = &found;
    let mut hits: Box<HitsIter> =
        if args.all { Box::new(found.hits()) } else { Box::new(read.into_iter().map(Ok)) };
    let mut out = Out::new();
    match args.format.format() {
        Format::Json => {
            out.json(&json::Answer::new(response, &mut hits, &question.warnings, took))?;
        }
        format => {
            say_notes(&question.text, &question.warnings, response);
            let last = args.offset + found.shown();
            let shown = format.write(&mut out, &mut hits, &reader, (args.offset, last), args.look.look())?;
            if format == Format::Text {
                out.text(&text::below(response, shown, args.offset, args.look.look()))?;
            }
        }
    }
    out.finish()?;
    Ok(Exit::found(response.total > 0 || response.relaxed_total.is_some() || found.shown() > 0))
}

impl Args {
    fn request(&self, question: &Question) -> Request {
        let Question { query, .. } = question;
        let format = self.format.format();
        let facets = if format == Format::Json { 20 } else { 10 };
        Request {
            query: query.clone(),
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Newest => Sort::Newest,
                Order::Oldest => Sort::Oldest,
            },
            limit: if self.all { usize::MAX } else { self.limit },
            offset: self.offset,
            // A run tells of articles alone.
            passages: if matches!(format, Format::Trec(..)) { 0 } else { self.passages.passages },
            context: self.passages.context,
            whole: self.passages.whole,
            facets: self.facets.map(|wanted| wanted.unwrap_or(facets)),
            timeline: self.timeline.map(|by| by.map_or(Scale::Fitting, |by| Scale::By(Period::from(by)))),
            expand: self.expand,
            // A list of all has as many lines as there are matches.
            reach: match (self.strict, self.all) {
                (true, _) => Reach::Strict,
                (false, true) => Reach::Words,
                (false, false) => Reach::Forms,
            },
            recency: self.recent.map(|days| Recency {
                half_life: days.unwrap_or(HALF_LIFE).into(),
                today: day_number(today()),
            }),
        }
    }
}
