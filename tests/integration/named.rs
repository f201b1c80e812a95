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
    let run = archive().morgue(["search", "--person", name, "--json"]).code(0);
    assert_eq!(found(&run), expected, "{name}");
}

#[test]
fn a_heading_finds_all_forms_of_the_name() {
    check("Strand, Abel, 1840-1911", "2; The ride; The scout; +At dawn; +The weather");
    check("Alger, Horace Chapin (1857-1906)", "1; The lecture");
}

#[test]
fn titles_belong_to_no_name_or_make_it_one() {
    check("Pope Anselm", "1; The visit");
    check("Prince Rupert", "1; Farewell");
    check("President Dorothy Quill", "1; The speech");
    check("Mr. Strand", "2; The ride; The scout; +At dawn; +The weather");
}

#[test]
fn initials_stand_for_first_names() {
    check("Horace Chapin Alger", "1; The lecture");
    check("H.C. Alger", "1; The lecture");
}

#[test]
fn added_words_are_listed() {
    let folder = archive();
    let run = folder.morgue(["search", "--person", "Strand, Abel, 1840-1911"]).code(0);
    assert_eq!(run.stderr, "person \"Strand, Abel, 1840-1911\": Abel Strand (2)\n");
    insta::assert_snapshot!(run.stdout, @"
    1. The ride — 1911-05-01
       Col. Abel Strand rode in. He was tired.
       wire.jsonl#1:0-39

    2. The scout — 1911-06-01
       Abel Strand, scout, is at home in Harrowmere again.
       wire.jsonl#2:0-51

    3. At dawn — 1911-05-01, words of the name only
       Strand rode out. The river was high.
       wire.jsonl#3:0-36

    4. The weather — 1911-08-01, words of the name only
       It rained on the horses, and the strand was empty.
       wire.jsonl#8:0-50

    2 articles name Abel Strand; 2 further articles contain other forms or words of the name
    ");
    // The mentions of the person are marked, and else the words.
    let csv = folder.morgue(["search", "--person", "Abel Strand", "--csv"]).fine();
    let tiers: Vec<&str> = csv.stdout.lines().filter_map(|line| line.rsplit(',').nth(1)).collect();
    assert_eq!(tiers, ["tier", "1", "1", "2", "2"]);
}

#[test]
fn a_name_of_nobody_finds_its_words() {
    let folder = archive();
    let run = folder.morgue(["search", "--person", "Eve Harvest"]).code(0);
    run.says("not recognised as a name; searched for the words eve, harvest")
        .prints("no article is known to name Eve Harvest; 1 further article contains other forms or words");
    let answer = folder.morgue(["search", "--person", "Eve Harvest", "--json"]).code(0);
    assert_eq!(found(&answer), "0; +The speech");
    folder.morgue(["search", "--person", "Eve Harvest", "--strict"]).code(1).says("no article matches");
    folder.morgue(["search", "--person", "Eve Nobody"]).code(1).says("no article matches");
}

#[test]
fn counts_and_lists_are_those_of_the_person() {
    let folder = archive();
    let lines = |args: [&str; 5]| folder.morgue(args).fine().stdout.lines().count();
    assert_eq!(lines(["search", "--person", "Abel Strand", "--all", "--jsonl"]), 2);
    assert_eq!(lines(["search", "--person", "Abel Strand", "--strict", "--jsonl"]), 2);
    assert_eq!(lines(["search", "--person", "Abel Strand", "--sort=newest", "--jsonl"]), 2);
    assert_eq!(lines(["search", "person:\"Abel Strand\" rode", "--jsonl", "--limit", "9"]), 1);
    let facets = folder.morgue(["search", "--person", "Abel Strand", "--json", "--facets", "--timeline"]);
    let answer = facets.fine().json();
    assert_eq!(answer["facets"]["person"][0]["count"], 2);
    let months = answer["timeline"].as_array().expect("is a list").iter();
    assert_eq!(months.filter_map(|month| month["count"].as_u64()).sum::<u64>(), 2);
    // In a larger query the words stand for nobody.
    let words = folder.morgue(["search", "person:\"Eve Harvest\" OR harbour", "--json"]).code(0);
    assert_eq!(found(&words), "1; The visit");
}

#[test]
fn organisations_and_places_are_found_by_their_words_too() {
    let folder = archive();
    for flag in ["--org", "--place"] {
        let answer = folder.morgue(["search", flag, "Evening Boat", "--json"]).code(0);
        assert_eq!(found(&answer), "0; +Farewell");
    }
}
