//! Dates as Nexis, Factiva and Lucene write them.
//!
//! Days with the month first (1/31/2025), as these services do by default; a number over 12 in the
//! place of the month is the day. Where both readings are possible a warning says which was taken.

use jiff::ToSpan;
use jiff::civil::Date;

use super::dates;
use super::dialect::Dialect;
use super::scan::floor;
use crate::search::query::{DateRange, Query};

/// What a clause about dates asks for.
pub(super) struct DateClause {
    pub(super) query: Option<Query>,
    pub(super) warning: Option<String>,
}

/// The longest clause, in bytes.
const BYTES: usize = 160;

/// `date aft 1/1/2025`, `date(geq (1/1/2025) and leq (3/1/2025))`, `date from 1/1/2025 to 3/1/2025`
/// at the beginning of the text, and its bytes.
pub(super) fn clause(rest: &str, dialect: &Dialect, today: Date) -> Option<(DateClause, usize)> {
    if !rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("date")) {
        return None;
    }
    let mut scan = Scan::new(&rest[..floor(rest, BYTES)], 4, today);
    let boxed = scan.takes("(");
    let bare = boxed || dialect.bare_dates;
    let mut range = DateRange { from: None, to: None };
    loop {
        scan.condition(bare, &mut range)?;
        if !boxed || !scan.takes("and") {
            break;
        }
    }
    if boxed && !scan.takes(")") {
        return None;
    }
    let bytes = scan.end();
    let mut warning =
        scan.ambiguous.then(|| "days are read with the month first; write 2025-01-31 to be sure".to_string());
    let reversed = matches!((range.from, range.to), (Some(from), Some(to)) if from > to);
    if reversed {
        warning = Some("this ends before it begins and is left out".to_string());
    }
    Some((DateClause { query: if reversed { None } else { Some(Query::Date(range)) }, warning }, bytes))
}

/// Lucene's `[a TO b]`, with its brackets; `{` and `}` leave out the end itself.
pub(super) fn range(text: &str, today: Date) -> Result<Query, String> {
    let unread = || {
        format!(
            "{} is no range of dates and is left out; write [2025-01-01 TO 2025-03-31] or [2025-01-01 TO *]",
            super::warning::shown(text)
        )
    };
    let inside = &text[1..text.len() - 1];
    let (from, to) = inside.split_once(" TO ").ok_or_else(unread)?;
    let end = |value: &str| match value.trim().trim_matches('"') {
        "*" => Some(None),
        // A moment, as Elasticsearch writes it: the day counts.
        value => dates::days(value.split('T').next().unwrap_or(value), today).map(Some),
    };
    let (Some(from), Some(to)) = (end(from), end(to)) else { return Err(unread()) };
    let from =
        from.map(|(first, last)| if text.starts_with('{') { last.saturating_add(1.day()) } else { first });
    let to = to.map(|(first, last)| if text.ends_with('}') { first.saturating_sub(1.day()) } else { last });
    match (from, to) {
        (None, None) => Ok(Query::Not(Box::new(Query::Undated))),
        (Some(first), Some(last)) if first > last => Err(unread()),
        (_, Some(last)) if last.year() < 0 => Err(unread()),
        (from, to) => Ok(Query::Date(DateRange { from, to })),
    }
}

