//! The wide rows of the table, their numbers by name.

use std::ops::Range;

use super::clusters::KeyId;
use super::table::{FLAG, NONE, Section, Table};
use crate::entities::Kind;

/// Number of an entity in its registry; not stable between registries.
pub type EntityId = u32;

/// An entity.
pub(super) struct EntityRow {
    pub(super) kind: Kind,
    /// Whether it is unclear who is meant.
    pub(super) unclear: bool,
    pub(super) name: [u32; 2],
    pub(super) id: [u32; 2],
    pub(super) articles: u32,
    /// First and last day.
    pub(super) days: [i32; 2],
    /// Rows of [`Section::Variants`].
    pub(super) variants: Range<u32>,
    /// Rows of [`Section::EntityKeys`].
    pub(super) keys: Range<u32>,
    /// Rows of [`Section::MayMean`].
    pub(super) may_mean: Range<u32>,
}

/// A folded name.
pub(super) struct KeyRow {
    pub(super) kind: Kind,
    /// Whether no article carries it: an entity is merely shown by it.
    pub(super) is_label: bool,
    pub(super) text: [u32; 2],
    /// The entity that it means by default.
    pub(super) default: Option<EntityId>,
    /// Rows of [`Section::Rules`].
    pub(super) rules: Range<u32>,
    /// Rows of [`Section::Articles`].
    pub(super) articles: Range<u32>,
}

impl EntityRow {
    pub(super) fn read(table: &Table, id: EntityId) -> EntityRow {
        let [head, name, name_len, id, id_len, articles, first, last, rest @ ..] =
            table.row::<14>(Section::Entities, id);
        let [variants, variants_end, keys, keys_end, may_mean, may_mean_end] = rest;
        EntityRow {
            kind: kind(head),
            unclear: head & FLAG != 0,
            name: [name, name_len],
            id: [id, id_len],
            articles,
            days: [first as i32, last as i32],
            variants: within(table, Section::Variants, variants..variants_end),
            keys: keys..keys_end,
            may_mean: may_mean..may_mean_end,
        }
    }
}

impl KeyRow {
    pub(super) fn read(table: &Table, id: KeyId) -> KeyRow {
        let [head, at, len, default, rules, rules_end, articles, articles_end] = table.row(Section::Keys, id);
        KeyRow {
            kind: kind(head),
            is_label: head & FLAG != 0,
            text: [at, len],
            default: existing(default),
            rules: within(table, Section::Rules, rules..rules_end),
            articles: within(table, Section::Articles, articles..articles_end),
        }
    }
}

/// The entity of a row, where there is one.
pub(super) fn existing(entity: u32) -> Option<EntityId> {
    (entity != NONE).then_some(entity)
}

fn kind(head: u32) -> Kind {
    Kind::ALL.into_iter().find(|kind| *kind as u32 == head & 0xff).unwrap_or(Kind::Person)
}

/// Rows within the table, which may be damaged.
fn within(table: &Table, section: Section, rows: Range<u32>) -> Range<u32> {
    rows.start..rows.end.min(table.len(section) as u32)
}
