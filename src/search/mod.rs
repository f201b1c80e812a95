//! Questions to the archive and their answers. Knows neither the command line nor pages.

pub(crate) mod engine;
mod explain;
pub(crate) mod facets;
mod feedback;
#[cfg(test)]
mod languages;
mod name_forms;
mod name_query;
pub mod parse;
mod passages;
pub mod profile;
pub mod query;
pub(crate) mod rank;
mod results;
pub mod similar;
mod spans;
pub(crate) mod timeline;

use std::collections::HashSet;

use serde::Serialize;

use self::engine::{Matches, Plan, Pruning};
pub use self::explain::{Explained, explain};
pub use self::facets::{Facet, Facets};
use self::name_query::Named;
pub use self::passages::quoted;
pub use self::query::Query;
pub use self::rank::Recency;
pub use self::results::{Found, Hits, find};
pub use self::timeline::{Bar, Period, Scale};
use crate::article::ArticleId;
use crate::entities::Kind;
use crate::entities::registry::{EntityId, Registry};
use crate::error::Result;
use crate::index::{Reader, Stored};

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

/// The answer, with the keys that `--json` prints.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Response {
    /// Matching articles.
    pub total: u64,
    /// Of a name alone: the articles beside them that hold other forms of the name, or its words.
    /// The hits are of both.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub further: Option<u64>,
    /// Those that are shown.
    pub hits: Vec<Hit>,
    /// Names among the matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
    /// Matches over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeline: Option<Vec<Bar>>,
    /// Length of the timeline's bars.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<Period>,
    /// Matches without a date, where there is a timeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undated: Option<u64>,
    /// When nothing has all the words: how many articles have most of them. The hits,
    /// facets and timeline are then of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relaxed_total: Option<u64>,
    /// Whom the names in the query were taken to mean.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameMeant>,
    /// The patterns that stand for more words than were searched.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bounded: Vec<Bounded>,
    /// Words that were added to the query to order its matches, of most weight first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<String>,
}

/// A wildcard, fuzzy word or regular expression that stands for more words than are looked up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bounded {
    /// The pattern as typed.
    pub word: String,
    /// How many words of the archive it stands for.
    pub words: usize,
    /// How many of them were searched: those in most articles.
    pub searched: usize,
}

/// An article that answers the question.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// Which.
    pub article: HitArticle,
    /// Its worth; comparable within one answer. Zero where the order is by date.
    pub score: f64,
    /// 2 where the article does not mention the one who was asked for, as far as is known, but
    /// holds other forms of the name or its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
    /// Places of the query in the headline.
    pub title_marks: Vec<Mark>,
    /// Its best passages, best first.
    pub passages: Vec<Passage>,
}

/// What is said of an article beside its passages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HitArticle {
    /// Identifier, for `show`.
    pub id: ArticleId,
    /// Its file and record.
    pub path: String,
    /// Headline; may be empty.
    pub title: String,
    /// When it was published.
    pub date: Option<String>,
    /// How exact that is: "second", "day", "month" or "year".
    pub date_precision: Option<String>,
    /// Newspaper, agency or site.
    pub source: Option<String>,
    /// Authors.
    pub byline: Vec<String>,
    /// Section.
    pub section: Option<String>,
    /// ISO 639-1 code.
    pub language: String,
    /// Address on the web.
    pub url: Option<String>,
}

/// A piece of the body, made of whole sentences. No two of one hit overlap.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Passage {
    /// The body from `start` to `end`.
    pub text: String,
    /// First byte in the body.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Number of the paragraph it begins in, from 1.
    pub paragraph: usize,
    /// What its own words are worth: comparable among the passages of one answer.
    pub score: f64,
    /// Places of the query, bytes of the body.
    pub marks: Vec<Mark>,
}

/// A marked place: first byte, and one past the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mark(pub usize, pub usize);

/// Whom a name in the query was taken to mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameMeant {
    /// What kind of name was asked for.
    pub kind: Kind,
    /// The name as typed.
    pub asked: String,
    /// The entities it stands for, with the articles of the archive that mention each, most
    /// first. Empty where nobody of that name is known.
    pub meant: Vec<(String, u64)>,
    /// Other entities whose names contain all its words, which were not searched because one
    /// bears exactly this name.
    pub also: Vec<(String, u64)>,
    /// The words that were searched as well, or instead where it means nobody.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

impl NameMeant {
    fn new(registry: &Registry, kind: Kind, asked: &str, entities: &[EntityId]) -> NameMeant {
        let mut also = registry.containing(kind, asked);
        // Both are in order.
        also.retain(|id| entities.binary_search(id).is_err());
        NameMeant::of(registry, kind, asked, entities, &also)
    }

