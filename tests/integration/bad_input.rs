//! Bad input costs itself alone: the rest is read, and the ledger names the file, the place
//! and the reason.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;

use serde_json::{Value, json};

use crate::harness::Folder;

const ARTICLE: &str = "Harbour reopens\n\nThe harbour was opened again on Monday, the mayor said.\n";

/// The row of a file: status, articles, reason, at.
fn row(files: &Value, path: &str) -> (String, u64, String, String) {
    let rows = files.as_array().expect("a list");
    let row = rows.iter().find(|r| r["path"] == path).unwrap_or_else(|| panic!("{path} in {files:#}"));
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
    (text("status"), row["articles"].as_u64().expect("a number"), text("reason"), text("at"))
}

#[track_caller]
fn check(files: &Value, path: &str, status: &str, articles: u64, reason: &str, at: &str) {
    let found = row(files, path);
    assert_eq!((found.0.as_str(), found.1), (status, articles), "{path}: {found:?}");
    assert!(found.2.contains(reason), "{path}: {:?} lacks {reason:?}", found.2);
    assert!(found.3.contains(at), "{path}: {:?} lacks {at:?}", found.3);
}

/// Brings the archive up to date and gives the report.
#[track_caller]
fn index(folder: &Folder, code: i32) -> Value {
    folder.morgue(["index", ".", "--json"]).code(code).json()
}

#[test]
fn every_bad_file_has_its_line_and_the_good_one_is_found() {
    let nested = format!("<html><body>{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000));
    let mut lines = String::new();
    for n in 1..=10 {
        lines += &match n {
            3 => "{\"title\": \"broken\", \"text\": \n".to_owned(),
            n => {
                format!("{{\"title\": \"Tale {n}\", \"text\": \"The harbour tale number {n} was told.\"}}\n")
            }
        };
    }
    let folder = Folder::new()
        .file("good.txt", ARTICLE)
        .file("empty.txt", "")
        .file("blank.txt", " \n\n\t\n")
        .file("binary.txt", [0, 159, 146, 150, 0, 1, 2, 3, 0, 0, 255, 254, 7])
        .file("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        .file("truncated.json", "{\"title\": \"Cut off\", \"text\": \"The harbour")
        .file(
            "latin1.txt",
            b"Caf\xe9 burns\n\nThe caf\xe9 in the harbour burned down on Monday, officials said.\n",
        )
        .file("lines.jsonl", lines)
        .file("nested.html", nested)
        .file(".hidden.txt", ARTICLE);
    fs::create_dir(folder.path().join("loop")).expect("made");
    symlink("..", folder.path().join("loop/back")).expect("linked");
    symlink("nowhere.txt", folder.path().join("dangling.txt")).expect("linked");
    // Opens, but cannot be read: even by root, whom no permission stops.
    symlink("/proc/self/mem", folder.path().join("unreadable.txt")).expect("linked");
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    fs::write(folder.path().join(odd), ARTICLE).expect("written");

    let report = index(&folder, 3);
    let files = folder.morgue(["files", "--json"]).code(0).json();
    check(&files, "good.txt", "indexed", 1, "", "");
    check(&files, "empty.txt", "skipped", 0, "empty", "");
    check(&files, "blank.txt", "skipped", 0, "empty", "");
    check(&files, "binary.txt", "skipped", 0, "binary", "");
    check(&files, "picture.png", "skipped", 0, "", "");
    check(&files, "truncated.json", "failed", 0, "", "");
    check(&files, "latin1.txt", "indexed", 1, "", "");
    check(&files, "lines.jsonl", "indexed", 9, "", "line 3");
    check(&files, "nested.html", "failed", 0, "nested", "");
    check(&files, ".hidden.txt", "skipped", 0, "hidden", "");
    check(&files, "loop/back", "skipped", 0, "symbolic link back to ", "");
    check(&files, "dangling.txt", "skipped", 0, "leads nowhere", "");
    check(&files, "unreadable.txt", "failed", 0, "", "");
    check(&files, r"caf\xe9.txt", "indexed", 1, "", "");
    assert_eq!(report["added"], json!(12));
    assert_eq!(report["failed"], json!(3));
    assert_eq!(report["skipped"], json!(7));
    let found = folder.morgue(["search", "café", "burned", "--json"]).code(0).json();
    assert_eq!(found["total"], json!(1));
    let failed = folder.morgue(["files", "--failed", "--json"]).code(0).json();
    assert_eq!(failed.as_array().expect("a list").len(), 3);
}

#[test]
fn a_line_of_200_mb_is_refused_and_the_next_line_read() {
    let folder = Folder::new();
    let mut file = fs::File::create(folder.path().join("huge.jsonl")).expect("made");
    let chunk = vec![b'a'; 1 << 20];
    file.write_all(b"{\"title\": \"Huge\", \"text\": \"").expect("written");
    for _ in 0..200 {
        file.write_all(&chunk).expect("written");
    }
    file.write_all(b"\"}\n{\"title\": \"Small\", \"text\": \"The harbour was opened again.\"}\n")
        .expect("written");
    drop(file);
    let mut file = fs::File::create(folder.path().join("huge.txt")).expect("made");
    for _ in 0..200 {
        file.write_all(&chunk).expect("written");
    }
    drop(file);
    index(&folder, 3);
    let files = folder.morgue(["files", "--json"]).code(0).json();
    check(&files, "huge.jsonl", "indexed", 1, "64 MiB", "line 1");
    check(&files, "huge.txt", "failed", 0, "64 MiB", "");
    assert_eq!(folder.morgue(["search", "harbour", "--json"]).code(0).json()["total"], json!(1));
}

#[test]
fn every_odd_file_of_the_corpus_is_survived() {
    let folder = Folder::new();
    let formats = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats");
    let archive = folder.path().join("archive");
    let archive = archive.to_str().expect("UTF-8");
    let formats = formats.to_str().expect("UTF-8");
    folder.morgue(["index", formats, "--archive", archive, "--json"]).code(3);
    let files = folder.morgue(["files", "--archive", archive, "--json"]).code(0).json();
    for row in files.as_array().expect("a list") {
        let said = row["status"] == "indexed" || row["reason"].as_str().is_some_and(|r| !r.is_empty());
        assert!(said, "{row:#}");
    }
}
