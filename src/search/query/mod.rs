//! The query as a tree, and the text it stands for.
//!
//! A plain description of what is asked: it knows neither the index nor how words are divided,
//! folded or stemmed (the engine does that, with the one tokeniser), nor who is meant by a name
//! (the registry knows). [`parse`](super::parse::parse) makes it from text; `Display` gives text
//! that parses back to the same tree.
//!
//! # The language
//!
#![doc = include_str!("../language.md")]

use jiff::civil::Date;

use crate::entities::Kind;

mod display;

/// The description of the query language, as Markdown made of headings, paragraphs, lists of one
/// level and code inside lines.
pub const LANGUAGE: &str = include_str!("../language.md");

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Query {
    /// Every article.
    All,
    /// A word, in title, subtitle or body unless a field says otherwise.
    Word(Word),
    /// These words, side by side and in this order.
    Phrase(Vec<Word>),
    /// All of these.
    And(Vec<Query>),
    /// At least one of these.
    Or(Vec<Query>),
    /// Every article that this does not match. As a side of [`Near`], a place that this is not
    /// near to.
    Not(Box<Query>),
    /// One thing near another.
    Near(Box<Near>),
    /// At least so many mentions of this.
    AtLeast(u32, Box<Query>),
    /// This, looked for in one field. Of two fields around one operand the inner one holds.
    Field(Field, Box<Query>),
    /// A mention of a person, an organisation or a place; inside a field, a mention there.
    Name {
        /// What the name stands for.
        kind: Kind,
        /// The name as typed, its words divided by one space.
        name: String,
    },
    /// Published on one of these days.
    Date(DateRange),
    /// Without a date of publication.
    Undated,
    /// With a property that has no place in a text.
    Filter(Filter),
}

/// A property of an article as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Filter {
    /// A body of so many words, both ends included; an end that is absent is open.
    Words {
        /// The fewest.
        from: Option<u32>,
        /// The most.
        to: Option<u32>,
    },
    /// Taken in on one of these days, by the clock of this computer.
    Added(DateRange),
    /// Taken in by the last run.
    New,
    /// With a value in this field ([`Filter::HAS`]).
    Has(Field),
}

impl Filter {
    /// The fields that an article may have or lack, beside its date.
    pub const HAS: [Field; 5] = [Field::Title, Field::Byline, Field::Source, Field::Section, Field::Url];
}

/// A word as typed. It holds no white space; it may divide into several tokens ("peace-keeping").
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    /// The word, neither folded nor stripped of its punctuation.
    pub text: String,
    /// Which words of an article it stands for.
    pub matching: Matching,
}

/// Which words of an article a word of the query stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Matching {
    /// Its forms: *negotiate*, *negotiated*.
    Forms,
    /// This spelling alone, case and accents aside.
    Spelling,
    /// This spelling to the letter.
    Letters,
    /// A pattern in which `*` stands for any letters or none and `?` for one; a `*` by itself
    /// stands for any word. A backslash makes the character after it plain.
    Wildcard,
    /// Spellings that differ by at most so many letters (1 or 2).
    Fuzzy(u8),
    /// A regular expression about a whole word, as it stands in the index: case and accents folded.
    Regex,
}

/// Two operands and how near to each other they must stand, in one text (headline, standfirst,
/// body or another field) of the article. What has no position in a text (dates, `lang:`) narrows
/// nothing here: the parser asks it of the article as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Near<T = Query> {
    /// What stands on the left.
    pub left: T,
    /// What stands on the right.
    pub right: T,
    /// How near.
    pub within: Within,
    /// Whether the left one must come first.
    pub ordered: bool,
    /// The left one with none of the right one so near.
    pub not: bool,
}

/// How near two places must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Within {
    /// So many words on at most: side by side is one word on.
    Words(u32),
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    Paragraph,
}

/// A field that words can be looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Headline and second line.
    Title,
    /// The text of the article.
    Body,
    /// Headline, second line and the first two paragraphs of the text.
    Lead,
    /// So many words from the beginning of the text.
    First(u32),
    /// Its authors.
    Byline,
    /// Newspaper, agency or site.
    Source,
    /// Section or category.
    Section,
    /// Language, as a BCP 47 tag.
    Lang,
    /// Address on the web.
    Url,
}

