//! `morgue model tag`: the names found in a text.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::article::Article;
use crate::entities::Kind;
use crate::lab::gold::mark;
use crate::text::{Outline, language};
use anyhow::Context;
use serde::Serialize;

use crate::cli::exit::Exit;
use crate::cli::print::output;
use crate::cli::print::style::harmless;

/// The names found in a text, marked as in [PER Jane Doe]
#[derive(Debug, clap::Args)]
#[command(after_help = super::EXAMPLES)]
pub(super) struct Tag {
    /// A plain text, paragraphs divided by empty lines; `-` or nothing: standard input
    #[arg(value_name = "FILE")]
    path: Option<PathBuf>,
    /// Print a JSON array of names with their bytes
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: super::Choice,
}

/// A name in a text.
#[derive(Debug, Serialize)]
struct Found<'a> {
    kind: Kind,
    text: &'a str,
    start: usize,
    end: usize,
}

/// Runs it.
pub(super) fn run(args: &Tag) -> anyhow::Result<Exit> {
    let body = read(args.path.as_deref())?;
    let tagger = args.model.tagger()?;
    let article = Article { body, ..Article::default() };
    let outline = Outline::new(&article.body);
    let language = language::language("", &article.body, None);
    let spans = tagger.tag(&language, &article, &[], &outline);
    let found: Vec<Found> = spans
        .iter()
        .map(|span| {
            let start = outline.tokens[span.first as usize].start as usize;
            let end = outline.tokens[span.end as usize - 1].end as usize;
            Found { kind: span.kind, text: &article.body[start..end], start, end }
        })
        .collect();
    if args.json {
        output::print_json(&found)?;
    } else {
        output::print(&harmless(&marked(&article.body, &found)))?;
    }
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

fn marked(text: &str, found: &[Found]) -> String {
    let mut out = String::with_capacity(text.len() + found.len() * 6);
    let mut at = 0;
    for name in found {
        out.push_str(&text[at..name.start]);
        out.push_str(&format!("[{} {}]", mark(name.kind), name.text));
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
            Found { kind: Kind::Person, text: "Joan Harrow", start: 0, end: 11 },
            Found { kind: Kind::Place, text: "Kyiv", start: 17, end: 21 },
        ];
        assert_eq!(marked(text, &found), "[PER Joan Harrow] left [LOC Kyiv].\n");
        let json = r#"{"kind":"place","text":"Kyiv","start":17,"end":21}"#;
        assert_eq!(serde_json::to_string(&found[1]).unwrap(), json);
    }
}
