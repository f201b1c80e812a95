//! The owner of a page: the METS file with which it is read, so that the page is not read a second time by
//! itself. Of several METS files that name the same pages, the best owns them.

use std::collections::HashSet;

use super::mets::named_pages;
use super::resolve_link;
use crate::formats::tools::siblings::{PageOwner, PageOwners};
use crate::formats::tools::xml;
use crate::formats::{Context, Reject, SiblingFiles};

/// Maximum number of files in a folder that are searched for METS.
const MAX_FILES: usize = 20_000;

/// Number of bytes that hold the root element of a file.
const HEAD_BYTES: usize = 4 << 10;

/// The rejection of a page (or another part, named by `what`) if a METS file owns it.
pub fn skip_owned_page(context: &Context, what: &str) -> Option<Reject> {
    let siblings = context.siblings.as_ref()?;
    let page = siblings.full(&context.file_name)?;
    // The page may be compressed.
    let packed = format!("{page}.gz");
    let (folder, owner) = best_owner(siblings, &[page, packed])?;
    Some(read_with(&folder, &owner, format!("{what} of {}, read with it", owner.name)))
}

/// The rejection of a METS file whose pages have a better owner, if they do.
pub fn skip_outranked_issue(context: &Context, links: &[String], divides: bool) -> Option<Reject> {
    let siblings = context.siblings.as_ref()?;
    let pages: Vec<String> = links
        .iter()
        .filter_map(|link| siblings.full(&resolve_link::resolve(link, siblings)?))
        .collect::<HashSet<String>>()
        .into_iter()
        .collect();
    let path = siblings.full(&context.file_name)?;
    let mine = PageOwner { name: context.file_name.clone(), path, divides, pages: pages.len() };
    let (folder, owner) = best_owner(siblings, &pages)?;
    if owner.path == mine.path || !owner.is_better_than(&mine) {
        return None;
    }
    let what =
        if owner.divides && !divides { "which divides them into articles" } else { "which names them too" };
    Some(read_with(&folder, &owner, format!("its pages are read with {}, {what}", owner.name)))
}

fn read_with(folder: &str, owner: &PageOwner, reason: String) -> Reject {
    Reject { read_with: Some(format!("{folder}/{}", owner.name)), ..Reject::skipped(reason) }
}

/// The best owner of any of these pages, with its folder.
fn best_owner(siblings: &SiblingFiles, pages: &[String]) -> Option<(String, PageOwner)> {
    let mut best: Option<(String, PageOwner)> = None;
    for folder in folders(siblings) {
        let Some(owners) = siblings.owners(&folder, owners_in).filter(|owners| !owners.is_empty()) else {
            continue;
        };
        for owner in pages.iter().filter_map(|page| owners.get(page)) {
            if best.as_ref().is_none_or(|(_, best)| owner.is_better_than(best)) {
                best = Some((folder.clone(), owner.clone()));
            }
        }
    }
    best
}

/// The folders in which METS files are: with their pages, above them, or in a separate folder beside or
/// below.
fn folders(siblings: &SiblingFiles) -> Vec<String> {
    let mut folders = vec![".".to_owned(), "..".to_owned()];
    for around in [".", ".."] {
        folders.extend(siblings.names(around).iter().flat_map(|names| names.iter()).filter_map(|name| {
            let folder = name.strip_suffix('/')?;
            let lower = folder.to_ascii_lowercase();
            let is_of_mets = lower == "toc" || lower.contains("mets") || lower.contains("didl");
            is_of_mets.then(|| format!("{around}/{folder}"))
        }));
    }
    folders.push("../..".to_owned());
    folders
}

/// The owners of pages among the METS files of a folder.
fn owners_in(folder: &SiblingFiles) -> PageOwners {
    let mut owners = PageOwners::new();
    let names = folder.names(".").unwrap_or_default();
    let is_xml = |name: &&String| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".xml") || name.ends_with(".mets") || name.ends_with(".didl")
    };
    for name in names.iter().filter(is_xml).take(MAX_FILES) {
        let is_mets = folder.head(name, HEAD_BYTES).is_some_and(|head| named_pages::names_pages(&head));
        let Some(bytes) = is_mets.then(|| folder.read(name).ok()).flatten() else { continue };
        let Ok(tree) = xml::Tree::read(&bytes, None) else { continue };
        let (links, divides) = named_pages::text_links(tree.root());
        let pages: HashSet<String> =
            links.iter().filter_map(|link| folder.full(&resolve_link::resolve(link, folder)?)).collect();
        let Some(path) = folder.full(name) else { continue };
        let owner = PageOwner { name: name.clone(), path, divides, pages: pages.len() };
        for page in pages {
            match owners.get(&page) {
                Some(other) if !owner.is_better_than(other) => {}
                _ => _ = owners.insert(page, owner.clone()),
            }
        }
    }
    owners
}
