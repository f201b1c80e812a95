//! What is found in short texts, written out whole.

use proptest::prelude::*;

use super::*;

fn article(title: &str, body: &str) -> Article {
    Article { title: title.into(), body: body.into(), language: Some("en".into()), ..Article::default() }
}

/// Mentions in order, the fuller name behind `=` where it differs.
fn rendered(annotated: &Annotated) -> String {
    let one = |m: &Mention| {
        let text = match m.field {
            MentionField::Title => &annotated.article.title,
            MentionField::Body => &annotated.article.body,
        };
        let kind = match m.kind {
            Kind::Person => "PER",
            Kind::Org => "ORG",
            Kind::Place => "LOC",
        };
        let written = &text[m.start as usize..m.end as usize];
        let name = &annotated.names[m.name as usize].text;
        if written == name { format!("{kind} {written}") } else { format!("{kind} {written} = {name}") }
    };
    let all: Vec<String> = annotated.mentions.iter().map(one).collect();
    all.join("; ")
}

#[track_caller]
pub(in crate::entities) fn check(body: &str, expected: &str) {
    check_titled("", body, expected);
}

#[track_caller]
pub(in crate::entities) fn check_titled(title: &str, body: &str, expected: &str) {
    let annotated = annotate(&Tagger::new(), article(title, body));
    assert_eq!(rendered(&annotated), expected);
}

#[test]
fn people_are_found_and_joined_to_their_full_names() {
    check(
        "Russian President Vladimir Putin met envoy Steve Witkoff. Witkoff mirrored Putin’s smile.",
        "PER Vladimir Putin; PER Steve Witkoff; PER Witkoff = Steve Witkoff; \
         PER Putin = Vladimir Putin",
    );
    check(
        "He asked Mr Okonjo-Baptiste and Sen. Tammy Duckworth on Monday.",
        "PER Okonjo-Baptiste; PER Tammy Duckworth",
    );
    check(
        "George W. Bush met Rik van der Berg, Abdel Fattah al-Sisi and Sinead O'Neill Jr in March.",
        "PER George W. Bush; PER Rik van der Berg; PER Abdel Fattah al-Sisi; PER Sinead O'Neill Jr",
    );
    check("They met Kim Jong-un there. Kim smiled.", "PER Kim Jong-un; PER Kim = Kim Jong-un");
    check("Bill and Hillary Clinton left.", "PER Bill = Bill Clinton; PER Hillary Clinton");
    check(
        "Jean Duval and Pierre Duval spoke. Later Mr Duval wept.",
        "PER Jean Duval; PER Pierre Duval; PER Duval = Pierre Duval",
    );
    check("“But Trump 2.0, I’m not so sure.”", "PER Trump");
    check(
        "Goals by Bakker, Visser and Smit. They sang in Washington, D.C., and Salcombe, Devon.",
        "PER Bakker; PER Visser; PER Smit; LOC Washington, D.C = Washington, D.C.; LOC Salcombe; LOC Devon",
    );
    // Only people are called Mr, whatever else bears the name.
    check(
        "The spokesman, Bob Wellington, of Torfaen, agreed. \"It is vital,\" said Mr Wellington.",
        "PER Bob Wellington; LOC Torfaen; PER Wellington = Bob Wellington",
    );
}

#[test]
fn organisations_are_found_and_joined_to_their_full_names() {
    check(
        "The European Central Bank (ECB) met. Then the ECB spoke.",
        "ORG European Central Bank; ORG ECB = European Central Bank; \
         ORG ECB = European Central Bank",
    );
    check(
        "The Department of Health and Human Services sued Zorbax Holdings Ltd. \
         He left Zorbax for the University of Leeds.",
        "ORG Department of Health and Human Services; ORG Zorbax Holdings Ltd; \
         ORG Zorbax = Zorbax Holdings Ltd; ORG University of Leeds",
    );
    check(
        "A Truth Social post, he told The Post, according to the Kyiv Independent.",
        "ORG Truth Social; ORG Post; ORG Kyiv Independent",
    );
    check("The ministry said the Board met. Its PC and TV cost a DVD.", "");
}

