//! `morgue search`: passages ranked across the archive, grouped by article.

mod csv;
mod json;
pub mod text;

use std::path::PathBuf;
use std::time::Instant;

use clap::ValueEnum;
use morgue::article::{ArticleId, day_number};
use morgue::index::Reader;
use morgue::search::rank::Recency;
use morgue::search::{Hit, Period, Request, Scale, Sort, search};

use super::archive::ArchiveArgs;
use super::exit::Exit;
use super::look::{LookArgs, harmless};
use super::notes::say_notes;
use super::output;
use super::question::{Question, QuestionArgs, today};
use super::timeline::By;
use super::{index, question};

/// Passages about something or somebody, ranked, grouped by article
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    question: QuestionArgs,
    /// Articles shown
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Articles passed over first
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Passages shown of each article, at most
    #[arg(long, value_name = "N", default_value_t = 1)]
    passages: usize,
    /// Order of the articles
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Order by words that the best articles have in common as well; what matches stays the same
    #[arg(long)]
    expand: bool,
    /// Newer articles first, others being equal: the score halves every so many days [default: 30]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u32).range(1..), num_args = 0..=1, require_equals = true)]
    recent: Option<Option<u32>>,
    /// Who is named in the matching articles: the N commonest of each kind [default: 10; 20 in JSON]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true)]
    facets: Option<Option<usize>>,
    /// Matching articles over time, by year, month or day [default: as suits their span]
    #[arg(long, value_name = "PERIOD", value_enum, num_args = 0..=1, require_equals = true)]
    timeline: Option<Option<By>>,
    /// Print one JSON object
    #[arg(long, group = "format")]
    json: bool,
    /// Print one JSON object a line for each article
    #[arg(long, group = "format")]
    jsonl: bool,
    /// Print a CSV table with a row for each passage
    #[arg(long, group = "format")]
    csv: bool,
    /// Bring the archive of this folder up to date first, then search it
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue search ceasefire crimea                 articles with both words
  morgue search '\"peace deal\" OR truce'          a phrase, or a word
  morgue search --person Putin --from 2025-04    a person alone is a complete query
  morgue search ceasefire -crimea --facets       without a word; with the names in the matches
  morgue search --in news/ ceasefire --json      index the folder news first, answer as JSON";

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
    let response = search(&reader, &args.request(&question))?;
    let took = began.elapsed();
    if !args.json {
        say_notes(&question.text, &question.warnings, &response);
    }
    if args.json {
        output::print_json(&json::Answer::new(&response, &question.warnings, took))?;
    } else if args.jsonl {
        output::print_json_lines(&response.hits)?;
    } else if args.csv {
        output::print(&csv::table(&response.hits, args.offset)?)?;
    } else {
        let openings = openings(&reader, &response.hits)?;
        output::print(&text::answer(&response, &openings, args.offset, args.look.look()))?;
    }
    Ok(Exit::found(response.total > 0 || response.relaxed_total.is_some()))
}

impl Args {
    fn request(&self, question: &question::Question) -> Request {
        let Question { query, .. } = question;
        let facets = if self.json { 20 } else { 10 };
        Request {
            query: query.clone(),
            sort: match self.sort {
                Order::Relevance => Sort::Relevance,
                Order::Newest => Sort::Newest,
                Order::Oldest => Sort::Oldest,
            },
            limit: self.limit,
            offset: self.offset,
            passages: self.passages,
            facets: self.facets.map(|wanted| wanted.unwrap_or(facets)),
            timeline: self.timeline.map(|by| by.map_or(Scale::Fitting, |by| Scale::By(Period::from(by)))),
            expand: self.expand,
            recency: self.recent.map(|days| Recency {
                half_life: days.unwrap_or(HALF_LIFE).into(),
                today: day_number(today()),
            }),
        }
    }
}

/// For each hit without a headline, the first words of its body; else an empty text.
fn openings(reader: &Reader, hits: &[Hit]) -> anyhow::Result<Vec<String>> {
    let opening = |id: ArticleId| anyhow::Ok(first_words(&reader.article(&id.to_string())?.2));
    hits.iter()
        .map(|hit| if hit.article.title.is_empty() { opening(hit.article.id) } else { Ok(String::new()) })
        .collect()
}

fn first_words(body: &str) -> String {
    const WORDS: usize = 10;
    let mut words = body.split_whitespace();
    let head: Vec<&str> = words.by_ref().take(WORDS).collect();
    let dots = if words.next().is_some() { " …" } else { "" };
    harmless(&head.join(" ")).chars().take(200).collect::<String>() + dots
}
