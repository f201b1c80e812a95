//! Years, months, days and periods counted from today, as their first and last days.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The first and the last day of a period.
pub(super) type Days = (Date, Date);

/// The first and the last day of a year, a month, a day, or a period counted from today.
/// Weeks begin on Monday.
pub(super) fn period(value: &str, today: Date) -> Option<Days> {
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
fn year(day: Date) -> Days {
    (day.first_of_year(), day.last_of_year())
}

/// The first and the last day of the month that holds a day.
pub(super) fn month(day: Date) -> Days {
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
