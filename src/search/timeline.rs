//! Matching articles over time.

use std::collections::BTreeMap;

use foldhash::HashMap;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::article::day_of_number;

/// Length of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A calendar year.
    Year,
    /// A calendar month.
    Month,
    /// A day.
    Day,
}

impl Period {
    /// The length that shows some days (since 1970) in up to about forty bars, where years do.
    pub(super) fn fitting(days: &[i32]) -> Period {
        let (first, last) = (days.iter().min().copied(), days.iter().max().copied());
        match last.unwrap_or(0) - first.unwrap_or(0) {
            0..=45 => Period::Day,
            46..=1200 => Period::Month,
            _ => Period::Year,
        }
    }
}

/// How long the bars of a timeline are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// As suits the span from the first match to the last.
    #[default]
    Fitting,
    /// As said.
    By(Period),
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// First day of the period.
    #[serde(serialize_with = "as_text")]
    pub start: Date,
    /// Articles published in it.
    pub count: u64,
}

fn as_text<S: serde::Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Counts days (since 1970) by period, from the first to the last, empty periods included.
pub(super) fn timeline(days: impl Iterator<Item = i32>, period: Period) -> Vec<Bar> {
    // Many articles share a day, and dates are costlier than numbers.
    let mut by_day: HashMap<i32, u64> = HashMap::default();
    for day in days {
        *by_day.entry(day).or_default() += 1;
    }
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    for (day, count) in by_day {
        if let Some(day) = day_of_number(day) {
            *counts.entry(start(day, period)).or_default() += count;
        }
    }
    let (Some(&first), Some(&last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return Vec::new();
    };
    let step = match period {
        Period::Year => 1.year(),
        Period::Month => 1.month(),
        Period::Day => 1.day(),
    };
    let starts = first.series(step).take_while(|start| *start <= last);
    starts.map(|start| Bar { start, count: counts.get(&start).copied().unwrap_or(0) }).collect()
}

fn start(day: Date, period: Period) -> Date {
    match period {
        Period::Year => day.first_of_year(),
        Period::Month => day.first_of_month(),
        Period::Day => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(days: &[i32], period: Period, expected: &[(&str, u64)]) {
        let bars = timeline(days.iter().copied(), period);
        let found: Vec<(String, u64)> = bars.into_iter().map(|b| (b.start.to_string(), b.count)).collect();
        let expected: Vec<(String, u64)> = expected.iter().map(|(s, c)| ((*s).to_owned(), *c)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn gaps_are_shown() {
        check(&[], Period::Year, &[]);
        check(&[-1, 0, 1], Period::Year, &[("1969-01-01", 1), ("1970-01-01", 2)]);
        check(&[0, 70], Period::Month, &[("1970-01-01", 1), ("1970-02-01", 0), ("1970-03-01", 1)]);
        check(&[0, 2], Period::Day, &[("1970-01-01", 1), ("1970-01-02", 0), ("1970-01-03", 1)]);
    }
}
