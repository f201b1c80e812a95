//! METS: an issue of a digitised newspaper, with its pages in separate files.
//!
//! `files` finds the files of recognised text; `structure` reads the division of the issue into `item`s, with
//! `division_types`, `division_labels` and `links`, and `physical` its pages; `pages` reads these and
//! `articles` makes the articles. `didl`, `didl_structure` and `didl_texts` read the DIDL of the Dutch
//! library, and `named_pages` the links of both. An undivided issue gives one article a page, as does the
//! text of a page outside all articles; page numbers and running heads are one article an issue.

mod articles;
pub mod didl;
mod didl_structure;
pub mod didl_texts;
mod division_labels;
mod division_types;
mod files;
mod item;
mod links;
pub mod named_pages;
mod pages;
mod physical;
mod structure;

use super::page_owner;
use crate::formats::cut::single_record;
use crate::formats::tools::xml::{Node, Tree};
use crate::formats::{Context, Format, Parse, Part, Record, Reject};
pub(super) use division_types::is_placeholder;
use named_pages::is_mets;

/// Issues of digitised newspapers.
pub const FORMAT: Format = Format {
    name: "mets",
    about: "METS with its ALTO pages beside it, each article of an issue one article; by the root element",
    extensions: &["mets"],
    sniff: is_mets,
    records: single_record::records,
    parse: Parse::Many(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, None)?;
    let root = tree.root();
    let files = files::text_files(root);
    if files.is_empty() {
        return Err(Reject::skipped(if root.find("mptr").is_some() {
            "it only refers to other METS files, which are read by themselves"
        } else {
            "a METS file that names only images, no recognised text"
        }));
    }
    let structure = structure::Structure::read(root, &files);
    let links: Vec<String> = files.iter().map(|file| file.href.clone()).collect();
    let parts = issue(root, &files, &links, &structure, context)?;
    Ok(with_warnings(parts, tree.warnings))
}

/// The articles of an issue, unless its pages have a better owner.
fn issue(
    root: Node,
    files: &[files::TextFile],
    links: &[String],
    structure: &structure::Structure,
    context: &Context,
) -> Result<Vec<Part>, Reject> {
    let Some(siblings) = &context.siblings else {
        return Err(Reject::broken(
            "its pages are in other files, which cannot be read from here; unpack it",
            "",
        ));
    };
    if let Some(skip) = page_owner::skip_outranked_issue(context, links, structure.divides()) {
        return Err(skip);
    }
    articles::parts(root, files, structure, siblings, context)
}

/// Adds the warnings about the whole file to the first article.
fn with_warnings(mut parts: Vec<Part>, warnings: Vec<String>) -> Vec<Part> {
    if let Some(first) = parts.iter_mut().find_map(|part| part.article.as_mut().ok()) {
        first.warnings.extend(warnings);
    }
    parts
}
