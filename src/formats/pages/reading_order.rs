//! The reading order of a page: as stated, or else the order of the file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::page::{Page, ranges};
use crate::formats::tools::xml::Node;

/// Sets the reading order by identifiers; the other words follow in the order of the file.
pub fn by_ids<'a>(page: &mut Page, ids: impl Iterator<Item = &'a str>) {
    let stated: Vec<Range<u32>> = ids.filter_map(|id| page.ids.get(id).cloned()).collect();
    page.order = complete(&stated, page.end());
}

/// Sets the reading order by blocks that each name the next.
pub fn by_next(page: &mut Page, blocks: &[(String, Option<String>)]) {
    if blocks.iter().all(|(_, next)| next.is_none()) {
        return page.read_as_written();
    }
    let next: HashMap<&str, &str> =
        blocks.iter().filter_map(|(id, next)| Some((&**id, next.as_deref()?))).collect();
    let follows: HashSet<&str> = next.values().copied().collect();
    let mut order: Vec<&str> = Vec::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let starts = blocks.iter().filter(|(id, _)| !follows.contains(&**id)).chain(blocks);
    for (start, _) in starts {
        let mut at = Some(&**start);
        while let Some(id) = at.filter(|id| seen.insert(id)) {
            order.push(id);
            at = next.get(id).copied();
        }
    }
    by_ids(page, order.into_iter());
}

/// The identifiers in the `ReadingOrder` of ALTO or PAGE, which nests groups of references.
pub fn references<'a>(reading_order: Node<'a>, attribute: &str) -> Vec<&'a str> {
    let mut found: Vec<(Option<u32>, &'a str)> = Vec::new();
    gather(reading_order, attribute, &mut found);
    found.into_iter().map(|(_, id)| id).collect()
}

/// Gathers references at any depth, which the XML reader bounds.
fn gather<'a>(group: Node<'a>, attribute: &str, out: &mut Vec<(Option<u32>, &'a str)>) {
    let mut members: Vec<Node> = group.elements().collect();
    // PAGE numbers the members of ordered groups, which may be in any order.
    let index = |node: &Node| node.attribute("index").and_then(|index| index.parse::<u32>().ok());
    if members.iter().all(|node| index(node).is_some()) {
        members.sort_by_key(index);
    }
    for member in members {
        let has_members = member.elements().next().is_some();
        if let Some(id) = member.attribute(attribute).filter(|_| !has_members) {
            out.push((index(&member), id));
        }
        gather(member, attribute, out);
    }
}

/// The stated ranges, each word once, followed by all other words.
fn complete(stated: &[Range<u32>], end: u32) -> Vec<Range<u32>> {
    let mut used = vec![false; end as usize];
    let all = stated
        .iter()
        .cloned()
        .chain(std::iter::once(0..end))
        .flat_map(|range| range.start..range.end.min(end));
    ranges(all.filter(|at| !std::mem::replace(&mut used[*at as usize], true)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_word_comes_once(stated in proptest::collection::vec((0u32..20, 0u32..20), 0..6), end in 0u32..20) {
            let stated: Vec<Range<u32>> = stated.iter().map(|(a, b)| *a.min(b)..*a.max(b)).collect();
            let mut all: Vec<u32> = complete(&stated, end).into_iter().flatten().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (0..end).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_stated_order_comes_first() {
        assert_eq!(complete(&[4..6, 0..2], 8), [4..6, 0..4, 6..8]);
        assert_eq!(complete(&[], 3), vec![0..3; 1]);
    }
}
