//! What is asked of an archive.

use super::query::Query;
use super::rank::Recency;
use super::timeline::Scale;

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// Which articles.
    pub query: Query,
    /// The order of the hits.
    pub sort: Sort,
    /// Articles shown at most.
    pub limit: usize,
    /// Articles passed over first.
    pub offset: usize,
    /// Passages shown of each article at most.
    pub passages: usize,
    /// Sentences by which each passage is widened on both sides. Passages that then touch are
    /// joined, so that none overlap.
    pub context: usize,
    /// Whether the whole article is shown instead, as one passage.
    pub whole: bool,
    /// Names of each kind to count among the matches; `None` counts none.
    pub facets: Option<usize>,
    /// Bars of the timeline; `None` makes none.
    pub timeline: Option<Scale>,
    /// Words that the best articles have in common count too; see [`Response::added`].
    pub expand: bool,
    /// Whether newer articles count more, in the order by relevance.
    pub recency: Option<Recency>,
    /// How far a name reaches.
    pub reach: Reach,
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
