//! Dates as news metadata write them: ISO 8601 and RFC 2822 through jiff, epoch numbers, and
//! the forms that people type, in a dozen languages. Civil time stays in the source's own zone.
//!
//! A date that could be two days (04/05/2025) or that no calendar has is no date. Where in a
//! record a date is to be looked for is left to the formats.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::rfc2822;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::{Offset, TimeZone};

use super::date_words::{self, Zone};
use crate::article::{Dated, Found, Precision};

/// The years in which news is dated: from the first prints to a lifetime ahead.
const YEARS: std::ops::RangeInclusive<i16> = 1450..=2100;

/// Longer texts are no dates. The longest real form ("Zuletzt aktualisiert am ...") has about 80.
const LONGEST: usize = 120;

/// Reads a date that fills the whole text, but for weekdays and words such as "Updated:".
pub fn parse(text: &str, found: Found) -> Option<Dated> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '\0');
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut dated = numeric(text).or_else(|| iso(text)).or_else(|| mail(text)).or_else(|| words(text))?;
    dated.found = found;
    YEARS.contains(&dated.civil.year()).then_some(dated)
}

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

/// A date to the day.
fn day(date: Date, found: Found) -> Dated {
    Dated { civil: date.to_datetime(Time::midnight()), offset: None, precision: Precision::Day, found }
}

fn instant(civil: DateTime, offset: Option<Offset>) -> Dated {
    Dated { civil, offset, precision: Precision::Second, found: Found::Metadata }
}

/// Digits alone: years, compact days, web archives' stamps, epoch seconds and milliseconds.
fn numeric(text: &str) -> Option<Dated> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(digits) || !all_digits(fraction) || (digits.len() != text.len() && digits.len() != 10) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        4 => Some(Dated {
            precision: Precision::Year,
            ..day(Date::new(number as i16, 1, 1).ok()?, Found::Metadata)
        }),
        8 => Some(day(compact(digits)?, Found::Metadata)),
        10 | 13 => {
            let at = match digits.len() {
                10 => Timestamp::from_second(number),
                _ => Timestamp::from_millisecond(number),
            };
            Some(instant(at.ok()?.to_zoned(TimeZone::UTC).datetime(), Some(Offset::UTC)))
        }
        12 | 14 => {
            let part = |at: usize| digits.get(at..at + 2).map_or(Ok(0), str::parse::<i8>);
            let time = Time::new(part(8).ok()?, part(10).ok()?, part(12).ok()?, 0).ok()?;
            Some(instant(compact(&digits[..8])?.to_datetime(time), None))
        }
        _ => None,
    }
}

/// ISO 8601 and RFC 3339, from the year and month to fractions of a second with a zone.
fn iso(text: &str) -> Option<Dated> {
    if let Some((y, m)) = text.split_once('-').filter(|(_, m)| m.len() == 2) {
        let date = Date::new(year(y)?, small(m)?, 1).ok()?;
        return Some(Dated { precision: Precision::Month, ..day(date, Found::Metadata) });
    }
    let pieces = Pieces::parse(text).ok()?;
    let offset = match pieces.offset() {
        Some(PiecesOffset::Zulu) => Some(Offset::UTC),
        _ => pieces.to_numeric_offset(),
    };
    match pieces.time() {
        Some(time) => Some(instant(pieces.date().to_datetime(time), offset)),
        None => Some(day(pieces.date(), Found::Metadata)),
    }
}

/// RFC 2822, as mails and RSS have it; a wrong weekday is forgiven.
fn mail(text: &str) -> Option<Dated> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let zoned = PARSER.parse_zoned(text).ok()?;
    Some(instant(zoned.datetime(), Some(zoned.offset())))
}

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
fn words(text: &str) -> Option<Dated> {
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
        if let Some(month) = date_words::month(bare) {
            return set(&mut self.month, month);
        }
        if date_words::is_filler(bare) {
            return Some(());
        }
        if let Some(zone) = date_words::zone(bare).filter(|_| self.time.is_some()) {
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
            set(&mut self.month, date_words::month(m)?)?;
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

/// A year in four digits.
fn year(word: &str) -> Option<i16> {
    let number: i16 =
        word.parse().ok().filter(|_| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))?;
    YEARS.contains(&number).then_some(number)
}

/// A number in one or two digits.
fn small(word: &str) -> Option<i8> {
    word.parse().ok().filter(|_| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()))
}

fn month_word(word: &str) -> Option<i8> {
    date_words::month(&word.to_lowercase())
}

/// Eight digits.
fn compact(digits: &str) -> Option<Date> {
    Date::new(year(digits.get(..4)?)?, small(digits.get(4..6)?)?, small(digits.get(6..8)?)?).ok()
}

