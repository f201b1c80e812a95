//! Two people of one name, told apart by time.

use super::clusters::KeyId;
use super::cooccurrence::Cooccurrence;
use super::meaning::Rule;
use super::resolve::Resolver;
use super::years::{self, UNDATED, Years};
use crate::entities::Kind;

impl Resolver<'_> {
    /// A name that falls silent for a generation, and comes back in other company, is two people.
    pub(super) fn split_by_time(&mut self, seen: &Cooccurrence) {
        for entity in 0..self.entities.len() as u32 {
            let keys = self.bearers[entity as usize].clone();
            // A bare surname goes to whom it means at each time.
            let in_full = keys.iter().any(|id| self.clusters[*id].text.contains(' '));
            let whole = keys.iter().any(|id| self.clusters.is_whole(*id));
            if self.entities[entity as usize].kind != Kind::Person || !in_full || whole {
                continue;
            }
            let Some(first) = keys.first() else { continue };
            let years = self.clusters.years(*first).clone();
            let mut starts: Vec<i16> = Vec::new();
            for (end, start) in years::gaps(&years) {
                let from = starts.last().copied().unwrap_or(UNDATED + 1);
                let before = seen.between(&keys, from, end);
                let after = seen.between(&keys, start, i16::MAX);
                let people = |id: &KeyId| self.clusters[*id].kind == Kind::Person && !keys.contains(id);
                if !before.keys().any(|id| people(id) && after.contains_key(id)) {
                    starts.push(start);
                }
            }
            self.split_into_eras(entity, &keys, &years, &starts);
        }
    }

    fn split_into_eras(&mut self, entity: u32, keys: &[KeyId], years: &Years, starts: &[i16]) {
        if starts.is_empty() {
            return;
        }
        let ends = starts.iter().map(|start| start - 1).chain([i16::MAX]);
        let eras: Vec<(i16, i16)> =
            std::iter::once(UNDATED + 1).chain(starts.iter().copied()).zip(ends).collect();
        for (number, &(from, to)) in eras.iter().enumerate() {
            let own = years::within(years, from, to);
            let part = if number == 0 { entity } else { self.add_entity(Kind::Person) };
            self.span.extend(years::span(own).map(|span| (part, span)));
            for id in keys {
                if years::within(self.key_years(*id), from, to).is_empty() {
                    continue;
                }
                let (from, to) = (years::first_day(from), years::last_day(to));
                self.meanings[*id as usize].rules.push(Rule { from, to, entity: part });
                if number > 0 {
                    self.bearers[part as usize].push(*id);
                }
            }
        }
    }
}
