//! What is kept of an article besides its terms and columns, to be shown again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::{Status, article_path, day_number};
use crate::entities::{Annotated, Kind, MentionField};

/// An article as the archive keeps it. Dates are written as `--json` prints them.
///
/// What is empty is not written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Stored {
    /// Its file relative to the root, and `#` with the record's address.
    pub path: String,
    /// Headline.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Standfirst.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// Authors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub byline: Vec<String>,
    /// Dateline, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<String>,
    /// `YYYY-MM-DD`, or RFC 3339 in the original zone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// "second", "day", "month" or "year".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_precision: Option<String>,
    /// Where the date was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_found: Option<String>,
    /// When it was last changed by its publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Whether it may be used.
    pub status: Status,
    /// The publisher's own identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher_id: Option<String>,
    /// Newspaper, agency or site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Section.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// ISO 639-1 code of the language it was read in.
    pub language: String,
    /// Address on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// What was repaired while reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Which rule gave each value, by field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub provenance: BTreeMap<String, String>,
    /// Where its record begins in the file, in bytes.
    pub record_start: u64,
    /// Its names, in order of first appearance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(Kind, String)>,
    /// Where they stand; kept beside the rest, in few bytes.
    #[serde(skip)]
    pub mentions: Vec<StoredMention>,
}

/// One mention: number of the name, in the title or not, first byte, end byte, first word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredMention(pub u32, pub bool, pub u32, pub u32, pub u32);

impl Stored {
    /// The civil day of publication, in days since 1970, as the column of dates has it.
    pub fn day(&self) -> Option<i32> {
        let date: jiff::civil::Date = self.date.as_deref()?.split('T').next()?.parse().ok()?;
        Some(day_number(date))
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
            provenance: article
                .provenance
                .iter()
                .map(|(f, r)| (f.as_str().to_owned(), r.to_owned()))
                .collect(),
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

/// The mentions in few bytes: distances from one to the next, each in as many bytes as it needs.
/// Written as JSON they would be the greater part of what is kept of an article.
pub(super) fn packed_mentions(mentions: &[StoredMention]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = START;
    for mention in mentions {
        let &StoredMention(name, in_title, start, end, word) = mention;
        if in_title != before.1 {
            before = StoredMention(0, in_title, 0, 0, 0);
        }
        let distance = u64::from(start.wrapping_sub(before.3)) << 1 | u64::from(in_title);
        push_number(distance, &mut out);
        for number in [end.wrapping_sub(start), word.wrapping_sub(before.4), name] {
            push_number(number.into(), &mut out);
        }
        before = *mention;
    }
    out
}

/// The mentions of [`packed_mentions`]; `None` where the bytes are not such.
pub(super) fn unpacked_mentions(mut bytes: &[u8]) -> Option<Vec<StoredMention>> {
    let mut out = Vec::new();
    let mut before = START;
    while !bytes.is_empty() {
        let distance = number(&mut bytes)?;
        let in_title = distance & 1 == 1;
        if in_title != before.1 {
            before = StoredMention(0, in_title, 0, 0, 0);
        }
        let start = before.3.wrapping_add((distance >> 1) as u32);
        let end = start.wrapping_add(number(&mut bytes)? as u32);
        let word = before.4.wrapping_add(number(&mut bytes)? as u32);
        before = StoredMention(number(&mut bytes)? as u32, in_title, start, end, word);
        out.push(before);
    }
    Some(out)
}

/// The mentions of the headline come first.
const START: StoredMention = StoredMention(0, true, 0, 0, 0);

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn push_number(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn number(bytes: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u64::from(byte & 0x7F) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn mentions_come_back(numbers in prop::collection::vec(any::<(u32, bool, u32, u32, u32)>(), 0..20)) {
            let mentions: Vec<StoredMention> =
                numbers.into_iter().map(|(a, b, c, d, e)| StoredMention(a, b, c, d, e)).collect();
            prop_assert_eq!(unpacked_mentions(&packed_mentions(&mentions)), Some(mentions));
        }

        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            unpacked_mentions(&bytes);
        }
    }

    #[test]
    fn near_mentions_take_four_bytes() {
        let mentions = [StoredMention(0, true, 0, 7, 0), StoredMention(1, false, 40, 52, 7)];
        assert_eq!(packed_mentions(&mentions).len(), 8);
    }
}
