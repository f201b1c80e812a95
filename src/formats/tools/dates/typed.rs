//! Typed dates, as people and content systems write them: words in any order, each read by itself.

use jiff::civil::{Date, Time};
use jiff::tz::Offset;

use super::clock::{Clock, Half, clock, dotted, half, offset};
use super::numbers::{short_year, small, year};
use super::words::{self, Zone};
use super::{day, instant, scripts};
use crate::article::{Dated, Found, Precision};

/// Parses a date of words; if a second date of an update follows, the first one.
pub fn typed(text: &str) -> Option<Dated> {
    let lower = scripts::to_western(text)
        .to_lowercase()
        .replace("p. m.", "pm")
        .replace("a. m.", "am")
        .replace(" h ", "h");
    let persian = scripts::is_persian(text);
    one(&lower, persian).or_else(|| {
        let at = UPDATED.split(", ").filter_map(|word| lower.find(word).filter(|at| *at > 0)).min()?;
        one(lower[..at].trim_end_matches(['/', '|', '·', '-', '(', ' ']), persian)
    })
}

/// The beginning of the second date.
const UPDATED: &str = "updated, last modified, aktualisiert, actualizado, mis à jour, oppdatert, opdateret, \
     uppdaterad, aggiornato, atualizado, modifié, bijgewerkt, aktualizováno, päivitetty";

fn one(lower: &str, persian: bool) -> Option<Dated> {
    // JavaScript's "(Central European Summer Time)" repeats the offset before it.
    let lower = match lower.find('(') {
        Some(open) if lower.ends_with(')') && open > 0 => &lower[..open],
        _ => lower.trim_matches(['(', ')']),
    };
    let mut parts = Parts { persian, ..Parts::default() };
    let blank = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '\u{ab}' | '\u{bb}');
    let mut words = lower.split(blank).filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.next() {
        match words.next_if(|next| half(next).is_some()) {
            Some(half) if word.ends_with(|c: char| c.is_ascii_digit()) => {
                parts.read_word(&format!("{word}{half}"), None)?
            }
            // "am 25. April": no time stands before it.
            Some(_) => parts.read_word(word, None)?,
            None => parts.read_word(word, words.peek().copied())?,
        }
    }
    parts.finish()
}

/// The parts of a typed date so far. Each part may occur once.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    /// Whether the month's name may be a weekday.
    month_unsure: bool,
    day: Option<i8>,
    time: Option<Clock>,
    /// "午後" before the time.
    half: Option<Half>,
    offset: Option<Offset>,
    /// "04/05": the order is decided after all words are read.
    two_orders: Option<(i8, i8)>,
    /// Whether the day is first in the country of origin.
    day_first: Option<bool>,
    /// Whether the previous word announces a time: "kl".
    hour_follows: bool,
    /// Whether the date is in the Iranian calendar.
    solar: bool,
    /// Whether the digits are Persian.
    persian: bool,
}

