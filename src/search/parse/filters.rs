//! The values of `words:`, `added:` and `has:`.

use super::Settings;
use super::dates;
use super::prefix::{Bound, FilterName};
use super::warning::shown;
use crate::search::query::{Filter, Query};

/// What the value asks for, or why it cannot be read.
pub(super) fn read_value(value: &str, name: FilterName, settings: Settings) -> Result<Query, String> {
    match name {
        FilterName::Words => words(value),
        FilterName::Added => added(value, settings),
        FilterName::Has => has(value),
    }
}

/// Bytes of a comparison with a number, which may have blanks between: `> 500`.
pub(super) fn comparison_bytes(text: &str) -> Option<usize> {
    let number = text.trim_start_matches(['<', '>', '=']);
    let digits = number.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    (number.len() < text.len() && end > 0).then(|| text.len() - digits.len() + end)
}

/// `250`, `>250`, `<=250`, `100..500`.
fn words(value: &str) -> Result<Query, String> {
    let unread = || {
        format!(
            "{} is not a number of words and is left out; write 250, >250, <=250, 100..500, 100.. or ..500",
            shown(value)
        )
    };
    let number = |digits: &str| {
        let plain = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        if plain { digits.parse::<u32>().ok() } else { None }
    };
    let range = match value.split_once("..") {
        Some((from, to)) => {
            let end = |end: &str| if end.is_empty() { Some(None) } else { number(end).map(Some) };
            (end(from).ok_or_else(unread)?, end(to).ok_or_else(unread)?)
        }
        None => {
            let digits = value.trim_start_matches(['<', '>', '=']);
            let count = number(digits.trim()).ok_or_else(unread)?;
            match value[..value.len() - digits.len()].trim_end() {
                "" | "=" => (Some(count), Some(count)),
                ">" => (Some(count.checked_add(1).ok_or_else(unread)?), None),
                ">=" => (Some(count), None),
                "<" => (None, Some(count.checked_sub(1).ok_or_else(unread)?)),
                "<=" => (None, Some(count)),
                _ => return Err(unread()),
            }
        }
    };
    match range {
        (None, None) => Err(unread()),
        (Some(from), Some(to)) if from > to => {
            Err(format!("the range {value} ends before it begins and is left out; write words:{to}..{from}"))
        }
        (from, to) => Ok(Query::Filter(Filter::Words { from, to })),
    }
}

/// Days as `date:` has them, and `last-run`.
fn added(value: &str, settings: Settings) -> Result<Query, String> {
    if value.eq_ignore_ascii_case("last-run") {
        return Ok(Query::Filter(Filter::New));
    }
    let days = dates::read_value(value, Bound::Within, settings);
    match days.query {
        Query::Date(range) if !days.failed => Ok(Query::Filter(Filter::Added(range))),
        _ => Err(format!(
            "{} is not a valid day or range of days and is left out; write last-run, today, 2025-04-25, \
             2025-04 or a range (2025-04-01..2025-04-25, 2025-04.., ..2024)",
            shown(value)
        )),
    }
}

fn has(value: &str) -> Result<Query, String> {
    if value.eq_ignore_ascii_case("date") {
        return Ok(Query::Not(Box::new(Query::Undated)));
    }
    match Filter::HAS.into_iter().find(|field| field.as_str().eq_ignore_ascii_case(value)) {
        Some(field) => Ok(Query::Filter(Filter::Has(field))),
        None => {
            let names: Vec<&str> = Filter::HAS.iter().map(|field| field.as_str()).collect();
            Err(format!(
                "{} cannot be asked for with has: and is left out; write one of date, {}",
                shown(value),
                names.join(", ")
            ))
        }
    }
}
