//! From a request to its matches: the plan that fits the query, what is tried where nothing matches,
//! and feedback.

use std::collections::HashSet;

use super::engine::{self, Matches, Plan, Pruning};
use super::feedback;
use super::name_query::NameQuery;
use super::nothing::{self, Nothing};
use super::query::Query;
use super::request::{Reach, Request, Sort};
use crate::article::ArticleId;
use crate::error::Result;
use crate::index::Reader;

/// Of no more matches than these it is said how many articles have most of the words.
const HANDFUL: u64 = 4;

/// The articles that [`search`](super::search()) would show, by id and score. No text is read,
/// which is what showing a hit costs.
pub fn ranking(reader: &Reader, request: &Request) -> Result<Ranked> {
    let matches = answer(reader, request)?.matches;
    let shown = matches.top.iter().skip(request.offset).take(request.limit);
    Ok(shown.map(|c| (c.id, c.score)).collect())
}

/// Articles by id with their scores, best first.
pub type Ranked = Vec<(ArticleId, f64)>;

/// The matches of a request, before any of them is read.
pub(super) struct Answer {
    pub(super) plan: Plan,
    pub(super) matches: Matches,
    /// Articles that match, of the first tier.
    pub(super) total: u64,
    /// Those of the second tier, where there is one.
    pub(super) further: Option<u64>,
    /// Articles with most of the words, where none has all.
    pub(super) relaxed_total: Option<u64>,
    /// Articles with most of the words, where only a few have all.
    pub(super) most_words: Option<u64>,
    /// Why nothing matches.
    pub(super) nothing: Option<Nothing>,
    /// Words that feedback added.
    pub(super) added: Vec<String>,
}

/// Finds the matches of a request.
pub(super) fn answer(reader: &Reader, request: &Request) -> Result<Answer> {
    let query = request.query.clone().normal();
    let tiered = request.reach == Reach::Forms && request.sort == Sort::Relevance;
    let mut named = if tiered { NameQuery::alone(&query) } else { None };
    if let Some(name) = &named
        && name.is_unclear(&reader.names()?.registry)
    {
        named = None;
    }
    let mut plan = match &named {
        Some(named) => Plan::named(reader, named)?,
        None if request.reach == Reach::Strict => Plan::strict(reader, &query)?,
        None => Plan::new(reader, &query)?,
    };
    let mut matches = collect(reader, &plan, request)?;
    let total = matches.total;
    let further = named.map(|_| matches.further);
    let mut relaxed_total = None;
    if total == 0
        && let Some(relaxed) = relax(reader, &query)?
    {
        plan = relaxed;
        matches = collect(reader, &plan, request)?;
        relaxed_total = Some(matches.total).filter(|total| *total > 0);
    }
    let mut most_words = None;
    if (1..=HANDFUL).contains(&total)
        && further.is_none()
        && let Some(relaxed) = relax(reader, &query)?
    {
        let all = engine::count(reader, &relaxed)?;
        most_words = Some(all - total.min(all)).filter(|more| *more > 0);
    }
    let found_nothing = total == 0 && further.is_none_or(|further| further == 0);
    let nothing = if found_nothing { Some(nothing::nothing(reader, &query)?) } else { None };
    let mut added = Vec::new();
    if request.expand
        && request.sort == Sort::Relevance
        && let Some(expansion) = feedback::expansion(reader, &plan, &matches.top)?
    {
        let reordered = matches.top.len().min(feedback::DEPTH);
        engine::rescore(reader, &expansion.plan, request.recency, &mut matches.top[..reordered])?;
        added = expansion.words;
    }
    Ok(Answer { plan, matches, total, further, relaxed_total, most_words, nothing, added })
}

fn collect(reader: &Reader, plan: &Plan, request: &Request) -> Result<Matches> {
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
