//! Tantivy as it comes: headline and body through its own `en_stem` analyser, with positions,
//! stored with the compression and memory that morgue gives it, one indexing thread a core.

use std::collections::HashMap;
use std::path::Path;

use morgue::article::Article;
use morgue::index::HEAP_BYTES;
use tantivy::collector::{Collector, SegmentCollector, TopDocs};
use tantivy::columnar::{Column, StrColumn};
use tantivy::directory::MmapDirectory;
use tantivy::query::QueryParser;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{
    DateTime, DocId, Index, IndexSettings, ReloadPolicy, Score, Searcher, SegmentOrdinal, SegmentReader,
    TantivyDocument,
};

/// Indexes the articles in `dir`, with one commit at the end; with the names that each mentions,
/// where these are given.
pub fn index(articles: &[Article], names: &[Vec<String>], dir: &Path, jobs: usize) {
    let (schema, title, body) = schema();
    let field = |name| schema.get_field(name).expect("a field of the schema");
    let (name, date) = (field("names"), field("date"));
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
        ..IndexSettings::default()
    };
    let directory = MmapDirectory::open(dir).expect("a folder under target/tmp");
    let index = Index::create(directory, schema, settings).expect("an empty folder");
    let threads = jobs.clamp(1, 8);
    let heap = HEAP_BYTES.max(threads * (16 << 20));
    let mut writer = index.writer_with_num_threads(threads, heap).expect("a writer");
    for (number, article) in articles.iter().enumerate() {
        let mut doc = TantivyDocument::default();
        doc.add_text(title, &article.title);
        doc.add_text(body, &article.body);
        names.get(number).into_iter().flatten().for_each(|text| doc.add_text(name, text));
        if let Some(published) = article.published.filter(|_| !names.is_empty()) {
            let seconds = jiff::tz::Offset::UTC.to_timestamp(published.civil).map_or(0, |t| t.as_second());
            doc.add_date(date, DateTime::from_timestamp_secs(seconds));
        }
        writer.add_document(doc).expect("a document");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges that end");
}

/// The ten best articles for queries.
pub struct Bare {
    searcher: Searcher,
    any: QueryParser,
    all: QueryParser,
    body: Field,
}

impl Bare {
    /// Opens what [`index`] made.
    pub fn open(dir: &Path) -> Bare {
        let index = Index::open_in_dir(dir).expect("an index");
        let (_, title, body) = schema();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.expect("a reader");
        let any = QueryParser::for_index(&index, vec![title, body]);
        let mut all = QueryParser::for_index(&index, vec![title, body]);
        all.set_conjunction_by_default();
        Bare { searcher: reader.searcher(), any, all, body }
    }

    /// The addresses of the first ten.
    pub fn collect(&self, query: &str, all: bool) -> usize {
        let parser = if all { &self.all } else { &self.any };
        let query = parser.parse_query(query).expect("plain words");
        self.searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("an answer").len()
    }

    /// The first ten, and how many match, with the names of all matches counted and the months of
    /// their dates: what facets and a timeline rest on.
    pub fn collect_columns(&self, query: &str, all: bool) -> usize {
        let parser = if all { &self.all } else { &self.any };
        let query = parser.parse_query(query).expect("plain words");
        let collectors = (TopDocs::with_limit(10).order_by_score(), Columns);
        self.searcher.search(&query, &collectors).expect("an answer").1
    }

    /// The number of hits among the first ten, and the bytes of their bodies.
    pub fn top_ten(&self, query: &str, all: bool) -> (usize, usize) {
        let parser = if all { &self.all } else { &self.any };
        let query = parser.parse_query(query).expect("plain words");
        let hits =
            self.searcher.search(&query, &TopDocs::with_limit(10).order_by_score()).expect("an answer");
        let bytes = hits.iter().map(|(_, address)| {
            let doc: TantivyDocument = self.searcher.doc(*address).expect("a document");
            doc.get_first(self.body).and_then(|v| v.as_str()).map_or(0, str::len)
        });
        (hits.len(), bytes.sum())
    }
}

/// Counts the matches by name and by month.
struct Columns;

struct SegmentColumns {
    names: Option<StrColumn>,
    counts: Vec<u32>,
    date: Column<DateTime>,
    months: HashMap<i64, u32>,
    matches: usize,
}

impl Collector for Columns {
    type Fruit = usize;
    type Child = SegmentColumns;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentColumns> {
        let names = segment.fast_fields().str("names")?;
        let counts = vec![0; names.as_ref().map_or(0, |names| names.num_terms())];
        let date = segment.fast_fields().date("date")?;
        Ok(SegmentColumns { names, counts, date, months: HashMap::new(), matches: 0 })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, found: Vec<usize>) -> tantivy::Result<usize> {
        Ok(found.into_iter().sum())
    }
}

impl SegmentCollector for SegmentColumns {
    type Fruit = usize;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.matches += 1;
        for name in self.names.iter().flat_map(|names| names.term_ords(doc)) {
            self.counts[name as usize] += 1;
        }
        if let Some(date) = self.date.first(doc) {
            *self.months.entry(date.into_timestamp_secs() / (30 * 86_400)).or_default() += 1;
        }
    }

    fn harvest(self) -> usize {
        self.matches
    }
}

fn schema() -> (Schema, Field, Field) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing) | STORED;
    let mut builder = Schema::builder();
    let title = builder.add_text_field("title", text.clone());
    let body = builder.add_text_field("body", text);
    builder.add_text_field("names", TextOptions::default().set_fast("raw"));
    builder.add_date_field("date", FAST);
    (builder.build(), title, body)
}
