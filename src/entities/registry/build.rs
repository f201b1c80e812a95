//! Making a registry: names in, then their company, then article by article who is meant.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::decisions::{Decisions, Verdict};
use super::draft::{Draft, Explained, KeyId, Observed, Suggestion};
use super::evidence::Company;
use super::people::People;
use super::settle::{Settled, settle};
use super::table::{Section, TableWriter};
use super::{DEPENDS, FLAG, NONE, orgs};
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
struct Count {
    articles: u32,
    days: Option<(i32, i32)>,
}

/// Second step: every article is counted, and those in which a shared name is open are noted.
pub struct Settlement {
    draft: Draft,
    settled: Settled,
    /// Keys that may mean nobody for sure in single articles.
    watched: Vec<bool>,
    /// Keys that mean one entity wherever they stand.
    plain: Vec<bool>,
    counts: Vec<Count>,
    /// Articles in which a key that is not plain means an entity.
    by_name: HashMap<(KeyId, u32), u32>,
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
            if self.watched[id as usize] {
                self.note_open(article, day, id, names);
            }
            let meaning = &self.settled.meanings[id as usize];
            let single = meaning.articles.iter().rev().find(|a| a.0 == article).map(|a| a.1);
            let Some(entity) = single.or_else(|| meaning.on(day)) else { continue };
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
    /// did not know whom the short form means, and nor do we.
    fn note_open(&mut self, article: ArticleId, day: Option<i32>, id: KeyId, names: &[KeyId]) {
        let Some((own, candidates)) = self.settled.shared.get(&id) else { return };
        let winner = self.settled.meanings[id as usize].on(day);
        let rival = names.iter().filter(|name| **name != id).any(|name| {
            let meant = self.settled.meanings[*name as usize].on(day);
            meant != winner && meant.is_some_and(|meant| candidates.contains(&meant))
        });
        if rival && winner != Some(*own) {
            self.settled.meanings[id as usize].articles.push((article, *own));
        }
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

    /// The table that [`Registry::open`](super::Registry::open) reads.
    pub fn finish(mut self, segments: &[SegmentNames]) -> Vec<u8> {
        for meaning in &mut self.settled.meanings {
            // Of several decisions on one article the last holds.
            meaning.articles.reverse();
            meaning.articles.sort_by_key(|a| a.0);
            meaning.articles.dedup_by_key(|a| a.0);
        }
        let mut out = TableWriter::default();
        let number = self.entities(&mut out);
        let keys = self.keys(&mut out, &number);
        for part in segments {
            let start = out.len(Section::Ordinals);
            for id in &part.keys {
                let value = id.map_or(NONE, |id| {
                    let meaning = &self.settled.meanings[id as usize];
                    match meaning.rules.is_empty() && meaning.articles.is_empty() {
                        true => meaning.default.map_or(NONE, |entity| number[entity as usize]),
                        false => DEPENDS | keys[id as usize],
                    }
                });
                out.push(Section::Ordinals, [value]);
            }
            let [a, b, c, d, deleted] = part.segment;
            let end = out.len(Section::Ordinals);
            out.push(Section::Segments, [a, b, c, d, deleted, start, end]);
        }
        out.finish()
    }

    /// Writes the entities that some article mentions; gives the number of each.
    fn entities(&self, out: &mut TableWriter) -> Vec<u32> {
        let mut variants: Vec<BTreeMap<&str, u32>> = vec![BTreeMap::new(); self.settled.made.len()];
        for (id, (key, meaning)) in self.draft.keys.iter().zip(&self.settled.meanings).enumerate() {
            if self.plain[id] {
                if let Some(entity) = meaning.default {
                    for (raw, articles) in &key.raws {
                        *variants[entity as usize].entry(raw).or_default() += *articles as u32;
                    }
                }
            } else {
                for entity in meaning.entities() {
                    if let Some(articles) = self.by_name.get(&(id as KeyId, entity)) {
                        *variants[entity as usize].entry(&key.raws[0].0).or_default() += articles;
                    }
                }
            }
        }
        let mut number = vec![NONE; self.settled.made.len()];
        // In the order of kind and name, so that ties in counts are broken by number.
        let mut order: Vec<usize> =
            (0..self.settled.made.len()).filter(|entity| self.counts[*entity].articles > 0).collect();
        order.sort_unstable_by_key(|entity| {
            let made = &self.settled.made[*entity];
            (made.kind, &made.name)
        });
        for entity in order {
            let (made, count) = (&self.settled.made[entity], self.counts[entity]);
            let name = out.text(&made.name);
            let id = out.text(&format!("{}:{}", made.kind.as_str(), made.key));
            let mut spellings: Vec<(&str, u32)> =
                variants[entity].iter().map(|(raw, n)| (*raw, *n)).collect();
            spellings.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
            let first_variant = out.len(Section::Variants);
            for (raw, articles) in spellings {
                let [at, len] = out.text(raw);
                out.push(Section::Variants, [at, len, articles]);
            }
            let (first, last) = count.days.unwrap_or((i32::MIN, i32::MIN));
            let head = made.kind as u32 | if made.unclear { FLAG } else { 0 };
            let variants_end = out.len(Section::Variants);
            number[entity] = out.push(
                Section::Entities,
                [
                    head,
                    name[0],
                    name[1],
                    id[0],
                    id[1],
                    count.articles,
                    first as u32,
                    last as u32,
                    first_variant,
                    variants_end,
                    0,
                    0,
                ],
            );
        }
        number
    }

    /// Writes the keys in order, with labels among them, and the words; gives the new numbers.
    fn keys(&self, out: &mut TableWriter, number: &[u32]) -> Vec<u32> {
        // Raw names and the names that entities are shown by, where these are no raw names.
        let mut rows: BTreeMap<(u32, &str), Result<KeyId, u32>> = BTreeMap::new();
        for (id, key) in self.draft.keys.iter().enumerate() {
            rows.insert((key.kind as u32, &key.text), Ok(id as KeyId));
        }
        for (entity, made) in self.settled.made.iter().enumerate() {
            if number[entity] != NONE {
                rows.entry((made.kind as u32, made.key.as_str())).or_insert(Err(entity as u32));
            }
        }
        let mut renumbered = vec![NONE; self.draft.keys.len()];
        let mut of_entity: BTreeMap<u32, Vec<KeyId>> = BTreeMap::new();
        let mut words: BTreeMap<&str, Vec<KeyId>> = BTreeMap::new();
        for ((kind, text), row) in rows {
            let [at, len] = out.text(text);
            let (rules, articles) = (out.len(Section::Rules), out.len(Section::Articles));
            let (head, default) = match row {
                Err(entity) => (kind | FLAG, number[entity as usize]),
                Ok(id) => {
                    let meaning = &self.settled.meanings[id as usize];
                    for &(from, to, entity) in &meaning.rules {
                        out.push(Section::Rules, [from as u32, to as u32, number[entity as usize]]);
                    }
                    for &(article, entity) in &meaning.articles {
                        let halves = [article.0 as u32, (article.0 >> 32) as u32];
                        out.push(Section::Articles, [halves[0], halves[1], number[entity as usize]]);
                    }
                    (kind, meaning.default.map_or(NONE, |entity| number[entity as usize]))
                }
            };
            let ends = (out.len(Section::Rules), out.len(Section::Articles));
            let id = out.push(Section::Keys, [head, at, len, default, rules, ends.0, articles, ends.1]);
            if let Ok(old) = row {
                renumbered[old as usize] = id;
                let entities =
                    self.settled.meanings[old as usize].entities().into_iter().map(|e| number[e as usize]);
                for entity in entities.filter(|entity| *entity != NONE) {
                    of_entity.entry(entity).or_default().push(id);
                }
            }
            for word in text.split(' ').filter(|word| !word.is_empty()) {
                let keys = words.entry(word).or_default();
                if keys.last() != Some(&id) {
                    keys.push(id);
                }
            }
        }
        for (entity, keys) in of_entity {
            let start = out.len(Section::EntityKeys);
            for id in keys {
                out.push(Section::EntityKeys, [id]);
            }
            let end = out.len(Section::EntityKeys);
            out.set(Section::Entities, entity, 10, [start, end]);
        }
        for (word, keys) in words {
            let [at, len] = out.text(word);
            let start = out.len(Section::WordKeys);
            for id in keys {
                out.push(Section::WordKeys, [id]);
            }
            let end = out.len(Section::WordKeys);
            out.push(Section::Words, [at, len, start, end]);
        }
        renumbered
    }
}
