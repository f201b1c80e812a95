//! The names that entities are shown by: the fullest of the common ones, no two alike.

use foldhash::{HashSet, HashSetExt};

use super::draft::Key;
use super::orgs::is_acronym;
use super::person::Form;
use super::settle::{Made, Maker};
use super::time;
use crate::entities::Kind;
use crate::text::fold::key;

impl Maker<'_> {
    /// The commonest of its names that says most: of a person the forename too, of an
    /// organisation not the acronym alone.
    pub(super) fn name(&self, entity: u32) -> String {
        let keys = || self.bearers[entity as usize].iter().map(|id| &self.draft.keys[*id as usize]);
        let Some(best) = keys().max_by_key(|key| rank(key)) else { return String::new() };
        // A word too many in front is not shown where the name stands without it too.
        let form = Form::new(&best.text).filter(|form| best.entity_kind == Kind::Person && form.is_fronted());
        let bare = form.and_then(|form| {
            let ends =
                |key: &&Key| key.text.contains(' ') && Form::new(&key.text).is_some_and(|f| f.ends(&form));
            keys().filter(ends).max_by_key(|key| rank(key))
        });
        shown(&bare.unwrap_or(best).raws)
    }

    /// No two entities of a kind are shown by one name, so that a name that is shown leads back.
    pub(super) fn tell_apart(&mut self) {
        let mut seen: HashSet<(Kind, String)> = HashSet::new();
        for entity in 0..self.made.len() {
            let Made { kind, name, unclear, .. } = &self.made[entity];
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
            (self.made[entity].name, self.made[entity].key) = (name, folded);
        }
    }
}

/// How well a key serves as a name: a forename and surname, no acronym; then the commoner.
fn rank(key: &Key) -> (bool, u64, std::cmp::Reverse<&str>) {
    let full = match key.entity_kind {
        Kind::Person => key.text.contains(' '),
        _ => !is_acronym(&key.raws[0].0),
    };
    (full, time::total(&key.years), std::cmp::Reverse(&key.text))
}

/// The commonest spelling, in small letters where there is one.
fn shown(raws: &[(String, u64)]) -> String {
    let small = raws.iter().find(|(raw, _)| raw.chars().any(char::is_lowercase));
    small.or(raws.first()).map_or_else(String::new, |(raw, _)| raw.clone())
}
