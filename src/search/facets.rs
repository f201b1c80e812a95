//! Who and what is named in the matching articles, counted exactly.

use serde::Serialize;

use crate::entities::Kind;
use crate::error::Result;
use crate::index::Reader;

/// The names among the matches, most articles first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facets {
    /// People.
    pub person: Vec<Facet>,
    /// Organisations.
    pub org: Vec<Facet>,
    /// Places.
    pub place: Vec<Facet>,
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
}

/// Counts the names of the documents (segment by segment), at most `limit` of each kind.
pub(super) fn facets(reader: &Reader, docs: &[Vec<u32>], limit: usize) -> Result<Facets> {
    let names = reader.names()?;
    let counts = reader.count_names(docs)?;
    let mut found: Vec<(u64, u32)> = counts.into_iter().zip(0..).filter(|(count, _)| *count > 0).collect();
    let entity = |id: u32| names.registry.entity(id);
    found.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| entity(a.1).name.cmp(entity(b.1).name)));
    let mut facets = Facets::default();
    for (count, id) in found {
        let entity = entity(id);
        let list = match entity.kind {
            Kind::Person => &mut facets.person,
            Kind::Org => &mut facets.org,
            Kind::Place => &mut facets.place,
        };
        if list.len() < limit {
            let variants = names.registry.variants(id).into_iter().map(|(name, _)| name.to_owned()).collect();
            list.push(Facet {
                id: entity.id.to_owned(),
                name: entity.name.to_owned(),
                count,
                everywhere: entity.articles,
                variants,
            });
        }
    }
    Ok(facets)
}
