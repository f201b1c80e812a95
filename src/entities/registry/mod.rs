//! Who is who across the archive: raw names, as articles carry them, joined to entities.
//!
//! One map serves search, facets and pages: (raw name, article) to entity. Most raw names mean
//! one entity everywhere; a surname that several people share may mean another at another time,
//! or in single articles, and where that cannot be known it is an entity of its own.
//!
//! It knows no index: [`Builder`] is told what articles carry, and gives the same result in
//! whatever order they come. What it makes is a table of bytes that [`Registry`] reads in place.

mod builder;
mod clusters;
mod company;
mod cooccurrence;
pub mod decisions;
mod display_name;
mod heads;
mod kinds;
mod namesakes;
mod noise;
mod orgs;
mod people;
mod person_name;
mod places;
mod resolve;
mod slips;
mod table;
mod transliteration;
pub mod why;
mod write;
mod years;

#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub(crate) use builder::{Builder, SegmentNames, Settlement};
pub use clusters::Suggestion;
pub(crate) use clusters::{Explained, KeyId, Observed};
pub use decisions::Decisions;
pub(crate) use namesakes::{BARE_SURNAME, Bearers, FITTING_INITIAL, Namesake, SAME_FIRST};
pub(crate) use table::Bytes;
pub(crate) use years::{UNDATED, Years, add as add_years};

use self::table::{Section, Table};
use super::Kind;
use super::heading::Heading;
use crate::article::{ArticleId, day_of_number};
use crate::text::fold::key;

/// Number of an entity in its registry; not stable between registries.
pub type EntityId = u32;

/// Stands for no entity in a row.
const NONE: u32 = u32::MAX;
/// Marks an ordinal whose entity depends on the article; the rest is the number of the key.
const DEPENDS: u32 = 1 << 31;
/// Flag of an entity several people may be meant by, and of a key that no article carries.
const FLAG: u32 = 1 << 8;

/// The entities of an archive.
#[derive(Debug)]
pub struct Registry {
    table: Table,
}

/// One person, organisation or place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity<'a> {
    /// What it is.
    pub kind: Kind,
    /// Identifier that stays the same as long as the name shown does: kind and folded name.
    pub id: &'a str,
    /// The name it is shown by. No two entities of a kind are shown by one.
    pub name: &'a str,
    /// Articles that mention it.
    pub articles: u64,
    /// The days of the first and last of them that have a date.
    pub seen: Option<(Date, Date)>,
    /// Several entities bear this name; these are the articles where it is open who is meant.
    pub unclear: bool,
}

/// In which articles a raw name means one of the entities that were asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// In all.
    Always,
    /// Where [`Registry::meaning`] is one of these, in order.
    Where(KeyId, Vec<EntityId>),
}

impl Registry {
    /// A registry from the bytes that [`Settlement::finish`] made; `None` for other bytes.
    pub fn open(bytes: Bytes) -> Option<Registry> {
        Table::open(bytes).map(|table| Registry { table })
    }

