//! What the registry asks its user: names that may be one and were not joined, and short forms
//! that stayed open.

use std::cmp::Reverse;

use super::builder::EntityCounts;
use super::clusters::KeyId;
use super::resolve::Shared;
use crate::entities::Kind;

/// Two names that may be one, which the registry keeps apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Suggestion {
    /// Their kind.
    pub kind: Kind,
    /// The name in more articles, and their number.
    pub name: (String, u64),
    /// The other, and its articles.
    pub other: (String, u64),
    /// The evidence.
    pub evidence: String,
    /// How close they came to being joined: 1 is the threshold.
    pub closeness: f64,
}

impl EntityCounts {
    /// Pairs of names that may be one and are not joined: the closest calls first, of equally close
    /// ones those in most articles.
    pub(crate) fn suggestions(&self) -> Vec<Suggestion> {
        let mut out: Vec<Suggestion> = self.near_misses().chain(self.open_names()).collect();
        out.sort_by(|a, b| {
            let distance = |s: &Suggestion| (1.0 - s.closeness).abs();
            let order = |s: &Suggestion| (Reverse(s.name.1 + s.other.1), s.name.0.clone(), s.other.0.clone());
            distance(a).total_cmp(&distance(b)).then_with(|| order(a).cmp(&order(b)))
        });
        out.dedup();
        out
    }

    fn near_misses(&self) -> impl Iterator<Item = Suggestion> {
        let clusters = &self.clusters;
        let apart = clusters.near_misses.iter().filter(|pair| clusters.root(pair.a) != clusters.root(pair.b));
        apart.map(|pair| {
            let in_order = clusters.articles(pair.a) >= clusters.articles(pair.b);
            let (common, rare) = if in_order { (pair.a, pair.b) } else { (pair.b, pair.a) };
            Suggestion {
                kind: clusters[common].entity_kind,
                name: self.name_of_key(common),
                other: self.name_of_key(rare),
                evidence: pair.evidence.clone(),
                closeness: pair.closeness,
            }
        })
    }

    /// Surnames that are open in some articles, each with the one who is meant most.
    fn open_names(&self) -> impl Iterator<Item = Suggestion> {
        let articles = |entity: &u32| u64::from(self.counts[*entity as usize].articles);
        let shared = self.resolved.shared.iter();
        let surnames = shared.filter(|(id, _)| !self.resolved.by_forename.contains(*id));
        surnames.filter_map(move |(id, Shared { own, candidates })| {
            let open = Some(articles(own)).filter(|open| *open > 0)?;
            let best =
                candidates.iter().max_by_key(|candidate| (articles(candidate), Reverse(**candidate)))?;
            let all: u64 = candidates.iter().map(articles).sum();
            let bearers = match candidates.len() {
                1 => "one is known to".to_owned(),
                several => format!("{several} may"),
            };
            Some(Suggestion {
                kind: Kind::Person,
                name: (self.resolved.entities[*best as usize].name.clone(), articles(best)),
                other: self.name_of_key(*id),
                evidence: format!("{bearers} bear this name; unclear in {open} of its articles"),
                closeness: articles(best) as f64 / (0.8 * all.max(1) as f64),
            })
        })
    }

    /// The commonest spelling of a name, and its articles.
    fn name_of_key(&self, id: KeyId) -> (String, u64) {
        (self.clusters[id].spelling().to_owned(), self.clusters.articles(id))
    }
}
