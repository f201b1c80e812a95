//! From clusters of names to entities: two of one name parted by time, short forms given to whom
//! they meant at that time, a name to show each by.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::{Clusters, KeyId};
use super::company::Company;
use super::cooccurrence::Cooccurrence;
use super::decisions::{Decisions, Verdict, When};
use super::people::People;
use super::years::{self, Held, UNDATED, Years};
use crate::article::ArticleId;
use crate::entities::Kind;

/// Part of the articles of a surname alone that those with the full name must reach: a singer of
/// one name is not the one unknown who bears it as surname.
const SURNAME_PART: f64 = 0.02;
/// The same of a forename alone.
const FORENAME_PART: f64 = 0.2;
/// How many times as common a surname must be as a word that merely sounds like it.
const SOUNDS_BELOW: u64 = 30;
/// Letters of a word that only its own bearers sound like: *Zelenskiy*.
const SOUNDS_FROM: usize = 7;
/// Bearers of a name that are kept.
const CANDIDATES_MOST: usize = 50;
/// How many times as many articles with a forename as with a surname make a word a forename.
const FORENAME_TIMES: u64 = 5;

/// Whom a raw name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Meaning {
    /// Where nothing else is said; none for a name the user ignores.
    pub(super) default: Option<u32>,
    /// From a day to a day, both included: an entity. The first that fits holds.
    pub(super) rules: Vec<(i32, i32, u32)>,
    /// Single articles, which go before the rules.
    pub(super) articles: Vec<(ArticleId, u32)>,
}

/// An entity before its articles are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) kind: Kind,
    pub(super) name: String,
    /// The name folded.
    pub(super) key: String,
    /// Several people bear this name, and it is not known which of them is meant.
    pub(super) unclear: bool,
    /// Whom it may mean, in order.
    pub(super) may_mean: Vec<u32>,
}

/// All that is resolved but for single articles.
#[derive(Debug)]
pub(super) struct Resolved {
    pub(super) meanings: Vec<Meaning>,
    pub(super) made: Vec<Made>,
    /// For a shared short form: its own entity, and all whom it may mean, in order. An article that
    /// names one of these in full means that one.
    pub(super) shared: HashMap<KeyId, (u32, Vec<u32>)>,
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
    let mut maker = Maker::new(clusters);
    maker.part_by_time(seen);
    let full = maker.years();
    // What was joined since waits no longer.
    let mut leads: HashMap<KeyId, usize> = HashMap::new();
    for (number, node) in people.nodes.iter().enumerate() {
        let lead = leads.entry(clusters.root(node.key)).or_insert(number);
        if node.articles > people.nodes[*lead].articles {
            *lead = number;
        }
    }
    let waits = |form: &usize| leads[&clusters.root(people.nodes[*form].key)] == *form;
    for (form, heads) in people.waiting.iter().filter(|waiting| waits(&waiting.0)) {
        let candidates = maker.entities_of(heads.iter().map(|node| people.nodes[*node].key));
        maker.give(people.nodes[*form].key, candidates, &full);
    }
    let full = maker.years();
    let in_full: HashSet<KeyId> =
        people.nodes.iter().filter(|node| node.is_full).map(|node| clusters.root(node.key)).collect();
    for node in people.nodes.iter().filter(|node| !in_full.contains(&clusters.root(node.key))) {
        let candidates =
            |nodes: Vec<usize>| maker.entities_of(nodes.into_iter().map(|node| people.nodes[node].key));
        // *Peri* is *Perry* only where nobody is written so, and where it is rare.
        let written =
            |other: &usize| node.surnames.iter().any(|word| people.nodes[*other].surnames.contains(word));
        let (written, sounding): (Vec<usize>, Vec<usize>) =
            people.by_surname(node).into_iter().partition(written);
        let heard: u64 = sounding.iter().map(|other| people.nodes[*other].articles).sum();
        let alike = node.articles * SOUNDS_BELOW <= heard
            || node.articles <= heard && node.surnames[0].len() >= SOUNDS_FROM;
        let by_surname = match written.is_empty() && alike {
            true => sounding,
            false => written,
        };
        let by_forename = people.by_forename(&node.name);
        let as_forename: u64 = by_forename.iter().map(|other| people.nodes[*other].articles).sum();
        let (surname, forename) = (candidates(by_surname), candidates(by_forename));
        let articles = |candidates: &[u32]| -> u64 {
            candidates.iter().map(|candidate| years::total(&full[*candidate as usize])).sum()
        };
        let by_surname = articles(&surname);
        let reaches = |articles: u64, part: f64| articles as f64 >= part * node.articles as f64;
        if by_surname * FORENAME_TIMES >= as_forename && reaches(by_surname, SURNAME_PART) {
            maker.give(node.key, surname, &full);
        } else if reaches(as_forename, FORENAME_PART) {
            maker.give(node.key, forename, &full);
            maker.by_forename.insert(node.key);
        }
    }
    maker.apply(decisions);
    maker.finish(seen, decisions)
}

