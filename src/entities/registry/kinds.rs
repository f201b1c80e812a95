//! A vote of the archive on what kind a name is: who is a person in nearly all articles is one in
//! the rest.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt};

use super::clusters::{Clusters, KeyId, Reason};
use super::people::last_word;
use crate::entities::Kind;

/// Part of the articles that must agree.
const NEARLY_ALL: f64 = 0.9;
/// Articles from which the vote counts.
const VOTES: u64 = 10;

/// Gives names the kind that nearly all articles take them for, and surnames that of those who
/// bear them.
pub(super) fn vote(clusters: &mut Clusters) {
    vote_by_name(clusters);
    vote_by_surname(clusters);
}

/// *Mueller*, taken for a firm in some articles, is the man whom ten times as many name in full.
fn vote_by_surname(clusters: &mut Clusters) {
    let mut bearers: HashMap<&str, u64> = HashMap::new();
    for id in clusters.of_kind(Kind::Person) {
        let key = &clusters[id];
        *bearers.entry(last_word(&key.text)).or_default() += clusters.articles(id);
    }
    let mut people: Vec<(KeyId, KeyId)> = Vec::new();
    for kind in [Kind::Org, Kind::Place] {
        for id in clusters.of_kind(kind).into_iter().filter(|id| !clusters.is_decided(*id)) {
            let text = &clusters[id].text;
            let articles = bearers.get(text.as_str()).copied().unwrap_or(0);
            let nearly_all = articles as f64 >= NEARLY_ALL * (articles + clusters.articles(id)) as f64;
            if articles >= VOTES
                && nearly_all
                && let Some(&person) = clusters.number.get(&(Kind::Person, text.clone()))
                && clusters[person].entity_kind == Kind::Person
            {
                people.push((id, person));
            }
        }
    }
    for (id, person) in people {
        clusters[id].entity_kind = Kind::Person;
        clusters.join(id, person, Reason::Vote(Kind::Person));
    }
}

fn vote_by_name(clusters: &mut Clusters) {
    let mut by_text: BTreeMap<&str, Vec<KeyId>> = BTreeMap::new();
    for kind in Kind::ALL {
        // What the user decided stays.
        for id in clusters.of_kind(kind).into_iter().filter(|id| !clusters.is_decided(*id)) {
            by_text.entry(&clusters[id].text).or_default().push(id);
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
        let kind = clusters[most].entity_kind;
        for id in ids.into_iter().filter(|id| *id != most) {
            clusters[id].entity_kind = kind;
            clusters.join(id, most, Reason::Vote(kind));
        }
    }
}
