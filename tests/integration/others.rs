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
fn help_version_man_and_completions_are_printed() {
    let folder = Folder::new();
    folder.morgue(["search", "--help"]).fine().prints("Examples:");
    folder.morgue(["search", "--version"]).fine().prints(env!("CARGO_PKG_VERSION"));
    folder.morgue(["man", "search"]).fine().prints(".TH ");
    folder.morgue(["completions", "bash"]).fine().prints("complete -F _morgue");
    folder.morgue(["man", "nothing"]).code(2).says("no command \"nothing\"");
    folder.morgue([]).code(2);
}
