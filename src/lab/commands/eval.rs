//! `morgue eval`: how well a collection of judged queries is answered.

use std::path::PathBuf;

use crate::entities::Kind;
use crate::lab::eval::formats::figures;
use crate::lab::eval::{Difference, Options, Scores, Shown, collection, shown};
use clap::ValueEnum;

use crate::cli::exit::Exit;
use crate::cli::print::output;

/// How well judged queries are answered: nDCG@10, MAP, recall@100 and MRR, as trec_eval has them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
    /// Folder with docs.jsonl (records with an id), queries.jsonl ({"id", "text"} on each line) and
    /// qrels.tsv (query, document and grade, divided by tabs)
    #[arg(value_name = "DIR", required = true)]
    dir: Option<PathBuf>,
    /// Run the queries as names [default: as words, any of which is enough]
    #[arg(long = "as", value_name = "KIND", value_enum)]
    names: Option<Names>,
    /// Write the answers to this file as a TREC run
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Compare with this TREC run: the differences, with p by the paired bootstrap over queries
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Order by words that the best articles have in common as well, as search --expand does
    #[arg(long)]
    expand: bool,
    /// Judge instead the first passage shown of articles beneath DIR, by this table
    #[arg(long, value_name = "FILE", conflicts_with_all = ["names", "run", "against", "expand"])]
    passages: Option<PathBuf>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  morgue-lab eval scifact/
  morgue-lab eval names/ --as person --json
  morgue-lab eval scifact/ --expand --against morgue.run
  morgue-lab eval corpus/articles --passages corpus/truth/passages.tsv
  morgue-lab eval scifact/ --run morgue.run    then: trec_eval -m ndcg_cut.10 qrels morgue.run";

/// What else is measured.
#[derive(Debug, clap::Subcommand)]
enum What {
    Formats(Formats),
}

/// How well files of each format are read, over folders of files whose articles are known
#[derive(Debug, clap::Args)]
#[command(after_help = FORMATS_EXAMPLES)]
struct Formats {
    /// Folder that holds the collections
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// List what fell short, and why
    #[arg(long)]
    misses: bool,
    /// Print a JSON list
    #[arg(long)]
    json: bool,
}

const FORMATS_EXAMPLES: &str = "\
Examples:
  morgue-lab eval formats data/
  morgue-lab eval formats data/ --misses";

/// What the queries name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Names {
    Person,
    Org,
    Place,
}

impl From<Names> for Kind {
    fn from(names: Names) -> Kind {
        match names {
            Names::Person => Kind::Person,
            Names::Org => Kind::Org,
            Names::Place => Kind::Place,
        }
    }
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    if let Some(What::Formats(args)) = &args.what {
        return formats(args);
    }
    let dir = args.dir.clone().unwrap_or_default();
    if let Some(judgements) = &args.passages {
        let found = shown(&dir, judgements)?;
        if args.json {
            output::print_json(&found)?;
        } else {
            output::print(&passages(&found))?;
        }
        return Ok(Exit::Done);
    }
    let options = Options {
        names: args.names.map(Kind::from),
        run: args.run.clone(),
        against: args.against.clone(),
        expand: args.expand,
    };
    let scores = collection(&dir, &options)?;
    if args.json {
        output::print_json(&scores)?;
    } else {
        output::print(&table(&scores))?;
    }
    Ok(Exit::Done)
}

/// Those that are wrong, and how many are right.
fn passages(found: &Shown) -> String {
    let wrong = found.wrong.iter().map(|(query, article)| format!("{query}: {article}\n"));
    let skipped = match found.skipped {
        0 => String::new(),
        skipped => format!("; {skipped} skipped, their articles are not there"),
    };
    wrong.collect::<String>() + &format!("{} of {} right{skipped}\n", found.right, found.of)
}

/// A row a measure: the mean, where it lies with a certainty of 95 %, and the difference.
fn table(scores: &Scores) -> String {
    let s = scores;
    let against = s.against.map(|a| [a.ndcg_at_10, a.map, a.recall_at_100, a.mrr]);
    let rows = [
        ("nDCG@10", s.ndcg_at_10, s.ndcg_at_10_ci),
        ("MAP", s.map, s.map_ci),
        ("recall@100", s.recall_at_100, s.recall_at_100_ci),
        ("MRR", s.mrr, s.mrr_ci),
    ];
    let mut out = String::new();
    for (number, (name, figure, [low, high])) in rows.into_iter().enumerate() {
        out += &format!("{name:<10}{figure:>8.4}  {low:.4} to {high:.4}");
        if let Some(Difference { difference, p, .. }) = against.map(|against| against[number]) {
            out += &format!("  {difference:+.4} (p {p:.3})");
        }
        out.push('\n');
    }
    out + &format!("{:<10}{:>8}\n", "queries", s.queries)
}

fn formats(args: &Formats) -> anyhow::Result<Exit> {
    let figures = figures(&args.dir);
    if args.json {
        output::print_json(&figures)?;
        return Ok(Exit::found(!figures.is_empty()));
    }
    let mut out = String::new();
    for figure in &figures {
        let value = format!("{:.3}", figure.value);
        out += &format!("{:<20} {:<30} {value:>8} of {}\n", figure.set, figure.measure, figure.of);
        if args.misses {
            figure.misses.iter().for_each(|miss| out += &format!("    {miss}\n"));
        }
    }
    output::print(&out)?;
    if figures.is_empty() {
        output::say(&format!("morgue: no collection that is known lies in {}", args.dir.display()));
    }
    Ok(Exit::found(!figures.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::eval::Against;

    #[test]
    fn figures() {
        let scores = Scores {
            queries: 300,
            ndcg_at_10: 0.68372,
            map: 0.6,
            recall_at_100: 1.0,
            mrr: 0.01,
            ndcg_at_10_ci: [0.6412, 0.7251],
            map_ci: [0.55, 0.65],
            ..Scores::default()
        };
        insta::assert_snapshot!(table(&scores), @"
        nDCG@10     0.6837  0.6412 to 0.7251
        MAP         0.6000  0.5500 to 0.6500
        recall@100  1.0000  0.0000 to 0.0000
        MRR         0.0100  0.0000 to 0.0000
        queries        300
        ");
        let difference = Difference { difference: -0.0123, ci: [-0.02, 0.0], p: 0.0415 };
        let against = [difference; 4];
        let [ndcg_at_10, map, recall_at_100, mrr] = against;
        let against = Some(Against { ndcg_at_10, map, recall_at_100, mrr });
        insta::assert_snapshot!(table(&Scores { against, ..scores }).lines().next().unwrap_or_default(),
            @"nDCG@10     0.6837  0.6412 to 0.7251  -0.0123 (p 0.042)");
    }
}
