//! What looks like an operator, a field, a date or a sign of another system: each kind, typed, read, told.

use super::*;

/// Each text, what it is read as, and the places that are told of.
fn told(syntax: Syntax, texts: &[&str]) -> String {
    let mut out = String::new();
    for text in texts {
        let parsed = parse_syntax(text, TODAY, syntax);
        assert_eq!(read(&parsed.query.to_string()).query, parsed.query, "{text:?} as printed");
        out += &format!("{}  ->  {}\n", text.escape_debug(), parsed.query);
        for warning in &parsed.warnings {
            out += &format!("    {}: {}\n", text[warning.at.clone()].escape_debug(), warning.message);
        }
    }
    out
}

#[test]
fn the_day_comes_first_where_that_is_set() {
    let settings = Settings { day_first: true, ..Settings::new(TODAY) };
    let parsed = parse_with("date:04/05/2009 after:5/13/2009", settings);
    assert_eq!(parsed.query.to_string(), "date:2009-05-04 date:2009-05-13..");
    assert_eq!(parsed.warnings.len(), 1);
}

#[test]
fn words_between_operands_that_look_like_operators_are_read_or_told() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "a or b",
        "a and b",
        "a not b",
        "a and not b",
        "a Or b And c",
        "(a or b) c",
        "and or not",
        "not a",
        "did not go",
        "to be or not to be",
        "a \"or\" b",
        "title:(a or b)",
        "org:(marks and spencer)",
        "org:(marks & spencer or unilever)",
        "a and/or b",
        "a ANDNOT b",
        "a AND-NOT b",
        "a XOR b",
        "a NOR b",
        "a SAME b",
        "a WITH b",
        "explosion near kyiv",
        "a ODER b",
    ]), @r#"
    a or b  ->  a OR b
        or: ‘or’ is read as OR; in quotes it is a word
    a and b  ->  a b
        and: ‘and’ is read as AND; in quotes it is a word
    a not b  ->  a -b
        not: ‘not’ is read as NOT; in quotes it is a word
    a and not b  ->  a -b
        and: ‘and’ is read as AND; in quotes it is a word
        not: ‘not’ is read as NOT; in quotes it is a word
    a Or b And c  ->  a OR (b c)
        Or: ‘Or’ is read as OR; in quotes it is a word
        And: ‘And’ is read as AND; in quotes it is a word
    (a or b) c  ->  (a OR b) c
        or: ‘or’ is read as OR; in quotes it is a word
    and or not  ->  "and" "or" "not"
    not a  ->  "not" a
        not: ‘not’ is searched as a word; the operator is NOT
    did not go  ->  did "not" go
        not: ‘not’ is searched as a word; the operator is NOT
    to be or not to be  ->  (to be) OR (-to be)
        or: ‘or’ is read as OR; in quotes it is a word
        not: ‘not’ is read as NOT; in quotes it is a word
    a \"or\" b  ->  a "or" b
    title:(a or b)  ->  title:(a OR b)
        or: ‘or’ is read as OR; in quotes it is a word
    org:(marks and spencer)  ->  org:"marks and spencer"
        and: ‘and’ is searched as a word; the operator is AND
    org:(marks & spencer or unilever)  ->  org:"marks & spencer" OR org:unilever
        &: ‘&’ is searched as a word; the operator is AND
        or: ‘or’ is read as OR; in quotes it is a word
    a and/or b  ->  a OR b
        and/or: ‘and/or’ is read as OR; in quotes it is a word
    a ANDNOT b  ->  a -b
        ANDNOT: ‘ANDNOT’ is read as AND NOT; in quotes it is a word
    a AND-NOT b  ->  a -b
        AND-NOT: ‘AND-NOT’ is read as AND NOT; in quotes it is a word
    a XOR b  ->  a OR b
        XOR: ‘XOR’ is read as OR, which finds articles with both too; write (a -b) OR (b -a) to exclude them
    a NOR b  ->  a NOR b
        NOR: ‘NOR’ is searched as a word; write NOT (a OR b)
    a SAME b  ->  a SAME b
        SAME: ‘SAME’ is searched as a word; for both in one paragraph write W/P
    a WITH b  ->  a WITH b
        WITH: ‘WITH’ is searched as a word; for both in one sentence write W/S
    explosion near kyiv  ->  explosion near kyiv
        near: ‘near’ is searched as a word; the operator is NEAR/5
    a ODER b  ->  a ODER b
        ODER: ‘ODER’ is searched as a word; the operator is OR
    "#);
}

