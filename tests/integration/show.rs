use crate::harness::{articles, corpus};

const FERRY: &str = "harrowmere/2024-04-19-battery-ferry-launch.json";

#[test]
fn an_article_is_shown_by_id_by_path_and_from_the_current_folder() {
    let by_path = corpus(["show", FERRY, "--json"]).fine();
    let id = by_path.json()[0]["id"].as_str().expect("is text").to_owned();
    assert_eq!(corpus(["show", &id, "--json"]).fine().stdout, by_path.stdout);
    let absolute = articles().join(FERRY);
    let absolute = absolute.to_str().expect("is UTF-8");
    assert_eq!(corpus(["show", absolute, "--json"]).fine().stdout, by_path.stdout);
}

#[test]
fn a_record_of_a_file_with_several_is_shown() {
    let dump = "dumps/northern-wire-2014-2025.jsonl";
    corpus(["show", &format!("{dump}#8")]).fine().prints("American becomes Pope Leo XIV");
    corpus(["show", dump]).code(2).says("; name one of them, as in ");
    corpus(["show", "nothing.txt"])
        .code(2)
        .says(r#"morgue: no article "nothing.txt"; `morgue search` prints ids and paths"#);
}

/// Mentions are byte ranges of the text, and each holds a part of a name.
#[test]
fn mentions_stand_in_the_text() {
    let shown = corpus(["show", FERRY, "--json"]).fine().json();
    let text = shown[0]["text"].as_str().expect("is text");
    let names = shown[0]["names"].as_array().expect("is a list");
    assert!(names.len() > 3, "{names:?}");
    for name in names {
        for mention in name["mentions"].as_array().expect("is a list") {
            let (start, end) =
                (mention[0].as_u64().expect("a number"), mention[1].as_u64().expect("a number"));
            let found = &text[start as usize..end as usize];
            assert!(found.starts_with(char::is_uppercase), "{found}");
        }
    }
    corpus(["show", FERRY])
        .fine()
        .prints("\nPeople\n   ")
        .prints("path      harrowmere/2024-04-19-battery-ferry-launch.json\n");
}
