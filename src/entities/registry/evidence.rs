//! In whose company a name stands: the names that are mentioned in the same articles.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::draft::KeyId;
use super::time::UNDATED;

/// Years in one stretch of time for which the company is kept apart.
const STRETCH: i16 = 10;
/// Names kept of each stretch: enough to tell one company from another.
const MOST: usize = 400;

/// The company of the names that are in question.
#[derive(Debug, Default)]
pub struct Company {
    asked: HashSet<KeyId>,
    /// By name and stretch: how often each other name stands beside it.
    of: HashMap<(KeyId, i16), HashMap<KeyId, u32>>,
}

impl Company {
    /// For these names alone.
    pub(super) fn new(asked: HashSet<KeyId>) -> Company {
        Company { asked, of: HashMap::new() }
    }

    /// Whether nothing is in question, so that no article need be looked at.
    pub fn is_idle(&self) -> bool {
        self.asked.is_empty()
    }

    /// Takes note of an article: its year and its names.
    pub fn note(&mut self, year: i16, names: &[KeyId]) {
        for name in names.iter().filter(|name| self.asked.contains(*name)) {
            let seen = self.of.entry((*name, stretch(year))).or_default();
            for other in names.iter().filter(|other| *other != name) {
                if seen.len() < MOST || seen.contains_key(other) {
                    *seen.entry(*other).or_default() += 1;
                }
            }
        }
    }

    /// The company of some names from one year to another, both included.
    pub(super) fn between(&self, names: &[KeyId], from: i16, to: i16) -> HashMap<KeyId, u32> {
        let mut out = HashMap::new();
        for ((name, at), seen) in &self.of {
            if names.contains(name) && (stretch(from)..=stretch(to)).contains(at) {
                for (other, times) in seen {
                    *out.entry(*other).or_default() += times;
                }
            }
        }
        out
    }

    /// The company of a name at all times.
    pub(super) fn of(&self, name: KeyId) -> HashMap<KeyId, u32> {
        self.between(&[name], UNDATED, i16::MAX)
    }
}

fn stretch(year: i16) -> i16 {
    year.div_euclid(STRETCH)
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
    fn company_by_time() {
        let mut company = Company::new([1].into_iter().collect());
        company.note(1921, &[1, 5, 6]);
        company.note(1974, &[1, 7]);
        company.note(1974, &[2, 5]);
        assert_eq!(company.of(1).len(), 3);
        assert!(company.of(2).is_empty());
        let (before, after) = (company.between(&[1], UNDATED, 1930), company.between(&[1], 1970, i16::MAX));
        assert_eq!((before.len(), after.len()), (2, 1));
        assert_eq!(likeness(&before, &after, |_| 1.0), 0.0);
        assert!((likeness(&before, &before, |_| 1.0) - 1.0).abs() < 1e-9);
    }
}