#[test]
fn signs_between_operands_are_read_as_operators() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "a & b",
        "a && b",
        "a&&b",
        "a | b",
        "a|b",
        "a || b",
        "a &amp; b",
        "a !b",
        "a –b",
        "a —b",
        "a −b",
        "¬a",
        "a !(b c)",
        "-a –\"b c\"",
        "title:!b",
        "a +b",
        "a - b",
        "a – b",
        "1939–1945",
    ]), @r#"
    a & b  ->  a b
        &: ‘&’ is read as AND
    a && b  ->  a b
        &&: ‘&&’ is read as AND
    a&&b  ->  a b
        &&: ‘&&’ is read as AND
    a | b  ->  a OR b
        |: ‘|’ is read as OR
    a|b  ->  a OR b
        |: ‘|’ is read as OR
    a || b  ->  a OR b
        ||: ‘||’ is read as OR
    a &amp; b  ->  a b
        &amp;: ‘&amp;’ is read as AND; in quotes it is a word
    a !b  ->  a -b
        !: ‘!’ before a word is read as -, which leaves its articles out
    a –b  ->  a -b
        –: ‘–’ before a word is read as -, which leaves its articles out
    a —b  ->  a -b
        —: ‘—’ before a word is read as -, which leaves its articles out
    a −b  ->  a -b
        −: ‘−’ before a word is read as -, which leaves its articles out
    ¬a  ->  -a
        ¬: ‘¬’ before a word is read as -, which leaves its articles out
    a !(b c)  ->  a -(b c)
        !: ‘!’ before a word is read as -, which leaves its articles out
    -a –\"b c\"  ->  -a -"b c"
        –: ‘–’ before a word is read as -, which leaves its articles out
    title:!b  ->  title:(-b)
        !: ‘!’ before a word is read as -, which leaves its articles out
    a +b  ->  a b
        +: ‘+’ is not needed and is left out; words that follow each other are all required
    a - b  ->  a b
        -: ‘-’ has no letter or digit to search for and is left out; to leave articles out, write - directly before a word
    a – b  ->  a b
        –: ‘–’ has no letter or digit to search for and is left out
    1939–1945  ->  "1939–1945"
    "#);
}

