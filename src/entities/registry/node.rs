//! A name of a person with all its spellings, as the steps that join people see it.

use super::clusters::KeyId;
use super::phonetic_name::PhoneticName;

/// A name with all its spellings.
#[derive(Debug)]
pub(super) struct Node {
    /// Its place among the nodes.
    pub(super) number: usize,
    pub(super) name: PhoneticName,
    /// A key that leads to it.
    pub(super) key: KeyId,
    /// How its last word is spelled, folded.
    pub(super) surnames: Vec<String>,
    /// Articles of all spellings.
    pub(super) articles: u64,
    /// Whether it is a forename and surname, not a surname or forename alone.
    pub(super) is_full: bool,
}
