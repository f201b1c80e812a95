//! Reading order of a page: what the file states, else the order of the file.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::page::Page;
use crate::formats::tools::xml::Node;

/// Sets the order of a page by identifiers in reading order; words they do not reach follow in the
/// order of the file.
pub fn by_ids<'a>(page: &mut Page, ids: impl Iterator<Item = &'a str>) {
    let stated: Vec<Range<u32>> = ids.filter_map(|id| page.ids.get(id).cloned()).collect();
    page.order = complete(&stated, page.end());
}

/// Sets the order by the chain of blocks that name the one to be read next.
pub fn by_next(page: &mut Page, blocks: &[(String, Option<String>)]) {
    if blocks.iter().all(|(_, next)| next.is_none()) {
        page.order = std::iter::once(0..page.end()).filter(|all| !all.is_empty()).collect();
        return;
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

/// The identifiers in an element that states a reading order (`ReadingOrder` of ALTO and of PAGE):
/// groups in groups, elements by their references.
pub fn references<'a>(reading_order: Node<'a>, attribute: &str) -> Vec<&'a str> {
    let mut found: Vec<(Option<u32>, &'a str)> = Vec::new();
    gather(reading_order, attribute, &mut found);
    found.into_iter().map(|(_, id)| id).collect()
}

/// Depth is bounded by the reader of XML.
fn gather<'a>(group: Node<'a>, attribute: &str, out: &mut Vec<(Option<u32>, &'a str)>) {
    let mut members: Vec<Node> = group.elements().collect();
    // PAGE numbers the members of ordered groups, which may be written in any order.
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

/// The stated ranges, each word once, and then all that they leave out.
fn complete(stated: &[Range<u32>], end: u32) -> Vec<Range<u32>> {
    let mut used = vec![false; end as usize];
    let mut order: Vec<Range<u32>> = Vec::new();
    for range in stated.iter().cloned().chain(std::iter::once(0..end)) {
        for at in range.start..range.end.min(end) {
            if std::mem::replace(&mut used[at as usize], true) {
                continue;
            }
            match order.last_mut() {
                Some(last) if last.end == at => last.end += 1,
                _ => order.push(at..at + 1),
            }
        }
    }
    order
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
