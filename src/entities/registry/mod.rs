//! Who is who across the archive: raw names, as articles carry them, joined to entities.
//!
//! One map serves search, facets and pages: (raw name, article) to entity. Most raw names mean
//! one entity everywhere; a surname that several people share may mean another at another time,
//! or in single articles, and where that cannot be known it is an entity of its own.
//!
//! It knows no index: `Builder` is told what articles carry, and gives the same result in
//! whatever order they come. What it makes is a table of bytes that [`Registry`] reads in place.

mod abbreviations;
mod builder;
mod clusters;
mod company;
mod cooccurrence;
pub(crate) mod decisions;
mod display_name;
mod eras;
mod heads;
mod joiner;
mod kinds;
mod lookup;
mod meaning;
mod namesakes;
mod node;
mod noise;
mod orgs;
mod people;
mod phonetic_name;
mod places;
mod read;
mod resolve;
mod rows;
mod short_forms;
mod slips;
mod suggestions;
mod table;
mod transliteration;
pub(crate) mod why;
mod write;
mod years;

#[cfg(test)]
mod tests;

pub(crate) use builder::{Builder, EntityCounts, SegmentNames};
pub(crate) use clusters::{Explained, KeyId, Observed};
pub(crate) use decisions::Decisions;
pub(crate) use namesakes::{BARE_SURNAME, Bearers, FITTING_INITIAL, Namesake, SAME_FIRST};
pub(crate) use read::Holds;
pub use read::{Entity, Registry};
pub use rows::EntityId;
pub(crate) use suggestions::Suggestion;
pub(crate) use years::{UNDATED, Years, add as add_years};
