use std::path::Path;
use std::process::Command;

use crate::harness::{Folder, program};

fn readme() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

/// The code blocks of one kind.
fn blocks(text: &str, kind: &str) -> Vec<String> {
    let fence = format!("```{kind}\n");
    let opened = text.split(fence.as_str()).skip(1);
    opened.map(|rest| rest.split("```").next().expect("a block").to_owned()).collect()
}

/// Runs a command line as a shell would, in a copy of the corpus.
fn shell(folder: &Folder, line: &str) -> (Option<i32>, String) {
    let binary = program(folder.path()).get_program().to_owned();
    let bin = Path::new(&binary).parent().expect("in a folder");
    let path = std::env::join_paths([bin, Path::new("/usr/bin"), Path::new("/bin")]).expect("a path");
    let mut command = Command::new("sh");
    let output =
        command.args(["-c", line]).current_dir(folder.path()).env("PATH", path).output().expect("runs");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_first_command_answers_with_passages_and_names() {
    let first = blocks(&readme(), "sh").first().expect("a first command").trim().to_owned();
    let line = first.replace("cargo run --release --locked --", "morgue").replace("corpus/articles", ".");
    let (code, said) = shell(&Folder::of_corpus(), &line);
    assert_eq!(code, Some(0), "{line}: {said}");
    for expected in ["walked out of the Calder Falls Paper Company", "Frank Szymanski", "8 articles match"] {
        assert!(said.contains(expected), "{expected:?} is not in {said}");
    }
}

#[test]
fn the_second_command_is_what_ci_runs() {
    let second = blocks(&readme(), "sh").get(1).expect("a second command").trim().to_owned();
    let ci = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/run")).expect(".ci/run");
    assert_eq!(ci.lines().last(), Some(second.as_str()));
}

#[test]
fn the_session_runs() {
    let folder = Folder::of_corpus();
    let session = blocks(&readme(), "console").concat();
    let lines: Vec<&str> = session.lines().filter_map(|line| line.strip_prefix("$ morgue ")).collect();
    assert!(lines.len() > 6, "{session}");
    for line in lines {
        // What stands behind the blanks is a comment to the reader.
        let line = line.split("  #").next().unwrap_or(line).split(" # ").next().unwrap_or(line);
        let (code, said) = shell(&folder, &format!("morgue {line}"));
        assert_eq!(code, Some(0), "morgue {line}: {said}");
        assert!(!said.is_empty(), "morgue {line} prints nothing");
    }
}

#[test]
fn completions_and_manual_pages_are_installed() {
    let folder = Folder::new();
    let third = blocks(&readme(), "sh").get(2).expect("a third command").replace("~/", "./");
    let (code, said) = shell(&folder, &format!("set -e; {third}"));
    assert_eq!(code, Some(0), "{third}: {said}");
    let written = |path: &str| std::fs::read_to_string(folder.path().join(".local/share").join(path));
    assert!(written("bash-completion/completions/morgue").expect("is there").contains("timeline"));
    assert!(written("man/man1/morgue.1").expect("is there").contains("EXIT STATUS"));
    assert!(written("man/man1/morgue-search.1").expect("is there").contains("QUERY LANGUAGE"));
}
