//! `morgue eval`: how well a collection of judged queries is answered.

use std::path::PathBuf;

use clap::ValueEnum;
use morgue::entities::Kind;
use morgue::eval::{Options, Scores, collection};

use super::exit::Exit;
use super::output;

/// How well judged queries are answered: nDCG@10, MAP, recall@100 and MRR, as trec_eval has them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Folder with docs.jsonl (records with an id), queries.jsonl ({"id", "text"} on each line) and
    /// qrels.tsv (query, document and grade, divided by tabs)
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// Run the queries as names [default: as words, any of which is enough]
    #[arg(long = "as", value_name = "KIND", value_enum)]
    names: Option<Names>,
    /// Write the answers to this file as a TREC run
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  morgue eval scifact/
  morgue eval names/ --as person --json
  morgue eval scifact/ --run morgue.run    then: trec_eval -m ndcg_cut.10 qrels morgue.run";

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
    let options = Options { names: args.names.map(Kind::from), run: args.run.clone() };
    let scores = collection(&args.dir, &options)?;
    if args.json {
        output::print_json(&scores)?;
    } else {
        output::print(&table(&scores))?;
    }
    Ok(Exit::Done)
}

fn table(scores: &Scores) -> String {
    let Scores { queries, ndcg_at_10, map, recall_at_100, mrr } = *scores;
    let rows = [("nDCG@10", ndcg_at_10), ("MAP", map), ("recall@100", recall_at_100), ("MRR", mrr)];
    let row = |(name, figure): (&str, f64)| format!("{name:<10}{figure:>8.4}\n");
    rows.map(row).concat() + &format!("{:<10}{queries:>8}\n", "queries")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let scores = Scores { queries: 300, ndcg_at_10: 0.68372, map: 0.6, recall_at_100: 1.0, mrr: 0.01 };
        insta::assert_snapshot!(table(&scores), @"
        nDCG@10     0.6837
        MAP         0.6000
        recall@100  1.0000
        MRR         0.0100
        queries        300
        ");
    }
}
