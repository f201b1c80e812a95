//! The query language over the corpus: explanations, and counts that another way of counting gives.

use serde_json::Value;

use crate::harness::corpus;

/// All clauses of an explanation, with their counts.
fn clauses(explained: &Value, out: &mut Vec<(String, u64)>) {
    let text = explained["clause"].as_str().expect("is text").to_owned();
    out.push((text, explained["articles"].as_u64().expect("a number")));
    for part in explained["parts"].as_array().into_iter().flatten() {
        clauses(part, out);
    }
}

#[test]
fn every_number_of_an_explanation_is_that_of_a_search() {
    let query =
        "(mill NEAR/9 strike OR ferry W/S fire OR ATLEAST2 \"city council\" OR flood*) -river person:anna~";
    let explained = corpus(["query", "explain", query, "--json"]).json();
    let mut all = Vec::new();
    clauses(&explained, &mut all);
    assert!(all.len() > 12, "{all:?}");
    for (clause, articles) in all {
        let found = corpus(["search", &clause, "--json", "--limit", "1"]).json();
        assert_eq!(found["total"].as_u64(), Some(articles), "{clause}");
    }
}

/// Pairs of spellings near each other, counted by loops over the words of every article.
#[test]
fn proximity_counts_what_a_plain_reader_counts() {
    let all = corpus(["search", "the OR a OR of", "--json", "--limit", "500"]).fine().json();
    let shown = |hit: &Value| {
        let id = hit["article"]["id"].as_str().expect("is text").to_owned();
        corpus(["show", &id, "--json"]).fine().json()[0].clone()
    };
    let words = |text: &str| -> Vec<String> {
        let clean = text.replace("’s ", " ").replace("'s ", " ");
        let words = clean.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let articles: Vec<[Vec<String>; 2]> = all["hits"]
        .as_array()
        .expect("is a list")
        .iter()
        .map(shown)
        .map(|shown| ["title", "text"].map(|key| words(shown[key].as_str().expect("is text"))))
        .collect();
    assert!(articles.len() > 100);
    let near = |text: &[String], left: &str, right: &str, most: usize, ordered: bool| {
        let at = |word: &str| {
            text.iter().enumerate().filter(|(_, w)| *w == word).map(|(at, _)| at).collect::<Vec<_>>()
        };
        let (left, right) = (at(left), at(right));
        left.iter().any(|l| right.iter().any(|r| l.abs_diff(*r) <= most && l != r && (!ordered || l < r)))
    };
    for (left, right, most) in [
        ("mill", "strike", 4),
        ("ferry", "fire", 6),
        ("city", "council", 1),
        ("river", "water", 10),
        ("mayor", "the", 2),
        ("strike", "strike", 12),
    ] {
        for (sign, ordered) in [("NEAR", false), ("PRE", true)] {
            let query = format!("={left} {sign}/{most} ={right}");
            let found = corpus(["search", &query, "--json", "--limit", "1"]).json();
            let expected = articles
                .iter()
                .filter(|texts| texts.iter().any(|text| near(text, left, right, most, ordered)));
            assert_eq!(found["total"].as_u64(), Some(expected.count() as u64), "{query}");
        }
    }
}

#[test]
fn an_explanation_says_what_empties_an_answer() {
    let run = corpus(["query", "explain", "ferry NEAR/3 (mayor OR council) zeppelin*"]);
    insta::assert_snapshot!(run.stdout, @"
     0  (ferry NEAR/3 (mayor OR council)) zeppelin*  all of
     0    ferry NEAR/3 (mayor OR council)  near
              nothing left: articles with both sides: 2, but never so near
     8      ferry  word, any form
                ferries (8), ferry (7)
    42      mayor OR council  any of
    28        mayor  word, any form
    19        council  word, any form
                  council (18), councils (1)
     0    zeppelin*  wildcard
              nothing left: it does not occur in the archive
    ");
    let run = corpus(["query", "explain", "ferry PRE/1 council"]);
    insta::assert_snapshot!(run.stdout, @"
     0  ferry PRE/1 council  near
            nothing left: no article has both sides
     8    ferry  word, any form
              ferries (8), ferry (7)
    19    council  word, any form
              council (18), councils (1)
    ");
}

#[test]
fn queries_of_other_systems_are_read() {
    let ours = corpus(["search", "mill NEAR/5 strik* title:mill", "--json"]).json();
    let nexis =
        corpus(["search", "--syntax", "nexis", "mill w/5 strik! and headline(mill)", "--json"]).json();
    let factiva = corpus(["search", "--syntax=factiva", "mill near5 strik* and hd=mill", "--json"]).json();
    // The words are matched as each service does, so the scores differ.
    let found = |answer: &serde_json::Value| {
        let hits = answer["hits"].as_array().expect("is a list").iter();
        let mut found: Vec<String> =
            hits.map(|hit| format!("{} {}", hit["article"]["path"], hit["passages"][0]["marks"])).collect();
        found.sort_unstable();
        found
    };
    assert_eq!(found(&ours), found(&nexis));
    assert_eq!(found(&ours), found(&factiva));
    assert!(ours["total"].as_u64() > Some(1));
    let lucene = corpus(["search", "--syntax", "lucene", "+ferry -fire", "--json"]).json();
    assert_eq!(lucene["total"], corpus(["search", "ferry -fire", "--json"]).json()["total"]);
}

#[test]
fn what_looks_like_an_operator_is_read_as_meant_and_told() {
    let total = |query: &str| corpus(["search", query, "--json"]).json()["total"].as_u64();
    assert_eq!(total("ferry or mill"), total("ferry OR mill"));
    assert!(total("ferry or mill") > total("ferry mill"));
    assert_eq!(total("ferry –fire"), total("ferry -fire"));
    assert_eq!(total("mill NAER/9 strike"), total("mill NEAR/9 strike"));
    assert_eq!(total("titel:ferry"), total("title:ferry"));
    corpus(["search", "ferry or mill"]).code(0).says("ferry or mill\n      ^^\n‘or’ is read as OR");
}

#[test]
fn a_date_that_cannot_be_read_finds_nothing() {
    corpus(["search", "ferry date:soon"]).code(1).says("not a valid date").says("no article matches");
    corpus(["search", "ferry -date:soon"]).code(1);
    corpus(["search", "(ferry NEAR/9 fire) date:never"]).code(1);
    let total = |flag: &str| corpus(["search", "date:01/02/2000..", flag, "--json"]).json()["total"].as_u64();
    assert!(total("--day-first") <= total("--any"));
}
