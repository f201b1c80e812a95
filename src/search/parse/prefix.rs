//! What may stand before a colon.

use crate::entities::Kind;
use crate::search::query::Field;

/// The meaning of `name:`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Prefix {
    Field(Field),
    Name(Kind),
    Date(Bound),
    /// Headline and body, written by a syntax that has a name for less.
    Anywhere,
}

/// How a date bounds the days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Bound {
    /// On these days.
    Within,
    /// From their first day on.
    After,
    /// Before their first day.
    Before,
    /// Up to their last day.
    UpTo,
}

impl Prefix {
    pub(super) fn known() -> impl Iterator<Item = Prefix> {
        let fields = Field::ALL.into_iter().map(Prefix::Field);
        let names = [Kind::Person, Kind::Org, Kind::Place].into_iter().map(Prefix::Name);
        let dates = [Bound::Within, Bound::After, Bound::Before].into_iter().map(Prefix::Date);
        fields.chain(names).chain(dates)
    }

    /// The prefix of this name, in capitals or not.
    pub(super) fn from_name(name: &str) -> Option<Prefix> {
        Prefix::known().find(|prefix| prefix.name().eq_ignore_ascii_case(name))
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Prefix::Field(field) => field.as_str(),
            Prefix::Name(kind) => kind.as_str(),
            Prefix::Date(Bound::Within) => "date",
            Prefix::Date(Bound::After) => "after",
            Prefix::Date(Bound::Before) => "before",
            Prefix::Date(Bound::UpTo) => "until",
            Prefix::Anywhere => "",
        }
    }

    pub(super) fn is_url(self) -> bool {
        self == Prefix::Field(Field::Url)
    }

    /// An example of its use, for warnings.
    pub(super) fn example(self) -> &'static str {
        match self {
            Prefix::Field(Field::Title) => "title:ceasefire or title:\"peace deal\"",
            Prefix::Field(Field::Body) => "body:ceasefire or body:\"peace deal\"",
            Prefix::Field(Field::Byline) => "byline:smith or byline:\"jane smith\"",
            Prefix::Field(Field::Source) => "source:reuters or source:\"daily post\"",
            Prefix::Field(Field::Section) => "section:sport or section:\"world news\"",
            Prefix::Field(Field::Lang) => "lang:en",
            Prefix::Field(Field::Url) => "url:example.com",
            Prefix::Name(Kind::Person) => "person:smith or person:\"jane smith\"",
            Prefix::Name(Kind::Org) => "org:nato or org:\"red cross\"",
            Prefix::Name(Kind::Place) => "place:paris or place:\"new york\"",
            Prefix::Date(Bound::Within) => "date:2025-04",
            Prefix::Date(Bound::After) => "after:2025-04-01",
            Prefix::Date(Bound::Before) => "before:2025-04-01",
            Prefix::Date(Bound::UpTo) => "until:2025-04-01",
            Prefix::Anywhere => "(ceasefire)",
        }
    }

    /// The names of all prefixes, for warnings.
    pub(super) fn list() -> String {
        Prefix::known().map(Prefix::name).collect::<Vec<_>>().join(", ")
    }
}