    /// What the registry was made from: for each segment of the index its identifier, how many
    /// of its articles were deleted, and the range of its ordinals.
    pub fn segments(&self) -> impl Iterator<Item = ([u32; 5], std::ops::Range<u32>)> + '_ {
        (0..self.table.len(Section::Segments) as u32).map(|number| {
            let [a, b, c, d, deleted, start, end] = self.table.row(Section::Segments, number);
            ([a, b, c, d, deleted], start..end)
        })
    }

    /// What the ordinals of a segment stand for, for [`Registry::of_ordinal`].
    pub fn ordinals(&self, range: std::ops::Range<u32>) -> Vec<u32> {
        self.table.numbers(Section::Ordinals, range).collect()
    }

    /// The entity that an ordinal stands for in an article, whose day and id are asked for only
    /// where they matter.
    pub fn of_ordinal(
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

    /// What kind of entity a number stands for, and whether it is open whom it means.
    pub fn kind(&self, id: EntityId) -> (Kind, bool) {
        let [head] = self.table.row(Section::Entities, id);
        (kind(head), head & FLAG != 0)
    }

    /// An entity by its number.
    pub fn entity(&self, id: EntityId) -> Entity<'_> {
        let [head, name_at, name_len, id_at, id_len, articles, first, last, ..] =
            self.table.row::<14>(Section::Entities, id);
        let date = |day: u32| day_of_number(day as i32);
        Entity {
            kind: kind(head),
            id: self.table.text([id_at, id_len]),
            name: self.table.text([name_at, name_len]),
            articles: articles.into(),
            seen: date(first).zip(date(last)).filter(|_| first as i32 != i32::MIN),
            unclear: head & FLAG != 0,
        }
    }

    /// The raw names that mean an entity, with the articles in which each does, most first.
    pub fn variants(&self, id: EntityId) -> Vec<(&str, u64)> {
        let row = self.table.row::<14>(Section::Entities, id);
        (row[8]..row[9].min(self.table.len(Section::Variants) as u32))
            .map(|number| {
                let [at, len, articles] = self.table.row(Section::Variants, number);
                (self.table.text([at, len]), articles.into())
            })
            .collect()
    }

    /// Whom an unclear name may mean, those in most articles first; empty for all others.
    pub fn may_mean(&self, id: EntityId) -> Vec<EntityId> {
        let row = self.table.row::<14>(Section::Entities, id);
        self.table.numbers(Section::MayMean, row[12]..row[13]).collect()
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.table.len(Section::Entities)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whom a raw name means in an article.
    pub fn entity_of(&self, kind: Kind, raw: &str, day: Option<i32>, article: ArticleId) -> Option<EntityId> {
        self.meaning(self.key(kind, &key(raw))?, day, article)
    }

    /// Whom a key means in an article that appeared on a day (in days since 1970).
    pub fn meaning(&self, id: KeyId, day: Option<i32>, article: ArticleId) -> Option<EntityId> {
        let [.., default, rules, rules_end, articles, articles_end] = self.table.row::<8>(Section::Keys, id);
        let (mut low, mut high) = (articles, articles_end);
        while low < high {
            let middle = low + (high - low) / 2;
            let [low_half, high_half, entity] = self.table.row(Section::Articles, middle);
            let found = u64::from(low_half) | u64::from(high_half) << 32;
            match found.cmp(&article.0) {
                std::cmp::Ordering::Equal => return some(entity),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        let held = day.and_then(|day| {
            let rules_end = rules_end.min(self.table.len(Section::Rules) as u32);
            let mut rules = (rules..rules_end).map(|rule| self.table.row::<3>(Section::Rules, rule));
            rules.find(|[from, to, _]| (*from as i32..=*to as i32).contains(&day))
        });
        some(held.map_or(default, |rule| rule[2]))
    }

    /// Whom a name typed by a person means: the entity that is shown by this name, or the one
    /// that alone bears it (case and accents aside), else all whose names contain its words. A
    /// person's name that nobody bears so is read into its parts (`Heading`): without titles
    /// and years and in natural order, then in other forms. Last comes the same name as one of
    /// another kind. In order.
    pub fn expand(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let bare = name.trim_start().get(..4).filter(|the| the.eq_ignore_ascii_case("the "));
        let name = match bare {
            Some(_) if kind != Kind::Person => &name.trim_start()[4..],
            _ => name,
        };
        let heading = (kind == Kind::Person).then(|| Heading::read(name));
        let keys = heading.as_ref().map_or_else(Vec::new, Heading::keys);
        let exact = |name: &str| self.exact(kind, name).map(|exact| vec![exact]);
        let containing = |name: &str| Some(self.containing(kind, name)).filter(|found| !found.is_empty());
        // A ruler's name alone is part of many others.
        let is_telling = |name: &&String| name.contains(' ') || heading.as_ref().is_none_or(|h| !h.is_regal);
        exact(name)
            .or_else(|| keys.first().and_then(|name| exact(name)))
            .or_else(|| containing(name))
            .or_else(|| heading.as_ref().and_then(|heading| self.titled(heading)).map(|one| vec![one]))
            .or_else(|| keys.iter().find_map(|name| exact(name)))
            .or_else(|| keys.iter().filter(is_telling).find_map(|name| containing(name)))
            .or_else(|| {
                heading.as_ref().map(|heading| self.other_forms(heading)).filter(|found| !found.is_empty())
            })
            .unwrap_or_else(|| self.of_other_kinds(kind, keys.first().map_or(name, String::as_str)))
    }

    /// Whom a surname behind a title means: *President Obama* is whoever holds nearly all of it.
    fn titled(&self, heading: &Heading) -> Option<EntityId> {
        let keys = heading.keys();
        let [surname] = &keys[..] else { return None };
        if heading.titles.is_empty() || heading.is_regal || surname.contains(' ') {
            return None;
        }
        let id = self.key(Kind::Person, surname)?;
        let [.., default, _, _, _, _] = self.table.row::<8>(Section::Keys, id);
        some(default).filter(|holder| {
            let holder = self.entity(*holder);
            holder.kind == Kind::Person && !holder.unclear
        })
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
            let label = self.table.row::<8>(Section::Keys, id)[0] & FLAG != 0;
            // In some articles nobody knows who is meant by it.
            if !label && meant.iter().any(|e| self.entity(*e).unclear) {
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
        let mut found: Vec<(std::cmp::Reverse<u32>, EntityId)> = Vec::new();
        for id in self.entities(kind, keys.into_iter()) {
            found.push((std::cmp::Reverse(self.table.row::<6>(Section::Entities, id)[5]), id));
        }
        if limit > 0 && limit < found.len() {
            found.select_nth_unstable(limit - 1);
        }
        found.truncate(limit);
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// The raw names to look for to find entities (kind and folded name), and where each holds.
    pub fn terms(&self, entities: &[EntityId]) -> Vec<(Kind, &str, Holds)> {
        let mut wanted = entities.to_vec();
        wanted.sort_unstable();
        let mut keys: Vec<KeyId> = Vec::new();
        for id in &wanted {
            let row = self.table.row::<14>(Section::Entities, *id);
            keys.extend(self.table.numbers(Section::EntityKeys, row[10]..row[11]));
        }
        keys.sort_unstable();
        keys.dedup();
        let terms = keys.into_iter().map(|id| {
            let always = self.meanings(id).iter().all(|entity| wanted.binary_search(entity).is_ok());
            let holds = if always { Holds::Always } else { Holds::Where(id, wanted.clone()) };
            (kind(self.table.row::<8>(Section::Keys, id)[0]), self.key_text(id), holds)
        });
        terms.collect()
    }

    /// Whether any article carries this name, whoever is meant.
    pub fn knows(&self, kind: Kind, name: &str) -> bool {
        let id = self.key(kind, &key(without_note(name)));
        id.is_some_and(|id| self.table.row::<1>(Section::Keys, id)[0] & FLAG == 0)
    }

    fn key(&self, of_kind: Kind, text: &str) -> Option<KeyId> {
        let place = |id: KeyId| (self.table.row::<8>(Section::Keys, id)[0] & 0xff, self.key_text(id));
        let wanted = (of_kind as u32, text);
        let id = self.table.partition(Section::Keys, |id| place(id) < wanted);
        ((id as usize) < self.table.len(Section::Keys) && place(id) == wanted).then_some(id)
    }

    fn key_text(&self, id: KeyId) -> &str {
        let [_, at, len, ..] = self.table.row::<8>(Section::Keys, id);
        self.table.text([at, len])
    }

    /// All whom a key may mean, each once, in order.
    fn meanings(&self, id: KeyId) -> Vec<EntityId> {
        self.entities(None, std::iter::once(id))
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

    /// The entities that some keys may mean, of one kind or all, each once, in order.
    fn entities(&self, of_kind: Option<Kind>, keys: impl Iterator<Item = KeyId>) -> Vec<EntityId> {
        let mut out: Vec<EntityId> = Vec::new();
        for id in keys {
            let [.., default, rules, rules_end, articles, articles_end] =
                self.table.row::<8>(Section::Keys, id);
            // The table may be damaged.
            let rules_end = rules_end.min(self.table.len(Section::Rules) as u32);
            let articles_end = articles_end.min(self.table.len(Section::Articles) as u32);
            out.extend(some(default));
            out.extend((rules..rules_end).map(|n| self.table.row::<3>(Section::Rules, n)[2]));
            out.extend((articles..articles_end).map(|n| self.table.row::<3>(Section::Articles, n)[2]));
        }
        out.sort_unstable();
        out.dedup();
        let fits = |id: &EntityId| {
            of_kind.is_none_or(|wanted| kind(self.table.row::<1>(Section::Entities, *id)[0]) == wanted)
        };
        out.retain(fits);
        out
    }
}

/// A name as it is shown without what tells it apart from others: *(1921–1923)*, *(unclear)*.
fn without_note(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((bare, _)) => bare,
        None => name,
    }
}

fn kind(head: u32) -> Kind {
    Kind::ALL.into_iter().find(|kind| *kind as u32 == head & 0xff).unwrap_or(Kind::Person)
}

fn some(entity: u32) -> Option<EntityId> {
    (entity != NONE).then_some(entity)
}
