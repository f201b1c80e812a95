//! Dates as people write them: 2016-11-08, 2016/11/08, 20161108, 8.11.2016, "November 8, 2016",
//! 8 Nov 2016, 11/2016, 2016 Q3. Where day and month could be exchanged both readings are kept,
//! until it is known which end of a range settles it.

use jiff::ToSpan;
use jiff::civil::Date;

use super::periods::{Days, civil, month, period};

/// Which of two numbers comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
}

/// A date with its readings, of which there is one at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    month_first: Option<Days>,
    day_first: Option<Days>,
}

impl Written {
    pub(super) fn new(days: Days) -> Written {
        Written { month_first: Some(days), day_first: Some(days) }
    }

    /// The order that it is written in, if it can be read in one only.
    fn order(self) -> Option<Order> {
        match (self.month_first, self.day_first) {
            (Some(_), None) => Some(Order::MonthFirst),
            (None, Some(_)) => Some(Order::DayFirst),
            _ => None,
        }
    }

    /// Whether it means the same days in any order.
    pub(super) fn is_clear(self) -> bool {
        !self.is_ambiguous()
    }

    fn is_ambiguous(self) -> bool {
        self.order().is_none() && self.month_first != self.day_first
    }

    pub(super) fn days(self, order: Order) -> Days {
        let (first, second) = match order {
            Order::MonthFirst => (self.month_first, self.day_first),
            Order::DayFirst => (self.day_first, self.month_first),
        };
        first.or(second).expect("a date has a reading")
    }
}

/// The order of day and month in dates that were written together, and whether it was a guess.
pub(super) fn order(together: &[Written], usual: Order) -> (Order, bool) {
    match together.iter().find_map(|written| written.order()) {
        Some(order) => (order, false),
        None => (usual, together.iter().any(|written| written.is_ambiguous())),
    }
}

/// What to say where the order was a guess.
pub(super) fn guessed(order: Order) -> String {
    let (first, other) = match order {
        Order::MonthFirst => ("month", "--day-first"),
        Order::DayFirst => ("day", "2025-01-31"),
    };
    let more = if order == Order::MonthFirst { " or 2025-01-31" } else { "" };
    format!("days are read with the {first} first; write {other}{more} to be sure")
}

/// A date, a month, a quarter, a year, or a period counted from today.
pub(super) fn written(text: &str, today: Date) -> Option<Written> {
    if let Some(day) = now(text.trim(), today) {
        return Some(Written::new((day, day)));
    }
    // `2016-*` is any day of that year.
    let text = text.strip_suffix('*').map_or(text, |text| text.trim_end_matches('-'));
    let lower = text.trim().trim_end_matches([',', ';']).to_lowercase();
    let lower = lower.replace(['‐', '‑', '–', '—', '−'], "-");
    // A moment, as machines write it: the day counts.
    let day = lower.split_once('t').filter(|(day, time)| {
        day.ends_with(|c: char| c.is_ascii_digit()) && time.starts_with(|c: char| c.is_ascii_digit())
    });
    let lower = day.map_or(lower.as_str(), |(day, _)| day);
    if let Some(days) = period(lower, today) {
        return Some(Written::new(days));
    }
    if let Some(back) = lower.strip_prefix('-').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit())) {
        let day = today.saturating_sub(back.parse::<i32>().ok()?.clamp(0, 100_000).days());
        return Some(Written::new((day, day)));
    }
    let pieces = pieces(lower)?;
    if pieces.iter().any(|piece| matches!(piece, Piece::Name(_))) {
        named(&pieces, today)
    } else {
        numbers(lower, &pieces, today)
    }
}