impl Parts {
    /// Reads one word; `None` if the text is not a date.
    fn read_word(&mut self, word: &str, next: Option<&str>) -> Option<()> {
        let bare = word.trim_end_matches(['.', ':']);
        // Catalan "d'abril".
        let bare = bare.strip_prefix("d'").or_else(|| bare.strip_prefix("d’")).unwrap_or(bare);
        let hour_follows =
            std::mem::replace(&mut self.hour_follows, matches!(bare, "kl" | "klo" | "klokken"));
        if let Some(month) = scripts::solar_month(bare) {
            self.solar = true;
            return set(&mut self.month, month);
        }
        if let Some(month) = words::month(bare) {
            return self.month(bare, month);
        }
        match bare {
            "am~" => return set(&mut self.half, Half::Am),
            "pm~" => return set(&mut self.half, Half::Pm),
            _ => {}
        }
        if bare.is_empty() || words::is_filler(bare) {
            if words::is_day_first(bare) {
                self.day_first.get_or_insert(true);
            }
            return Some(());
        }
        if let Some(zone) = words::zone(bare).filter(|_| self.time.is_some()) {
            self.day_first = self.day_first.or(words::zone_order(bare));
            return match zone {
                Zone::Minutes(minutes) => set(&mut self.offset, Offset::from_seconds(minutes * 60).ok()?),
                Zone::Unsure => Some(()),
            };
        }
        if let Some(clock) = clock(word).or_else(|| clock(bare)) {
            return set(&mut self.time, clock);
        }
        let dated = self.day.is_some() && self.year.is_some() || self.two_orders.is_some();
        if let Some(clock) = dotted(bare).filter(|_| self.time.is_none() && (dated || hour_follows)) {
            return set(&mut self.time, clock);
        }
        if let Some(offset) = offset(word).filter(|_| self.time.is_some()) {
            // "GMT+0200": the name of the zone was not an offset of its own.
            self.offset = Some(offset);
            return Some(());
        }
        if let Some(numbers) = three_numbers(bare, self.persian) {
            return self.numbers(numbers);
        }
        // "26-FEB-1987", "06-Nov-94", "25/Apr/2025:15:04:00".
        if let Some((d, m, y)) = split3(bare, '-').or_else(|| split3(bare, '/')).or_else(|| split3(bare, '.'))
        {
            set(&mut self.day, small(d)?)?;
            self.month(m, words::month(m)?)?;
            let (y, rest) = y.split_once(':').unwrap_or((y, ""));
            set(&mut self.year, year(y).or_else(|| short_year(y))?)?;
            return if rest.is_empty() { Some(()) } else { set(&mut self.time, clock(rest)?) };
        }
        self.number(word, bare, next)
    }

    /// A month by its name.
    fn month(&mut self, word: &str, month: i8) -> Option<()> {
        if self.month_unsure {
            (self.month, self.month_unsure) = (None, false);
        }
        if words::may_be_weekday(word) {
            if self.month.is_some() {
                return Some(());
            }
            self.month_unsure = true;
        }
        set(&mut self.month, month)
    }

    fn numbers(&mut self, numbers: Numbers) -> Option<()> {
        if self.month_unsure {
            (self.month, self.month_unsure) = (None, false);
        }
        let (year, month, day) = match numbers {
            Numbers::Ordered(year, month, day) => (year, month, day),
            Numbers::Solar(year, month, day) => {
                self.solar = true;
                (year, month, day)
            }
            Numbers::TwoOrders(year, first, second) => {
                set(&mut self.year, year)?;
                if self.month.is_some() || self.day.is_some() {
                    return None;
                }
                return set(&mut self.two_orders, (first, second));
            }
        };
        set(&mut self.year, year)?;
        set(&mut self.month, month)?;
        set(&mut self.day, day)
    }

