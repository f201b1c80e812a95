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
    let run = folder.morgue(["index", "news"]).code(3);
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

#[test]
fn links_without_a_target_are_skipped_and_told_once() {
    use std::os::unix::fs::symlink;
    let folder = two();
    symlink("nowhere.txt", folder.path().join("news/dangling.txt")).expect("linked");
    symlink(".", folder.path().join("news/back")).expect("linked");
    symlink("turning.txt", folder.path().join("news/turning.txt")).expect("linked");
    folder.morgue(["index", "news"]).code(0).says("3 symbolic links that lead nowhere or back were skipped");
    folder.morgue(["index", "news"]).fine().prints("5 unchanged, 0 skipped, 0 failed");
    let rows = folder.morgue(["files", "--skipped", "--archive", "news"]).fine();
    rows.prints("leads nowhere").prints("symbolic link back to ");
    folder.morgue(["search", "truce", "--archive", "news"]).fine().prints("1 article matches");
    // A link that leads somewhere again is read.
    folder.write("news/nowhere.txt", "Ferry afloat\n\nThe ferry was launched on Friday.\n");
    folder.morgue(["index", "news"]).fine().prints("2 added");
}

#[test]
fn excluded_files_are_left_out() {
    let folder = two()
        .file("news/drafts/new.txt", "Draft\n\nA zeppelin landed on Friday.\n")
        .file("news/copy.old.txt", "Backup\n\nA zeppelin was copied.\n")
        .file("news/deep/x.txt", "Deep\n\nA zeppelin in the deep.\n")
        .file("news/deep/keep.txt", "Kept\n\nA zeppelin that is kept.\n");
    check(&folder, [6, 0, 0, 0, 0, 0]);
    let exclude = ["index", "news", "--exclude", "/drafts/", "--exclude", "*.old.txt", "--json"];
    assert_eq!(folder.morgue(exclude).fine().json()["removed"], 2);
    // Kept with the archive, until they are replaced.
    check(&folder, [0, 0, 0, 4, 0, 0]);
    folder.write("news/deep/.morgueignore", "*.txt\n!keep.txt\n");
    check(&folder, [0, 0, 1, 3, 0, 0]);
    assert_eq!(folder.morgue(["index", "news", "--exclude", "", "--json"]).fine().json()["added"], 2);
    // A list holds below its folder, wherever a run begins.
    folder.write("news/.morgueignore", "late.txt\n");
    folder.write("news/deep/late.txt", "Late\n\nA zeppelin that is late.\n");
    folder.morgue(["index", "news/deep", "--archive", "news/.morgue"]).fine().prints("0 added");
    // What is named is read.
    folder.morgue(["index", "news/deep/x.txt", "--archive", "news/.morgue"]).fine().prints("1 added");
    folder.morgue(["index", "news", "--exclude", "a{b"]).code(2).says("--exclude <GLOB>").says("unclosed");
}

#[test]
fn the_files_of_version_control_are_no_stories() {
    let folder = two()
        .file("news/.git/HEAD", "ref: refs/heads/main and more words of text\n")
        .file("news/.git/logs/refs/main.txt", "Truce\n\nA truce of branches.\n")
        .file("news/.svn/entries", "12\n")
        .file("news/.hidden/x.txt", "Truce\n\nA truce in a hidden folder.\n");
    check(&folder, [3, 0, 0, 0, 0, 0]);
}

#[test]
fn files_are_forgotten_and_stay_on_disk() {
    let folder = two().file("news/old/a.jsonl", "{\"title\": \"One\", \"text\": \"A zeppelin rose.\"}\n{\"title\": \"Two\", \"text\": \"A zeppelin sank.\"}\n");
    folder.morgue(["index", "news"]).fine();
    let zeppelins = |code| folder.morgue(["search", "zeppelin", "--archive", "news"]).code(code);
    zeppelins(0);
    let run = folder.morgue(["forget", "news/old", "--archive", "news"]).fine();
    run.prints("2 articles of 1 file removed from the archive\n");
    zeppelins(1);
    assert!(folder.path().join("news/old/a.jsonl").exists());
    folder
        .morgue(["forget", "news/old", "--archive", "news"])
        .code(1)
        .says("the archive has no file under news/old");
    assert_eq!(
        folder.morgue(["files", "--json", "--archive", "news"]).fine().json().as_array().map(Vec::len),
        Some(2)
    );
    // The next run reads it again; a file that is gone is forgotten too, also by its path in the archive.
    folder.morgue(["index", "news"]).fine().prints("2 added");
    std::fs::remove_dir_all(folder.path().join("news/old")).expect("removed");
    folder.morgue(["forget", "old/a.jsonl", "--archive", "news"]).fine().prints("2 articles of 1 file");
    zeppelins(1);
}

/// The root of an archive is gone: its articles go when it is named with --force, and the root stays.
#[test]
fn a_root_that_is_gone_is_emptied_and_stays_the_root() {
    let folder = Folder::new().file("a/one.txt", TRUCE).file("b/two.txt", FLOOD);
    folder.morgue(["index", "a", "b", "--archive", "ar"]).fine().prints("2 added");
    std::fs::remove_dir_all(folder.path().join("a")).expect("removed");
    let forced = folder.morgue(["index", "--archive", "ar", "--force", "a"]).code(0);
    forced.prints("0 added, 0 replaced, 1 removed");
    folder.morgue(["search", "truce", "--archive", "ar"]).code(1);
    folder.morgue(["search", "river", "--archive", "ar"]).fine().prints("b/two.txt:0-");
    let info = folder.morgue(["info", "--archive", "ar", "--json"]).fine().json();
    assert!(info["root"].as_str().is_some_and(|root| root.ends_with('a')), "{info}");
}
