//! The language row by row: what each text is read as.

use jiff::civil::date;

use super::*;
use crate::entities::Kind;
use crate::search::query::Field;

mod lookalikes;
mod random;
mod syntaxes;
mod warnings;

/// A Friday.
const TODAY: Date = date(2025, 4, 25);

fn read(text: &str) -> Parsed {
    parse(text, TODAY)
}

/// Each text, what it is read as, and the warnings.
fn show(texts: &[&str]) -> String {
    show_by(texts, read)
}

fn show_by(texts: &[&str], read_text: impl Fn(&str) -> Parsed) -> String {
    let mut out = String::new();
    for text in texts {
        let parsed = read_text(text);
        assert_eq!(read(&parsed.query.to_string()).query, parsed.query, "{text:?} as printed");
        out += &format!("{text}  ->  {}\n", parsed.query);
        for warning in &parsed.warnings {
            out += &format!("{}\n", render(text, warning))
                .lines()
                .map(|line| format!("    {line}\n"))
                .collect::<String>();
        }
    }
    out
}

#[track_caller]
fn check(text: &str, expected: Query) {
    let parsed = read(text);
    assert_eq!(parsed.query, expected);
    assert_eq!(parsed.warnings, [], "{text:?} is read as written");
    assert_eq!(read(&expected.to_string()).query, expected, "round trip of {expected}");
}

fn word(text: &str) -> Query {
    Query::Word(Word::new(text))
}

fn name(kind: Kind, name: &str) -> Query {
    Query::Name { kind, name: name.to_string() }
}

fn not(query: Query) -> Query {
    Query::Not(Box::new(query))
}

fn field(field: Field, query: Query) -> Query {
    Query::Field(field, Box::new(query))
}

