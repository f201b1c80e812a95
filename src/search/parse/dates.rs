//! The values of `date:`, `after:` and `before:`: civil days, without a clock of their own.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::prefix::Bound;
use crate::search::query::{DateRange, Query};

/// What the value asks for, or why it cannot be read.
pub(super) fn read_value(value: &str, bound: Bound, today: Date) -> Result<Query, String> {
    let range = |from, to| Ok(Query::Date(DateRange { from, to }));
    match (bound, value.split_once("..")) {
        (Bound::Within, None) if value.eq_ignore_ascii_case("none") => Ok(Query::Undated),
        (Bound::Within, Some((from, to))) => match (end(from, today), end(to, today)) {
            (Some(None), Some(None)) => Err(unread(value, bound)),
            (Some(from_days), Some(to_days)) => match (from_days.map(|d| d.0), to_days.map(|d| d.1)) {
                (Some(first), Some(last)) if first > last => Err(format!(
                    "the range {value} ends before it begins and is left out; write date:{to}..{from}"
                )),
                (first, last) => range(first, last),
            },
            _ => Err(unread(value, bound)),
        },
        (_, None) => {
            days(value, today).map_or_else(|| Err(unread(value, bound)), |days| bounded(days, bound))
        }
        (_, Some(_)) => Err(unread(value, bound)),
    }
}

/// These days, those from the first of them on, or those before it.
pub(super) fn bounded((first, last): (Date, Date), bound: Bound) -> Result<Query, String> {
    let (from, to) = match bound {
        Bound::Within => (Some(first), Some(last)),
        Bound::After => (Some(first), None),
        Bound::Before => match first.yesterday() {
            Ok(last) if last.year() >= 0 => (None, Some(last)),
            _ => return Err(format!("no day before {first} can be written, so this is left out")),
        },
    };
    Ok(Query::Date(DateRange { from, to }))
}

/// One end of a range: open, or its days; nothing if it cannot be read.
fn end(value: &str, today: Date) -> Option<Option<(Date, Date)>> {
    if value.is_empty() { Some(None) } else { days(value, today).map(Some) }
}

/// The first and the last day of a year, a month, a day, or a period counted from today.
/// Weeks begin on Monday.
pub(super) fn days(value: &str, today: Date) -> Option<(Date, Date)> {
    let week = |date: Date| {
        let monday = date.saturating_sub(date.weekday().since(Weekday::Monday).days());
        (monday, monday.saturating_add(6.days()))
    };
    let yesterday = today.saturating_sub(1.day());
    Some(match value.to_ascii_lowercase().as_str() {
        "today" => (today, today),
        "yesterday" => (yesterday, yesterday),
        "this-week" => week(today),
        "last-week" => week(today.saturating_sub(1.week())),
        "this-month" => month(today),
        "last-month" => month(today.first_of_month().saturating_sub(1.day())),
        "this-year" => year(today),
        "last-year" => year(today.first_of_year().saturating_sub(1.day())),
        written => {
            let mut parts = written.split('-');
            let y = number(parts.next()?, 4..=4)?;
            let m = parts.next().map(|part| number(part, 1..=2));
            let d = parts.next().map(|part| number(part, 1..=2));
            match (m, d, parts.next()) {
                (None, ..) => year(Date::new(y, 1, 1).ok()?),
                (Some(m), None, _) => month(civil(y, m?, 1)?),
                (Some(m), Some(d), None) => {
                    let day = civil(y, m?, d?)?;
                    (day, day)
                }
                _ => return None,
            }
        }
    })
}

/// The first and the last day of the year that holds a day.
fn year(day: Date) -> (Date, Date) {
    (day.first_of_year(), day.last_of_year())
}

/// The first and the last day of the month that holds a day.
pub(super) fn month(day: Date) -> (Date, Date) {
    (day.first_of_month(), day.last_of_month())
}

/// A day of the calendar.
pub(super) fn civil(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(digits: &str, length: std::ops::RangeInclusive<usize>) -> Option<i16> {
    let plain = length.contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

fn unread(value: &str, bound: Bound) -> String {
    let value = super::warning::shown(value);
    let more = if bound == Bound::Within {
        " a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none,"
    } else {
        ""
    };
    format!(
        "{value} is not a valid date and is left out; write 2025, 2025-04, 2025-04-25,{more} \
         today, yesterday, or this- or last- with week, month or year"
    )
}
