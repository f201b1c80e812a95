//! The words that a typed word finds: its inflections, its spellings, with accents or without.

use serde_json::{Value, json};

use crate::harness::Folder;

fn archive() -> Folder {
    let article = |title: &str, language: &str, text: &str| {
        json!({"title": title, "language": language, "text": text}).to_string() + "\n"
    };
    let dump = [
        article(
            "dunes",
            "en",
            "The conservation of the dunes is conserved by law. Conservation costs little.",
        ),
        article(
            "party",
            "en",
            "The conservative party met. A conservative spoke, and the conservatives agreed.",
        ),
        article("deal", "en", "They negotiated a cease-fire in the U.N. hall, and the F.B.I. watched."),
        article("truce", "en", "She negotiates. The ceasefire talks at the UN went on; the FBI left."),
        article("rain", "en", "It rained on all of us, and an email said so to 1,234,567 people."),
        article("tax", "en", "The US treasury sent an e-mail about COVID-19 to J. D. Quill: 1234567 forms."),
        article(
            "court",
            "en",
            "The court heard on Tuesday that the Shi'ite cleric and his fiancé sent a résumé.",
        ),
        article("left", "en", "The left won the vote. It was a Shiite town, and J.D. Quill lost."),
        article("goes", "en", "She leaves in the morning, as her fiance went before her."),
        article("ciutat", "ca", "El govern d'Esquerra ha decidit la majoria dels pressupostos de la ciutat."),
        article(
            "puente",
            "es",
            "El ayuntamiento decidió el lunes que la información sobre los puentes no es de la mayoría.",
        ),
        article(
            "mairie",
            "fr",
            "Le conseil municipal a décidé lundi, pour la première fois, de fermer les portes.",
        ),
        article(
            "rekening",
            "nl",
            "De gemeenteraad heeft maandag besloten dat de officiële rekening te hoog is.",
        ),
    ];
    let folder = Folder::new().file("wire.jsonl", dump.concat());
    folder.morgue(["index", "."]).code(0);
    folder
}

/// The titles of the articles that a query finds, in the order of the alphabet.
fn found(folder: &Folder, syntax: &str, query: &str) -> String {
    let answer = folder.morgue(["search", "--json", "--syntax", syntax, "--", query]).json();
    if answer["total"] == 0 {
        return String::new();
    }
    let hits = answer["hits"].as_array().expect("is a list");
    let mut titles: Vec<&str> =
        hits.iter().map(|hit| hit["article"]["title"].as_str().expect("is text")).collect();
    titles.sort_unstable();
    titles.join(" ")
}

#[test]
fn a_word_finds_its_inflections_and_spellings() {
    let folder = archive();
    for (query, expected) in [
        ("conservation", "dunes"),
        ("conservative", "party"),
        ("conserve", "dunes"),
        ("negotiate", "deal truce"),
        ("go", "goes truce"),
        ("leave", "goes left truce"),
        ("left", "left truce"),
        ("cease-fire", "deal truce"),
        ("ceasefire", "deal truce"),
        ("\"ceasefire talks\"", "truce"),
        ("cease-fire NEAR/1 talks", "truce"),
        ("UN", "deal truce"),
        ("U.N.", "deal truce"),
        ("FBI", "deal truce"),
        ("f.b.i.", "deal truce"),
        ("US", "tax"),
        ("U.S.", "tax"),
        ("us", "rain tax"),
        ("email", "rain tax"),
        ("e-mail", "rain tax"),
        ("COVID19", "tax"),
        ("1234567", "rain tax"),
        ("1,234,567", "rain tax"),
        ("\"JD Quill\"", "left tax"),
        ("\"J. D. Quill\"", "left tax"),
        ("Shiite", "court left"),
        ("Shi’ite", "court left"),
        ("fiance", "court goes"),
        ("fiancé", "court goes"),
        ("=fiance", "court goes"),
        ("==fiance", "goes"),
        ("resume", "court"),
        ("Esquerra", "ciutat"),
        ("majoria", "ciutat"),
        ("mayoria", "puente"),
        ("informacion", "puente"),
        ("premiere", "mairie"),
        ("officiele", "rekening"),
    ] {
        assert_eq!(found(&folder, "morgue", query), expected, "{query}");
    }
}

