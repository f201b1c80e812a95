//! Who is who across the archive: raw names, as articles carry them, joined to entities.
//!
//! Raw names that agree in kind and folded words are one entity. It knows no index: it is
//! built from (kind, raw name, articles) and gives the same result in whatever order they come.

use std::collections::{BTreeMap, HashMap};

use super::Kind;
use crate::text::fold::key;

/// Number of an entity in its registry; not stable between registries.
pub type EntityId = u32;

/// One person, organisation or place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// Identifier that stays the same as long as the names do: kind and folded name.
    pub id: String,
    /// The name it is shown by: of its variants the one in most articles.
    pub name: String,
    /// Every raw name with the number of articles that carry it, most first.
    pub variants: Vec<(String, u64)>,
    /// The folded words of its variants: what its annotation terms are made of.
    pub keys: Vec<String>,
}

/// The entities of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registry {
    entities: Vec<Entity>,
    by_key: HashMap<(Kind, String), EntityId>,
}

impl Registry {
    /// Builds it from all raw names and the number of articles that carry each.
    pub fn new(raws: impl Iterator<Item = (Kind, String, u64)>) -> Registry {
        let mut groups: BTreeMap<(Kind, String), Vec<(String, u64)>> = BTreeMap::new();
        for (kind, raw, articles) in raws {
            groups.entry((kind, key(&raw))).or_default().push((raw, articles));
        }
        let mut registry = Registry::default();
        for ((kind, key), mut variants) in groups {
            variants.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            registry.by_key.insert((kind, key.clone()), registry.entities.len() as EntityId);
            registry.entities.push(Entity {
                kind,
                id: format!("{}:{key}", kind.as_str()),
                name: variants[0].0.clone(),
                variants,
                keys: vec![key],
            });
        }
        registry
    }

    /// The entity of a raw name.
    pub fn entity_of(&self, kind: Kind, raw: &str) -> Option<EntityId> {
        self.by_key.get(&(kind, key(raw))).copied()
    }

    /// An entity by its number.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id as usize]
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Whom a name typed by a person means: the entity that bears exactly this name (case
    /// and accents aside), else all whose names contain all its words.
    pub fn expand(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        if let Some(exact) = self.entity_of(kind, name) {
            return vec![exact];
        }
        let wanted = key(name);
        let words: Vec<&str> = wanted.split(' ').filter(|w| !w.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let holds_all = |key: &String| words.iter().all(|w| key.split(' ').any(|k| k == *w));
        let fits = |e: &Entity| e.kind == kind && e.keys.iter().any(holds_all);
        let found = self.entities.iter().enumerate().filter(|(_, e)| fits(e));
        found.map(|(i, _)| i as EntityId).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let raws = [
            (Kind::Person, "VLADIMIR PUTIN", 1),
            (Kind::Person, "Vladimir Putin", 7),
            (Kind::Person, "Lyudmila Putin", 2),
            (Kind::Person, "Putin", 3),
            (Kind::Org, "Putin", 1),
            (Kind::Person, "José Ortiz", 1),
        ];
        Registry::new(raws.into_iter().map(|(k, n, c)| (k, n.to_owned(), c)))
    }

    #[track_caller]
    fn check(kind: Kind, name: &str, expected: &[&str]) {
        let registry = registry();
        let found: Vec<&str> =
            registry.expand(kind, name).into_iter().map(|id| registry.entity(id).name.as_str()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn expansion() {
        check(Kind::Person, "vladimir putin", &["Vladimir Putin"]);
        check(Kind::Person, "Putin", &["Putin"]);
        check(Kind::Person, "lyudmila", &["Lyudmila Putin"]);
        check(Kind::Person, "JOSE", &["José Ortiz"]);
        check(Kind::Person, "put", &[]);
        check(Kind::Person, "", &[]);
        check(Kind::Org, "putin", &["Putin"]);
    }

    #[test]
    fn spellings_that_fold_alike_are_one() {
        let registry = registry();
        let id = registry.entity_of(Kind::Person, "vladimir  PUTIN").expect("is there");
        let variants = vec![("Vladimir Putin".to_owned(), 7), ("VLADIMIR PUTIN".to_owned(), 1)];
        assert_eq!(registry.entity(id).variants, variants);
        assert_eq!(registry.entity(id).id, "person:vladimir putin");
    }
}
