//! The fields of the index: one table, from which tantivy's schema is made.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

use super::terms::TOKENIZER;

/// How a field is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    /// Terms with frequencies and positions, written by [`super::terms`].
    Words,
    /// One term: the whole value, folded by whoever writes it.
    Key,
    /// A key that is also a column of strings.
    KeyColumn,
    /// A column of strings, many a document.
    Strings,
    /// A number as a term and as a column.
    Id,
    /// A column of whole numbers, in order, many a document.
    Numbers,
    /// A column of seconds since 1970. Tantivy's own dates count nanoseconds, and so reach from
    /// 1677 to 2262 alone: too few years for old newspapers.
    Seconds,
    /// Text beside the document, compressed.
    Text,
    /// A few bytes beside the document, compressed. Tantivy writes and reads bytes one by one:
    /// anything long is stored as text.
    Bytes,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident: $kept:ident,)*) => {
        /// The fields of the index. A document is an article or a row of the ledger, as
        /// `kind` says; each fills the fields that mean something to it.
        #[derive(Debug, Clone, Copy)]
        pub(crate) struct Fields { $($(#[$doc])* pub(crate) $name: Field,)* }

        const FIELDS: &[(&str, Kept)] = &[$((stringify!($name), Kept::$kept),)*];

        impl Fields {
            /// The fields of a schema; `None` when it is not one of ours.
            pub(crate) fn from_schema(schema: &Schema) -> Option<Fields> {
                Some(Fields { $($name: schema.get_field(stringify!($name)).ok()?,)* })
            }
        }
    };
}

fields! {
    /// `a` for an article, `f` for a file's row in the ledger, `m` for that of a member of one.
    kind: Key,
    /// The article's id.
    id: Id,
    /// Articles: the file they were read from.
    file: Key,
    /// Ledger: the file the row is about.
    row: KeyColumn,
    /// Headline, a gap, standfirst; with annotation terms.
    title: Words,
    /// Body, with annotation terms.
    body: Words,
    /// Authors.
    byline: Words,
    /// Newspaper, agency or site.
    source: Words,
    /// Section.
    section: Words,
    /// Address on the web.
    url: Words,
    /// The authors as written, to be counted.
    byline_values: Strings,
    /// The source as written, to be counted.
    source_values: Strings,
    /// The section as written, to be counted.
    section_values: Strings,
    /// ISO 639-1 code of the language.
    language: KeyColumn,
    /// What an article states, by the names of the query language's fields.
    has: Key,
    /// Civil date and time of publication, as if it were UTC: the day is the source's own.
    date: Seconds,
    /// When the run that took the article in began (UTC).
    added: Seconds,
    /// Words of the headline and standfirst.
    title_words: Numbers,
    /// Words of the body.
    body_words: Numbers,
    /// Bytes of the body.
    body_bytes: Numbers,
    /// First word of each sentence, and the number of words.
    sentence_word: Numbers,
    /// First word of each paragraph, and the number of words.
    paragraph_word: Numbers,
    /// First word of each passage, and the number of words.
    passage_word: Numbers,
    /// The names an article mentions, as coreference resolved them: prefix of the kind, name.
    names: Strings,
    /// Short forms that share no word with the name they were resolved to: prefix of the kind,
    /// short form, a separator, name.
    aliases: Strings,
    /// Names of more than one word: where they begin and how many words they have, written by
    /// [`super::fast_fields`].
    mention_words: Numbers,
    /// Signature of the body, for finding copies.
    minhash: Numbers,
    /// Ledger: bytes of the file.
    size: Numbers,
    /// Ledger: when the file was last written, nanoseconds since 1970.
    modified: Numbers,
    /// Ledger: half of the digest of the file's bytes.
    digest: Numbers,
    /// The body.
    text: Text,
    /// Where the names stand, written by [`super::stored_article`].
    mentions: Bytes,
    /// Where the words of a digitised page stand, written by [`super::layout`].
    layout: Text,
    /// Everything else that is shown of an article, or a row of the ledger, as JSON.
    record: Text,
}

/// The schema that the table describes.
pub(super) fn schema() -> Schema {
    let mut builder = Schema::builder();
    for &(name, kept) in FIELDS {
        match kept {
            Kept::Words => builder.add_text_field(name, words()),
            Kept::Key => builder.add_text_field(name, key()),
            Kept::KeyColumn => builder.add_text_field(name, key().set_fast("raw")),
            Kept::Strings => builder.add_text_field(name, TextOptions::default().set_fast("raw")),
            Kept::Id => builder.add_u64_field(name, NumericOptions::default().set_indexed().set_fast()),
            Kept::Numbers => builder.add_u64_field(name, NumericOptions::default().set_fast()),
            Kept::Seconds => builder.add_i64_field(name, NumericOptions::default().set_fast()),
            Kept::Text => builder.add_text_field(name, STORED),
            Kept::Bytes => builder.add_bytes_field(name, BytesOptions::default().set_stored()),
        };
    }
    builder.build()
}

/// Our own columns hold exact lengths, so tantivy's rounded norms are left out.
fn words() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}

fn key() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_index_option(IndexRecordOption::Basic)
        .set_fieldnorms(false);
    TextOptions::default().set_indexing_options(indexing)
}
