//! METS: an issue of a digitised newspaper, whose pages lie in files beside it.
//!
//! `files` finds the files of recognised text, `structure` reads how the issue is divided, `issue`
//! reads the pages and makes the articles. An issue that is not divided gives an article a page, and
//! so does what stands on a page outside all articles, unless it is a page number or running head.

mod files;
mod issue;
mod structure;

use super::mods;
use crate::formats::xml::{Node, Tree, root_name};
use crate::formats::{Context, Format, Parse, Part, Record, Reject, whole};

/// Issues of digitised newspapers.
pub const FORMAT: Format = Format {
    name: "mets",
    about: "METS with its ALTO pages beside it, each article of an issue one article; by the root element",
    extensions: &["mets"],
    sniff: is_mets,
    records: whole::records,
    parse: Parse::Many(parse),
};

/// Whether a file's head is that of a METS document.
pub fn is_mets(head: &[u8]) -> bool {
    root_name(head).is_some_and(|root| root.eq_ignore_ascii_case("mets"))
}

/// Where the files of recognised text are said to lie, as written.
pub fn text_files(root: Node) -> Vec<String> {
    files::text_files(root).into_iter().map(|file| file.href).collect()
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, None)?;
    let root = tree.root();
    let files = files::text_files(root);
    if files.is_empty() {
        return Err(Reject::skipped(if root.find("mptr").is_some() {
            "it points to other METS files, which are read by themselves"
        } else {
            "a METS file that names no recognised text, only images"
        }));
    }
    let Some(beside) = &context.beside else {
        return Err(Reject::broken(
            "its pages lie in other files, which cannot be read from here; unpack it",
            "",
        ));
    };
    let structure = structure::Structure::of(root, &files);
    let mut parts = issue::parts(root, &files, &structure, beside, context)?;
    let first = parts.iter_mut().find_map(|part| part.article.as_mut().ok());
    if let Some(first) = first {
        first.warnings.extend(tree.warnings);
    }
    Ok(parts)
}
