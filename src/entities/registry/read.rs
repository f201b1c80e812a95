//! The registry as it is read: entities by their numbers, and whom a raw name means.

use jiff::civil::Date;

use super::clusters::KeyId;
use super::rows::{EntityId, EntityRow, KeyRow, existing};
use super::table::{Bytes, DEPENDS, NONE, Section, Table};
use crate::article::{ArticleId, day_of_number};
use crate::entities::Kind;
use crate::text::fold::key;

/// The entities of an archive.
#[derive(Debug)]
pub struct Registry {
    pub(super) table: Table,
}

/// One person, organisation or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity<'a> {
    /// Its kind.
    pub kind: Kind,
    /// Identifier that stays the same as long as the name shown does: kind and folded name.
    pub id: &'a str,
    /// The name it is shown by. No two entities of a kind are shown by one.
    pub name: &'a str,
    /// Articles that mention it.
    pub articles: u64,
    /// The days of the first and last of them that have a date.
    pub seen: Option<(Date, Date)>,
    /// Several entities bear this name; this entry stands for the articles where it is not known which is meant.
    pub unclear: bool,
}

/// In which articles a raw name means one of the entities that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// In all.
    Always,
    /// Where [`Registry::meaning`] is one of these, in order.
    Where(KeyId, Vec<EntityId>),
}

impl Registry {
    /// A registry from the bytes that `EntityCounts::finish` made; `None` for other bytes.
    pub(crate) fn open(bytes: Bytes) -> Option<Registry> {
        Table::open(bytes).map(|table| Registry { table })
    }

    /// The segments of the index that the registry was made from: for each its identifier, the number
    /// of its deleted articles, and the range of its ordinals.
    pub(crate) fn segments(&self) -> impl Iterator<Item = ([u32; 5], std::ops::Range<u32>)> + '_ {
        (0..self.table.len(Section::Segments) as u32).map(|number| {
            let [a, b, c, d, deleted, start, end] = self.table.row(Section::Segments, number);
            ([a, b, c, d, deleted], start..end)
        })
    }

    /// The values of a segment's ordinals, for [`Registry::of_ordinal`].
    pub(crate) fn ordinals(&self, range: std::ops::Range<u32>) -> Vec<u32> {
        self.table.numbers(Section::Ordinals, range).collect()
    }

    /// The entity that an ordinal stands for in an article, whose day and id are asked for only
    /// where they matter.
    pub(crate) fn of_ordinal(
        &self,
        value: u32,
        article: impl FnOnce() -> (Option<i32>, ArticleId),
    ) -> Option<EntityId> {
        match value {
            NONE => None,
            depends if depends & DEPENDS != 0 => {
                let (day, article) = article();
                self.meaning(depends & !DEPENDS, day, article)
            }
            entity => Some(entity),
        }
    }

    /// The kind of an entity, and whether it is unclear who is meant.
    pub(crate) fn kind(&self, id: EntityId) -> (Kind, bool) {
        let row = self.row(id);
        (row.kind, row.unclear)
    }

    /// An entity by its number.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        let EntityRow { kind, unclear, name, id, articles, days: [first, last], .. } = self.row(id);
        Entity {
            kind,
            id: self.table.text(id),
            name: self.table.text(name),
            articles: articles.into(),
            seen: day_of_number(first).zip(day_of_number(last)).filter(|_| first != i32::MIN),
            unclear,
        }
    }

    /// The raw names that mean an entity, with the articles in which each does, most first.
    pub fn variants(&self, id: EntityId) -> Vec<(&str, u64)> {
        let variant = |number| {
            let [at, len, articles] = self.table.row(Section::Variants, number);
            (self.table.text([at, len]), articles.into())
        };
        self.row(id).variants.map(variant).collect()
    }

    /// The entities that an unclear name may mean, those in most articles first; empty for a clear name.
    pub fn may_mean(&self, id: EntityId) -> Vec<EntityId> {
        self.table.numbers(Section::MayMean, self.row(id).may_mean).collect()
    }

    pub(super) fn row(&self, id: EntityId) -> EntityRow {
        EntityRow::read(&self.table, id)
    }

    pub(super) fn key_row(&self, id: KeyId) -> KeyRow {
        KeyRow::read(&self.table, id)
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.table.len(Section::Entities)
    }

    /// Whether there are no entities.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The entity that a raw name means in an article.
    pub(crate) fn entity_of(
        &self,
        kind: Kind,
        raw: &str,
        day: Option<i32>,
        article: ArticleId,
    ) -> Option<EntityId> {
        self.meaning(self.key(kind, &key(raw))?, day, article)
    }

    /// The entity that a key means in an article of a day (in days since 1970).
    pub(crate) fn meaning(&self, id: KeyId, day: Option<i32>, article: ArticleId) -> Option<EntityId> {
        let KeyRow { default, mut rules, articles, .. } = self.key_row(id);
        let (mut low, mut high) = (articles.start, articles.end);
        while low < high {
            let middle = low + (high - low) / 2;
            let [low_half, high_half, entity] = self.table.row(Section::Articles, middle);
            let found = u64::from(low_half) | u64::from(high_half) << 32;
            match found.cmp(&article.0) {
                std::cmp::Ordering::Equal => return existing(entity),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        let held = day.and_then(|day| {
            rules.find_map(|rule| {
                let [from, to, entity] = self.table.row(Section::Rules, rule);
                (from as i32..=to as i32).contains(&day).then_some(entity)
            })
        });
        held.map_or(default, existing)
    }

    pub(super) fn key(&self, of_kind: Kind, text: &str) -> Option<KeyId> {
        let place = |id: KeyId| (self.key_row(id).kind, self.key_text(id));
        let wanted = (of_kind, text);
        let id = self.table.partition(Section::Keys, |id| place(id) < wanted);
        ((id as usize) < self.table.len(Section::Keys) && place(id) == wanted).then_some(id)
    }

    pub(super) fn key_text(&self, id: KeyId) -> &str {
        self.table.text(self.key_row(id).text)
    }

    /// All entities that a key may mean, each once, in order.
    pub(super) fn meanings(&self, id: KeyId) -> Vec<EntityId> {
        self.entities(None, std::iter::once(id))
    }

    /// The entities that some keys may mean, of one kind or all, each once, in order.
    pub(super) fn entities(&self, of_kind: Option<Kind>, keys: impl Iterator<Item = KeyId>) -> Vec<EntityId> {
        let mut out: Vec<EntityId> = Vec::new();
        for id in keys {
            let row = self.key_row(id);
            out.extend(row.default);
            out.extend(row.rules.map(|n| self.table.row::<3>(Section::Rules, n)[2]));
            out.extend(row.articles.map(|n| self.table.row::<3>(Section::Articles, n)[2]));
        }
        out.sort_unstable();
        out.dedup();
        out.retain(|id| of_kind.is_none_or(|wanted| self.row(*id).kind == wanted));
        out
    }
}
