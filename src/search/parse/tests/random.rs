//! Any text is read, in linear time, and any tree comes back from its text.

use jiff::civil::date;
use proptest::prelude::*;

use super::super::invisible::Visible;
use super::*;
use crate::search::query::{DateRange, Matching, Near, Within};

#[test]
fn long_texts_take_linear_time() {
    // A quadratic reading of so much text would take minutes in a debug build.
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
        "a NEAR/5 (",
        "a NEAR/5 -(b OR date:2025 ",
        "(a NEAR/5 ",
        "a* ",
        "a~1 ",
        "/a.*/ ",
        "/a",
        "ATLEAST3 (",
        "NEAR ",
        "a /5 ",
        "\"a b\"~5 ",
        "\"a* \\* ",
        "hd=(",
        "near5 ",
        "caps(",
        "ns=(a ",
        "wc>5 ",
        "date aft ",
        "date(geq (",
        "a w/9 b w/8 ",
        "a and not ",
        "but ",
        "a/n5/",
        "[",
        "date:[2025 TO ",
        "+a ",
        "a^2",
        "\\",
        "a b ",
        "!",
        "hlead(a w/5 ",
        "a or ",
        "a not ",
        "not ",
        "'a b ",
        "title: ",
        "date:November ",
        "a NEAR(",
        "who won? ",
        "+-",
        "\u{200b}",
        "a % ",
        "a=",
    ] {
        let text = piece.repeat(12_000 / piece.len());
        for syntax in Syntax::ALL {
            let parsed = parse_syntax(&text, TODAY, syntax);
            for warning in &parsed.warnings {
                assert!(render(&text, warning).len() < 5_000);
            }
            // Printing adds brackets, which may then nest too deep.
            let again = read(&parsed.query.to_string());
            if again.warnings.is_empty() {
                assert_eq!(again.query, parsed.query, "{piece:?} repeated, {syntax:?}");
            }
        }
    }
    assert!(start.elapsed().as_secs() < 120, "took {:?}", start.elapsed());
}

/// A language's name takes no signs, also where case was asked for around it.
#[test]
fn languages_have_no_case() {
    let today = date(2025, 4, 25);
    let parsed = parse_syntax("caps(lang:(none“french or x(", today, Syntax::Nexis);
    assert!(!parsed.query.to_string().contains('='), "{}", parsed.query);
    assert_eq!(parse(&parsed.query.to_string(), today).query, parsed.query);
}

/// Trees of everything but `All`, which has no text of its own.
fn trees_at_random() -> impl Strategy<Value = Query> {
    let text = prop_oneof![
        "[a-zé]{1,4}",
        r#"[a-z"\\*=?~:/().,'“”-]{0,6}[a-z0-9][a-z"\\*=?~:/().,'“”-]{0,4}"#,
        "[^\\s]{0,3}[a-z]",
        prop::sample::select(vec![
            "AND", "OR", "NOT", "and", "or", "not", "near", "did", "W5", "N5", "WITHIN", "AROUND", "ATLEAST",
            "XOR", "ANDNOT", "AND-NOT", "title", "date", "5", "who", "won?", "'white", "house'", "a|b",
            "a&&b", "C++", "NEAR/5", "W/S", "ATLEAST3", "/re/", "a~1", "title:a", "-a", "==a"
        ])
        .prop_map(str::to_string),
    ]
    .prop_filter("a word holds no white space", |text| !text.contains(char::is_whitespace))
    .prop_filter("a word is seen", |text| Visible::new(text).text == *text);
    let matching = prop::sample::select(vec![
        Matching::Forms,
        Matching::Spelling,
        Matching::Letters,
        Matching::Fuzzy(1),
        Matching::Fuzzy(2),
    ]);
    let literal = (text.clone(), matching).prop_map(|(text, matching)| Word { text, matching });
    let wildcard = prop_oneof![
        "[a-z]{1,3}[*?]",
        "[*?]{1,2}[a-z]{1,3}",
        r#"([a-z"/.=~:()]|\\[*?\\]){0,3}[*?][a-z]([a-z/."]|\\[*?\\]){0,2}"#,
    ]
    .prop_map(|text| Word { text, matching: Matching::Wildcard });
    let regex = prop::sample::select(vec!["a.*", "(b|c)d?", r"[^\s/]+x", "a/b", r"\\x"])
        .prop_map(|text| Query::Word(Word { text: text.to_string(), matching: Matching::Regex }));
    let word = prop_oneof![literal, wildcard];
    let day = prop::option::of((0_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d)));
    let kind = prop::sample::select(vec![Kind::Person, Kind::Org, Kind::Place]);
    let placed = prop_oneof![
        word.clone().prop_map(Query::Word),
        regex,
        prop::collection::vec(word, 1..4).prop_map(Query::Phrase),
        (kind, prop::collection::vec(text, 1..4))
            .prop_map(|(kind, words)| Query::Name { kind, name: words.join(" ") }),
    ];
    let within =
        prop_oneof![(1..=1000_u32).prop_map(Within::Words), Just(Within::Sentence), Just(Within::Paragraph),];
    let near = placed.clone().prop_recursive(4, 12, 3, move |inner| {
        let pair = (inner.clone(), inner.clone());
        prop_oneof![
            (pair.clone(), within.clone(), any::<bool>(), any::<bool>()).prop_map(
                |((left, right), within, ordered, not)| {
                    Query::Near(Box::new(Near { left, right, within, ordered, not }))
                }
            ),
            prop::collection::vec(inner.clone(), 1..3).prop_map(Query::Or),
            pair.prop_map(|(with, without)| Query::And(vec![with, Query::Not(Box::new(without))])),
            inner.prop_map(|query| Query::Field(Field::Title, Box::new(query))),
        ]
    });
    let counted = (2..=1000_u32, near.clone()).prop_map(|(n, query)| Query::AtLeast(n, Box::new(query)));
    let lang = Just(Query::Field(Field::Lang, Box::new(Query::Word(Word::new("en")))));
    let leaf = prop_oneof![
        placed,
        near,
        counted,
        lang,
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
            (prop::sample::select(vec![Field::Title, Field::Body, Field::Source, Field::Url]), inner)
                .prop_map(|(field, query)| Query::Field(field, Box::new(query))),
        ]
    })
}