#[test]
fn a_text_is_read_as_a_tree() {
    use Query::{And, Or, Phrase};
    check("", Query::All);
    check(" \t\n", Query::All);
    check("ceasefire", word("ceasefire"));
    check("ceasefire crimea", And(vec![word("ceasefire"), word("crimea")]));
    check("\"peace deal\"", Phrase(vec![Word::new("peace"), Word::new("deal")]));
    check("\"peace\"", word("peace"));
    check("=Banks", Query::Word(Word::exact("Banks")));
    check("=\"Peace Deal\"", Phrase(vec![Word::exact("Peace"), Word::exact("Deal")]));
    check("\"=Peace deal\"", Phrase(vec![Word::exact("Peace"), Word::new("deal")]));
    check("a OR b c", Or(vec![word("a"), And(vec![word("b"), word("c")])]));
    check("a AND b OR c AND d", Or(vec![And(vec![word("a"), word("b")]), And(vec![word("c"), word("d")])]));
    check("(a OR b) c", And(vec![Or(vec![word("a"), word("b")]), word("c")]));
    check("a -b", And(vec![word("a"), not(word("b"))]));
    check("NOT a b", And(vec![not(word("a")), word("b")]));
    check("NOT (a OR b)", not(Or(vec![word("a"), word("b")])));
    check("NOT NOT a", word("a"));
    check("-x", not(word("x")));
    check("and or not", And(vec![word("and"), word("or"), word("not")]));
    check("title:peace", field(Field::Title, word("peace")));
    check("source:\"daily post\"", field(Field::Source, Phrase(vec![Word::new("daily"), Word::new("post")])));
    check("title:(a OR -b)", field(Field::Title, Or(vec![word("a"), not(word("b"))])));
    check("title:-b", field(Field::Title, not(word("b"))));
    check("title:(person:Putin b)", field(Field::Title, And(vec![name(Kind::Person, "Putin"), word("b")])));
    check("person:\"Vladimir  Putin\"", name(Kind::Person, "Vladimir Putin"));
    check("person:Vladimir Putin", And(vec![name(Kind::Person, "Vladimir"), word("Putin")]));
    check(
        "person:(jane smith OR (john doe NOT \"john x doe\"))",
        Or(vec![
            name(Kind::Person, "jane smith"),
            And(vec![name(Kind::Person, "john doe"), not(name(Kind::Person, "john x doe"))]),
        ]),
    );
    check("place:OR", name(Kind::Place, "OR"));
    check("org:\"E*TRADE\"", name(Kind::Org, "E*TRADE"));
    check(r#"person:"Dwayne \"The Rock\" Johnson""#, name(Kind::Person, r#"Dwayne "The Rock" Johnson"#));
    check("person:\"Dwayne “The Rock” Johnson\"", name(Kind::Person, "Dwayne “The Rock” Johnson"));
    check("date:none", Query::Undated);
}

#[test]
fn what_is_read_as_written() {
    insta::assert_snapshot!(show(&[
        "“peace deal” „peace deal“ «peace deal» »peace deal« ”peace deal” \"peace deal” “peace deal\"",
        "title:“peace deal”",
        "(a AND b)OR(c)",
        "NOT(a)-b",
        "a(b)c\"d e\"f",
        "\"new york\"-based",
        "Jean-Paul 10:30 AT&T 3.5% o'neill Ukraine: std::vec \"AND\" =\"OR\" =AND",
        "https://example.com/a?b=c&d=(e) (https://example.com/f)",
        "url:example.com/foo_(bar)?x=~1",
        "TITLE:a Person:b",
        "title:(date:2025 a)",
        "title:person:putin",
        "-title:a -\"b c\" -(d e) -=f -date:none -person:x",
        "--a ---a",
        "w/o “peace deal“ a",
    ]), @r#"
    “peace deal” „peace deal“ «peace deal» »peace deal« ”peace deal” "peace deal” “peace deal"  ->  "peace deal" "peace deal" "peace deal" "peace deal" "peace deal" "peace deal” “peace deal"
    title:“peace deal”  ->  title:"peace deal"
    (a AND b)OR(c)  ->  (a b) OR c
    NOT(a)-b  ->  -a "-b"
    a(b)c"d e"f  ->  a b c "d e" f
    "new york"-based  ->  "new york" "-based"
    Jean-Paul 10:30 AT&T 3.5% o'neill Ukraine: std::vec "AND" ="OR" =AND  ->  Jean-Paul "10:30" AT&T "3.5%" o'neill "Ukraine:" "std::vec" "AND" ="OR" ="AND"
    https://example.com/a?b=c&d=(e) (https://example.com/f)  ->  "https://example.com/a\?b=c&d=(e)" "https://example.com/f"
    url:example.com/foo_(bar)?x=~1  ->  url:"example.com/foo_(bar)\?x=\~1"
    TITLE:a Person:b  ->  title:a person:b
    title:(date:2025 a)  ->  title:(date:2025 a)
    title:person:putin  ->  title:(person:putin)
    -title:a -"b c" -(d e) -=f -date:none -person:x  ->  -title:a -"b c" -(d e) -=f -date:none -person:x
    --a ---a  ->  a -a
    w/o “peace deal“ a  ->  "w/o" "peace deal" a
    "#);
}

#[test]
fn dates_are_civil_days_and_periods_before_today() {
    insta::assert_snapshot!(show(&[
        "date:2025",
        "date:2025-04",
        "date:2025-4-1",
        "date:2024-02",
        "date:2025-04-01..2025-04-25",
        "date:2025-04..",
        "date:..2024",
        "date:2024..2025",
        "date:2025-04..2025-04",
        "after:2025-04-01",
        "after:2025-04",
        "before:2025-04-01",
        "before:2025",
        "date:NONE",
        "date:today",
        "date:yesterday",
        "date:this-week",
        "date:last-week",
        "date:this-month",
        "date:last-month",
        "date:this-year",
        "date:last-year",
        "after:last-week",
        "date:last-month..yesterday",
        "date:\"2025-04\"",
        "date:(2023 OR 2025)",
        "date:0000-01-01..9999-12-31",
    ]), @r#"
    date:2025  ->  date:2025
    date:2025-04  ->  date:2025-04
    date:2025-4-1  ->  date:2025-04-01
    date:2024-02  ->  date:2024-02
    date:2025-04-01..2025-04-25  ->  date:2025-04-01..2025-04-25
    date:2025-04..  ->  date:2025-04-01..
    date:..2024  ->  date:..2024-12-31
    date:2024..2025  ->  date:2024-01-01..2025-12-31
    date:2025-04..2025-04  ->  date:2025-04
    after:2025-04-01  ->  date:2025-04-01..
    after:2025-04  ->  date:2025-04-01..
    before:2025-04-01  ->  date:..2025-03-31
    before:2025  ->  date:..2024-12-31
    date:NONE  ->  date:none
    date:today  ->  date:2025-04-25
    date:yesterday  ->  date:2025-04-24
    date:this-week  ->  date:2025-04-21..2025-04-27
    date:last-week  ->  date:2025-04-14..2025-04-20
    date:this-month  ->  date:2025-04
    date:last-month  ->  date:2025-03
    date:this-year  ->  date:2025
    date:last-year  ->  date:2024
    after:last-week  ->  date:2025-04-14..
    date:last-month..yesterday  ->  date:2025-03-01..2025-04-24
    date:"2025-04"  ->  date:2025-04
    date:(2023 OR 2025)  ->  date:2023 OR date:2025
    date:0000-01-01..9999-12-31  ->  date:0000-01-01..9999-12-31
    "#);
}

#[test]
fn literal_text_has_no_signs() {
    let words = |texts: &[&str]| Query::Or(texts.iter().map(|text| word(text)).collect());
    assert_eq!(literal("a AND -b (c* \"d  a"), words(&["a", "AND", "b", "c", "d", "a"]));
    assert_eq!(literal("cease-fire date:2025"), words(&["cease", "fire", "date", "2025"]));
    assert_eq!(literal("???"), Query::Not(Box::new(Query::All)));
    assert_eq!(literal(" "), Query::All);
}

#[test]
fn any_word_is_enough() {
    let any = |text: &str| format!("{text}  ->  {}\n", read(text).query.any());
    let all: String = [
        "",
        "a",
        "a b \"c d\"",
        "a b date:2025 -c person:putin",
        "a (b OR c) title:(d e)",
        "title:(a b)",
        "a b (c OR date:2025) source:(x y)",
        "a OR b c",
        "date:2025 lang:en",
    ]
    .map(any)
    .concat();
    insta::assert_snapshot!(all, @r#"
      ->  
    a  ->  a
    a b "c d"  ->  a OR b OR "c d"
    a b date:2025 -c person:putin  ->  (a OR b) date:2025 -c person:putin
    a (b OR c) title:(d e)  ->  a OR b OR c OR title:(d OR e)
    title:(a b)  ->  title:(a OR b)
    a b (c OR date:2025) source:(x y)  ->  (a OR b) (c OR date:2025) source:(x y)
    a OR b c  ->  a OR (b c)
    date:2025 lang:en  ->  date:2025 lang:en
    "#);
}
