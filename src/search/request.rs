//! What is asked of an archive.

use super::query::Query;
use super::rank::Recency;
use super::timeline::Scale;
use crate::index::ValueField;

/// A search request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which articles match.
    pub query: Query,
    /// The order of the hits.
    pub sort: Sort,
    /// Maximum number of articles shown.
    pub limit: usize,
    /// Articles skipped before the first one shown.
    pub offset: usize,
    /// Maximum number of passages shown for each article.
    pub passages: usize,
    /// Sentences added on both sides of each passage. Passages that then touch are joined, so that
    /// none overlap.
    pub context: usize,
    /// Shows the whole article as one passage instead.
    pub whole: bool,
    /// How many names of each kind and values of each field to list with their counts; `None` lists
    /// none.
    pub facets: Option<usize>,
    /// Which of them.
    pub facets_of: FacetsOf,
    /// The scale of the timeline; `None` makes none.
    pub timeline: Option<Scale>,
    /// Lets words that the best articles have in common count too; see
    /// [`Response::added`](super::Response::added).
    pub expand: bool,
    /// Ranks newer articles higher, in the order by relevance.
    pub recency: Option<Recency>,
    /// How far a name reaches.
    pub reach: Reach,
}

/// What is counted of the matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FacetsOf {
    /// Names and the values of fields.
    #[default]
    All,
    /// People, organisations and places.
    Names,
    /// The values of one field.
    Values(ValueField),
}

/// How far a name of a query reaches beyond those whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// A name alone (dates, sources and the like aside), ordered by relevance, finds a second tier
    /// as well: articles that hold other forms of the name, or its words. Within a larger query,
    /// as [`Reach::Words`].
    #[default]
    Forms,
    /// Those whom it means; its words where it means nobody.
    Words,
    /// Those whom it means.
    Strict,
}

impl Request {
    /// Ten articles with one passage each, by relevance.
    pub fn new(query: Query) -> Request {
        Request {
            query,
            sort: Sort::Relevance,
            limit: 10,
            offset: 0,
            passages: 1,
            context: 0,
            whole: false,
            facets: None,
            facets_of: FacetsOf::default(),
            timeline: None,
            expand: false,
            recency: None,
            reach: Reach::default(),
        }
    }
}

/// The order of hits. Ties go to the newer article, then to the lower id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By score.
    #[default]
    Relevance,
    /// By civil date, latest first; the undated last.
    Newest,
    /// By civil date, earliest first; the undated last.
    Oldest,
}