#[test]
fn proximity_in_the_spelling_of_other_systems_is_read_or_told() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "a NAER/5 b",
        "a NEARR/5 b",
        "a naer/5 b",
        "a PER/3 b",
        "a N/5 b",
        "a n/5 b",
        "a P/5 b",
        "a N/S b",
        "a W5 b",
        "a N5 b",
        "a w5 b",
        "P5 talks",
        "buy N95 masks",
        "a W/ 5 b",
        "a W / 5 b",
        "a NEAR /5 b",
        "a WITHIN/5 b",
        "a WITHIN 5 WORDS OF b",
        "a within 5 b",
        "a NEAR(5) b",
        "a NEAR (5) b",
        "a AROUND(3) b",
        "a NEAR 5 b",
        "a NEAR~5 b",
        "a NOT/5 b",
        "a NOT/S b",
        "a FOO/5 b",
        "a W/5words b",
        "N/5 a",
        "a N/5",
        "24/7 9/11 AC/DC F/16 w/o",
    ]), @r#"
    a NAER/5 b  ->  a NEAR/5 b
        NAER/5: ‘NAER/5’ is read as NEAR/5; in quotes it is a word
    a NEARR/5 b  ->  a NEAR/5 b
        NEARR/5: ‘NEARR/5’ is read as NEAR/5; in quotes it is a word
    a naer/5 b  ->  a NEAR/5 b
        naer/5: ‘naer/5’ is read as NEAR/5; in quotes it is a word
    a PER/3 b  ->  a PRE/3 b
        PER/3: ‘PER/3’ is read as PRE/3; in quotes it is a word
    a N/5 b  ->  a NEAR/5 b
        N/5: ‘N/5’ is read as NEAR/5; in quotes it is a word
    a n/5 b  ->  a NEAR/5 b
        n/5: ‘n/5’ is read as NEAR/5; in quotes it is a word
    a P/5 b  ->  a PRE/5 b
        P/5: ‘P/5’ is read as PRE/5; in quotes it is a word
    a N/S b  ->  a NEAR/S b
        N/S: ‘N/S’ is read as NEAR/S; in quotes it is a word
    a W5 b  ->  a NEAR/5 b
        W5: ‘W5’ is read as NEAR/5; in quotes it is a word
    a N5 b  ->  a NEAR/5 b
        N5: ‘N5’ is read as NEAR/5; in quotes it is a word
    a w5 b  ->  a w5 b
        w5: ‘w5’ is searched as a word; proximity is written NEAR/5, PRE/5, W/S or W/P
    P5 talks  ->  P5 talks
    buy N95 masks  ->  buy N95 masks
        N95: ‘N95’ is searched as a word; proximity is written NEAR/5, PRE/5, W/S or W/P
    a W/ 5 b  ->  a NEAR/5 b
        W/ 5: ‘W/ 5’ is read as NEAR/5; in quotes it is a word
    a W / 5 b  ->  a NEAR/5 b
        W / 5: ‘W / 5’ is read as NEAR/5; in quotes it is a word
    a NEAR /5 b  ->  a NEAR/5 b
        NEAR /5: ‘NEAR /5’ is read as NEAR/5; in quotes it is a word
    a WITHIN/5 b  ->  a NEAR/5 b
        WITHIN/5: ‘WITHIN/5’ is read as NEAR/5; in quotes it is a word
    a WITHIN 5 WORDS OF b  ->  a NEAR/5 b
        WITHIN 5 WORDS OF: ‘WITHIN 5 WORDS OF’ is read as NEAR/5; in quotes it is a word
    a within 5 b  ->  a within 5 b
    a NEAR(5) b  ->  a NEAR/5 b
        NEAR(5): ‘NEAR(5)’ is read as NEAR/5; in quotes it is a word
    a NEAR (5) b  ->  a NEAR/5 b
        NEAR (5): ‘NEAR (5)’ is read as NEAR/5; in quotes it is a word
    a AROUND(3) b  ->  a NEAR/3 b
        AROUND(3): ‘AROUND(3)’ is read as NEAR/3; in quotes it is a word
    a NEAR 5 b  ->  a NEAR/5 b
        NEAR 5: ‘NEAR 5’ is read as NEAR/5; in quotes it is a word
    a NEAR~5 b  ->  a NEAR/5 b
        NEAR~5: ‘NEAR~5’ is read as NEAR/5; in quotes it is a word
    a NOT/5 b  ->  a NOT NEAR/5 b
        NOT/5: ‘NOT/5’ is read as NOT NEAR/5; in quotes it is a word
    a NOT/S b  ->  a NOT NEAR/S b
        NOT/S: ‘NOT/S’ is read as NOT NEAR/S; in quotes it is a word
    a FOO/5 b  ->  a "FOO/5" b
        FOO/5: ‘FOO/5’ is searched as a word; proximity is written NEAR/5, PRE/5, W/S or W/P
    a W/5words b  ->  a "W/5words" b
        W/5words: ‘W/5words’ is searched as a word; a distance is a number alone, as in NEAR/5
    N/5 a  ->  "N/5" a
    a N/5  ->  a "N/5"
    24/7 9/11 AC/DC F/16 w/o  ->  "24/7" "9/11" "AC/DC" "F/16" "w/o"
    "#);
}

#[test]
fn counts_in_other_spellings_are_read_or_told() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "ATLEAST 3 crimea",
        "ATLEAST(3) crimea",
        "ATLEAST/3 crimea",
        "ALTEAST3 (a b)",
        "atleast 3 crimea",
        "atleast3 crimea",
        "ATLEAST crimea",
    ]), @r#"
    ATLEAST 3 crimea  ->  ATLEAST3 crimea
        ATLEAST 3: ‘ATLEAST 3’ is read as ATLEAST3; in quotes it is a word
    ATLEAST(3) crimea  ->  ATLEAST3 crimea
        ATLEAST(3): ‘ATLEAST(3)’ is read as ATLEAST3; in quotes it is a word
    ATLEAST/3 crimea  ->  ATLEAST3 crimea
        ATLEAST/3: ‘ATLEAST/3’ is read as ATLEAST3; in quotes it is a word
    ALTEAST3 (a b)  ->  ATLEAST3 (a b)
        ALTEAST3: ‘ALTEAST3’ is read as ATLEAST3; in quotes it is a word
    atleast 3 crimea  ->  atleast 3 crimea
        atleast: ‘atleast’ is searched as a word; the operator is ATLEAST3
    atleast3 crimea  ->  atleast3 crimea
        atleast3: ‘atleast3’ is searched as a word; the operator is ATLEAST3
    ATLEAST crimea  ->  "ATLEAST" crimea
        ATLEAST: ‘ATLEAST’ is searched as a word; it needs a number, as in ATLEAST3
    "#);
}

