//! Clauses about dates as Nexis, Factiva, ProQuest and Westlaw write them, and Lucene's ranges.

use jiff::civil::Date;

use super::Settings;
use super::dates::{Comparison, DateValue, together};
use super::dialect::Dialect;
use super::scan::floor;
use super::warning::shown;
use super::written_dates::{Written, guessed, order, written};
use crate::search::query::Query;

/// What begins as a clause about dates.
pub(super) enum DateClause {
    /// Its value and its bytes.
    Read(DateValue, usize),
    /// No date follows, so these bytes are words.
    Words(usize),
}

/// The longest clause, in bytes.
const BYTES: usize = 160;

/// `date aft 1/1/2025`, `date(geq (1/1/2025) and leq (3/1/2025))`, `date from 1/1/2025 to 3/1/2025`
/// at the beginning of the text, and its bytes.
pub(super) fn clause(rest: &str, dialect: &Dialect, settings: Settings) -> Option<DateClause> {
    let is_name = |name: &&&str| rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name));
    let name = dialect.date_names.iter().filter(is_name).max_by_key(|name| name.len())?;
    let mut scan = Scan::new(&rest[..floor(rest, BYTES)], name.len(), settings.today);
    let boxed = scan.takes("(");
    let bare = boxed || dialect.bare_dates;
    let mut ends = Vec::new();
    loop {
        if scan.condition(bare, &mut ends).is_none() {
            // What can be nothing else than a clause about dates finds nothing if it cannot be read.
            if scan.is_clause {
                let bytes = scan.end_of_clause(rest, boxed);
                let message = format!("{} is not a valid date, so it finds nothing", shown(&rest[..bytes]));
                return Some(DateClause::Read(DateValue::never(message), bytes));
            }
            let compares = scan.next > usize::from(boxed) && !boxed;
            return compares.then(|| DateClause::Words(scan.end()));
        }
        if !boxed || !scan.takes_any(&["and", "&"]) {
            break;
        }
    }
    if boxed && !scan.takes(")") {
        return None;
    }
    let bytes = scan.end();
    let dates: Vec<Written> = ends.iter().map(|(_, written)| *written).collect();
    let (order, guess) = order(&dates, settings.order());
    let range = together(&ends, order);
    let reversed = matches!((range.from, range.to), (Some(from), Some(to)) if from > to);
    if reversed || range.to.is_some_and(|last| last.year() < 0) {
        let message = format!("{} ends before it begins, so it finds nothing", shown(&rest[..bytes]));
        return Some(DateClause::Read(DateValue::never(message), bytes));
    }
    let warning = guess.then(|| guessed(order)).or_else(|| {
        (*name == "load-date")
            .then(|| "the day of publication is searched, the only one that is known".to_string())
    });
    Some(DateClause::Read(DateValue { query: Query::Date(range), warning, failed: false }, bytes))
}

/// Lucene's `[a TO b]`, with its brackets; `{` and `}` leave out the end itself.
pub(super) fn range(text: &str, settings: Settings) -> DateValue {
    let unread = || {
        DateValue::never(format!(
            "{} is not a range of dates, so it finds nothing; \
             write [2025-01-01 TO 2025-03-31] or [2025-01-01 TO *]",
            shown(text)
        ))
    };
    let inside = &text[1..text.len() - 1];
    let Some(at) = inside.to_ascii_lowercase().find(" to ") else { return unread() };
    let read = |value: &str, comparison| match value.trim().trim_matches('"') {
        "*" => Some(None),
        value => written(value, settings.today).map(|date| Some((comparison, date))),
    };
    let first = if text.starts_with('{') { Comparison::Later } else { Comparison::From };
    let last = if text.ends_with('}') { Comparison::Earlier } else { Comparison::UpTo };
    let (Some(from), Some(to)) = (read(&inside[..at], first), read(&inside[at + 4..], last)) else {
        return unread();
    };
    let ends: Vec<(Comparison, Written)> = from.into_iter().chain(to).collect();
    if ends.is_empty() {
        return DateValue { query: Query::Not(Box::new(Query::Undated)), warning: None, failed: false };
    }
    let dates: Vec<Written> = ends.iter().map(|(_, written)| *written).collect();
    let (order, guess) = order(&dates, settings.order());
    let range = together(&ends, order);
    match (range.from, range.to) {
        (Some(first), Some(last)) if first > last => unread(),
        (_, Some(last)) if last.year() < 0 => unread(),
        _ => DateValue { query: Query::Date(range), warning: guess.then(|| guessed(order)), failed: false },
    }
}

