//! Counting the matches of a query: by entity, by value of a field, and by day.

use std::collections::HashMap;

use tantivy::DocId;

use super::reader::Reader;
use super::terms::value_term;
use crate::error::Result;

/// A field whose values are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueField {
    /// Newspaper, agency or site.
    Source,
    /// Section.
    Section,
    /// ISO 639-1 code of the language.
    Language,
    /// Authors.
    Byline,
}

/// The documents that hold a value.
#[derive(Debug, Default)]
struct Counted {
    articles: u64,
    /// The last of them that was counted.
    last: u64,
    /// How the value is written, with the documents that write it so.
    spellings: Vec<(String, u64)>,
}

impl ValueField {
    /// Every field, in the order in which they are shown.
    pub const ALL: [ValueField; 4] =
        [ValueField::Source, ValueField::Section, ValueField::Language, ValueField::Byline];

    fn column(self) -> &'static str {
        match self {
            ValueField::Source => "source_values",
            ValueField::Section => "section_values",
            ValueField::Language => "language",
            ValueField::Byline => "byline_values",
        }
    }
}

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

    /// The values of a field in the documents (segment by segment), the commonest first, with how many
    /// documents hold each. Values that fold alike are one, in the commonest spelling.
    pub(crate) fn count_values(&self, field: ValueField, docs: &[Vec<DocId>]) -> Result<Vec<(String, u64)>> {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut counted: Vec<Counted> = Vec::new();
        let mut articles = 0;
        for (segment, docs) in self.searcher.segment_readers().iter().zip(docs) {
            let Some(values) = self.engine(segment.fast_fields().str(field.column()))? else { continue };
            let mut held = vec![0u64; values.num_terms()];
            for ordinal in docs.iter().flat_map(|doc| values.term_ords(*doc)) {
                held[ordinal as usize] += 1;
            }
            let ordinals: Vec<u64> =
                (0..).zip(&held).filter(|(_, held)| **held > 0).map(|(o, _)| o).collect();
            // The number in `counted` of each ordinal.
            let mut meanings = vec![0; held.len()];
            let mut next = ordinals.iter();
            let read = values.dictionary().sorted_ords_to_term_cb(&ordinals, |value| {
                let Some(&ordinal) = next.next() else { return };
                let value = String::from_utf8_lossy(value);
                let number = *numbers.entry(value_term(&value)).or_insert_with(|| {
                    counted.push(Counted::default());
                    counted.len() - 1
                });
                meanings[ordinal as usize] = number;
                let spellings = &mut counted[number].spellings;
                match spellings.iter_mut().find(|(spelling, _)| *spelling == value) {
                    Some((_, count)) => *count += held[ordinal as usize],
                    None => spellings.push((value.into_owned(), held[ordinal as usize])),
                }
            });
            self.io(read)?;
            for doc in docs {
                articles += 1;
                for ordinal in values.term_ords(*doc) {
                    let value = &mut counted[meanings[ordinal as usize]];
                    if value.last != articles {
                        (value.last, value.articles) = (articles, value.articles + 1);
                    }
                }
            }
        }
        let commonest = |spellings: Vec<(String, u64)>| {
            spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
        };
        let shown = |value: Counted| Some((commonest(value.spellings)?.0, value.articles));
        let mut all: Vec<(String, u64)> = counted.into_iter().filter_map(shown).collect();
        all.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(all)
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
