use std::collections::BTreeSet;
use std::io::Read;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::harness::{Folder, articles, corpus, program};

#[test]
fn json_has_the_keys_that_scripts_rely_on() {
    let answer =
        corpus(["search", "flood", "--json", "--facets", "--timeline=year", "--limit", "3"]).fine().json();
    let keys = |value: &Value| value.as_object().expect("is an object").keys().cloned().collect::<Vec<_>>();
    let top = ["facets", "hits", "period", "timeline", "took_ms", "total", "undated", "warnings"];
    assert_eq!(keys(&answer), top);
    let hit = &answer["hits"][0];
    assert_eq!(keys(hit), ["article", "passages", "score", "title_marks"]);
    let article = "byline date date_precision file id language path section source title url".split(' ');
    assert_eq!(keys(&hit["article"]), article.collect::<Vec<_>>());
    assert_eq!(keys(&hit["passages"][0]), ["end", "marks", "paragraph", "score", "start", "text"]);
    assert_eq!(
        keys(&answer["facets"]),
        ["byline", "language", "org", "person", "place", "section", "source"]
    );
    assert_eq!(keys(&answer["facets"]["person"][0]), ["count", "id", "name"]);
    assert_eq!(keys(&answer["timeline"][0]), ["count", "start"]);
}

/// Every passage and mark leads back to the same bytes of the article that `show` prints.
#[test]
fn offsets_lead_back_to_the_text() {
    let answer =
        corpus(["search", "flood OR mayor", "--json", "--limit", "20", "--passages", "3"]).fine().json();
    for hit in answer["hits"].as_array().expect("is a list") {
        let id = hit["article"]["id"].as_str().expect("is text");
        let shown = corpus(["show", id, "--json"]).fine().json();
        let (text, title) =
            (shown[0]["text"].as_str().expect("is text"), shown[0]["title"].as_str().expect("is text"));
        let slice = |of: &str, from: &Value, to: &Value| {
            let range = from.as_u64().expect("a number") as usize..to.as_u64().expect("a number") as usize;
            of[range].to_lowercase()
        };
        let queried = |word: &str| word.starts_with("flood") || word.starts_with("mayor");
        for passage in hit["passages"].as_array().expect("is a list") {
            let found = slice(text, &passage["start"], &passage["end"]);
            assert_eq!(found, passage["text"].as_str().expect("is text").to_lowercase());
            for mark in passage["marks"].as_array().expect("is a list") {
                let marked = slice(text, &mark[0], &mark[1]);
                assert!(queried(&marked), "{marked}");
            }
        }
        for mark in hit["title_marks"].as_array().expect("is a list") {
            let marked = slice(title, &mark[0], &mark[1]);
            assert!(queried(&marked), "{marked}");
        }
    }
}

/// Words of the best articles and the date change the order, not what matches.
#[test]
fn other_orders_show_the_same_matches() {
    let ids = |order: &str| {
        let answer = corpus(["search", "mill", "strike", "--json", "--limit=50", order]).fine().json();
        let id = |hit: &Value| hit["article"]["id"].as_str().expect("is text").to_owned();
        let ids: Vec<String> = answer["hits"].as_array().expect("is a list").iter().map(id).collect();
        (ids, answer)
    };
    let ((plain, answer), (expanded, more)) = (ids("--sort=relevance"), ids("--expand"));
    assert!(answer["added"].is_null());
    let added: Vec<&str> =
        more["added"].as_array().expect("is a list").iter().filter_map(Value::as_str).collect();
    assert!(!added.is_empty() && !added.contains(&"strike"), "{added:?}");
    assert!(more["hits"][0]["score"].as_f64() > answer["hits"][0]["score"].as_f64());
    let sorted = |ids: &[String]| ids.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!(sorted(&plain), sorted(&expanded));
    // Years lie between the last article and most others.
    let recent = ids("--recent=30").0;
    assert_eq!(recent[0], ids("--sort=newest").0[0]);
    assert_eq!(sorted(&plain), sorted(&recent));
}

#[test]
fn all_formats_show_the_same_hits() {
    let json = corpus(["search", "flood", "--json", "--limit", "5"]).fine().json();
    let ids: Vec<&str> = json["hits"]
        .as_array()
        .expect("is a list")
        .iter()
        .filter_map(|h| h["article"]["id"].as_str())
        .collect();
    assert_eq!(ids.len(), 5);
    let lines = corpus(["search", "flood", "--jsonl", "--limit", "5"]).fine();
    let hits: Vec<Value> = lines.stdout.lines().map(|l| serde_json::from_str(l).expect("is JSON")).collect();
    assert_eq!(json["hits"], Value::Array(hits));
    let csv = corpus(["search", "flood", "--csv", "--limit", "5"]).fine();
    assert!(
        csv.stdout
            .starts_with("rank,score,id,path,title,date,source,start,end,passage,tier,date_precision\r\n1,")
    );
    let in_csv: BTreeSet<&str> = ids.iter().copied().filter(|id| csv.stdout.contains(id)).collect();
    assert_eq!(in_csv.len(), 5);
    let text = corpus(["search", "flood", "--limit", "5"]).fine().prints("articles match; 1-5 shown");
    assert_eq!(text.stdout.matches("\n\n").count(), 5);
}

