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
    /// What becomes of `and`, `or` and `not` in small letters where they are no operators.
    pub(super) small_words: SmallWords,
    /// Further operators by their words in small letters, read in capitals too.
    pub(super) operators: &'static [(&'static str, Token)],
    /// Operators by their words that are not available, and what to say.
    pub(super) told_words: &'static [(&'static str, &'static str)],
    /// Operators that need no blanks around them.
    pub(super) signs_of_operators: &'static [(&'static str, Token)],
    /// The names of proximity operators, and whether they ask for the order; none where there is no
    /// proximity.
    pub(super) proximity: &'static [(&'static str, bool)],
    /// What stands for the distance of a proximity operator that is the same as AND.
    pub(super) whole_article: &'static [&'static str],
    /// Whether `+5` is `PRE/5`.
    pub(super) plus_is_pre: bool,
    /// Whether `;` is OR.
    pub(super) semicolon_is_or: bool,
    /// Whether `but not` is AND NOT.
    pub(super) but_not: bool,
    /// Whether of two proximity operators the one of less distance binds first.
    pub(super) nearest_first: bool,
    /// Whether `/n5/` is a proximity operator, and `/f50/` asks for the first words.
    pub(super) slash_operators: bool,
    /// Whether words that merely follow each other are a phrase.
    pub(super) runs_are_phrases: bool,
    /// Whether operands that merely follow each other are alternatives, as by an OR.
    pub(super) runs_are_alternatives: bool,
    /// Whether a `%` between two words is exactly one word.
    pub(super) percent_is_a_word: bool,
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
    /// Whether several stars at the end of a word are at most so many letters.
    pub(super) stars_are_counted: bool,
    /// How far a word differs with `~` alone: by so many letters.
    pub(super) usual_fuzziness: u8,
    /// What begins a clause about dates, as in `date aft 2024`.
    pub(super) date_names: &'static [&'static str],
    /// Whether a clause about dates needs no comparison: `date 2025`.
    pub(super) bare_dates: bool,
    /// Whether it is our own language, so that signs of other systems are looked for, and hints
    /// name our signs.
    pub(super) hints: bool,
    /// Names before a bracket, as in `headline(..)`.
    pub(super) segments: &'static [(&'static str, Part)],
    /// Names before an equals sign, as in `hd=..`.
    pub(super) labels: &'static [(&'static str, Part)],
    /// Further names in the place of those two of which this archive has nothing.
    pub(super) missing: &'static [&'static str],
    /// What an unknown name before an equals sign or a bracket is.
    pub(super) unknown: Unknown,
}

/// What becomes of `and`, `or` and `not` in small letters between operands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum SmallWords {
    /// They are operators, which is told.
    Read,
    /// They are words, which is told.
    Told,
}

/// What an unknown name before an equals sign or a bracket is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unknown {
    /// A word.
    Word,
    /// A code of the service before an equals sign, left out with its value.
    Code,
    /// A part of the article before a bracket, left out with its value.
    Segment,
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
        Syntax::Proquest => &PROQUEST,
        Syntax::Westlaw => &WESTLAW,
        Syntax::Dtsearch => &DTSEARCH,
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
    "the first paragraphs are not indexed separately, so headline and body are searched",
);

const PERSON: Part = Part::Is(Prefix::Name(Kind::Person));
const ORG: Part = Part::Is(Prefix::Name(Kind::Org));
const PLACE: Part = Part::Is(Prefix::Name(Kind::Place));
const URL: Part = Part::Is(Prefix::Field(Field::Url));
const ANYWHERE: Part = Part::Is(Prefix::Anywhere);
const DAY: Part = Part::Is(Prefix::Date(Bound::Within));

