//! Who stands beside whom: the names that are mentioned in the same articles.

use std::collections::BTreeMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::KeyId;
use super::years::UNDATED;

/// Years of one period, for each of which the company is kept apart.
const PERIOD: i16 = 10;
/// Companions counted in one article: a text with more names is a list.
const MAX_COMPANIONS_OF_ARTICLE: usize = 500;
/// Companions kept for each name and period: enough to tell one company from another.
const MAX_COMPANIONS: usize = 10_000;

/// Co-occurrence counts of the names that are in question.
#[derive(Debug, Default)]
pub(crate) struct Cooccurrence {
    asked: HashSet<KeyId>,
    /// By name and period.
    companions: HashMap<KeyId, BTreeMap<i16, Companions>>,
    /// For each of two names the other, and the articles that carry both.
    pairs: HashMap<KeyId, Vec<(KeyId, u32)>>,
}

/// Names beside a name in one period. Of very many a sample is kept, by their hashes, so that it
/// is the same in whatever order the articles come.
#[derive(Debug)]
struct Companions {
    articles: HashMap<KeyId, u32>,
    /// Only names whose hash is below are kept.
    below: u64,
}

impl Cooccurrence {
    /// For the companions of some names, and for how often the two of each pair meet.
    pub(super) fn new(asked: HashSet<KeyId>, asked_pairs: &[(KeyId, KeyId)]) -> Cooccurrence {
        let mut pairs: HashMap<KeyId, Vec<(KeyId, u32)>> = HashMap::new();
        for (a, b) in asked_pairs {
            pairs.entry(*a).or_default().push((*b, 0));
        }
        Cooccurrence { asked, companions: HashMap::new(), pairs }
    }

    /// Whether nothing is in question, so that no article need be looked at.
    pub(crate) fn is_idle(&self) -> bool {
        self.asked.is_empty() && self.pairs.is_empty()
    }

    /// Counts an article: its year and its names.
    pub(crate) fn note(&mut self, year: i16, names: &[KeyId]) {
        for name in names {
            if let Some(pairs) = self.pairs.get_mut(name) {
                for (other, articles) in pairs {
                    *articles += u32::from(names.contains(other));
                }
            }
            if self.asked.contains(name) {
                let periods = self.companions.entry(*name).or_default();
                let companions = periods.entry(period(year)).or_default();
                let others = names.iter().filter(|other| *other != name).take(MAX_COMPANIONS_OF_ARTICLE);
                others.for_each(|other| companions.add(*other));
            }
        }
    }

    /// Articles that carry both of a pair that was asked for.
    pub(super) fn common_articles(&self, a: KeyId, b: KeyId) -> u32 {
        let pairs = self.pairs.get(&a).map_or(&[][..], Vec::as_slice);
        pairs.iter().find(|pair| pair.0 == b).map_or(0, |pair| pair.1)
    }

    /// The companions of some names from one year to another, both included.
    pub(super) fn between(&self, names: &[KeyId], from: i16, to: i16) -> HashMap<KeyId, u32> {
        let mut out = HashMap::new();
        for periods in names.iter().filter_map(|name| self.companions.get(name)) {
            for (_, companions) in periods.range(period(from)..=period(to)) {
                for (other, articles) in companions.kept() {
                    *out.entry(other).or_default() += articles;
                }
            }
        }
        out
    }

    /// The companions of a name at all times.
    pub(super) fn companions_of(&self, name: KeyId) -> HashMap<KeyId, u32> {
        self.between(&[name], UNDATED, i16::MAX)
    }
}

impl Default for Companions {
    fn default() -> Companions {
        Companions { articles: HashMap::new(), below: u64::MAX }
    }
}

impl Companions {
    fn add(&mut self, other: KeyId) {
        if hash(other) >= self.below {
            return;
        }
        *self.articles.entry(other).or_default() += 1;
        if self.articles.len() == 2 * MAX_COMPANIONS {
            let mut hashes: Vec<u64> = self.articles.keys().map(|id| hash(*id)).collect();
            let (_, limit, _) = hashes.select_nth_unstable(MAX_COMPANIONS);
            self.below = *limit;
            self.articles.retain(|id, _| hash(*id) < self.below);
        }
    }

    /// Those with the smallest hashes.
    fn kept(&self) -> Vec<(KeyId, u32)> {
        let mut kept: Vec<(KeyId, u32)> =
            self.articles.iter().map(|(id, articles)| (*id, *articles)).collect();
        if kept.len() > MAX_COMPANIONS {
            kept.select_nth_unstable_by_key(MAX_COMPANIONS, |companion| hash(companion.0));
            kept.truncate(MAX_COMPANIONS);
        }
        kept
    }
}

fn hash(id: KeyId) -> u64 {
    FixedState::with_seed(7).hash_one(id)
}

fn period(year: i16) -> i16 {
    year.div_euclid(PERIOD)
}

/// How alike two companies are, from 0 to 1: the cosine of their counts, each name set off by
/// the articles it stands in, so that who is in all the news tells little.
pub(super) fn likeness(
    a: &HashMap<KeyId, u32>,
    b: &HashMap<KeyId, u32>,
    weight: impl Fn(KeyId) -> f64,
) -> f64 {
    // Summed in the order of the numbers, so that the result is the same on every run.
    let sum = |of: &HashMap<KeyId, u32>, with: &HashMap<KeyId, u32>| {
        let mut ids: Vec<KeyId> = of.keys().copied().collect();
        ids.sort_unstable();
        let part = |id: &KeyId| {
            let other = with.get(id).copied().unwrap_or(0);
            f64::from(of[id]).sqrt() * f64::from(other).sqrt() * weight(*id).powi(2)
        };
        ids.iter().map(part).sum::<f64>()
    };
    let both = sum(a, b);
    if both == 0.0 { 0.0 } else { both / (sum(a, a) * sum(b, b)).sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_are_counted_by_period() {
        let mut seen = Cooccurrence::new([1].into_iter().collect(), &[(5, 6)]);
        seen.note(1921, &[1, 5, 6]);
        seen.note(1974, &[1, 7]);
        seen.note(1974, &[2, 5]);
        assert_eq!(seen.companions_of(1).len(), 3);
        assert!(seen.companions_of(2).is_empty());
        assert_eq!((seen.common_articles(5, 6), seen.common_articles(6, 5)), (1, 0));
        let (before, after) = (seen.between(&[1], UNDATED, 1930), seen.between(&[1], 1970, i16::MAX));
        assert_eq!((before.len(), after.len()), (2, 1));
        assert_eq!(likeness(&before, &after, |_| 1.0), 0.0);
        assert!((likeness(&before, &before, |_| 1.0) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_order_of_articles_makes_no_difference() {
        let articles: Vec<Vec<KeyId>> =
            (0..30_000).map(|n| vec![0, 1 + n * 7 % 25_000, 1 + n * 13 % 15_000]).collect();
        let count = |articles: &mut dyn Iterator<Item = &Vec<KeyId>>| {
            let mut seen = Cooccurrence::new([0].into_iter().collect(), &[]);
            articles.for_each(|names| seen.note(2000, names));
            seen.companions_of(0)
        };
        let forwards = count(&mut articles.iter());
        assert_eq!(forwards.len(), MAX_COMPANIONS);
        assert_eq!(forwards, count(&mut articles.iter().rev()));
    }
}
