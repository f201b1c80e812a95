//! Every warning as it is shown.

use super::*;

#[test]
fn dates_that_cannot_be_read_are_told() {
    insta::assert_snapshot!(show(&[
        "a date:2025-13",
        "a date:2025-02-30",
        "a date:April",
        "a date:..",
        "date:2025-05..2025-04 a",
        "date:2025-05...2025-06",
        "date:25-04-01",
        "date:2025-04-01-02",
        "after:none",
        "before:2025-04..2025-05",
        "before:0000",
        "date:²²²²",
        "date:(2025 OR soon)",
    ]), @r#"
    a date:2025-13  ->  a date:never
        a date:2025-13
               ^^^^^^^
        ‘2025-13’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a date:2025-02-30  ->  a date:never
        a date:2025-02-30
               ^^^^^^^^^^
        ‘2025-02-30’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a date:April  ->  a date:never
        a date:April
               ^^^^^
        ‘April’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    a date:..  ->  a date:never
        a date:..
               ^^
        ‘..’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    date:2025-05..2025-04 a  ->  date:never a
        date:2025-05..2025-04 a
             ^^^^^^^^^^^^^^^^
        2025-05..2025-04 ends before it begins, so it finds nothing; write the earlier day first
    date:2025-05...2025-06  ->  date:2025-05-01..2025-06-30
    date:25-04-01  ->  date:never
        date:25-04-01
             ^^^^^^^^
        ‘25-04-01’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    date:2025-04-01-02  ->  date:never
        date:2025-04-01-02
             ^^^^^^^^^^^^^
        ‘2025-04-01-02’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    after:none  ->  date:never
        after:none
              ^^^^
        ‘none’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, today, yesterday, or this- or last- with week, month or year
    before:2025-04..2025-05  ->  date:never
        before:2025-04..2025-05
               ^^^^^^^^^^^^^^^^
        ‘2025-04..2025-05’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, today, yesterday, or this- or last- with week, month or year
    before:0000  ->  date:never
        before:0000
               ^^^^
        no day before 0000 can be written, so this finds nothing
    date:²²²²  ->  date:never
        date:²²²²
             ^^^^
        ‘²²²²’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    date:(2025 OR soon)  ->  date:2025 OR date:never
        date:(2025 OR soon)
                      ^^^^
        ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    "#);
}

#[test]
fn operators_without_operands_are_told() {
    insta::assert_snapshot!(show(&[
        "AND",
        "a AND",
        "AND a",
        "a AND AND b",
        "a AND OR b",
        "OR a",
        "a OR",
        "a OR OR b",
        "(a OR) b",
        "a NOT",
        "a OR NOT",
        "a NOT AND b",
        "a NOT NOT",
        "(-) a",
        "a - b",
        "a -- b",
        "NEAR/5 a",
        "a NEAR/5",
        "a NEAR/5 NOT b",
        "NOT NEAR/5 b",
        "ATLEAST3",
        "a OR date:soon",
    ]), @r#"
    AND  ->  
        AND
        ^^^
        ‘AND’ has nothing to join on its left and is left out; in quotes it is a word
    a AND  ->  a
        a AND
          ^^^
        ‘AND’ has nothing to join on its right and is left out; in quotes it is a word
    AND a  ->  a
        AND a
        ^^^
        ‘AND’ has nothing to join on its left and is left out; in quotes it is a word
    a AND AND b  ->  a b
        a AND AND b
          ^^^
        ‘AND’ has nothing to join on its right and is left out; in quotes it is a word
    a AND OR b  ->  a OR b
        a AND OR b
          ^^^
        ‘AND’ has nothing to join on its right and is left out; in quotes it is a word
    OR a  ->  a
        OR a
        ^^
        ‘OR’ has nothing to join on its left and is left out; in quotes it is a word
    a OR  ->  a
        a OR
          ^^
        ‘OR’ has nothing to join on its right and is left out; in quotes it is a word
    a OR OR b  ->  a OR b
        a OR OR b
          ^^
        ‘OR’ has nothing to join on its right and is left out; in quotes it is a word
    (a OR) b  ->  a b
        (a OR) b
           ^^
        ‘OR’ has nothing to join on its right and is left out; in quotes it is a word
    a NOT  ->  a
        a NOT
          ^^^
        ‘NOT’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    a OR NOT  ->  a
        a OR NOT
             ^^^
        ‘NOT’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    a NOT AND b  ->  a b
        a NOT AND b
          ^^^
        ‘NOT’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    a NOT NOT  ->  a
        a NOT NOT
          ^^^^^^^
        ‘NOT NOT’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    (-) a  ->  a
        (-) a
         ^
        ‘-’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    a - b  ->  a b
        a - b
          ^
        ‘-’ has no letter or digit to search for and is left out; to leave articles out, write - directly before a word
    a -- b  ->  a b
        a -- b
          ^^
        ‘--’ has no letter or digit to search for and is left out
    NEAR/5 a  ->  a
        NEAR/5 a
        ^^^^^^
        ‘NEAR/5’ has nothing to join on its left and is left out; in quotes it is a word
    a NEAR/5  ->  a
        a NEAR/5
          ^^^^^^
        ‘NEAR/5’ has nothing to join on its right and is left out; in quotes it is a word
    a NEAR/5 NOT b  ->  a NOT NEAR/5 b
    NOT NEAR/5 b  ->  b
        NOT NEAR/5 b
        ^^^
        ‘NOT’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
        NOT NEAR/5 b
            ^^^^^^
        ‘NEAR/5’ has nothing to join on its left and is left out; in quotes it is a word
    ATLEAST3  ->  
        ATLEAST3
        ^^^^^^^^
        ‘ATLEAST3’ has nothing after it and is left out; it stands before a word, a phrase, a field or a group
    a OR date:soon  ->  a OR date:never
        a OR date:soon
                  ^^^^
        ‘soon’ is not a valid date, so it finds nothing; write 2025, 2025-04, 2025-04-25, a range (2025-04-01..2025-04-25, 2025-04.., ..2024), none, today, yesterday, or this- or last- with week, month or year
    "#);
}

#[test]
fn quotes_brackets_and_fields_left_open_or_empty_are_told() {
    insta::assert_snapshot!(show(&[
        "a \"peace deal",
        "a \"",
        "a \"\" b",
        "“peace deal",
        "title:\"peace",
        "(a OR b",
        "((a OR (b",
        "a) b",
        "a))) b)",
        "a () b",
        "a (()) b",
        "title:() a",
        "title: peace",
        "title:",
        "title:)",
        "(title:) a",
        "title:-body:x",
        "person: putin",
        "date: 2025",
        "title:=",
        "a & b | c && d + = ! 😀 …",
    ]), @r#"
    a "peace deal  ->  a "peace deal"
        a "peace deal
          ^
        this quote is not closed and is read to the end; write a second quote where the phrase ends
    a "  ->  a
        a "
          ^
        there is no word in these quotes, so they are left out
    a "" b  ->  a b
        a "" b
          ^^
        there is no word in these quotes, so they are left out
    “peace deal  ->  "peace deal"
        “peace deal
        ^
        this quote is not closed and is read to the end; write a second quote where the phrase ends
    title:"peace  ->  title:peace
        title:"peace
              ^
        this quote is not closed and is read to the end; write a second quote where the phrase ends
    (a OR b  ->  a OR b
        (a OR b
        ^
        this bracket is not closed and is read to the end; write ) where the group ends
    ((a OR (b  ->  a OR b
        ((a OR (b
        ^^
        this bracket is not closed and is read to the end; write ) where the group ends
        ((a OR (b
               ^
        this bracket is not closed and is read to the end; write ) where the group ends
    a) b  ->  a b
        a) b
         ^
        there is no open bracket to close here, so this is left out
    a))) b)  ->  a b
        a))) b)
         ^^^
        there is no open bracket to close here, so this is left out
        a))) b)
              ^
        there is no open bracket to close here, so this is left out
    a () b  ->  a b
        a () b
          ^^
        there is nothing in these brackets, so they are left out
    a (()) b  ->  a b
        a (()) b
           ^^
        there is nothing in these brackets, so they are left out
    title:() a  ->  a
        title:() a
              ^^
        there is nothing in these brackets, so they are left out
    title: peace  ->  title:peace
        title: peace
        ^^^^^^
        ‘title:’ is read as title: before what follows; in quotes it is a word
    title:  ->  
        title:
        ^^^^^^
        title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
    title:)  ->  
        title:)
        ^^^^^^
        title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
        title:)
              ^
        there is no open bracket to close here, so this is left out
    (title:) a  ->  a
        (title:) a
         ^^^^^^
        title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
    title:-body:x  ->  -body:x
        title:-body:x
        ^^^^^^
        title: has no value and is left out; write one directly after it, as in title:ceasefire or title:"peace deal"
    person: putin  ->  person:putin
        person: putin
        ^^^^^^^
        ‘person:’ is read as person: before what follows; in quotes it is a word
    date: 2025  ->  date:2025
        date: 2025
        ^^^^^
        ‘date:’ is read as date: before what follows; in quotes it is a word
    title:=  ->  
        title:=
              ^
        ‘=’ has no letter or digit to search for and is left out; to search one spelling, write = directly before a word or a quote
    a & b | c && d + = ! 😀 …  ->  (a b) OR (c d)
        a & b | c && d + = ! 😀 …
          ^
        ‘&’ is read as AND
        a & b | c && d + = ! 😀 …
              ^
        ‘|’ is read as OR
        a & b | c && d + = ! 😀 …
                  ^^
        ‘&&’ is read as AND
        a & b | c && d + = ! 😀 …
                       ^
        ‘+’ has no letter or digit to search for and is left out; words that follow each other are all required
        a & b | c && d + = ! 😀 …
                         ^
        ‘=’ has no letter or digit to search for and is left out; to search one spelling, write = directly before a word or a quote
        a & b | c && d + = ! 😀 …
                           ^
        ‘!’ has no letter or digit to search for and is left out; to leave articles out, write - directly before a word
        a & b | c && d + = ! 😀 …
                             ^^
        ‘😀’ has no letter or digit to search for and is left out
        a & b | c && d + = ! 😀 …
                                ^
        ‘…’ has no letter or digit to search for and is left out
    "#);
}

