//! Finds the spans of names by rules and lists.
//!
//! The body is read twice: first for what is certain by itself, then, with what the first
//! reading learned of the article's words, for what is not. Headlines come last, since a
//! headline in capitals is understood through the body.

use foldhash::{HashSet, HashSetExt};

use super::lists::LISTS;
use super::reading::Reading;
use super::words::Words;
use super::{Kind, MentionField};
use crate::article::Article;
use crate::text::{Outline, Token};

/// A stretch of tokens that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which text the token numbers belong to.
    pub field: MentionField,
    /// Number of the first token.
    pub first: u32,
    /// One past the number of the last token.
    pub end: u32,
    /// What the name stands for.
    pub kind: Kind,
}

/// Finds names. Holds no state between articles, so threads can share it.
#[derive(Debug, Clone, Default)]
pub struct Tagger {}

impl Tagger {
    /// The recogniser that comes with the program.
    pub fn new() -> Tagger {
        std::sync::LazyLock::force(&LISTS);
        Tagger::default()
    }

    /// The names of an article: by field, then by offset; never overlapping.
    ///
    /// The rules are made for English. In other languages only what the lists know is looked
    /// for: first names with what follows, titles, places.
    pub fn tag(
        &self,
        language: &str,
        article: &Article,
        title_tokens: &[Token],
        outline: &Outline,
    ) -> Vec<Span> {
        let mut small = HashSet::with_capacity(outline.tokens.len() / 2);
        let body = Words::of_body(&article.body, outline, &mut small);
        let title = Words::of_title(&article.title, title_tokens, &mut small);
        let mut reading = Reading::new(matches!(language, "en" | "und"), small);
        reading.read(&body, MentionField::Body);
        reading.read(&title, MentionField::Title);
        reading.settle_doubts(&body, &title);
        reading.read_loud(&body, MentionField::Body);
        reading.read_loud(&title, MentionField::Title);
        without_overlaps(reading.spans)
    }
}

/// Spans in order; of two that overlap, the one that begins first.
fn without_overlaps(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable_by_key(|s| (s.field, s.first));
    let mut reached = (MentionField::Title, 0);
    spans.retain(|s| {
        let clear = (s.field, s.first) >= reached;
        if clear {
            reached = (s.field, s.end);
        }
        clear
    });
    spans
}
