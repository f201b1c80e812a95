//! A query made ready, the same for every segment.

use std::ops::RangeInclusive;

use tantivy::schema::Field as IndexField;

use super::name_term::NameTerm;
use crate::entities::registry::Holds;
use crate::search::response::{Bounded, NameMeant};
use crate::search::spans::{SpanQuery, Text};

/// A query made ready: its leaves with their terms and weights, and the tree over them.
pub(crate) struct Plan {
    pub(crate) leaves: Vec<Leaf>,
    pub(super) tree: Tree,
    /// Whom the names in the query were taken to mean.
    pub(crate) names: Vec<NameMeant>,
    /// The patterns that stand for more words than are looked up.
    pub(crate) bounded: Vec<Bounded>,
    /// The forms of a name that count for the score as well.
    pub(super) name_term: Option<NameTerm>,
    /// Which of the matches were asked for; the others are a second tier.
    pub(crate) first_tier: FirstTier,
}

/// Which matches of a plan are what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FirstTier {
    /// All of them.
    All,
    /// Those that hold this leaf.
    Leaf(usize),
    /// None.
    None,
}

/// A word, phrase or name.
#[derive(Default)]
pub(crate) struct Leaf {
    /// The words of a phrase, in order (one for a word or name).
    pub(super) slots: Vec<Slot>,
    /// Words that a place covers, unless it is a name.
    pub(crate) width: u32,
    /// For a hyphenated word: the terms of its parts written as one word.
    pub(crate) joined: Vec<String>,
    /// Terms of words derived from this one, which make no match but speak for one that is.
    pub(super) derived: Vec<String>,
    /// For a name: in which articles each of its terms counts.
    pub(super) holds: Vec<Holds>,
    pub(super) fields: Vec<(Text, IndexField)>,
    /// Whether it counts for the score.
    pub(crate) scores: bool,
    /// What a place of it is worth.
    pub(crate) weight: f64,
    /// The operands before it in the same group of the query, where both are words or names: a
    /// word that is asked for twice may follow on two others.
    pub(crate) follows: Vec<usize>,
    /// How often it is asked for.
    pub(crate) times: u32,
    /// A name, whose places are as wide as the mention that stands there.
    pub(crate) is_name: bool,
    /// The words that must stand there to the letter: distance from the first, and the word.
    pub(super) letters: Vec<(u32, String)>,
}

impl Leaf {
    /// Whether both look for the same words.
    pub(crate) fn same_terms(&self, other: &Leaf) -> bool {
        self.slots == other.slots && self.joined == other.joined
    }
}

/// One word of a phrase.
#[derive(PartialEq)]
pub(super) struct Slot {
    /// Its distance from the first word.
    pub(super) at: u32,
    /// The terms that may stand there.
    pub(super) terms: Vec<String>,
}

pub(super) enum Tree {
    None,
    All,
    Leaf(usize),
    Dated(Option<RangeInclusive<i32>>),
    And(Vec<Tree>),
    Some {
        least: usize,
        clauses: Vec<Tree>,
    },
    Not(Box<Tree>),
    /// Articles of `driver` in which some leaves stand as a query says.
    Proximity(Box<Proximity>),
}

/// A query about positions.
pub(super) struct Proximity {
    pub(super) query: SpanQuery,
    /// The leaves that are the operands of the query, in the order of its numbers.
    pub(super) operands: Vec<usize>,
    /// Articles without which the query cannot hold.
    pub(super) driver: Tree,
    /// Those of the operands that do not stand in the driver.
    pub(super) others: Vec<usize>,
}
