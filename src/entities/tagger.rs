//! Finds the spans of names by rules and lists.

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

/// Finds names. Holds no state of its own between articles and can be shared by threads.
#[derive(Debug, Clone, Default)]
pub struct Tagger {}

impl Tagger {
    /// The recogniser that comes with the program.
    pub fn new() -> Tagger {
        Tagger::default()
    }

    /// The names of an article: by field, then by offset; never overlapping.
    pub fn tag(
        &self,
        _language: &str,
        article: &Article,
        _title_tokens: &[Token],
        outline: &Outline,
    ) -> Vec<Span> {
        let capital = |t: &Token| t.of(&article.body).starts_with(char::is_uppercase);
        let mut spans = Vec::new();
        for sentence in &outline.sentences {
            let mut at = sentence.first_token as usize + 1;
            while at + 1 < sentence.end_token as usize {
                let [a, b] = [outline.tokens[at], outline.tokens[at + 1]];
                if capital(&a) && capital(&b) && &article.body[a.end as usize..b.start as usize] == " " {
                    spans.push(Span {
                        field: MentionField::Body,
                        first: at as u32,
                        end: at as u32 + 2,
                        kind: Kind::Person,
                    });
                    at += 1;
                }
                at += 1;
            }
        }
        spans
    }
}
