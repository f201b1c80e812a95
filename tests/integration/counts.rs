use serde_json::Value;

use crate::harness::{Folder, corpus};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("is a list")
}

/// A name copied from a facet finds exactly the articles that the facet counted.
#[test]
fn counts_of_names_are_those_of_searches() {
    for (command, flag) in [("people", "--person"), ("orgs", "--org"), ("places", "--place")] {
        let names = corpus([command, "flood", "--json", "--limit", "8"]).fine().json();
        assert_eq!(list(&names).len(), 8);
        for name in list(&names) {
            let asked = name["name"].as_str().expect("is text");
            let found = corpus(["search", "flood", flag, asked, "--json"]).code(0).json();
            assert_eq!(found["total"], name["count"], "{flag} {asked}");
        }
    }
}

#[test]
fn names_are_listed_with_the_commonest_first() {
    let names = corpus(["people", "--json"]).fine().json();
    let counts: Vec<u64> = list(&names).iter().filter_map(|name| name["count"].as_u64()).collect();
    let clear = list(&names).iter().take_while(|name| name["may_mean"].is_null()).count();
    let (clear, unclear) = counts.split_at(clear);
    assert!(clear.is_sorted_by(|a, b| a >= b) && clear.len() > 100, "{clear:?}");
    assert!(unclear.is_sorted_by(|a, b| a >= b), "{unclear:?}");
    let text = corpus(["people"]).fine();
    // An empty line stands before those of which it is open whom they mean.
    assert_eq!(text.stdout.lines().filter(|line| !line.is_empty()).count(), counts.len());
    let first = format!("{}  {}\n", names[0]["count"], names[0]["name"].as_str().expect("is text"));
    assert!(text.stdout.starts_with(&first), "{text}");
    corpus(["people", "zeppelin"]).code(1);
}

#[test]
fn a_timeline_adds_up() {
    for by in ["year", "month", "day"] {
        let bars = corpus(["timeline", "--by", by, "--json"]).code(0).json();
        let dated: u64 = list(&bars).iter().filter_map(|bar| bar["count"].as_u64()).sum();
        let info = corpus(["info", "--json"]).fine().json();
        assert_eq!(
            Some(dated),
            info["articles"].as_u64().zip(info["undated"].as_u64()).map(|(all, without)| all - without)
        );
        assert_eq!(bars[0]["start"].as_str().map(|s| &s[..4]), info["first_date"].as_str().map(|s| &s[..4]));
    }
    corpus(["timeline", "flood"])
        .fine()
        .prints("\n2010  0\n2011  0\n")
        .prints("\n…     no article in 19 years\n2009  ");
}

/// Every figure of `info` is what another command gives.
#[test]
fn info_agrees_with_the_other_commands() {
    let info = corpus(["info", "--json"]).fine().json();
    let len = |value: Value| value.as_array().map(|list| list.len() as u64);
    assert_eq!(info["articles"], corpus(["search", "--json"]).fine().json()["total"]);
    assert_eq!(info["files"].as_u64(), len(corpus(["files", "--json"]).fine().json()));
    assert_eq!(info["people"].as_u64(), len(corpus(["people", "--json"]).fine().json()));
    assert_eq!(info["orgs"].as_u64(), len(corpus(["orgs", "--json"]).fine().json()));
    assert_eq!(info["places"].as_u64(), len(corpus(["places", "--json"]).fine().json()));
    for language in list(&info["languages"]) {
        let query = format!("lang:{}", language["code"].as_str().expect("is text"));
        assert_eq!(language["articles"], corpus(["search", &query, "--json"]).fine().json()["total"]);
    }
    corpus(["info"]).fine().prints("articles     134\n");
}

#[test]
fn bytes_of_text_are_those_of_the_bodies() {
    let folder = Folder::new()
        .file("a.txt", "Ferry afloat\n\nThe ferry – the first – was launched.\n\nIt floats.\n")
        .file("b.txt", "Empty\n\n...\n")
        .file("c.json", r#"{"title": "Only a headline", "text": "Short (very)."}"#);
    folder.morgue(["index", "."]).fine();
    let ids = folder.morgue(["search", "--jsonl", "--limit", "9"]).fine();
    let texts = ids.stdout.lines().map(|line| {
        let hit: Value = serde_json::from_str(line).expect("is JSON");
        let id = hit["article"]["id"].as_str().expect("is text").to_owned();
        folder.morgue(["show", &id, "--json"]).fine().json()[0]["text"].as_str().expect("is text").len()
            as u64
    });
    let sum: u64 = texts.sum();
    assert_eq!(folder.morgue(["info", "--json"]).fine().json()["bytes_of_text"], sum);
}

/// Newspapers are older than the years that nanoseconds since 1970 can count.
#[test]
fn articles_of_any_century_are_found_under_their_date() {
    let folder = Folder::new()
        .file(
            "plague.json",
            r#"{"title": "The bill of mortality", "date": "7 September 1665", "text": "The plague is worse."}"#,
        )
        .file("flood.json", r#"{"title": "Flood", "date": "1990-03-01", "text": "The river rose."}"#);
    folder.morgue(["index", "."]).fine();
    let found = |query: &str| {
        let hits = folder.morgue(["search", query, "--sort", "oldest", "--json"]).json()["hits"].clone();
        let path = |hit: &Value| hit["article"]["path"].as_str().expect("is text").to_owned();
        list(&hits).iter().map(path).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(found("date:1665"), "plague.json");
    assert_eq!(found("date:1665-09-07"), "plague.json");
    assert_eq!(found("before:1700"), "plague.json");
    assert_eq!(found("after:1666"), "flood.json");
    assert_eq!(found("date:2249"), "");
    assert_eq!(found(""), "plague.json flood.json");
    let newest = folder.morgue(["search", "--sort", "newest", "--json"]).fine().json();
    assert_eq!(newest["hits"][0]["article"]["path"], "flood.json");
    let bars = folder.morgue(["timeline", "--by", "year", "--json"]).fine().json();
    let ends = [&bars[0], &bars[list(&bars).len() - 1]].map(|bar| bar["start"].clone());
    assert_eq!(ends, ["1665-01-01", "1990-01-01"]);
    let info = folder.morgue(["info", "--json"]).fine().json();
    assert_eq!([&info["first_date"], &info["last_date"]], ["1665-09-07", "1990-03-01"]);
}