/// Names that every syntax understands beside the fields' own, before a colon, an equals sign or a
/// bracket.
pub(super) const ALIASES: &[(&str, Part)] = &[
    ("headline", TITLE),
    ("intitle", TITLE),
    ("allintitle", TITLE),
    ("text", BODY),
    ("content", BODY),
    ("intext", BODY),
    ("author", BYLINE),
    ("authors", BYLINE),
    ("publication", SOURCE),
    ("newspaper", SOURCE),
    ("language", LANG),
    ("organization", ORG),
    ("organisation", ORG),
    ("company", ORG),
    ("location", PLACE),
    ("country", PLACE),
    ("city", PLACE),
    ("site", URL),
    ("inurl", URL),
    ("pubdate", DAY),
    ("published", DAY),
    ("year", DAY),
    ("since", Part::Is(Prefix::Date(Bound::After))),
    ("until", Part::Is(Prefix::Date(Bound::UpTo))),
    ("till", Part::Is(Prefix::Date(Bound::UpTo))),
    ("lead", LEAD),
    ("hlead", LEAD),
    ("words", Part::Missing),
    ("wordcount", Part::Missing),
    ("length", Part::Missing),
];

const STAR: Wildcard = ('*', Where::Anywhere, Letters::Any);
const QUESTION_MARK: Wildcard = ('?', Where::Anywhere, Letters::One);

/// What most have.
const PLAIN: Dialect = Dialect {
    levels: &[Level::Or, Level::And, Level::Signs, Level::Near],
    any_case: false,
    small_words: SmallWords::Read,
    operators: &[],
    told_words: &[],
    signs_of_operators: &[],
    proximity: &[("near", false), ("w", false), ("", false), ("pre", true), ("adj", true), ("onear", true)],
    whole_article: &[],
    plus_is_pre: false,
    semicolon_is_or: false,
    but_not: false,
    nearest_first: false,
    slash_operators: false,
    runs_are_phrases: false,
    runs_are_alternatives: false,
    percent_is_a_word: false,
    signs: false,
    clause_signs: false,
    ranges: false,
    weights: false,
    square_brackets: false,
    escapes_all: false,
    wildcards: &[STAR, QUESTION_MARK],
    stars_are_counted: false,
    usual_fuzziness: 1,
    date_names: &[],
    bare_dates: false,
    hints: false,
    segments: &[],
    labels: &[],
    missing: &[],
    unknown: Unknown::Word,
};

static MORGUE: Dialect = Dialect {
    signs: true,
    ranges: true,
    weights: true,
    square_brackets: true,
    hints: true,
    labels: &[("hd", TITLE)],
    ..PLAIN
};

/// The order is that of Lexis' help page "Connector Order and Priority".
static NEXIS: Dialect = Dialect {
    levels: &[Level::AndNot, Level::And, Level::Near, Level::Or, Level::Signs],
    any_case: true,
    operators: &[("&", Token::And)],
    date_names: &["date", "pub-date", "publication-date", "load-date"],
    stars_are_counted: true,
    whole_article: &["seg", "doc"],
    plus_is_pre: true,
    semicolon_is_or: true,
    but_not: true,
    nearest_first: true,
    runs_are_phrases: true,
    wildcards: &[('*', Where::Inside, Letters::One), STAR, ('!', Where::End, Letters::Any), QUESTION_MARK],
    segments: &[
        ("pub", SOURCE),
        ("state", PLACE),
        ("geographic", PLACE),
        ("pub-date", DAY),
        ("publication-date", DAY),
        ("load-date", DAY),
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
        "publication-type",
        "document-type",
    ],
    unknown: Unknown::Segment,
    ..PLAIN
};

/// The order is that of Factiva's help: proximity, ATLEAST, fields, not, and, or.
static FACTIVA: Dialect = Dialect {
    any_case: true,
    operators: &[
        ("same", Token::Near { within: Within::Paragraph, ordered: false }),
        ("adj", Token::Near { within: Within::Words(1), ordered: true }),
        ("near", Token::Near { within: Within::Words(1), ordered: false }),
    ],
    percent_is_a_word: true,
    stars_are_counted: true,
    date_names: &["date"],
    unknown: Unknown::Code,
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
        ("td", BODY),
        ("by", BYLINE),
        ("sn", SOURCE),
        ("pub", SOURCE),
        ("se", SECTION),
        ("la", LANG),
        ("pd", DAY),
    ],
    missing: &[
        "wc", "rst", "fmt", "sc", "ns", "co", "in", "re", "fds", "pe", "an", "art", "clm", "ct", "cx", "cr",
        "de", "ed", "pg", "rf", "ric", "vol",
    ],
    ..PLAIN
};