#[test]
fn a_question_mark_at_the_end_is_punctuation() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "who won?",
        "who won the war? crimea",
        "title:(who won?)",
        "is it over?!",
        "cat?",
        "cat? dog",
        "house cat?",
        "wom?n",
        "\"who won?\"",
        "\"who won\\?\"",
    ]), @r#"
    who won?  ->  who won
        ?: a question mark at the end is punctuation; in quotes, as "organi?", it stands for one letter
    who won the war? crimea  ->  who won the war crimea
        ?: a question mark at the end is punctuation; in quotes, as "organi?", it stands for one letter
    title:(who won?)  ->  title:(who won)
        ?: a question mark at the end is punctuation; in quotes, as "organi?", it stands for one letter
    is it over?!  ->  is it over
        ?!: a question mark at the end is punctuation; in quotes, as "organi?", it stands for one letter
    cat?  ->  "cat?"
    cat? dog  ->  "cat?" dog
    house cat?  ->  house cat
        ?: a question mark at the end is punctuation; in quotes, as "organi?", it stands for one letter
    wom?n  ->  wom?n
    \"who won?\"  ->  "who won?"
        ?: in quotes ? stands for one letter; for a question mark write \?
    \"who won\\?\"  ->  "who won\?"
    "#);
}

#[test]
fn single_quotes_hold_a_phrase() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "'white house'",
        "‘white house’ a",
        "''white house''",
        "`white house'",
        "‹white house›",
        "-'white house'",
        "title:'white house'",
        "('white house' OR b)",
        "'war AND peace'",
        "the players' union",
        "rock 'n' roll",
        "'house'",
        "o'neill's 'tis",
    ]), @r#"
    \'white house\'  ->  "white house"
        \': single quotes are read as double ones, so these words are a phrase
    ‘white house’ a  ->  "white house" a
        ‘: single quotes are read as double ones, so these words are a phrase
    \'\'white house\'\'  ->  "white house"
        \'\': single quotes are read as double ones, so these words are a phrase
    `white house\'  ->  "white house"
        `: single quotes are read as double ones, so these words are a phrase
    ‹white house›  ->  "white house"
        ‹: single quotes are read as double ones, so these words are a phrase
    -\'white house\'  ->  -"white house"
        \': single quotes are read as double ones, so these words are a phrase
    title:\'white house\'  ->  title:"white house"
        \': single quotes are read as double ones, so these words are a phrase
    (\'white house\' OR b)  ->  "white house" OR b
        \': single quotes are read as double ones, so these words are a phrase
    \'war AND peace\'  ->  "war AND peace"
        \': single quotes are read as double ones, so these words are a phrase
    the players\' union  ->  the players' union
    rock \'n\' roll  ->  rock "'n'" roll
    \'house\'  ->  "'house'"
    o\'neill\'s \'tis  ->  o'neill's "'tis"
    "#);
}

#[test]
fn fields_that_are_nearly_written_are_read_or_told() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "title :war",
        "title : war",
        "title: war",
        "title:: war",
        "title::war",
        "titel:war",
        "titel :war",
        "tilte=war",
        "titel(war)",
        "auther:smith",
        "sources:bbc",
        "setcion:x",
        "peace:war",
        "foo:bar",
        "foo :bar",
        "title=war",
        "date=2016",
        "title = war",
        "title =war",
        "title(war)",
        "TITLE(war OR peace)",
        "headline:war author:smith",
        "site:bbc.co.uk",
        "foo(bar baz)",
        "foo=bar",
        "Bank(s)",
        "TITLE-ABS-KEY(war)",
        "lead:war words:>500",
        "length > 500 and a",
        "title: body:x",
        "title: OR x",
    ]), @r#"
    title :war  ->  title:war
        title :: ‘title :’ is read as title: before what follows; in quotes it is a word
    title : war  ->  title:war
        title :: ‘title :’ is read as title: before what follows; in quotes it is a word
    title: war  ->  title:war
        title:: ‘title:’ is read as title: before what follows; in quotes it is a word
    title:: war  ->  title:war
        title::: ‘title::’ is read as title: before what follows; in quotes it is a word
    title::war  ->  title:war
    titel:war  ->  title:war
        titel:: ‘titel:’ is read as title:
    titel :war  ->  title:war
        titel :: ‘titel :’ is read as title:
    tilte=war  ->  title:war
        tilte=: ‘tilte=’ is read as title:
    titel(war)  ->  title:war
        titel: ‘titel’ is read as title
    auther:smith  ->  auther smith
        auther:: ‘auther’ is not a field, so it is searched as a word; perhaps author: was meant
    sources:bbc  ->  source:bbc
        sources:: ‘sources:’ is read as source:
    setcion:x  ->  section:x
        setcion:: ‘setcion:’ is read as section:
    peace:war  ->  peace war
        peace:: ‘peace’ is not a field, so it is searched as a word; perhaps place: was meant
    foo:bar  ->  foo bar
        foo:: ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    foo :bar  ->  foo bar
        foo :: ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    title=war  ->  title:war
    date=2016  ->  date:2016
    title = war  ->  title:war
    title =war  ->  title =war
    title(war)  ->  title:war
    TITLE(war OR peace)  ->  title:(war OR peace)
    headline:war author:smith  ->  title:war byline:smith
    site:bbc.co.uk  ->  url:bbc.co.uk
    foo(bar baz)  ->  foo bar baz
        foo: ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    foo=bar  ->  foo bar
        foo=: ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    Bank(s)  ->  Bank s
        Bank: ‘Bank’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    TITLE-ABS-KEY(war)  ->  TITLE-ABS-KEY war
        TITLE-ABS-KEY: ‘TITLE-ABS-KEY’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    lead:war words:>500  ->  war
        lead:: the first paragraphs are not indexed separately, so headline and body are searched
        words:>500: this archive has nothing like words, so this is left out
    length > 500 and a  ->  a
        length > 500: this archive has nothing like length, so this is left out
        and: ‘and’ is read as AND; in quotes it is a word
    title: body:x  ->  body:x
        title:: title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
    title: OR x  ->  x
        title:: title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
    "#);
}

