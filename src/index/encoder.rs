//! From an annotated article to the document that is indexed. Pure, run by the workers.

use std::mem::take;

use jiff::Timestamp;
use jiff::civil::DateTime;
use tantivy::TantivyDocument;
use tantivy::schema::Field;

use super::fast_fields::{SECONDS_A_DAY, packed_width};
use super::layout;
use super::schema::{Fields, schema};
use super::stored_article::{StoredArticle, packed_mentions};
use super::terms::{
    ALIAS_SEPARATOR, TermWriter, name_term, plain_term, prefixed, push_gap, push_next, push_same, value_term,
};
use crate::article::{ArticleId, day_number, member_path};
use crate::entities::{Annotated, MentionField};
use crate::text::fold::key;
use crate::text::minhash::signature;
use crate::text::segmentation::Segment;
use crate::text::unspaced::subwords::InnerWords;
use crate::text::variants::{joined, joined_initials};
use crate::text::{Token, tokens};

/// An article ready to be added to the index.
#[derive(Debug)]
pub struct Entry {
    pub(super) document: TantivyDocument,
    /// Its id.
    pub id: ArticleId,
    /// Bytes of headline and body.
    pub text_bytes: u64,
    /// Repairs and omissions while reading.
    pub warnings: Vec<String>,
}

/// The origin of an article.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file, relative to the archive's root.
    pub file: &'a str,
    /// The member of the file; empty for the file itself.
    pub member: &'a str,
    /// The address of the record; empty for the only one.
    pub address: &'a str,
    /// Byte of the file or member at which the record begins.
    pub start: u64,
}

impl<'a> Origin<'a> {
    /// The only article of a file.
    pub fn file(file: &'a str) -> Origin<'a> {
        Origin { file, member: "", address: "", start: 0 }
    }
}

/// Encodes articles. One for each worker, since it holds a cache of word forms.
pub struct Encoder {
    fields: Fields,
    added: i64,
    terms: TermWriter,
    inner: InnerWords,
    buffer: Vec<u8>,
}

impl Encoder {
    /// An encoder; `run_began` is stored with each article.
    pub fn new(run_began: Timestamp) -> Encoder {
        let fields = Fields::from_schema(&schema()).expect("the schema holds its own fields");
        let added = run_began.as_second();
        Encoder {
            fields,
            added,
            terms: TermWriter::default(),
            inner: InnerWords::default(),
            buffer: Vec::new(),
        }
    }

    /// The entry of an article.
    pub fn entry(&mut self, annotated: Annotated, origin: &Origin) -> Entry {
        let fields = self.fields;
        let path = member_path(origin.file, origin.member);
        let id = ArticleId::new(&path, origin.address);
        let mut doc = TantivyDocument::default();
        doc.add_text(fields.kind, "a");
        doc.add_u64(fields.id, id.0);
        doc.add_text(fields.file, origin.file);
        doc.add_text(fields.language, &annotated.language);
        doc.add_i64(fields.added, self.added);
        if let Some(date) = annotated.article.published {
            doc.add_i64(fields.date, civil_seconds(date.civil));
        }
        let stored = StoredArticle::new(&annotated, &path, origin.address, origin.start);
        doc.add_text(fields.record, serde_json::to_string(&stored).unwrap_or_default());
        if let Some(layout) = &annotated.article.layout {
            doc.add_text(fields.layout, layout::packed(layout));
        }
        doc.add_bytes(fields.mentions, &packed_mentions(&stored.mentions));
        for name in &annotated.names {
            doc.add_text(fields.names, prefixed(name.kind, &name.text));
        }
        for alias in &annotated.aliases {
            let full = annotated.names.get(alias.name as usize).map_or("", |name| name.text.as_str());
            let pair = format!("{}{ALIAS_SEPARATOR}{full}", alias.short);
            doc.add_text(fields.aliases, prefixed(alias.kind, &pair));
        }
        let article = &annotated.article;
        let byline: Vec<&str> = article.byline.iter().map(String::as_str).collect();
        let (source, section) = (article.source.as_deref(), article.section.as_deref());
        for (words, column, values) in [
            (fields.byline, fields.byline_values, &byline[..]),
            (fields.source, fields.source_values, source.as_slice()),
            (fields.section, fields.section_values, section.as_slice()),
        ] {
            self.add_plain(words, values, true, &mut doc);
            values.iter().for_each(|value| doc.add_text(column, value));
        }
        self.add_plain(fields.url, article.url.as_deref().as_slice(), false, &mut doc);
        for (name, is_stated) in [
            ("title", !article.title.is_empty()),
            ("byline", !byline.is_empty()),
            ("source", source.is_some()),
            ("section", section.is_some()),
            ("url", article.url.is_some()),
        ] {
            if is_stated {
                doc.add_text(fields.has, name);
            }
        }
        let outline = &annotated.outline;
        borders(fields.sentence_word, &outline.sentences, &mut doc);
        borders(fields.paragraph_word, &outline.paragraphs, &mut doc);
        borders(fields.passage_word, &outline.passages, &mut doc);
        for number in signature(&article.body, &outline.tokens) {
            doc.add_u64(fields.minhash, number);
        }
        // The large ones last: a document grows by doubling, and so ends with less room unused.
        doc.add_text(fields.text, &article.body);
        self.add_words(&annotated, &mut doc);
        let text_bytes = (article.title.len() + article.body.len()) as u64;
        Entry { document: doc, id, text_bytes, warnings: annotated.article.warnings }
    }

