//! Queries as librarians publish them, in each syntax, and what they are read as.

use super::*;

#[test]
fn names_are_told_apart() {
    assert_eq!(Syntax::ALL.map(Syntax::as_str), ["morgue", "nexis", "factiva", "lucene"]);
    assert_eq!(Syntax::default(), Syntax::Morgue);
}

#[test]
fn morgue() {
    insta::assert_snapshot!(show(&[
        "ceasefire NEAR/9 (crimea donbas) date:2025-04",
        "(truce OR cease-fire) W/S crimea -sport",
        "a NEAR/5 b NEAR/9 c",
        "a NEAR/5 (b NEAR/9 c)",
        "a OR b NEAR/5 c d",
        "NOT a PRE/5 b",
        "a NOT NEAR/5 b c",
        "a NEAR/5 -b",
        "a NEAR/5 NOT b",
        "a NEAR/5 (b -c)",
        "a NEAR/5 (-b -c)",
        "(-b) NEAR/5 a",
        "a NOT W/S (-b)",
        "person:putin W/S org:nato",
        "\"peace deal\" W/P (negotiat* OR title:talks)",
        "a near/5 b w/3 c pre/s d W/P e",
        "a /5 b /s c near5 d adj3 e",
        "a ADJ b ADJ/3 c PRE/P d NOT PRE/5 e",
        "ATLEAST3 crimea",
        "ATLEAST3(a OR b) -ATLEAST2 c",
        "atleast3(a b) atleast3 c",
        "ATLEAST3 a NEAR/5 b",
        "hd=crimea hd=(peace OR truce) headline(peace) byline(jane smith)",
        "adj near same pre w/o and/or nearby near/far W/O headline (peace)",
        "negotiat* wom?n *gate \"peace negotiat*\" \"from * to\" \"a \\* b\"",
        "zelensky~1 putin~ merkel~2 =Banks ==Banks banks~0",
        "=\"peace deal\" ==\"Peace Deal\" \"==Peace deal\"",
        "/colou?r/ (/a(b|c)/ OR /a\\/b/) /^x$/",
        "\"a b\"~5 \"a b c\"~3 \"a b\"~0",
        "source:reuter* url:example.com/*?x=1 byline:smit~1",
        "title:(a NEAR/5 b) title:a NEAR/5 title:b",
        "\"near5\" near AND \"NEAR\" \"ATLEAST3\"",
    ]), @"");
}

#[test]
fn nexis() {
    insta::assert_snapshot!(show_syntax(Syntax::Nexis, &[
        "bankrupt! w/25 discharg! and not student or college or education! w/5 (loan and scholarship)",
        "school W/25 liab! AND rugby OR football OR game W/10 injur!",
        "hlead(climate change) and atleast5(emission!) and not opinion",
        "headline(ceasefire or truce) w/s crimea",
        "southwest pre/2 air or airline",
        "rico not w/5 puerto",
        "wom*n and bank* and organi?ation",
        "\"peace negotiat!\" /10 crimea /s donbas +3 kherson",
        "allcaps(aids) and caps(turkey) or nocaps(china)",
        "plural(job)",
        "byline(jane smith) and publication(new york times) and language(english)",
        "person(vladimir putin) and company(gazprom) and geographic(crimea)",
        "crimea and date(geq (1/13/2025) and leq (3/31/2025))",
        "crimea and date aft 1/2/2025",
        "crimea and date is 2025 and date bef march 2025",
        "crimea and date = 1/15/2025 and date > 2024",
        "term(elections) and subject(politics 90plus) and election",
        "length(>500) and peace",
        "peace w/seg talks but not sport",
        "not sport",
        "cease fire and Dateline london",
        "a w/p b w/5 c",
        "PERSON (putin) AND Talks",
    ]), @"");
}

#[test]
fn factiva() {
    insta::assert_snapshot!(show_syntax(Syntax::Factiva, &[
        "carrefour near5 retail sales",
        "world cup adj5 rugby",
        "president w/2 bush",
        "vodafone same telecommunications",
        "atleast5 microsoft and atleast10 winter games",
        "boeing 747/N30/british airways",
        "toyota/F50/",
        "hd=(ukrain* or russia*) and hlp=ceasefire not sport",
        "technology spending and canada",
        "by=jane smith and sn=(financial times) and rst=(nytf or wsj) and la=en",
        "engineer$3 and cat?",
        "crimea and date from 20250101 to 20250301",
        "crimea and date after -30",
        "crimea and date from 01/01/2025 to 01/03/2025",
        "\"peas and carrots\" and wc>500",
        "ns=(gpol or gdip) and co=gazpro and election",
        "re=ukrn",
        "releases and [university or instruction, or courses]",
        "closing date and bids",
        "la=(english or german) and pd=20250115",
        "near and adj bank",
    ]), @"");
}

#[test]
fn lucene() {
    insta::assert_snapshot!(show_syntax(Syntax::Lucene, &[
        "peace deal",
        "+peace -sport crimea",
        "+peace +deal -sport",
        "\"jakarta apache\" OR jakarta",
        "a AND b OR c AND NOT d",
        "a && b || !c",
        "(jakarta OR apache) AND website",
        "title:(+return +\"pink panther\") text:go",
        "te?t test* roam~ roam~1 roam~0.8",
        "\"jakarta apache\"~10",
        "/[mb]oat/",
        "date:[2025-01-01 TO 2025-03-31] AND peace",
        "date:{2025-01-01 TO *} date:[* TO 2024}",
        "title:{Aida TO Carmen}",
        "jakarta^4 apache \"jakarta apache\"^2 (a b)^3",
        "\\(1\\+1\\)\\:2 foo\\ bar",
        "headline:peace author:smith",
        "near/5 and or W/S",
        "NOT sport",
    ]), @"");
}

#[track_caller]
fn show_syntax(syntax: Syntax, texts: &[&str]) -> String {
    show_by(texts, |text| parse_syntax(text, TODAY, syntax))
}