impl Field {
    /// Every field but [`Field::First`], in the order in which help lists them.
    pub const ALL: [Field; 8] = [
        Field::Title,
        Field::Body,
        Field::Lead,
        Field::Byline,
        Field::Source,
        Field::Section,
        Field::Lang,
        Field::Url,
    ];

    /// The prefix that asks for it, without the colon and without a number.
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Body => "body",
            Field::Lead => "lead",
            Field::First(_) => "first",
            Field::Byline => "byline",
            Field::Source => "source",
            Field::Section => "section",
            Field::Lang => "lang",
            Field::Url => "url",
        }
    }

    /// Whether it holds running text, in which names are marked and word forms are searched.
    pub fn is_text(self) -> bool {
        matches!(self, Field::Title | Field::Body | Field::Lead | Field::First(_))
    }

    /// Whether words with `=` mean its whole value there.
    pub fn has_values(self) -> bool {
        matches!(self, Field::Byline | Field::Source | Field::Section)
    }
}

/// Civil days from the first to the last, both included; an end that is absent is open. No day is in
/// a range that ends before it begins.
/// Years 0 to 9999 can be written in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateRange {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl DateRange {
    /// No day at all: what a date that cannot be read stands for.
    pub const NEVER: DateRange =
        DateRange { from: Some(Date::constant(9999, 12, 31)), to: Some(Date::constant(0, 1, 1)) };

    /// Whether it ends before it begins.
    pub fn is_never(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from > to)
    }
}

impl Word {
    /// A word that matches its other forms too.
    pub fn new(text: impl Into<String>) -> Word {
        Word { text: text.into(), matching: Matching::Forms }
    }

    /// A word that matches this spelling alone.
    pub fn exact(text: impl Into<String>) -> Word {
        Word { text: text.into(), matching: Matching::Spelling }
    }
}

impl Word {
    /// A word in this spelling alone, in a field: where `=` stands for a whole value, words have no
    /// other forms anyway.
    pub(crate) fn spelled_in(field: Option<Field>, text: String) -> Word {
        let has_values = field.is_some_and(Field::has_values);
        Word { text, matching: if has_values { Matching::Forms } else { Matching::Spelling } }
    }
}

impl Query {
    /// This, looked for in a field if there is one.
    pub(crate) fn in_field(self, field: Option<Field>) -> Query {
        match field {
            Some(field) => Query::Field(field, Box::new(self)),
            None => self,
        }
    }

    /// Both this and `other`, in normal form.
    pub fn and(self, other: Query) -> Query {
        Query::And(vec![self, other]).normal()
    }

    /// Whether it asks for nothing in particular.
    pub fn is_all(&self) -> bool {
        *self == Query::All
    }

