//! The pages of an issue, from the physical structure in METS.

use std::collections::{HashMap, HashSet};

use super::division_types::{is_page, kind, plain};
use super::files::TextFile;
use super::item::Item;
use crate::formats::tools::xml::Node;

/// A page.
#[derive(Debug)]
pub struct Page {
    /// The file to read.
    pub file: usize,
    /// Other versions of the page, which are read if this one has no words.
    pub others: Vec<usize>,
    /// Its printed number, or its number in the issue.
    pub label: Option<String>,
}

/// Whether a structure map is the physical one.
pub fn is_physical(map: Node) -> bool {
    plain(map.attribute("TYPE").or(map.attribute("LABEL")).unwrap_or_default()).starts_with("phys")
}

/// The printed number of a page, or else the described one, or its number in the issue.
pub fn label(division: Node, described: Option<String>) -> Option<String> {
    let printed = division.attribute("ORDERLABEL").filter(|label| label.chars().any(char::is_alphanumeric));
    let printed = printed.map(str::to_owned).or(described);
    printed.or_else(|| division.attribute("ORDER").map(str::to_owned))
}

/// The file of recognised text for each image of the same page.
pub fn images<'a>(maps: &[Node<'a>], files: &HashMap<&'a str, usize>) -> HashMap<&'a str, usize> {
    let mut images = HashMap::new();
    for division in divisions(maps) {
        let ids: Vec<&str> = file_ids(division).collect();
        let Some(text) = ids.iter().find_map(|id| files.get(id)) else { continue };
        for id in ids.into_iter().filter(|id| !files.contains_key(id)) {
            images.entry(id).or_insert(*text);
        }
    }
    images
}

/// The pages in order, each with the file to read.
pub fn pages<'a>(
    maps: &[Node<'a>],
    files: &[TextFile],
    by_id: &HashMap<&'a str, usize>,
    items: &[Item],
    label: impl Fn(Node<'a>) -> Option<String>,
) -> Vec<Page> {
    let places = items.iter().flat_map(|item| &item.places).filter(|place| !place.is_whole());
    let pointed: HashSet<usize> = places.map(|place| place.file).collect();
    let rank = |file: &usize| (!pointed.contains(file), files[*file].rank, *file);
    let mut pages: Vec<Page> = Vec::new();
    let mut seen: HashSet<usize> = HashSet::new();
    let mut divisions = divisions(maps);
    // Some files list pages in the order of scanning and number them.
    let order = |node: &Node| node.attribute("ORDER").and_then(|order| order.parse::<u64>().ok());
    let is_one_sequence = divisions.iter().all(|node| order(node).is_some())
        && divisions.windows(2).all(|pair| pair[0].parent() == pair[1].parent());
    if is_one_sequence {
        divisions.sort_by_key(order);
    }
    for division in divisions {
        let mut of_page: Vec<usize> = file_ids(division).filter_map(|id| by_id.get(id).copied()).collect();
        of_page.sort_by_key(rank);
        let mut of_page = of_page.into_iter().filter(|file| seen.insert(*file));
        let Some(file) = of_page.next() else { continue };
        // Other versions of a page are not read, unless articles refer to them.
        let (further, others) = of_page.partition(|file| pointed.contains(file));
        pages.push(Page { file, others, label: label(division) });
        let further: Vec<usize> = further;
        pages.extend(further.into_iter().map(|file| Page { file, others: Vec::new(), label: None }));
    }
    // Files outside the map are read too, unless they are other versions of these pages.
    let rest: Vec<usize> = (0..files.len()).filter(|file| !seen.contains(file)).collect();
    let best = rest.iter().map(|file| files[*file].group()).min();
    let groups: HashSet<usize> = pages.iter().map(|page| files[page.file].group()).collect();
    let is_like =
        |group: usize| if groups.is_empty() { Some(group) == best } else { groups.contains(&group) };
    let is_wanted = |file: &usize| pointed.contains(file) || is_like(files[*file].group());
    let rest: Vec<usize> = rest.into_iter().filter(is_wanted).collect();
    pages.extend(rest.into_iter().map(|file| Page { file, others: Vec::new(), label: None }));
    pages
}

/// The divisions that are pages: by their type, or because they refer to files in a physical map.
fn divisions<'a>(maps: &[Node<'a>]) -> Vec<Node<'a>> {
    let mut found = Vec::new();
    for map in maps {
        let is_physical = is_physical(*map);
        found.extend(map.descendants().filter(|node| {
            node.is("div") && (is_page(&kind(*node)) || is_physical && node.children("fptr").next().is_some())
        }));
    }
    found
}

/// The files of a division's own pointers, without those of divisions nested in them by damage.
fn file_ids<'a>(division: Node<'a>) -> impl Iterator<Item = &'a str> {
    let is_own = move |node: &Node<'a>| {
        let mut around = node.parent();
        while let Some(outer) = around.filter(|outer| !outer.is("div")) {
            around = outer.parent();
        }
        around == Some(division)
    };
    division
        .children("fptr")
        .flat_map(|pointer| std::iter::once(pointer).chain(pointer.descendants()))
        .filter(|node| node.attribute("FILEID").is_some())
        .filter(is_own)
        .filter_map(|node| node.attribute("FILEID"))
}
