//! What is kept of an article besides its terms and columns, to be shown again.

use serde::{Deserialize, Serialize};

use crate::article::{Status, article_path};
use crate::entities::{Annotated, Kind, MentionField};

/// An article as the archive keeps it. Dates are written as `--json` prints them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// Its file relative to the root, and `#` with the record's address.
    pub path: String,
    /// Headline.
    pub title: String,
    /// Standfirst.
    pub subtitle: String,
    /// Authors.
    pub byline: Vec<String>,
    /// Dateline, as written.
    pub dateline: Option<String>,
    /// `YYYY-MM-DD`, or RFC 3339 in the original zone.
    pub date: Option<String>,
    /// "second", "day", "month" or "year".
    pub date_precision: Option<String>,
    /// Where the date was found.
    pub date_found: Option<String>,
    /// When it was last changed by its publisher.
    pub updated: Option<String>,
    /// Whether it may be used.
    pub status: Status,
    /// The publisher's own identifier.
    pub publisher_id: Option<String>,
    /// Newspaper, agency or site.
    pub source: Option<String>,
    /// Section.
    pub section: Option<String>,
    /// ISO 639-1 code of the language it was read in.
    pub language: String,
    /// Address on the web.
    pub url: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// What was repaired while reading.
    pub warnings: Vec<String>,
    /// Where its record begins in the file, in bytes.
    pub record_start: u64,
    /// Its names, in order of first appearance.
    pub names: Vec<(Kind, String)>,
    /// Where they stand.
    pub mentions: Vec<StoredMention>,
}

/// One mention: number of the name, in the title or not, first byte, end byte, first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredMention(pub u32, pub bool, pub u32, pub u32, pub u32);

impl Stored {
    /// The civil day of publication, in days since 1970, as the column of dates has it.
    pub fn day(&self) -> Option<i32> {
        let date: jiff::civil::Date = self.date.as_deref()?.split('T').next()?.parse().ok()?;
        Some((date - jiff::civil::date(1970, 1, 1)).get_days())
    }

    /// What is kept of an annotated article.
    pub fn new(annotated: &Annotated, file: &str, address: &str, record_start: u64) -> Stored {
        let article = &annotated.article;
        let published = article.published;
        Stored {
            path: article_path(file, address),
            title: article.title.clone(),
            subtitle: article.subtitle.clone(),
            byline: article.byline.clone(),
            dateline: article.dateline.clone(),
            date: published.map(|d| d.to_string()),
            date_precision: published.map(|d| d.precision.as_str().to_owned()),
            date_found: published.map(|d| d.found.as_str().to_owned()),
            updated: article.updated.map(|d| d.to_string()),
            status: article.status,
            publisher_id: article.publisher_id.clone(),
            source: article.source.clone(),
            section: article.section.clone(),
            language: annotated.language.clone(),
            url: article.url.clone(),
            keywords: article.keywords.clone(),
            warnings: article.warnings.clone(),
            record_start,
            names: annotated.names.iter().map(|n| (n.kind, n.text.clone())).collect(),
            mentions: annotated
                .mentions
                .iter()
                .map(|m| {
                    let in_title = m.field == MentionField::Title;
                    StoredMention(m.name, in_title, m.start, m.end, m.first_token)
                })
                .collect(),
        }
    }
}