#[test]
fn other_services_match_words_as_they_do() {
    let folder = archive();
    assert_eq!(found(&folder, "factiva", "negotiates"), "truce");
    assert_eq!(found(&folder, "nexis", "conservatives"), "party");
    assert_eq!(found(&folder, "nexis", "negotiate"), "truce");
}

#[test]
fn derived_words_speak_for_matches_and_make_none() {
    let folder = archive();
    let answer = folder.morgue(["search", "--json", "conservation OR dunes"]).json();
    assert_eq!(answer["total"], 1);
    // Of two articles with one word each, the one that speaks of conservatives comes first.
    let answer = folder.morgue(["search", "--json", "--any", "conservation", "spoke", "costs"]).json();
    let score = |number: usize| answer["hits"][number]["score"].as_f64().expect("is a number");
    let alone = folder.morgue(["search", "--json", "spoke"]).json();
    assert_eq!(answer["total"], 2);
    assert!(score(1) > alone["hits"][0]["score"].as_f64().expect("is a number"));
}

#[test]
fn what_is_derived_from_an_excluded_word_says_nothing() {
    let folder = archive();
    let score = |query: &str| {
        let answer = folder.morgue(["search", "--json", "--", query]).code(0).json();
        answer["hits"][0]["score"].as_f64().expect("is a number")
    };
    assert_eq!(score("party -conservation"), score("party"));
    assert!(score("party OR conservation title:party") > score("party"));
}

#[test]
fn near_words_of_a_source_are_words_of_it() {
    let article = json!({"title": "a", "source": "The Daily Post", "text": "It rained on the harbour."});
    let folder = Folder::new().file("wire.jsonl", article.to_string() + "\n");
    folder.morgue(["index", "."]).code(0);
    let run = folder.morgue(["search", "source:dailly"]).code(1);
    run.says("\"dailly\" does not occur in source:; near: daily (1)");
}

#[test]
fn nothing_found_says_why() {
    let folder = archive();
    let run = folder.morgue(["search", "conservasion"]).code(1);
    run.says("\"conservasion\" does not occur; near: conservation (1)");
    let answer: Value = folder.morgue(["search", "--json", "title:dunse"]).code(1).json();
    assert_eq!(
        answer["nothing"],
        json!({"missing": [{"word": "dunse", "field": "title", "nearest": [["dunes", 1]]}]})
    );
    let answer = folder.morgue(["search", "--json", "conservation lang:fr"]).code(1).json();
    assert_eq!(
        answer["nothing"]["without"],
        json!([{"clause": "conservation", "articles": 1}, {"clause": "lang:fr", "articles": 1}])
    );
}

#[test]
fn the_marks_cover_compounds() {
    let folder = archive();
    let answer = folder.morgue(["search", "--json", "cease-fire"]).code(0).json();
    for hit in answer["hits"].as_array().expect("is a list") {
        let passage = &hit["passages"][0];
        let text = passage["text"].as_str().expect("is text");
        let marks = passage["marks"].as_array().expect("is a list");
        let at = |end: usize| marks[0][end].as_u64().expect("is a number") as usize;
        assert!(["cease-fire", "ceasefire"].contains(&&text[at(0)..at(1)]), "{}", &text[at(0)..at(1)]);
    }
}

#[test]
fn only_words_that_match_are_listed() {
    let folder = Folder::new().file(
        "wire.jsonl",
        [
            json!({"title": "a", "language": "en", "text": "The warren was empty. The war was over, all wars were."}),
            json!({"title": "b", "language": "da", "text": "Krigen er forbi, og the war er et ord."}),
        ]
        .map(|article| article.to_string() + "\n")
        .concat(),
    );
    folder.morgue(["index", "."]).code(0);
    let run = folder.morgue(["query", "explain", "war"]).code(0);
    assert!(!run.stdout.contains("warren"), "{}", run.stdout);
    assert!(run.stdout.contains("wars"), "{}", run.stdout);
}
