//! `morgue similar`: other articles on the same story.

use std::time::Instant;

use serde::Serialize;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::article::ArticleArgs;
use crate::cli::args::hits::{FormatArgs, PassageArgs, SHOWN};
use crate::cli::args::output::TerminalArgs;
use crate::cli::exit::Exit;
use crate::cli::print::hits::HitsFormat;
use crate::cli::print::hits::json::HitSequence;
use crate::cli::print::human::{counted, milliseconds};
use crate::cli::print::notices::say_unfinished;
use crate::cli::print::output::{self, Stdout};
use crate::cli::print::style::{ASIDE, Styles};
use crate::cli::print::wrap::lines;
use crate::search::similar::{Similar, similar};
use crate::search::{HitArticle, Query, Request, Sort};

/// Find other articles on the same story, each text once
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct SimilarArgs {
    #[command(flatten)]
    article: ArticleArgs,
    /// Maximum number of articles shown
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = SHOWN)]
    limit: usize,
    /// Show the same articles, the latest first
    #[arg(long, help_heading = SHOWN)]
    newest: bool,
    #[command(flatten)]
    passages: PassageArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    terminal: TerminalArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue similar world/ceasefire.txt
  morgue similar dumps/wire.jsonl#3 --newest --limit 5
  morgue similar 0123456789abcdef --json";

#[derive(Serialize)]
struct SimilarJson<'a> {
    article: &'a HitArticle,
    about: &'a [String],
    hits: HitSequence<'a>,
    took_ms: f64,
}

/// Runs it.
pub fn run(args: &SimilarArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let began = Instant::now();
    let (id, ..) = args.article.read(&reader)?;
    let PassageArgs { passages, context, whole } = args.passages;
    let sort = if args.newest { Sort::Newest } else { Sort::Relevance };
    let request = Request { sort, limit: args.limit, passages, context, whole, ..Request::new(Query::All) };
    let Similar { article, about, hits } = similar(&reader, id, &request)?;
    let took_ms = milliseconds(began.elapsed());
    let shown = hits.len();
    let mut hits = hits.into_iter().map(Ok);
    let format = args.format.format();
    let mut out = if format == HitsFormat::Text { args.terminal.stdout() } else { Stdout::new() };
    match format {
        HitsFormat::Json => {
            out.json(&SimilarJson {
                article: &article,
                about: &about,
                hits: HitSequence::new(&mut hits),
                took_ms,
            })?;
        }
        format => {
            let styles = args.terminal.styles();
            format.write(&mut out, &mut hits, &reader, (0, shown), styles)?;
            if format == HitsFormat::Text && shown > 0 {
                out.text(&footer(shown, &about, styles))?;
            }
            if shown == 0 {
                output::say("no other article is similar");
            }
        }
    }
    out.finish()?;
    say_unfinished(&reader.archive);
    Ok(Exit::found(shown > 0))
}

/// The number of articles, and the most significant words and names that were looked for.
fn footer(shown: usize, about: &[String], styles: Styles) -> String {
    const LISTED: usize = 12;
    let about = &about[..about.len().min(LISTED)];
    let articles = format!("{}; looked for ", counted(shown as u64, "article"));
    let text = articles + &about.join(", ").replace('\n', " ");
    lines(&text, &[(0..text.len(), ASIDE)], styles.text_columns(0), styles).join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn the_footer_lists_what_was_looked_for() {
        let about: Vec<String> = (1..20).map(|n| format!("word\u{7}{n}")).collect();
        insta::assert_snapshot!(footer(3, &about, Styles { color: false, width: Some(60) }), @r#"
        3 articles; looked for word�1, word�2, word�3, word�4,
        word�5, word�6, word�7, word�8, word�9, word�10, word�11,
        word�12
        "#);
    }

    #[test]
    fn json_has_article_words_and_hits() {
        let mut hits = response().hits;
        let article = hits.remove(1).article;
        let (about, mut hits) = (["Vladimir Putin".to_owned(), "truce".to_owned()], hits.into_iter().map(Ok));
        let json =
            SimilarJson { article: &article, about: &about, hits: HitSequence::new(&mut hits), took_ms: 1.5 };
        insta::assert_snapshot!(serde_json::to_string(&json).expect("serialises"), @r#"{"article":{"id":"0000000000000002","path":"dump.jsonl#3","file":"/news/dump.jsonl","title":"","date":null,"date_precision":null,"source":null,"byline":["A. Writer"],"section":null,"language":"en","url":null},"about":["Vladimir Putin","truce"],"hits":[{"article":{"id":"0000000000000001","path":"world/truce\u0007.txt","file":"/news/world/truce\u0007.txt","title":"Truce talks stall\u001b[2J","date":"2025-04-03T18:00:00+02:00","date_precision":"second","source":"Harrowmere Echo","byline":["A. Writer"],"section":null,"language":"en","url":null},"score":7.5,"title_marks":[[0,5]],"passages":[{"text":"Envoys met again in Geneva. \"No truce, no talks\", one of them said.\n\nThe truce was to hold.","start":100,"end":191,"paragraph":2,"score":2.25,"marks":[[132,137],[173,178]]}]}],"took_ms":1.5}"#);
    }
}
