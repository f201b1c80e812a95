//! Whom an open name means, by who else the article names: naive Bayes over companions.

use foldhash::{HashMap, HashMapExt};

use super::clusters::KeyId;
use super::cooccurrence::Cooccurrence;
use super::years::UNDATED;

/// Probability from which somebody is meant. With this and [`DEPENDENCE`] nine of ten guesses were
/// right where the full name was known and hidden, in articles that had been counted too.
const SURE: f64 = 0.97;
/// Companions are no independent witnesses: the exponent of each one's likelihood.
const DEPENDENCE: f64 = 0.3;
/// Articles that a companion's share among all of somebody's companions is smoothed by.
const SMOOTHING: f64 = 5.0;

/// The companions of some entities.
#[derive(Debug, Default)]
pub(super) struct Company {
    of: HashMap<u32, Companions>,
}

#[derive(Debug)]
struct Companions {
    articles: HashMap<KeyId, u32>,
    /// The sum over all.
    all: f64,
}

impl Company {
    /// From entities and the keys that bear their names.
    pub(super) fn new<'a>(
        entities: impl Iterator<Item = (u32, &'a [KeyId])>,
        seen: &Cooccurrence,
    ) -> Company {
        let mut of = HashMap::new();
        for (entity, keys) in entities {
            of.entry(entity).or_insert_with(|| {
                let articles = seen.between(keys, UNDATED, i16::MAX);
                let all = articles.values().map(|articles| f64::from(*articles)).sum();
                Companions { articles, all }
            });
        }
        Company { of }
    }

    /// Who of some candidates, each with a prior weight, is meant beside these names; `None`
    /// where it stays open.
    pub(super) fn meant(&self, candidates: &[(u32, f64)], names: &[KeyId]) -> Option<u32> {
        let known: Vec<(u32, f64, &Companions)> = candidates
            .iter()
            .filter_map(|(entity, prior)| Some((*entity, *prior, self.of.get(entity)?)))
            .filter(|candidate| candidate.1 > 0.0 && candidate.2.all > 0.0)
            .collect();
        let all: f64 = known.iter().map(|candidate| candidate.2.all).sum();
        let mut scores: Vec<(u32, f64)> =
            known.iter().map(|(entity, prior, _)| (*entity, prior.ln())).collect();
        for name in names {
            let count =
                |companions: &Companions| companions.articles.get(name).map_or(0.0, |n| f64::from(*n));
            let together: f64 = known.iter().map(|candidate| count(candidate.2)).sum();
            if together == 0.0 {
                continue;
            }
            for ((_, score), (_, _, companions)) in scores.iter_mut().zip(&known) {
                let share = (count(companions) + SMOOTHING * together / all) / (companions.all + SMOOTHING);
                *score += DEPENDENCE * (share * all / together).ln();
            }
        }
        let best = scores.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        let sum: f64 = scores.iter().map(|score| (score.1 - best.1).exp()).sum();
        (sum.recip() >= SURE).then_some(best.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companions_tell_who_is_meant() {
        // 1 stands beside 10, 11 and 16, 2 beside 12, 17 and 18, both beside 13.
        let mut seen = Cooccurrence::new([1, 2].into_iter().collect(), &[]);
        for _ in 0..200 {
            seen.note(2000, &[1, 10, 11, 13, 16]);
            seen.note(2000, &[2, 12, 13, 17, 18]);
        }
        let company = Company::new([(1, &[1][..]), (2, &[2][..])].into_iter(), &seen);
        let even = [(1, 1.0), (2, 1.0)];
        assert_eq!(company.meant(&even, &[10, 11, 16]), Some(1));
        assert_eq!(company.meant(&even, &[12, 14, 17, 18]), Some(2));
        assert_eq!(company.meant(&even, &[13]), None);
        assert_eq!(company.meant(&even, &[]), None);
        assert_eq!(company.meant(&[(1, 40.0), (2, 1.0)], &[13]), Some(1));
    }
}
