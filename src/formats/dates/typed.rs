//! Dates as people and content systems type them: words in any order, each understood alone.

use jiff::civil::{Date, Time};
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

use super::numbers::{small, year};
use super::words::{self, Zone};
use super::{day, instant};
use crate::article::{Dated, Found, Precision};

/// What the words of a typed date have said so far. Each part may come once.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    time: Option<Clock>,
    offset: Option<Offset>,
    has_zone: bool,
}

/// A time of day before "p.m." is taken into account.
#[derive(Clone, Copy)]
struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    half: Option<Half>,
}

#[derive(Clone, Copy, PartialEq)]
enum Half {
    Am,
    Pm,
}

/// Dates as people and content systems type them: words in any order, each understood alone.
pub fn typed(text: &str) -> Option<Dated> {
    let lower = text.to_lowercase();
    // JavaScript's "(Central European Summer Time)" repeats the offset before it.
    let lower = match lower.find('(') {
        Some(open) if lower.ends_with(')') => &lower[..open],
        _ => &lower[..],
    };
    let mut parts = Parts::default();
    let mut words =
        lower.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        match words.next_if(|next| half(next).is_some()) {
            Some(half) => parts.take(&format!("{word}{half}"))?,
            None => parts.take(word)?,
        }
    }
    parts.finish()
}

impl Parts {
    /// Takes one word, or says with `None` that this is no date.
    fn take(&mut self, word: &str) -> Option<()> {
        let bare = word.trim_end_matches(['.', ':']);
        if let Some(month) = words::month(bare) {
            return set(&mut self.month, month);
        }
        if words::is_filler(bare) {
            return Some(());
        }
        if let Some(zone) = words::zone(bare).filter(|_| self.time.is_some()) {
            self.has_zone = true;
            return match zone {
                Zone::Minutes(minutes) => set(&mut self.offset, Offset::from_seconds(minutes * 60).ok()?),
                Zone::Unsure => Some(()),
            };
        }
        if let Some(clock) = clock(word) {
            return set(&mut self.time, clock);
        }
        if let Some(offset) = offset(word).filter(|_| self.time.is_some()) {
            // "GMT+0200": the zone's name was no offset of its own.
            self.offset = Some(offset);
            return Some(());
        }
        if let Some((year, month, day)) = three_numbers(bare) {
            set(&mut self.year, year)?;
            set(&mut self.month, month)?;
            return set(&mut self.day, day);
        }
        // "26-FEB-1987", "25/Apr/2025:15:04:00".
        if let Some((d, m, y)) = split3(bare, '-').or_else(|| split3(bare, '/')).or_else(|| split3(bare, '.'))
        {
            set(&mut self.day, small(d)?)?;
            set(&mut self.month, words::month(m)?)?;
            let (y, rest) = y.split_once(':').unwrap_or((y, ""));
            set(&mut self.year, year(y)?)?;
            return if rest.is_empty() { Some(()) } else { set(&mut self.time, clock(rest)?) };
        }
        if let Some(year) = year(bare) {
            return set(&mut self.year, year);
        }
        let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = &bare[digits.len()..];
        if ["", "st", "nd", "rd", "th", "er", "º", "°", "ª", "e"].contains(&suffix) {
            return set(&mut self.day, small(digits)?);
        }
        None
    }

    fn finish(self) -> Option<Dated> {
        let year = self.year?;
        let month = self.month?;
        let Some(day_of_month) = self.day else {
            let date = Date::new(year, month, 1).ok()?;
            let only_month = self.time.is_none();
            return only_month.then_some(Dated { precision: Precision::Month, ..day(date, Found::Metadata) });
        };
        let date = Date::new(year, month, day_of_month).ok()?;
        match self.time {
            None => Some(day(date, Found::Metadata)),
            Some(clock) => Some(instant(date.to_datetime(clock.time()?), self.offset)),
        }
    }
}

impl Clock {
    fn time(self) -> Option<Time> {
        let hour = match (self.half, self.hour) {
            (Some(_), 0 | 13..) => return None,
            (Some(Half::Am), 12) => 0,
            (Some(Half::Pm), hour) if hour < 12 => hour + 12,
            (_, hour) => hour,
        };
        Time::new(hour, self.minute, self.second, self.nanosecond).ok()
    }
}

/// Fills a part once; a second value means that the text is no single date.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.is_none().then(|| *part = Some(value))
}

fn half(word: &str) -> Option<Half> {
    match word {
        "am" | "a.m." | "a.m" => Some(Half::Am),
        "pm" | "p.m." | "p.m" => Some(Half::Pm),
        _ => None,
    }
}

/// "15:04", "3:04pm", "15:01:01.79", "15h04", "3pm".
fn clock(word: &str) -> Option<Clock> {
    let digits_end = word.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, tail) = word.split_at(digits_end);
    let half = if tail.is_empty() { None } else { Some(half(tail)?) };
    let mut parts = number.split([':', 'h']);
    let hour = small(parts.next()?)?;
    let minute = match parts.next() {
        Some(minute) => small(minute).filter(|_| minute.len() == 2)?,
        None if half.is_some() => 0,
        None => return None,
    };
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(second) => {
            let (whole, fraction) = second.split_once(['.', ',']).unwrap_or((second, "0"));
            let nanos: i32 = format!("{:0<9.9}", fraction).parse().ok().filter(|n| *n >= 0)?;
            (small(whole)?, nanos)
        }
    };
    parts.next().is_none().then_some(Clock { hour, minute, second, nanosecond, half })
}

/// "+02:00", "-0500", "gmt+2", "utc+02:00".
fn offset(word: &str) -> Option<Offset> {
    let signed = word.trim_start_matches("gmt").trim_start_matches("utc");
    let (format, padded) = match signed.len() {
        2 => ("%z", format!("{}0{}00", &signed.get(..1)?, &signed.get(1..)?)),
        3 => ("%z", format!("{signed}00")),
        5 => ("%z", signed.to_owned()),
        6 => ("%:z", signed.to_owned()),
        _ => return None,
    };
    BrokenDownTime::parse(format, &padded).ok()?.offset()
}

/// "2025/04/25", "25.04.2025" (the day comes first wherever dots are used), and "25/04/2025"
/// or "04/25/2025" where only one reading is a date.
fn three_numbers(word: &str) -> Option<(i16, i8, i8)> {
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    if !['/', '-', '.'].contains(&separator) {
        return None;
    }
    let (a, b, c) = split3(word, separator)?;
    if let Some(year) = year(a) {
        return Some((year, small(b)?, small(c)?));
    }
    let (first, second, year) = (small(a)?, small(b)?, year(c)?);
    match separator {
        '.' => Some((year, second, first)),
        _ if first == second || first > 12 => Some((year, second, first)),
        _ if second > 12 => Some((year, first, second)),
        _ => None,
    }
}

fn split3(word: &str, separator: char) -> Option<(&str, &str, &str)> {
    let (a, rest) = word.split_once(separator)?;
    let (b, c) = rest.split_once(separator)?;
    (!c.contains(separator)).then_some((a, b, c))
}
