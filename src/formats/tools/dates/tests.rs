//! Forms of dates, and what is printed is read back.

use jiff::Timestamp;

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
fn iso_dates_are_read_however_short() {
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
fn dates_of_mail_and_wire_are_read() {
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
fn dates_are_read_as_people_type_them() {
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
fn short_years_and_old_zones_are_read() {
    check("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z second");
    check("06-Nov-24 08:49:37 GMT", "2024-11-06T08:49:37Z second");
    check("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37 second");
    check("03 Apr 02 1500 GMT", "2002-04-03T15:00:00Z second");
    check("05 FEB 26", "2026-02-05 day");
    check("25.4.24", "2024-04-25 day");
    check("Publisert: 05.08.24 kl. 14:47", "2024-08-05T14:47:00 second");
    check("20250425T101500+0200", "2025-04-25T10:15:00+02:00 second");
    check("131137 GMT Nov 13", "-");
}

#[test]
fn times_with_full_stops_are_read() {
    check("28.04.2023, 20.15 Uhr", "2023-04-28T20:15:00 second");
    check("Thu 3 Jan 2019 02.00 EST", "2019-01-03T02:00:00-05:00 second");
    check("Publicerad 23 okt 2025 kl 10.23", "2025-10-23T10:23:00 second");
    check("kl. 10.23 den 23 oktober 2025", "2025-10-23T10:23:00 second");
    check("June 30, 2026 - 4.34pm", "2026-06-30T16:34:00 second");
    check("25.4.2025 klo 9.05", "2025-04-25T09:05:00 second");
}

/// Who writes 6/1 for the sixth of January is told by the words and zones around it.
#[test]
fn words_and_zones_tell_the_day_from_the_month() {
    check("06/01/2026 - 14:02 MEZ", "2026-01-06T14:02:00+01:00 second");
    check("06/01/2026 - 13:55 GMT+1", "2026-01-06T13:55:00+01:00 second");
    check("Actualizado a 10/07/2026 22:39", "2026-07-10T22:39:00 second");
    check("06/01/2026 2:00 PM EDT", "2026-06-01T14:00:00-04:00 second");
    check("06/01/2026 14:00", "-");
    check("23. 12. 2024 13:31", "2024-12-23T13:31:00 second");
}

#[test]
fn of_two_dates_the_first_counts() {
    check("Dec. 6, 2024, 10:00 PM UTC / Updated Dec. 7, 2024, 12:43 PM UTC", "2024-12-06T22:00:00Z second");
    check("3. Mai 2024 (aktualisiert 4. Mai 2024)", "2024-05-03 day");
    check("March 7, 2024 7:55 AM UTC Updated ago", "2024-03-07T07:55:00Z second");
}

#[test]
fn dates_are_read_in_many_languages() {
    for text in [
        "vendredi 25 avril 2025",
        "mar. 25 avr. 2025",
        "viernes, 25 de abril de 2025",
        "Sex, 25 abr 2025",
        "venerdì 25 aprile 2025",
        "mar 25/04/2025",
        "divendres 25 d'abril de 2025",
        "vrijdag 25 april 2025",
        "fredag den 25. april 2025",
        "fredag 25 april 2025",
        "perjantai 25. huhtikuuta 2025",
        "25. aprill 2025",
        "2025 m. balandžio 25 d.",
        "piątek, 25 kwietnia 2025",
        "25 kwi 2025",
        "pátek 25. dubna 2025",
        "25. apríla 2025",
        "2025. április 25.",
        "vineri, 25 aprilie 2025",
        "25 Nisan 2025 Cuma",
        "25 NİSAN 2025",
        "пятница, 25 апреля 2025 года",
        "25 квітня 2025",
        "25 април 2025 г.",
        "Παρασκευή, 25 Απριλίου 2025",
        "٢٥ أبريل ٢٠٢٥",
        "25 نيسان 2025",
        "الجمعة، 25 أبريل 2025",
        "۵ اردیبهشت ۱۴۰۴",
        "۱۴۰۴/۰۲/۰۵",
        "جمعه ۵ اردیبهشت ۱۴۰۴",
        "25 באפריל 2025",
        "25 अप्रैल 2025",
        "२५ अप्रैल २०२५",
        "2025年4月25日",
        "2025年4月25日（金）",
        "2025年4月25日 星期五",
        "令和7年4月25日",
        "2025년 4월 25일",
        "2025. 4. 25.",
        "２０２５年４月２５日",
        "25 April 2025",
    ] {
        check(text, "2025-04-25 day");
    }
    check("2025年4月25日 午後3時5分", "2025-04-25T15:05:00 second");
    check("2025-04-25 오후 3:05", "2025-04-25T15:05:00 second");
    check("2025. 4. 25. 오후 3:05", "2025-04-25T15:05:00 second");
    check("2025년 4월 25일 오후 3:05", "2025-04-25T15:05:00 second");
    check("25 Απριλίου 2025, 3:05 μ.μ.", "2025-04-25T15:05:00 second");
    check("25 avril 2025 à 15 h 05", "2025-04-25T15:05:00 second");
    check("mars 2025", "2025-03-01 month");
    check("marzec 2025", "2025-03-01 month");
}

#[test]
fn epochs_are_read() {
    check("1745593440", "2025-04-25T15:04:00Z second");
    check("1745593440000", "2025-04-25T15:04:00Z second");
    check("1745593440.5", "2025-04-25T15:04:00Z second");
    check("9999999999", "-");
    check("0", "-");
    check("123456", "-");
}

#[test]
fn impossible_dates_are_refused() {
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
fn dates_are_found_in_file_names_and_addresses() {
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
    /// Whatever is printed, at whatever precision, is read back.
    #[test]
    fn printed_dates_are_read_back(second in -16_000_000_000i64..4_102_444_800, minutes in -720i32..=840, precision in 0..3) {
        let offset = Offset::from_seconds(minutes / 15 * 900).unwrap();
        let civil = offset.to_datetime(Timestamp::from_second(second).unwrap());
        let dated = match precision {
            0 => instant(civil, Some(offset)),
            1 => instant(civil, None),
            _ => day(civil.date(), Found::Metadata),
        };
        prop_assert_eq!(parse(&dated.to_string(), Found::Metadata), Some(dated));
    }

    /// A day in the words of any language comes back, and impossible ones never do.
    #[test]
    fn typed_days_are_read_back(date in 0i32..47_000, month in prop::sample::select(&["{d} {m} {y}", "{m} {d}, {y}", "{d}. {m} {y}", "{d}-{m}-{y}"][..])) {
        const NAMES: [&str; 12] = ["jan", "februari", "mars", "apr", "maj", "juni", "juillet", "ago", "września", "октября", "nov", "dez"];
        let date = crate::article::day_of_number(date).unwrap();
        let text = month.replace("{d}", &date.day().to_string()).replace("{m}", NAMES[date.month() as usize - 1]).replace("{y}", &date.year().to_string());
        prop_assert_eq!(parse(&text, Found::Metadata).map(|dated| dated.civil.date()), Some(date));
    }
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
    fn any_instant_is_read_back(second in 0i64..4_102_444_800) {
        let text = Timestamp::from_second(second).unwrap().to_string();
        prop_assert_eq!(parse(&text, Found::Metadata).unwrap().to_string(), text);
    }
}