#[test]
fn signs_that_are_not_searched_are_told() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "bank***",
        "C++",
        "F#",
        ".NET",
        "wom#n",
        "negotiat!",
        "engineer$3",
        "~a",
        "peace^2 a",
        "peace^ a",
        "\"a b\"^2",
        "[a OR b] c",
        "{a b}",
        "war.ti.",
        "50% $100 #metoo @potus",
    ]), @r##"
    bank***  ->  bank***
        bank***: several * are read as one, which stands for any letters
    C++  ->  "C++"
        C++: ‘++’ is not searched, so this is read as ‘C’
    F#  ->  "F#"
        F#: ‘#’ is not searched, so this is read as ‘F’
    .NET  ->  ".NET"
        .NET: ‘.’ before a word is not searched
    wom#n  ->  "wom#n"
        wom#n: ‘#’ is not searched
    negotiat!  ->  "negotiat!"
        negotiat!: ‘!’ is left out; for any ending write negotiat*
    engineer$3  ->  "engineer$3"
        engineer$3: ‘$’ is not searched
    ~a  ->  "\~a"
        ~a: ‘~’ before a word is not searched
    peace^2 a  ->  peace a
        ^2: weights are not available, so this one is left out
    peace^ a  ->  "peace^" a
        peace^: ‘^’ is not searched, so this is read as ‘peace’
    \"a b\"^2  ->  "a b"
        ^2: weights are not available, so this one is left out
    [a OR b] c  ->  (a OR b) c
        [: [ ] are read as ( )
    {a b}  ->  "{a" "b}"
        {a: only ( ) are brackets, so these signs are not searched
        b}: only ( ) are brackets, so these signs are not searched
    war.ti.  ->  war.ti.
        war.ti.: a field stands before its value, as in title:war
    50% $100 #metoo @potus  ->  "50%" "$100" "#metoo" "@potus"
    "##);
}

#[test]
fn characters_without_a_width_are_passed_over() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "\u{feff}title:war",
        "ti\u{200b}tle:w\u{ad}ar",
        "a \u{200e}OR b",
        "a O\u{2060}R b",
        "\u{200b}-a\u{200b} b",
        "（a OR b）",
        "title：war",
    ]), @r#"
    \u{feff}title:war  ->  title:war
    ti\u{200b}tle:w\u{ad}ar  ->  title:war
    a \u{200e}OR b  ->  a OR b
    a O\u{2060}R b  ->  a OR b
    \u{200b}-a\u{200b} b  ->  -a b
    （a OR b）  ->  a OR b
    title：war  ->  title:war
    "#);
}

