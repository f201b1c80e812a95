//! The program `morgue-lab`: judging and training.

use serde_json::{Value, json};

use crate::harness::{Folder, holds_to};

#[test]
fn the_recogniser_is_judged() {
    let folder = Folder::new()
        .file("a.bio", "Jane\tB-PER\nDoe\tI-PER\nspoke\tO\n.\tO\n")
        .file("gold/a.txt", "Talks\n\n[PER Jane Doe] went to [LOC London].\n")
        .file("bad.bio", "Jane\n");
    let scores = folder.lab(["model", "eval", "a.bio", "--json"]).fine().json();
    assert_eq!((&scores["tokens"], &scores["person"]["f1"]), (&4.into(), &1.0.into()));
    folder.lab(["model", "eval", "gold", "a.bio"]).fine().prints("precision   recall       f1");
    folder.lab(["model", "eval", "bad.bio"]).code(2).says("morgue-lab: bad.bio: line 1: ");
    folder.lab(["model", "eval", "none.bio"]).code(2).says("morgue-lab: none.bio: ");
}

#[test]
fn the_ranking_is_judged() {
    let folder = Folder::new()
        .file("c/docs.jsonl", "{\"id\": \"d1\", \"title\": \"Ferry fire\", \"text\": \"\"}\n")
        .file("c/queries.jsonl", "{\"id\": \"q1\", \"text\": \"the (ferry\"}\n")
        .file("c/qrels.tsv", "q1\td1\t1\n");
    let scores = folder.lab(["eval", "c", "--json", "--run", "run"]).fine().json();
    assert_eq!(
        scores,
        json!({
            "queries": 1, "ndcg@10": 1.0, "map": 1.0, "recall@100": 1.0, "mrr": 1.0,
            "ndcg@10_ci": [1.0, 1.0], "map_ci": [1.0, 1.0], "recall@100_ci": [1.0, 1.0], "mrr_ci": [1.0, 1.0]
        })
    );
    let run = std::fs::read_to_string(folder.path().join("run")).expect("is written");
    assert!(run.starts_with("q1 Q0 d1 1 ") && run.ends_with(" morgue\n"), "{run}");
    folder.lab(["eval", "c", "--as", "person"]).fine().prints("nDCG@10     1.0000");
    folder.lab(["eval", "none"]).code(2).says("morgue-lab: none/queries.jsonl: ");
}

#[test]
fn a_tagged_text_does_not_steer_a_terminal() {
    let folder = Folder::new().file("a.txt", "Joan \u{1b}[31mHarrow met Tony Blair.\n");
    let tagged = folder.lab(["model", "tag", "a.txt"]).fine().prints("[PER Tony Blair]");
    assert!(!tagged.stdout.contains('\u{1b}'), "{tagged}");
}

#[test]
fn answers_hold_to_the_schema() {
    let folder = Folder::new()
        .file("a.json", "{\"title\": \"Ferry afloat\", \"text\": \"The ferry floats in London.\"}")
        .file("c/docs.jsonl", "{\"id\": \"d1\", \"title\": \"Ferry fire\", \"text\": \"\"}\n")
        .file("c/queries.jsonl", "{\"id\": \"q1\", \"text\": \"ferry\"}\n")
        .file("c/qrels.tsv", "q1\td1\t1\n")
        .file("d.bio", "Jane\tB-PER\nDoe\tI-PER\nspoke\tO\n.\tO\n");
    let holds = |command: &str, answer: Value| {
        let mut schema: Value =
            serde_json::from_str(include_str!("../../src/lab/schema.json")).expect("JSON");
        schema["$ref"] = json!(format!("#/$defs/{command}"));
        holds_to(&schema, command, &answer);
    };
    holds("eval", folder.lab(["eval", "c", "--json", "--run", "r.run"]).fine().json());
    holds("eval", folder.lab(["eval", "c", "--json", "--against", "r.run"]).fine().json());
    holds("model-eval", folder.lab(["model", "eval", "d.bio", "--json"]).fine().json());
    holds("model-tag", folder.lab(["model", "tag", "a.json", "--json"]).json());
}
