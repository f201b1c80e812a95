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
