//! The values of `date:`, `after:` and `before:`: civil days, without a clock of their own.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Settings;
use super::periods::Days;
use super::prefix::Bound;
use super::written_dates::{Order, Written, guessed, order, written};
use crate::search::query::{DateRange, Query};

/// The value of a date field as it is read.
pub(super) struct DateValue {
    pub(super) query: Query,
    /// What is not honoured as written.
    pub(super) warning: Option<String>,
    /// Whether nothing could be read.
    pub(super) failed: bool,
}

impl DateValue {
    /// What cannot be read finds nothing, not everything.
    pub(super) fn never(message: String) -> DateValue {
        DateValue { query: Query::Date(DateRange::NEVER), warning: Some(message), failed: true }
    }
}

/// How a date bounds the days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Comparison {
    On,
    /// After its last day.
    Later,
    /// From its first day on.
    From,
    /// Before its first day.
    Earlier,
    /// Up to its last day.
    UpTo,
}

impl Comparison {
    /// The days that compare so.
    pub(super) fn range(self, (first, last): Days) -> DateRange {
        let (from, to) = match self {
            Comparison::On => (Some(first), Some(last)),
            Comparison::Later => (Some(last.saturating_add(1.day())), None),
            Comparison::From => (Some(first), None),
            Comparison::Earlier => (None, Some(first.saturating_sub(1.day()))),
            Comparison::UpTo => (None, Some(last)),
        };
        DateRange { from, to }
    }
}

/// The signs and words before a date that compare with it; longer ones first.
const COMPARISONS: [(&str, Comparison); 13] = [
    (">=", Comparison::From),
    ("=>", Comparison::From),
    ("<=", Comparison::UpTo),
    ("=<", Comparison::UpTo),
    (">", Comparison::Later),
    ("<", Comparison::Earlier),
    ("=", Comparison::On),
    ("since ", Comparison::From),
    ("from ", Comparison::From),
    ("after ", Comparison::Later),
    ("before ", Comparison::Earlier),
    ("until ", Comparison::UpTo),
    ("till ", Comparison::UpTo),
];

/// What stands between the ends of a range, and whether an end may be open there.
const BETWEEN: [(&str, bool); 11] = [
    ("...", true),
    ("..", true),
    ("…", true),
    (" to ", false),
    (" until ", false),
    (" till ", false),
    (" through ", false),
    ("–", false),
    ("—", false),
    ("-", false),
    ("/", false),
];

/// What the value asks for. What cannot be read finds nothing.
pub(super) fn read_value(value: &str, bound: Bound, settings: Settings) -> DateValue {
    let value = value.trim();
    let plain = |query| DateValue { query, warning: None, failed: false };
    if bound == Bound::Within && value.eq_ignore_ascii_case("none") {
        return plain(Query::Undated);
    }
    if value.eq_ignore_ascii_case("never") {
        return plain(Query::Date(DateRange::NEVER));
    }
    let Some(ends) = ends(value, bound, settings.today) else {
        return DateValue::never(unread(value, bound));
    };
    let dates: Vec<Written> = ends.iter().map(|(_, written)| *written).collect();
    let (order, guess) = order(&dates, settings.order());
    let range = together(&ends, order);
    if let (Some(from), Some(to)) = (range.from, range.to)
        && from > to
    {
        return DateValue::never(format!(
            "{value} ends before it begins, so it finds nothing; write the earlier day first"
        ));
    }
    if range.to.is_some_and(|last| last.year() < 0) {
        return DateValue::never(format!("no day before {value} can be written, so this finds nothing"));
    }
    DateValue { query: Query::Date(range), warning: guess.then(|| guessed(order)), failed: false }
}

/// Days for which all comparisons hold.
pub(super) fn together(ends: &[(Comparison, Written)], order: Order) -> DateRange {
    let ranges = ends.iter().map(|(comparison, written)| comparison.range(written.days(order)));
    ranges.fold(DateRange { from: None, to: None }, |a, b| DateRange {
        from: a.from.max(b.from),
        to: match (a.to, b.to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        },
    })
}

/// The dates of a value, each with how it bounds the days.
fn ends(value: &str, bound: Bound, today: Date) -> Option<Vec<(Comparison, Written)>> {
    let one = match bound {
        Bound::Within => Comparison::On,
        Bound::After => Comparison::From,
        Bound::Before => Comparison::Earlier,
        Bound::UpTo => Comparison::UpTo,
    };
    if let Some(whole) = written(value, today) {
        return Some(vec![(one, whole)]);
    }
    if bound != Bound::Within {
        return None;
    }
    let lower = value.to_lowercase();
    if let Some((sign, comparison)) = COMPARISONS.iter().find(|(sign, _)| lower.starts_with(sign)) {
        let rest = &lower[sign.len()..];
        return match written(rest, today) {
            Some(written) => Some(vec![(*comparison, written)]),
            None if *comparison == Comparison::From => range(rest, today),
            None => None,
        };
    }
    range(&lower, today)
}

/// `2016..2017`, `2016-2017`, `8 Nov 2016 to 9 Nov 2016`
fn range(value: &str, today: Date) -> Option<Vec<(Comparison, Written)>> {
    BETWEEN.iter().find_map(|&(sign, may_be_open)| {
        value.match_indices(sign).find_map(|(at, _)| {
            let (from, to) = (value[..at].trim(), value[at + sign.len()..].trim());
            let mut ends = Vec::new();
            for (side, comparison) in [(from, Comparison::From), (to, Comparison::UpTo)] {
                match written(side, today) {
                    Some(written) => ends.push((comparison, written)),
                    None if side.is_empty() && may_be_open => {}
                    None => return None,
                }
            }
            (!ends.is_empty()).then_some(ends)
        })
    })
}

/// The longest value, in bytes.
const BYTES: usize = 80;

/// The bytes of the value that the text begins with: of several words where one is no date, or where
/// a range goes on; one word where nothing can be read.
pub(super) fn value_bytes(rest: &str, one_word: usize, bound: Bound, settings: Settings) -> usize {
    let head = &rest[..super::scan::floor(rest, BYTES)];
    let head = &head[..head.find(['(', ')', '[', ']', '"', '“', '”', '\n']).unwrap_or(head.len())];
    let reads = |bytes: usize| !read_value(&rest[..bytes], bound, settings).failed;
    let first_reads = reads(one_word);
    let mut ends = Vec::new();
    let mut inside = false;
    for (at, c) in head.char_indices() {
        if c.is_whitespace() && inside {
            ends.push(at);
        }
        inside = !c.is_whitespace();
    }
    if head.len() == rest.len() || !rest[head.len()..].starts_with(|c: char| c.is_alphanumeric()) {
        ends.push(head.trim_end().len());
    }
    let longer = ends.into_iter().filter(|end| *end > one_word).take(9);
    let goes_on = |bytes: usize| {
        let next = rest[one_word..bytes].trim_start().to_lowercase();
        ["to ", "until ", "till ", "through ", "- ", "– ", "— ", "..", "…"]
            .iter()
            .any(|sign| next.starts_with(sign))
    };
    let best = longer.filter(|end| reads(*end) && (!first_reads || goes_on(*end))).last();
    best.unwrap_or(one_word)
}

fn unread(value: &str, bound: Bound) -> String {
    let value = super::warning::shown(value);
    let more = if bound == Bound::Within {
        " a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none,"
    } else {
        ""
    };
    format!(
        "{value} is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25,{more} \
         today, yesterday, or this- or last- with week, month or year"
    )
}
