//! The shape of the source: which folder may use which, who may print, start threads, or know
//! the index engine.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder (or file) of `src`, and the others of ours it may use. Itself is always allowed.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    ("bin", &["lab"]),
    ("lab", &["cli", "ingest", "formats", "search", "index", "entities", "article", "error", "text"]),
    ("cli", &["ingest", "formats", "search", "index", "entities", "article", "error", "text"]),
    ("ingest", &["formats", "entities", "index", "article", "error"]),
    ("search", &["index", "entities", "text", "article", "error"]),
    ("index", &["entities", "text", "article", "error"]),
    ("entities", &["text", "article"]),
    ("formats", &["text", "article"]),
    ("text", &[]),
    ("article", &[]),
    ("error", &[]),
];

/// Every source file with its part (first folder or file name) and its code without tests.
fn sources() -> Vec<(PathBuf, String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.clone()];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("src is readable") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let inside = path.strip_prefix(&src).expect("below src").to_owned();
            let name = path.file_stem().expect("a name").to_string_lossy();
            let in_tests = inside.components().any(|c| c.as_os_str() == "tests");
            if path.extension().is_none_or(|e| e != "rs") || name == "tests" || name == "contract" || in_tests
            {
                continue;
            }
            let text = fs::read_to_string(&path).expect("UTF-8");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let code: Vec<&str> = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
            let part = inside.components().next().expect("a part").as_os_str().to_string_lossy();
            let part = part.trim_end_matches(".rs").to_owned();
            out.push((inside, part, code.join("\n")));
        }
    }
    out.sort();
    assert!(out.len() > 40, "the walk found the sources");
    out
}

/// The parts that code names after `crate::` or `morgue::`.
fn used(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for prefix in ["crate::", "morgue::"] {
        for after in code.split(prefix).skip(1) {
            let groups = match after.strip_prefix('{') {
                Some(group) => group.split('}').next().unwrap_or_default().split(',').collect(),
                None => vec![after],
            };
            for path in groups {
                let word: String =
                    path.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                out.insert(word);
            }
        }
    }
    out
}

#[test]
fn arrows_point_one_way() {
    let mut wrong = Vec::new();
    for (path, part, code) in sources().iter().filter(|(_, part, _)| part != "lib") {
        let (_, allowed) = ARROWS.iter().find(|(from, _)| from == part).expect("every part has a row");
        for to in used(code) {
            let is_part = ARROWS.iter().any(|(name, _)| *name == to);
            if is_part && to != *part && !allowed.contains(&to.as_str()) {
                wrong.push(format!("{} uses {to}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn some_things_are_done_only_in_their_folder() {
    // What, and the paths that may.
    let rules: &[(&str, &[&str])] = &[
        ("tantivy::", &["index/", "search/engine/"]),
        ("println!", &[]),
        ("eprintln!", &["cli/"]),
        ("rayon::", &["ingest/"]),
        ("thread::spawn", &[]),
        ("env::var", &["cli/"]),
        ("env::args", &["cli/"]),
        ("unwrap()", &[]),
        ("todo!", &[]),
        ("async ", &[]),
        (
            "fs::",
            &[
                "formats/unpack/",
                "formats/tools/siblings/",
                "ingest/",
                "index/archive.rs",
                "index/open.rs",
                "cli/",
                "lab/",
            ],
        ),
        ("clap::", &["cli/", "lab/commands/"]),
    ];
    let mut wrong = Vec::new();
    for (path, _, code) in sources() {
        let path = path.to_string_lossy().into_owned();
        for (what, who) in rules {
            if code.contains(what) && !who.iter().any(|allowed| path.starts_with(allowed)) {
                wrong.push(format!("{path} uses {what}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_for() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (path, _, _) in sources() {
        let text = fs::read_to_string(src.join(&path)).expect("UTF-8");
        assert!(text.starts_with("//!"), "{} begins without //!", path.display());
    }
}
