//! Whether a METS file reads a page, so that the page is not read a second time by itself, and which of
//! several METS files that name the same pages reads them.

use std::collections::HashSet;

use super::{mets, resolve_link};
use crate::formats::tools::siblings::{Claim, Claims};
use crate::formats::tools::xml;
use crate::formats::{Beside, Context, Reject};

/// Files of one folder that are looked into for METS.
const MOST_FILES: usize = 20_000;

/// Enough of a file to see its outermost element.
const HEAD_BYTES: usize = 4 << 10;

/// The skip of a page that a METS file beside it reads; nothing for a page that stands alone.
pub fn claimed(context: &Context) -> Option<Reject> {
    let beside = context.beside.as_ref()?;
    let page = beside.full(&context.file_name)?;
    // It may be kept compressed, and be named so.
    let packed = format!("{page}.gz");
    let (folder, claim) = best(beside, &[page, packed])?;
    Some(read_with(&folder, &claim, format!("a page of {}, read with it", claim.name)))
}

/// The skip of a METS file whose pages another reads that knows more of them.
pub fn outdone(context: &Context, links: &[String], divides: bool) -> Option<Reject> {
    let beside = context.beside.as_ref()?;
    let pages: Vec<String> = links
        .iter()
        .filter_map(|link| beside.full(&resolve_link::resolve(link, beside)?))
        .collect::<HashSet<String>>()
        .into_iter()
        .collect();
    let path = beside.full(&context.file_name)?;
    let mine = Claim { name: context.file_name.clone(), path, divides, pages: pages.len() };
    let (folder, claim) = best(beside, &pages)?;
    if claim.path == mine.path || !claim.is_better_than(&mine) {
        return None;
    }
    let what =
        if claim.divides && !divides { "which divides them into articles" } else { "which names them too" };
    Some(read_with(&folder, &claim, format!("its pages are read with {}, {what}", claim.name)))
}

fn read_with(folder: &str, claim: &Claim, reason: String) -> Reject {
    Reject { read_with: Some(format!("{folder}/{}", claim.name)), ..Reject::skipped(reason) }
}

/// The best claim on any of these pages, with the folder of the file that makes it.
fn best(beside: &Beside, pages: &[String]) -> Option<(String, Claim)> {
    let mut best: Option<(String, Claim)> = None;
    for folder in folders(beside) {
        let Some(claims) = beside.claims(&folder, claims_of).filter(|claims| !claims.is_empty()) else {
            continue;
        };
        for claim in pages.iter().filter_map(|page| claims.get(page)) {
            if best.as_ref().is_none_or(|(_, best)| claim.is_better_than(best)) {
                best = Some((folder.clone(), claim.clone()));
            }
        }
    }
    best
}

/// METS files lie with their pages, in the folders above, or in a folder of their own beside or below.
fn folders(beside: &Beside) -> Vec<String> {
    let mut folders = vec![".".to_owned(), "..".to_owned()];
    for around in [".", ".."] {
        folders.extend(beside.names(around).iter().flat_map(|names| names.iter()).filter_map(|name| {
            let folder = name.strip_suffix('/')?;
            let lower = folder.to_ascii_lowercase();
            let is_of_mets = lower == "toc" || lower.contains("mets") || lower.contains("didl");
            is_of_mets.then(|| format!("{around}/{folder}"))
        }));
    }
    folders.push("../..".to_owned());
    folders
}

/// The pages that the METS files of a folder read.
fn claims_of(folder: &Beside) -> Claims {
    let mut claims = Claims::new();
    let names = folder.names(".").unwrap_or_default();
    let is_xml = |name: &&String| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".xml") || name.ends_with(".mets") || name.ends_with(".didl")
    };
    for name in names.iter().filter(is_xml).take(MOST_FILES) {
        let is_mets = folder.head(name, HEAD_BYTES).is_some_and(|head| mets::names_pages(&head));
        let Some(bytes) = is_mets.then(|| folder.read(name).ok()).flatten() else { continue };
        let Ok(tree) = xml::Tree::read(&bytes, None) else { continue };
        let (links, divides) = mets::named(tree.root());
        let pages: HashSet<String> =
            links.iter().filter_map(|link| folder.full(&resolve_link::resolve(link, folder)?)).collect();
        let Some(path) = folder.full(name) else { continue };
        let claim = Claim { name: name.clone(), path, divides, pages: pages.len() };
        for page in pages {
            match claims.get(&page) {
                Some(other) if !claim.is_better_than(other) => {}
                _ => _ = claims.insert(page, claim.clone()),
            }
        }
    }
    claims
}
