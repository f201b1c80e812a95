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

#[test]
fn the_file_of_a_hit_is_opened() {
    let folder = news();
    let open = |article: &str, opener: &str| {
        let output = program(folder.path())
            .args(["open", article, "--archive", "news"])
            .env("MORGUE_OPENER", opener)
            .output()
            .expect("runs");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    assert_eq!(open("news/a.txt:0-41", "cat"), (Some(0), FERRY.to_owned(), String::new()));
    let (code, printed, said) = open("two.jsonl#2", "head -n 1");
    assert_eq!((code, said.as_str()), (Some(0), "the article is #2 in this file\n"));
    assert!(printed.contains("one ferry"), "{printed}");
    let (code, _, said) = open("a.txt", "false");
    assert!(code == Some(2) && said.contains("false did not open "), "{said}");
    let (code, _, said) = open("a.txt", "no-such-program");
    assert!(code == Some(2) && said.contains("name another in MORGUE_OPENER"), "{said}");
    std::fs::remove_file(folder.path().join("news/a.txt")).expect("removed");
    let (code, _, said) = open("a.txt", "cat");
    assert!(code == Some(2) && said.contains("is gone; `morgue show "), "{said}");
}

#[test]
fn long_text_on_a_terminal_goes_through_a_pager() {
    let folder = news();
    let args = ["search", "ferry", "--archive", "news"];
    let pager = [("MORGUE_PAGER", "sed s/^/>/"), ("PAGER", "false")];
    let shown = |args: &[&str], pager: &[(&str, &str)], rows| on_terminal(folder.path(), args, pager, rows);
    let long = shown(&args, &pager, 5);
    assert!(long.lines().all(|line| line.starts_with('>')) && long.contains("5 articles match"), "{long:?}");
    for short in [
        shown(&args, &pager, 60),
        shown(&["search", "ferry", "--archive", "news", "--no-pager"], &pager, 5),
        shown(&args, &[("MORGUE_PAGER", "")], 5),
        shown(&args, &[("PAGER", "no-such-program")], 5),
    ] {
        assert!(short.contains("5 articles match") && !short.contains('>'), "{short:?}");
    }
    // A pager that is left early is no error.
    let left = shown(&["show", "a.txt", "--archive", "news"], &[("PAGER", "head -n 1")], 5);
    assert!(left.contains("Ferry afloat") && !left.contains("morgue:"), "{left:?}");
    let people = ["files", "--archive", "news"];
    assert!(shown(&people, &pager, 3).starts_with('>'));
    folder.morgue(args).fine().prints("5 articles match");
}
