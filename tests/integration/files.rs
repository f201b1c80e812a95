//! Hits as files: paths that open from the current folder, for other programs and on a terminal.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Folder, on_terminal, program};

const FERRY: &str = "Ferry afloat\n\nThe ferry floats on the river, the mayor said.\n";

/// A folder `news` that is indexed.
fn news() -> Folder {
    let two = "{\"title\": \"One\", \"text\": \"A tale of one ferry.\"}\n{\"title\": \"Two\", \"text\": \"A tale of two ferries.\"}\n";
    let folder = Folder::new()
        .file("news/a.txt", FERRY)
        .file("news/deep/b c.txt", FERRY.replace("river", "sea"))
        .file("news/two.jsonl", two)
        .file("news/odd #1.txt", FERRY.replace("river", "canal"));
    folder.morgue(["index", "news"]).fine();
    folder
}

/// What a program started in a folder prints.
fn printed(folder: &Path, args: &[&str]) -> Vec<u8> {
    program(folder).args(args).output().expect("runs").stdout
}

#[test]
fn files_are_listed_once_each_as_they_open_from_here() {
    let folder = news();
    let above = folder.morgue(["search", "ferry", "-l", "--archive", "news"]).fine().stdout;
    let lines: BTreeSet<&str> = above.lines().collect();
    assert_eq!(above.lines().count(), lines.len());
    assert_eq!(
        lines,
        BTreeSet::from(["news/a.txt", "news/deep/b c.txt", "news/odd #1.txt", "news/two.jsonl"])
    );
    assert!(lines.iter().all(|line| folder.path().join(line).is_file()));
    // From a folder that the file does not lie below, the path is absolute.
    let deep = folder.path().join("news/deep");
    let found = printed(&deep, &["search", "ferry sea river", "--any", "-l", "--sort", "oldest"]);
    let found = String::from_utf8(found).expect("UTF-8");
    assert!(found.lines().any(|line| line == "b c.txt"), "{found}");
    let absolute = folder.path().canonicalize().expect("is there").join("news/a.txt");
    assert!(found.lines().any(|line| Path::new(line) == absolute), "{found}");
    folder.morgue(["search", "zeppelin", "-l", "--archive", "news"]).code(1);
    assert_eq!(
        folder
            .morgue(["search", "ferry", "-l", "--limit", "1", "--archive", "news"])
            .fine()
            .stdout
            .lines()
            .count(),
        1
    );
}

#[test]
fn paths_end_with_a_nul_and_keep_their_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    let odd = std::ffi::OsStr::from_bytes(b"caf\xe9\nx.txt");
    std::fs::write(folder.path().join(odd), FERRY).expect("written");
    folder.morgue(["index", "."]).fine();
    for flags in [&["-l", "-0"][..], &["-l0"], &["--files-with-matches", "--null"]] {
        let found = printed(folder.path(), &[&["search", "ferry"], flags].concat());
        assert_eq!(found, b"caf\xe9\nx.txt\0", "{flags:?}");
    }
    folder.morgue(["search", "ferry", "-0"]).code(2).says("--files-with-matches");
}

#[test]
fn printed_paths_are_taken_back_and_json_has_absolute_ones() {
    let folder = news();
    let text = folder.morgue(["search", "\"two ferries\"", "--archive", "news"]).fine().stdout;
    let place = text.lines().find_map(|line| line.trim().strip_prefix("news/two.jsonl")).expect("a path");
    let shown = format!("news/two.jsonl{place}");
    assert!(place.starts_with("#2:0-"), "{text}");
    folder.morgue(["show", &shown, "--archive", "news"]).fine().prints("path      two.jsonl#2\n");
    let hits = folder.morgue(["search", "canal", "--json", "--archive", "news"]).fine().json();
    let article = &hits["hits"][0]["article"];
    assert_eq!(article["path"], "odd #1.txt");
    let file = folder.path().canonicalize().expect("is there").join("news/odd #1.txt");
    assert_eq!(article["file"].as_str().map(Path::new), Some(file.as_path()));
}

#[test]
fn paths_are_links_on_a_terminal_with_colours() {
    let folder = news();
    let args = ["search", "canal", "--archive", "news"];
    let shown = on_terminal(folder.path(), &args, &[], 60);
    assert!(shown.contains("/news/odd%20%231.txt\u{1b}\\"), "{shown:?}");
    assert!(shown.contains("\u{1b}]8;;file:///"), "{shown:?}");
    let plain = on_terminal(folder.path(), &args, &[("NO_COLOR", "1")], 60);
    assert!(plain.contains("   news/odd #1.txt:0-"), "{plain:?}");
}