pub(super) struct Maker<'a> {
    pub(super) clusters: &'a Clusters,
    meanings: Vec<Meaning>,
    pub(super) made: Vec<Made>,
    /// Keys that bear an entity's own name, not a short form that was given to it.
    pub(super) bearers: Vec<Vec<KeyId>>,
    shared: HashMap<KeyId, (u32, Vec<u32>)>,
    /// Forenames, which articles by themselves give to nobody.
    by_forename: HashSet<KeyId>,
    /// Years by which entities of one name are told apart.
    pub(super) span: HashMap<u32, (i16, i16)>,
}

impl<'a> Maker<'a> {
    fn new(clusters: &'a Clusters) -> Maker<'a> {
        let mut maker = Maker {
            clusters,
            meanings: Vec::with_capacity(clusters.keys.len()),
            made: Vec::new(),
            bearers: Vec::new(),
            shared: HashMap::new(),
            by_forename: HashSet::default(),
            span: HashMap::new(),
        };
        let mut of_root: HashMap<KeyId, u32> = HashMap::new();
        for id in 0..clusters.keys.len() as KeyId {
            let root = clusters.root(id);
            let own = &clusters.keys[id as usize];
            let entity = (!own.ignored).then(|| {
                let entity = *of_root.entry(root).or_insert_with(|| maker.make(own.entity_kind));
                maker.bearers[entity as usize].push(id);
                entity
            });
            maker.meanings.push(Meaning { default: entity, rules: Vec::new(), articles: Vec::new() });
        }
        maker
    }

    fn make(&mut self, kind: Kind) -> u32 {
        self.made.push(Made {
            kind,
            name: String::new(),
            key: String::new(),
            unclear: false,
            may_mean: Vec::new(),
        });
        self.bearers.push(Vec::new());
        self.made.len() as u32 - 1
    }

    fn key_years(&self, id: KeyId) -> &'a Years {
        &self.clusters.keys[id as usize].years
    }

    /// A name that falls silent for a generation, and comes back in other company, is two people.
    fn part_by_time(&mut self, seen: &Cooccurrence) {
        for entity in 0..self.made.len() as u32 {
            let keys = self.bearers[entity as usize].clone();
            // A bare surname goes to whom it means at each time.
            let in_full = keys.iter().any(|id| self.clusters.keys[*id as usize].text.contains(' '));
            let whole = keys.iter().any(|id| self.clusters.is_whole(*id));
            if self.made[entity as usize].kind != Kind::Person || !in_full || whole {
                continue;
            }
            let Some(first) = keys.first() else { continue };
            let years = self.clusters.years(*first).clone();
            let mut starts: Vec<i16> = Vec::new();
            for (end, start) in years::gaps(&years) {
                let from = starts.last().copied().unwrap_or(UNDATED + 1);
                let before = seen.between(&keys, from, end);
                let after = seen.between(&keys, start, i16::MAX);
                let people =
                    |id: &KeyId| self.clusters.keys[*id as usize].kind == Kind::Person && !keys.contains(id);
                if !before.keys().any(|id| people(id) && after.contains_key(id)) {
                    starts.push(start);
                }
            }
            self.part(entity, &keys, &years, &starts);
        }
    }