    /// A name that was taken to mean some entities, and not some others.
    pub fn of(
        registry: &Registry,
        kind: Kind,
        asked: &str,
        meant: &[EntityId],
        also: &[EntityId],
    ) -> NameMeant {
        let list = |ids: &[EntityId]| {
            let mut list: Vec<(String, u64)> = ids
                .iter()
                .map(|id| registry.entity(*id))
                .map(|entity| {
                    let other = entity.kind != kind;
                    let name = entity.name;
                    (
                        if other { format!("{name} ({})", entity.kind) } else { name.to_owned() },
                        entity.articles,
                    )
                })
                .collect();
            list.sort_by(|a: &(String, u64), b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            list
        };
        NameMeant { kind, asked: asked.to_owned(), meant: list(meant), also: list(also), words: Vec::new() }
    }
}

/// Answers a request.
pub fn search(reader: &Reader, request: &Request) -> Result<Response> {
    let found = find(reader, request)?;
    let hits = found.hits().collect::<Result<_>>()?;
    Ok(Response { hits, ..found.response })
}

/// The articles that [`search`] would show, by id and score. No text is read, which is what showing
/// a hit costs.
pub fn ranking(reader: &Reader, request: &Request) -> Result<Ranked> {
    let matches = answer(reader, request)?.matches;
    let shown = matches.top.iter().skip(request.offset).take(request.limit);
    Ok(shown.map(|c| (c.id, c.score)).collect())
}

/// Articles by id with their scores, best first.
pub type Ranked = Vec<(ArticleId, f64)>;

struct Answer {
    plan: Plan,
    matches: Matches,
    total: u64,
    further: Option<u64>,
    relaxed_total: Option<u64>,
    added: Vec<String>,
}

fn answer(reader: &Reader, request: &Request) -> Result<Answer> {
    let query = request.query.clone().normal();
    let named =
        Named::alone(&query).filter(|_| request.reach == Reach::Forms && request.sort == Sort::Relevance);
    let mut plan = match &named {
        Some(named) => Plan::named(reader, named)?,
        None if request.reach == Reach::Strict => Plan::strict(reader, &query)?,
        None => Plan::new(reader, &query)?,
    };
    let mut matches = run(reader, &plan, request)?;
    let total = matches.total;
    let further = named.map(|_| matches.further);
    let mut relaxed_total = None;
    if total == 0
        && let Some(relaxed) = relax(reader, &query)?
    {
        plan = relaxed;
        matches = run(reader, &plan, request)?;
        relaxed_total = Some(matches.total).filter(|total| *total > 0);
    }
    let mut added = Vec::new();
    if request.expand
        && request.sort == Sort::Relevance
        && let Some(expansion) = feedback::expansion(reader, &plan, &matches.top)?
    {
        let reordered = matches.top.len().min(feedback::DEPTH);
        engine::rescore(reader, &expansion.plan, request.recency, &mut matches.top[..reordered])?;
        added = expansion.words;
    }
    Ok(Answer { plan, matches, total, further, relaxed_total, added })
}

fn run(reader: &Reader, plan: &Plan, request: &Request) -> Result<Matches> {
    let mut keep = if request.limit == 0 { 0 } else { request.offset.saturating_add(request.limit) };
    if request.expand && keep > 0 {
        keep = keep.max(feedback::DEPTH);
    }
    let list_all = request.facets.is_some() || request.timeline.is_some();
    engine::run(reader, plan, request.sort, request.recency, keep, list_all, Pruning::On)
}

/// A query for most of the words, where all of several were asked for.
fn relax(reader: &Reader, query: &Query) -> Result<Option<Plan>> {
    let Query::And(parts) = query else { return Ok(None) };
    // A clause that is repeated counts once.
    let mut seen = HashSet::new();
    let distinct = parts.iter().filter(|part| seen.insert(*part)).cloned();
    let (words, filters): (Vec<Query>, Vec<Query>) = distinct.partition(Query::is_words);
    let least = match words.len() {
        0 | 1 => return Ok(None),
        2 => 1,
        n => n / 2 + 1,
    };
    Plan::at_least(reader, least, &words, &filters).map(Some)
}

impl HitArticle {
    /// What is said of an article that is kept so.
    pub fn new(id: ArticleId, stored: Stored) -> HitArticle {
        HitArticle {
            id,
            path: stored.path,
            title: stored.title,
            date: stored.date,
            date_precision: stored.date_precision,
            source: stored.source,
            byline: stored.byline,
            section: stored.section,
            language: stored.language,
            url: stored.url,
        }
    }
}
