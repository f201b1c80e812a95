//! `morgue similar`: other articles on the story of one.

use std::time::Instant;

use crate::search::similar::{Similar, similar};
use crate::search::{HitArticle, Query, Request, Sort};
use serde::Serialize;

use super::search::SHOWN;
use super::search::format::{Format, FormatArgs, PassageArgs};
use super::search::json::Sequence;
use super::show::find;
use crate::cli::args::archive::ArchiveArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::{counted, milliseconds};
use crate::cli::print::output::{self, Out};
use crate::cli::print::style::{ASIDE, Look, LookArgs};
use crate::cli::print::wrap::lines;

/// Background reading: other articles on the story of one, each text once
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Its id or path, as `morgue search` prints them
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// Articles shown, at most
    #[arg(long, value_name = "N", default_value_t = 10, help_heading = SHOWN)]
    limit: usize,
    /// The same articles, latest first
    #[arg(long, help_heading = SHOWN)]
    newest: bool,
    #[command(flatten)]
    passages: PassageArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue similar world/ceasefire.txt
  morgue similar dumps/wire.jsonl#3 --newest --limit 5
  morgue similar 0123456789abcdef --json";

#[derive(Serialize)]
struct Json<'a> {
    article: &'a HitArticle,
    about: &'a [String],
    hits: Sequence<'a>,
    took_ms: f64,
}

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let began = Instant::now();
    let (id, ..) = find(&reader, &args.article)?;
    let PassageArgs { passages, context, whole } = args.passages;
    let sort = if args.newest { Sort::Newest } else { Sort::Relevance };
    let request = Request { sort, limit: args.limit, passages, context, whole, ..Request::new(Query::All) };
    let Similar { article, about, hits } = similar(&reader, id, &request)?;
    let took_ms = milliseconds(began.elapsed());
    let shown = hits.len();
    let mut hits = hits.into_iter().map(Ok);
    let mut out = Out::new();
    match args.format.format() {
        Format::Json => {
            out.json(&Json { article: &article, about: &about, hits: Sequence::new(&mut hits), took_ms })?;
        }
        format => {
            let look = args.look.look();
            format.write(&mut out, &mut hits, &reader, (0, shown), look)?;
            if format == Format::Text && shown > 0 {
                out.text(&below(shown, &about, look))?;
            }
            if shown == 0 {
                output::say("no other article is like it");
            }
        }
    }
    out.finish()?;
    Ok(Exit::found(shown > 0))
}

/// How many there are, and the most telling of what was looked for.
fn below(shown: usize, about: &[String], look: Look) -> String {
    const LISTED: usize = 12;
    let about = &about[..about.len().min(LISTED)];
    let articles = format!("{}; looked for ", counted(shown as u64, "article"));
    let text = articles + &about.join(", ").replace('\n', " ");
    lines(&text, &[(0..text.len(), ASIDE)], look.text_columns(0), look).join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;

    #[test]
    fn for_people() {
        let about: Vec<String> = (1..20).map(|n| format!("word\u{7}{n}")).collect();
        insta::assert_snapshot!(below(3, &about, Look { color: false, width: Some(60) }), @r#"
        3 articles; looked for word�1, word�2, word�3, word�4,
        word�5, word�6, word�7, word�8, word�9, word�10, word�11,
        word�12
        "#);
    }

    #[test]
    fn for_scripts() {
        let mut hits = response().hits;
        let article = hits.remove(1).article;
        let (about, mut hits) = (["Vladimir Putin".to_owned(), "truce".to_owned()], hits.into_iter().map(Ok));
        let json = Json { article: &article, about: &about, hits: Sequence::new(&mut hits), took_ms: 1.5 };
        insta::assert_snapshot!(serde_json::to_string(&json).expect("serialises"), @r#"{"article":{"id":"0000000000000002","path":"dump.jsonl#3","title":"","date":null,"date_precision":null,"source":null,"byline":["A. Writer"],"section":null,"language":"en","url":null},"about":["Vladimir Putin","truce"],"hits":[{"article":{"id":"0000000000000001","path":"world/truce\u0007.txt","title":"Truce talks stall\u001b[2J","date":"2025-04-03T18:00:00+02:00","date_precision":"second","source":"Harrowmere Echo","byline":["A. Writer"],"section":null,"language":"en","url":null},"score":7.5,"title_marks":[[0,5]],"passages":[{"text":"Envoys met again in Geneva. \"No truce, no talks\", one of them said.\n\nThe truce was to hold.","start":100,"end":191,"paragraph":2,"score":2.25,"marks":[[132,137],[173,178]]}]}],"took_ms":1.5}"#);
    }
}