/// `now`, `now-7d/d`, `NOW-1MONTH`: today, or some time before or after it.
fn now(text: &str, today: Date) -> Option<Date> {
    let rest = text.strip_prefix("now").or_else(|| text.strip_prefix("NOW"))?;
    let rest = rest.split('/').next()?;
    if rest.is_empty() {
        return Some(today);
    }
    let (back, rest) = match rest.split_at_checked(1)? {
        ("-", rest) => (true, rest),
        ("+", rest) => (false, rest),
        _ => return None,
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let count = rest[..digits].parse::<i32>().ok()?.min(100_000);
    let span = match rest[digits..].trim_end_matches(['s', 'S']) {
        "d" | "DAY" => count.days(),
        "w" => count.min(10_000).weeks(),
        "M" | "MONTH" => count.min(10_000).months(),
        "y" | "YEAR" => count.min(1_000).years(),
        "h" | "m" | "HOUR" | "MINUTE" => 0.days(),
        _ => return None,
    };
    Some(if back { today.saturating_sub(span) } else { today.saturating_add(span) })
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece<'a> {
    Number(&'a str),
    Name(&'a str),
}

/// Numbers and names with what may stand between them; nothing for anything else.
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let run = |is: fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
        let bytes = if c.is_ascii_digit() {
            let bytes = run(|c| c.is_ascii_digit());
            all.push(Piece::Number(&rest[..bytes]));
            bytes
        } else if c.is_alphabetic() {
            let bytes = run(char::is_alphabetic);
            let name = &rest[..bytes];
            let is_ordinal =
                matches!(name, "st" | "nd" | "rd" | "th") && matches!(all.last(), Some(Piece::Number(_)));
            let says_nothing = is_ordinal || matches!(name, "of" | "the") || is_weekday(name);
            if !says_nothing {
                all.push(Piece::Name(name));
            }
            bytes
        } else if c.is_whitespace() || matches!(c, '/' | '.' | '-' | ',') {
            c.len_utf8()
        } else {
            return None;
        };
        rest = &rest[bytes..];
        if all.len() > 3 {
            return None;
        }
    }
    Some(all)
}

/// With the month by its name, or a quarter.
fn named(pieces: &[Piece], today: Date) -> Option<Written> {
    use Piece::{Name, Number};
    let one = |y: &str, name: &str, d: &str| {
        let day = civil(year(y, today)?, month_of(name)?, small(d)?)?;
        Some(Written::new((day, day)))
    };
    match *pieces {
        [Name("q"), Number(q), Number(y)] | [Number(y), Name("q"), Number(q)] if y.len() == 4 => {
            let first = civil(y.parse().ok()?, 3 * small(q).filter(|q| (1..=4).contains(q))? - 2, 1)?;
            Some(Written::new((first, first.saturating_add(2.months()).last_of_month())))
        }
        [Name(name), Number(d), Number(y)] | [Number(d), Name(name), Number(y)] if d.len() <= 2 => {
            one(y, name, d)
        }
        [Number(y), Name(name), Number(d)] if y.len() == 4 => one(y, name, d),
        [Number(y), Name("s")] if y.len() == 4 && y.ends_with('0') => {
            let first = civil(y.parse().ok()?, 1, 1)?;
            Some(Written::new((first, first.saturating_add(9.years()).last_of_year())))
        }
        [Name(name), Number(y)] | [Number(y), Name(name)] if y.len() == 4 => {
            Some(Written::new(month(civil(y.parse().ok()?, month_of(name)?, 1)?)))
        }
        _ => None,
    }
}

/// Of numbers alone.
fn numbers(text: &str, pieces: &[Piece], today: Date) -> Option<Written> {
    let numbers: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| if let Piece::Number(digits) = piece { Some(*digits) } else { None })
        .collect();
    let signs: Vec<&str> = text.split(|c: char| c.is_ascii_digit()).filter(|sign| !sign.is_empty()).collect();
    // One sign between them all, and none around them.
    let sign = signs.first().copied().unwrap_or("");
    let is_plain = signs.len() + 1 == numbers.len() && signs.iter().all(|other| *other == sign);
    let is_sign = matches!(sign, "" | "/" | "." | "-" | " ");
    if !is_plain || !is_sign || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let one = |y: i16, m: &str, d: &str| civil(y, small(m)?, small(d)?).map(|day| (day, day));
    match *numbers.as_slice() {
        [all] if all.len() == 8 => {
            let day = one(all[..4].parse().ok()?, &all[4..6], &all[6..])?;
            Some(Written::new(day))
        }
        [y, m] if y.len() == 4 => Some(Written::new(month(civil(y.parse().ok()?, small(m)?, 1)?))),
        [m, y] if y.len() == 4 => Some(Written::new(month(civil(y.parse().ok()?, small(m)?, 1)?))),
        [y, m, d] if y.len() == 4 => one(y.parse().ok()?, m, d).map(Written::new),
        [a, b, y] if y.len() == 4 || matches!(sign, "/" | ".") => {
            let y = year(y, today)?;
            let (month_first, day_first) = (one(y, a, b), one(y, b, a));
            // With full stops nobody puts the month first.
            match (month_first, day_first) {
                (None, None) => None,
                (_, Some(day)) if sign == "." => Some(Written { month_first: None, day_first: Some(day) }),
                _ => Some(Written { month_first, day_first }),
            }
        }
        _ => None,
    }
}

