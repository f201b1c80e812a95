//! All that the archive holds about one person, organisation or place.

use serde::Serialize;

use super::facets::Facet;
use super::query::Query;
use super::request::{FacetsOf, Reach, Request};
use super::response::Hit;
use super::search;
use super::timeline::{Bar, Period, Scale};
use crate::entities::Kind;
use crate::entities::registry::EntityId;
use crate::error::Result;
use crate::index::Reader;

/// The profile of an entity, with the keys that `--json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Profile {
    /// What it is.
    pub kind: Kind,
    /// Its identifier.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// Articles that mention it.
    pub articles: u64,
    /// Day of the first article with a date, as `YYYY-MM-DD`.
    pub first: Option<String>,
    /// Day of the last.
    pub last: Option<String>,
    /// The names by which articles mention it, most first.
    pub variants: Vec<Variant>,
    /// Articles over time.
    pub timeline: Vec<Bar>,
    /// Length of the bars.
    pub period: Period,
    /// Articles without a date.
    pub undated: u64,
    /// People who are mentioned with it.
    pub person: Vec<Companion>,
    /// Organisations.
    pub org: Vec<Companion>,
    /// Places.
    pub place: Vec<Companion>,
    /// The articles most about it, with their best passages.
    pub hits: Vec<Hit>,
}

/// A name by which articles mention an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variant {
    /// As written.
    pub name: String,
    /// Articles that do so.
    pub count: u64,
}

/// Another entity that is mentioned in the same articles more often than chance would have it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Companion {
    /// Identifier.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// Articles that mention both.
    pub count: u64,
    /// How surely they go together: Dunning's log-likelihood ratio (*Accurate Methods for the
    /// Statistics of Surprise and Coincidence*, 1993); above 10.8 is chance in one of a thousand.
    pub association: f64,
}

/// The profile of an entity: `companions` of each kind and `hits` at most.
pub fn profile(reader: &Reader, id: EntityId, companions: usize, hits: usize) -> Result<Profile> {
    let registry = &reader.names()?.registry;
    let entity = registry.entity(id);
    let request = Request {
        limit: hits,
        facets: Some(usize::MAX),
        facets_of: FacetsOf::Names,
        timeline: Some(Scale::Fitting),
        reach: Reach::Strict,
        ..Request::new(Query::Name { kind: entity.kind, name: entity.name.to_owned() })
    };
    let response = search(reader, &request)?;
    let facets = response.facets.unwrap_or_default();
    let all = reader.totals()?.articles;
    let together = |kind: Kind| {
        let others = facets.of(kind).iter().filter(|facet| facet.id != entity.id);
        closest(others, entity.articles, all, companions)
    };
    let variants = registry.variants(id).into_iter();
    Ok(Profile {
        kind: entity.kind,
        id: entity.id.to_owned(),
        name: entity.name.to_owned(),
        articles: entity.articles,
        first: entity.seen.map(|seen| seen.0.to_string()),
        last: entity.seen.map(|seen| seen.1.to_string()),
        variants: variants.map(|(name, count)| Variant { name: name.to_owned(), count }).collect(),
        timeline: response.timeline.unwrap_or_default(),
        period: response.period.unwrap_or(Period::Year),
        undated: response.undated.unwrap_or(0),
        person: together(Kind::Person),
        org: together(Kind::Org),
        place: together(Kind::Place),
        hits: response.hits,
    })
}

/// Those who go with an entity most surely, of the names among its articles.
fn closest<'a>(others: impl Iterator<Item = &'a Facet>, own: u64, all: u64, most: usize) -> Vec<Companion> {
    let mut found: Vec<Companion> = others
        .map(|facet| Companion {
            id: facet.id.clone(),
            name: facet.name.clone(),
            count: facet.count,
            association: association(facet.count, own, facet.everywhere, all),
        })
        .filter(|companion| companion.association > 0.0)
        .collect();
    found.sort_by(|a, b| b.association.total_cmp(&a.association).then_with(|| a.name.cmp(&b.name)));
    found.truncate(most);
    found
}

/// The log-likelihood ratio of two names standing in `both` articles, where one stands in `a`
/// and the other in `b` of `all`; zero where they meet no more often than by chance.
fn association(both: u64, a: u64, b: u64, all: u64) -> f64 {
    let [both, a, b, all] = [both, a, b, all].map(|n| n as f64);
    if both * all <= a * b {
        return 0.0;
    }
    let part = |seen: f64, rows: f64, columns: f64| {
        if seen <= 0.0 { 0.0 } else { seen * (seen * all / (rows * columns)).ln() }
    };
    2.0 * (part(both, a, b)
        + part(a - both, a, all - b)
        + part(b - both, all - a, b)
        + part(all - a - b + both, all - a, all - b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_meets_more_often_than_by_chance() {
        // Always together, rare; together half of the time, common; as chance has it.
        let close = association(10, 10, 10, 1000);
        let loose = association(10, 10, 500, 1000);
        assert!(close > loose && loose > 0.0, "{close} {loose}");
        assert_eq!(association(5, 10, 500, 1000), 0.0);
        assert_eq!(association(0, 10, 10, 1000), 0.0);
        // By hand: 2 (10 ln 100 + 990 ln (1000 / 990)).
        assert!((close - 2.0 * (10.0 * 100f64.ln() + 990.0 * (1000.0 / 990.0f64).ln())).abs() < 1e-9);
    }
}
