//! Whether a METS file reads a page, so that the page is not read a second time by itself.

use super::{href, mets};
use crate::formats::beside::Claims;
use crate::formats::{Beside, Context, Reject, xml};

/// Files of one folder that are looked into for METS.
const MOST_FILES: usize = 20_000;

/// Enough of a file to see its outermost element.
const HEAD_BYTES: usize = 4 << 10;

/// The skip of a page that a METS file beside it reads; nothing for a page that stands alone.
pub fn claimed(context: &Context) -> Option<Reject> {
    let beside = context.beside.as_ref()?;
    let page = beside.full(&context.file_name)?;
    // METS files lie with their pages, in the folder above, or in a folder of their own there.
    let mut folders = vec![".".to_owned(), "..".to_owned()];
    folders.extend(beside.names("..").iter().flat_map(|names| names.iter()).filter_map(|name| {
        let folder = name.strip_suffix('/')?;
        folder.to_ascii_lowercase().contains("mets").then(|| format!("../{folder}"))
    }));
    folders.push("../..".to_owned());
    folders.iter().find_map(|folder| {
        let claims = beside.claims(folder, claims_of)?;
        let mets = claims.get(&page)?;
        let skip = Reject::skipped(format!("a page of {mets}, read with it"));
        Some(Reject { read_with: Some(format!("{folder}/{mets}")), ..skip })
    })
}

/// The pages that the METS files of a folder read.
fn claims_of(folder: &Beside) -> Claims {
    let mut claims = Claims::new();
    let names = folder.names(".").unwrap_or_default();
    let is_xml = |name: &&String| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".xml") || name.ends_with(".mets")
    };
    for name in names.iter().filter(is_xml).take(MOST_FILES) {
        let is_mets = folder.head(name, HEAD_BYTES).is_some_and(|head| mets::is_mets(&head));
        let Some(bytes) = is_mets.then(|| folder.read(name).ok()).flatten() else { continue };
        let Ok(tree) = xml::Tree::read(&bytes, None) else { continue };
        for link in mets::text_files(tree.root()) {
            if let Some(page) = href::resolve(&link, folder).and_then(|page| folder.full(&page)) {
                claims.entry(page).or_insert_with(|| name.clone());
            }
        }
    }
    claims
}
