//! The article: plain data, as a format read it. Knows nothing of files, indexes or names.

use std::fmt;

use jiff::civil::DateTime;
use jiff::tz::Offset;

/// One news article as it was read from a file, before names are looked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// Headline; empty when the source has none.
    pub title: String,
    /// Second line of the headline, or the standfirst.
    pub subtitle: String,
    /// The authors, one a value, without "By".
    pub byline: Vec<String>,
    /// Place and date at the head of a wire story, as written ("LONDON, March 3").
    pub dateline: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// When it was last changed by its publisher.
    pub updated: Option<Dated>,
    /// Whether it may be used, and whether it was corrected or withdrawn.
    pub status: Status,
    /// The publisher's own identifier.
    pub publisher_id: Option<String>,
    /// Newspaper, agency or site.
    pub source: Option<String>,
    /// Section or category.
    pub section: Option<String>,
    /// Language its metadata state, a BCP 47 tag.
    pub language: Option<String>,
    /// Canonical address on the web.
    pub url: Option<String>,
    /// Keywords and topics.
    pub keywords: Vec<String>,
    /// The body alone: paragraphs divided by one empty line, no other line breaks kept,
    /// white space folded, no control characters. All offsets count bytes of this text.
    pub body: String,
    /// What was repaired or left out while reading, for `show` and the ledger.
    pub warnings: Vec<String>,
}

/// Whether an article may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In order.
    #[default]
    Usable,
    /// Replaced by a correction, or a correction itself.
    Corrected,
    /// Not to be published before a date.
    Embargoed,
    /// Withdrawn by its publisher; kept and marked.
    Killed,
}

impl Status {
    /// The word that `--json` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Usable => "usable",
            Status::Corrected => "corrected",
            Status::Embargoed => "embargoed",
            Status::Killed => "killed",
        }
    }
}

/// A date as a source states it: civil time in the source's own zone, never shifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Civil date and time in the source's zone; midnight, the first of the month or the
    /// first of January stand for what the precision leaves open.
    pub civil: DateTime,
    /// The zone's offset, where the source states one.
    pub offset: Option<Offset>,
    /// How much of `civil` the source states.
    pub precision: Precision,
    /// Where it was found.
    pub found: Found,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// To the second (or minute).
    Second,
    /// The day alone.
    Day,
    /// The month alone.
    Month,
    /// The year alone.
    Year,
}

impl Precision {
    /// The word that `--json` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Second => "second",
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// Where a date was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A field of the record or the page's metadata.
    Metadata,
    /// The address.
    Url,
    /// The running text.
    Text,
    /// The dateline.
    Dateline,
    /// The name of the file.
    FileName,
}

impl Found {
    /// The word that `--json` prints.
    pub fn as_str(self) -> &'static str {
        match self {
            Found::Metadata => "metadata",
            Found::Url => "url",
            Found::Text => "text",
            Found::Dateline => "dateline",
            Found::FileName => "file name",
        }
    }
}

/// `YYYY-MM-DD` for a day (or less), RFC 3339 in the original zone for an instant,
/// `YYYY-MM-DDTHH:MM:SS` where the zone is unknown.
impl fmt::Display for Dated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.precision != Precision::Second {
            return write!(f, "{}", self.civil.date());
        }
        let whole = self
            .civil
            .with()
            .subsec_nanosecond(0)
            .build()
            .unwrap_or(self.civil);
        write!(f, "{whole}")?;
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.seconds() == 0 => write!(f, "Z"),
            Some(offset) => {
                let (sign, s) = (
                    if offset.seconds() < 0 { '-' } else { '+' },
                    offset.seconds().abs(),
                );
                write!(f, "{sign}{:02}:{:02}", s / 3600, s / 60 % 60)
            }
        }
    }
}
