//! From clusters of names to entities: two of one name parted by time, short forms given to whom
//! they meant at that time, a name to show each by.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::{Clusters, KeyId};
use super::company::Company;
use super::cooccurrence::Cooccurrence;
use super::decisions::{Decisions, Verdict, When};
use super::meaning::{Meaning, Rule};
use super::people::People;
use super::years::{self, Years};
use crate::entities::Kind;

/// An entity before its articles are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DraftEntity {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// The name folded.
    pub(super) key: String,
    /// Several people bear this name, and it is not known which of them is meant.
    pub(super) unclear: bool,
    /// The entities that it may mean, in order.
    pub(super) may_mean: Vec<u32>,
}

/// The entities that a short form may mean. In an article that names one of them in full it means that one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shared {
    /// The entity that it is where nobody else is meant.
    pub(super) own: u32,
    /// In order.
    pub(super) candidates: Vec<u32>,
}

/// All that is resolved but for single articles.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) meanings: Vec<Meaning>,
    pub(super) entities: Vec<DraftEntity>,
    /// The short forms that several may share.
    pub(super) shared: HashMap<KeyId, Shared>,
    /// Forenames among them, which an article leaves open.
    pub(super) by_forename: HashSet<KeyId>,
    /// The company of those whom open names may mean.
    pub(super) company: Company,
}

/// Makes entities of the clusters.
pub(super) fn resolve(
    clusters: &Clusters,
    people: &People,
    seen: &Cooccurrence,
    decisions: &Decisions,
) -> Resolved {
    let mut resolver = Resolver::new(clusters);
    resolver.split_by_time(seen);
    resolver.assign_waiting(people);
    resolver.assign_short_forms(people);
    resolver.apply_decisions(decisions);
    resolver.finish(seen, decisions)
}

pub(super) struct Resolver<'a> {
    pub(super) clusters: &'a Clusters,
    pub(super) meanings: Vec<Meaning>,
    pub(super) entities: Vec<DraftEntity>,
    /// Keys that bear an entity's own name, not a short form that was given to it.
    pub(super) bearers: Vec<Vec<KeyId>>,
    pub(super) shared: HashMap<KeyId, Shared>,
    /// Forenames, which articles by themselves give to nobody.
    pub(super) by_forename: HashSet<KeyId>,
    /// Years by which entities of one name are told apart.
    pub(super) span: HashMap<u32, (i16, i16)>,
}

impl<'a> Resolver<'a> {
    fn new(clusters: &'a Clusters) -> Resolver<'a> {
        let mut resolver = Resolver {
            clusters,
            meanings: Vec::with_capacity(clusters.keys.len()),
            entities: Vec::new(),
            bearers: Vec::new(),
            shared: HashMap::new(),
            by_forename: HashSet::default(),
            span: HashMap::new(),
        };
        let mut of_root: HashMap<KeyId, u32> = HashMap::new();
        for id in 0..clusters.keys.len() as KeyId {
            let root = clusters.root(id);
            let own = &clusters[id];
            let entity = (!own.ignored).then(|| {
                let entity = *of_root.entry(root).or_insert_with(|| resolver.add_entity(own.entity_kind));
                resolver.bearers[entity as usize].push(id);
                entity
            });
            resolver.meanings.push(Meaning::always(entity));
        }
        resolver
    }

    pub(super) fn add_entity(&mut self, kind: Kind) -> u32 {
        self.entities.push(DraftEntity {
            kind,
            name: String::new(),
            key: String::new(),
            unclear: false,
            may_mean: Vec::new(),
        });
        self.bearers.push(Vec::new());
        self.entities.len() as u32 - 1
    }

    pub(super) fn key_years(&self, id: KeyId) -> &'a Years {
        &self.clusters[id].years
    }

    /// The articles of each entity by year.
    pub(super) fn years(&self) -> Vec<Years> {
        let mut out = vec![Years::new(); self.entities.len()];
        for (id, meaning) in self.meanings.iter().enumerate() {
            for &(year, articles) in self.key_years(id as KeyId) {
                if let Some(entity) = meaning.in_year(year) {
                    years::add(&mut out[entity as usize], &[(year, articles)]);
                }
            }
        }
        out
    }

    /// The user's word on single times and articles goes before everything else.
    fn apply_decisions(&mut self, decisions: &Decisions) {
        for decision in decisions.list.iter().rev() {
            let Verdict::Same { names, when } = &decision.verdict else { continue };
            let ids = self.clusters.keys_of(decision.kind, names);
            let [first, others @ ..] = ids.as_slice() else { continue };
            let Some(entity) = self.meanings[*first as usize].default.filter(|_| !when.is_always()) else {
                continue;
            };
            let When { from, to, articles } = when;
            for other in others {
                let meaning = &mut self.meanings[*other as usize];
                if articles.is_empty() {
                    let (from, to) = (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX));
                    meaning.rules.insert(0, Rule { from, to, entity });
                }
                meaning.articles.extend(articles.iter().map(|article| (*article, entity)));
            }
        }
    }

    fn finish(mut self, seen: &Cooccurrence, decisions: &Decisions) -> Resolved {
        for entity in 0..self.entities.len() {
            self.entities[entity].name = self.display_name(entity as u32);
        }
        // Of names that the user says to be one the first is shown.
        for decision in &decisions.list {
            if let Verdict::Same { names, when } = &decision.verdict
                && when.is_always()
                && let Some(id) = names.first().and_then(|name| self.clusters.key(decision.kind, name))
                && let Some(entity) = self.meanings[id as usize].default
            {
                self.entities[entity as usize].name = self.clusters[id].spelling().to_owned();
            }
        }
        for decision in &decisions.list {
            if let Verdict::Rename { name, to } = &decision.verdict
                && let Some(id) = self.clusters.key(decision.kind, name)
                && let Some(entity) = self.meanings[id as usize].default
            {
                self.entities[entity as usize].name = to.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        self.tell_apart();
        let open = self
            .entities
            .iter()
            .filter(|draft| draft.unclear)
            .flat_map(|draft| draft.may_mean.iter().copied());
        let company =
            Company::new(open.map(|entity| (entity, self.bearers[entity as usize].as_slice())), seen);
        Resolved {
            meanings: self.meanings,
            entities: self.entities,
            shared: self.shared,
            by_forename: self.by_forename,
            company,
        }
    }
}
