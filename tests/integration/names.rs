use std::fs;

use serde_json::Value;

use crate::harness::{Folder, Run, corpus};

/// Two presidents, a mayor and his namesake fifty years on, and a senator spelt in two ways.
fn archive() -> Folder {
    let article = |title: &str, date: &str, text: &str| {
        serde_json::json!({"title": title, "date": date, "text": text}).to_string() + "\n"
    };
    let dump = [
        article(
            "The budget",
            "1990-03-01",
            "President George H. W. Bush spoke on Monday. Mr. Bush left early.",
        ),
        article(
            "The veto",
            "1990-04-02",
            "President Bush vetoed the bill, and Senator Pavel Zelinsky protested.",
        ),
        article("The war", "2003-03-20", "President George W. Bush spoke on Wednesday in Washington."),
        article(
            "The tax",
            "2003-05-28",
            "President Bush signed it. Senator Pavel Zelinskyy voted against it.",
        ),
        article(
            "The town hall",
            "1922-05-01",
            "Mayor Thomas Whitlock opened the town hall with Judge Elias Horn.",
        ),
        article(
            "The bridge",
            "1974-05-01",
            "Mayor Thomas Whitlock opened the bridge with Councillor Rosa Vance.",
        ),
    ];
    let folder = Folder::new().file("wire.jsonl", dump.concat());
    folder.morgue(["index", "."]).code(0);
    folder
}

fn total(run: &Run) -> u64 {
    run.json()["total"].as_u64().expect("is a number")
}

fn names(folder: &Folder) -> Vec<String> {
    let people = folder.morgue(["people", "--json"]).fine().json();
    let line = |name: &Value| format!("{} {}", name["count"], name["name"].as_str().expect("is text"));
    people.as_array().expect("is a list").iter().map(line).collect()
}

