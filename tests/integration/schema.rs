use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Folder, Run, corpus, holds_to};

const FERRY: &str = "harrowmere/2024-04-19-battery-ferry-launch.json";

/// The schema that `morgue schema` prints for a command.
fn schema(command: &str) -> Value {
    let words: Vec<&str> = command.split(' ').collect();
    let run = match words.as_slice() {
        [one] => corpus(["schema", one]),
        [one, two] => corpus(["schema", one, two]),
        _ => panic!("{command}"),
    };
    run.fine().json()
}

/// An answer holds to the schema, and every key it has is in there.
#[track_caller]
fn holds(command: &str, answer: &Value) {
    holds_to(&schema(command), command, answer);
}

#[track_caller]
fn check<const N: usize>(command: &str, args: [&str; N]) {
    holds(command, &corpus(args).json());
}

#[test]
fn the_schema_is_one() {
    let all = corpus(["schema"]).fine().json();
    jsonschema::meta::validate(&all).expect("follows the draft it names");
    let definitions = all["$defs"].as_object().expect("definitions");
    // Nothing is left open: a key that is not described fails the tests below.
    fn closed(schema: &Value) -> bool {
        let open = schema["properties"].is_object() && schema["additionalProperties"] != false;
        let inner = match schema {
            Value::Object(map) => map.values().all(closed),
            Value::Array(list) => list.iter().all(closed),
            _ => true,
        };
        !open && inner
    }
    assert!(definitions.values().all(closed));
    corpus(["schema", "nothing"]).code(2).says("there is one for each of ").says("names check");
}

/// Every command that has `--json` has a definition of its name.
#[test]
fn every_command_is_described() {
    fn walk(words: &[String], found: &mut BTreeSet<String>) {
        let folder = Folder::new();
        let args: Vec<&str> = words.iter().map(String::as_str).chain(["--help"]).collect();
        let help = match args.as_slice() {
            [a] => folder.morgue([a]),
            [a, b] => folder.morgue([a, b]),
            [a, b, c] => folder.morgue([a, b, c]),
            _ => return,
        };
        let Run { stdout, .. } = help.fine();
        let is_flag = |line: &str| line.trim() == "--json" || line.trim().starts_with("--json  ");
        if stdout.lines().any(is_flag) {
            found.insert(words.join("-"));
        }
        let commands = stdout.split("Commands:\n").nth(1).unwrap_or_default();
        let lines = commands.lines().take_while(|line| !line.is_empty());
        for line in lines.filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
            let name = line.split_whitespace().next().unwrap_or_default();
            if name != "help" {
                walk(&[words, &[name.to_owned()]].concat(), found);
            }
        }
    }
    let mut found = BTreeSet::new();
    walk(&[], &mut found);
    let all = corpus(["schema"]).fine().json();
    let described = all["$defs"].as_object().expect("definitions").keys();
    let mut described: BTreeSet<String> =
        described.filter(|name| name.starts_with(char::is_lowercase)).cloned().collect();
    // A line of `--jsonl`.
    described.remove("hit");
    assert_eq!(found, described);
}

#[test]
fn answers_hold_to_it() {
    check(
        "search",
        ["search", "flood", "--json", "--facets", "--timeline", "--passages", "3", "--limit", "50"],
    );
    check("search", ["search", "--person", "Banks, Geoffrey, 1950-", "--json", "--limit", "20"]);
    check("search", ["search", "--all", "--json", "--whole"]);
    check("search", ["search", "flood zeppelin", "--json", "--context", "2"]);
    check("search", ["search", "--person", "banks", "flood", "\"sea", "--json"]);
    check("search", ["search", "zeppelin", "--json", "--sort", "newest"]);
    for line in corpus(["search", "mayor", "--jsonl", "--all"]).fine().stdout.lines() {
        holds("hit", &serde_json::from_str(line).expect("is JSON"));
    }
    check(
        "query explain",
        ["query", "explain", "ferr* NEAR/5 (fire OR council) \"city council\" person:banks -(a b", "--json"],
    );
    check("similar", ["similar", FERRY, "--json"]);
    for command in ["people", "orgs", "places", "sources", "sections", "languages", "bylines"] {
        check(command, [command, "--json"]);
    }
    check("person", ["person", "Geoffrey Banks", "--json"]);
    check("org", ["org", "gazette", "--json"]);
    check("place", ["place", "harrowmere", "--json"]);
    check("timeline", ["timeline", "--json"]);
    check("info", ["info", "--json"]);
    check("files", ["files", "--json"]);
    check("show", ["show", FERRY, "--json"]);
    check("names check", ["names", "check", "--json"]);
    check("names suggest", ["names", "suggest", "--json"]);
    check("names complete", ["names", "complete", "b", "--json"]);
}

#[test]
fn answers_about_a_folder_hold_to_it() {
    let folder = Folder::new()
        .file("a.json", "{\"title\": \"Ferry afloat\", \"text\": \"The ferry floats in London.\"}")
        .file("b.json", "{\"title\": ")
        .file("c.png", "\u{89}PNG\r\n")
        .file("names.toml", "");
    holds("index", &folder.morgue(["index", ".", "--json"]).code(3).json());
    holds("files", &folder.morgue(["files", "--json"]).fine().json());
    holds("info", &folder.morgue(["info", "--json"]).fine().json());
    holds("forget", &folder.morgue(["forget", "a.json", "--json"]).fine().json());
    folder.write(".morgue/names.toml", "[[ignore]]\nname = \"Nobody Atall\"\n");
    holds("names check", &folder.morgue(["names", "check", "--json"]).json());
}