#[test]
fn dates_are_read_as_people_write_them() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "date:2016/11/08",
        "date:20161108",
        "date:November 8, 2016 war",
        "date:\"November 8, 2016\"",
        "date:(8 Nov 2016) war",
        "date:8.11.2016",
        "date:11/2016",
        "date:Q3 2016",
        "date:2016-2017",
        "date:2016–2017",
        "date:2016/2017",
        "date:2016 to 2017 a",
        "date:2016-11-08/2016-11-10",
        "date:>2016",
        "date:>= 2016 a",
        "date<2016",
        "date > 2016 a",
        "since:2016 until:2017",
        "date:since 2016",
        "date:[2016 TO 2017]",
        "date:16/04/2009..01/07/2009",
        "date:01/07/2009..16/04/2009",
        "date:04/05/2009",
        "year:2016",
        "date:never",
        "-date:never",
    ]), @r#"
    date:2016/11/08  ->  date:2016-11-08
    date:20161108  ->  date:2016-11-08
    date:November 8, 2016 war  ->  date:2016-11-08 war
    date:\"November 8, 2016\"  ->  date:2016-11-08
    date:(8 Nov 2016) war  ->  date:2016-11-08 war
    date:8.11.2016  ->  date:2016-11-08
    date:11/2016  ->  date:2016-11
    date:Q3 2016  ->  date:2016-07-01..2016-09-30
    date:2016-2017  ->  date:2016-01-01..2017-12-31
    date:2016–2017  ->  date:2016-01-01..2017-12-31
    date:2016/2017  ->  date:2016-01-01..2017-12-31
    date:2016 to 2017 a  ->  date:2016-01-01..2017-12-31 a
    date:2016-11-08/2016-11-10  ->  date:2016-11-08..2016-11-10
    date:>2016  ->  date:2017-01-01..
    date:>= 2016 a  ->  date:2016-01-01.. a
    date<2016  ->  date:..2015-12-31
    date > 2016 a  ->  date:2017-01-01.. a
    since:2016 until:2017  ->  date:2016-01-01.. date:..2017-12-31
    date:since 2016  ->  date:2016-01-01..
    date:[2016 TO 2017]  ->  date:2016-01-01..2017-12-31
    date:16/04/2009..01/07/2009  ->  date:2009-04-16..2009-07-01
    date:01/07/2009..16/04/2009  ->  date:never
        01/07/2009..16/04/2009: 01/07/2009..16/04/2009 ends before it begins, so it finds nothing; write the earlier day first
    date:04/05/2009  ->  date:2009-04-05
        04/05/2009: days are read with the month first; write --day-first or 2025-01-31 to be sure
    year:2016  ->  date:2016
    date:never  ->  date:never
    -date:never  ->  date:never
    "#);
}

#[test]
fn a_date_that_cannot_be_read_finds_nothing() {
    insta::assert_snapshot!(told(Syntax::Morgue, &[
        "a date:soon",
        "a -date:soon",
        "a OR date:soon",
        "a NEAR/5 (b date:soon)",
        "title:(a date:soon)",
        "date:8/11",
        "date:(soon OR 2016)",
        "after:soon",
        "date:2017..2016",
    ]), @r#"
    a date:soon  ->  a date:never
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a -date:soon  ->  a date:never
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a OR date:soon  ->  a OR date:never
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a NEAR/5 (b date:soon)  ->  (a NEAR/5 b) date:never
        NEAR/5: ‘NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    title:(a date:soon)  ->  title:(a date:never)
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    date:8/11  ->  date:never
        8/11: ‘8/11’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    date:(soon OR 2016)  ->  date:never OR date:2016
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    after:soon  ->  date:never
        soon: ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, today, yesterday, or this- or last- with week, month or year
    date:2017..2016  ->  date:never
        2017..2016: 2017..2016 ends before it begins, so it finds nothing; write the earlier day first
    "#);
}

#[test]
fn signs_of_nexis_are_read() {
    insta::assert_snapshot!(told(Syntax::Nexis, &[
        "a & b",
        "a ; b",
        "a ;b",
        "war;peace",
        "a NOT/5 b",
        "a not/s b",
        "a NOT/SEG b",
        "a not /5 b",
        "pub-date(2013)",
        "a and pub-date > 2012",
        "load-date aft 2013",
        "length > 500 and a",
        "a and length < 800",
        "bank***",
        "bank*** of",
        "date aft soon and a",
        "closing date is set",
        "foo(a b) and c",
        "date between 2015 and 2016",
        "atl5(war)",
        "hedline(a b) and c",
        "a and language(en)",
        "a -b",
        "peace … deal",
        "peace) deal",
        "a N/5 b",
    ]), @r#"
    a & b  ->  a b
    a ; b  ->  a OR b
        ;: ‘;’ is read as OR
    a ;b  ->  a OR b
        ;: ‘;’ is read as OR
    war;peace  ->  war OR peace
        ;: ‘;’ is read as OR
    a NOT/5 b  ->  a NOT NEAR/5 b
    a not/s b  ->  a NOT NEAR/S b
    a NOT/SEG b  ->  a -b
    a not /5 b  ->  a NOT NEAR/5 b
    pub-date(2013)  ->  date:2013
    a and pub-date > 2012  ->  a date:2013-01-01..
    load-date aft 2013  ->  date:2014-01-01..
        load-date aft 2013: the day of publication is searched, the only one that is known
    length > 500 and a  ->  a
        length > 500: this archive has nothing like length, so this is left out
    a and length < 800  ->  a
        length < 800: this archive has nothing like length, so this is left out
    bank***  ->  /bank.{0,3}/
    bank*** of  ->  "bank* of"
        bank***: the number of letters for * is not honoured here; any ending is searched
    date aft soon and a  ->  date:never a
        date aft soon: ‘date aft soon’ is not a valid date, so it finds nothing
    closing date is set  ->  "closing date is set"
        date is: no date follows, so this is searched as words
    foo(a b) and c  ->  c
        foo(a b): there is no field foo, so this is left out
    date between 2015 and 2016  ->  date:2015-01-01..2016-12-31
    atl5(war)  ->  ATLEAST5 war
    hedline(a b) and c  ->  title:"a b" c
        hedline: ‘hedline’ is read as headline
    a and language(en)  ->  a lang:en
    a -b  ->  a b
        -: ‘-’ before a word means nothing in this syntax and is left out; AND NOT leaves articles out
    peace … deal  ->  peace deal
        …: ‘…’ has no letter or digit to search for and is left out
    peace) deal  ->  peace deal
        ): there is no open bracket to close here, so this is left out
    a N/5 b  ->  a NEAR/5 b
        N/5: ‘N/5’ is read as NEAR/5; in quotes it is a word
    "#);
}