    /// Adds headline (with the standfirst behind a gap) and body.
    fn add_words(&mut self, annotated: &Annotated, doc: &mut TantivyDocument) {
        let fields = self.fields;
        let article = &annotated.article;
        let subtitle_tokens = tokens(&article.subtitle);
        let body_tokens = &annotated.outline.tokens;
        let title_words = annotated.title_tokens.len() + subtitle_tokens.len();
        doc.add_u64(fields.title_words, title_words as u64);
        doc.add_u64(fields.body_words, body_tokens.len() as u64);
        doc.add_u64(fields.body_bytes, article.body.len() as u64);

        let names: Vec<String> =
            annotated.names.iter().map(|name| name_term(name.kind, &key(&name.text))).collect();
        let mut out = take(&mut self.buffer);
        let mut widths = Vec::new();
        self.push_field(annotated, MentionField::Title, &names, &mut widths, &mut out);
        push_gap(&mut out);
        let words = self.terms.language(&annotated.language);
        each_word(&article.subtitle, &subtitle_tokens, &mut self.inner, |word| match word {
            Indexed::Word(_, word) => words.word(word, &mut out),
            Indexed::Further(word) => words.further(word, &mut out),
        });
        out = add_terms(fields.title, out, doc);
        self.push_field(annotated, MentionField::Body, &names, &mut widths, &mut out);
        widths.into_iter().for_each(|width| doc.add_u64(fields.mention_words, width));
        self.buffer = add_terms(fields.body, out, doc);
    }

    fn push_field(
        &mut self,
        annotated: &Annotated,
        field: MentionField,
        names: &[String],
        widths: &mut Vec<u64>,
        out: &mut Vec<u8>,
    ) {
        let (text, tokens) = match field {
            MentionField::Title => (&annotated.article.title, &annotated.title_tokens),
            MentionField::Body => (&annotated.article.body, &annotated.outline.tokens),
        };
        let words = self.terms.language(&annotated.language);
        let mut mentions = annotated.mentions.iter().filter(|m| m.field == field).peekable();
        each_word(text, tokens, &mut self.inner, |word| match word {
            Indexed::Further(word) => words.further(word, out),
            Indexed::Word(number, word) => {
                words.word(word, out);
                while let Some(mention) = mentions.next_if(|m| m.first_token as usize <= number) {
                    push_same(&names[mention.name as usize], out);
                    let width = mention.end_token - mention.first_token;
                    if width > 1 {
                        widths.push(packed_width(field, number as u32, width));
                    }
                }
            }
        });
    }

    /// Adds the words of values, and each value as a whole where that can be asked for.
    fn add_plain(&mut self, field: Field, values: &[&str], whole: bool, doc: &mut TantivyDocument) {
        let mut out = take(&mut self.buffer);
        for value in values {
            let before = out.len();
            each_word(value, &tokens(value), &mut self.inner, |word| match word {
                Indexed::Word(_, word) => push_next(&plain_term(word), &mut out),
                Indexed::Further(word) => push_same(&plain_term(word), &mut out),
            });
            if whole {
                let push = if out.len() > before { push_same } else { push_next };
                push(&value_term(value), &mut out);
            }
            push_gap(&mut out);
        }
        self.buffer = add_terms(field, out, doc);
    }
}

/// What is indexed of a text.
enum Indexed<'a> {
    /// A word, with its number.
    Word(usize, &'a str),
    /// A word found within the last one or across its border, or the hyphenated word it ends.
    Further(&'a str),
}

/// Calls `visit` with the words of a text in order, each with the further words that stand at it.
fn each_word(text: &str, tokens: &[Token], inner: &mut InnerWords, mut visit: impl FnMut(Indexed)) {
    let mut further = inner.find(text, tokens).into_iter().peekable();
    for (number, token) in tokens.iter().enumerate() {
        visit(Indexed::Word(number, token.of(text)));
        let joined = joined(text, tokens, number).or_else(|| joined_initials(text, tokens, number));
        if let Some(joined) = joined {
            visit(Indexed::Further(&joined));
        }
        while let Some(inner) = further.next_if(|inner| inner.at as usize <= number) {
            visit(Indexed::Further(inner.of(text)));
        }
    }
}

/// Adds the terms to the document and gives the buffer back, emptied.
fn add_terms(field: Field, terms: Vec<u8>, doc: &mut TantivyDocument) -> Vec<u8> {
    // Terms are written from strings alone, so this cannot fail.
    if let Ok(terms) = std::str::from_utf8(&terms)
        && !terms.is_empty()
    {
        doc.add_text(field, terms);
    }
    let mut terms = terms;
    terms.clear();
    terms
}

/// The word at which each segment begins, and the end of the last. The bytes follow from the
/// text, which is at hand wherever they are needed.
fn borders(word: Field, segments: &[Segment], doc: &mut TantivyDocument) {
    for segment in segments {
        doc.add_u64(word, segment.first_token.into());
    }
    if let Some(last) = segments.last() {
        doc.add_u64(word, last.end_token.into());
    }
}

/// The civil time in seconds since 1970 as if it were UTC, so that the column's days are the source's own.
fn civil_seconds(civil: DateTime) -> i64 {
    let time = civil.time();
    let seconds = (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    i64::from(day_number(civil.date())) * SECONDS_A_DAY + seconds
}
