//! Tantivy as it comes: headline and body through its own `en_stem` analyser, with positions,
//! stored with the compression and memory that morgue gives it, one indexing thread a core.

use std::path::Path;

use morgue::article::Article;
use morgue::index::writer::HEAP_BYTES;
use tantivy::collector::TopDocs;
use tantivy::directory::MmapDirectory;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions, Value};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings, ReloadPolicy, Searcher, TantivyDocument};

/// Indexes the articles in `dir`, with one commit at the end.
pub fn index(articles: &[Article], dir: &Path, jobs: usize) {
    let (schema, title, body) = schema();
    let settings = IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(1) }),
        ..IndexSettings::default()
    };
    let directory = MmapDirectory::open(dir).expect("a folder under target/tmp");
    let index = Index::create(directory, schema, settings).expect("an empty folder");
    let threads = jobs.clamp(1, 8);
    let heap = HEAP_BYTES.max(threads * (16 << 20));
    let mut writer = index.writer_with_num_threads(threads, heap).expect("a writer");
    for article in articles {
        let mut doc = TantivyDocument::default();
        doc.add_text(title, &article.title);
        doc.add_text(body, &article.body);
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

fn schema() -> (Schema, Field, Field) {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = TextOptions::default().set_indexing_options(indexing) | STORED;
    let mut builder = Schema::builder();
    let title = builder.add_text_field("title", text.clone());
    let body = builder.add_text_field("body", text);
    (builder.build(), title, body)
}
