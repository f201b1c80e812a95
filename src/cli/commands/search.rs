//! `morgue search`: passages ranked across the archive, grouped by article.

use std::path::PathBuf;
use std::time::Instant;

use clap::ValueEnum;

use super::index;
use crate::article::day_number;
use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::hits::{FormatArgs, PassageArgs, SHOWN};
use crate::cli::args::output::TerminalArgs;
use crate::cli::args::period::PeriodName;
use crate::cli::args::query_args::{QueryArgs, today};
use crate::cli::exit::Exit;
use crate::cli::print::hits::json::SearchJson;
use crate::cli::print::hits::{HitsFormat, HitsIter, text};
use crate::cli::print::notices::{say_notes, say_unfinished};
use crate::cli::print::output::Stdout;
use crate::index::Reader;
use crate::search::{FacetsOf, Hit, Query, Reach, Recency, Request, SearchResults, Sort, open};

/// Find passages about a subject or a person, ranked and grouped by article
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct SearchArgs {
    #[command(flatten)]
    query: QueryArgs,
    /// Maximum number of articles shown [default: 10; all with -l]
    #[arg(long, value_name = "N", help_heading = SHOWN)]
    limit: Option<usize>,
    /// Number of articles to skip first
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = SHOWN)]
    offset: usize,
    /// Print every matching article as it is read, in the order of --sort
    #[arg(long, conflicts_with = "limit", help_heading = SHOWN)]
    all: bool,
    #[command(flatten)]
    passages: PassageArgs,
    /// Order of the articles
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Relevance, help_heading = SHOWN)]
    sort: Order,
    /// Also rank by words that the best articles have in common; the matches stay the same
    #[arg(long, help_heading = SHOWN)]
    expand: bool,
    /// Match only articles known to mention a name, not those with other forms or words of the name
    #[arg(long, help_heading = SHOWN)]
    strict: bool,
    /// Rank newer articles higher: the score halves every DAYS days before the newest article [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..), num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    recent: Option<Option<u32>>,
    /// Show the N commonest people, organisations, places, sources, sections, languages and bylines of
    /// the matching articles [default: 10; 20 in JSON]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    facets: Option<Option<usize>>,
    /// Show the matching articles over time, by year, month or day [default: whatever suits their span]
    #[arg(long, value_name = "PERIOD", value_enum, num_args = 0..=1, require_equals = true, help_heading = SHOWN)]
    timeline: Option<Option<PeriodName>>,
    #[command(flatten)]
    format: FormatArgs,
    /// First bring the archive of this folder up to date
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    terminal: TerminalArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue search ceasefire crimea                 articles with both words
  morgue search '\"peace deal\" OR truce'          a phrase, or a word
  morgue search --person Putin --from 2025-04    a person alone is a complete query
  morgue search ceasefire -crimea --facets       without the second word; lists the names in the matches,
                                                 their sources, sections, languages and bylines
  morgue search --in news/ ceasefire --json      indexes the folder news first; prints JSON
  morgue search ceasefire --context 2            passages widened by two sentences on both sides
  morgue search ceasefire --all --csv > all.csv  every hit as a table: rank, score, id, path, title,
                                                 date, source, start, end, passage,
                                                 tier (2: contains only words of the name),
                                                 date_precision
  morgue search ceasefire -l0 | xargs -0 wc -w   the files with matches, for another program
  morgue search ceasefire --cite ris             for a reference manager, with the passages quoted";

/// Articles shown by default.
const LIMIT: usize = 10;

/// Days in which `--recent` halves a score by default.
const HALF_LIFE: u32 = 30;

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Order {
    Relevance,
    Newest,
    Oldest,
}

/// Runs it.
pub fn run(args: &SearchArgs) -> anyhow::Result<Exit> {
    let query = args.query.parse(today())?;
    let reader = match &args.folder {
        None => args.archive.reader()?,
        Some(folder) => match index::refresh(folder, &args.archive)? {
            Some(reader) => reader,
            None => return Ok(Exit::Interrupted),
        },
    };
    let began = Instant::now();
    let request = args.request(query.query, &reader)?;
    let found = open(&reader, &request)?;
    // Hits are read before they are printed, so that their time counts; a list of all hits is not.
    let all = args.is_all();
    let read: Vec<Hit> = if all { Vec::new() } else { found.hits().collect::<Result<_, _>>()? };
    let took = began.elapsed();
    let SearchResults { response, .. } = &found;
    let mut hits: Box<HitsIter> =
        if all { Box::new(found.hits()) } else { Box::new(read.into_iter().map(Ok)) };
    let styles = args.terminal.styles();
    let format = args.format.format();
    let mut out = if format == HitsFormat::Text { args.terminal.stdout() } else { Stdout::new() };
    match format {
        HitsFormat::Json => {
            out.json(&SearchJson::new(response, &mut hits, &query.warnings, took))?;
        }
        format => {
            say_notes(&query.text, &query.warnings, response);
            let last = args.offset + found.shown();
            let shown = format.write(&mut out, &mut hits, &reader, (args.offset, last), styles)?;
            if format == HitsFormat::Text {
                out.text(&text::footer(response, shown, args.offset, styles))?;
            }
        }
    }
    out.finish()?;
    if args.format.format() != HitsFormat::Json {
        say_unfinished(&reader.archive);
    }
    Ok(Exit::found(response.total > 0 || response.relaxed_total.is_some() || found.shown() > 0))
}

impl SearchArgs {
    /// Whether every match is listed: a list of files is short.
    fn is_all(&self) -> bool {
        self.all || (self.limit.is_none() && matches!(self.format.format(), HitsFormat::Files { .. }))
    }

    fn request(&self, query: Query, reader: &Reader) -> anyhow::Result<Request> {
        let format = self.format.format();
        let today = day_number(today());
        let recency = |days: Option<u32>| -> anyhow::Result<Recency> {
            // Of an archive that ends long ago, all articles are old. A date after today is a mistake.
            let newest = reader.newest_day(today)?.unwrap_or(today);
            Ok(Recency { half_life: days.unwrap_or(HALF_LIFE).into(), today: newest })
        };
        let facets = if format == HitsFormat::Json { 20 } else { 10 };
        Ok(Request {
            query,
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Newest => Sort::Newest,
                Order::Oldest => Sort::Oldest,
            },
            limit: if self.is_all() { usize::MAX } else { self.limit.unwrap_or(LIMIT) },
            offset: self.offset,
            // These list articles only.
            passages: if matches!(format, HitsFormat::Trec { .. } | HitsFormat::Files { .. }) {
                0
            } else {
                self.passages.passages
            },
            context: self.passages.context,
            whole: self.passages.whole,
            facets: self.facets.map(|wanted| wanted.unwrap_or(facets)),
            facets_of: FacetsOf::All,
            timeline: self.timeline.map(PeriodName::scale),
            expand: self.expand,
            // A list of all hits has as many lines as there are matches.
            reach: match (self.strict, self.is_all()) {
                (true, _) => Reach::Strict,
                (false, true) => Reach::Words,
                (false, false) => Reach::Forms,
            },
            recency: self.recent.map(recency).transpose()?,
        })
    }
}
