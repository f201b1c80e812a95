use serde_json::json;

use crate::harness::Folder;

const TRUCE: &str = "Truce holds in the north\n\nA truce held on Monday, Steve Witkoff said.\n";
const FLOOD: &str = "Flood closes the bridge\n\nThe river rose by a foot on Tuesday night.\n";

fn two() -> Folder {
    Folder::new().file("news/truce.txt", TRUCE).file("news/flood.txt", FLOOD)
}

#[track_caller]
fn check(folder: &Folder, expected: [u64; 6]) {
    let found = folder.morgue(["index", "news", "--json"]).json();
    let keys = ["added", "replaced", "removed", "unchanged", "skipped", "failed"];
    assert_eq!(keys.map(|key| found[key].as_u64().unwrap_or(99)), expected, "{found}");
    assert!(found["bytes"].is_u64() && found["seconds"].is_f64(), "{found}");
}

#[test]
fn only_what_changed_is_read() {
    let folder = two();
    check(&folder, [2, 0, 0, 0, 0, 0]);
    check(&folder, [0, 0, 0, 2, 0, 0]);
    folder.write("news/truce.txt", TRUCE.replace("Monday", "Wednesday"));
    folder.write("news/new.txt", "Ferry afloat\n\nThe ferry was launched on Friday.\n");
    check(&folder, [1, 1, 0, 1, 0, 0]);
    std::fs::remove_file(folder.path().join("news/flood.txt")).expect("is there");
    check(&folder, [0, 0, 1, 2, 0, 0]);
    let found = folder.morgue(["search", "--archive", "news", "river", "--json"]).code(1).json();
    assert_eq!(found["total"], 0);
    folder.morgue(["search", "--archive", "news", "wednesday"]).fine().prints("1 article matches");
}

#[test]
fn the_summary_is_printed_as_text_or_json() {
    let run = two().morgue(["index", "news"]).fine();
    let head: Vec<&str> = run.stdout.lines().take(2).collect();
    assert_eq!(head, ["articles: 2 added, 0 replaced, 0 removed", "files: 0 unchanged, 0 skipped, 0 failed"]);
    assert_eq!(two().morgue(["index", "news", "--quiet"]).fine().stdout, "");
}

#[test]
fn failures_are_told_and_the_rest_is_done() {
    let folder = two().file("news/cut.json", r#"{"title": "Cut", "text": "#);
    let run = folder.morgue(["index", "news"]).code(2);
    run.prints("2 added").says("morgue: cut.json: ").says("`morgue files --failed --archive ");
    folder.morgue(["search", "--archive", "news", "truce"]).fine();
    let failed = folder.morgue(["files", "--failed", "--json", "--archive", "news"]).fine().json();
    assert_eq!((&failed[0]["path"], &failed[0]["status"]), (&json!("cut.json"), &json!("failed")));
    folder.morgue(["files", "--skipped", "--archive", "news"]).code(1);
}

#[test]
fn records_that_are_no_article_are_counted() {
    // More than the ledger keeps warnings of.
    let empty = "{\"title\": \"\", \"text\": \"\"}\n".repeat(30);
    let article = "{\"title\": \"Truce\", \"text\": \"A truce held on Monday.\"}\n";
    let folder = Folder::new().file("news/dump.jsonl", format!("{empty}{article}no JSON\n"));
    let dry = folder.morgue(["index", "news", "--dry-run"]).fine();
    dry.prints("1 record not read and 30 records skipped as not articles in files with other articles");
    let run = folder.morgue(["index", "news", "--json"]).fine().json();
    let counts = ["added", "bad_records", "records_skipped", "skipped"].map(|key| run[key].clone());
    assert_eq!(counts, [1, 1, 30, 0].map(|n| json!(n)), "{run}");
    let rows = folder.morgue(["files", "--json", "--archive", "news"]).fine().json();
    assert_eq!((&rows[0]["records_skipped"], &rows[0]["bad_records"]), (&json!(30), &json!(1)), "{rows}");
    let said = folder.morgue(["files", "--archive", "news"]).fine();
    said.prints("dump.jsonl  (1 article, jsonl, 1 record not read, 30 records skipped)");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = two();
    folder.morgue(["index", "news", "--dry-run"]).fine().prints("nothing was written");
    assert!(!folder.path().join("news/.morgue").exists());
}

#[test]
fn the_archive_is_found_from_below_and_by_name() {
    let folder = two().file("news/deep/er/x.txt", "Deep\n\nA deep article about a submarine.\n");
    folder.morgue(["index", "news"]).fine();
    let deep = Folder::new();
    let archive = folder.path().join("news/.morgue");
    let run = deep.morgue(["search", "submarine", "--archive", archive.to_str().expect("is UTF-8")]);
    run.fine().prints("deep/er/x.txt:0-");
    deep.morgue(["search", "submarine"]).code(2).says("no archive found in ").says("`morgue index FOLDER`");
    let below = crate::harness::program(&folder.path().join("news/deep"))
        .args(["search", "submarine"])
        .output()
        .expect("runs");
    assert!(below.status.success());
}

#[test]
fn search_in_a_folder_brings_it_up_to_date() {
    let folder = two();
    let run = folder.morgue(["search", "--in", "news", "truce"]).code(0);
    run.says("articles: 2 added, 0 replaced, 0 removed; files: ").prints("Truce holds in the north");
    folder.write("news/more.txt", "Another truce\n\nAnother truce began on Thursday.\n");
    folder.morgue(["search", "--in", "news", "truce"]).code(0).prints("2 articles match\n");
}

#[test]
fn missing_folders_are_named() {
    let run = Folder::new().morgue(["index", "nowhere"]).code(2);
    assert_eq!(run.stderr.matches("nowhere").count(), 1, "{run}");
}
