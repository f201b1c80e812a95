//! What sets one syntax apart from another: tables for the lexer and the order of binding for the
//! grammar. Holds no code that reads text.

use super::prefix::{Bound, Prefix};
use super::syntax::Syntax;
use super::token::{Case, Token};
use crate::entities::Kind;
use crate::search::query::{Field, Within};

/// The traits of a syntax.
pub(super) struct Dialect {
    /// What binds how strongly, weakest first.
    pub(super) levels: &'static [Level],
    /// Whether `and`, `or` and `not` are operators in small letters too.
    pub(super) any_case: bool,
    /// Further operators by their words in small letters, read in capitals too.
    pub(super) operators: &'static [(&'static str, Token)],
    /// The names of proximity operators, and whether they ask for the order; none where there is no
    /// proximity.
    pub(super) proximity: &'static [(&'static str, bool)],
    /// What stands for the distance of a proximity operator that is the same as AND.
    pub(super) whole_article: &'static [&'static str],
    /// Whether `+5` is `PRE/5`.
    pub(super) plus_is_pre: bool,
    /// Whether `but not` is AND NOT.
    pub(super) but_not: bool,
    /// Whether of two proximity operators the one of less distance binds first.
    pub(super) nearest_first: bool,
    /// Whether `/n5/` is a proximity operator, and `/f50/` asks for the first words.
    pub(super) slash_operators: bool,
    /// Whether words that merely follow each other are a phrase.
    pub(super) runs_are_phrases: bool,
    /// Whether `-` negates, `/re/` is a regular expression, and `~` makes fuzzy.
    pub(super) signs: bool,
    /// Whether `+` requires and `!` excludes.
    pub(super) clause_signs: bool,
    /// Whether `[a TO b]` after a field is a range.
    pub(super) ranges: bool,
    /// Whether `^2` is a weight.
    pub(super) weights: bool,
    /// Whether `[ ]` are brackets.
    pub(super) square_brackets: bool,
    /// Whether a backslash makes any character plain, outside quotes too.
    pub(super) escapes_all: bool,
    /// The wildcards; of two rules for one sign the first that fits.
    pub(super) wildcards: &'static [Wildcard],
    /// Whether dates are written as services do (1/31/2025) too.
    pub(super) vendor_dates: bool,
    /// Whether a clause about dates needs no comparison: `date 2025`.
    pub(super) bare_dates: bool,
    /// Whether a sign without a word gets a hint that names our own signs.
    pub(super) hints: bool,
    /// Names before a bracket, as in `headline(..)`.
    pub(super) segments: &'static [(&'static str, Part)],
    /// Names before an equals sign, as in `hd=..`.
    pub(super) labels: &'static [(&'static str, Part)],
    /// Further names in the place of those two of which this archive has nothing.
    pub(super) missing: &'static [&'static str],
    /// Further names before a colon.
    pub(super) aliases: &'static [(&'static str, Field)],
}

/// A sign, where in a word it is a wildcard, and for what letters.
pub(super) type Wildcard = (char, Where, Letters);

/// Where in a word a sign is a wildcard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Where {
    Anywhere,
    /// At the end alone.
    End,
    /// Not at the end.
    Inside,
    /// At the end, with a number behind it that is not honoured.
    BeforeNumber,
}

/// What a wildcard stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Letters {
    /// Any letters or none.
    Any,
    /// One letter.
    One,
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
const LEAD: Part = Part::Is(Prefix::Field(Field::Lead));

const STAR: Wildcard = ('*', Where::Anywhere, Letters::Any);
const QUESTION_MARK: Wildcard = ('?', Where::Anywhere, Letters::One);

/// What most have.
const PLAIN: Dialect = Dialect {
    levels: &[Level::Or, Level::And, Level::Signs, Level::Near],
    any_case: false,
    operators: &[],
    proximity: &[("near", false), ("w", false), ("", false), ("pre", true), ("adj", true), ("onear", true)],
    whole_article: &[],
    plus_is_pre: false,
    but_not: false,
    nearest_first: false,
    slash_operators: false,
    runs_are_phrases: false,
    signs: false,
    clause_signs: false,
    ranges: false,
    weights: false,
    square_brackets: false,
    escapes_all: false,
    wildcards: &[STAR, QUESTION_MARK],
    vendor_dates: true,
    bare_dates: false,
    hints: false,
    segments: &[],
    labels: &[],
    missing: &[],
    aliases: &[],
};

static MORGUE: Dialect = Dialect {
    signs: true,
    vendor_dates: false,
    hints: true,
    segments: &[("headline", TITLE), ("byline", BYLINE)],
    labels: &[("hd", TITLE)],
    ..PLAIN
};

/// The order is that of Lexis' help page "Connector Order and Priority".
static NEXIS: Dialect = Dialect {
    levels: &[Level::AndNot, Level::And, Level::Near, Level::Or, Level::Signs],
    any_case: true,
    whole_article: &["seg", "doc"],
    plus_is_pre: true,
    but_not: true,
    nearest_first: true,
    runs_are_phrases: true,
    wildcards: &[('*', Where::Inside, Letters::One), STAR, ('!', Where::End, Letters::Any), QUESTION_MARK],
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
    ],
    missing: &[
        "term",
        "terms",
        "subject",
        "industry",
        "ticker",
        "dateline",
        "length",
        "graphic",
        "load-date",
        "publication-type",
        "document-type",
    ],
    ..PLAIN
};

/// The order is that of Factiva's help: proximity, ATLEAST, fields, not, and, or.
static FACTIVA: Dialect = Dialect {
    any_case: true,
    operators: &[
        ("same", Token::Near { within: Within::Paragraph, ordered: false }),
        ("adj", Token::Near { within: Within::Words(1), ordered: true }),
    ],
    proximity: &[("near", false), ("w", true), ("pre", true), ("adj", true), ("onear", true)],
    slash_operators: true,
    runs_are_phrases: true,
    square_brackets: true,
    wildcards: &[('$', Where::BeforeNumber, Letters::Any), STAR, QUESTION_MARK],
    bare_dates: true,
    labels: &[
        ("hd", TITLE),
        ("hl", TITLE),
        ("hlp", LEAD),
        ("lp", LEAD),
        ("ft", Part::Is(Prefix::Anywhere)),
        ("td", BODY),
        ("by", BYLINE),
        ("sn", SOURCE),
        ("pub", SOURCE),
        (
            "rst",
            Part::Nearly(
                Prefix::Field(Field::Source),
                "source codes are not known here, so the name of the source is searched",
            ),
        ),
        ("se", SECTION),
        ("la", LANG),
        ("pd", Part::Is(Prefix::Date(Bound::Within))),
    ],
    missing: &[
        "wc", "ns", "co", "in", "re", "fds", "pe", "an", "art", "clm", "ct", "cx", "cr", "de", "ed", "pg",
        "rf", "ric", "vol",
    ],
    ..PLAIN
};

static LUCENE: Dialect = Dialect {
    levels: &[Level::Clauses, Level::And, Level::Signs],
    operators: &[("&&", Token::And), ("||", Token::Or)],
    proximity: &[],
    signs: true,
    clause_signs: true,
    ranges: true,
    weights: true,
    escapes_all: true,
    aliases: &[
        ("headline", Field::Title),
        ("text", Field::Body),
        ("content", Field::Body),
        ("author", Field::Byline),
        ("publication", Field::Source),
        ("language", Field::Lang),
    ],
    ..PLAIN
};
