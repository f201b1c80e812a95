//! Who and what is named in the matching articles, and where they come from, counted exactly.

use std::cmp::Reverse;

use serde::Serialize;

use super::request::FacetsOf;
use crate::entities::Kind;
use crate::entities::registry::{EntityId, Registry};
use crate::error::Result;
use crate::index::{Reader, ValueField};

/// The names among the matches, most articles first, and below them those of which it is open
/// whom they mean; and the values of fields, most articles first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facets {
    /// People.
    pub person: Vec<Facet>,
    /// Organisations.
    pub org: Vec<Facet>,
    /// Places.
    pub place: Vec<Facet>,
    /// Newspapers, agencies and sites.
    pub source: Vec<ValueFacet>,
    /// Sections.
    pub section: Vec<ValueFacet>,
    /// Languages, by their ISO 639-1 codes.
    pub language: Vec<ValueFacet>,
    /// Authors.
    pub byline: Vec<ValueFacet>,
}

/// One value of a field and the number of matching articles that hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueFacet {
    /// The value in its commonest spelling; others that fold to the same words are counted with it.
    pub value: String,
    /// Matching articles.
    pub count: u64,
}

/// One name and the number of matching articles that mention it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The entity's identifier.
    pub id: String,
    /// The name it is shown by.
    pub name: String,
    /// Matching articles that mention it.
    pub count: u64,
    /// Whom an unclear name may mean, the likeliest first; empty for all others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub may_mean: Vec<String>,
    /// Articles of the whole archive that mention it.
    #[serde(skip)]
    pub everywhere: u64,
    /// The names under which it stands in the archive, the commonest first.
    #[serde(skip)]
    pub variants: Vec<String>,
}

impl Facets {
    /// The names of one kind.
    pub fn of(&self, kind: Kind) -> &[Facet] {
        match kind {
            Kind::Person => &self.person,
            Kind::Org => &self.org,
            Kind::Place => &self.place,
        }
    }

    /// The values of one field.
    pub fn values(&self, field: ValueField) -> &[ValueFacet] {
        match field {
            ValueField::Source => &self.source,
            ValueField::Section => &self.section,
            ValueField::Language => &self.language,
            ValueField::Byline => &self.byline,
        }
    }
}

impl Facet {
    fn new(registry: &Registry, id: EntityId, count: u64) -> Facet {
        let entity = registry.entity(id);
        Facet {
            id: entity.id.to_owned(),
            name: entity.name.to_owned(),
            count,
            may_mean: may_mean(registry, id),
            everywhere: entity.articles,
            variants: registry.variants(id).into_iter().map(|(name, _)| name.to_owned()).collect(),
        }
    }
}

/// Names shown of those whom an unclear name may mean.
const MAY_MEAN: usize = 5;

/// The names of those whom an unclear name may mean, at most [`MAY_MEAN`].
fn may_mean(registry: &Registry, id: EntityId) -> Vec<String> {
    let meant = registry.may_mean(id).into_iter().take(MAY_MEAN);
    meant.map(|id| registry.entity(id).name.to_owned()).collect()
}

/// Counts what is wanted of the documents (segment by segment), at most `limit` of each kind.
pub(super) fn facets(reader: &Reader, docs: &[Vec<u32>], limit: usize, wanted: FacetsOf) -> Result<Facets> {
    let [person, org, place] = match wanted {
        FacetsOf::All | FacetsOf::Names => names(reader, docs, limit)?,
        FacetsOf::Values(_) => Default::default(),
    };
    let values = |field| match wanted {
        FacetsOf::Names => Ok(Vec::new()),
        FacetsOf::Values(other) if other != field => Ok(Vec::new()),
        FacetsOf::All | FacetsOf::Values(_) => {
            let counted = reader.count_values(field, docs)?.into_iter().take(limit);
            Ok(counted.map(|(value, count)| ValueFacet { value, count }).collect())
        }
    };
    Ok(Facets {
        person,
        org,
        place,
        source: values(ValueField::Source)?,
        section: values(ValueField::Section)?,
        language: values(ValueField::Language)?,
        byline: values(ValueField::Byline)?,
    })
}

fn names(reader: &Reader, docs: &[Vec<u32>], limit: usize) -> Result<[Vec<Facet>; 3]> {
    let names = reader.names()?;
    let counts = reader.count_names(docs)?;
    // Names of which it is open whom they mean stand below all others.
    let mut found: [Vec<(bool, Reverse<u64>, EntityId)>; 3] = Default::default();
    for (id, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
        let (kind, unclear) = names.registry.kind(id);
        found[kind as usize].push((unclear, Reverse(count), id));
    }
    Ok(found.map(|mut found| {
        // Entities are numbered in the order of their names, which breaks ties.
        if limit > 0 && limit < found.len() {
            found.select_nth_unstable(limit - 1);
        }
        found.truncate(limit);
        found.sort_unstable();
        found.into_iter().map(|(_, Reverse(count), id)| Facet::new(&names.registry, id, count)).collect()
    }))
}