#[test]
fn fields_that_are_none_or_out_of_place_are_told() {
    insta::assert_snapshot!(show(&[
        "foo:bar",
        "-foo:bar",
        "foo:\"b c\"",
        "foo:(b OR c)",
        "title:foo:bar",
        "foo:title:bar",
        "title:(body:x y)",
        "title:body:x",
        "person:(title:x OR putin)",
        "source:(date:2025 x)",
        "person:=Putin person:=\"Putin\"",
    ]), @r#"
    foo:bar  ->  foo bar
        foo:bar
        ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    -foo:bar  ->  -(foo bar)
        -foo:bar
         ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    foo:"b c"  ->  foo "b c"
        foo:"b c"
        ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    foo:(b OR c)  ->  foo (b OR c)
        foo:(b OR c)
        ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    title:foo:bar  ->  title:foo title:bar
        title:foo:bar
              ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    foo:title:bar  ->  foo title:bar
        foo:title:bar
        ^^^^
        ‘foo’ is not a field, so it is searched as a word; the fields are title, body, byline, source, section, lang, url, person, org, place, date, after, before
    title:(body:x y)  ->  title:(body:x y)
        title:(body:x y)
               ^^^^^
        body: inside another field stands for itself; write it after that field, not in it
    title:body:x  ->  body:x
        title:body:x
              ^^^^^
        body: inside another field stands for itself; write it after that field, not in it
    person:(title:x OR putin)  ->  title:x OR person:putin
        person:(title:x OR putin)
                ^^^^^^
        title: inside another field stands for itself; write it after that field, not in it
    source:(date:2025 x)  ->  source:(date:2025 x)
        source:(date:2025 x)
                ^^^^^
        date: inside another field stands for itself; write it after that field, not in it
    person:=Putin person:="Putin"  ->  person:Putin person:Putin
        person:=Putin person:="Putin"
               ^
        = means nothing before a name and is left out; a whole name in quotes means that name alone
        person:=Putin person:="Putin"
                             ^
        = means nothing before a name and is left out; a whole name in quotes means that name alone
    "#);
}

#[test]
fn what_cannot_be_searched_is_told() {
    insta::assert_snapshot!(show(&[
        "a NEAR b",
        "a NEAR/ b",
        "a NEAR/x b PRE/ c",
        "a NEAR/0 b",
        "a NEAR/99999999999 b ATLEAST5000 c ATLEAST0 d",
        "a NEAR/5 (b date:2025)",
        "a NEAR/5 date:2025 c",
        "a NOT NEAR/5 date:2025",
        "a NEAR/5 (b OR date:2025)",
        "a NEAR/5 (b OR -c)",
        "(-a) PRE/5 b",
        "lang:en W/S a lang:(en NEAR/3 fr)",
        "a NEAR/5 (ATLEAST3 b)",
        "a NEAR/5 ATLEAST3 b",
        "ATLEAST3 NOT a",
        "ATLEAST3 date:2025",
        "* a",
        "==Bank* bank*~1 ==bank~1",
        "zelensky~3",
        "/colou(r/ a",
        "/a\\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/",
        "title:/a.c/ person:/a.c/",
        "lang:e* person:put* person:put~1",
        "/usr/bin and/or /x",
        "person:\"a b\"~5 \"a\"~3 \"a b\"~2000",
    ]), @r#"
    a NEAR b  ->  a NEAR/10 b
        a NEAR b
          ^^^^
        ‘NEAR’ needs a number, as in NEAR/5, and is read as NEAR/10
    a NEAR/ b  ->  a NEAR/10 b
        a NEAR/ b
          ^^^^^
        ‘NEAR/’ needs a number, as in NEAR/5, and is read as NEAR/10
    a NEAR/x b PRE/ c  ->  (a NEAR/10 b) PRE/10 c
        a NEAR/x b PRE/ c
          ^^^^^^
        ‘NEAR/x’ needs a number, as in NEAR/5, and is read as NEAR/10
        a NEAR/x b PRE/ c
                   ^^^^
        ‘PRE/’ needs a number, as in PRE/5, and is read as PRE/10
    a NEAR/0 b  ->  a NEAR/1 b
        a NEAR/0 b
          ^^^^^^
        ‘NEAR/0’: the smallest number is 1, which is used
    a NEAR/99999999999 b ATLEAST5000 c ATLEAST0 d  ->  (a NEAR/1000 b) (ATLEAST1000 c) d
        a NEAR/99999999999 b ATLEAST5000 c ATLEAST0 d
          ^^^^^^^^^^^^^^^^
        ‘NEAR/99999999999’: the largest number is 1000, which is used
        a NEAR/99999999999 b ATLEAST5000 c ATLEAST0 d
                             ^^^^^^^^^^^
        ‘ATLEAST5000’: the largest number is 1000, which is used
        a NEAR/99999999999 b ATLEAST5000 c ATLEAST0 d
                                           ^^^^^^^^
        ‘ATLEAST0’: the smallest number is 1, which is used
    a NEAR/5 (b date:2025)  ->  (a NEAR/5 b) date:2025
        a NEAR/5 (b date:2025)
          ^^^^^^
        ‘NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
    a NEAR/5 date:2025 c  ->  a date:2025 c
        a NEAR/5 date:2025 c
          ^^^^^^
        ‘NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
    a NOT NEAR/5 date:2025  ->  a -date:2025
        a NOT NEAR/5 date:2025
          ^^^^^^^^^^
        ‘NOT NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
    a NEAR/5 (b OR date:2025)  ->  a NEAR/5 b
        a NEAR/5 (b OR date:2025)
          ^^^^^^
        ‘NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so those under an OR are left out; write them outside
    a NEAR/5 (b OR -c)  ->  a NEAR/5 b
        a NEAR/5 (b OR -c)
          ^^^^^^
        ‘NEAR/5’ needs positions in the text; dates, lang: and a bare NOT have none, so those under an OR are left out; write them outside
    (-a) PRE/5 b  ->  b -a
        (-a) PRE/5 b
             ^^^^^
        ‘PRE/5’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
    lang:en W/S a lang:(en NEAR/3 fr)  ->  a lang:en lang:(en fr)
        lang:en W/S a lang:(en NEAR/3 fr)
                ^^^
        ‘W/S’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
        lang:en W/S a lang:(en NEAR/3 fr)
                               ^^^^^^
        a language has no position in the text, so this is read as AND
    a NEAR/5 (ATLEAST3 b)  ->  a NEAR/5 (ATLEAST3 b)
    a NEAR/5 ATLEAST3 b  ->  a NEAR/5 b
        a NEAR/5 ATLEAST3 b
                 ^^^^^^^^
        ATLEAST binds less tightly than proximity, so it is left out here; write it in brackets: a NEAR/5 (ATLEAST3 b)
    ATLEAST3 NOT a  ->  -a
        ATLEAST3 NOT a
        ^^^^^^^^
        ‘ATLEAST3’ counts positions in the text, which NOT does not have, so it is left out; write NOT before it
    ATLEAST3 date:2025  ->  date:2025
        ATLEAST3 date:2025
        ^^^^^^^^
        ‘ATLEAST3’ counts positions in the text, and this has none, so it is left out
    * a  ->  a
        * a
        ^
        ‘*’ has no letter or digit to search for and is left out; inside a phrase in quotes it stands for any word
    ==Bank* bank*~1 ==bank~1  ->  Bank* bank* bank~1
        ==Bank* bank*~1 ==bank~1
        ^^^^^^^
        == cannot be combined with a wildcard and is left out
        ==Bank* bank*~1 ==bank~1
                ^^^^^^^
        ~ cannot be combined with a wildcard and is left out
        ==Bank* bank*~1 ==bank~1
                        ^^^^^^^^
        == cannot be combined with ~ and is left out
    zelensky~3  ->  zelensky~2
        zelensky~3
        ^^^^^^^^^^
        a word may differ by 1 or 2 letters, so ~3 is read as ~2
    /colou(r/ a  ->  a
        /colou(r/ a
              ^
        this regular expression is left out: unclosed group
    /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/  ->  /Zel.*/
        /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/
        ^^^^^^
        this regular expression is left out: it is about a whole word, so ^, $ and \b mean nothing in it
        /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/
               ^^^^^
        this regular expression is left out: write * for *? and + for +?
        /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/
                     ^^^^^^^
        words are searched in small letters and without accents, so capitals here find nothing
        /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/
                             ^^^^^^^^^
        this regular expression is left out: it repeats too much
        /a\bb/ /a*?/ /Zel.*/ /a{5000}/ /()/
                                       ^^^^
        this regular expression is left out: it matches no word
    title:/a.c/ person:/a.c/  ->  title:(/a.c/)
        title:/a.c/ person:/a.c/
                           ^^^^^
        a regular expression is about words of a text, so this one is left out
    lang:e* person:put* person:put~1  ->  lang:e person:put person:put
        lang:e* person:put* person:put~1
             ^^
        wildcards and fuzzy words are not searched in lang:, so this is read as ‘e’
        lang:e* person:put* person:put~1
             ^^
        ‘e’ is not a known language, so no article matches; write a code or a name, as in lang:pl or lang:polish
        lang:e* person:put* person:put~1
                       ^^^^
        wildcards and fuzzy words are not searched in names, so this is read as ‘put’
        lang:e* person:put* person:put~1
                                   ^^^^^
        wildcards and fuzzy words are not searched in names, so this is read as ‘put’
    /usr/bin and/or /x  ->  "/usr/bin" OR "/x"
        /usr/bin and/or /x
                 ^^^^^^
        ‘and/or’ is read as OR; in quotes it is a word
    person:"a b"~5 "a"~3 "a b"~2000  ->  person:"a b" a (a NEAR/1000 b)
        person:"a b"~5 "a"~3 "a b"~2000
                    ^^
        a distance means nothing here and is left out; it stands after a phrase
        person:"a b"~5 "a"~3 "a b"~2000
                          ^^
        a distance needs several words, so it is left out
        person:"a b"~5 "a"~3 "a b"~2000
                                  ^^^^^
        the largest distance is 1000, which is used
    "#);
}

#[test]
fn languages_that_are_not_known_are_told() {
    insta::assert_snapshot!(show(&["truce lang:klingonish", "lang:(en OR \"ancient elvish\")"]), @r#"
    truce lang:klingonish  ->  truce lang:klingonish
        truce lang:klingonish
                   ^^^^^^^^^^
        ‘klingonish’ is not a known language, so no article matches; write a code or a name, as in lang:pl or lang:polish
    lang:(en OR "ancient elvish")  ->  lang:(en OR "ancient elvish")
        lang:(en OR "ancient elvish")
                     ^^^^^^^^^^^^^^
        ‘ancient elvish’ is not a known language, so no article matches; write a code or a name, as in lang:pl or lang:polish
    "#);
}

#[test]
fn a_count_of_mentions_holds_nothing_without_a_place() {
    insta::assert_snapshot!(show(&["ATLEAST3 (a date:2025)", "ATLEAST3 (a OR date:2025)", "ATLEAST3 (a -b)"]), @r#"
    ATLEAST3 (a date:2025)  ->  (ATLEAST3 a) date:2025
        ATLEAST3 (a date:2025)
        ^^^^^^^^
        ‘ATLEAST3’ needs positions in the text; dates, lang: and a bare NOT have none, so they apply to the whole article
    ATLEAST3 (a OR date:2025)  ->  ATLEAST3 a
        ATLEAST3 (a OR date:2025)
        ^^^^^^^^
        ‘ATLEAST3’ needs positions in the text; dates, lang: and a bare NOT have none, so those under an OR are left out; write them outside
    ATLEAST3 (a -b)  ->  ATLEAST3 (a -b)
    "#);
}

#[test]
fn render_counts_columns_and_is_safe() {
    let show = |text: &str| render(text, &read(text).warnings[0]);
    insta::assert_snapshot!(show("平和 \t\"a\u{1b}[31m\n\u{202e}b"), @r#"
    平和  "a�[31m �b
          ^
    this quote is not closed and is read to the end; write a second quote where the phrase ends
    "#);
    insta::assert_snapshot!(show(&format!("{} person:wom?n {}", "a ".repeat(500), "b ".repeat(500))), @r##"
    …a a a a a a a a a a a a a a a a  person:wom?n b b b b b b b b b b b b b b b b b b b b…
                                             ^^^^^
    wildcards and fuzzy words are not searched in names, so this is read as ‘womn’
    "##);
    insta::assert_snapshot!(show(&format!("person:{}?", "x".repeat(500))), @r##"
    person:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    wildcards and fuzzy words are not searched in names, so this is read as ‘xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…’
    "##);
    let outside = Warning { at: 1..900, message: "m".to_string() };
    insta::assert_snapshot!(render("é", &outside), @r#"
    é
    ^
    m
    "#);
}

#[test]
fn many_warnings_are_counted() {
    let parsed = read(&"a~5 ".repeat(1000));
    assert_eq!(parsed.warnings.len(), 51);
    insta::assert_snapshot!(parsed.warnings[50].message, @r#"950 more places are not read as written; put text to be searched as it stands in quotes"#);
}

#[test]
fn deep_brackets_are_left_out() {
    let text = format!("{}a OR b{} c", "(x ".repeat(300), ")".repeat(300));
    let parsed = read(&text);
    assert_eq!(parsed.warnings.len(), 1);
    insta::assert_snapshot!(render(&text, &parsed.warnings[0]), @r##"
    … (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x (x…
                                             ^
    brackets nest at most 100 deep; deeper ones are left out
    "##);
    let printed = parsed.query.to_string();
    assert_eq!(printed.matches('x').count(), 300);
    assert!(printed.ends_with(") c"), "the brackets that are left close where they should");
}
