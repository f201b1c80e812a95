//! Converts dates in other scripts to the characters that the parser expects: digits, the units of China,
//! Japan and Korea, the eras of Japan, the solar calendar of Iran.

use jiff::ToSpan;
use jiff::civil::Date;

/// The text with these characters converted.
pub fn to_western(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut out: String = text.chars().filter(|c| !is_mark(*c)).map(sign).collect();
    for (words, half) in [(["午前", "上午", "오전"], " am~ "), (["午後", "下午", "오후"], " pm~ ")]
    {
        for word in words {
            if out.contains(word) {
                out = out.replace(word, half);
            }
        }
    }
    if ['年', '년', '月', '월'].iter().any(|mark| out.contains(*mark)) {
        out = east_asian(&out);
    }
    // Some months of the Levant have two words.
    for (two, one) in LEVANT {
        if out.contains(two) {
            out = out.replace(two, one);
        }
    }
    out
}

/// Whether the text has Persian digits.
pub fn is_persian(text: &str) -> bool {
    text.chars().any(|c| ('\u{6f0}'..='\u{6f9}').contains(&c))
}

/// Whether a character is a mark of text direction or a zero-width space.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn sign(c: char) -> char {
    const ZEROS: [u32; 6] = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10];
    let code = u32::from(c);
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code)) {
        return char::from(b'0' + (code - zero) as u8);
    }
    match c {
        '：' => ':',
        '，' | '、' | '،' => ',',
        '／' => '/',
        '－' | '‐' | '‑' | '−' => '-',
        '．' | '。' => '.',
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}

const LEVANT: &[(&str, &str)] = &[
    ("كانون الثاني", "يناير"),
    ("كانون الأول", "ديسمبر"),
    ("تشرين الأول", "أكتوبر"),
    ("تشرين الثاني", "نوفمبر"),
    ("شباط", "فبراير"),
    ("آذار", "مارس"),
    ("نيسان", "أبريل"),
    ("أيار", "مايو"),
    ("حزيران", "يونيو"),
    ("تموز", "يوليو"),
    ("أيلول", "سبتمبر"),
];

/// "令和7年1月13日（月）9時37分" as "2025-1-13 9:37".
fn east_asian(text: &str) -> String {
    let text = without_weekday(text);
    let text = with_era(&text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit_follows = |chars: &std::iter::Peekable<std::str::Chars>| {
            chars.clone().find(|c| !c.is_whitespace()).is_some_and(|c| c.is_ascii_digit())
        };
        match c {
            '年' | '년' | '月' | '월' => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                out.push(if digit_follows(&chars) { '-' } else { ' ' });
            }
            '日' | '일' | '号' | '號' => out.push(' '),
            '時' | '时' | '點' | '点' | '시' => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                out.push_str(if digit_follows(&chars) { ":" } else { ":00 " });
            }
            '分' | '분' => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                out.push(if digit_follows(&chars) { ':' } else { ' ' });
            }
            '秒' | '초' => out.push(' '),
            _ => out.push(c),
        }
    }
    // Single digits after a colon: "9時5分".
    pad_minutes(&out)
}

/// "9:5" as "9:05".
fn pad_minutes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut digits_since_colon = None;
    let flush = |out: &mut String, digits: &mut Option<usize>| {
        if digits.take() == Some(1) {
            let at = out.len() - 1;
            out.insert(at, '0');
        }
    };
    for c in text.chars() {
        match c {
            _ if c.is_ascii_digit() => digits_since_colon = digits_since_colon.map(|count| count + 1),
            _ => flush(&mut out, &mut digits_since_colon),
        }
        out.push(c);
        if c == ':' {
            digits_since_colon = Some(0);
        }
    }
    flush(&mut out, &mut digits_since_colon);
    out
}

/// Without "(月)", "（星期一）" and "월요일".
fn without_weekday(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('(') {
        out.push_str(before);
        match inside.split_once(')') {
            Some((within, after)) if !within.bytes().any(|b| b.is_ascii_digit()) => rest = after,
            _ => {
                out.push('(');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    for day in ["월", "화", "수", "목", "금", "토", "일"] {
        out = out.replace(&format!("{day}요일"), " ");
    }
    for day in ["月", "火", "水", "木", "金", "土", "日"] {
        out = out.replace(&format!("{day}曜日"), " ").replace(&format!("{day}曜"), " ");
    }
    for day in ["一", "二", "三", "四", "五", "六", "日", "天"] {
        out = out
            .replace(&format!("星期{day}"), " ")
            .replace(&format!("周{day}"), " ")
            .replace(&format!("週{day}"), " ");
    }
    out
}

/// Converts the years of Japanese eras.
fn with_era(text: &str) -> String {
    for (era, before) in [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("明治", 1867)]
    {
        let Some((head, rest)) = text.split_once(era) else { continue };
        let rest = rest.trim_start();
        let (number, rest) = match rest.strip_prefix('元') {
            Some(rest) => (1, rest),
            None => {
                let end = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
                let Ok(number) = rest[..end].parse::<i32>() else { continue };
                (number, &rest[end..])
            }
        };
        return format!("{head}{}{rest}", before + number);
    }
    text.to_owned()
}

/// The month of the Iranian year, by its name.
pub fn solar_month(word: &str) -> Option<i8> {
    const MONTHS: &str = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند";
    MONTHS.split(' ').position(|month| month == word).map(|at| at as i8 + 1)
}

/// The valid years of the Iranian calendar.
pub const SOLAR_YEARS: std::ops::RangeInclusive<i16> = 1210..=1479;

/// Converts a day of the Iranian calendar by 33-year cycles, which are exact for these years.
pub fn from_solar(year: i16, month: i8, day: i8) -> Option<Date> {
    let longest = if month <= 6 { 31 } else { 30 };
    if !SOLAR_YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=longest).contains(&day) {
        return None;
    }
    let year = i64::from(year) + 1595;
    let before = if month <= 7 { (i64::from(month) - 1) * 31 } else { (i64::from(month) - 7) * 30 + 186 };
    // Days since 1 January of the year 0, counted from 1.
    let days = -355_668 + 365 * year + year / 33 * 8 + (year % 33 + 3) / 4 + i64::from(day) + before;
    // 1 January 1600 is day 584,388 of that count.
    Date::new(1600, 1, 1).ok()?.checked_add((days - 584_388).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_days_become_gregorian() {
        let day = |y, m, d| from_solar(y, m, d).map_or("-".to_owned(), |date| date.to_string());
        assert_eq!(day(1404, 1, 1), "2025-03-21");
        assert_eq!(day(1403, 12, 30), "2025-03-20");
        assert_eq!(day(1375, 4, 2), "1996-06-22");
        assert_eq!(day(1357, 11, 22), "1979-02-11");
        assert_eq!(day(1404, 7, 31), "-");
        assert_eq!(day(1404, 13, 1), "-");
    }

    #[test]
    fn dates_written_with_signs_are_read() {
        assert_eq!(to_western("2025年1月13日（月） 21時37分"), "2025-1-13  21:37 ");
        assert_eq!(to_western("令和7年1月13日"), "2025-1-13 ");
        assert_eq!(to_western("2025년 1월 13일 오후 9시 5분"), "2025-1-13   pm~  9:05 ");
        assert_eq!(to_western("٢٥ نيسان ٢٠٢٥"), "25 أبريل 2025");
    }
}
