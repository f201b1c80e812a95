//! The links between the divisions of a METS file, and other references between its parts.

use std::collections::HashMap;

use crate::formats::pages::page::number;
use crate::formats::tools::xml::Node;

/// The divisions linked to each division, by `smLink` or by groups of locators with arcs.
pub fn links<'a>(root: Node<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut links: HashMap<&str, Vec<&str>> = HashMap::new();
    for section in root.children("structLink") {
        for link in section.children("smLink") {
            if let (Some(from), Some(to)) = (link.attribute("from"), link.attribute("to")) {
                links.entry(from.trim_start_matches('#')).or_default().push(to.trim_start_matches('#'));
            }
        }
        for group in section.children("smLinkGrp") {
            let locators: Vec<(Option<&str>, &str)> = group
                .children("smLocatorLink")
                .filter_map(|node| {
                    Some((node.attribute("label"), node.attribute("href")?.trim_start_matches('#')))
                })
                .collect();
            let by_label: HashMap<&str, &str> =
                locators.iter().filter_map(|(label, id)| Some(((*label)?, *id))).collect();
            let arcs: Vec<(&str, &str)> = group
                .children("smArcLink")
                .filter_map(|arc| {
                    Some((*by_label.get(arc.attribute("from")?)?, *by_label.get(arc.attribute("to")?)?))
                })
                .collect();
            if !arcs.is_empty() {
                arcs.into_iter().for_each(|(from, to)| links.entry(from).or_default().push(to));
            } else if let Some(((_, from), to)) = locators.split_first() {
                links.entry(from).or_default().extend(to.iter().map(|(_, id)| *id));
            }
        }
    }
    links
}

/// The widths of images in technical metadata, by the identifiers of the enclosing sections.
pub fn image_widths<'a>(root: Node<'a>) -> HashMap<&'a str, u32> {
    let mut widths = HashMap::new();
    let sections = root.children("amdSec").flat_map(|section| section.descendants());
    for node in sections.filter(|node| node.is("imageWidth")) {
        let Some(width) = node.line().and_then(|line| number(Some(&line))).filter(|width| *width > 0) else {
            continue;
        };
        let mut at = node.parent();
        while let Some(around) = at.filter(|around| !around.is("mets")) {
            if let Some(id) = around.attribute("ID") {
                widths.entry(id).or_insert(width);
            }
            at = around.parent();
        }
    }
    widths
}

/// The bounding box of "left,top,right,bottom" or of the corners of a polygon.
pub fn edges(coordinates: &str) -> Option<[u32; 4]> {
    let numbers: Vec<u32> = coordinates
        .split([',', ' ', ';'])
        .filter(|n| !n.is_empty())
        .map(|n| number(Some(n)))
        .collect::<Option<_>>()?;
    if let [left, top, right, bottom] = numbers[..] {
        // Some files state width and height.
        let is_size = right < left || bottom < top;
        return Some(if is_size {
            [left, top, left.saturating_add(right), top.saturating_add(bottom)]
        } else {
            [left, top, right, bottom]
        });
    }
    let along = |from: usize| numbers.iter().skip(from).step_by(2).copied();
    (numbers.len() >= 6).then_some(())?;
    Some([along(0).min()?, along(1).min()?, along(0).max()?, along(1).max()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn coordinates_are_read_as_rectangles() {
        assert_eq!(edges("10,20,30,40"), Some([10, 20, 30, 40]));
        assert_eq!(edges("100,200,30,40"), Some([100, 200, 130, 240]));
        assert_eq!(edges("1,9 5,2 3,7"), Some([1, 2, 5, 9]));
        assert_eq!(edges("1,2,3"), None);
        assert_eq!(edges("a"), None);
    }

    proptest! {
        #[test]
        fn never_panics(coordinates in "[0-9, .;-]{0,30}") {
            if let Some([left, top, right, bottom]) = edges(&coordinates) {
                prop_assert!(left <= right && top <= bottom);
            }
        }
    }
}
