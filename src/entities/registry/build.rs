//! Making a registry: names in, then their company, then article by article who is meant.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::decisions::{Decisions, Verdict};
use super::draft::{Draft, Explained, KeyId, Observed, Suggestion};
use super::evidence::Company;
use super::orgs;
use super::people::People;
use super::settle::{Settled, settle};
use crate::article::ArticleId;
use crate::entities::Kind;

/// First step: which names there are, and which of them are in question.
pub struct Builder {
    draft: Draft,
    people: People,
    decisions: Decisions,
    /// To be told of every article, unless it is idle.
    pub company: Company,
}

impl Builder {
    /// From all raw names, what articles explain, and what the user decided.
    pub fn new(
        names: impl IntoIterator<Item = Observed>,
        explained: &[Explained],
        decisions: Decisions,
    ) -> Builder {
        let mut draft = Draft::new(names, &decisions);
        orgs::join(&mut draft, explained);
        let people = People::join(&mut draft);
        let company = Company::new(people.asked(&draft));
        Builder { draft, people, decisions, company }
    }

    /// The number of a raw name, by which articles are described.
    pub fn key(&self, kind: Kind, raw: &str) -> Option<KeyId> {
        self.draft.key(kind, raw)
    }

    /// Settles who is who, but for what single articles tell.
    pub fn settle(mut self) -> Settlement {
        let settled = settle(&mut self.draft, &self.people, &self.company, &self.decisions);
        // Names the user decided on for some articles are not second-guessed.
        let mut dated: HashSet<KeyId> = HashSet::new();
        for decision in &self.decisions.list {
            if matches!(&decision.verdict, Verdict::Same { when, .. } if !when.is_always()) {
                let names = decision.names();
                dated.extend(names.iter().filter_map(|name| self.draft.key(decision.kind, name)));
            }
        }
        let mut watched = vec![false; self.draft.keys.len()];
        for id in settled.shared.keys().filter(|id| !dated.contains(*id)) {
            watched[*id as usize] = true;
        }
        let counts = vec![Count::default(); settled.made.len()];
        let plain = settled.meanings.iter().map(|m| m.rules.is_empty() && m.articles.is_empty());
        let plain = plain.zip(&watched).map(|(plain, watched)| plain && !watched).collect();
        Settlement {
            draft: self.draft,
            settled,
            watched,
            plain,
            counts,
            by_name: HashMap::new(),
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

/// Second step: every article is counted, and those in which a shared name is open are noted.
pub struct Settlement {
    pub(super) draft: Draft,
    pub(super) settled: Settled,
    /// Keys that may mean nobody for sure in single articles.
    watched: Vec<bool>,
    /// Keys that mean one entity wherever they stand.
    pub(super) plain: Vec<bool>,
    pub(super) counts: Vec<Count>,
    /// Articles in which a key that is not plain means an entity.
    pub(super) by_name: HashMap<(KeyId, u32), u32>,
    seen: HashSet<u32>,
}

/// The names column of a segment of the index.
pub struct SegmentNames {
    /// Its identifier, and how many of its articles were deleted.
    pub segment: [u32; 5],
    /// The key of each ordinal; none for those that only deleted articles carry.
    pub keys: Vec<Option<KeyId>>,
}

impl Settlement {
    /// Counts an article.
    pub fn count(&mut self, article: ArticleId, day: Option<i32>, names: &[KeyId]) {
        self.seen.clear();
        for &id in names {
            // A name is either watched or one that the user decided on for some articles.
            let single = match self.watched[id as usize] {
                true => self.note_open(article, day, id, names),
                false => self.settled.meanings[id as usize].in_article(article),
            };
            let Some(entity) = single.or_else(|| self.settled.meanings[id as usize].on(day)) else {
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

    /// Where an article names somebody else in full who bears a shared name too, coreference
    /// did not know whom the short form means, and nor do we: it is an entity of its own there.
    fn note_open(&mut self, article: ArticleId, day: Option<i32>, id: KeyId, names: &[KeyId]) -> Option<u32> {
        let (own, candidates) = self.settled.shared.get(&id)?;
        let winner = self.settled.meanings[id as usize].on(day);
        let rival = names.iter().filter(|name| **name != id).any(|name| {
            let meant = self.settled.meanings[*name as usize].on(day);
            meant != winner && meant.is_some_and(|meant| candidates.binary_search(&meant).is_ok())
        });
        let own = Some(*own).filter(|own| rival && winner != Some(*own))?;
        self.settled.meanings[id as usize].articles.push((article, own));
        Some(own)
    }

    /// Pairs of names that may be one and are not joined, those in most articles first.
    pub fn suggestions(&self) -> Vec<Suggestion> {
        let name = |id: KeyId| {
            let raw = &self.draft.keys[id as usize].raws[0].0;
            (raw.clone(), self.draft.articles(id))
        };
        let apart = |(a, b, _): &&(KeyId, KeyId, String)| self.draft.root(*a) != self.draft.root(*b);
        let mut out: Vec<Suggestion> = self
            .draft
            .suggestions
            .iter()
            .filter(apart)
            .map(|(a, b, evidence)| {
                let (a, b) =
                    if self.draft.articles(*a) >= self.draft.articles(*b) { (*a, *b) } else { (*b, *a) };
                let kind = self.draft.keys[a as usize].entity_kind;
                Suggestion { kind, name: name(a), other: name(b), evidence: evidence.clone() }
            })
            .collect();
        for (id, (own, candidates)) in &self.settled.shared {
            let open = self.counts[*own as usize].articles;
            let Some(best) = candidates
                .iter()
                .max_by_key(|c| (self.counts[**c as usize].articles, std::cmp::Reverse(**c)))
            else {
                continue;
            };
            if open > 0 {
                let evidence = format!(
                    "{} bear this name; open in {open} of its articles",
                    if candidates.len() == 1 {
                        "one is known to".to_owned()
                    } else {
                        format!("{} may", candidates.len())
                    },
                );
                let best_name = (
                    self.settled.made[*best as usize].name.clone(),
                    self.counts[*best as usize].articles.into(),
                );
                out.push(Suggestion { kind: Kind::Person, name: best_name, other: name(*id), evidence });
            }
        }
        out.sort_by(|a, b| {
            let order = |s: &Suggestion| {
                (std::cmp::Reverse(s.name.1 + s.other.1), s.name.0.clone(), s.other.0.clone())
            };
            order(a).cmp(&order(b))
        });
        out.dedup();
        out
    }
}
