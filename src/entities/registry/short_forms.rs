//! Bare surnames, forenames and other short forms: whom each means at each time.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::KeyId;
use super::meaning::Rule;
use super::node::Node;
use super::people::People;
use super::resolve::{Resolver, Shared};
use super::years::{self, Held, UNDATED, Years};

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
const MAX_CANDIDATES: usize = 50;
/// How many times as many articles with a forename as with a surname make a word a forename.
const FORENAME_TIMES: u64 = 5;

impl Resolver<'_> {
    /// Gives the forms that fit several people to whom they meant at each time.
    pub(super) fn assign_waiting(&mut self, people: &People) {
        let clusters = self.clusters;
        let full = self.years();
        // What was joined since waits no longer.
        let mut leads: HashMap<KeyId, usize> = HashMap::new();
        for node in &people.nodes {
            let lead = leads.entry(clusters.root(node.key)).or_insert(node.number);
            if node.articles > people.nodes[*lead].articles {
                *lead = node.number;
            }
        }
        let waits = |form: &usize| leads[&clusters.root(people.nodes[*form].key)] == *form;
        for (form, heads) in people.waiting.iter().filter(|waiting| waits(&waiting.0)) {
            let candidates = self.entities_of(heads.iter().map(|node| people.nodes[*node].key));
            self.assign(people.nodes[*form].key, candidates, &full);
        }
    }

    /// The same for all that are no full names.
    pub(super) fn assign_short_forms(&mut self, people: &People) {
        let clusters = self.clusters;
        let full = self.years();
        let in_full: HashSet<KeyId> = people.full_names().map(|node| clusters.root(node.key)).collect();
        let articles_of = |nodes: &[&Node]| nodes.iter().map(|node| node.articles).sum::<u64>();
        for node in people.nodes.iter().filter(|node| !in_full.contains(&clusters.root(node.key))) {
            // *Peri* is *Perry* only where nobody is written so, and where it is rare.
            let is_written = |other: &&Node| node.surnames.iter().any(|word| other.surnames.contains(word));
            let (written, sounding): (Vec<&Node>, Vec<&Node>) =
                people.by_surname(node).into_iter().partition(is_written);
            let heard = articles_of(&sounding);
            let alike = node.articles * SOUNDS_BELOW <= heard
                || node.articles <= heard && node.surnames[0].len() >= SOUNDS_FROM;
            let by_surname = if written.is_empty() && alike { sounding } else { written };
            let by_forename = people.by_forename(&node.name);
            let as_forename = articles_of(&by_forename);
            let by_surname = self.entities_of(by_surname.iter().map(|node| node.key));
            let as_surname: u64 = by_surname.iter().map(|entity| years::total(&full[*entity as usize])).sum();
            let reaches = |articles: u64, part: f64| articles as f64 >= part * node.articles as f64;
            if as_surname * FORENAME_TIMES >= as_forename && reaches(as_surname, SURNAME_PART) {
                self.assign(node.key, by_surname, &full);
            } else if reaches(as_forename, FORENAME_PART) {
                let by_forename = self.entities_of(by_forename.iter().map(|node| node.key));
                self.assign(node.key, by_forename, &full);
                self.by_forename.insert(node.key);
            }
        }
    }

    /// Whom some names may mean.
    fn entities_of(&self, ids: impl Iterator<Item = KeyId>) -> Vec<u32> {
        let mut out: Vec<u32> = ids.flat_map(|id| self.meanings[id as usize].entities()).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Gives a short form to whom it meant at each time; where that is open it stays its own.
    fn assign(&mut self, short: KeyId, mut candidates: Vec<u32>, full: &[Years]) {
        let Some(own) = self.meanings[short as usize].default else { return };
        if self.bearers[own as usize].iter().any(|id| self.clusters.is_whole(*id)) {
            return;
        }
        let apart = |candidate: &u32| {
            self.bearers[*candidate as usize].iter().any(|full| self.clusters.are_apart(short, *full))
        };
        candidates.retain(|candidate| {
            *candidate != own && !self.entities[*candidate as usize].unclear && !apart(candidate)
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
        candidates.truncate(MAX_CANDIDATES);
        candidates.sort_unstable();
        self.shared.extend(ids.iter().map(|id| (*id, Shared { own, candidates: candidates.clone() })));
        // Where the others were not in the news, it is somebody's own.
        self.entities[own as usize].unclear = held.iter().any(|h| h.1 == Held::Open);
        self.entities[own as usize].may_mean = candidates;
    }
}

/// Spans of years in which one entity is meant.
fn rules(held: &[(i16, Held)]) -> Vec<Rule> {
    let mut out: Vec<Rule> = Vec::new();
    let mut before = None;
    for &(year, who) in held.iter().filter(|h| h.0 != UNDATED) {
        if let Held::By(entity) = who {
            let (from, to) = (years::first_day(year), years::last_day(year));
            match out.last_mut() {
                Some(last) if before == Some(who) => last.to = to,
                _ => out.push(Rule { from, to, entity }),
            }
        }
        before = Some(who);
    }
    out
}