/// The pieces of a clause, read in order.
struct Scan<'a> {
    /// Each with the byte after it.
    pieces: Vec<(&'a str, usize)>,
    next: usize,
    today: Date,
    /// Whether a comparison was read that is used of dates alone.
    is_clause: bool,
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
            if at == start && (c.is_alphanumeric() || matches!(c, '-' | '_')) {
                return Scan { pieces: Vec::new(), next: 0, today, is_clause: false };
            }
            at += bytes;
            pieces.push((&rest[..bytes], at));
        }
        Scan { pieces, next: 0, today, is_clause: false }
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

    /// One comparison.
    fn condition(&mut self, bare: bool, ends: &mut Vec<(Comparison, Written)>) -> Option<()> {
        let before = self.next;
        let comparison = if self.takes_any(&["=", "eq", "==", "is", "on"]) {
            Comparison::On
        } else if self.takes_any(&["aft", ">", "gtr", "gt", "after"]) {
            Comparison::Later
        } else if self.takes_any(&["bef", "<", "lss", "lt", "before"]) {
            Comparison::Earlier
        } else if self.takes_any(&["geq", ">=", "=>", "since"]) {
            Comparison::From
        } else if self.takes_any(&["leq", "<=", "=<", "until", "to"]) {
            Comparison::UpTo
        } else if self.takes("from") {
            ends.push((Comparison::From, self.value()?));
            if self.takes("to") {
                ends.push((Comparison::UpTo, self.value()?));
            }
            return Some(());
        } else if self.takes("between") {
            ends.push((Comparison::From, self.value()?));
            self.takes_any(&["and", "&"]).then_some(())?;
            ends.push((Comparison::UpTo, self.value()?));
            return Some(());
        } else if bare {
            let first = self.value()?;
            if self.takes_any(&["-", "to"]) {
                ends.extend([(Comparison::From, first), (Comparison::UpTo, self.value()?)]);
            } else {
                ends.push((Comparison::On, first));
            }
            return Some(());
        } else {
            return None;
        };
        let (sign, _) = self.pieces[before];
        self.is_clause |= sign.starts_with(['<', '>', '='])
            || ["eq", "aft", "gtr", "gt", "bef", "lss", "lt", "geq", "leq"]
                .contains(&sign.to_ascii_lowercase().as_str());
        ends.push((comparison, self.value()?));
        Some(())
    }

    /// A date of one to four pieces, perhaps in brackets.
    fn value(&mut self) -> Option<Written> {
        let boxed = self.takes("(");
        let date = (1..=4).rev().find_map(|count| {
            let pieces = self.pieces.get(self.next..self.next + count)?;
            let words: Vec<&str> = pieces.iter().map(|(piece, _)| *piece).collect();
            let date = written(&words.join(" "), self.today)?;
            self.next += count;
            Some(date)
        })?;
        if boxed && !self.takes(")") { None } else { Some(date) }
    }

    /// The bytes of a clause that cannot be read: to its closing bracket, or one word beyond the
    /// comparison.
    fn end_of_clause(&self, rest: &str, boxed: bool) -> usize {
        if boxed {
            let start = rest.find('(').unwrap_or(0);
            return start + super::scan::brackets_bytes(&rest[start..]);
        }
        self.pieces.get(self.next).or(self.pieces.last()).map_or(rest.len(), |piece| piece.1)
    }
}
