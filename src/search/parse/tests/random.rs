//! Any text is read, in linear time, and any tree comes back from its text.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::search::query::{DateRange, Matching};

#[test]
fn long_texts_take_linear_time() {
    // A quadratic reading of 100 kB would take minutes in a debug build.
    let start = std::time::Instant::now();
    for piece in [
        "(",
        ")",
        "\"",
        "“",
        "a OR ",
        "NOT ",
        "-",
        "title:",
        "title:-",
        "a:",
        "=",
        "/",
        "/(",
        "\"”\\",
        "\"”\\\"",
        "* ",
        "ATLEAST3 NOT ",
        "a NEAR/5 ",
        "a NOT NEAR/5 (",
        "person:(a ",
        "date:",
        "(title:",
        "https://(",
        "a",
        "\\\"",
        "~",
        "\"a\"~",
        "\u{301}",
        "-title:",
        "a AND ",
        "-title:(a b OR ",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        let parsed = read(&text);
        for warning in &parsed.warnings {
            assert!(render(&text, warning).len() < 5_000);
        }
        assert_eq!(read(&parsed.query.to_string()).query, parsed.query, "{piece:?} repeated");
    }
    assert!(start.elapsed().as_secs() < 60, "took {:?}", start.elapsed());
}

/// Trees of everything but `All`, which has no text of its own.
fn trees_at_random() -> impl Strategy<Value = Query> {
    let text = prop_oneof![
        "[a-zé]{1,4}",
        r#"[a-z"\\*=?~:/().,'“”-]{0,6}[a-z0-9][a-z"\\*=?~:/().,'“”-]{0,4}"#,
        "[^\\s]{0,3}[a-z]",
        prop::sample::select(vec![
            "AND", "OR", "NOT", "NEAR/5", "W/S", "ATLEAST3", "/re/", "a~1", "title:a", "-a", "==a"
        ])
        .prop_map(str::to_string),
    ]
    .prop_filter("a word holds no white space", |text| !text.contains(char::is_whitespace));
    let word = (text.clone(), any::<bool>()).prop_map(|(text, exact)| Word {
        text,
        matching: if exact { Matching::Spelling } else { Matching::Forms },
    });
    let day = prop::option::of((0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d)));
    let kind = prop::sample::select(vec![Kind::Person, Kind::Org, Kind::Place]);
    let leaf = prop_oneof![
        word.clone().prop_map(Query::Word),
        prop::collection::vec(word, 1..4).prop_map(Query::Phrase),
        (kind, prop::collection::vec(text, 1..4))
            .prop_map(|(kind, words)| Query::Name { kind, name: words.join(" ") }),
        (day.clone(), day).prop_filter_map("some day", |(from, to)| match (from, to) {
            (None, None) => None,
            (Some(a), Some(b)) => Some(Query::Date(DateRange { from: Some(a.min(b)), to: Some(a.max(b)) })),
            (from, to) => Some(Query::Date(DateRange { from, to })),
        }),
        Just(Query::Undated),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Query::And),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Query::Or),
            inner.clone().prop_map(|query| Query::Not(Box::new(query))),
            (prop::sample::select(Field::ALL.to_vec()), inner)
                .prop_map(|(field, query)| Query::Field(field, Box::new(query))),
        ]
    })
}

/// Texts made of signs and words.
fn signs_at_random() -> impl Strategy<Value = String> {
    let pieces = vec![
        "(", ")", "\"", "“", "”", "„", "«", "»", "AND", "OR", "NOT", "-", "=", "==", "*", "?", "~1", "~",
        "/", "\\", ":", "title:", "person:", "date:", "after:", "url:", "foo:", "NEAR/5", "W/S", "ATLEAST3",
        "..", "2025-04", "none", "a", "bc", "é", "&", " ", " ", " ", "  ", "\t", "https://", "\u{301}",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn check_any_text(text: &str) {
    let parsed = read(text);
    for warning in &parsed.warnings {
        assert!(text.get(warning.at.clone()).is_some(), "{:?} is a place of {text:?}", warning.at);
        assert!(!warning.message.is_empty());
        let shown = render(text, warning);
        assert_eq!(shown.lines().count(), 3, "{shown}");
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'));
    }
    assert_eq!(parsed.query, parsed.query.clone().normal(), "{text:?} gives a normal form");
    let printed = parsed.query.to_string();
    assert_eq!(read(&printed).query, parsed.query, "{text:?} printed as {printed:?}");
    if parsed.query.is_all() && !crate::text::tokens(text).is_empty() {
        assert!(!parsed.warnings.is_empty(), "{text:?} is dropped in silence");
    }
    let _ = literal(text).any();
}

proptest! {
    #[test]
    fn printed_trees_parse_back(query in trees_at_random()) {
        let printed = query.to_string();
        prop_assert_eq!(read(&printed).query, query.normal(), "{}", printed);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_any_text(&text);
    }

    #[test]
    fn any_signs_are_read(text in signs_at_random()) {
        check_any_text(&text);
    }

    #[test]
    fn any_is_settled_after_one_go(query in trees_at_random()) {
        let once = query.any();
        prop_assert_eq!(once.clone().any(), once);
    }
}