#[test]
fn places_are_found_in_all_their_forms() {
    check(
        "He flew from St Petersburg to Heathrow Airport, near Wokingly, then to the U.S. by plane.",
        "LOC St Petersburg; LOC Heathrow Airport; LOC Wokingly; LOC U.S = U.S.",
    );
    check(
        "The war in Bosnia and Herzegovina, and in Dar es Salaam, let us hope.",
        "LOC Bosnia and Herzegovina; LOC Dar es Salaam",
    );
}

#[test]
fn months_peoples_and_cups_are_no_names() {
    check("On Monday the French and the Catholics prayed. In April, Nothing Came.", "");
    check("The World Cup, the Kyoto Protocol and the Davis Cup. Film of the week.", "");
    check("Shr 12 cts vs 10. Net profit rose.", "");
}

#[test]
fn headlines_in_capitals_are_read_in_small_letters() {
    check_titled(
        "REAGAN SAYS QUELLIN TO STAY IN TOKYO",
        "President Reagan said Paul Quellin would stay in Japan.",
        "PER REAGAN = Reagan; PER QUELLIN = Paul Quellin; LOC TOKYO = Tokyo; \
         PER Reagan; PER Paul Quellin; LOC Japan",
    );
    check_titled("WORLD BANK LENDS MORE", "", "ORG WORLD BANK = World Bank");
    // Without a text below, known surnames stand where people do.
    check_titled("TREASURY'S BAKER SEES RATES FALLING", "", "ORG TREASURY; PER BAKER = Baker");
    check_titled("PRESIDENT REAGAN VOWS NO TAX RISE", "", "PER REAGAN = Reagan");
    check_titled(
        "WHITE HOUSE SAYS REAGAN TO MAKE ANNOUNCEMENT",
        "",
        "ORG WHITE HOUSE = White House; PER REAGAN = Reagan",
    );
}

#[test]
fn headlines_follow_the_article() {
    check_titled(
        "DOLLAR BELOW 150 YEN COUNTER TO PARIS PACT - QUELLIN",
        "Minister Paul Quellin said so on Monday.",
        "PER QUELLIN = Paul Quellin; PER Paul Quellin",
    );
    check_titled(
        "FED'S QUELLIN OPPOSES DOLLAR FALL",
        "Paul Quellin of the Federal Reserve opposed it.",
        "ORG FED; PER QUELLIN = Paul Quellin; PER Paul Quellin; ORG Federal Reserve",
    );
    check_titled(
        "NOMINATES QUELLIN TO BANK OF ENGLAND",
        "The Senate voted for Paul Quellin on Monday.",
        "PER QUELLIN = Paul Quellin; ORG BANK OF ENGLAND = Bank of England; ORG Senate; PER Paul Quellin",
    );
    check_titled(
        "QUELLIN RECALLS CARS",
        "Quellin Motors Ltd said it would call back its cars. Quellin sold them in May.",
        "ORG QUELLIN = Quellin Motors Ltd; ORG Quellin Motors Ltd; ORG Quellin = Quellin Motors Ltd",
    );
}

#[test]
fn signs_of_shares_make_organisations() {
    check_titled("PAUL QUELLIN <PQU> SEES LOSS", "", "ORG PAUL QUELLIN = Paul Quellin");
    check("Shares of Martin Quellin (NYSE: MQU) fell.", "ORG Martin Quellin; ORG NYSE");
    check(
        "Fairchild Industries <FEN> and International Business Machines Corp <IBM> signed.",
        "ORG Fairchild Industries; ORG International Business Machines Corp; \
         ORG IBM = International Business Machines Corp",
    );
}

