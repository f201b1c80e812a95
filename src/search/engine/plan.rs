//! A query made ready, the same for every segment.

use std::ops::RangeInclusive;

use tantivy::DocId;
use tantivy::schema::Field as IndexField;

use super::name_term::NameTerm;
use crate::entities::registry::Holds;
use crate::index::fast_fields::FastFields;
use crate::search::query::Field;
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
    /// The word, if others derived from it speak for a match.
    pub(super) root_of: Option<String>,
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
    /// How far into the body it is looked for.
    pub(super) window: Option<Window>,
}

/// The beginning of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Window {
    /// Its first two paragraphs.
    Lead,
    /// So many words.
    Words(u32),
}

impl Window {
    /// The beginning of the body that a field means.
    pub(super) fn of(field: Option<Field>) -> Option<Window> {
        match field {
            Some(Field::Lead) => Some(Window::Lead),
            Some(Field::First(words)) => Some(Window::Words(words)),
            _ => None,
        }
    }

    /// The word of a body behind its last one.
    pub(super) fn end(self, columns: &FastFields, doc: DocId) -> u32 {
        match self {
            Window::Lead => columns.paragraph(doc, LEAD_PARAGRAPHS).unwrap_or(u32::MAX),
            Window::Words(words) => words,
        }
    }
}

/// Paragraphs that open an article.
const LEAD_PARAGRAPHS: usize = 2;

impl Leaf {
    /// Whether both look for the same words.
    pub(crate) fn same_terms(&self, other: &Leaf) -> bool {
        self.slots == other.slots && self.joined == other.joined
    }

    /// Whether its places must be looked at to know that they count.
    pub(super) fn is_placed(&self) -> bool {
        !self.letters.is_empty() || self.window.is_some()
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

/// A condition on the columns of an article.
#[derive(Debug, Clone)]
pub(crate) enum ColumnFilter {
    /// Published on a day in the range (days since 1970).
    Day(RangeInclusive<i32>),
    /// Published nobody knows when.
    Undated,
    /// So many words in the body.
    Words(RangeInclusive<u32>),
    /// Taken in at a time in the range (seconds since 1970).
    Added(RangeInclusive<i64>),
}

impl ColumnFilter {
    /// Whether it holds for a document.
    pub(super) fn holds(&self, columns: &FastFields, doc: DocId) -> bool {
        match self {
            ColumnFilter::Day(days) => columns.day(doc).is_some_and(|day| days.contains(&day)),
            ColumnFilter::Undated => columns.day(doc).is_none(),
            ColumnFilter::Words(words) => words.contains(&columns.words(doc).1),
            ColumnFilter::Added(times) => columns.added(doc).is_some_and(|time| times.contains(&time)),
        }
    }
}

pub(super) enum Tree {
    None,
    All,
    Leaf(usize),
    /// Articles whose columns hold what is asked for.
    Column(ColumnFilter),
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