    fn part(&mut self, entity: u32, keys: &[KeyId], years: &Years, starts: &[i16]) {
        if starts.is_empty() {
            return;
        }
        let ends = starts.iter().map(|start| start - 1).chain([i16::MAX]);
        let eras: Vec<(i16, i16)> =
            std::iter::once(UNDATED + 1).chain(starts.iter().copied()).zip(ends).collect();
        for (number, &(from, to)) in eras.iter().enumerate() {
            let own = years::within(years, from, to);
            let part = if number == 0 { entity } else { self.make(Kind::Person) };
            self.span.extend(years::span(own).map(|span| (part, span)));
            for id in keys {
                if years::within(self.key_years(*id), from, to).is_empty() {
                    continue;
                }
                self.meanings[*id as usize].rules.push((years::first_day(from), years::last_day(to), part));
                if number > 0 {
                    self.bearers[part as usize].push(*id);
                }
            }
        }
    }

    /// The articles of each entity by year.
    fn years(&self) -> Vec<Years> {
        let mut out = vec![Years::new(); self.made.len()];
        for (id, meaning) in self.meanings.iter().enumerate() {
            for &(year, articles) in self.key_years(id as KeyId) {
                if let Some(entity) = meaning.in_year(year) {
                    years::add(&mut out[entity as usize], &[(year, articles)]);
                }
            }
        }
        out
    }