#[test]
fn dashes_divide_and_hyphens_join() {
    check_titled("TOKYO - Bank of Japan buys dollars", "", "LOC TOKYO = Tokyo; ORG Bank of Japan");
    check(
        "All of Anna Duval - Pierre Moreau and she had met - was in the paper.",
        "PER Anna Duval; PER Pierre Moreau",
    );
    check("He met Jean-Pierre Moreau there.", "PER Jean-Pierre Moreau");
}

#[test]
fn offices_lie_outside_names() {
    check(
        "In the talks the U.S. Trade Representative Paul Quellin met Sheikh Zaid bin Sultan al-Nahayan in Paris.",
        "LOC U.S = U.S.; PER Paul Quellin; PER Zaid bin Sultan al-Nahayan; LOC Paris",
    );
}

#[test]
fn other_languages_keep_names_that_lists_confirm() {
    let mut german = article(
        "",
        "Die Regierung der Stadt hat am Montag in Berlin beschlossen, dass Angela Merkel und der \
         Vorstand der Bank die alte Brücke nicht mehr über die Straße führen dürfen.",
    );
    german.language = Some("de".into());
    let annotated = annotate(&Tagger::new(), german);
    assert_eq!(annotated.language, "de");
    assert_eq!(rendered(&annotated), "LOC Berlin; PER Angela Merkel");
}

#[test]
fn all_spellings_of_a_name_are_one() {
    let annotated =
        annotate(&Tagger::new(), article("", "ZÜRICH, May 3 - In Zürich it rained. In Zurich it rained."));
    let place = Name { kind: Kind::Place, text: "Zürich".into() };
    assert_eq!(annotated.names, [place]);
    assert_eq!(annotated.mentions.len(), 3);
}

/// Mentions lie on token borders, in order, without overlap, and name what exists.
fn holds(annotated: &Annotated) {
    let mut last = (MentionField::Title, 0);
    for m in &annotated.mentions {
        let tokens = match m.field {
            MentionField::Title => &annotated.title_tokens,
            MentionField::Body => &annotated.outline.tokens,
        };
        assert!(m.first_token < m.end_token);
        assert!((m.field, m.first_token) >= last);
        assert_eq!(tokens[m.first_token as usize].start, m.start);
        assert_eq!(tokens[m.end_token as usize - 1].end, m.end);
        assert_eq!(annotated.names[m.name as usize].kind, m.kind);
        last = (m.field, m.end_token);
    }
    let mut seen = std::collections::HashSet::new();
    for name in &annotated.names {
        assert!(seen.insert((name.kind, crate::text::fold::key(&name.text))), "{name:?} twice");
    }
}

proptest! {
    #[test]
    fn any_text_is_annotated(title in "\\PC{0,60}", body in "(\\PC|\n){0,300}") {
        let tagger = Tagger::new();
        let once = annotate(&tagger, article(&title, &body));
        holds(&once);
        prop_assert_eq!(once, annotate(&tagger, article(&title, &body)));
    }

    #[test]
    fn any_words_are_annotated(words in prop::collection::vec(
        prop::sample::select(vec![
            "Mr", "President", "Kim", "Jong", "-un", "-Un", "van", "der", "Bank", "of", "England", "and", "Co",
            "Inc", "(ECB)", "New", "York", "Times", "The", "the", "in", "Lake", "Paris", ".", ",", "U.S.",
            "\n\n", "’s", "& Sons", "Ministry", "Health", "Smith", "W.", "al-", "Qaeda", "SAYS", "REAGAN",
            "said", "it", "World", "Cup", "St", "Jr", "Zorbax", "zorbax", "«", "É", "A",
        ]), 0..40)) {
        let text = words.join(" ").replace(" -", "-").replace(" ’", "’");
        let tagger = Tagger::new();
        let once = annotate(&tagger, article(&text, &text));
        holds(&once);
        prop_assert_eq!(once, annotate(&tagger, article(&text, &text)));
    }
}
