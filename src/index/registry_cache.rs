//! The names of the whole archive: told to the registry's builder, and kept on disk.
//!
//! The table of names lies beside the index and is good for one commit and one `names.toml`.
//! Whoever needs names and finds no such table makes it from the columns, and keeps it where
//! the archive can be written to.

use std::collections::BTreeMap;
use std::path::Path;

use foldhash::{HashMap, HashMapExt};
use tantivy::columnar::StrColumn;
use tantivy::directory::Directory;

use super::archive::write_whole;
use super::directory::ArchiveDirectory;
use super::fast_fields::FastFields;
use super::linked_registry::LinkedRegistry;
use super::reader::Reader;
use super::terms::{ALIAS_SEPARATOR, kind_of_prefix};
use crate::article::{ArticleId, day_of_number};
use crate::entities::Kind;
use crate::entities::registry::why::Why;
use crate::entities::registry::{
    Builder, Decisions, EntityCounts, Explained, KeyId, Observed, Registry, SegmentNames, Suggestion,
    UNDATED, Years, add_years,
};
use crate::error::{Error, Result};

const TABLE: &str = "names.table";

impl Reader {
    /// The names of the archive: read from disk at the first call, or created.
    ///
    /// # Errors
    /// [`Error::Input`] if the user's decisions cannot be read.
    pub fn names(&self) -> Result<&LinkedRegistry> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = self.load_names()?;
        Ok(self.names.get_or_init(|| names))
    }

    /// Pairs of names that may be one but are not joined. Computed at each call.
    pub(crate) fn name_suggestions(&self) -> Result<Vec<Suggestion>> {
        Ok(self.resolve_names(self.archive.decisions()?)?.0.suggestions())
    }

    /// The evidence behind the entity that a name means. Computed at each call.
    pub(crate) fn why_name(&self, kind: Kind, name: &str) -> Result<Option<Why>> {
        Ok(self.resolve_names(self.archive.decisions()?)?.0.why(kind, name))
    }

    fn load_names(&self) -> Result<LinkedRegistry> {
        let decisions = self.archive.decisions_text()?;
        let stamp = self.stamp(&decisions);
        if let Some(names) = self.kept_names().and_then(|registry| LinkedRegistry::new(registry, &stamp)) {
            return Ok(names);
        }
        let (counts, keys) = self.resolve_names(self.archive.parse_decisions(&decisions)?)?;
        // The decisions stand first, as a segment without names.
        let keys = std::iter::once(Vec::new()).chain(keys);
        let segments: Vec<SegmentNames> =
            stamp.iter().zip(keys).map(|(segment, keys)| SegmentNames { segment: *segment, keys }).collect();
        let table = counts.finish(&segments);
        // Where nothing can be written the table serves this command alone.
        let _ = write_whole(&self.archive.dir.join(TABLE), &table);
        Registry::open(Box::new(table))
            .and_then(|registry| LinkedRegistry::new(registry, &stamp))
            .ok_or_else(|| Error::damaged(&self.archive.dir, "the table of names does not match the index"))
    }

    fn kept_names(&self) -> Option<Registry> {
        let directory = ArchiveDirectory::open(&self.archive.dir).ok()?;
        let bytes = directory.open_read(Path::new(TABLE)).ok()?.read_bytes().ok()?;
        Registry::open(Box::new(bytes))
    }

    /// What a table of names must have been made from to be good: the user's decisions, then
    /// each segment with its deleted articles.
    fn stamp(&self, decisions: &str) -> Vec<[u32; 5]> {
        let quarters = |bytes: &[u8]| {
            let mut out = [0u32; 4];
            for (quarter, bytes) in out.iter_mut().zip(bytes.chunks_exact(4)) {
                *quarter = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
            }
            out
        };
        // Another version may join otherwise.
        let text = [decisions, env!("CARGO_PKG_VERSION")].concat();
        let [a, b, c, d] = quarters(blake3::hash(text.as_bytes()).as_bytes());
        let mut out = vec![[a, b, c, d, u32::MAX]];
        for segment in self.searcher.segment_readers() {
            let digest = blake3::hash(segment.segment_id().uuid_string().as_bytes());
            let [a, b, c, d] = quarters(digest.as_bytes());
            out.push([a, b, c, d, segment.num_deleted_docs()]);
        }
        out
    }

    /// Tells the builder of every name, and then of every article; gives the keys of each
    /// segment's ordinals too.
    fn resolve_names(&self, decisions: Decisions) -> Result<(EntityCounts, Vec<Vec<Option<KeyId>>>)> {
        let mut raws: Vec<Vec<Option<(Kind, String)>>> = Vec::new();
        let mut years: HashMap<(Kind, String), Years> = HashMap::new();
        for segment in self.searcher.segment_readers() {
            let names = self.observe(segment)?.into_iter().map(|observed| {
                let Observed { kind, raw, years: own } = observed?;
                let name = (kind, raw);
                add_years(years.entry(name.clone()).or_default(), &own);
                Some(name)
            });
            raws.push(names.collect());
        }
        let names = years.into_iter().map(|((kind, raw), years)| Observed { kind, raw, years });
        let mut builder = Builder::new(names, &self.explained()?, decisions);
        let key = |name: &Option<(Kind, String)>| {
            let (kind, raw) = name.as_ref()?;
            builder.key(*kind, raw)
        };
        let keys: Vec<Vec<Option<KeyId>>> = raws.iter().map(|raws| raws.iter().map(key).collect()).collect();
        drop(raws);
        if !builder.seen.is_idle() {
            self.each_article(&keys, |_, day, names| {
                builder.seen.note(day.map_or(UNDATED, year_of), names);
            })?;
        }
        let mut counts = builder.resolve();
        self.each_article(&keys, |article, day, names| counts.count(article, day, names))?;
        Ok((counts, keys))
    }

    /// The names of a segment by ordinal, with their living articles; `None` for names without any.
    fn observe(&self, segment: &tantivy::SegmentReader) -> Result<Vec<Option<Observed>>> {
        let Some(column) = self.names_column(segment)? else { return Ok(Vec::new()) };
        let columns = self.engine(FastFields::open(segment))?;
        let mut counts: HashMap<(u32, i16), u32> = HashMap::new();
        for doc in segment.doc_ids_alive() {
            let year = columns.day(doc).map_or(UNDATED, year_of);
            for ord in column.term_ords(doc) {
                *counts.entry((ord as u32, year)).or_default() += 1;
            }
        }
        let mut counts: Vec<((u32, i16), u32)> = counts.into_iter().collect();
        counts.sort_unstable();
        let mut years = vec![Years::new(); column.num_terms()];
        for ((ord, year), articles) in counts {
            years[ord as usize].push((year, articles));
        }
        let mut names = Vec::new();
        names.resize_with(years.len(), || None);
        let mut terms = self.io(column.dictionary().stream())?;
        while terms.advance() {
            let ord = terms.term_ord() as usize;
            let years = years.get_mut(ord).map(std::mem::take).filter(|years| !years.is_empty());
            if let Some(years) = years
                && let Some((kind, raw)) = parse_name_term(&String::from_utf8_lossy(terms.key()))
            {
                names[ord] = Some(Observed { kind, raw, years });
            }
        }
        Ok(names)
    }

    /// Short forms that articles explain, with the living articles of each.
    fn explained(&self) -> Result<Vec<Explained>> {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let Some(column) = self.engine(segment.fast_fields().str("aliases"))? else { continue };
            let mut articles = vec![0; column.num_terms()];
            for doc in segment.doc_ids_alive() {
                column.term_ords(doc).for_each(|ord| articles[ord as usize] += 1);
            }
            let mut terms = self.io(column.dictionary().stream())?;
            while terms.advance() {
                let alias = String::from_utf8_lossy(terms.key()).into_owned();
                *counts.entry(alias).or_default() += articles[terms.term_ord() as usize];
            }
        }
        let explained = counts.into_iter().filter_map(|(alias, articles)| {
            let (short, full) = alias.split_once(ALIAS_SEPARATOR)?;
            let (kind, short) = parse_name_term(short)?;
            Some(Explained { kind, short, full: full.to_owned(), articles })
        });
        Ok(explained.filter(|explained| explained.articles > 0).collect())
    }

    fn names_column(&self, segment: &tantivy::SegmentReader) -> Result<Option<StrColumn>> {
        self.engine(segment.fast_fields().str("names"))
    }

    /// Every living article: its id, its day, the keys of its names.
    fn each_article(
        &self,
        keys: &[Vec<Option<KeyId>>],
        mut visit: impl FnMut(ArticleId, Option<i32>, &[KeyId]),
    ) -> Result<()> {
        let mut names = Vec::new();
        for (segment, keys) in self.searcher.segment_readers().iter().zip(keys) {
            let Some(column) = self.names_column(segment)? else { continue };
            let columns = self.engine(FastFields::open(segment))?;
            for doc in segment.doc_ids_alive() {
                names.clear();
                names.extend(column.term_ords(doc).filter_map(|ord| *keys.get(ord as usize)?));
                if !names.is_empty() {
                    visit(columns.id(doc), columns.day(doc), &names);
                }
            }
        }
        Ok(())
    }
}

/// The year of a day since 1970.
fn year_of(day: i32) -> i16 {
    day_of_number(day).map_or(UNDATED, |date| date.year())
}

fn parse_name_term(raw: &str) -> Option<(Kind, String)> {
    let prefix = raw.chars().next()?;
    Some((kind_of_prefix(prefix)?, raw[prefix.len_utf8()..].to_owned()))
}
