//! Dates in file names and addresses.

use jiff::civil::Date;

use super::numbers::{compact, small, year};
use super::{day, words};
use crate::article::{Dated, Found, Precision};

/// Finds a day in a file's name or path: `2025-04-25`, `2025_04_25`, `2025/04/25`, `20250425`.
pub fn in_file_name(name: &str) -> Option<Dated> {
    day_in_path(name).map(|date| day(date, Found::FileName))
}

/// Finds a date in an address: `/2025/04/25/`, `/2025/apr/25/`, `/2025-04-25-`, `/20250425/`, else
/// the month of `/2025/04/`.
pub fn in_url(url: &str) -> Option<Dated> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = &rest[rest.find('/')?..];
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    if let Some(date) = day_in_path(path) {
        return Some(day(date, Found::Url));
    }
    let parts: Vec<&str> = path.split('/').collect();
    for window in parts.windows(3) {
        if let (Some(year), Some(month), Some(d)) = (year(window[0]), month_word(window[1]), small(window[2]))
            && let Ok(date) = Date::new(year, month, d)
        {
            return Some(day(date, Found::Url));
        }
    }
    for window in parts.windows(2) {
        if let (Some(year), Some(month)) =
            (year(window[0]), small(window[1]).filter(|_| window[1].len() == 2))
            && let Ok(date) = Date::new(year, month, 1)
        {
            return Some(Dated { precision: Precision::Month, ..day(date, Found::Url) });
        }
    }
    None
}

fn month_word(word: &str) -> Option<i8> {
    words::month(&word.to_lowercase())
}

/// The first day in a path. Compact days must stand alone and be after 1800, so that digests and record
/// numbers are not mistaken for dates.
fn day_in_path(path: &str) -> Option<Date> {
    let bytes = path.as_bytes();
    let digits = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let part = |from: usize, len: usize| path.get(from..from + len);
    let mut at = 0;
    while at < bytes.len() {
        let run = digits(at);
        if run == 0 {
            at += 1;
            continue;
        }
        let stands_alone = (at == 0 || !bytes[at - 1].is_ascii_alphanumeric())
            && bytes.get(at + run).is_none_or(|b| !b.is_ascii_alphanumeric() || matches!(b, b'T' | b't'));
        if matches!(run, 8 | 12 | 14)
            && stands_alone
            && let Some(date) = part(at, 8).and_then(compact).filter(|d| d.year() >= 1800)
        {
            return Some(date);
        }
        if run == 4
            && let Some(&separator) = bytes.get(at + 4)
            && matches!(separator, b'-' | b'_' | b'/' | b'.')
            && digits(at + 5) == 2
            && bytes.get(at + 7) == Some(&separator)
            && matches!(digits(at + 8), 1 | 2)
            && let (Some(y), Some(m), Some(d)) = (
                part(at, 4).and_then(year),
                part(at + 5, 2).and_then(small),
                part(at + 8, digits(at + 8)).and_then(small),
            )
            && let Ok(date) = Date::new(y, m, d)
        {
            return Some(date);
        }
        at += run;
    }
    None
}
