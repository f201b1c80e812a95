//! Who is meant, within one article: short forms go to the one full name that fits.

use super::tagger::Span;
use super::{Mention, MentionField, Name};
use crate::article::Article;
use crate::text::{Outline, Token, fold};

/// The names of an article and their mentions.
pub(super) fn resolve(
    article: &Article,
    title_tokens: &[Token],
    outline: &Outline,
    spans: &[Span],
) -> (Vec<Name>, Vec<Mention>) {
    let mut names: Vec<Name> = Vec::new();
    let mut numbers = std::collections::HashMap::new();
    let mut mentions = Vec::with_capacity(spans.len());
    for span in spans {
        let (text, tokens) = match span.field {
            MentionField::Title => (&article.title, title_tokens),
            MentionField::Body => (&article.body, &outline.tokens[..]),
        };
        let start = tokens[span.first as usize].start;
        let end = tokens[span.end as usize - 1].end;
        let written = &text[start as usize..end as usize];
        let name = *numbers.entry((span.kind, fold::key(written))).or_insert_with(|| {
            names.push(Name {
                kind: span.kind,
                text: written.split_whitespace().collect::<Vec<_>>().join(" "),
            });
            names.len() as u32 - 1
        });
        mentions.push(Mention {
            kind: span.kind,
            field: span.field,
            start,
            end,
            first_token: span.first,
            end_token: span.end,
            name,
        });
    }
    (names, mentions)
}
