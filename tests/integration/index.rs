use serde_json::json;

use crate::harness::Folder;

const TRUCE: &str = "Truce holds in the north\n\nA truce held on Monday, Steve Witkoff said.\n";
const FLOOD: &str = "Flood closes the bridge\n\nThe river rose by a foot on Tuesday night.\n";

fn two() -> Folder {
    let folder = Folder::new();
    folder.file("news/truce.txt", TRUCE).file("news/flood.txt", FLOOD);
    folder
}

#[test]
fn the_summary() {
    let run = two().morgue(["index", "news"]).fine();
    let head: Vec<&str> = run.stdout.lines().take(2).collect();
    assert_eq!(head, ["articles: 2 added, 0 replaced, 0 removed", "files: 0 unchanged, 0 skipped, 0 failed"]);
    assert_eq!(two().morgue(["index", "news", "--quiet"]).fine().stdout, "");
}

#[test]
fn failures_are_told_and_the_rest_is_done() {
    let folder = two();
    folder.file("news/cut.json", r#"{"title": "Cut", "text": "#);
    let run = folder.morgue(["index", "news"]).code(2);
    run.prints("2 added").says("morgue: cut.json: ").says("`morgue files --failed --archive ");
    folder.morgue(["search", "--archive", "news", "truce"]).fine();
    let failed = folder.morgue(["files", "--failed", "--json", "--archive", "news"]).fine().value();
    assert_eq!((&failed[0]["path"], &failed[0]["status"]), (&json!("cut.json"), &json!("failed")));
    folder.morgue(["files", "--skipped", "--archive", "news"]).code(1);
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = two();
    folder.morgue(["index", "news", "--dry-run"]).fine().prints("nothing was written");
    assert!(!folder.path().join("news/.morgue").exists());
}

#[test]
fn the_archive_is_found_from_below_and_by_name() {
    let folder = two();
    folder.file("news/deep/er/x.txt", "Deep\n\nA deep article about a submarine.\n");
    folder.morgue(["index", "news"]).fine();
    let deep = Folder::new();
    let archive = folder.path().join("news/.morgue");
    let run = deep.morgue(["search", "submarine", "--archive", archive.to_str().expect("is UTF-8")]);
    run.fine().prints("deep/er/x.txt:0-");
    deep.morgue(["search", "submarine"]).code(2).says("no archive found in ").says("`morgue index FOLDER`");
    let below =
        folder.command(&["search", "submarine"]).current_dir(folder.path().join("news/deep")).output();
    assert!(below.expect("runs").status.success());
}

#[test]
fn search_in_a_folder_brings_it_up_to_date() {
    let folder = two();
    let run = folder.morgue(["search", "--in", "news", "truce"]).code(0);
    run.says("articles: 2 added, 0 replaced, 0 removed; files: ").prints("Truce holds in the north");
    folder.file("news/more.txt", "Another truce\n\nAnother truce began on Thursday.\n");
    folder.morgue(["search", "--in", "news", "truce"]).code(0).prints("2 articles match\n");
}

#[test]
fn missing_folders_are_named() {
    let run = Folder::new().morgue(["index", "nowhere"]).code(2);
    assert_eq!(run.stderr.matches("nowhere").count(), 1, "{run:#?}");
}
