//! Times of day and offsets in typed dates.

use jiff::civil::Time;
use jiff::fmt::strtime::BrokenDownTime;
use jiff::tz::Offset;

use super::numbers::small;

/// A time of day before "p.m." is taken into account.
#[derive(Clone, Copy)]
pub struct Clock {
    hour: i8,
    minute: i8,
    second: i8,
    nanosecond: i32,
    half: Option<Half>,
}

/// Half of a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Half {
    /// Before noon.
    Am,
    /// After it.
    Pm,
}

impl Clock {
    /// The time with the half of the day before it, if there is none after it.
    pub fn or_half(self, half: Option<Half>) -> Clock {
        // "午後15時" occurs too.
        let half = half.filter(|_| self.hour <= 12);
        Clock { half: self.half.or(half), ..self }
    }

    /// The time, if it is valid.
    pub fn time(self) -> Option<Time> {
        let hour = match (self.half, self.hour) {
            (Some(_), 0 | 13..) => return None,
            (Some(Half::Am), 12) => 0,
            (Some(Half::Pm), hour) if hour < 12 => hour + 12,
            (_, hour) => hour,
        };
        Time::new(hour, self.minute, self.second, self.nanosecond).ok()
    }
}

/// "am", "p.m."
pub fn half(word: &str) -> Option<Half> {
    match word.trim_end_matches([':', ')']) {
        "am" | "a.m." | "a.m" | "π.μ." | "π.μ" | "πμ" => Some(Half::Am),
        "pm" | "p.m." | "p.m" | "μ.μ." | "μ.μ" | "μμ" => Some(Half::Pm),
        _ => None,
    }
}

/// "15:04", "3:04pm", "15:01:01.79", "15h04", "3pm", "4.34pm", "21:57h", "10h".
pub fn clock(word: &str) -> Option<Clock> {
    let digits_end = word.rfind(|c: char| c.is_ascii_digit())? + 1;
    let (number, tail) = word.split_at(digits_end);
    let half = match tail {
        "" | "h" | "hs" | "hrs" | "uhr" | "min" | "mn" | "m" => None,
        _ => Some(half(tail)?),
    };
    if let Some(clock) = dotted(number).filter(|_| half.is_some()) {
        return Some(Clock { half, ..clock });
    }
    let mut parts = number.split([':', 'h']);
    let hour = small(parts.next()?)?;
    let minute = match parts.next() {
        Some(minute) => small(minute).filter(|_| minute.len() == 2)?,
        None if half.is_some() || tail == "h" => 0,
        None => return None,
    };
    let (second, nanosecond) = match parts.next() {
        None => (0, 0),
        Some(second) => {
            let (whole, fraction) = second.split_once(['.', ',']).unwrap_or((second, "0"));
            let nanos: i32 = format!("{fraction:0<9.9}").parse().ok().filter(|n| *n >= 0)?;
            (small(whole)?, nanos)
        }
    };
    parts.next().is_none().then_some(Clock { hour, minute, second, nanosecond, half })
}

/// "20.15", which is a time only if nothing else can be meant.
pub fn dotted(word: &str) -> Option<Clock> {
    let (hour, minute) = word.split_once('.')?;
    let (minute, second) = minute.split_once('.').unwrap_or((minute, "00"));
    let two = |text: &str| small(text).filter(|number| text.len() == 2 && *number < 60);
    Some(Clock {
        hour: small(hour).filter(|hour| *hour < 25)?,
        minute: two(minute)?,
        second: two(second)?,
        nanosecond: 0,
        half: None,
    })
}

/// "+02:00", "-0500", "gmt+2", "utc+02:00".
pub fn offset(word: &str) -> Option<Offset> {
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
