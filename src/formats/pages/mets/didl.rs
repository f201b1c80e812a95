//! DIDL of the Dutch national library: an issue with its pages in ALTO and the blocks of text of each
//! article.

use super::didl_structure::{find_didl, is_didl, read};
use super::didl_texts;
use crate::formats::cut::single_record;
use crate::formats::tools::xml::Tree;
use crate::formats::{Context, Format, Parse, Part, Record, Reject};

/// Issues of digitised newspapers.
pub const FORMAT: Format = Format {
    name: "didl",
    about: "DIDL of digitised newspapers (Delpher) with ALTO pages beside it, each article one; by the root element",
    extensions: &["didl"],
    sniff: is_didl,
    records: single_record::records,
    parse: Parse::Many(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let tree = Tree::read(&record.bytes, None)?;
    let didl = find_didl(tree.root())
        .ok_or_else(|| Reject::skipped("an OAI-PMH response without a DIDL document"))?;
    let (files, structure, texts) = read(didl);
    if files.is_empty() {
        return Err(Reject::skipped("a DIDL document without ALTO pages"));
    }
    let links: Vec<String> = files.iter().map(|file| file.href.clone()).chain(texts).collect();
    let parts = super::issue(didl, &files, &links, &structure, context);
    let parts = match parts {
        // There may only be the plain text of the articles.
        Err(reject) if reject.is_broken() => {
            let parts = didl_texts::parts(didl, &structure, context);
            if parts.is_empty() { Err(reject) } else { Ok(parts) }
        }
        parts => parts,
    };
    Ok(super::with_warnings(parts?, tree.warnings))
}
