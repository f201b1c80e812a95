//! Counting the matches of a query: by entity, and by day.

use tantivy::DocId;

use super::reader::Reader;
use crate::error::Result;

impl Reader {
    /// How many of the documents (segment by segment) mention each entity of the registry. A document
    /// that holds several names of one entity counts once.
    pub(crate) fn count_names(&self, docs: &[Vec<DocId>]) -> Result<Vec<u64>> {
        let names = self.names()?;
        let mut articles = 0;
        // For each entity: the articles that mention it, and the last of them.
        let mut counts = vec![(0u64, 0u32); names.registry.len()];
        for (segment, docs) in docs.iter().enumerate() {
            let columns = self.fast_fields(segment)?;
            let meanings = names.ordinals(segment);
            for &doc in docs {
                articles += 1;
                for ordinal in columns.name_ordinals(doc) {
                    let Some(&value) = meanings.get(ordinal) else { continue };
                    let article = || (columns.day(doc), columns.id(doc));
                    let Some(entity) = names.registry.of_ordinal(value, article) else { continue };
                    if let Some((count, last)) = counts.get_mut(entity as usize)
                        && *last != articles
                    {
                        *last = articles;
                        *count += 1;
                    }
                }
            }
        }
        Ok(counts.into_iter().map(|(count, _)| count).collect())
    }

    /// The civil days of publication of the documents, and how many have none.
    pub(crate) fn days(&self, docs: &[Vec<DocId>]) -> Result<(Vec<i32>, u64)> {
        let (mut days, mut undated) = (Vec::new(), 0);
        for (segment, docs) in docs.iter().enumerate() {
            let columns = self.fast_fields(segment)?;
            for &doc in docs {
                match columns.day(doc) {
                    Some(day) => days.push(day),
                    None => undated += 1,
                }
            }
        }
        Ok((days, undated))
    }

    /// The civil day of the newest article, in days since 1970, of those up to a day.
    pub(crate) fn newest_day(&self, up_to: i32) -> Result<Option<i32>> {
        let mut newest = None;
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let columns = self.fast_fields(ord)?;
            let days = segment.doc_ids_alive().filter_map(|doc| columns.day(doc));
            newest = newest.max(days.filter(|day| *day <= up_to).max());
        }
        Ok(newest)
    }
}
