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

/// A value copied from a list finds exactly the articles that the list counted, and its exclusion all
/// others.
#[test]
fn counts_of_values_are_those_of_searches() {
    let total = corpus(["search", "the", "--json"]).fine().json()["total"].as_u64().expect("a number");
    for (command, flag, field) in [
        ("sources", "--source", "source"),
        ("sections", "--section", "section"),
        ("languages", "--lang", "lang"),
        ("bylines", "--byline", "byline"),
    ] {
        let values = corpus([command, "the", "--json"]).fine().json();
        assert!(!list(&values).is_empty(), "{command}");
        for value in list(&values) {
            let text = value["value"].as_str().expect("is text");
            let asked = if field == "lang" { text.to_owned() } else { format!("={text}") };
            let found = corpus(["search", "the", flag, &asked, "--json"]).code(0).json();
            assert_eq!(found["total"], value["count"], "{flag} {asked}");
            let asked = if field == "lang" { text.to_owned() } else { format!("=\"{text}\"") };
            let others = corpus(["search", "the", &format!("-{field}:{asked}"), "--json"]).json();
            assert_eq!(
                others["total"].as_u64().zip(value["count"].as_u64()).map(|(a, b)| a + b),
                Some(total)
            );
        }
    }
}

#[test]
fn whole_values_are_told_from_words_in_them() {
    let article = |source: &str, byline: &str| {
        format!(r#"{{"title": "Ferry", "source": {source}, "byline": {byline}, "text": "The ferry came."}}"#)
    };
    let folder = Folder::new()
        .file("a.json", article(r#""The Post""#, r#"["Ann Lee", "ANN LEE"]"#))
        .file("b.json", article(r#""THE POST""#, r#"["Ann Lee", "Bo Lee Ann"]"#))
        .file("c.json", article(r#""The Post & Mail""#, r#"["Ann Lee-Marsh"]"#))
        .file("d.json", article(r#""Évening Post""#, "[]"))
        .file("e.json", article(r#""The Post""#, "[]"));
    folder.morgue(["index", "."]).fine();
    folder.morgue(["sources"]).fine().prints("3  The Post\n1  The Post & Mail\n1  Évening Post\n");
    let bylines = folder.morgue(["bylines"]).fine();
    assert_eq!(bylines.stdout, "2  Ann Lee\n1  Ann Lee-Marsh\n1  Bo Lee Ann\n");
    assert_eq!(folder.morgue(["bylines", "--limit", "1"]).fine().stdout, "2  Ann Lee\n");
    folder.morgue(["bylines", "-byline:ann"]).code(1);
    let total = |args: [&str; 3]| {
        folder.morgue(["search", args[0], args[1], args[2], "--json"]).json()["total"].clone()
    };
    assert_eq!(total(["ferry", "--source", "post"]), 5);
    assert_eq!(total(["ferry", "--source", "=post"]), 0);
    assert_eq!(total(["ferry", "--source", "=the post"]), 3);
    assert_eq!(total(["ferry", "--source", "=The Post & Mail"]), 1);
    assert_eq!(total(["ferry", "--source", "=evening post"]), 1);
    assert_eq!(total(["ferry", "--byline", "ann lee"]), 3);
    assert_eq!(total(["ferry", "--byline", "=Ann Lee"]), 2);
    assert_eq!(total(["ferry", "source:=\"the post\"", "-byline:=\"ann lee\""]), 1);
    let explained = folder.morgue(["query", "explain", "source:p* source:=\"the post\""]).fine();
    let explained = explained.prints("\n5    source:p*  in one field\n5      p*  wildcard\n");
    explained.prints("3    source:\"=the =post\"  in one field\n3      \"=the =post\"  whole value\n");
    folder.morgue(["search", "ferry", "--facets"]).code(0).prints("Sources").prints("Bylines");
    // A value that changes is counted where it is.
    folder.write("a.json", article(r#""The Globe""#, "[]"));
    folder.morgue(["index", "."]).fine();
    folder.morgue(["sources", "--limit", "1"]).fine().prints("2  ");
    folder.morgue(["sources"]).fine().prints("1  The Globe\n");
}

/// The paths of the articles that a search finds, in order.
fn paths<const N: usize>(folder: &Folder, args: [&str; N]) -> String {
    let mut run = vec!["search", "--jsonl", "--limit", "99"];
    run.extend(args);
    let hits = match run[..] {
        [a, b, c, d, e] => folder.morgue([a, b, c, d, e]),
        [a, b, c, d, e, f] => folder.morgue([a, b, c, d, e, f]),
        _ => panic!("{run:?}"),
    };
    assert!(hits.stderr.is_empty() || hits.stderr.starts_with("no article matches\n"), "{hits}");
    let path = |line: &str| {
        let hit: Value = serde_json::from_str(line).expect("is JSON");
        hit["article"]["path"].as_str().expect("is text").to_owned()
    };
    let mut paths: Vec<String> = hits.stdout.lines().map(path).collect();
    paths.sort();
    paths.join(" ")
}

#[test]
fn articles_are_found_by_their_length() {
    let folder = Folder::new();
    for words in [1, 9, 10, 11, 40] {
        folder.write(&format!("{words:02}.txt"), format!("Ferry\n\n{}.\n", ["word"; 40][..words].join(" ")));
    }
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["words:10"]), "10.txt");
    assert_eq!(paths(&folder, ["words:>10"]), "11.txt 40.txt");
    assert_eq!(paths(&folder, ["words:>=10"]), "10.txt 11.txt 40.txt");
    assert_eq!(paths(&folder, ["words:<10"]), "01.txt 09.txt");
    assert_eq!(paths(&folder, ["words:9..11"]), "09.txt 10.txt 11.txt");
    assert_eq!(paths(&folder, ["ferry -words:9..11"]), "01.txt 40.txt");
    assert_eq!(paths(&folder, ["title:ferry (words:1 OR words:40..)"]), "01.txt 40.txt");
    let bodies = corpus(["search", "words:>250", "--jsonl", "--all", "--whole"]).fine();
    let others = corpus(["search", "-words:251..", "--json"]).fine().json()["total"].clone();
    assert_eq!(bodies.stdout.lines().count() as u64 + others.as_u64().expect("a number"), 134);
}

#[test]
fn articles_are_found_by_when_they_were_taken_in() {
    let text = |word: &str| format!("Ferry\n\nThe {word} came.\n");
    let folder = Folder::new().file("a.txt", text("ferry")).file("b.txt", text("boat"));
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["--new"]), "a.txt b.txt");
    assert_eq!(paths(&folder, ["added:last-run"]), "a.txt b.txt");
    // What has changed is new too; a run that takes nothing in leaves nothing new.
    folder.write("b.txt", text("steamer"));
    folder.write("c.txt", text("barge"));
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["--new"]), "b.txt c.txt");
    assert_eq!(paths(&folder, ["ferry", "--new"]), "b.txt c.txt");
    assert_eq!(paths(&folder, ["-added:last-run"]), "a.txt");
    folder.morgue(["index", "--dry-run", "."]).fine();
    assert_eq!(paths(&folder, ["--new"]), "b.txt c.txt");
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["--new"]), "");
    // A test that runs at midnight must not fail.
    assert_eq!(paths(&folder, ["added:today OR added:yesterday"]), "a.txt b.txt c.txt");
    assert_eq!(paths(&folder, ["added:2026.. added:..9998"]), "a.txt b.txt c.txt");
    assert_eq!(paths(&folder, ["added:..2020"]), "");
    assert_eq!(paths(&folder, ["added:last-year"]), "");
}

#[test]
fn articles_are_found_by_what_they_state() {
    let folder = Folder::new()
        .file(
            "a.json",
            r#"{"title": "Ferry", "text": "It came.", "byline": "Ann Lee", "date": "2024-05-01"}"#,
        )
        .file(
            "b.json",
            r#"{"title": "Ferry", "text": "It came.", "source": "The Post", "url": "http://a.example/b"}"#,
        )
        .file("c.json", r#"{"title": "Ferry", "text": "It came.", "section": "Harbour"}"#);
    folder.morgue(["index", "."]).fine();
    for (field, having, lacking) in [
        ("byline", "a.json", "b.json c.json"),
        ("date", "a.json", "b.json c.json"),
        ("source", "b.json", "a.json c.json"),
        ("url", "b.json", "a.json c.json"),
        ("section", "c.json", "a.json b.json"),
        ("title", "a.json b.json c.json", ""),
    ] {
        assert_eq!(paths(&folder, [&format!("has:{field}")]), having);
        assert_eq!(paths(&folder, [&format!("ferry -has:{field}")]), lacking);
    }
    folder
        .morgue(["query", "explain", "has:byline words:<9 added:today"])
        .fine()
        .prints("has a value")
        .prints("length");
}

#[test]
fn words_are_found_in_the_beginning_of_articles() {
    let three = |first: &str, second: &str, third: &str| {
        format!(
            "Harbour news\n\nOne two three {first} five six.\n\nSeven {second} nine.\n\nTen {third} twelve.\n"
        )
    };
    let folder = Folder::new()
        .file("1.txt", three("ferry", "boat", "boat"))
        .file("2.txt", three("boat", "ferries", "boat"))
        .file("3.txt", three("boat", "boat", "ferry"))
        .file("4.txt", "The ferry\n\nOne two.\n\nThree.\n\nFour.\n")
        .file("5.txt", "Short\n\nOnly a ferry.\n");
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["lead:ferry"]), "1.txt 2.txt 4.txt 5.txt");
    assert_eq!(paths(&folder, ["ferry -lead:ferry"]), "3.txt");
    assert_eq!(paths(&folder, ["lead:=ferry"]), "1.txt 4.txt 5.txt");
    assert_eq!(paths(&folder, ["first4:ferry"]), "1.txt 5.txt");
    assert_eq!(paths(&folder, ["first3:ferry"]), "5.txt");
    assert_eq!(paths(&folder, ["first8:ferr*"]), "1.txt 2.txt 5.txt");
    // A phrase must end within.
    assert_eq!(paths(&folder, ["first4:\"three boat\""]), "2.txt 3.txt");
    assert_eq!(paths(&folder, ["first3:\"three boat\""]), "");
    assert_eq!(paths(&folder, ["lead:(five NEAR/5 ferry)"]), "1.txt 2.txt");
    assert_eq!(paths(&folder, ["lead:\"nine ten\""]), "");
    assert_eq!(paths(&folder, ["lead:(ferry -boat)"]), "4.txt 5.txt");
    assert_eq!(paths(&folder, ["lead:boat NEAR/9 first20:ferry"]), "1.txt 2.txt 3.txt");
    let marks = folder.morgue(["search", "lead:ferry", "--json"]).code(0).json();
    for hit in list(&marks["hits"]) {
        assert!(!hit["passages"][0]["marks"].is_null() || !list(&hit["title_marks"]).is_empty());
    }
    let nexis =
        folder.morgue(["search", "--syntax", "nexis", "hlead(ferry) and harbour", "--json"]).fine().json();
    assert_eq!([&nexis["total"], &nexis["warnings"]], [&serde_json::json!(2), &serde_json::json!([])]);
    // Names stand in a beginning as words do.
    let named = "Rosa Pennick spoke in the harbour.";
    let folder = Folder::new()
        .file("a.txt", format!("News\n\n{named}\n\nThe mayor came.\n\nSo it was.\n"))
        .file("b.txt", format!("News\n\nThe mayor came.\n\nSo it was.\n\n{named}\n"));
    folder.morgue(["index", "."]).fine();
    assert_eq!(paths(&folder, ["lead:person:Pennick"]), "a.txt");
    assert_eq!(paths(&folder, ["first2:person:Pennick"]), "a.txt");
    assert_eq!(paths(&folder, ["first1:person:Pennick"]), "");
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
