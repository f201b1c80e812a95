//! Dates as news metadata write them: ISO 8601 and RFC 2822 through jiff, epoch numbers, and
//! the forms that people type, in a dozen languages. Civil time stays in the source's own zone.
//!
//! A date that could be two days (04/05/2025) or that no calendar has is no date. Where in a
//! record a date is to be looked for is left to the formats.

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

/// The years in which news is dated: from the first prints to a lifetime ahead.
const YEARS: std::ops::RangeInclusive<i16> = 1450..=2100;

/// Longer texts are no dates. The longest real form ("Zuletzt aktualisiert am ...") has about 80.
const LONGEST: usize = 120;

/// Reads a date that fills the whole text, but for weekdays and words such as "Updated:".
pub fn parse(text: &str, found: Found) -> Option<Dated> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '\0');
    if text.len() > LONGEST * 2 || text.chars().count() > LONGEST || !text.chars().any(char::is_numeric) {
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
