//! What sets one syntax apart from another: tables for the lexer and the order of binding for the
//! grammar. Holds no code that reads text.

use super::prefix::{Bound, Prefix};
use super::syntax::Syntax;
use crate::entities::Kind;
use crate::search::query::Field;

/// The traits of a syntax.
pub(super) struct Dialect {
    pub(super) syntax: Syntax,
    /// Whether `and`, `or` and `not` are operators in small letters too.
    pub(super) any_case: bool,
    /// Whether words that merely follow each other are a phrase.
    pub(super) runs_are_phrases: bool,
    /// Whether `-` negates, `/re/` is a regular expression, and `~` makes fuzzy.
    pub(super) signs: bool,
    /// What binds how strongly, weakest first.
    pub(super) levels: &'static [Level],
    /// Names before a bracket, as in `headline(..)`.
    pub(super) segments: &'static [(&'static str, Part)],
    /// Names before an equals sign, as in `hd=..`.
    pub(super) labels: &'static [(&'static str, Part)],
    /// Further names before a colon.
    pub(super) aliases: &'static [(&'static str, Field)],
}

/// A rule of the grammar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Level {
    /// a AND NOT b, of which the right side reaches to the end of the group.
    AndNot,
    Or,
    /// a AND b; also a b where the next one is not [`Level::Near`] with phrases.
    And,
    /// NOT a, -a, ATLEAST3 a
    Signs,
    Near,
    /// Lucene's +a b -c.
    Clauses,
}

/// What a named part of an article is here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Part {
    Is(Prefix),
    /// Searched by this prefix, about which the text says something.
    Nearly(Prefix, &'static str),
    /// There is nothing like it.
    Missing,
    Case(Case),
}

/// Capitals and number, of Nexis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Case {
    AllCaps,
    Caps,
    NoCaps,
    /// Singular or plural only, which is not told apart.
    Number,
}

pub(super) fn dialect(syntax: Syntax) -> &'static Dialect {
    match syntax {
        Syntax::Morgue => &MORGUE,
        Syntax::Nexis => &NEXIS,
        Syntax::Factiva => &FACTIVA,
        Syntax::Lucene => &LUCENE,
    }
}

const TITLE: Part = Part::Is(Prefix::Field(Field::Title));
const BODY: Part = Part::Is(Prefix::Field(Field::Body));
const BYLINE: Part = Part::Is(Prefix::Field(Field::Byline));
const SOURCE: Part = Part::Is(Prefix::Field(Field::Source));
const SECTION: Part = Part::Is(Prefix::Field(Field::Section));
const LANG: Part = Part::Is(Prefix::Field(Field::Lang));
const LEAD: Part = Part::Nearly(
    Prefix::Anywhere,
    "the first paragraphs are not marked off here, so headline and body are searched",
);

static MORGUE: Dialect = Dialect {
    syntax: Syntax::Morgue,
    any_case: false,
    runs_are_phrases: false,
    signs: true,
    levels: &[Level::Or, Level::And, Level::Signs, Level::Near],
    segments: &[("headline", TITLE), ("byline", BYLINE)],
    labels: &[("hd", TITLE)],
    aliases: &[],
};

/// The order is that of Lexis' help page "Connector Order and Priority".
static NEXIS: Dialect = Dialect {
    syntax: Syntax::Nexis,
    any_case: true,
    runs_are_phrases: true,
    signs: false,
    levels: &[Level::AndNot, Level::And, Level::Near, Level::Or, Level::Signs],
    segments: &[
        ("headline", TITLE),
        ("title", TITLE),
        ("hlead", LEAD),
        ("lead", LEAD),
        ("body", BODY),
        ("text", BODY),
        ("byline", BYLINE),
        ("author", BYLINE),
        ("publication", SOURCE),
        ("pub", SOURCE),
        ("source", SOURCE),
        ("section", SECTION),
        ("language", LANG),
        ("person", Part::Is(Prefix::Name(Kind::Person))),
        ("company", Part::Is(Prefix::Name(Kind::Org))),
        ("organization", Part::Is(Prefix::Name(Kind::Org))),
        ("city", Part::Is(Prefix::Name(Kind::Place))),
        ("state", Part::Is(Prefix::Name(Kind::Place))),
        ("country", Part::Is(Prefix::Name(Kind::Place))),
        ("geographic", Part::Is(Prefix::Name(Kind::Place))),
        ("url", Part::Is(Prefix::Field(Field::Url))),
        ("allcaps", Part::Case(Case::AllCaps)),
        ("caps", Part::Case(Case::Caps)),
        ("nocaps", Part::Case(Case::NoCaps)),
        ("plural", Part::Case(Case::Number)),
        ("singular", Part::Case(Case::Number)),
        ("term", Part::Missing),
        ("terms", Part::Missing),
        ("subject", Part::Missing),
        ("industry", Part::Missing),
        ("ticker", Part::Missing),
        ("dateline", Part::Missing),
        ("length", Part::Missing),
        ("graphic", Part::Missing),
        ("load-date", Part::Missing),
        ("publication-type", Part::Missing),
        ("document-type", Part::Missing),
    ],
    labels: &[],
    aliases: &[],
};

/// The order is that of Factiva's help: proximity, ATLEAST, fields, not, and, or.
static FACTIVA: Dialect = Dialect {
    syntax: Syntax::Factiva,
    any_case: true,
    runs_are_phrases: true,
    signs: false,
    levels: &[Level::Or, Level::And, Level::Signs, Level::Near],
    segments: &[],
    labels: &[
        ("hd", TITLE),
        ("hl", TITLE),
        ("hlp", LEAD),
        ("lp", LEAD),
        ("td", BODY),
        ("by", BYLINE),
        ("sn", SOURCE),
        ("pub", SOURCE),
        (
            "rst",
            Part::Nearly(
                Prefix::Field(Field::Source),
                "codes of sources are not known here, so the name of the source is searched",
            ),
        ),
        ("se", SECTION),
        ("la", LANG),
        ("pd", Part::Is(Prefix::Date(Bound::Within))),
        ("wc", Part::Missing),
        ("ns", Part::Missing),
        ("co", Part::Missing),
        ("in", Part::Missing),
        ("re", Part::Missing),
        ("fds", Part::Missing),
        ("pe", Part::Missing),
        ("an", Part::Missing),
        ("art", Part::Missing),
        ("clm", Part::Missing),
        ("ct", Part::Missing),
        ("cx", Part::Missing),
        ("cr", Part::Missing),
        ("de", Part::Missing),
        ("ed", Part::Missing),
        ("pg", Part::Missing),
        ("rf", Part::Missing),
        ("ric", Part::Missing),
        ("vol", Part::Missing),
    ],
    aliases: &[],
};

static LUCENE: Dialect = Dialect {
    syntax: Syntax::Lucene,
    any_case: false,
    runs_are_phrases: false,
    signs: true,
    levels: &[Level::Clauses, Level::And, Level::Signs],
    segments: &[],
    labels: &[],
    aliases: &[
        ("headline", Field::Title),
        ("text", Field::Body),
        ("content", Field::Body),
        ("author", Field::Byline),
        ("publication", Field::Source),
        ("language", Field::Lang),
    ],
};