#[test]
fn pages_follow_each_other() {
    let ids = |offset: &str, limit: &str| {
        let answer = corpus(["search", "the", "--json", "--offset", offset, "--limit", limit]).fine().json();
        let hits = answer["hits"].as_array().expect("is a list").clone();
        hits.iter().map(|hit| hit["article"]["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!([ids("0", "4"), ids("4", "4")].concat(), ids("0", "8"));
}

#[test]
fn hits_are_ordered_by_date() {
    let dates = |order: &str| -> Vec<String> {
        let answer = corpus(["search", "mayor", "--sort", order, "--json", "--limit", "100"]).fine().json();
        let hits = answer["hits"].as_array().expect("is a list").clone();
        hits.iter()
            .filter_map(|hit| hit["article"]["date"].as_str())
            .map(|date| date[..10].to_owned())
            .collect()
    };
    let (newest, oldest) = (dates("newest"), dates("oldest"));
    assert!(newest.len() > 3 && newest.is_sorted_by(|a, b| a >= b), "{newest:?}");
    assert!(oldest.is_sorted(), "{oldest:?}");
}

#[test]
fn a_person_alone_is_a_query() {
    let run = corpus(["search", "--person", "Geoffrey Banks", "--limit", "1"]).code(0);
    let total = corpus(["search", "person:\"Geoffrey Banks\"", "--json"]).code(0).json()["total"].clone();
    run.prints(&format!("{total} articles name Geoffrey Banks; "));
    let run = corpus(["search", "--person", "banks", "--limit", "1"]).code(0);
    run.says(r#"person "banks": Geoffrey Banks ("#).says(r#"; narrow with --person "Geoffrey Banks""#);
    corpus(["search", "--person", "Zyx Qwerth"])
        .code(1)
        .says(r#"person "Zyx Qwerth": not recognised as a name"#);
}

#[test]
fn warnings_point_at_the_place() {
    let run = corpus(["search", "flood", "\"sea", "wall"]).code(0);
    run.says("flood \"sea wall\n      ^\nthis quote is not closed");
    let json = corpus(["search", "flood", "\"sea", "wall", "--json"]).fine().json();
    assert_eq!(json["warnings"][0]["at"], json!([6, 7]));
    corpus(["search", "???"]).code(1).says("no letter or digit").says("no article matches");
}

#[test]
fn articles_with_most_of_the_words_stand_in_for_all() {
    let answer = corpus(["search", "flood zeppelin", "--json"]).fine().json();
    assert_eq!(answer["total"], 0);
    assert_eq!(answer["relaxed_total"], corpus(["search", "flood", "--json"]).fine().json()["total"]);
    // A word that is repeated is one of the words, once.
    let twice = corpus(["search", "flood flood zeppelin zeppelin", "--json"]).fine().json();
    assert_eq!(twice["relaxed_total"], answer["relaxed_total"]);
    let run = corpus(["search", "flood zeppelin"]).code(0);
    run.says("no article has all the words; ").prints(" have most of the words");
    corpus(["search", "zeppelin"]).code(1).says("no article matches");
}

#[test]
fn words_with_a_hyphen_are_no_options() {
    let with =
        |words: [&str; 3]| corpus([words[0], words[1], words[2], "--json"]).code(0).json()["total"].as_u64();
    let (all, without) = (with(["search", "flood", ""]), with(["search", "flood", "-harrowmere"]));
    assert!(without < all && without > Some(0), "{without:?} of {all:?}");
    assert_eq!(with(["search", "-harrowmere", "flood"]), without);
    corpus(["search", "flood", "--limt", "3"]).code(2).says("--limit");
}

#[test]
fn filters_narrow_the_answer() {
    let total =
        |flag: &str, value: &str| corpus(["search", flag, value, "--json"]).code(0).json()["total"].as_u64();
    let all = corpus(["search", "--json"]).fine().json()["total"].as_u64();
    let (before, since) = (total("--to", "2015"), total("--from", "2016"));
    let undated = corpus(["search", "date:none", "--json"]).fine().json()["total"].as_u64();
    assert_eq!(before.zip(since).zip(undated).map(|((a, b), c)| a + b + c), all);
    assert!(total("--source", "Harrowmere Gazette") > Some(0));
    corpus(["search", "--from", "spring"]).code(2).says("write a year, month or day");
}

#[test]
fn colour_is_used_only_where_it_is_wanted() {
    assert!(!corpus(["search", "flood"]).fine().stdout.contains('\u{1b}'));
    assert!(corpus(["search", "flood", "--color=always"]).fine().stdout.contains("\u{1b}[1m\u{1b}[31mflood"));
}

#[test]
fn a_control_character_does_not_reach_a_terminal() {
    let folder = Folder::new().file(
        "a.json",
        r#"{"title": "Bad \u001b[2J news\u0007", "text": "The mayor \u001b[31mspoke on Monday."}"#,
    );
    folder.morgue(["index", "."]).fine();
    let run = folder.morgue(["search", "mayor"]).fine();
    assert!(!run.stdout.contains(['\u{1b}', '\u{7}']), "{run}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new();
    let archive = folder.path().join("archive");
    let articles = articles();
    let path = |path: &std::path::Path| path.to_str().expect("is UTF-8").to_owned();
    folder.morgue(["index", &path(&articles), "--archive", &path(&archive)]).fine();
    let mut child = program(folder.path())
        .args(["search", "--limit", "200", "--passages", "9", "--archive", &path(&archive)])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("runs");
    let mut first = [0; 1];
    let mut stdout = child.stdout.take().expect("is piped");
    stdout.read_exact(&mut first).expect("prints");
    drop(stdout);
    let output = child.wait_with_output().expect("ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}
