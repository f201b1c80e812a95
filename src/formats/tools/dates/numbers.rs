//! Dates in machine-written forms: digits alone, ISO 8601, RFC 2822.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::{Offset, TimeZone};

use super::{YEARS, day, instant};
use crate::article::{Dated, Found, Precision};

/// Digits alone: years, compact days, web archives' stamps, epoch seconds and milliseconds.
pub fn numeric(text: &str) -> Option<Dated> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(digits) || !all_digits(fraction) || (digits.len() != text.len() && digits.len() != 10) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(Dated {
            precision: Precision::Year,
            ..day(Date::new(number as i16, 1, 1).ok()?, Found::Metadata)
        }),
        8 => Some(day(compact(digits)?, Found::Metadata)),
        10 | 13 => {
            let at = match digits.len() {
                10 => Timestamp::from_second(number),
                _ => Timestamp::from_millisecond(number),
            };
            Some(instant(at.ok()?.to_zoned(TimeZone::UTC).datetime(), Some(Offset::UTC)))
        }
        12 | 14 => {
            let part = |at: usize| digits.get(at..at + 2).map_or(Ok(0), str::parse::<i8>);
            let time = Time::new(part(8).ok()?, part(10).ok()?, part(12).ok()?, 0).ok()?;
            Some(instant(compact(&digits[..8])?.to_datetime(time), None))
        }
        _ => None,
    }
}

/// ISO 8601 and RFC 3339, from the year and month to fractions of a second with a zone.
pub fn iso(text: &str) -> Option<Dated> {
    if let Some((y, m)) = text.split_once('-').filter(|(_, m)| m.len() == 2) {
        let date = Date::new(year(y)?, small(m)?, 1).ok()?;
        return Some(Dated { precision: Precision::Month, ..day(date, Found::Metadata) });
    }
    let pieces = Pieces::parse(text).ok()?;
    let offset = match pieces.offset() {
        Some(PiecesOffset::Zulu) => Some(Offset::UTC),
        _ => pieces.to_numeric_offset(),
    };
    match pieces.time() {
        Some(time) => Some(instant(pieces.date().to_datetime(time), offset)),
        None => Some(day(pieces.date(), Found::Metadata)),
    }
}

/// RFC 2822, as in mails and RSS; wrong weekdays are ignored.
pub fn mail(text: &str) -> Option<Dated> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = PARSER.parse_zoned(text).ok()?;
    Some(instant(zoned.datetime(), Some(zoned.offset())))
}

/// A year in four digits.
pub fn year(word: &str) -> Option<i16> {
    let number: i16 =
        word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    YEARS.contains(&number).then_some(number)
}

/// A year in two digits: up to 68 in this century, as in POSIX.
pub fn short_year(word: &str) -> Option<i16> {
    let number = small(word).filter(|_| word.len() == 2)?;
    Some(i16::from(number) + if number < 69 { 2000 } else { 1900 })
}

/// A number in one or two digits.
pub fn small(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()))
}

/// Eight digits.
pub fn compact(digits: &str) -> Option<Date> {
    Date::new(year(digits.get(..4)?)?, small(digits.get(4..6)?)?, small(digits.get(6..8)?)?).ok()
}
