//! `morgue show`: one article with its names.

use std::ops::Range;
use std::path::Path;

use crate::article::ArticleId;
use crate::error::Error;
use crate::index::archive::relative;
use crate::index::{Reader, Stored};
use crate::search::{Hit, HitArticle, Passage, quoted};
use anyhow::{anyhow, bail};

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::exit::Exit;
use crate::cli::print::article_view::{Shown, names};
use crate::cli::print::cite::{self, Style};
use crate::cli::print::human::counted;
use crate::cli::print::output::{self, Out};
use crate::cli::print::style::LookArgs;

/// An article with the people, organisations and places it names
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// Its id or path, as `morgue search` prints them
    #[arg(value_name = "ARTICLE")]
    article: String,
    /// Print a JSON list with one object
    #[arg(long, conflicts_with = "cite")]
    json: bool,
    /// Tell which rule gave each value: the element, the key, the line
    #[arg(long)]
    provenance: bool,
    /// With --json: where the words of a digitised page stand on its image
    #[arg(long, requires = "json")]
    layout: bool,
    /// Print a citation
    #[arg(long, value_name = "STYLE", value_enum)]
    cite: Option<Style>,
    /// Quote these bytes of the text in it, as `morgue search` prints them behind the path
    #[arg(long, value_name = "START-END", value_parser = range, requires = "cite")]
    quote: Option<Range<usize>>,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

const EXAMPLES: &str = "\
Examples:
  morgue show world/ceasefire.txt
  morgue show dumps/wire.jsonl#3          the third record of a file that holds several
  morgue show 'saved.zip!/page.html' --provenance
  morgue show world/ceasefire.txt --cite bibtex --quote 0-240
  morgue show 0123456789abcdef --json";

/// Runs it.
pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let (id, stored, text) = find(&reader, &args.article)?;
    if let Some(style) = args.cite {
        let passages = args.quote.iter().map(|range| passage(&text, range)).collect::<Result<_, _>>()?;
        let article = HitArticle::new(id, stored);
        let hit = Hit { article, score: 0.0, tier: None, title_marks: Vec::new(), passages };
        let mut out = Out::new();
        cite::write(&mut out, style, &mut std::iter::once(Ok(hit)))?;
        out.finish()?;
        return Ok(Exit::Done);
    }
    let names = names(id, &stored, &reader.names()?.registry);
    let layout = if args.layout { reader.layout(id)? } else { None };
    let shown = Shown { id, stored: &stored, text: &text, names, provenance: args.provenance, layout };
    if args.json {
        output::print_json(&[shown.json()])?;
    } else {
        output::print(&shown.text(args.look.look()))?;
    }
    Ok(Exit::Done)
}

/// An id, a path within the archive, or one from the current folder.
pub fn find(reader: &Reader, wanted: &str) -> anyhow::Result<(ArticleId, Stored, String)> {
    let mut missing = None;
    for path in std::iter::once(wanted.to_owned()).chain(from_here(reader, wanted)) {
        match reader.article(&path) {
            Err(error @ Error::NoArticle { .. }) => missing = missing.or(Some(error)),
            found => return Ok(found?),
        }
        let records = reader.ids_of_file(&path)?;
        if let Some(first) = records.first() {
            let first = reader.article(&first.to_string())?.1.path;
            bail!(
                "{path:?} holds {}; name one of them, as in {first:?}",
                counted(records.len() as u64, "article")
            );
        }
    }
    Err(missing.map_or_else(|| anyhow!("no article {wanted:?}"), anyhow::Error::from))
}

/// A path from the current folder as the archive has it.
fn from_here(reader: &Reader, wanted: &str) -> Option<String> {
    // The member of an archive, and the record of a file, stand behind the file's name.
    let ends = || wanted.match_indices("!/").chain(wanted.rmatch_indices('#')).map(|(at, _)| at);
    let end = ends().find(|end| Path::new(&wanted[..*end]).is_file());
    let (file, record) = wanted.split_at(end.filter(|_| !Path::new(wanted).exists()).unwrap_or(wanted.len()));
    let file = Path::new(file).canonicalize().ok()?;
    let root = reader.archive.root.canonicalize().ok()?;
    Some(relative(&root, &file).to_string_lossy().into_owned() + record)
}

/// Two numbers with a hyphen between.
fn range(text: &str) -> Result<Range<usize>, String> {
    let numbers = text.split_once('-').map(|(start, end)| (start.parse(), end.parse()));
    match numbers {
        Some((Ok(start), Ok(end))) if start < end => Ok(start..end),
        _ => Err("write the first byte, a hyphen and the byte behind the last: 120-480".to_owned()),
    }
}

/// Some bytes of a text as a passage.
fn passage(text: &str, range: &Range<usize>) -> anyhow::Result<Passage> {
    let Range { start, end } = *range;
    quoted(text, start..end)
        .ok_or_else(|| anyhow!("the text has {} bytes, and {start}-{end} are no piece of it", text.len()))
}
