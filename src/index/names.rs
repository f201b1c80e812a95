//! The names of the whole archive, and which entity each value of the names column stands for.

use std::collections::HashMap;

use super::reader::Reader;
use super::terms::kind_of_prefix;
use crate::entities::registry::{EntityId, Registry};
use crate::error::Result;

/// The registry with its links to the columns.
pub struct Names {
    /// Who is who.
    pub registry: Registry,
    /// For each segment: the entity of each ordinal of the names column. Ordinals that only
    /// deleted articles use have none.
    pub(crate) entity_of: Vec<Vec<Option<EntityId>>>,
}

impl Reader {
    /// The names of the archive. Built at the first call: about 0.5 microseconds a name.
    pub fn names(&self) -> Result<&Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = self.build_names()?;
        Ok(self.names.get_or_init(|| names))
    }

    fn build_names(&self) -> Result<Names> {
        // Articles by raw name; the values of a column are distinct within an article.
        let mut articles: HashMap<String, u64> = HashMap::new();
        let mut raw_of: Vec<Vec<Option<String>>> = Vec::new();
        for segment in self.searcher.segment_readers() {
            let mut raws = Vec::new();
            if let Some(column) = self.engine(segment.fast_fields().str("names"))? {
                let mut counts = vec![0u64; column.num_terms()];
                for doc in segment.doc_ids_alive() {
                    for ord in column.term_ords(doc) {
                        counts[ord as usize] += 1;
                    }
                }
                raws.resize(counts.len(), None);
                let mut terms = self.io(column.dictionary().stream())?;
                while terms.advance() {
                    let ord = terms.term_ord() as usize;
                    if counts[ord] > 0 {
                        let raw = String::from_utf8_lossy(terms.key()).into_owned();
                        *articles.entry(raw.clone()).or_default() += counts[ord];
                        raws[ord] = Some(raw);
                    }
                }
            }
            raw_of.push(raws);
        }
        let raws = articles.iter().filter_map(|(raw, &count)| {
            let (kind, name) = split(raw)?;
            Some((kind, name.to_owned(), count))
        });
        let registry = Registry::new(raws);
        let entity = |raw: &String| {
            let (kind, name) = split(raw)?;
            registry.entity_of(kind, name)
        };
        let entity_of = raw_of
            .iter()
            .map(|raws| raws.iter().map(|raw| raw.as_ref().and_then(entity)).collect())
            .collect();
        Ok(Names { registry, entity_of })
    }
}

fn split(raw: &str) -> Option<(crate::entities::Kind, &str)> {
    let prefix = raw.chars().next()?;
    Some((kind_of_prefix(prefix)?, &raw[prefix.len_utf8()..]))
}
