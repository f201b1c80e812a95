//! The article: plain data, as a format read it, independent of files, indexes and names.

mod field;
mod layout;
mod provenance;

use std::fmt;

use jiff::Span;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

pub use field::Field;
pub use layout::{Layout, PageImage, WordBox};
pub use provenance::Provenance;

/// A news article as read from a file, before names are recognised.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Article {
    /// Headline; empty when the source has none.
    pub title: String,
    /// Second line of the headline, or the standfirst.
    pub subtitle: String,
    /// The authors, one per value, without "By".
    pub byline: Vec<String>,
    /// Place and date at the head of a wire story, as written ("LONDON, March 3").
    pub dateline: Option<String>,
    /// Date of publication.
    pub published: Option<Dated>,
    /// Date of the publisher's last change.
    pub updated: Option<Dated>,
    /// Whether it may be used, and whether it was corrected or withdrawn.
    pub status: Status,
    /// The publisher's own identifier.
    pub publisher_id: Option<String>,
    /// Newspaper, agency or site.
    pub source: Option<String>,
    /// Section or category.
    pub section: Option<String>,
    /// Language stated in the metadata, a BCP 47 tag.
    pub language: Option<String>,
    /// Canonical address on the web.
    pub url: Option<String>,
    /// Keywords and topics.
    pub keywords: Vec<String>,
    /// The text without the headline: paragraphs separated by one empty line, no other line breaks, white
    /// space folded, no control characters. All offsets count bytes of this text.
    pub body: String,
    /// Repairs and omissions while reading, for `show` and the ledger.
    pub warnings: Vec<String>,
    /// The rule that found each value.
    pub provenance: Provenance,
    /// The positions of the words on the page images, for digitised pages.
    pub layout: Option<Layout>,
}

/// Whether an article may be used, from the best to the worst.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// No restriction.
    #[default]
    Usable,
    /// A correction, or replaced by one.
    Corrected,
    /// Not to be published before a date.
    Embargoed,
    /// Withdrawn by the publisher; kept and marked.
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

/// A date as the source states it: civil time in the source's own zone, never converted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Civil date and time in the source's zone. Parts beyond the precision are midnight, the first of the
    /// month or the first of January.
    pub civil: DateTime,
    /// The offset of the zone, if the source states one.
    pub offset: Option<Offset>,
    /// The part of `civil` that the source states.
    pub precision: Precision,
    /// Where it was found.
    pub found: Found,
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i32 {
    (date - EPOCH).get_days()
}

/// The civil day of a number of days; `None` beyond the range of dates.
pub(crate) fn day_of_number(number: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(number).ok()?).ok()
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

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
    /// The time of the file, if the user allowed it.
    FileTime,
    /// The day of the web archive's capture.
    Capture,
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
            Found::FileTime => "file time",
            Found::Capture => "capture",
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
        let whole = self.civil.with().subsec_nanosecond(0).build().unwrap_or(self.civil);
        write!(f, "{whole}")?;
        match self.offset {
            None => Ok(()),
            Some(offset) if offset.seconds() == 0 => write!(f, "Z"),
            Some(offset) => {
                let (sign, s) = (if offset.seconds() < 0 { '-' } else { '+' }, offset.seconds().abs());
                write!(f, "{sign}{:02}:{:02}", s / 3600, s / 60 % 60)
            }
        }
    }
}

/// An article's identifier: a digest of its position in the archive, sixteen hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

impl ArticleId {
    /// The id of the record `address` of `file`, whose path is relative to the archive's root, so that an
    /// archive can be moved. The address of a file's only record is empty.
    pub fn new(file: &str, address: &str) -> ArticleId {
        let mut hasher = blake3::Hasher::new();
        hasher.update(file.as_bytes()).update(&[0]).update(address.as_bytes());
        let mut first = [0; 8];
        first.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
        ArticleId(u64::from_be_bytes(first))
    }

    /// The id of a path as `article_path` writes it.
    pub fn of_path(path: &str) -> [ArticleId; 2] {
        let (file, address) = path.rsplit_once('#').unwrap_or((path, ""));
        [ArticleId::new(path, ""), ArticleId::new(file, address)]
    }
}

/// The path of an article: its file, and `#` with the record's address where there are several.
pub(crate) fn article_path(file: &str, address: &str) -> String {
    if address.is_empty() { file.to_owned() } else { format!("{file}#{address}") }
}

/// The path of a member of a file, "outer.zip!/inner/a.html", or of the file itself.
pub(crate) fn member_path(file: &str, member: &str) -> String {
    if member.is_empty() { file.to_owned() } else { format!("{file}!/{member}") }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl std::str::FromStr for ArticleId {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<ArticleId, Self::Err> {
        // A shorter number may be a file name.
        let digits = if text.len() == 16 { text } else { "" };
        u64::from_str_radix(digits, 16).map(ArticleId)
    }
}

impl serde::Serialize for ArticleId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