    /// Reads one number: a year, a day, a month after a day with a full stop ("23. 12. 2024"), a time of four
    /// digits ("1500 GMT").
    fn number(&mut self, word: &str, bare: &str, next: Option<&str>) -> Option<()> {
        let bare = bare.trim_start_matches(['\'', '’']);
        let four = bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit());
        if four && self.year.is_some() && self.time.is_none() && next.is_some_and(announces_hours) {
            let clock = clock(&format!("{}:{}", &bare[..2], &bare[2..]))?;
            return set(&mut self.time, clock);
        }
        if four && self.solar {
            return set(
                &mut self.year,
                bare.parse().ok().filter(|year| scripts::SOLAR_YEARS.contains(year))?,
            );
        }
        if let Some(year) = year(bare) {
            return set(&mut self.year, year);
        }
        let digits = bare.trim_end_matches(|c: char| !c.is_ascii_digit());
        let suffix = &bare[digits.len()..];
        if !["", "st", "nd", "rd", "th", "er", "ème", "eme", "º", "°", "ª", "e", "-го", "го", "-е"]
            .contains(&suffix)
        {
            return None;
        }
        let number = small(digits)?;
        let stopped = word.ends_with('.');
        // "2024. 12. 5." of Korea and Hungary, "23. 12. 2024" of Prague.
        let month_is_next = self.month.is_none() && stopped && (self.year.is_some() || self.day.is_some());
        match (self.day, self.month) {
            (Some(_), Some(_)) if suffix.is_empty() && self.year.is_none() => {
                set(&mut self.year, short_year(digits)?)
            }
            _ if month_is_next => set(&mut self.month, number),
            _ => set(&mut self.day, number),
        }
    }

    fn finish(mut self) -> Option<Dated> {
        let year = self.year?;
        if let Some((first, second)) = self.two_orders {
            let hours = self.offset.map(|offset| offset.seconds() / 3600);
            let day_first = self.day_first.or(hours.filter(|hours| (1..=3).contains(hours)).map(|_| true))?;
            (self.day, self.month) =
                if day_first { (Some(first), Some(second)) } else { (Some(second), Some(first)) };
        }
        let month = self.month?;
        let Some(day_of_month) = self.day else {
            let date = Date::new(year, month, 1).ok().filter(|_| !self.solar)?;
            let only_month = self.time.is_none();
            return only_month.then_some(Dated { precision: Precision::Month, ..day(date, Found::Metadata) });
        };
        let date = match self.solar {
            true => scripts::from_solar(year, month, day_of_month)?,
            false => Date::new(year, month, day_of_month).ok()?,
        };
        match self.time {
            None => Some(day(date, Found::Metadata)),
            Some(clock) => {
                let time: Time = clock.or_half(self.half).time()?;
                Some(instant(date.to_datetime(time), self.offset))
            }
        }
    }
}

/// Sets a part; `None` if it is set already, because the text is not a single date.
fn set<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.is_none().then(|| *part = Some(value))
}

/// "1500 GMT", "1500 hrs".
fn announces_hours(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ':']);
    matches!(word, "hrs" | "hours" | "h" | "uhr") || words::zone(word).is_some() || offset(word).is_some()
}

/// Three numbers with separators.
enum Numbers {
    /// Year, month, day.
    Ordered(i16, i8, i8),
    /// Year, month, day of the Iranian calendar.
    Solar(i16, i8, i8),
    /// A year, and two numbers of which either may be the month.
    TwoOrders(i16, i8, i8),
}

/// "2025/04/25", "25.04.2025" and "25.4.25" (the day is first if dots are used), "25/04/2025" and
/// "04/25/2025".
fn three_numbers(word: &str, persian: bool) -> Option<Numbers> {
    let separator = word.chars().find(|c| !c.is_ascii_digit())?;
    if !['/', '-', '.'].contains(&separator) {
        return None;
    }
    let (a, b, c) = split3(word, separator)?;
    if persian && a.len() == 4 {
        return Some(Numbers::Solar(
            a.parse().ok().filter(|year| scripts::SOLAR_YEARS.contains(year))?,
            small(b)?,
            small(c)?,
        ));
    }
    if let Some(year) = year(a) {
        return Some(Numbers::Ordered(year, small(b)?, small(c)?));
    }
    let (first, second) = (small(a)?, small(b)?);
    if separator == '.' {
        return Some(Numbers::Ordered(year(c).or_else(|| short_year(c))?, second, first));
    }
    let year = year(c)?;
    Some(match () {
        () if first == second || first > 12 => Numbers::Ordered(year, second, first),
        () if second > 12 => Numbers::Ordered(year, first, second),
        () => Numbers::TwoOrders(year, first, second),
    })
}

fn split3(word: &str, separator: char) -> Option<(&str, &str, &str)> {
    let (a, rest) = word.split_once(separator)?;
    let (b, c) = rest.split_once(separator)?;
    (!c.contains(separator)).then_some((a, b, c))
}
