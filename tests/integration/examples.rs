//! The programs under `examples/`, which show how the library is used.

use crate::harness::{Folder, articles};

#[expect(dead_code, reason = "the test calls what `main` prints")]
#[path = "../../examples/find_names.rs"]
mod find_names;
#[expect(dead_code, reason = "the test calls what `main` prints")]
#[path = "../../examples/read_articles.rs"]
mod read_articles;
#[expect(dead_code, reason = "the test calls what `main` prints")]
#[path = "../../examples/search_person.rs"]
mod search_person;

#[test]
fn articles_are_read_from_a_file() {
    let folder = Folder::new().file(
        "a.jsonl",
        "{\"title\": \"Ferry afloat\", \"date\": \"1990-03-01\", \"text\": \"It floats.\"}\n{}\n",
    );
    let file = folder.path().join("a.jsonl");
    let path = file.display();
    let read = read_articles::articles_in(&file);
    assert!(read.starts_with(&format!("{path}#1: 1990-03-01: Ferry afloat (10 bytes of text)\n")), "{read}");
    assert_eq!(read.lines().count(), 2, "{read}");
}

#[test]
fn names_are_found_in_a_text() {
    let found =
        find_names::names_in("Rosa Pennick left Geneva for the United Nations. Mrs Pennick was glad.");
    assert_eq!(
        found,
        "person Rosa Pennick: 0..12, 53..60\nplace Geneva: 18..24\norg United Nations: 33..47\n"
    );
}

#[test]
fn a_person_is_searched_for_in_an_archive() {
    let folder = Folder::new();
    let archive = folder.path().join("archive");
    let found = search_person::articles_about(&articles(), &archive, "Dolores Quintanilla").expect("found");
    let corpus =
        crate::harness::corpus(["search", "--person", "Dolores Quintanilla", "--json"]).code(0).json();
    assert!(found.starts_with(&format!("{} articles\n", corpus["total"])), "{found}");
    assert!(found.contains("Quintanilla"), "{found}");
}
