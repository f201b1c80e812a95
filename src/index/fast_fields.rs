//! The columns of a segment that answering a query reads for each match.

use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::article::ArticleId;
use crate::entities::MentionField;

/// Columns of one segment.
pub(crate) struct FastFields {
    id: Column<u64>,
    date: Column<i64>,
    added: Column<i64>,
    title_words: Column<u64>,
    body_words: Column<u64>,
    passage_word: Column<u64>,
    sentence_word: Column<u64>,
    paragraph_word: Column<u64>,
    mention_words: Column<u64>,
    names: Option<StrColumn>,
}

pub(super) const SECONDS_A_DAY: i64 = 86_400;

impl FastFields {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<FastFields> {
        let columns = segment.fast_fields();
        let number = |name| columns.u64(name);
        Ok(FastFields {
            id: number("id")?,
            date: columns.i64("date")?,
            added: columns.i64("added")?,
            title_words: number("title_words")?,
            body_words: number("body_words")?,
            passage_word: number("passage_word")?,
            sentence_word: number("sentence_word")?,
            paragraph_word: number("paragraph_word")?,
            mention_words: number("mention_words")?,
            names: columns.str("names")?,
        })
    }

    pub(crate) fn id(&self, doc: DocId) -> ArticleId {
        ArticleId(self.id.first(doc).unwrap_or(0))
    }

    /// Civil seconds since 1970, for sorting.
    pub(crate) fn seconds(&self, doc: DocId) -> Option<i64> {
        self.date.first(doc)
    }

    /// The civil day of publication, in days since 1970.
    pub(crate) fn day(&self, doc: DocId) -> Option<i32> {
        self.seconds(doc).map(|s| s.div_euclid(SECONDS_A_DAY) as i32)
    }

    /// When the run that took the article in began, in seconds since 1970.
    pub(crate) fn added(&self, doc: DocId) -> Option<i64> {
        self.added.first(doc)
    }

    /// Words of the headline with its standfirst, and of the body.
    pub(crate) fn words(&self, doc: DocId) -> (u32, u32) {
        let first = |column: &Column<u64>| column.first(doc).unwrap_or(0) as u32;
        (first(&self.title_words), first(&self.body_words))
    }

    /// The first word of each passage, and the number of words.
    pub(crate) fn passage_words(&self, doc: DocId, out: &mut Vec<u32>) {
        out.clear();
        out.extend(self.passage_word.values_for_doc(doc).map(|word| word as u32));
    }

    /// The first word of a paragraph by its number from 0, or the number of words where it would be the
    /// one after the last.
    pub(crate) fn paragraph(&self, doc: DocId, number: usize) -> Option<u32> {
        self.paragraph_word.values_for_doc(doc).nth(number).map(|word| word as u32)
    }

    /// The first word of each sentence and of each paragraph, and the number of words.
    pub(crate) fn borders(&self, doc: DocId, sentences: &mut Vec<u32>, paragraphs: &mut Vec<u32>) {
        for (column, out) in [(&self.sentence_word, sentences), (&self.paragraph_word, paragraphs)] {
            out.clear();
            out.extend(column.values_for_doc(doc).map(|word| word as u32));
        }
    }

    /// The ordinals of an article's names in the segment's dictionary.
    pub(super) fn name_ordinals(&self, doc: DocId) -> impl Iterator<Item = usize> {
        self.names.iter().flat_map(move |names| names.term_ords(doc)).map(|ordinal| ordinal as usize)
    }

    /// The names of several words in headline or body, in order: first word, and how many.
    pub(crate) fn mention_widths(&self, doc: DocId, field: MentionField) -> Vec<(u32, u32)> {
        let mentions = self.mention_words.values_for_doc(doc).map(unpacked_width);
        mentions.filter(|mention| mention.0 == field).map(|(_, first, words)| (first, words)).collect()
    }
}

/// A name of several words as a number: where it stands, its first word, and how many words it
/// has.
pub(super) fn packed_width(field: MentionField, first: u32, words: u32) -> u64 {
    let in_title = field == MentionField::Title;
    u64::from(first) << 9 | u64::from(in_title) << 8 | u64::from(words.min(255))
}

fn unpacked_width(packed: u64) -> (MentionField, u32, u32) {
    let field = if packed >> 8 & 1 == 1 { MentionField::Title } else { MentionField::Body };
    (field, (packed >> 9) as u32, (packed & 255) as u32)
}
