//! Dates in the forms of news metadata: ISO 8601 and RFC 2822 through jiff, epoch numbers, and typed forms in
//! a dozen languages. Civil time stays in the source's zone.
//!
//! Ambiguous dates (04/05/2025) and impossible ones are rejected. The formats decide where in a record to
//! look for a date.

mod clock;
mod numbers;
mod paths;
mod scripts;
mod typed;
mod words;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::article::{Dated, Found, Precision};
pub use paths::{in_file_name, in_url};
pub(crate) use words::month;

/// The valid years, from the first prints to the near future.
const YEARS: std::ops::RangeInclusive<i16> = 1450..=2100;

/// Maximum length of a date, in characters. The longest real form ("Zuletzt aktualisiert am ...") has about
/// 80.
const MAX_CHARS: usize = 120;

/// Parses a date that fills the whole text, apart from weekdays and words like "Updated:".
pub fn parse(text: &str, found: Found) -> Option<Dated> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '\0');
    if text.len() > MAX_CHARS * 2 || text.chars().count() > MAX_CHARS || !text.chars().any(char::is_numeric) {
        return None;
    }
    let mut dated = numbers::numeric(text)
        .or_else(|| numbers::iso(text))
        .or_else(|| numbers::mail(text))
        .or_else(|| typed::typed(text))?;
    dated.found = found;
    YEARS.contains(&dated.civil.year()).then_some(dated)
}

/// A date to the day.
fn day(date: Date, found: Found) -> Dated {
    Dated { civil: date.to_datetime(Time::midnight()), offset: None, precision: Precision::Day, found }
}

fn instant(civil: DateTime, offset: Option<Offset>) -> Dated {
    Dated { civil, offset, precision: Precision::Second, found: Found::Metadata }
}

#[cfg(test)]
mod tests;