    /// Whom some names may mean.
    fn entities_of(&self, ids: impl Iterator<Item = KeyId>) -> Vec<u32> {
        let mut out: Vec<u32> = ids.flat_map(|id| self.meanings[id as usize].entities()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Gives a short form to whom it meant at each time; where that is open it stays its own.
    fn give(&mut self, short: KeyId, mut candidates: Vec<u32>, full: &[Years]) {
        let Some(own) = self.meanings[short as usize].default else { return };
        if self.bearers[own as usize].iter().any(|id| self.clusters.is_whole(*id)) {
            return;
        }
        let apart = |candidate: &u32| {
            self.bearers[*candidate as usize].iter().any(|full| self.clusters.are_apart(short, *full))
        };
        candidates.retain(|candidate| {
            *candidate != own && !self.made[*candidate as usize].unclear && !apart(candidate)
        });
        if candidates.is_empty() {
            return;
        }
        // All spellings of the short form go the same way.
        let mut ids = self.bearers[own as usize].clone();
        ids.sort_unstable();
        let mut years = Years::new();
        ids.iter().for_each(|id| years::add(&mut years, self.key_years(*id)));
        let empty = Years::new();
        let shares: Vec<(u32, &[(i16, u32)])> =
            candidates.iter().map(|c| (*c, full.get(*c as usize).unwrap_or(&empty).as_slice())).collect();
        let held = years::holders(&years, &shares);
        let one = match held.first() {
            Some((_, Held::By(one))) if held.iter().all(|h| h.1 == Held::By(*one)) => Some(*one),
            _ => None,
        };
        for &id in &ids {
            let meaning = &mut self.meanings[id as usize];
            match one {
                Some(one) => meaning.default = Some(one),
                None => {
                    meaning.rules = rules(&held);
                    if let Some((UNDATED, Held::By(undated))) = held.first() {
                        meaning.default = Some(*undated);
                    }
                }
            }
        }
        // Of very many only the commonest are named, or looked for in single articles.
        let articles = |candidate: &u32| full.get(*candidate as usize).map_or(0, |years| years::total(years));
        candidates.sort_unstable_by_key(|candidate| (std::cmp::Reverse(articles(candidate)), *candidate));
        candidates.truncate(CANDIDATES_MOST);
        candidates.sort_unstable();
        self.shared.extend(ids.iter().map(|id| (*id, (own, candidates.clone()))));
        // Where the others were not in the news, it is somebody's own.
        self.made[own as usize].unclear = held.iter().any(|h| h.1 == Held::Open);
        self.made[own as usize].may_mean = candidates;
    }

    /// The user's word on single times and articles goes before everything else.
    fn apply(&mut self, decisions: &Decisions) {
        for decision in decisions.list.iter().rev() {
            let Verdict::Same { names, when } = &decision.verdict else { continue };
            let ids: Vec<KeyId> =
                names.iter().filter_map(|name| self.clusters.key(decision.kind, name)).collect();
            let [first, others @ ..] = ids.as_slice() else { continue };
            let Some(entity) = self.meanings[*first as usize].default.filter(|_| !when.is_always()) else {
                continue;
            };
            let When { from, to, articles } = when;
            for other in others {
                let meaning = &mut self.meanings[*other as usize];
                if articles.is_empty() {
                    meaning.rules.insert(0, (from.unwrap_or(i32::MIN), to.unwrap_or(i32::MAX), entity));
                }
                meaning.articles.extend(articles.iter().map(|article| (*article, entity)));
            }
        }
    }

    fn finish(mut self, seen: &Cooccurrence, decisions: &Decisions) -> Resolved {
        for entity in 0..self.made.len() {
            self.made[entity].name = self.name(entity as u32);
        }
        // Of names that the user says to be one the first is shown.
        for decision in &decisions.list {
            if let Verdict::Same { names, when } = &decision.verdict
                && when.is_always()
                && let Some(id) = names.first().and_then(|name| self.clusters.key(decision.kind, name))
                && let Some(entity) = self.meanings[id as usize].default
            {
                self.made[entity as usize].name = self.clusters.keys[id as usize].raws[0].0.clone();
            }
        }
        for decision in &decisions.list {
            if let Verdict::Rename { name, to } = &decision.verdict
                && let Some(id) = self.clusters.key(decision.kind, name)
                && let Some(entity) = self.meanings[id as usize].default
            {
                self.made[entity as usize].name = to.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        self.tell_apart();
        let open =
            self.made.iter().filter(|made| made.unclear).flat_map(|made| made.may_mean.iter().copied());
        let company =
            Company::new(open.map(|entity| (entity, self.bearers[entity as usize].as_slice())), seen);
        Resolved {
            meanings: self.meanings,
            made: self.made,
            shared: self.shared,
            by_forename: self.by_forename,
            company,
        }
    }
}

impl Meaning {
    /// Whom it means in articles of a year.
    fn in_year(&self, year: i16) -> Option<u32> {
        self.on(Some(years::first_day(year)).filter(|_| year != UNDATED))
    }

    /// Whom it means on a day, or in articles without a date.
    pub(super) fn on(&self, day: Option<i32>) -> Option<u32> {
        let rule = day.and_then(|day| self.rules.iter().find(|rule| (rule.0..=rule.1).contains(&day)));
        rule.map(|rule| rule.2).or(self.default)
    }

    /// Whom it means in an article by itself; of several decisions the last holds.
    pub(super) fn in_article(&self, article: ArticleId) -> Option<u32> {
        self.articles.iter().rev().find(|single| single.0 == article).map(|single| single.1)
    }

    /// Whom it may mean, each once.
    pub(super) fn entities(&self) -> Vec<u32> {
        let rules = self.rules.iter().map(|rule| rule.2);
        let single = self.articles.iter().map(|article| article.1);
        let mut out: Vec<u32> = self.default.into_iter().chain(rules).chain(single).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Stretches of years in which one and the same is meant.
fn rules(held: &[(i16, Held)]) -> Vec<(i32, i32, u32)> {
    let mut out: Vec<(i32, i32, u32)> = Vec::new();
    let mut before = None;
    for &(year, who) in held.iter().filter(|h| h.0 != UNDATED) {
        if let Held::By(who) = who {
            match out.last_mut() {
                Some(last) if before == Some(Held::By(who)) => last.1 = years::last_day(year),
                _ => out.push((years::first_day(year), years::last_day(year), who)),
            }
        }
        before = Some(who);
    }
    out
}
