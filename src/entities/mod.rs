//! Names: an article in, the article with the people, organisations and places it mentions out.
//!
//! Knows articles and text; leaves files, indexes and the joining of names across articles
//! to others.

mod coref;
mod kind;
pub(crate) mod lists;
pub(crate) mod person_name;
pub(crate) mod recognise;
pub mod registry;
#[cfg(test)]
mod tests;

pub use kind::Kind;
pub use recognise::tagger::Tagger;

use std::borrow::Cow;

use crate::article::Article;
use crate::text::{Outline, Token, language, tokens};

/// The text of an article in which a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionField {
    /// The headline.
    Title,
    /// The body.
    Body,
}

/// One mention of a name.
///
/// Titles (*Mr*, *President*), *the* and a possessive *'s* lie outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The kind of the name.
    pub kind: Kind,
    /// The text that the offsets count in.
    pub field: MentionField,
    /// First byte, where a token begins, or the part of a token that belongs to the name where two
    /// words lost the blank between them.
    pub start: u32,
    /// One past the last byte, where a token or that part of it ends.
    pub end: u32,
    /// Number of its first token in the field.
    pub first_token: u32,
    /// One past the number of its last token.
    pub end_token: u32,
    /// Index into the article's names.
    pub name: u32,
}

/// A person, organisation or place that an article mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The kind of the name.
    pub kind: Kind,
    /// The fullest form in the article, as written there, white space folded.
    pub text: String,
}

/// A short form that shares no word with the name it stands for: an acronym or a nickname that
/// the article explains. Evidence for joining names across articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The kind of both.
    pub kind: Kind,
    /// The short form, as the article writes it.
    pub short: String,
    /// Index of the full name in the article's names.
    pub name: u32,
}

/// An article with its words and names.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotated {
    /// The article as it was read.
    pub article: Article,
    /// ISO 639-1 code of its language, or `"und"`.
    pub language: String,
    /// The words of its title.
    pub title_tokens: Vec<Token>,
    /// The words, sentences, paragraphs and passages of its body.
    pub outline: Outline,
    /// Its names, distinct by kind and folded words, in order of first appearance.
    pub names: Vec<Name>,
    /// Their mentions, by field, then by offset; never overlapping.
    pub mentions: Vec<Mention>,
    /// Short forms unlike the names they stand for, distinct, in order of first appearance.
    pub aliases: Vec<Alias>,
}

/// Finds the words and names of an article. Deterministic.
pub fn annotate(tagger: &Tagger, article: Article) -> Annotated {
    let language = language::language(&article.title, &article.body, article.language.as_deref());
    let title_tokens = tokens(&article.title);
    let outline = Outline::new(&article.body);
    let coref::Resolved { names, mentions, aliases } = {
        let title = recognise::glue::narrowed(&article.title, &title_tokens);
        let body = recognise::glue::narrowed(&article.body, &outline.tokens);
        let outline = match body {
            Cow::Borrowed(_) => Cow::Borrowed(&outline),
            Cow::Owned(tokens) => Cow::Owned(Outline { tokens, ..outline.clone() }),
        };
        let spans = tagger.tag(&language, &article, &title, &outline);
        coref::resolve(&article, &title, &outline, &spans)
    };
    Annotated { article, language, title_tokens, outline, names, mentions, aliases }
}
