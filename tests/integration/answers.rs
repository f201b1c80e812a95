use std::collections::BTreeSet;

use serde_json::Value;

use crate::harness::{Folder, corpus};

const FERRY: &str = "harrowmere/2024-04-19-battery-ferry-launch.json";

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("is a list")
}

fn number(value: &Value) -> usize {
    value.as_u64().expect("a number") as usize
}

fn text(value: &Value) -> &str {
    value.as_str().expect("is text")
}

/// Whatever is asked for, passages are pieces of the text, none overlaps another, and every mark
/// stands in one.
#[test]
fn passages_never_overlap() {
    for context in ["0", "1", "3", "99"] {
        let args =
            ["search", "the flood", "--any", "--json", "--all", "--passages", "9", "--context", context];
        let answer = corpus(args).fine().json();
        let mut several = 0;
        for hit in list(&answer["hits"]) {
            let mut ranges: Vec<(usize, usize)> = Vec::new();
            for passage in list(&hit["passages"]) {
                let range = (number(&passage["start"]), number(&passage["end"]));
                assert_eq!(text(&passage["text"]).len(), range.1 - range.0);
                for mark in list(&passage["marks"]) {
                    assert!(range.0 <= number(&mark[0]) && number(&mark[1]) <= range.1, "{passage}");
                }
                ranges.push(range);
            }
            several += usize::from(ranges.len() > 1);
            ranges.sort_unstable();
            assert!(ranges.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{ranges:?}");
        }
        assert_eq!(several == 0, context == "99", "{context}");
    }
}

#[test]
fn context_adds_sentences_and_marks_them() {
    let folder = Folder::new().file("a.txt", "Ferry news\n\nOne came. Two came. Three came.\n\nThe ferry came in at dawn with sixty people and a cargo of timber, and the mayor stood on the quay to meet it, as she had said she would when the yard was saved from closure by the town and its bank in the spring of last year after a long dispute over who would pay for it all and when.\n\nFour ferries left. Five left.\n");
    folder.morgue(["index", "."]).fine();
    let shown = |context: &str| {
        let answer = folder.morgue(["search", "ferry", "dawn", "--json", "--context", context]).fine().json();
        let passage = &answer["hits"][0]["passages"][0];
        (
            text(&passage["text"]).replace('\n', "|"),
            list(&passage["marks"]).len(),
            passage["paragraph"].clone(),
        )
    };
    let (narrow, marks, paragraph) = shown("0");
    assert!(narrow.starts_with("The ferry") && narrow.ends_with("when."), "{narrow}");
    assert_eq!((marks, paragraph), (2, 2.into()));
    let (wide, marks, paragraph) = shown("1");
    assert_eq!(wide, format!("Three came.||{narrow}||Four ferries left."));
    assert_eq!((marks, paragraph), (3, 1.into()));
    let (all, ..) = shown("50");
    assert!(all.starts_with("One came.") && all.ends_with("Five left."), "{all}");
    folder.morgue(["search", "ferry", "--whole", "--context", "1"]).code(2).says("--context");
}

#[test]
fn whole_articles_are_shown_instead_of_passages() {
    let answer = corpus(["search", "ferry", "--whole", "--json", "--limit", "5"]).fine().json();
    for hit in list(&answer["hits"]) {
        let shown = corpus(["show", text(&hit["article"]["id"]), "--json"]).fine().json();
        let passages = list(&hit["passages"]);
        assert_eq!((passages.len(), &passages[0]["text"]), (1, &shown[0]["text"]));
        let ferries = text(&shown[0]["text"]).to_lowercase().matches("ferr").count();
        assert!(list(&passages[0]["marks"]).len() <= ferries);
    }
    let first = list(&answer["hits"])[0]["passages"][0]["text"].clone();
    let last = text(&first).rsplit("\n\n").next().expect("a paragraph").to_owned();
    corpus(["search", "ferry", "--whole", "--limit", "1"]).fine().prints(&last);
    corpus(["search", "ferry", "--whole", "--csv", "--limit", "1"]).fine().prints(&text(&first)[..40]);
}

/// Every hit once, in the order in which pages have them, in every form.
#[test]
fn all_hits_are_printed_in_order() {
    for sort in ["relevance", "newest", "oldest"] {
        let all = corpus(["search", "the", "--all", "--json", "--sort", sort]).fine().json();
        let hits = list(&all["hits"]);
        assert_eq!(hits.len(), number(&all["total"]));
        let page =
            corpus(["search", "the", "--json", "--sort", sort, "--offset", "7", "--limit", "30"]).fine();
        assert_eq!(hits[7..37], list(&page.json()["hits"])[..]);
        let lines = corpus(["search", "the", "--all", "--jsonl", "--sort", sort]).fine();
        let lines: Vec<Value> =
            lines.stdout.lines().map(|l| serde_json::from_str(l).expect("is JSON")).collect();
        assert_eq!(*hits, lines);
        let run = corpus(["search", "the", "--all", "--trec", "--sort", sort]).fine();
        let paths: Vec<&str> = run.stdout.lines().filter_map(|line| line.split(' ').nth(2)).collect();
        assert_eq!(paths, hits.iter().map(|hit| text(&hit["article"]["path"])).collect::<Vec<_>>());
        let shown = corpus(["search", "the", "--all", "--sort", sort]).fine();
        assert_eq!(shown.stdout.matches("\n\n").count(), hits.len());
        assert!(shown.stdout.ends_with(&format!("{} articles match\n", hits.len())), "{shown}");
    }
    let rest = corpus(["search", "the", "--all", "--offset", "100", "--csv"]).fine();
    assert!(rest.stdout.contains("\r\n101,"), "{rest}");
    corpus(["search", "the", "--all", "--limit", "3"]).code(2).says("--limit");
}

#[test]
fn a_trec_run_has_the_order_of_the_answer() {
    let args = [
        "search",
        "flood",
        "--trec",
        "--query-id",
        "q7",
        "--run-tag",
        "mine",
        "--offset",
        "2",
        "--limit",
        "3",
    ];
    let run = corpus(args).fine();
    let rows: Vec<Vec<&str>> = run.stdout.lines().map(|line| line.split(' ').collect()).collect();
    assert!(
        rows.iter().all(|row| row.len() == 6 && row[0] == "q7" && row[1] == "Q0" && row[5] == "mine"),
        "{run}"
    );
    assert_eq!(rows.iter().map(|row| row[3]).collect::<Vec<_>>(), ["3", "4", "5"]);
    let scores: Vec<f32> = rows.iter().map(|row| row[4].parse().expect("a number")).collect();
    assert!(scores.is_sorted_by(|a, b| a > b), "{run}");
    corpus(["search", "flood", "--trec", "--run-tag", "a b"])
        .code(2)
        .says("white space separates the columns");
    corpus(["search", "flood", "--query-id", "q7"]).code(2).says("--trec");
    let folder = Folder::new().file("a b.txt", "Ferry\n\nThe ferry floats.\n");
    folder.morgue(["index", "."]).fine();
    let id = folder.morgue(["search", "ferry", "--json"]).fine().json()["hits"][0]["article"]["id"].clone();
    folder.morgue(["search", "ferry", "--trec"]).fine().prints(&format!("1 Q0 {} 1 ", text(&id)));
}

#[test]
fn citations_quote_the_passages() {
    let run = corpus(["show", FERRY, "--cite", "bibtex", "--quote", "0-103"]).fine();
    insta::assert_snapshot!(run.stdout, @r#"
    @article{whitlock-2024-04-19-b0267d1940af096c,
      author    = {Whitlock, Nora},
      title     = {{Crowds} cheer as battery ferry takes to the water},
      journal   = {The Harrowmere Gazette},
      year      = {2024},
      month     = apr,
      day       = {19},
      url       = {https://theharrowmeregazette.example/2024-04-19-battery-ferry-launch},
      language  = {en},
      annote    = {“Thousands lined both banks of the Orl on Friday to watch the launch of the ferry that saved a shipyard.” (paragraph 1, bytes 0-103 of the text)},
    }
    "#);
    let run = corpus(["show", FERRY, "--cite", "ris"]).fine();
    insta::assert_snapshot!(run.stdout.replace('\r', ""), @r#"
    TY  - NEWS
    ID  - whitlock-2024-04-19-b0267d1940af096c
    AU  - Whitlock, Nora
    TI  - Crowds cheer as battery ferry takes to the water
    T2  - The Harrowmere Gazette
    PY  - 2024
    DA  - 2024/04/19/
    SE  - Harbour
    LA  - en
    UR  - https://theharrowmeregazette.example/2024-04-19-battery-ferry-launch
    ER  -
    "#);
    let items = corpus(["search", "ferry", "--cite", "csl-json", "--all"]).fine().json();
    let ids: BTreeSet<&str> = list(&items).iter().map(|item| text(&item["id"])).collect();
    assert_eq!(ids.len(), number(&corpus(["search", "ferry", "--json"]).fine().json()["total"]));
    assert!(list(&items).iter().all(|item| text(&item["note"]).starts_with('“')));
    corpus(["show", FERRY, "--cite", "ris", "--quote", "0-999999"]).code(2).says("is not a range within it");
    corpus(["show", FERRY, "--cite", "ris", "--quote", "9"]).code(2).says("the first byte, a hyphen");
}

#[test]
fn similar_articles_are_found_once_each() {
    let answer = corpus(["similar", FERRY, "--json"]).fine().json();
    assert_eq!(answer["article"]["path"], FERRY);
    let hits = list(&answer["hits"]);
    let paths: Vec<&str> = hits.iter().map(|hit| text(&hit["article"]["path"])).collect();
    assert!(!paths.contains(&FERRY) && paths.len() > 2, "{paths:?}");
    assert!(paths[..3].iter().all(|path| path.starts_with("harrowmere/")), "{paths:?}");
    let marked =
        |hit: &&Value| list(&hit["passages"]).iter().any(|passage| !list(&passage["marks"]).is_empty());
    assert!(hits.iter().all(|hit| marked(&hit)));
    let newest = corpus(["similar", FERRY, "--newest", "--json"]).fine().json();
    // The undated come last.
    let dates: Vec<&str> =
        list(&newest["hits"]).iter().map(|hit| hit["article"]["date"].as_str().unwrap_or_default()).collect();
    assert!(dates.len() > 2 && dates.is_sorted_by(|a, b| a >= b), "{dates:?}");
    let set = |answer: &Value| -> BTreeSet<String> {
        list(&answer["hits"]).iter().map(|hit| hit["article"]["id"].to_string()).collect()
    };
    assert_eq!(set(&newest), set(&answer));
    let shown = corpus(["similar", FERRY, "--limit", "2"]).fine();
    shown.prints("\n2. ").prints("2 articles; looked for ");
    let rows = corpus(["similar", FERRY, "--csv", "--limit", "2"]).fine().stdout;
    assert!(rows.starts_with("rank,score,id,path"), "{rows}");
    corpus(["similar", "nothing.txt"]).code(2).says("no article \"nothing.txt\"");
}

/// The copies of a story (of which the corpus has some) are shown once.
#[test]
fn copies_are_shown_once() {
    let story = "The mill at Oxley closed on Friday after ninety years. Its owners, the Tanner family, said orders \
                 had fallen since the dock strike. Mayor Ruth Ansell called it a black day for the valley and asked \
                 the county for help. About two hundred workers heard the news in the canteen.";
    let wire = |head: &str, tail: &str| format!("{head}\n\n{story} {tail}\n");
    let folder = Folder::new()
        .file("a.txt", wire("Mill closes", "More soon."))
        .file("b.txt", wire("Oxley mill shuts", "Reporting by the wire."))
        .file("c.txt", "Council meets\n\nMayor Ruth Ansell met the Tanner family about the Oxley mill and its dock orders. Workers from the canteen came too, and the county was asked.\n")
        .file("d.txt", "Council met\n\nMayor Ruth Ansell met the Tanner family about the Oxley mill and its dock orders. Workers from the canteen came too, and the county was asked.\n")
        .file("e.txt", "Zebra\n\nXylophones quaver.\n");
    // Enough else that the words of the story are rare.
    for number in 0..20 {
        let text = format!(
            "Fixture {number}\n\nRound {number} of the cup was played at ground number {number}, and on Friday the hundred and more who came had help from the news and the workers.\n"
        );
        folder.write(&format!("cup/{number}.txt"), text);
    }
    folder.morgue(["index", "."]).fine();
    let paths = |article: &str| {
        let answer = folder.morgue(["similar", article, "--json"]).code(0).json();
        let hits = list(&answer["hits"]).iter().map(|hit| text(&hit["article"]["path"]).to_owned());
        hits.collect::<Vec<_>>()
    };
    assert_eq!(paths("a.txt").len(), 1);
    assert!(["c.txt", "d.txt"].contains(&paths("a.txt")[0].as_str()));
    assert_eq!(paths("c.txt").len(), 1);
    folder.morgue(["similar", "e.txt"]).code(1).says("no other article is similar");
}

#[test]
fn tables_for_spreadsheets_hold_no_formula_and_no_invented_day() {
    let folder = Folder::new()
        .file("a.json", r#"{"title": "=HYPERLINK(1)", "text": "The ferry floats.", "date": "2024-03"}"#);
    folder.morgue(["index", "."]).fine();
    let excel = folder.morgue(["search", "ferry", "--csv=excel"]).fine();
    assert!(excel.stdout.starts_with("\u{feff}rank,score,id,path,"), "{excel}");
    excel.prints(",'=HYPERLINK(1),2024-03,,").prints(",The ferry floats.,1,month\r\n");
    let plain = folder.morgue(["search", "ferry", "--csv"]).fine();
    plain.prints("rank,score").prints(",=HYPERLINK(1),2024-03,,");
    folder.morgue(["search", "ferry"]).fine().prints("=HYPERLINK(1) — 2024-03\n");
}

/// An archive of long ago has newer articles too, and a date after today is a mistake.
#[test]
fn recent_articles_are_those_near_the_newest() {
    let story = |number: u32, date: &str| {
        format!(r#"{{"title": "Ferry {number}", "text": "The ferry floats.", "date": "{date}"}}"#)
    };
    let folder = Folder::new()
        .file("1.json", story(1, "1904-01-02"))
        .file("2.json", story(2, "1904-03-02"))
        .file("3.json", story(3, "2099-01-01"));
    folder.morgue(["index", "."]).fine();
    let answer = folder.morgue(["search", "floats", "--recent=60", "--json"]).fine().json();
    let hits = list(&answer["hits"]).iter();
    let scores: Vec<(&str, f64)> =
        hits.map(|hit| (text(&hit["article"]["path"]), hit["score"].as_f64().expect("a number"))).collect();
    let score = |path: &str| scores.iter().find(|(other, _)| *other == path).expect("is found").1;
    assert!((score("1.json") / score("2.json") - 0.5).abs() < 0.01, "{scores:?}");
    let timeline = folder.morgue(["timeline", "ferry", "--by", "year"]).fine();
    timeline.prints("dated after today: 1\n").prints("\n…     no article in 194 years\n");
}