/// The first day written into a path. Compact days must stand alone, so that digests and
/// record numbers are not taken for dates, and lie after 1800.
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn show(dated: Option<Dated>) -> String {
        dated.map_or("-".to_owned(), |d| format!("{d} {}", d.precision.as_str()))
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(show(parse(text, Found::Metadata)), expected, "{text}");
    }

    #[test]
    fn iso_and_its_truncations() {
        check("2025", "2025-01-01 year");
        check("2025-04", "2025-04-01 month");
        check("2025-04-25", "2025-04-25 day");
        check("20250425", "2025-04-25 day");
        check("2025-04-25 15:04", "2025-04-25T15:04:00 second");
        check("2025-04-25T15:04:05.123+02:00", "2025-04-25T15:04:05+02:00 second");
        check("2025-04-25T15:04:05.123456Z", "2025-04-25T15:04:05Z second");
        check("2025-04-25t15:04:05z", "2025-04-25T15:04:05Z second");
        check("20250425T150400Z", "2025-04-25T15:04:00Z second");
        check("2025-04-25T15:04:05+0200", "2025-04-25T15:04:05+02:00 second");
        check("2014-03-05 12:00:00 -0500", "2014-03-05T12:00:00-05:00 second");
        check("2025-04-25 15:04:05 UTC", "2025-04-25T15:04:05Z second");
        check("2025-04-25T15:04:05[Europe/Paris]", "2025-04-25T15:04:05 second");
        check("20250425150405", "2025-04-25T15:04:05 second");
        check("2025/04/25 15:04:05", "2025-04-25T15:04:05 second");
        check("1824-01-02", "1824-01-02 day");
    }

    #[test]
    fn mail_and_wire() {
        check("Fri, 25 Apr 2025 15:04:05 +0000", "2025-04-25T15:04:05Z second");
        check("Fri, 25 Apr 2025 15:04:05 GMT", "2025-04-25T15:04:05Z second");
        check("Mon, 25 Apr 2025 15:04:05 EST", "2025-04-25T15:04:05-05:00 second");
        check("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01 second");
        check(" 2-MAR-1987 08:22:57.75", "1987-03-02T08:22:57 second");
        check("Sat Nov 08 10:10:15 +0000 2025", "2025-11-08T10:10:15Z second");
        check(
            "Fri Apr 25 2025 15:04:00 GMT+0200 (Central European Summer Time)",
            "2025-04-25T15:04:00+02:00 second",
        );
        check("25/Apr/2025:15:04:00 +0200", "2025-04-25T15:04:00+02:00 second");
    }

    #[test]
    fn as_people_type_them() {
        check("April 25, 2025", "2025-04-25 day");
        check("25 April 2025", "2025-04-25 day");
        check("Apr. 25th, 2025", "2025-04-25 day");
        check("April 2025", "2025-04-01 month");
        check("Apr 25, 2025, 3:04 p.m. EDT", "2025-04-25T15:04:00-04:00 second");
        check("Updated: Friday, April 25, 2025 at 12:04 AM ET", "2025-04-25T00:04:00 second");
        check("Published 3pm, 25 April 2025", "2025-04-25T15:00:00 second");
        check("April 25, 2025, 3 p.m.", "2025-04-25T15:00:00 second");
        check("Freitag, 25. April 2025, 15:04 Uhr", "2025-04-25T15:04:00 second");
        check("25 de abril de 2025", "2025-04-25 day");
        check("1er mars 2025 à 15h04", "2025-03-01T15:04:00 second");
        check("25 апреля 2025 г.", "2025-04-25 day");
        check("25.04.2025 15:04", "2025-04-25T15:04:00 second");
        check("05.04.2025", "2025-04-05 day");
        check("25/04/2025", "2025-04-25 day");
        check("04/25/2025", "2025-04-25 day");
        check("4/4/2025", "2025-04-04 day");
        check("14:05 GMT+2 25/04/2025", "2025-04-25T14:05:00+02:00 second");
    }

    #[test]
    fn epochs() {
        check("1745593440", "2025-04-25T15:04:00Z second");
        check("1745593440000", "2025-04-25T15:04:00Z second");
        check("1745593440.5", "2025-04-25T15:04:00Z second");
        check("9999999999", "-");
        check("0", "-");
        check("123456", "-");
    }

    #[test]
    fn refused() {
        for text in [
            "",
            "no date",
            "04/05/2025",
            "2025-02-30",
            "30 February 2025",
            "2025-13",
            "April 31, 2025",
            "2025-04-25T25:00",
            "31 April",
            "13:00 p.m. April 25, 2025",
            "1066-10-14",
            "2525",
            "April 25, 2025 and April 26, 2025",
            "By Jane Doe, April 25, 2025",
            "25-26 April 2025",
            "2025-04-25T15:04+99:00",
            "April 25, 2025 15:04 16:05",
            "99999999999999999999999999",
            "-2025",
            "+2025-04-25T",
            "1.5",
            "12.2025",
        ] {
            check(text, "-");
        }
    }

    #[test]
    fn in_names_and_addresses() {
        let name = |text: &str| show(in_file_name(text));
        assert_eq!(name("2025-04-25-truce.md"), "2025-04-25 day");
        assert_eq!(name("afp_20250425.txt"), "2025-04-25 day");
        assert_eq!(name("20250425T150400.json"), "2025-04-25 day");
        assert_eq!(name("news/2025/04/25/truce.txt"), "2025-04-25 day");
        assert_eq!(name("000_8129901fe47622e4.txt"), "-");
        assert_eq!(name("a20250425f00.txt"), "-");
        assert_eq!(name("10.1234-2025.txt"), "-");
        let url = |text: &str| show(in_url(text));
        assert_eq!(url("https://example.org/2025/04/25/truce/?x=/2024/01/01/"), "2025-04-25 day");
        assert_eq!(url("https://example.org/world/2025/apr/25/truce"), "2025-04-25 day");
        assert_eq!(url("https://example.org/2025/04/truce"), "2025-04-01 month");
        assert_eq!(url("https://example.org/truce-20250425"), "2025-04-25 day");
        assert_eq!(url("https://example.org"), "-");
        assert_eq!(url("https://2025/04"), "-");
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,60}", near in "[0-9a-zTZ:+./, -]{0,40}") {
            for text in [&text, &near] {
                parse(text, Found::Text);
                in_file_name(text);
                in_url(text);
            }
        }

        #[test]
        fn any_instant_comes_back(second in 0i64..4_102_444_800) {
            let text = Timestamp::from_second(second).unwrap().to_string();
            prop_assert_eq!(parse(&text, Found::Metadata).unwrap().to_string(), text);
        }
    }
}
