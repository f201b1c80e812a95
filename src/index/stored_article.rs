//! The stored fields of an article: everything that is shown, besides its terms and columns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::{Status, article_path, day_number};
use crate::entities::{Annotated, Kind, Mention, MentionField};

/// An article as stored in the archive. Dates are written as `--json` prints them; empty fields are not
/// written.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredArticle {
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
    /// Date of the publisher's last change.
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
    /// ISO 639-1 code of its language, or `und`.
    pub language: String,
    /// Address on the web.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Repairs and omissions while reading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// The rule that found each value, by field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub provenance: BTreeMap<String, String>,
    /// Byte of the file at which its record begins.
    pub record_start: u64,
    /// Its names, in order of first appearance.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<(Kind, String)>,
    /// Their mentions; stored separately, in few bytes.
    #[serde(skip)]
    pub mentions: Vec<StoredMention>,
}

/// A mention of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredMention {
    /// Index into the article's names.
    pub name: u32,
    /// The text that the offsets count in.
    pub field: MentionField,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Number of its first word in the field.
    pub first_word: u32,
}

impl StoredMention {
    /// The origin of the first mention in a field.
    const fn origin(field: MentionField) -> StoredMention {
        StoredMention { name: 0, field, start: 0, end: 0, first_word: 0 }
    }
}

impl From<&Mention> for StoredMention {
    fn from(mention: &Mention) -> StoredMention {
        let &Mention { name, field, start, end, first_token, .. } = mention;
        StoredMention { name, field, start, end, first_word: first_token }
    }
}

impl StoredArticle {
    /// The civil day of publication, in days since 1970.
    pub fn day(&self) -> Option<i32> {
        let date: jiff::civil::Date = self.date.as_deref()?.split('T').next()?.parse().ok()?;
        Some(day_number(date))
    }

    /// The stored form of an annotated article.
    pub fn new(annotated: &Annotated, file: &str, address: &str, record_start: u64) -> StoredArticle {
        let article = &annotated.article;
        let published = article.published;
        StoredArticle {
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
            mentions: annotated.mentions.iter().map(StoredMention::from).collect(),
        }
    }
}

/// The mentions in few bytes: distances from one to the next, each in as many bytes as it needs.
/// As JSON they would be the greater part of a stored article.
pub(super) fn packed_mentions(mentions: &[StoredMention]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before = StoredMention::origin(MentionField::Title);
    for mention in mentions {
        let &StoredMention { name, field, start, end, first_word } = mention;
        if field != before.field {
            before = StoredMention::origin(field);
        }
        let in_title = u64::from(field == MentionField::Title);
        push_number(u64::from(start.wrapping_sub(before.end)) << 1 | in_title, &mut out);
        for number in [end.wrapping_sub(start), first_word.wrapping_sub(before.first_word), name] {
            push_number(number.into(), &mut out);
        }
        before = *mention;
    }
    out
}

/// The mentions of [`packed_mentions`]; `None` for other bytes.
pub(super) fn unpacked_mentions(mut bytes: &[u8]) -> Option<Vec<StoredMention>> {
    let mut out = Vec::new();
    let mut before = StoredMention::origin(MentionField::Title);
    while !bytes.is_empty() {
        let distance = number(&mut bytes)?;
        let field = if distance & 1 == 1 { MentionField::Title } else { MentionField::Body };
        if field != before.field {
            before = StoredMention::origin(field);
        }
        let start = before.end.wrapping_add((distance >> 1) as u32);
        let end = start.wrapping_add(number(&mut bytes)? as u32);
        let first_word = before.first_word.wrapping_add(number(&mut bytes)? as u32);
        before = StoredMention { name: number(&mut bytes)? as u32, field, start, end, first_word };
        out.push(before);
    }
    Some(out)
}

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

    fn mention((name, in_title, start, end, first_word): (u32, bool, u32, u32, u32)) -> StoredMention {
        let field = if in_title { MentionField::Title } else { MentionField::Body };
        StoredMention { name, field, start, end, first_word }
    }

    proptest! {
        #[test]
        fn mentions_are_unpacked_as_they_were_packed(numbers in prop::collection::vec(any::<(u32, bool, u32, u32, u32)>(), 0..20)) {
            let mentions: Vec<StoredMention> = numbers.into_iter().map(mention).collect();
            prop_assert_eq!(unpacked_mentions(&packed_mentions(&mentions)), Some(mentions));
        }

        #[test]
        fn any_bytes_are_read_without_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            unpacked_mentions(&bytes);
        }
    }

    #[test]
    fn near_mentions_take_four_bytes() {
        let mentions = [(0, true, 0, 7, 0), (1, false, 40, 52, 7)].map(mention);
        assert_eq!(packed_mentions(&mentions).len(), 8);
    }
}
