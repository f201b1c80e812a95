//! The names that entities are shown by: the commonest full form of each, no two alike.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::abbreviations::words_with_letters_joined;
use super::clusters::{Key, KeyId};
use super::noise::is_noisy;
use super::orgs::is_acronym;
use super::phonetic_name::PhoneticName;
use super::places::{in_full, is_abbreviation};
use super::resolve::{DraftEntity, Resolver};
use crate::entities::Kind;
use crate::entities::lists::legal_forms::{LegalForm, joining_legal_form};
use crate::text::fold::key;

/// How many times as common as any full name a single word must be to name a person.
const MONONYM: u64 = 4;
/// How many times as common a form with an initial for a forename must be as one without.
const INITIALS: u64 = 3;
/// What an article is worth that writes an organisation's or a place's name in full, where one with
/// *Inc* or *LLC* is worth 1.
const FULL: u64 = 50;
/// What one with *Corp* or *Co* is worth.
const LEGAL: u64 = 20;
/// What one with an acronym or abbreviation is worth.
const ACRONYM: u64 = 5;

impl Resolver<'_> {
    /// The commonest of its names that serves.
    pub(super) fn display_name(&self, entity: u32) -> String {
        let ids = &self.bearers[entity as usize];
        // Spellings that differ by the marks between initials alone are one form: *George H. W.* and *H.W.*
        let mut forms: HashMap<String, (u64, KeyId)> = HashMap::new();
        for &id in ids {
            let key = &self.clusters[id];
            let articles = key.articles();
            let form = forms.entry(words_with_letters_joined(&key.text).join(" ")).or_insert((0, id));
            form.0 += articles;
            if (articles, Reverse(id)) > (self.clusters.articles(form.1), Reverse(form.1)) {
                form.1 = id;
            }
        }
        let acronyms: Vec<&str> = ids
            .iter()
            .map(|id| &self.clusters[*id])
            .filter(|key| key.entity_kind == Kind::Org && is_acronym(key.spelling()))
            .map(|key| key.text.as_str())
            .collect();
        let best = forms.into_values().max_by_key(|&(articles, id)| {
            let key = &self.clusters[id];
            // *BBC News* says no more than *BBC*.
            let is_acronym = acronyms.iter().any(|acronym| key.text.split(' ').next() == Some(acronym));
            let (clean, worth) = worth(key, articles, is_acronym);
            (clean, worth, Reverse(key.text.split(' ').count()), Reverse(id))
        });
        best.map_or_else(String::new, |(_, id)| {
            let key = &self.clusters[id];
            let full = in_full(&key.text, key.spelling()).filter(|_| key.entity_kind == Kind::Place);
            full.map_or_else(|| shown(key), str::to_owned)
        })
    }

    /// No two entities of a kind are shown by one name, so that a name that is shown leads back.
    pub(super) fn tell_apart(&mut self) {
        let mut seen: HashSet<(Kind, String)> = HashSet::new();
        // Whoever bears a name as articles write it comes before whoever is merely shown by it.
        let owns = |entity: usize| {
            let draft = &self.entities[entity];
            let id = self.clusters.number.get(&(draft.kind, key(&draft.name)));
            id.is_some_and(|id| self.bearers[entity].contains(id))
        };
        let (owners, others): (Vec<usize>, Vec<usize>) =
            (0..self.entities.len()).partition(|entity| owns(*entity));
        for entity in owners.into_iter().chain(others) {
            let DraftEntity { kind, name, unclear, .. } = &self.entities[entity];
            let mut name = name.clone();
            if *unclear {
                name += " (unclear)";
            } else if let Some((first, last)) = self.span.get(&(entity as u32)) {
                name += &if first == last { format!(" ({first})") } else { format!(" ({first}–{last})") };
            }
            let plain = name.clone();
            let mut number = 2;
            let mut folded = key(&name);
            while !seen.insert((*kind, folded.clone())) {
                name = format!("{plain} ({number})");
                folded = key(&name);
                number += 1;
            }
            (self.entities[entity].name, self.entities[entity].key) = (name, folded);
        }
    }
}

/// Whether a form serves as a name at all, and how many articles speak for it, in units in which
/// the kinds of forms compare: a full name is worth more than a single word, a forename more than
/// an initial, an organisation's name more than its acronym.
fn worth(key: &Key, articles: u64, is_acronym: bool) -> (bool, u64) {
    match key.entity_kind {
        Kind::Person => {
            let full = key.text.contains(' ');
            let name = PhoneticName::new(&key.text);
            let initial = name.is_some_and(|name| name.has_initial());
            let units = match (full, initial) {
                (false, _) => INITIALS,
                (true, true) => MONONYM,
                (true, false) => INITIALS * MONONYM,
            };
            (!key.noisy, articles * units)
        }
        Kind::Place if is_abbreviation(&key.text) => (true, articles * ACRONYM),
        _ if is_acronym => (true, articles * ACRONYM),
        _ => match key.text.rsplit_once(' ').and_then(|(_, last)| joining_legal_form(last)) {
            // Papers leave legal forms out, *Inc* more than *Corp*.
            Some(LegalForm::Bare) => (true, articles),
            Some(_) => (true, articles * LEGAL),
            None => (true, articles * FULL),
        },
    }
}

/// The commonest spelling. Of people one without damage, and in small letters where there is one;
/// of others not one in capitals that is not an acronym.
fn shown(key: &Key) -> String {
    let small = |raw: &&(String, u64)| raw.0.chars().any(char::is_lowercase);
    let mut raws = key.raws.iter();
    let shown = match key.entity_kind {
        Kind::Person => raws.clone().filter(small).find(|(raw, _)| !is_noisy(raw)),
        _ if is_acronym(key.spelling()) => raws.next(),
        _ => None,
    };
    let shown = shown.or_else(|| key.raws.iter().find(small)).or(key.raws.first());
    shown.map_or_else(String::new, |(raw, _)| raw.clone())
}
