//! From names that were joined to entities: two of one name parted by time, shared short forms
//! given to whom they meant at that time, a name to show each by.

use foldhash::{HashMap, HashMapExt};

use super::decisions::{Decisions, Verdict, When};
use super::draft::{Draft, KeyId};
use super::evidence::Company;
use super::people::People;
use super::time::{self, Held, UNDATED, Years};
use crate::article::ArticleId;
use crate::entities::Kind;
use crate::entities::coref::is_forename;

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
}

/// All that is settled but for single articles.
#[derive(Debug)]
pub(super) struct Settled {
    pub(super) meanings: Vec<Meaning>,
    pub(super) made: Vec<Made>,
    /// For a shared short form: its own entity, and all whom it may mean, in order. In an article that
    /// names one of these in full, the short form means nobody else for sure.
    pub(super) shared: HashMap<KeyId, (u32, Vec<u32>)>,
}

/// Joins what the company tells, then makes entities.
pub(super) fn settle(
    draft: &mut Draft,
    people: &People,
    company: &Company,
    decisions: &Decisions,
) -> Settled {
    people.settle_close(draft, company);
    let mut maker = Maker::new(draft);
    maker.part_by_time(company);
    let full = maker.years();
    for (short, longer) in &people.shared {
        let candidates = maker.entities_of(longer.iter().map(|node| people.nodes[*node].1));
        maker.give(people.nodes[*short].1, candidates, &full);
    }
    let full = maker.years();
    for (form, id) in &people.nodes {
        let longer = people.longer(form);
        if !longer.is_empty() {
            let by_surname = longer.iter().any(|node| form.ends(&people.nodes[*node].0));
            if by_surname || !is_forename(&maker.draft.keys[*id as usize].text) {
                let candidates = maker.entities_of(longer.iter().map(|node| people.nodes[*node].1));
                maker.give(*id, candidates, &full);
            }
        }
    }
    maker.apply(decisions);
    maker.finish(decisions)
}

pub(super) struct Maker<'a> {
    pub(super) draft: &'a Draft,
    meanings: Vec<Meaning>,
    pub(super) made: Vec<Made>,
    /// Keys that bear an entity's own name, not a short form that was given to it.
    pub(super) bearers: Vec<Vec<KeyId>>,
    shared: HashMap<KeyId, (u32, Vec<u32>)>,
    /// Years by which entities of one name are told apart.
    pub(super) span: HashMap<u32, (i16, i16)>,
}

impl<'a> Maker<'a> {
    fn new(draft: &'a Draft) -> Maker<'a> {
        let mut maker = Maker {
            draft,
            meanings: Vec::with_capacity(draft.keys.len()),
            made: Vec::new(),
            bearers: Vec::new(),
            shared: HashMap::new(),
            span: HashMap::new(),
        };
        let mut of_root: HashMap<KeyId, u32> = HashMap::new();
        for id in 0..draft.keys.len() as KeyId {
            let root = draft.root(id);
            let own = &draft.keys[id as usize];
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
        self.made.push(Made { kind, name: String::new(), key: String::new(), unclear: false });
        self.bearers.push(Vec::new());
        self.made.len() as u32 - 1
    }

    fn key_years(&self, id: KeyId) -> &'a Years {
        &self.draft.keys[id as usize].years
    }

    /// A name that falls silent for a generation, and comes back in other company, is two people.
    fn part_by_time(&mut self, company: &Company) {
        for entity in 0..self.made.len() as u32 {
            let keys = self.bearers[entity as usize].clone();
            // A bare surname goes to whom it means at each time.
            let in_full = keys.iter().any(|id| self.draft.keys[*id as usize].text.contains(' '));
            let whole = keys.iter().any(|id| self.draft.is_whole(*id));
            if self.made[entity as usize].kind != Kind::Person || !in_full || whole {
                continue;
            }
            let Some(first) = keys.first() else { continue };
            let years = self.draft.years(*first).clone();
            let mut starts: Vec<i16> = Vec::new();
            for (end, start) in time::gaps(&years) {
                let from = starts.last().copied().unwrap_or(UNDATED + 1);
                let before = company.between(&keys, from, end);
                let after = company.between(&keys, start, i16::MAX);
                let people =
                    |id: &KeyId| self.draft.keys[*id as usize].kind == Kind::Person && !keys.contains(id);
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
            let own = time::within(years, from, to);
            let part = if number == 0 { entity } else { self.make(Kind::Person) };
            self.span.extend(time::span(own).map(|span| (part, span)));
            for id in keys {
                if time::within(self.key_years(*id), from, to).is_empty() {
                    continue;
                }
                self.meanings[*id as usize].rules.push((time::first_day(from), time::last_day(to), part));
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
                    time::add(&mut out[entity as usize], &[(year, articles)]);
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
        if self.bearers[own as usize].iter().any(|id| self.draft.is_whole(*id)) {
            return;
        }
        candidates.retain(|candidate| *candidate != own);
        if candidates.is_empty() {
            return;
        }
        // All spellings of the short form go the same way.
        let mut ids = self.bearers[own as usize].clone();
        ids.sort_unstable();
        let mut years = Years::new();
        ids.iter().for_each(|id| time::add(&mut years, self.key_years(*id)));
        let empty = Years::new();
        let shares: Vec<(u32, &[(i16, u32)])> =
            candidates.iter().map(|c| (*c, full.get(*c as usize).unwrap_or(&empty).as_slice())).collect();
        let held = time::holders(&years, &shares);
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
            self.shared.insert(id, (own, candidates.clone()));
        }
        // Where the others were not in the news, a forename and surname are somebody's own.
        let open = held.iter().any(|h| h.1 == Held::Open) || held.iter().all(|h| h.1 != Held::ByNobody);
        let surname = !self.draft.keys[short as usize].text.contains(' ');
        self.made[own as usize].unclear = open || surname;
    }

    /// The user's word on single times and articles goes before everything else.
    fn apply(&mut self, decisions: &Decisions) {
        for decision in decisions.list.iter().rev() {
            let Verdict::Same { names, when } = &decision.verdict else { continue };
            let ids: Vec<KeyId> =
                names.iter().filter_map(|name| self.draft.key(decision.kind, name)).collect();
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

    fn finish(mut self, decisions: &Decisions) -> Settled {
        for entity in 0..self.made.len() {
            self.made[entity].name = self.name(entity as u32);
        }
        for decision in &decisions.list {
            if let Verdict::Rename { name, to } = &decision.verdict
                && let Some(id) = self.draft.key(decision.kind, name)
                && let Some(entity) = self.meanings[id as usize].default
            {
                self.made[entity as usize].name = to.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        self.tell_apart();
        Settled { meanings: self.meanings, made: self.made, shared: self.shared }
    }
}

impl Meaning {
    /// Whom it means in articles of a year.
    fn in_year(&self, year: i16) -> Option<u32> {
        self.on(Some(time::first_day(year)).filter(|_| year != UNDATED))
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
                Some(last) if before == Some(Held::By(who)) => last.1 = time::last_day(year),
                _ => out.push((time::first_day(year), time::last_day(year), who)),
            }
        }
        before = Some(who);
    }
    out
}
