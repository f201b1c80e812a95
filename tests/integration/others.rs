use crate::harness::{Folder, corpus};

#[test]
fn the_ledger_has_a_row_for_each_file() {
    let rows = corpus(["files", "--json"]).fine().json();
    let rows = rows.as_array().expect("is a list");
    let articles: u64 = rows.iter().filter_map(|row| row["articles"].as_u64()).sum();
    assert_eq!((rows.len(), articles), (113, 134));
    assert!(rows.iter().all(|row| row["status"] == "indexed" && row["format"].is_string()));
    corpus(["files", "--failed"]).code(1);
}

#[test]
fn the_recogniser_is_judged() {
    let folder = Folder::new()
        .file("a.bio", "Jane\tB-PER\nDoe\tI-PER\nspoke\tO\n.\tO\n")
        .file("gold/a.txt", "Talks\n\n[PER Jane Doe] went to [LOC London].\n")
        .file("bad.bio", "Jane\n");
    let scores = folder.morgue(["model", "eval", "a.bio", "--json"]).fine().json();
    assert_eq!((&scores["tokens"], &scores["person"]["f1"]), (&4.into(), &1.0.into()));
    folder.morgue(["model", "eval", "gold", "a.bio"]).fine().prints("precision   recall       f1");
    folder.morgue(["model", "eval", "bad.bio"]).code(2).says("morgue: bad.bio: line 1: ");
    folder.morgue(["model", "eval", "none.bio"]).code(2).says("morgue: none.bio: ");
}

#[test]
fn the_ranking_is_judged() {
    let folder = Folder::new()
        .file("c/docs.jsonl", "{\"id\": \"d1\", \"title\": \"Ferry fire\", \"text\": \"\"}\n")
        .file("c/queries.jsonl", "{\"id\": \"q1\", \"text\": \"the (ferry\"}\n")
        .file("c/qrels.tsv", "q1\td1\t1\n");
    let scores = folder.morgue(["eval", "c", "--json", "--run", "run"]).fine().json();
    assert_eq!(
        scores,
        serde_json::json!({
            "queries": 1, "ndcg@10": 1.0, "map": 1.0, "recall@100": 1.0, "mrr": 1.0,
            "ndcg@10_ci": [1.0, 1.0], "map_ci": [1.0, 1.0], "recall@100_ci": [1.0, 1.0], "mrr_ci": [1.0, 1.0]
        })
    );
    let run = std::fs::read_to_string(folder.path().join("run")).expect("is written");
    assert!(run.starts_with("q1 Q0 d1 1 ") && run.ends_with(" morgue\n"), "{run}");
    folder.morgue(["eval", "c", "--as", "person"]).fine().prints("nDCG@10     1.0000");
    folder.morgue(["eval", "none"]).code(2).says("morgue: none/queries.jsonl: ");
}

#[test]
fn help_version_man_and_completions() {
    let folder = Folder::new();
    folder.morgue(["search", "--help"]).fine().prints("Examples:");
    folder.morgue(["search", "--version"]).fine().prints(env!("CARGO_PKG_VERSION"));
    folder.morgue(["man", "search"]).fine().prints(".TH ");
    folder.morgue(["completions", "bash"]).fine().prints("complete -F _morgue");
    folder.morgue(["man", "nothing"]).code(2).says("no command \"nothing\"");
    folder.morgue([]).code(2);
}

#[test]
fn a_tagged_text_does_not_steer_a_terminal() {
    let folder = Folder::new().file("a.txt", "Joan \u{1b}[31mHarrow met Tony Blair.\n");
    let tagged = folder.morgue(["model", "tag", "a.txt"]).fine().prints("[PER Tony Blair]");
    assert!(!tagged.stdout.contains('\u{1b}'), "{tagged}");
}