    /// The same question in normal form: And within And and Or within Or flattened, none of them
    /// with one operand or with none (which is All), no phrase of one word, no double Not, no field
    /// directly around another, no All as an operand except of Not, and no Not of
    /// [`DateRange::NEVER`].
    pub fn normal(self) -> Query {
        match self {
            Query::And(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    match part.normal() {
                        Query::All => {}
                        Query::And(inner) => all.extend(inner),
                        other => all.push(other),
                    }
                }
                one_or(all, Query::And)
            }
            Query::Or(parts) => {
                let mut all = Vec::new();
                for part in parts {
                    match part.normal() {
                        Query::All => return Query::All,
                        Query::Or(inner) => all.extend(inner),
                        other => all.push(other),
                    }
                }
                one_or(all, Query::Or)
            }
            Query::Not(inner) => match inner.normal() {
                Query::Not(twice) => *twice,
                // A date that cannot be read finds nothing either way.
                never @ Query::Date(DateRange::NEVER) => never,
                other => Query::Not(Box::new(other)),
            },
            Query::Field(field, inner) => match inner.normal() {
                plain @ (Query::All | Query::Field(..)) => plain,
                other => Query::Field(field, Box::new(other)),
            },
            Query::Near(near) => {
                let Near { left, right, .. } = *near;
                match (left.normal(), right.normal()) {
                    (Query::All, side) | (side, Query::All) => side,
                    (left, right) => Query::Near(Box::new(Near { left, right, ..*near })),
                }
            }
            Query::AtLeast(0 | 1, inner) => inner.normal(),
            Query::AtLeast(times, inner) => match inner.normal() {
                Query::All => Query::All,
                other => Query::AtLeast(times, Box::new(other)),
            },
            Query::Phrase(mut words) if words.len() < 2 => words.pop().map_or(Query::All, Query::Word),
            Query::Date(DateRange { from: None, to: None }) => Query::All,
            Query::Date(range) if range.is_never() => Query::Date(DateRange::NEVER),
            Query::Filter(
                Filter::Words { from: None, to: None } | Filter::Added(DateRange { from: None, to: None }),
            ) => Query::All,
            leaf => leaf,
        }
    }

    /// The same question with any of its words enough: words, phrases and alternatives of them
    /// that were all required become alternatives. What narrows the archive (dates, names,
    /// source, section, language, byline, address, NOT) stays required.
    pub fn any(self) -> Query {
        match self.normal() {
            Query::And(parts) => {
                let (words, mut filters): (Vec<_>, Vec<_>) = parts.into_iter().partition(Query::is_words);
                filters.insert(0, Query::Or(words.into_iter().map(Query::any).collect()));
                Query::And(filters).normal()
            }
            Query::Field(field, inner) if field.is_text() => {
                Query::Field(field, Box::new(inner.any())).normal()
            }
            other => other,
        }
    }

    /// Whether it is made of words alone, so that it says what articles should be about.
    pub(super) fn is_words(&self) -> bool {
        match self {
            Query::Word(_) | Query::Phrase(_) => true,
            Query::And(parts) | Query::Or(parts) => parts.iter().all(Query::is_words),
            Query::Field(field, inner) => field.is_text() && inner.is_words(),
            Query::Near(near) => near.left.is_words() && (near.not || near.right.is_words()),
            Query::AtLeast(_, inner) => inner.is_words(),
            Query::All | Query::Not(_) | Query::Name { .. } => false,
            Query::Date(_) | Query::Undated | Query::Filter(_) => false,
        }
    }
}

/// The value that words with `=` stand for in a field of values.
pub(super) fn whole_value(words: &[Word], field: Option<Field>) -> Option<String> {
    let is_value = field.is_some_and(Field::has_values);
    let is_exact = |word: &Word| matches!(word.matching, Matching::Spelling | Matching::Letters);
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    (is_value && words.iter().all(is_exact)).then(|| texts.join(" "))
}

fn one_or(mut parts: Vec<Query>, several: fn(Vec<Query>) -> Query) -> Query {
    if parts.len() < 2 { parts.pop().unwrap_or(Query::All) } else { several(parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Query {
        Query::Word(Word::new(text))
    }

    #[track_caller]
    fn check(query: Query, expected: Query) {
        assert_eq!(query.normal(), expected);
    }

    #[test]
    fn a_query_has_one_normal_form() {
        use Query::{All, And, Or};
        let not = |query| Query::Not(Box::new(query));
        let title = |query| Query::Field(Field::Title, Box::new(query));
        let body = |query| Query::Field(Field::Body, Box::new(query));
        check(And(vec![]), All);
        check(Or(vec![]), All);
        check(Or(vec![And(vec![word("a")])]), word("a"));
        check(And(vec![And(vec![word("a"), All]), word("b")]), And(vec![word("a"), word("b")]));
        check(Or(vec![word("a"), All]), All);
        check(not(not(word("a"))), word("a"));
        check(not(not(not(word("a")))), not(word("a")));
        check(title(body(word("a"))), body(word("a")));
        check(title(All), All);
        check(Query::Phrase(vec![]), All);
        check(Query::Phrase(vec![Word::exact("a")]), Query::Word(Word::exact("a")));
        check(Query::Date(DateRange { from: None, to: None }), All);
    }

    #[test]
    fn a_further_clause_narrows_a_query() {
        let both = word("a").and(word("b"));
        assert_eq!(both, Query::And(vec![word("a"), word("b")]));
        assert_eq!(both.clone().and(Query::All), both);
        assert_eq!(both.and(word("c")).to_string(), "a b c");
        assert!(Query::All.and(Query::All).is_all());
    }
}
