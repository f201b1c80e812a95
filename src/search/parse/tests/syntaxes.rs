//! Queries as librarians publish them, in each syntax, and what they are read as.

use super::*;

#[test]
fn names_are_told_apart() {
    assert_eq!(
        Syntax::ALL.map(Syntax::as_str),
        ["morgue", "nexis", "factiva", "lucene", "proquest", "westlaw", "dtsearch"]
    );
    assert_eq!(Syntax::default(), Syntax::Morgue);
}

#[test]
fn our_own_queries_are_read() {
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
    ]), @r#"
    ceasefire NEAR/9 (crimea donbas) date:2025-04  ->  (ceasefire NEAR/9 (crimea donbas)) date:2025-04
    (truce OR cease-fire) W/S crimea -sport  ->  ((truce OR cease-fire) NEAR/S crimea) -sport
    a NEAR/5 b NEAR/9 c  ->  (a NEAR/5 b) NEAR/9 c
    a NEAR/5 (b NEAR/9 c)  ->  a NEAR/5 (b NEAR/9 c)
    a OR b NEAR/5 c d  ->  a OR ((b NEAR/5 c) d)
    NOT a PRE/5 b  ->  -(a PRE/5 b)
    a NOT NEAR/5 b c  ->  (a NOT NEAR/5 b) c
    a NEAR/5 -b  ->  a NOT NEAR/5 b
    a NEAR/5 NOT b  ->  a NOT NEAR/5 b
    a NEAR/5 (b -c)  ->  a NEAR/5 (b -c)
    a NEAR/5 (-b -c)  ->  a NOT NEAR/5 (b OR c)
    (-b) NEAR/5 a  ->  a NOT NEAR/5 b
    a NOT W/S (-b)  ->  a NEAR/S b
    person:putin W/S org:nato  ->  person:putin NEAR/S org:nato
    "peace deal" W/P (negotiat* OR title:talks)  ->  "peace deal" NEAR/P (negotiat* OR title:talks)
    a near/5 b w/3 c pre/s d W/P e  ->  (((a NEAR/5 b) NEAR/3 c) PRE/S d) NEAR/P e
    a /5 b /s c near5 d adj3 e  ->  (((a NEAR/5 b) NEAR/S c) NEAR/5 d) PRE/3 e
    a ADJ b ADJ/3 c PRE/P d NOT PRE/5 e  ->  (((a PRE/1 b) PRE/3 c) PRE/P d) NOT PRE/5 e
    ATLEAST3 crimea  ->  ATLEAST3 crimea
    ATLEAST3(a OR b) -ATLEAST2 c  ->  (ATLEAST3 (a OR b)) -(ATLEAST2 c)
    atleast3(a b) atleast3 c  ->  (ATLEAST3 (a b)) atleast3 c
        atleast3(a b) atleast3 c
                      ^^^^^^^^
        ‘atleast3’ is searched as a word; the operator is ATLEAST3
    ATLEAST3 a NEAR/5 b  ->  ATLEAST3 (a NEAR/5 b)
    hd=crimea hd=(peace OR truce) headline(peace) byline(jane smith)  ->  title:crimea title:(peace OR truce) title:peace byline:(jane smith)
    adj near same pre w/o and/or nearby near/far W/O headline (peace)  ->  (adj near same pre "w/o") OR (nearby "near/far" "W/O" headline peace)
        adj near same pre w/o and/or nearby near/far W/O…
            ^^^^
        ‘near’ is searched as a word; the operator is NEAR/5
        adj near same pre w/o and/or nearby near/far W/O headline (peace)
                              ^^^^^^
        ‘and/or’ is read as OR; in quotes it is a word
    negotiat* wom?n *gate "peace negotiat*" "from * to" "a \* b"  ->  negotiat* wom?n *gate "peace negotiat*" "from * to" "a \* b"
    zelensky~1 putin~ merkel~2 =Banks ==Banks banks~0  ->  zelensky~1 putin~1 merkel~2 =Banks ==Banks =banks
    ="peace deal" =="Peace Deal" "==Peace deal"  ->  "=peace =deal" "==Peace ==Deal" "==Peace deal"
    /colou?r/ (/a(b|c)/ OR /a\/b/) /^x$/  ->  /colou?r/ (/a(b|c)/ OR /a\/b/) /x/
    "a b"~5 "a b c"~3 "a b"~0  ->  (a NEAR/5 b) ((a NEAR/3 b) NEAR/3 c) "a b"
    source:reuter* url:example.com/*?x=1 byline:smit~1  ->  source:reuter* url:"example.com/*\?x=1" byline:smit~1
    title:(a NEAR/5 b) title:a NEAR/5 title:b  ->  title:(a NEAR/5 b) (title:a NEAR/5 title:b)
    "near5" near AND "NEAR" "ATLEAST3"  ->  "near5" near "NEAR" "ATLEAST3"
    "#);
}

#[test]
fn queries_of_nexis_are_read() {
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
    ]), @r#"
    bankrupt! w/25 discharg! and not student or college or education! w/5 (loan and scholarship)  ->  (bankrupt* NEAR/25 discharg*) -((student OR college OR education*) NEAR/5 (loan scholarship))
    school W/25 liab! AND rugby OR football OR game W/10 injur!  ->  (school NEAR/25 liab*) ((rugby OR football OR game) NEAR/10 injur*)
    hlead(climate change) and atleast5(emission!) and not opinion  ->  "climate change" (ATLEAST5 emission*) -opinion
        hlead(climate change) and atleast5(emission!)…
        ^^^^^
        the first paragraphs are not indexed separately, so headline and body are searched
    headline(ceasefire or truce) w/s crimea  ->  title:(ceasefire OR truce) NEAR/S crimea
    southwest pre/2 air or airline  ->  southwest PRE/2 (air OR airline)
    rico not w/5 puerto  ->  rico NOT NEAR/5 puerto
    wom*n and bank* and organi?ation  ->  wom?n bank* organi?ation
    "peace negotiat!" /10 crimea /s donbas +3 kherson  ->  ("peace negotiat*" NEAR/10 crimea) NEAR/S (donbas PRE/3 kherson)
    allcaps(aids) and caps(turkey) or nocaps(china)  ->  ==AIDS (==Turkey OR ==china)
    plural(job)  ->  job
        plural(job)
        ^^^^^^
        singular and plural are not distinguished, so both are searched
    byline(jane smith) and publication(new york times) and language(english)  ->  byline:"jane smith" source:"new york times" lang:en
    person(vladimir putin) and company(gazprom) and geographic(crimea)  ->  person:"vladimir putin" org:gazprom place:crimea
    crimea and date(geq (1/13/2025) and leq (3/31/2025))  ->  crimea date:2025-01-13..2025-03-31
    crimea and date aft 1/2/2025  ->  crimea date:2025-01-03..
        crimea and date aft 1/2/2025
                   ^^^^^^^^^^^^^^^^^
        days are read with the month first; write --day-first or 2025-01-31 to be sure
    crimea and date is 2025 and date bef march 2025  ->  crimea date:2025 date:..2025-02-28
    crimea and date = 1/15/2025 and date > 2024  ->  crimea date:2025-01-15 date:2025-01-01..
    term(elections) and subject(politics 90plus) and election  ->  election
        term(elections) and subject(politics 90plus) and electi…
        ^^^^^^^^^^^^^^^
        this archive has nothing like term, so this is left out
        term(elections) and subject(politics 90plus) and election
                            ^^^^^^^^^^^^^^^^^^^^^^^^
        this archive has nothing like subject, so this is left out
    length(>500) and peace  ->  peace
        length(>500) and peace
        ^^^^^^^^^^^^
        this archive has nothing like length, so this is left out
    peace w/seg talks but not sport  ->  peace talks -sport
        peace w/seg talks but not sport
              ^^^^^
        ‘w/seg’ is read as AND: both sides may stand anywhere in the article
    not sport  ->  -sport
    cease fire and Dateline london  ->  "cease fire" "Dateline london"
    a w/p b w/5 c  ->  a NEAR/P (b NEAR/5 c)
    PERSON (putin) AND Talks  ->  person:putin Talks
    "#);
}

#[test]
fn a_language_is_read_by_any_of_its_codes_and_names() {
    for (syntax, texts) in [
        (
            Syntax::Morgue,
            &["lang:pl", "lang:pol", "lang:polish", "lang:Polski", "lang:pl-PL", "lang:\"pol\""][..],
        ),
        (Syntax::Nexis, &["language(polish)", "language(pol)"]),
        (Syntax::Factiva, &["la=pl", "la=polish", "la=pol"]),
        (Syntax::Lucene, &["language:polish", "lang:\"polski\""]),
    ] {
        for text in texts {
            let parsed = parse_syntax(text, TODAY, syntax);
            assert_eq!(
                (parsed.query.to_string(), parsed.warnings),
                ("lang:pl".to_owned(), Vec::new()),
                "{text}"
            );
        }
    }
    check("lang:\"simplified Chinese\"", field(Field::Lang, word("zh")));
    check("lang:und", field(Field::Lang, word("und")));
}

#[test]
fn queries_of_factiva_are_read() {
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
    ]), @r#"
    carrefour near5 retail sales  ->  carrefour NEAR/5 "retail sales"
    world cup adj5 rugby  ->  "world cup" PRE/5 rugby
    president w/2 bush  ->  president PRE/2 bush
    vodafone same telecommunications  ->  vodafone NEAR/P telecommunications
    atleast5 microsoft and atleast10 winter games  ->  (ATLEAST5 microsoft) (ATLEAST10 "winter games")
    boeing 747/N30/british airways  ->  "boeing 747" NEAR/30 "british airways"
    toyota/F50/  ->  toyota
        toyota/F50/
              ^^^^^
        the first words of an article are not indexed separately, so this is left out
    hd=(ukrain* or russia*) and hlp=ceasefire not sport  ->  title:(ukrain* OR russia*) ceasefire -sport
        hd=(ukrain* or russia*) and hlp=ceasefire not sport
                                    ^^^^
        the first paragraphs are not indexed separately, so headline and body are searched
    technology spending and canada  ->  "technology spending" canada
    by=jane smith and sn=(financial times) and rst=(nytf or wsj) and la=en  ->  byline:"jane smith" source:"financial times" lang:en
        …jane smith and sn=(financial times) and rst=(nytf or wsj) and la=en
                                                 ^^^^^^^^^^^^^^^^^
        this archive has nothing like rst, so this is left out
    engineer$3 and cat?  ->  engineer* "cat?"
        engineer$3 and cat?
        ^^^^^^^^^^
        the number of letters after $ is not honoured; any ending is searched
    crimea and date from 20250101 to 20250301  ->  crimea date:2025-01-01..2025-03-01
    crimea and date after -30  ->  crimea date:2025-03-27..
    crimea and date from 01/01/2025 to 01/03/2025  ->  crimea date:2025-01-01..2025-01-03
        crimea and date from 01/01/2025 to 01/03/2025
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        days are read with the month first; write --day-first or 2025-01-31 to be sure
    "peas and carrots" and wc>500  ->  "peas and carrots"
        "peas and carrots" and wc>500
                               ^^^^^^
        this archive has nothing like wc, so this is left out
    ns=(gpol or gdip) and co=gazpro and election  ->  election
        ns=(gpol or gdip) and co=gazpro and election
        ^^^^^^^^^^^^^^^^^
        this archive has nothing like ns, so this is left out
        ns=(gpol or gdip) and co=gazpro and election
                              ^^^^^^^^^
        this archive has nothing like co, so this is left out
    re=ukrn  ->  
        re=ukrn
        ^^^^^^^
        this archive has nothing like re, so this is left out
    releases and [university or instruction, or courses]  ->  releases (university OR "instruction," OR courses)
    closing date and bids  ->  "closing date" bids
    la=(english or german) and pd=20250115  ->  lang:(en OR de) date:2025-01-15
    near and adj bank  ->  bank
        near and adj bank
        ^^^^
        ‘near’ has nothing to join on its left and is left out; in quotes it is a word
        near and adj bank
                 ^^^
        ‘adj’ has nothing to join on its left and is left out; in quotes it is a word
    "#);
}

#[test]
fn queries_of_lucene_are_read() {
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
    ]), @r#"
    peace deal  ->  peace OR deal
    +peace -sport crimea  ->  peace -sport
        +peace -sport crimea
                      ^^^^^^
        beside what has a +, a word without one changes only the order of the hits, so it is left out
    +peace +deal -sport  ->  peace deal -sport
    "jakarta apache" OR jakarta  ->  "jakarta apache" OR jakarta
    a AND b OR c AND NOT d  ->  (a b) OR (c -d)
    a && b || !c  ->  a b -c
    (jakarta OR apache) AND website  ->  (jakarta OR apache) website
    title:(+return +"pink panther") text:go  ->  title:(return "pink panther") OR body:go
    te?t test* roam~ roam~1 roam~0.8  ->  te?t OR test* OR roam~2 OR roam~1 OR =roam
    "jakarta apache"~10  ->  jakarta NEAR/10 apache
    /[mb]oat/  ->  /[mb]oat/
    date:[2025-01-01 TO 2025-03-31] AND peace  ->  date:2025-01-01..2025-03-31 peace
    date:{2025-01-01 TO *} date:[* TO 2024}  ->  date:2025-01-02.. OR date:..2023-12-31
    title:{Aida TO Carmen}  ->  
        title:{Aida TO Carmen}
        ^^^^^^^^^^^^^^^^^^^^^^
        only dates have ranges, so this is left out
    jakarta^4 apache "jakarta apache"^2 (a b)^3  ->  jakarta OR apache OR "jakarta apache" OR a OR b
        jakarta^4 apache "jakarta apache"^2 (a b)^3
               ^^
        weights are not available, so this one is left out
        jakarta^4 apache "jakarta apache"^2 (a b)^3
                                         ^^
        weights are not available, so this one is left out
        …akarta^4 apache "jakarta apache"^2 (a b)^3
                                                 ^^
        weights are not available, so this one is left out
    \(1\+1\)\:2 foo\ bar  ->  "(1+1):2" OR foo OR bar
    headline:peace author:smith  ->  title:peace OR byline:smith
    near/5 and or W/S  ->  "near/5" OR "and" OR "or" OR "W/S"
        near/5 and or W/S
                   ^^
        ‘or’ is searched as a word; the operator is OR
    NOT sport  ->  -sport
    "#);
}

#[track_caller]
fn show_syntax(syntax: Syntax, texts: &[&str]) -> String {
    show_by(texts, |text| parse_syntax(text, TODAY, syntax))
}
