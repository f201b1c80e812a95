//! Spans of words in one article, and queries about them.

use crate::search::query::{Near, Within};

/// A text of the article with positions of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Text {
    /// Headline and standfirst.
    Title,
    /// Body.
    Body,
    /// Authors.
    Byline,
    /// Newspaper, agency or site.
    Source,
    /// Section.
    Section,
    /// Address on the web.
    Url,
    /// Code of the language.
    Language,
}

/// Words that an operand covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    pub(crate) text: Text,
    /// The first word.
    pub(crate) start: u32,
    /// One past the last word.
    pub(crate) end: u32,
}

/// A clause about spans. Its depth is that of the query, which its parser bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SpanQuery {
    /// An operand, by its number in the table of spans.
    Operand(usize),
    /// At least one of these.
    Any(Vec<SpanQuery>),
    /// All of these.
    All(Vec<SpanQuery>),
    /// Not this.
    Not(Box<SpanQuery>),
    /// At least so many spans of this.
    AtLeast(u32, Box<SpanQuery>),
    /// One near another.
    Near(Box<Near<SpanQuery>>),
}

impl SpanQuery {
    /// Whether sentences or paragraphs matter to it.
    pub(crate) fn asks_for_borders(&self) -> bool {
        match self {
            SpanQuery::Operand(_) => false,
            SpanQuery::Any(clauses) | SpanQuery::All(clauses) => {
                clauses.iter().any(SpanQuery::asks_for_borders)
            }
            SpanQuery::Not(inner) | SpanQuery::AtLeast(_, inner) => inner.asks_for_borders(),
            SpanQuery::Near(near) => {
                !matches!(near.within, Within::Words(_))
                    || near.left.asks_for_borders()
                    || near.right.asks_for_borders()
            }
        }
    }
}

/// The borders of a body: the first word of each sentence and paragraph, and the number of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Borders {
    pub(crate) sentences: Vec<u32>,
    pub(crate) paragraphs: Vec<u32>,
}
