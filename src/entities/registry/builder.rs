//! Making a registry: names in, then their company, then article by article who is meant.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::clusters::{Clusters, Explained, KeyId, Observed};
use super::cooccurrence::Cooccurrence;
use super::decisions::{Decisions, Verdict};
use super::joiner::Joiner;
use super::meaning::Meaning;
use super::people::People;
use super::resolve::{Resolved, Shared, resolve};
use super::{kinds, orgs, places};
use crate::article::ArticleId;
use crate::entities::Kind;

/// First step: which names there are, and which of them are in question.
pub(crate) struct Builder {
    clusters: Clusters,
    people: People,
    decisions: Decisions,
    /// To be told of every article, unless it is idle.
    pub seen: Cooccurrence,
}

impl Builder {
    /// From all raw names, the short forms that articles explain, and the user's decisions.
    pub(crate) fn new(
        names: impl IntoIterator<Item = Observed>,
        explained: &[Explained],
        decisions: Decisions,
    ) -> Builder {
        let mut clusters = Clusters::new(names, &decisions);
        kinds::vote(&mut clusters);
        places::join(&mut clusters);
        orgs::join(&mut clusters, explained);
        let people = People::new(&mut clusters);
        let seen = Cooccurrence::new(people.compared_names(&clusters), &people.compared_pairs());
        Builder { clusters, people, decisions, seen }
    }

    /// The number of a raw name, by which articles are described.
    pub(crate) fn key(&self, kind: Kind, raw: &str) -> Option<KeyId> {
        self.clusters.key(kind, raw)
    }

    /// Decides who is who, but for what single articles tell.
    pub(crate) fn resolve(mut self) -> EntityCounts {
        self.people.waiting = Joiner::new(&self.people, &mut self.clusters, &self.seen).join();
        let resolved = resolve(&self.clusters, &self.people, &self.seen, &self.decisions);
        // Names the user decided on for some articles are not second-guessed.
        let mut dated: HashSet<KeyId> = HashSet::new();
        for decision in &self.decisions.list {
            if matches!(&decision.verdict, Verdict::Same { when, .. } if !when.is_always()) {
                dated.extend(self.clusters.keys_of(decision.kind, &decision.names()));
            }
        }
        let mut watched = vec![false; self.clusters.keys.len()];
        let open = |id: &&KeyId| !dated.contains(*id) && !resolved.by_forename.contains(*id);
        for id in resolved.shared.keys().filter(open) {
            watched[*id as usize] = true;
        }
        let counts = vec![Count::default(); resolved.entities.len()];
        let plain = resolved.meanings.iter().map(Meaning::is_plain);
        let plain = plain.zip(&watched).map(|(plain, watched)| plain && !watched).collect();
        let mut full = vec![0; resolved.entities.len()];
        for (id, meaning) in resolved.meanings.iter().enumerate() {
            if let Some(entity) = meaning.default.filter(|_| !resolved.shared.contains_key(&(id as KeyId))) {
                full[entity as usize] += self.clusters.articles(id as KeyId) as u32;
            }
        }
        EntityCounts {
            clusters: self.clusters,
            resolved,
            watched,
            plain,
            counts,
            by_name: HashMap::new(),
            full,
            seen: HashSet::new(),
        }
    }
}

/// Articles of an entity, and the first and last day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) articles: u32,
    pub(super) days: Option<(i32, i32)>,
}

/// Second step: every article is counted, and those that tell whom a shared name means are noted.
pub(crate) struct EntityCounts {
    pub(super) clusters: Clusters,
    pub(super) resolved: Resolved,
    /// Keys of which single articles tell whom they mean.
    watched: Vec<bool>,
    /// Keys that mean one entity wherever they stand.
    pub(super) plain: Vec<bool>,
    pub(super) counts: Vec<Count>,
    /// Articles in which a key that is not plain means an entity.
    pub(super) by_name: HashMap<(KeyId, u32), u32>,
    /// Articles that name each entity in full.
    full: Vec<u32>,
    seen: HashSet<u32>,
}

/// The names column of a segment of the index.
pub(crate) struct SegmentNames {
    /// Its identifier, and how many of its articles were deleted.
    pub segment: [u32; 5],
    /// The key of each ordinal; none for those that only deleted articles carry.
    pub keys: Vec<Option<KeyId>>,
}

impl EntityCounts {
    /// Counts an article.
    pub(crate) fn count(&mut self, article: ArticleId, day: Option<i32>, names: &[KeyId]) {
        self.seen.clear();
        for &id in names {
            // A name is either watched or one that the user decided on for some articles.
            let single = match self.watched[id as usize] {
                true => self.note_named(article, day, id, names),
                false => self.resolved.meanings[id as usize].in_article(article),
            };
            let Some(entity) = single.or_else(|| self.resolved.meanings[id as usize].on(day)) else {
                continue;
            };
            if !self.plain[id as usize] {
                *self.by_name.entry((id, entity)).or_default() += 1;
            }
            if self.seen.insert(entity) {
                let count = &mut self.counts[entity as usize];
                count.articles += 1;
                if let Some(day) = day {
                    let (first, last) = count.days.unwrap_or((day, day));
                    count.days = Some((first.min(day), last.max(day)));
                }
            }
        }
    }

    /// An article that names one of those in full whom a short form may mean, means that one.
    fn note_named(
        &mut self,
        article: ArticleId,
        day: Option<i32>,
        id: KeyId,
        names: &[KeyId],
    ) -> Option<u32> {
        let Shared { own, candidates } = self.resolved.shared.get(&id)?;
        let winner = self.resolved.meanings[id as usize].on(day);
        let others = names.iter().filter(|name| **name != id);
        let meant = others.filter_map(|name| self.resolved.meanings[*name as usize].on(day));
        let mut named: Vec<u32> = meant.filter(|meant| candidates.binary_search(meant).is_ok()).collect();
        named.sort_unstable();
        named.dedup();
        let one = match named[..] {
            [one] => one,
            // Nobody holds the name at that time; perhaps those who stand beside it tell.
            [] if winner == Some(*own) && self.resolved.entities[*own as usize].unclear => {
                let weight = |entity: &u32| (*entity, f64::from(self.full[*entity as usize]));
                let candidates: Vec<(u32, f64)> = candidates.iter().map(weight).collect();
                self.resolved.company.meant(&candidates, names)?
            }
            _ => return None,
        };
        if winner != Some(one) {
            self.resolved.meanings[id as usize].articles.push((article, one));
        }
        Some(one)
    }
}