#[test]
fn one_person_is_one_and_two_are_two() {
    let folder = archive();
    assert_eq!(
        names(&folder),
        [
            "2 George H. W. Bush",
            "2 George W. Bush",
            "2 Pavel Zelinsky",
            "1 Elias Horn",
            "1 Rosa Vance",
            "1 Thomas Whitlock (1922)",
            "1 Thomas Whitlock (1974)",
        ]
    );
    for line in names(&folder) {
        let (count, name) = line.split_once(' ').expect("has both");
        let found = folder.morgue(["search", "--person", name, "--json"]).fine();
        assert_eq!(total(&found).to_string(), count, "{name}");
        let page = folder.morgue(["person", name, "--json"]).fine().json();
        assert_eq!(page["articles"].to_string(), count, "{name}");
    }
    folder
        .morgue(["search", "--person", "bush"])
        .code(0)
        .says(r#"person "bush": George H. W. Bush (2), George W. Bush (2); narrow with --person"#);
    folder.morgue(["search", "--person", "zelinskyy", "--json"]).fine().prints(r#""total":2"#);
    // Whoever is meant in an article is shown by the same name there.
    folder.morgue(["show", "wire.jsonl#2"]).fine().prints("   1  George H. W. Bush\n");
    folder.morgue(["show", "wire.jsonl#4"]).fine().prints("   1  George W. Bush\n");
}

#[test]
fn decisions_hold_at_once() {
    let folder = archive();
    folder.morgue(["names", "check"]).code(0).says("no decisions; write them to");
    folder.write(
        ".morgue/names.toml",
        "[[same]]\nnames = [\"Thomas Whitlock (1922)\", \"Thomas Whitlock (1974)\"]\n\n\
         [[not-same]]\nnames = [\"Pavel Zelinsky\", \"Pavel Zelinskyy\"]\n\n\
         [[rename]]\nname = \"George W. Bush\"\nto = \"Bush the Younger\"\n\n\
         [[ignore]]\nname = \"Rosa Vance\"\n\n\
         [[same]]\nnames = [\"George W. Bush\", \"George H. W. Bush\"]\narticle = \"wire.jsonl#1\"\n\n\
         [[ignore]]\nname = \"Nobody Atall\"\n",
    );
    assert_eq!(
        names(&folder),
        [
            "3 Bush the Younger",
            "2 Thomas Whitlock",
            "1 Elias Horn",
            "1 George H. W. Bush",
            "1 Pavel Zelinsky",
            "1 Pavel Zelinskyy",
        ]
    );
    let check = folder.morgue(["names", "check"]).code(1);
    check.prints("names.toml:19: no article names the person \"Nobody Atall\"\n").says("6 decisions");
    assert_eq!(total(&folder.morgue(["search", "--person", "Bush the Younger", "--json"]).fine()), 3);
    folder.morgue(["search", "--person", "Rosa Vance", "--strict"]).code(1);

    folder.write(".morgue/names.toml", "[[same]]\nname = \"Bush\"\n");
    for command in ["people", "info"] {
        folder.morgue([command]).code(2).says("names.toml: line 2: unknown field `name`");
    }
    folder.morgue(["index", "."]).code(0).says("the table of names was not made");
    folder.morgue(["search", "town"]).fine();
}

#[test]
fn open_questions_are_listed() {
    let folder = archive();
    folder.write("more.txt", "The race\n\nMr. Bush may run, said Jeb Bush and Neil Bush.\n\n1990\n");
    folder.morgue(["index", "."]).code(0);
    let pairs = folder.morgue(["names", "suggest", "--json"]).fine().json();
    assert_eq!(pairs[0]["other"], "Bush", "{pairs}");
    folder.morgue(["names", "suggest", "--limit", "1"]).fine().prints("may bear this name");
    folder.morgue(["people"]).fine().prints("\n\n1  Bush (unclear): George H. W. Bush");
    folder.morgue(["search", "--person", "Bush (unclear)", "--json"]).fine().prints(r#""total":1"#);
}

#[test]
fn names_are_completed() {
    let folder = archive();
    assert_eq!(folder.morgue(["names", "complete", "zel"]).fine().stdout, "Pavel Zelinsky\n");
    assert_eq!(
        folder.morgue(["names", "complete", "pavel z", "--kind", "person"]).fine().stdout,
        "Pavel Zelinsky\n"
    );
    folder.morgue(["names", "complete", "zel", "--kind", "org"]).code(1);
    folder.morgue(["names", "complete", "zel", "--kind", "ship"]).code(2).says("write person, org or place");
}

/// The table of names can be lost, damaged, or of another time: the answers stay the same.
#[test]
fn the_table_of_names_is_made_again() {
    let folder = archive();
    let expected = names(&folder);
    let table = folder.path().join(".morgue/names.table");
    let good = fs::read(&table).expect("is there");
    let half = good[..good.len() / 2].to_vec();
    let mut foreign = good.clone();
    foreign[..40].fill(0xff);
    for bytes in [Vec::new(), half, foreign] {
        fs::write(&table, bytes).expect("written");
        assert_eq!(names(&folder), expected);
        assert_eq!(fs::read(&table).expect("is there again"), good);
    }
    fs::remove_file(&table).expect("removed");
    assert_eq!(names(&folder), expected);
    folder.write("one.txt", "A visit\n\nSenator Pavel Zelinsky came to see the bridge.\n");
    folder.morgue(["index", "."]).code(0);
    fs::write(&table, good).expect("the table of before");
    assert_eq!(folder.morgue(["search", "--person", "zelinsky", "--json"]).fine().json()["total"], 3);
}

#[test]
fn a_profile_shows_all_that_is_known_of_a_name() {
    let page = corpus(["person", "Quintanilla", "--json"]).code(0).json();
    let name = page["name"].as_str().expect("is text");
    let found = corpus(["search", "--person", name, "--json"]).fine().json();
    assert_eq!(page["articles"], found["total"]);
    let bars = page["timeline"].as_array().expect("is a list").iter();
    let dated: u64 = bars.filter_map(|bar| bar["count"].as_u64()).sum();
    assert_eq!(Some(dated + page["undated"].as_u64().expect("is a number")), page["articles"].as_u64());
    let beside = page["person"][0]["name"].as_str().expect("is text");
    let both = corpus(["search", "--person", name, "--person", beside, "--json"]).fine().json();
    assert_eq!(page["person"][0]["count"], both["total"]);
    assert_eq!(page["hits"][0]["article"], found["hits"][0]["article"]);
    corpus(["person", "Quintanilla"]).code(0).prints("Dolores Quintanilla\n").prints("People  ");
    corpus(["place", "Atlantis"]).code(1).says("no such name in the archive");
}
