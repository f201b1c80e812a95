//! Files that hold others, from the command line: their members in the ledger, in hits, in `show`.

use serde_json::Value;

use super::harness::Folder;

fn of_corpus(files: &[&str]) -> Folder {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats");
    let folder = Folder::new();
    for file in files {
        let name = file.rsplit('/').next().unwrap_or(file);
        folder.write(name, std::fs::read(corpus.join(file)).expect("a file of the corpus"));
    }
    folder
}

#[test]
fn every_member_has_its_line() {
    let folder = of_corpus(&["container/week.zip", "container/ferry.html.gz", "warc/week.warc"]);
    let summary = folder.morgue(["index", "."]).code(0);
    insta::assert_snapshot!(summary.stdout.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    articles: 10 added, 0 replaced, 0 removed
    files: 0 unchanged, 0 skipped, 0 failed; 2 records not read and 8 records skipped as not articles in files with other articles
    ");
    insta::assert_snapshot!(folder.morgue(["files"]).code(0).stdout, @"
    indexed  ferry.html.gz  (1 article, html)
    indexed  week.warc  (4 articles, warc, 5 records skipped)
             record 6: image/png, not an article
             record 7: HTTP status 404
             record 8: HTTP status 301
             record 9: a revisit of a page in an earlier record
             record 10: a file for machines, not an article
    indexed  week.zip  (5 articles, zip, 2 records not read, 3 records skipped)
             inner/harbour.png: an image, not an article
             boats.jsonl, line 2: not valid JSON: the text ends while parsing an object (column 18)
             __MACOSX/inner/._ferry.html: hidden file
             ../../outside.txt: not read: its name leads out of the archive
             nested/week.tar.gz!/week/link: a link
    failed   week.zip!/../../outside.txt  (1 record not read)
             not read: its name leads out of the archive
    skipped  week.zip!/__MACOSX/inner/._ferry.html
             hidden file
    indexed  week.zip!/boats.jsonl  (2 articles, jsonl, 1 record not read)
             line 2: not valid JSON: the text ends while parsing an object (column 18)
    indexed  week.zip!/inner/ferry.html  (1 article, html)
    skipped  week.zip!/inner/harbour.png
             an image, not an article
    indexed  week.zip!/nested/week.tar.gz!/week/bridge.html  (1 article, html)
    indexed  week.zip!/nested/week.tar.gz!/week/hall.txt.bz2  (1 article, text)
    skipped  week.zip!/nested/week.tar.gz!/week/link
             a link
    ");
}

#[test]
fn a_member_is_found_and_shown_by_its_path() {
    let folder = of_corpus(&["container/week.zip"]);
    folder.morgue(["index", "."]).code(0);
    let found = folder.morgue(["search", "detour", "--json"]).code(0).json();
    let path = "week.zip!/nested/week.tar.gz!/week/bridge.html";
    assert_eq!(found["hits"][0]["article"]["path"], path);
    folder.morgue(["show", path]).code(0).says("");
    let record = folder.morgue(["show", "week.zip!/boats.jsonl#3", "--json"]).code(0).json();
    assert_eq!(record[0]["title"], "Two boats sail");
    // From another folder, by the file's path there.
    let from_above = folder.path().parent().expect("a folder above");
    let name = folder.path().file_name().expect("a name").to_string_lossy().into_owned();
    let archive = folder.path().join(".morgue");
    let output = super::harness::program(from_above)
        .args(["show", &format!("{name}/week.zip!/boats.jsonl#1"), "--archive"])
        .arg(archive)
        .output()
        .expect("runs");
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("One boat sails"), "{output:?}");
}

#[test]
fn members_come_and_go_with_their_file() {
    let folder = of_corpus(&["container/week.zip"]);
    let counts = |report: Value| -> [u64; 5] {
        ["added", "replaced", "removed", "unchanged", "failed"]
            .map(|key| report[key].as_u64().expect("a count"))
    };
    let index = || counts(folder.morgue(["index", ".", "--json"]).code(0).json());
    let rows = || folder.morgue(["files", "--json"]).json().as_array().map_or(0, Vec::len);
    assert_eq!(index(), [5, 0, 0, 0, 0]);
    assert_eq!(rows(), 9);
    assert_eq!(index(), [0, 0, 0, 1, 0]);
    let other = of_corpus(&["container/week.tar"]);
    folder.write("week.zip", std::fs::read(other.path().join("week.tar")).expect("a file"));
    // What a file is, its content says.
    assert_eq!(index(), [2, 0, 5, 0, 0]);
    assert_eq!(rows(), 3);
    std::fs::remove_file(folder.path().join("week.zip")).expect("was there");
    folder.write("hall.txt", "Hall open\n\nThe hall is open again.\n");
    assert_eq!(index(), [1, 0, 2, 0, 0]);
    assert_eq!(rows(), 1);
}

#[test]
fn a_file_is_looked_at_without_indexing() {
    let folder = of_corpus(&["container/week.zip"]);
    let shown = folder.morgue(["inspect", "week.zip", "--json"]).code(0).json();
    let paths: Vec<&str> =
        shown.as_array().expect("a list").iter().filter_map(|a| a["path"].as_str()).collect();
    assert_eq!(
        paths,
        [
            "week.zip!/boats.jsonl#1",
            "week.zip!/boats.jsonl#3",
            "week.zip!/inner/ferry.html",
            "week.zip!/nested/week.tar.gz!/week/bridge.html",
            "week.zip!/nested/week.tar.gz!/week/hall.txt.bz2",
        ]
    );
    // What indexing and `show` give, and no archive.
    assert!(!folder.path().join(".morgue").exists());
    folder.morgue(["index", "."]).code(0);
    for article in shown.as_array().expect("a list") {
        let path = article["path"].as_str().expect("a path");
        assert_eq!(&folder.morgue(["show", path, "--json"]).json()[0], article);
    }
    insta::assert_snapshot!(folder.morgue(["inspect", "week.zip", "-n", "1"]).code(0).stdout, @"
    One boat sails

    date      2024-03-07
    language  en
    path      week.zip!/boats.jsonl#1
    id        0e66919d56b408e0

    Where this was found
    date          date
    text          text
    title         title

    The smaller boat sailed on Thursday with nine people aboard.

    week.zip: zip, 5 articles
      inner/harbour.png: an image, not an article
      boats.jsonl, line 2: not valid JSON: the text ends while parsing an object (column 18)
      __MACOSX/inner/._ferry.html: hidden file
      ../../outside.txt: not read: its name leads out of the archive
      nested/week.tar.gz!/week/link: a link
    ");
    folder.morgue(["inspect", "nothing.zip"]).code(2);
    folder.morgue(["inspect", "."]).code(2);
}

#[test]
fn file_times_serve_only_where_they_are_allowed_to() {
    let folder = Folder::new().file("hall.txt", "Hall open\n\nThe hall is open again.\n");
    folder.morgue(["index", "."]).code(0);
    assert_eq!(folder.morgue(["search", "date:none", "--json"]).json()["total"], 1);
    folder.morgue(["index", ".", "--file-dates"]).code(0);
    assert_eq!(folder.morgue(["search", "date:none", "--json"]).json()["total"], 0);
    assert_eq!(folder.morgue(["show", "hall.txt", "--json"]).json()[0]["date_found"], "file time");
}

/// An issue of two pages in METS and ALTO.
fn issue() -> Folder {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats/ocr/issue");
    let folder = Folder::new();
    for file in ["courier-mets.xml", "alto/0001.xml", "alto/0002.xml"] {
        folder.write(file, std::fs::read(corpus.join(file)).expect("a file of the corpus"));
    }
    folder
}

#[test]
fn an_issue_is_read_again_when_a_page_of_it_changes() {
    let folder = issue();
    let counts = |report: Value| -> [u64; 4] {
        ["added", "replaced", "removed", "unchanged"].map(|key| report[key].as_u64().expect("a count"))
    };
    let index = || counts(folder.morgue(["index", ".", "--json"]).code(0).json());
    let articles = index()[0];
    assert!(articles >= 3);
    let rows = folder.morgue(["files", "--skipped", "--json"]).json();
    assert_eq!(rows[0]["path"], "alto/0001.xml");
    assert_eq!(rows[0]["read_with"], "courier-mets.xml");
    assert_eq!(index(), [0, 0, 0, 3]);
    let page = folder.path().join("alto/0001.xml");
    let text =
        std::fs::read_to_string(&page).expect("a page").replace("CONTENT=\"ferry\"", "CONTENT=\"zeppelin\"");
    std::fs::write(&page, text).expect("written");
    assert_eq!(index(), [0, articles, 0, 1]);
    assert_eq!(folder.morgue(["search", "zeppelin", "--json"]).json()["total"], 1);
    std::fs::remove_file(&page).expect("was there");
    assert!(index()[1] > 0);
    folder.morgue(["search", "zeppelin"]).code(1);
}

#[test]
fn an_issue_in_a_zip_archive_finds_its_pages() {
    let issue = issue();
    let folder = Folder::new();
    let file = std::fs::File::create(folder.path().join("issue.zip")).expect("a file");
    let mut archive = zip::ZipWriter::new(file);
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for name in ["alto/0001.xml", "alto/0002.xml", "courier-mets.xml"] {
        archive.start_file(format!("1884/{name}"), stored).expect("begins");
        std::io::Write::write_all(&mut archive, &std::fs::read(issue.path().join(name)).expect("read"))
            .expect("fits");
    }
    archive.finish().expect("ends");
    let alone = issue.morgue(["index", ".", "--json"]).code(0).json()["added"].clone();
    assert_eq!(folder.morgue(["index", ".", "--json"]).code(0).json()["added"], alone);
    let rows = folder.morgue(["files", "--skipped", "--json"]).json();
    assert_eq!(rows[0]["reason"], "a page of courier-mets.xml, read with it");
    let layout =
        folder.morgue(["show", "issue.zip!/1884/courier-mets.xml#A1", "--json", "--layout"]).code(0).json();
    let word = &layout[0]["layout"]["words"][0];
    assert_eq!(
        (word[0].as_u64(), layout[0]["layout"]["pages"][0]["name"].as_str()),
        (Some(0), Some("0001.tif"))
    );
}

#[test]
fn formats_and_containers_are_listed() {
    let rows = Folder::new().morgue(["formats", "--json"]).code(0).json();
    let rows = rows.as_array().expect("a list");
    let names: Vec<&str> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
    for name in ["html", "nitf", "mets", "pdf", "zip", "warc"] {
        assert!(names.contains(&name), "{name} of {names:?}");
    }
    for row in rows {
        assert!(
            row["about"].as_str().is_some_and(|about| !about.is_empty() && !about.ends_with('.')),
            "{row}"
        );
    }
    Folder::new().morgue(["formats"]).code(0).prints("warc");
}

#[test]
fn pages_are_found_in_every_folder_of_a_run() {
    let issue = issue();
    let folder = Folder::new().file("news/hall.txt", "Hall open\n\nThe hall is open again.\n");
    let path = issue.path().to_str().expect("is UTF-8");
    let report = folder.morgue(["index", "news", path, "--json"]).code(0).json();
    assert_eq!(report["failed"], 0);
    assert!(report["added"].as_u64() > Some(3));
    // A file alone, whose pages lie in a folder below.
    let shown = issue.morgue(["inspect", "courier-mets.xml", "--json"]).code(0).json();
    assert!(shown.as_array().is_some_and(|articles| articles.len() >= 3));
}

#[test]
fn a_large_file_that_is_looked_at_in_part_says_what_it_is() {
    let line = "{\"title\": \"Ferry\", \"text\": \"The ferry did not sail on Monday, the office said.\"}\n";
    let folder = Folder::new().file("dump.jsonl", line.repeat(120_000));
    let shown = folder.morgue(["inspect", "dump.jsonl", "-n", "1", "--json"]).code(0).json();
    assert_eq!(shown.as_array().map(Vec::len), Some(1));
    let text = folder.morgue(["inspect", "dump.jsonl", "-n", "1"]).code(0);
    text.prints("dump.jsonl: jsonl, ").prints("; there is more in it (--limit)");
}