/// The pieces of a clause, read in order.
struct Scan<'a> {
    /// Each with the byte after it.
    pieces: Vec<(&'a str, usize)>,
    next: usize,
    today: Date,
    ambiguous: bool,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str, start: usize, today: Date) -> Scan<'a> {
        let mut pieces = Vec::new();
        let mut at = start;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let bytes = match c {
                '(' | ')' => 1,
                '<' | '>' | '=' => rest.len() - rest.trim_start_matches(['<', '>', '=']).len(),
                _ if c.is_whitespace() || c == ',' => {
                    at += c.len_utf8();
                    continue;
                }
                _ => rest.find(|c: char| c.is_whitespace() || "()<>=,".contains(c)).unwrap_or(rest.len()),
            };
            // "dateline" is another word than "date".
            if at == start && c.is_alphanumeric() {
                return Scan { pieces: Vec::new(), next: 0, today, ambiguous: false };
            }
            at += bytes;
            pieces.push((&rest[..bytes], at));
        }
        Scan { pieces, next: 0, today, ambiguous: false }
    }

    fn end(&self) -> usize {
        self.pieces[self.next - 1].1
    }

    fn takes(&mut self, word: &str) -> bool {
        let found = self.pieces.get(self.next).is_some_and(|(piece, _)| piece.eq_ignore_ascii_case(word));
        self.next += usize::from(found);
        found
    }

    fn takes_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.takes(word))
    }

    /// One comparison, which narrows the range.
    fn condition(&mut self, bare: bool, range: &mut DateRange) -> Option<()> {
        let ends = |first, last| (Some(first), Some(last));
        let (from, to) = if self.takes_any(&["is", "=", "eq", "on"]) {
            let (first, last) = self.value()?;
            ends(first, last)
        } else if self.takes_any(&["aft", "after", ">", "gtr", "gt"]) {
            (Some(self.value()?.1.saturating_add(1.day())), None)
        } else if self.takes_any(&["bef", "before", "<", "lss", "lt"]) {
            (None, Some(self.value()?.0.saturating_sub(1.day())))
        } else if self.takes_any(&["geq", ">=", "since"]) {
            (Some(self.value()?.0), None)
        } else if self.takes_any(&["leq", "<="]) {
            (None, Some(self.value()?.1))
        } else if self.takes("from") {
            let first = self.value()?.0;
            let last = if self.takes("to") { Some(self.value()?.1) } else { None };
            (Some(first), last)
        } else if bare {
            let (first, last) = self.value()?;
            ends(first, last)
        } else {
            return None;
        };
        if to.is_some_and(|last| last.year() < 0) {
            return None;
        }
        range.from = range.from.max(from);
        range.to = match (range.to, to) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Some(())
    }

    /// A date of one to three pieces, perhaps in brackets.
    fn value(&mut self) -> Option<(Date, Date)> {
        let boxed = self.takes("(");
        let days = (1..=3).rev().find_map(|count| {
            let pieces = self.pieces.get(self.next..self.next + count)?;
            let words: Vec<&str> = pieces.iter().map(|(piece, _)| *piece).collect();
            let (days, ambiguous) = written(&words.join(" "), self.today)?;
            self.next += count;
            self.ambiguous |= ambiguous;
            Some(days)
        })?;
        if boxed && !self.takes(")") { None } else { Some(days) }
    }
}

/// The days of a date as these services write it, and whether day and month could be exchanged.
pub(super) fn written(value: &str, today: Date) -> Option<((Date, Date), bool)> {
    if let Some(days) = dates::days(value, today) {
        return Some((days, false));
    }
    let number = |text: &str| text.parse::<i16>().ok().filter(|n| *n >= 0);
    let day = |y, m, d| dates::civil(y, m, d).map(|day| (day, day));
    let month = |y, m| dates::civil(y, m, 1).map(dates::month);
    if let Some(back) = value.strip_prefix('-').and_then(|digits| digits.parse::<i32>().ok()) {
        let day = today.saturating_sub(back.clamp(0, 100_000).days());
        return Some(((day, day), false));
    }
    if value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit()) {
        return Some((day(number(&value[..4])?, number(&value[4..6])?, number(&value[6..])?)?, false));
    }
    let parts: Vec<&str> = value.split(['/', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let names = parts.iter().any(|part| part.starts_with(char::is_alphabetic));
    match (parts.as_slice(), names) {
        (&[a, b, y], false) => {
            let (a, b, y) = (number(a)?, number(b)?, year(y, today)?);
            let days = if a > 12 { day(y, b, a)? } else { day(y, a, b)? };
            Some((days, a <= 12 && b <= 12 && a != b))
        }
        (&[m, y], false) if y.len() == 4 => Some((month(number(y)?, number(m)?)?, false)),
        (&[a, b, y], true) => {
            let (name, d) = if a.starts_with(char::is_alphabetic) { (a, b) } else { (b, a) };
            Some((day(year(y, today)?, month_of(name)?, number(d)?)?, false))
        }
        (&[name, y], true) if y.len() == 4 => Some((month(number(y)?, month_of(name)?)?, false)),
        _ => None,
    }
}

/// A year of four digits, or of two in the hundred years to the end of this one.
fn year(digits: &str, today: Date) -> Option<i16> {
    let year = digits.parse::<i16>().ok().filter(|year| *year >= 0)?;
    match digits.len() {
        4 => Some(year),
        2 => {
            let this = today.year();
            let near = this - this.rem_euclid(100) + year;
            Some(if near > this { near - 100 } else { near }).filter(|year| *year >= 0)
        }
        _ => None,
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn month_of(name: &str) -> Option<i16> {
    let lower = name.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == lower)?;
    i16::try_from(at + 1).ok()
}