/// Texts made of signs and words.
fn signs_at_random() -> impl Strategy<Value = String> {
    let pieces = vec![
        "(",
        ")",
        "\"",
        "“",
        "”",
        "„",
        "«",
        "»",
        "AND",
        "OR",
        "NOT",
        "-",
        "=",
        "==",
        "*",
        "?",
        "~1",
        "~",
        "/",
        "\\",
        ":",
        "title:",
        "person:",
        "date:",
        "after:",
        "url:",
        "foo:",
        "NEAR/5",
        "W/S",
        "ATLEAST3",
        "..",
        "2025-04",
        "none",
        "a",
        "bc",
        "é",
        "&",
        " ",
        " ",
        " ",
        "  ",
        "\t",
        "https://",
        "\u{301}",
        " NEAR/5 ",
        " PRE/S ",
        " NOT W/P ",
        " NEAR ",
        " /5 ",
        "adj3",
        "atleast2(",
        "hd=",
        "byline(",
        "lang:",
        "/a.c/",
        "~2",
        "wom?n",
        "*",
        "caps(",
        " and ",
        " or ",
        " not ",
        "hlead(",
        "date aft 1/2/2025",
        "+",
        "!",
        "^2",
        "[",
        "]",
        "{",
        " TO ",
        "wc>5",
        "/n5/",
        "$2",
        "date(geq 2024 and leq 2025)",
        "–",
        "—b",
        "'",
        "‘",
        "’",
        " | ",
        "&&",
        " NAER/5 ",
        " N/5 ",
        " W5 ",
        " W/ 5 ",
        "NEAR(5)",
        "NEAR 5 ",
        "WITHIN 5 WORDS OF ",
        " ANDNOT ",
        " XOR ",
        "ATLEAST 3 ",
        "title :",
        "title: ",
        "titel:",
        "date=",
        "date>",
        "who ",
        "won? ",
        "?",
        "\u{200b}",
        "bank***",
        " % ",
        "November 8, 2016",
        "since:",
        "until:",
        "foo(",
        "bar=",
        "length > 5 ",
        "NOT/5",
        " ; ",
        "（",
        "：",
        "2016-2017",
        "1/2/2025",
        " to ",
        "did ",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

#[track_caller]
fn check_any_text(text: &str) {
    for syntax in Syntax::ALL {
        check_text(text, syntax);
    }
}

#[track_caller]
fn check_text(text: &str, syntax: Syntax) {
    let parsed = parse_syntax(text, TODAY, syntax);
    for warning in &parsed.warnings {
        assert!(text.get(warning.at.clone()).is_some(), "{:?} is a place of {text:?}", warning.at);
        assert!(!warning.message.is_empty());
        let shown = render(text, warning);
        assert_eq!(shown.lines().count(), 3, "{shown}");
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'));
    }
    assert_eq!(parsed.query, parsed.query.clone().normal(), "{text:?} gives a normal form, {syntax:?}");
    let printed = parsed.query.to_string();
    assert_eq!(read(&printed).query, parsed.query, "{text:?} printed as {printed:?}, {syntax:?}");
    if parsed.query.is_all() && !crate::text::tokens(text).is_empty() {
        assert!(!parsed.warnings.is_empty(), "{text:?} is dropped in silence, {syntax:?}");
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
