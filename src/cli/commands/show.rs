//! `morgue show`: one article with its names.

use std::ops::Range;

use anyhow::anyhow;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::article::ArticleArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::exit::Exit;
use crate::cli::print::article_view::{ArticleView, names};
use crate::cli::print::cite::{self, CitationStyle};
use crate::cli::print::output::Stdout;
use crate::search::{Hit, HitArticle, Passage, quoted};

/// Show an article and the people, organisations and places it names
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct ShowArgs {
    #[command(flatten)]
    article: ArticleArgs,
    /// Show which rule gave each value: the element, the key, the line
    #[arg(long)]
    provenance: bool,
    /// With --json: the positions of the words of a digitised page on its image
    #[arg(long, requires = "json")]
    layout: bool,
    /// Print a citation
    #[arg(long, value_name = "STYLE", value_enum, conflicts_with = "json")]
    cite: Option<CitationStyle>,
    /// Quote these bytes of the text in the citation; `morgue search` prints them after the path
    #[arg(long, value_name = "START-END", value_parser = range, requires = "cite")]
    quote: Option<Range<usize>>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue show world/ceasefire.txt
  morgue show dumps/wire.jsonl#3          the third record of a file with several
  morgue show 'saved.zip!/page.html' --provenance
  morgue show world/ceasefire.txt --cite bibtex --quote 0-240
  morgue show 0123456789abcdef --json";

/// Runs it.
pub fn run(args: &ShowArgs) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let (id, stored, text) = args.article.read(&reader)?;
    let file = reader.file_of(&stored.path)?;
    if let Some(style) = args.cite {
        let passages = args.quote.iter().map(|range| passage(&text, range)).collect::<Result<_, _>>()?;
        let article = HitArticle::new(id, stored, file);
        let hit = Hit { article, score: 0.0, tier: None, title_marks: Vec::new(), passages };
        let mut out = Stdout::new();
        cite::write(&mut out, style, &mut std::iter::once(Ok(hit)))?;
        out.finish()?;
        return Ok(Exit::Done);
    }
    let names = names(id, &stored, &reader.names()?.registry);
    let layout = if args.layout { reader.layout(id)? } else { None };
    let (stored, file, text) = (&stored, &file, text.as_str());
    let view = ArticleView { id, stored, file, text, names, provenance: args.provenance, layout };
    args.output.print(&[view.json()], |styles| view.text(styles))?;
    Ok(Exit::Done)
}

/// Reads two numbers with a hyphen between them.
fn range(text: &str) -> Result<Range<usize>, String> {
    let numbers = text.split_once('-').map(|(start, end)| (start.parse(), end.parse()));
    match numbers {
        Some((Ok(start), Ok(end))) if start < end => Ok(start..end),
        _ => Err("write the first byte, a hyphen and the byte after the last: 120-480".to_owned()),
    }
}

/// A range of bytes of a text as a passage.
fn passage(text: &str, range: &Range<usize>) -> anyhow::Result<Passage> {
    let Range { start, end } = *range;
    quoted(text, start..end).ok_or_else(|| {
        anyhow!("the text has {} bytes, and {start}-{end} is not a range within it", text.len())
    })
}