/// A number of one or two digits.
fn small(digits: &str) -> Option<i16> {
    if digits.len() <= 2 { digits.parse().ok() } else { None }
}

/// A year of four digits, or of two in the hundred years to the end of this one.
fn year(digits: &str, today: Date) -> Option<i16> {
    let year = digits.parse::<i16>().ok()?;
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

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn month_of(name: &str) -> Option<i16> {
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(name))?;
    i16::try_from(at + 1).ok()
}

fn is_weekday(name: &str) -> bool {
    name.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = written(text, date(2025, 4, 25)).map(|written| {
            let days =
                |(first, last)| if first == last { format!("{first}") } else { format!("{first}..{last}") };
            let both = [written.days(Order::MonthFirst), written.days(Order::DayFirst)].map(days);
            if both[0] == both[1] { both[0].clone() } else { both.join(" or ") }
        });
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in [
            "2016-11-08",
            "2016/11/08",
            "2016.11.8",
            "20161108",
            "November 8, 2016",
            "Nov. 8 2016",
            "8 Nov 2016",
            "8th of November 2016",
            "Tuesday, November 8th, 2016",
            "08-NOV-2016",
            "8Nov16",
            "2016 November 8",
            "8.11.2016",
            "2016-11-08T10:20:00Z",
        ] {
            check(text, Some("2016-11-08"));
        }
        check("1990s", Some("1990-01-01..1999-12-31"));
        check("now", Some("2025-04-25"));
        check("now-7d/d", Some("2025-04-18"));
        check("NOW-1MONTH", Some("2025-03-25"));
        check("2016-*", Some("2016-01-01..2016-12-31"));
        check("11/08/2016", Some("2016-11-08 or 2016-08-11"));
        check("16/04/2009", Some("2009-04-16"));
        check("4-16-2009", Some("2009-04-16"));
        check("Sept 2016", Some("2016-09-01..2016-09-30"));
        check("11/2016", Some("2016-11-01..2016-11-30"));
        check("Q3 2016", Some("2016-07-01..2016-09-30"));
        check("2016q1", Some("2016-01-01..2016-03-31"));
        for text in [
            "April",
            "2016-13",
            "25-04-01",
            "soon",
            "8",
            "2016-11-08-09",
            "31 April 2016",
            "Q5 2016",
            "²²²²",
            "",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn one_end_settles_the_order_of_the_other() {
        let read = |text: &str| written(text, date(2025, 4, 25)).expect("is a date");
        assert_eq!(
            order(&[read("1/2/2009"), read("16/4/2009")], Order::MonthFirst),
            (Order::DayFirst, false)
        );
        assert_eq!(order(&[read("1/2/2009")], Order::MonthFirst), (Order::MonthFirst, true));
        assert_eq!(order(&[read("1/1/2009")], Order::DayFirst), (Order::DayFirst, false));
    }
}