static LUCENE: Dialect = Dialect {
    levels: &[Level::Clauses, Level::And, Level::Signs],
    small_words: SmallWords::Told,
    signs_of_operators: &[("&&", Token::And), ("||", Token::Or)],
    proximity: &[],
    usual_fuzziness: 2,
    signs: true,
    clause_signs: true,
    ranges: true,
    weights: true,
    escapes_all: true,
    ..PLAIN
};

/// The order is that of ProQuest's help: PRE, NEAR, AND, OR, NOT.
static PROQUEST: Dialect = Dialect {
    levels: &[Level::AndNot, Level::Or, Level::And, Level::Signs, Level::Near],
    any_case: true,
    operators: &[
        ("near", Token::Near { within: Within::Words(4), ordered: false }),
        ("pre", Token::Near { within: Within::Words(4), ordered: true }),
    ],
    proximity: &[("near", false), ("n", false), ("w", false), ("pre", true), ("p", true)],
    date_names: &["pd", "yr"],
    unknown: Unknown::Segment,
    segments: &[
        ("ti", TITLE),
        ("tx", ANYWHERE),
        ("ft", BODY),
        ("au", BYLINE),
        ("pub", SOURCE),
        ("la", LANG),
        ("sec", SECTION),
        ("pd", DAY),
        ("yr", DAY),
        ("per", PERSON),
        ("org", ORG),
        ("co", ORG),
        ("loc", PLACE),
        (
            "exact",
            Part::Nearly(
                Prefix::Anywhere,
                "forms of the words are searched too; in our own language ‘=’ before quotes searches the spelling",
            ),
        ),
        ("noft", LEAD),
        ("ab", LEAD),
        ("abstract", LEAD),
    ],
    missing: &[
        "su",
        "subject",
        "mainsubject",
        "cc",
        "dtype",
        "at",
        "stype",
        "rtype",
        "pubid",
        "id",
        "issn",
        "isbn",
        "is",
        "vo",
    ],
    ..PLAIN
};

/// The order is that of Westlaw's help: OR, proximity, AND, BUT NOT.
static WESTLAW: Dialect = Dialect {
    levels: &[Level::AndNot, Level::And, Level::Near, Level::Or, Level::Signs],
    any_case: true,
    operators: &[("&", Token::And), ("%", Token::Not)],
    plus_is_pre: true,
    but_not: true,
    nearest_first: true,
    runs_are_alternatives: true,
    stars_are_counted: true,
    wildcards: &[('*', Where::Inside, Letters::One), STAR, ('!', Where::End, Letters::Any)],
    date_names: &["da", "date"],
    unknown: Unknown::Segment,
    segments: &[
        ("ti", TITLE),
        ("hl", TITLE),
        ("te", BODY),
        ("au", BYLINE),
        ("by", BYLINE),
        ("so", SOURCE),
        ("pub", SOURCE),
        ("da", DAY),
        ("ld", LEAD),
        ("hlead", LEAD),
    ],
    missing: &["su", "dateline", "cy", "pe", "in", "ci", "co", "re"],
    ..PLAIN
};

/// Words that follow each other are a phrase; AND binds more strongly than OR.
static DTSEARCH: Dialect = Dialect {
    any_case: true,
    told_words: &[
        ("contains", "write the field before its value, as in title(war)"),
        ("xfirstword", "the first words of an article are not indexed separately"),
        ("xlastword", "the last words of an article are not indexed separately"),
    ],
    runs_are_phrases: true,
    ..PLAIN
};
