//! Looking up a name as a user types it.

use std::cmp::Reverse;

use super::clusters::{KeyId, without_note};
use super::read::{Holds, Registry};
use super::rows::EntityId;
use super::table::Section;
use crate::entities::Kind;
use crate::entities::person_name::PersonName;
use crate::text::fold::key;

impl Registry {
    /// The entities that a typed name means: the one that is shown by this name, or the one
    /// that alone bears it (case and accents aside), else all whose names contain its words. A
    /// person's name that nobody bears so is read into its parts (`PersonName`): without titles
    /// and years and in natural order, then in other forms. Last comes the same name as one of
    /// another kind. In order.
    pub fn lookup(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let bare = name.trim_start().get(..4).filter(|the| the.eq_ignore_ascii_case("the "));
        let name = match bare {
            Some(_) if kind != Kind::Person => &name.trim_start()[4..],
            _ => name,
        };
        let person = (kind == Kind::Person).then(|| PersonName::read(name));
        let keys = person.as_ref().map_or_else(Vec::new, PersonName::keys);
        let exact = |name: &str| self.exact(kind, name).map(|exact| vec![exact]);
        let containing = |name: &str| Some(self.containing(kind, name)).filter(|found| !found.is_empty());
        // A ruler's name alone is part of many others.
        let is_telling =
            |name: &&String| name.contains(' ') || person.as_ref().is_none_or(|person| !person.is_regal);
        exact(name)
            .or_else(|| keys.first().and_then(|name| exact(name)))
            .or_else(|| containing(name))
            .or_else(|| person.as_ref().and_then(|person| self.titled(person)).map(|one| vec![one]))
            .or_else(|| keys.iter().find_map(|name| exact(name)))
            .or_else(|| keys.iter().filter(is_telling).find_map(|name| containing(name)))
            .or_else(|| {
                person.as_ref().map(|person| self.other_forms(person)).filter(|found| !found.is_empty())
            })
            .unwrap_or_else(|| self.of_other_kinds(kind, keys.first().map_or(name, String::as_str)))
    }

    /// Whom a surname behind a title means: *President Obama* is whoever holds nearly all of it.
    fn titled(&self, person: &PersonName) -> Option<EntityId> {
        let keys = person.keys();
        let [surname] = &keys[..] else { return None };
        if person.titles.is_empty() || person.is_regal || surname.contains(' ') {
            return None;
        }
        let holder = self.key_row(self.key(Kind::Person, surname)?).default;
        holder.filter(|holder| self.kind(*holder) == (Kind::Person, false))
    }

    /// The one entity that is meant by exactly this name.
    pub fn exact(&self, kind: Kind, name: &str) -> Option<EntityId> {
        let wanted = key(name);
        let mut found: Vec<EntityId> = Vec::new();
        // A name may have been found as one of another kind, and the user knew better.
        for of_kind in Kind::ALL {
            let Some(id) = self.key(of_kind, &wanted) else { continue };
            let mut meant = self.meanings(id);
            meant.retain(|e| self.entity(*e).kind == kind);
            if let Some(own) = meant.iter().find(|e| key(self.entity(**e).name) == wanted) {
                return Some(*own);
            }
            // In some articles nobody knows who is meant by it.
            if !self.key_row(id).is_label && meant.iter().any(|e| self.entity(*e).unclear) {
                return None;
            }
            found.extend(meant);
        }
        found.sort_unstable();
        found.dedup();
        if let [one] = found[..] { Some(one) } else { None }
    }

    /// All entities with a name that contains all the words of `name`, in order.
    pub fn containing(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let wanted = key(name);
        let words: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
        let ranges = words.iter().map(|word| self.keys_with(word, false));
        let Some(fewest) = ranges.min_by_key(Vec::len) else { return Vec::new() };
        let holds_all = |id: &KeyId| {
            let text = self.key_text(*id);
            words.iter().all(|word| text.split(' ').any(|other| other == *word))
        };
        self.entities(Some(kind), fewest.into_iter().filter(holds_all))
    }

    /// Entities with a name in which a word begins as the last word of `prefix` does, and which
    /// contains the others; those in most articles first, at most `limit`.
    pub fn complete(&self, kind: Option<Kind>, prefix: &str, limit: usize) -> Vec<EntityId> {
        let wanted = key(prefix);
        let (before, last) = wanted.rsplit_once(' ').unwrap_or(("", &wanted));
        let fits = |id: &KeyId| {
            before.is_empty()
                || before.split(' ').all(|word| self.key_text(*id).split(' ').any(|other| other == word))
        };
        let keys: Vec<KeyId> = self.keys_with(last, true).into_iter().filter(fits).collect();
        let mut found: Vec<(Reverse<u32>, EntityId)> = Vec::new();
        for id in self.entities(kind, keys.into_iter()) {
            found.push((Reverse(self.row(id).articles), id));
        }
        if limit > 0 && limit < found.len() {
            found.select_nth_unstable(limit - 1);
        }
        found.truncate(limit);
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// The raw names (kind and folded name) under which entities are found, and the articles where each holds.
    pub(crate) fn terms(&self, entities: &[EntityId]) -> Vec<(Kind, &str, Holds)> {
        let mut wanted = entities.to_vec();
        wanted.sort_unstable();
        let mut keys: Vec<KeyId> = Vec::new();
        for id in &wanted {
            keys.extend(self.table.numbers(Section::EntityKeys, self.row(*id).keys));
        }
        keys.sort_unstable();
        keys.dedup();
        let terms = keys.into_iter().map(|id| {
            let always = self.meanings(id).iter().all(|entity| wanted.binary_search(entity).is_ok());
            let holds = if always { Holds::Always } else { Holds::Where(id, wanted.clone()) };
            (self.key_row(id).kind, self.key_text(id), holds)
        });
        terms.collect()
    }

    /// Whether any article mentions this name, whoever is meant.
    pub(crate) fn knows(&self, kind: Kind, name: &str) -> bool {
        let id = self.key(kind, &key(without_note(name)));
        id.is_some_and(|id| !self.key_row(id).is_label)
    }

    /// The keys that contain a word, or one that begins so.
    fn keys_with(&self, word: &str, begins: bool) -> Vec<KeyId> {
        let text = |number: u32| {
            let [at, len, ..] = self.table.row::<4>(Section::Words, number);
            self.table.text([at, len])
        };
        let first = self.table.partition(Section::Words, |number| text(number) < word);
        let mut out = Vec::new();
        for number in first..self.table.len(Section::Words) as u32 {
            let found = text(number);
            if found != word && !(begins && found.starts_with(word)) {
                break;
            }
            let [_, _, start, end] = self.table.row::<4>(Section::Words, number);
            out.extend(self.table.numbers(Section::WordKeys, start..end));
        }
        out
    }
}
