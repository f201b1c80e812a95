//! `morgue-lab eval`: how well a collection of judged queries is answered.

use std::path::PathBuf;

use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::cli::print::output;
use crate::entities::Kind;
use crate::lab::eval::formats::figures;
use crate::lab::eval::{Difference, EvalOptions, JudgedPassages, Scores, collection, judge_passages};

/// Measure the answers to judged queries: nDCG@10, MAP, recall@100 and MRR, as trec_eval defines them
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct EvalArgs {
    #[command(subcommand)]
    other: Option<OtherMeasure>,
    /// Folder with docs.jsonl (records with an id), queries.jsonl ({"id", "text"} on each line) and
    /// qrels.tsv (query, document and grade, separated by tabs)
    #[arg(value_name = "DIR", required = true)]
    dir: Option<PathBuf>,
    /// Run the queries as names of this kind: person, org or place [default: as words, any of which is enough]
    #[arg(long = "as", value_name = "KIND")]
    names: Option<Kind>,
    /// Write the answers to this file as a TREC run
    #[arg(long, value_name = "FILE")]
    run: Option<PathBuf>,
    /// Compare with this TREC run: print the differences, with p by the paired bootstrap over queries
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Also rank by words that the best articles have in common, as `morgue search --expand` does
    #[arg(long)]
    expand: bool,
    /// Judge only the first passage shown of the articles in DIR, by this table
    #[arg(long, value_name = "FILE", conflicts_with_all = ["names", "run", "against", "expand"])]
    passages: Option<PathBuf>,
    #[command(flatten)]
    output: JsonArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue-lab eval scifact/
  morgue-lab eval names/ --as person --json
  morgue-lab eval scifact/ --expand --against morgue.run
  morgue-lab eval corpus/articles --passages corpus/truth/passages.tsv
  morgue-lab eval scifact/ --run morgue.run    then: trec_eval -m ndcg_cut.10 qrels morgue.run";

/// Other measures.
#[derive(Debug, clap::Subcommand)]
enum OtherMeasure {
    Formats(FormatsArgs),
}

/// Measure how well files of each format are read, on collections whose articles are known
#[derive(Debug, clap::Args)]
#[command(after_help = FORMATS_EXAMPLES)]
struct FormatsArgs {
    /// Folder of the collections
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// List every miss and its reason
    #[arg(long)]
    misses: bool,
    #[command(flatten)]
    output: JsonArgs,
}

const FORMATS_EXAMPLES: &str = "\
Examples:
  morgue-lab eval formats data/
  morgue-lab eval formats data/ --misses";

/// Runs it.
pub fn run(args: &EvalArgs) -> anyhow::Result<Exit> {
    if let Some(OtherMeasure::Formats(args)) = &args.other {
        return formats(args);
    }
    let dir = args.dir.clone().unwrap_or_default();
    if let Some(judgements) = &args.passages {
        let judged = judge_passages(&dir, judgements)?;
        args.output.print(&judged, || passages(&judged))?;
        return Ok(Exit::Done);
    }
    let options = EvalOptions {
        names: args.names,
        run: args.run.clone(),
        against: args.against.clone(),
        expand: args.expand,
    };
    let scores = collection(&dir, &options)?;
    args.output.print(&scores, || table(&scores))?;
    Ok(Exit::Done)
}

/// The wrong passages, and the number of right ones.
fn passages(judged: &JudgedPassages) -> String {
    let wrong = judged.wrong.iter().map(|(query, article)| format!("{query}: {article}\n"));
    let skipped = match judged.skipped {
        0 => String::new(),
        skipped => format!("; {skipped} skipped because their articles are missing"),
    };
    wrong.collect::<String>() + &format!("{} of {} right{skipped}\n", judged.right, judged.of)
}

/// A row for each measure: the mean, its 95 % confidence interval, and the difference.
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

fn formats(args: &FormatsArgs) -> anyhow::Result<Exit> {
    let figures = figures(&args.dir);
    args.output.print(&figures, || {
        let mut out = String::new();
        for figure in &figures {
            let value = format!("{:.3}", figure.value);
            out += &format!("{:<20} {:<30} {value:>8} of {}\n", figure.set, figure.measure, figure.of);
            if args.misses {
                figure.misses.iter().for_each(|miss| out += &format!("    {miss}\n"));
            }
        }
        out
    })?;
    if figures.is_empty() {
        output::say(&format!("morgue-lab: no known collection in {}", args.dir.display()));
    }
    Ok(Exit::found(!figures.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::eval::Against;

    #[test]
    fn scores_are_shown_with_intervals_and_differences() {
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
