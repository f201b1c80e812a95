//! `morgue-lab model tag`: the names found in a text.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::Serialize;

use crate::article::Article;
use crate::cli::args::output::JsonArgs;
use crate::cli::exit::Exit;
use crate::cli::print::style::harmless;
use crate::entities::Kind;
use crate::lab::gold::tag_of_kind;
use crate::text::{Outline, language};

/// Print a text with the names in it marked as in [PER Jane Doe]
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXAMPLES)]
pub(super) struct TagArgs {
    /// A plain text with empty lines between paragraphs [default: standard input, as for `-`]
    #[arg(value_name = "FILE")]
    path: Option<PathBuf>,
    #[command(flatten)]
    output: JsonArgs,
    #[command(flatten)]
    model: super::ModelChoice,
}

/// A name in a text.
#[derive(Debug, Serialize)]
struct TaggedName<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
    end: usize,
}

/// Runs it.
pub(super) fn run(args: &TagArgs) -> anyhow::Result<Exit> {
    let body = read(args.path.as_deref())?;
    let tagger = args.model.tagger()?;
    let article = Article { body, ..Article::default() };
    let outline = Outline::new(&article.body);
    let language = language::language("", &article.body, None);
    let spans = tagger.tag(&language, &article, &[], &outline);
    let found: Vec<TaggedName> = spans
        .iter()
        .map(|span| {
            let start = outline.tokens[span.first as usize].start as usize;
            let end = outline.tokens[span.end as usize - 1].end as usize;
            TaggedName { kind: span.kind, text: &article.body[start..end], start, end }
        })
        .collect();
    args.output.print(&found, || harmless(&marked(&article.body, &found)).into_owned())?;
    Ok(Exit::found(!found.is_empty()))
}

fn read(path: Option<&Path>) -> anyhow::Result<String> {
    let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input")?;
        return Ok(text);
    };
    std::fs::read_to_string(path).with_context(|| path.display().to_string())
}

fn marked(text: &str, found: &[TaggedName]) -> String {
    let mut out = String::with_capacity(text.len() + found.len() * 6);
    let mut at = 0;
    for name in found {
        out.push_str(&text[at..name.start]);
        out.push_str(&format!("[{} {}]", tag_of_kind(name.kind), name.text));
        at = name.end;
    }
    out.push_str(&text[at..]);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_marked_where_they_stand() {
        let text = "Joan Harrow left Kyiv.";
        let found = [
            TaggedName { kind: Kind::Person, text: "Joan Harrow", start: 0, end: 11 },
            TaggedName { kind: Kind::Place, text: "Kyiv", start: 17, end: 21 },
        ];
        assert_eq!(marked(text, &found), "[PER Joan Harrow] left [LOC Kyiv].\n");
        let json = r#"{"kind":"place","text":"Kyiv","start":17,"end":21}"#;
        assert_eq!(serde_json::to_string(&found[1]).unwrap(), json);
    }
}
