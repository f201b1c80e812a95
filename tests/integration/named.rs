//! Somebody is asked for by a name that the archive may know in another form, or not at all.

use serde_json::Value;

use crate::harness::{Folder, Run};

fn archive() -> Folder {
    let article = |id: &str, title: &str, text: &str| {
        let date = format!("1911-0{}-01", id.len() % 9 + 1);
        serde_json::json!({"id": id, "title": title, "date": date, "text": text}).to_string() + "\n"
    };
    let dump = [
        article("ride", "The ride", "Col. Abel Strand rode in. He was tired."),
        article("scout", "The scout", "Abel Strand, scout, is at home in Harrowmere again."),
        article("bare", "At dawn", "Strand rode out. The river was high."),
        article("pope", "The visit", "Pope Anselm visited the harbour."),
        article("prince", "Farewell", "Prince Rupert left on the evening boat."),
        article("speech", "The speech", "President Dorothy Quill spoke of the harvest."),
        article("alger", "The lecture", "The lecture of H. C. Alger was well attended."),
        article("weather", "The weather", "It rained on the horses, and the strand was empty."),
    ];
    let folder = Folder::new().file("wire.jsonl", dump.concat());
    folder.morgue(["index", "."]).code(0);
    folder
}

/// The titles of the hits, those of the second tier behind a plus, and the total in front.
fn found(run: &Run) -> String {
    let answer = run.json();
    let title = |hit: &Value| {
        let tier = if hit["tier"] == 2 { "+" } else { "" };
        format!("; {tier}{}", hit["article"]["title"].as_str().expect("is text"))
    };
    let hits: String = answer["hits"].as_array().expect("is a list").iter().map(title).collect();
    format!("{}{hits}", answer["total"])
}

#[track_caller]
fn check(name: &str, expected: &str) {
    check_in(&archive(), name, expected);
}

#[track_caller]
fn check_in(folder: &Folder, name: &str, expected: &str) {
    let run = folder.morgue(["search", "--person", name, "--json"]).code(0);
    assert_eq!(found(&run), expected, "{name}");
}

#[test]
fn a_heading_finds_all_forms_of_the_name() {
    check("Strand, Abel, 1840-1911", "");
}

#[test]
fn titles_belong_to_no_name_or_make_it_one() {
    let folder = archive();
    check_in(&folder, "Pope Anselm", "");
    check_in(&folder, "Prince Rupert", "");
    check_in(&folder, "President Dorothy Quill", "");
    check_in(&folder, "Col. Strand", "");
}

#[test]
fn initials_stand_for_first_names() {
    check("Horace Chapin Alger", "");
    check("Alger, Horace Chapin (1857-1906)", "");
}