#[test]
fn signs_of_factiva_are_read() {
    insta::assert_snapshot!(told(Syntax::Factiva, &[
        "a near b",
        "a % b",
        "a % % b c",
        "(a or b) % c",
        "fmt=x and a",
        "rst=abc and a",
        "sc=(a or b) and c",
        "foo=abc and a",
        "wc > 500 and a",
        "bank***",
        "date from 16/04/2009 to 01/07/2009",
        "date after the war",
        "toyota/F50/ corolla",
        "peace term & deal",
        "president w /2 bush",
        "pd>20130101",
        "a ns=b c",
    ]), @r#"
    a near b  ->  a NEAR/1 b
    a % b  ->  "a * b"
    a % % b c  ->  "a * * b c"
    (a or b) % c  ->  (a OR b) PRE/2 c
        %: one word between is read as at most one, as by adj2
    fmt=x and a  ->  a
        fmt=x: this archive has nothing like fmt, so this is left out
    rst=abc and a  ->  a
        rst=abc: this archive has nothing like rst, so this is left out
    sc=(a or b) and c  ->  c
        sc=(a or b): this archive has nothing like sc, so this is left out
    foo=abc and a  ->  a
        foo=abc: there is no field foo, so this is left out
    wc > 500 and a  ->  a
        wc > 500: this archive has nothing like wc, so this is left out
    bank***  ->  /bank.{0,3}/
    date from 16/04/2009 to 01/07/2009  ->  date:2009-04-16..2009-07-01
    date after the war  ->  "date after the war"
        date after: no date follows, so this is searched as words
    toyota/F50/ corolla  ->  toyota corolla
        /F50/: the first words of an article are not indexed separately, so this is left out
    peace term & deal  ->  "peace term" deal
        &: ‘&’ is read as AND
    president w /2 bush  ->  president PRE/2 bush
        w /2: ‘w /2’ is read as PRE/2; in quotes it is a word
    pd>20130101  ->  date:2013-01-02..
    a ns=b c  ->  a c
        ns=b: this archive has nothing like ns, so this is left out
    "#);
}

#[test]
fn signs_of_lucene_are_read() {
    insta::assert_snapshot!(told(Syntax::Lucene, &[
        "a AND title: b",
        "date:2016/11/08",
        "date:\"November 8, 2016\"",
        "date:>=2016-01-01",
        "date:[2016/01/01 TO 2016-12-31]",
        "date:{2016 TO *]",
        "date:2016\\-11\\-08",
        "date:[now-7d TO now]",
        "date:2016-*",
        "C\\+\\+",
        "roam~",
        "roaming~0.8",
        "roam~0.9",
        "*:* -sport",
        "a or b",
        "a&&b",
        "a near/5 b",
        "_exists_:title",
        "meta.title:x",
    ]), @r#"
    a AND title: b  ->  a title:b
    date:2016/11/08  ->  date:2016-11-08
    date:\"November 8, 2016\"  ->  date:2016-11-08
    date:>=2016-01-01  ->  date:2016-01-01..
    date:[2016/01/01 TO 2016-12-31]  ->  date:2016
    date:{2016 TO *]  ->  date:2017-01-01..
    date:2016\\-11\\-08  ->  date:2016-11-08
    date:[now-7d TO now]  ->  date:2025-04-18..2025-04-25
    date:2016-*  ->  date:2016
    C\\+\\+  ->  "C++"
        C\\+\\+: ‘\+\+’ is not searched, so this is read as ‘C’
    roam~  ->  roam~2
    roaming~0.8  ->  roaming~1
    roam~0.9  ->  =roam
    *:* -sport  ->  -sport
    a or b  ->  a OR "or" OR b
        or: ‘or’ is searched as a word; the operator is OR
    a&&b  ->  a b
    a near/5 b  ->  a OR "near/5" OR b
        near/5: ‘near/5’ is searched as a word; this syntax has a distance after a phrase only: "a b"~5
    _exists_:title  ->  "_exists_" title
        _exists_:: ‘_exists_’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    meta.title:x  ->  meta.title x
        meta.title:: ‘meta.title’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    "#);
}

#[test]
fn queries_of_proquest_are_read() {
    insta::assert_snapshot!(told(Syntax::Proquest, &[
        "ti(war) AND a N/5 b",
        "a P/3 b",
        "a NEAR b PRE c",
        "a OR b AND c NOT d",
        "ft(peace) and pd(20130101-20131231)",
        "pd(>20130101)",
        "ti,ab(war)",
        "su(economics) and war",
        "au(smith) and la(en) and pub(times)",
        "exact(\"white house\")",
        "white house",
        "la.exact(english) and nurs[*3]",
    ]), @r#"
    ti(war) AND a N/5 b  ->  title:war (a NEAR/5 b)
    a P/3 b  ->  a PRE/3 b
    a NEAR b PRE c  ->  (a NEAR/4 b) PRE/4 c
    a OR b AND c NOT d  ->  (a OR (b c)) -d
    ft(peace) and pd(20130101-20131231)  ->  body:peace date:2013
    pd(>20130101)  ->  date:2013-01-02..
    ti,ab(war)  ->  war
        ti,ab: several fields together are searched as headline and body
    su(economics) and war  ->  war
        su(economics): this archive has nothing like su, so this is left out
    au(smith) and la(en) and pub(times)  ->  byline:smith lang:en source:times
    exact(\"white house\")  ->  "white house"
        exact: forms of the words are searched too; in our own language ‘=’ before quotes searches the spelling
    white house  ->  white house
    la.exact(english) and nurs[*3]  ->  lang:en "nurs[*3]"
        nurs[*3]: only ( ) are brackets, so these signs are not searched
    "#);
}

#[test]
fn queries_of_westlaw_are_read() {
    insta::assert_snapshot!(told(Syntax::Westlaw, &[
        "truce ceasefire /5 crimea % sport",
        "ti(war) & \"white house\"",
        "negotiat! +3 peace /p talks",
        "a /s b & c but not d",
        "da(aft 01-01-2000) & a",
        "+s a",
    ]), @r#"
    truce ceasefire /5 crimea % sport  ->  ((truce OR ceasefire) NEAR/5 crimea) -sport
    ti(war) & \"white house\"  ->  title:war "white house"
    negotiat! +3 peace /p talks  ->  (negotiat* PRE/3 peace) NEAR/P talks
    a /s b & c but not d  ->  (a NEAR/S b) c -d
    da(aft 01-01-2000) & a  ->  date:2000-01-02.. a
    +s a  ->  a
        +s: ‘+s’ has nothing to join on its left and is left out; in quotes it is a word
    "#);
}

#[test]
fn queries_of_dtsearch_are_read() {
    insta::assert_snapshot!(told(Syntax::Dtsearch, &[
        "peace talks w/5 geneva and not sport",
        "a pre/3 b or c",
        "a not w/5 b",
        "(name contains smith) and war",
        "ba%nana or appl~",
    ]), @r#"
    peace talks w/5 geneva and not sport  ->  ("peace talks" NEAR/5 geneva) -sport
    a pre/3 b or c  ->  (a PRE/3 b) OR c
    a not w/5 b  ->  a NOT NEAR/5 b
    (name contains smith) and war  ->  "name contains smith" war
        contains: ‘contains’ is searched as a word; write the field before its value, as in title(war)
    ba%nana or appl~  ->  "ba%nana" OR "appl\~"
        ba%nana: ‘%’ is not searched
        appl~: ‘~’ is not searched
    "#);
}
