//! A vote of the archive on what kind a name is: who is a person in nearly all articles is one in
//! the rest.

use std::collections::BTreeMap;

use super::clusters::{Clusters, KeyId, Reason};
use crate::entities::Kind;

/// Part of the articles that must agree.
const NEARLY_ALL: f64 = 0.9;
/// Articles from which the vote counts.
const VOTES: u64 = 10;

/// Gives names the kind that nearly all articles take them for.
pub(super) fn vote(clusters: &mut Clusters) {
    let mut by_text: BTreeMap<&str, Vec<KeyId>> = BTreeMap::new();
    for kind in Kind::ALL {
        // What the user decided stays.
        for id in clusters.of_kind(kind).into_iter().filter(|id| !clusters.is_decided(*id)) {
            by_text.entry(&clusters.keys[id as usize].text).or_default().push(id);
        }
    }
    let several: Vec<Vec<KeyId>> = by_text.into_values().filter(|ids| ids.len() > 1).collect();
    for ids in several {
        let articles = |id: &KeyId| clusters.articles(*id);
        let all: u64 = ids.iter().map(articles).sum();
        let Some(most) = ids.iter().copied().max_by_key(|id| (articles(id), std::cmp::Reverse(*id))) else {
            continue;
        };
        if all < VOTES || (articles(&most) as f64) < NEARLY_ALL * all as f64 {
            continue;
        }
        let kind = clusters.keys[most as usize].entity_kind;
        for id in ids.into_iter().filter(|id| *id != most) {
            clusters.keys[id as usize].entity_kind = kind;
            clusters.join(id, most, Reason::Vote(kind));
        }
    }
}
