//! The contract of every format, checked against every file of `corpus/formats`.
//!
//! A new format needs a folder there whose `expected.json` lists the articles of its files. Run with
//! `MORGUE_UPDATE_EXPECTED=1` to write the articles found into these lists, then review the diff.

use std::collections::{BTreeMap, HashSet};
use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::tools::paragraphs;
use super::{Context, FORMATS, Format, MAX_RECORD_BYTES, Part, Reject, RejectKind, detect, unpack};
use crate::article::Article;

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/formats")
}

/// The files of the corpus by their paths in it, read once for all tests.
static FILES: LazyLock<BTreeMap<String, Vec<u8>>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    let mut folders = vec![corpus()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if !path.ends_with("expected.json") {
                let name = path.strip_prefix(corpus()).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    files
});

/// The files that are small enough to be tried many times.
static SMALL_FILES: LazyLock<Vec<&[u8]>> = LazyLock::new(|| {
    let bytes = FILES.values().map(Vec::as_slice);
    bytes.filter(|bytes| !bytes.is_empty() && bytes.len() < 4000).collect()
});

fn context(name: &str) -> Context {
    let file_name = name.rsplit('/').next().unwrap_or(name).to_owned();
    Context { file_name, ..Context::default() }
}

/// Reads bytes through a small buffer, so that everything crosses a buffer border somewhere.
fn stream(bytes: &[u8]) -> Box<dyn BufRead + '_> {
    Box::new(BufReader::with_capacity(7, bytes))
}

/// The articles and rejects of a file of the corpus and its members.
fn outcome(name: &str) -> Value {
    let settings = unpack::Settings { root: corpus(), ..unpack::Settings::default() };
    let (mut records, mut kind) = (Vec::new(), None);
    unpack::read(&corpus().join(name), &settings, &mut |source, record| {
        kind = source.kind;
        for Part { address, article } in source.read(record) {
            let mut found = match article {
                Ok(article) => summary(&address, &article),
                Err(reject) => {
                    json!({ if reject.is_broken() { "failed" } else { "skipped" }: reject.reason, "at": reject.at })
                }
            };
            if !source.member.is_empty() {
                found["member"] = json!(source.member);
            }
            records.push(found);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    json!({ "format": kind, "records": records })
}

fn summary(address: &str, article: &Article) -> Value {
    let mut summary = json!({
        "address": address,
        "title": article.title,
        "date": article.published.map(|date| date.to_string()),
        "byline": article.byline,
        "paragraphs": article.body.split("\n\n").filter(|paragraph| !paragraph.is_empty()).count(),
        "begins": article.body.chars().take(60).collect::<String>(),
    });
    let further = [
        ("subtitle", Some(article.subtitle.clone()).filter(|subtitle| !subtitle.is_empty())),
        ("dateline", article.dateline.clone()),
        ("updated", article.updated.map(|date| date.to_string())),
        ("status", Some(article.status.as_str().to_owned()).filter(|status| status != "usable")),
        ("publisher_id", article.publisher_id.clone()),
        ("source", article.source.clone()),
        ("section", article.section.clone()),
        ("language", article.language.clone()),
        ("url", article.url.clone()),
        ("keywords", Some(article.keywords.join(", ")).filter(|keywords| !keywords.is_empty())),
        ("provenance", Some(format!("{:?}", article.provenance)).filter(|rules| !rules.is_empty())),
    ];
    for (field, value) in further {
        if let Some(value) = value {
            summary[field] = json!(value);
        }
    }
    if !article.warnings.is_empty() {
        summary["warnings"] = json!(article.warnings);
    }
    summary
}

#[test]
fn files_are_read_as_expected() {
    let mut found: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for name in FILES.keys() {
        let folder = name.split('/').next().unwrap_or_default().to_owned();
        let value = outcome(name);
        found.entry(folder).or_default().insert(name.clone(), value);
    }
    for (folder, found) in found {
        let path = corpus().join(folder).join("expected.json");
        if std::env::var_os("MORGUE_UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
        }
        let expected = std::fs::read(&path).unwrap_or_else(|_| panic!("no {}", path.display()));
        let expected: BTreeMap<String, Value> = serde_json::from_slice(&expected).unwrap();
        for (name, value) in &found {
            assert_eq!(Some(value), expected.get(name), "{name}");
        }
        assert_eq!(found.len(), expected.len(), "{}: a file that is not there is expected", path.display());
    }
}

#[test]
fn every_format_has_a_file() {
    let formats: HashSet<&str> =
        FILES.iter().filter_map(|(name, bytes)| Some(detect(Path::new(name), bytes).ok()?.name)).collect();
    for format in FORMATS {
        assert!(formats.contains(format.name), "no file of the corpus is read as {}", format.name);
    }
}

#[test]
fn every_format_keeps_the_contract_on_every_file() {
    for (name, bytes) in &*FILES {
        for format in FORMATS {
            check_contract(format, name, bytes);
        }
    }
}

/// Checks the invariants of a format for any input.
fn check_contract(format: &Format, name: &str, bytes: &[u8]) {
    let mut addresses = HashSet::new();
    let wide = bytes.iter().take(4).any(|b| *b == 0) || bytes.starts_with(b"\xff\xfe");
    for record in (format.records)(stream(bytes)) {
        let parts = match record {
            Ok(record) => {
                if !wide {
                    let start = record.start as usize;
                    assert_eq!(
                        bytes.get(start..start + record.bytes.len()),
                        Some(&record.bytes[..]),
                        "{name}: not at its start"
                    );
                }
                format.read(&record, &context(name))
            }
            Err(reject) => vec![Part::only(Err(reject))],
        };
        for Part { address, article } in parts {
            assert!(article.is_err() || addresses.insert(address.clone()), "{name}: two records #{address}");
            check_part(format, name, article);
        }
    }
}

fn check_part(format: &Format, name: &str, article: Result<Article, Reject>) {
    match article {
        Ok(article) => {
            for text in [&article.title, &article.subtitle]
                .into_iter()
                .chain(article.body.split("\n\n").map(str::to_owned).collect::<Vec<_>>().iter())
            {
                assert_eq!(paragraphs::fold(text), *text, "{name} as {}", format.name);
            }
            assert!(
                !article.body.starts_with('\n')
                    && !article.body.ends_with('\n')
                    && !article.body.contains("\n\n\n")
            );
            assert!(!article.body.is_empty() || !article.title.is_empty());
        }
        Err(reject) => {
            let reason = &reject.reason;
            assert!(
                !reason.is_empty() && !reason.ends_with('.') && !reason.contains('\n'),
                "{name}: {reason:?}"
            );
            assert!(reason.len() < 1000, "{name}: {reason:?}");
        }
    }
}

#[test]
fn a_giant_record_is_refused_and_the_next_is_read() {
    let article = br#"{"title": "Ferry", "text": "The ferry did not sail on Monday."}"#;
    check_giant("jsonl", b"{\"text\": \"", &[b"\"}\n", &article[..]].concat(), &["line 1"], 1);
    check_giant("json", b"[{\"text\": \"", &[b"\"},\n", &article[..], b"]"].concat(), &["record 1"], 1);
    check_giant("text", b"Ferry ", b"", &[""], 0);
    check_giant("nitf", b"<nitf>", b"", &[""], 0);
    check_giant(
        "anpa",
        b"\x01\x02",
        b"\x04\x01\r\nr s BC-Ferry  03-03\r\n\x02^BC-Ferry,1<\r\n^Ferry stays<\r\n   It did.\x03\x04",
        &["record 1"],
        1,
    );
    check_giant("html", b"<html>", b"", &[""], 0);
    check_giant("markdown", b"# Ferry ", b"", &[""], 0);
    check_giant(
        "feed",
        b"<rss><channel><item><title>",
        b"</title></item><item><title>Ferry</title></item></channel></rss>",
        &["record 1"],
        1,
    );
    check_giant(
        "mediawiki",
        b"<mediawiki><page><title>",
        b"</title></page><page><title>Ferry</title></page>",
        &["record 1"],
        1,
    );
    check_giant(
        "abbyy",
        b"<document><page><text>",
        b"</text></page><page><par><line><formatting>It did not sail.</formatting></line></par></page></document>",
        &["record 1"],
        1,
    );
    check_giant("table", b"title,text\n", b"\nFerry,The ferry did not sail.\n", &["row 2"], 1);
    check_giant("table", b"title,text\nx,\"", b"\"\nFerry,The ferry did not sail.\n", &["row 2"], 1);
    check_giant(
        "mail",
        b"From ida@coast.example Mon Mar  4 08:00:00 2024\nSubject: ",
        b"\n\nFrom ida@coast.example Mon Mar  4 08:00:00 2024\nSubject: Ferry\n\nIt did not sail.\n",
        &["message 1"],
        1,
    );
    check_giant("mhtml", b"Subject: ", b"", &[""], 0);
    check_giant("tei", b"<TEI>", b"", &[""], 0);
    check_giant("vertical", b"<text>", b"", &[""], 0);
    check_giant(
        "reuters",
        b"<REUTERS>",
        b"</REUTERS><REUTERS><TEXT><BODY>It sailed.</BODY></TEXT></REUTERS>",
        &["record 1"],
        1,
    );
}

/// Reads 200 MB on one line between a beginning and an end.
#[track_caller]
fn check_giant(format: &str, begin: &'static [u8], end: &[u8], rejected_at: &[&str], articles: usize) {
    let format = FORMATS.iter().find(|f| f.name == format).unwrap();
    let middle = std::io::repeat(b'a').take(200 << 20);
    let reader = Cursor::new(begin).chain(middle).chain(Cursor::new(end.to_vec()));
    let (mut rejects, mut read) = (Vec::new(), 0);
    for record in (format.records)(Box::new(BufReader::with_capacity(1 << 20, reader))) {
        match record {
            Ok(record) => {
                assert!(record.bytes.len() <= MAX_RECORD_BYTES);
                read += format
                    .read(&record, &Context::default())
                    .iter()
                    .filter(|part| part.article.is_ok())
                    .count();
            }
            Err(reject) => {
                assert_eq!(reject.kind, RejectKind::TooLarge, "{reject:?}");
                rejects.push(reject.at);
            }
        }
    }
    assert_eq!(rejects, rejected_at);
    assert_eq!(read, articles);
}

#[test]
fn a_reader_that_fails_ends_the_file() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("disk gone"))
        }
    }
    for format in FORMATS {
        let begin = Cursor::new(br#"[{"title": "Ferry", "text": "The ferry did not sail."}, "#);
        let records: Vec<_> =
            (format.records)(Box::new(BufReader::new(begin.chain(Failing)))).take(5).collect();
        let last = records.last().unwrap().as_ref().unwrap_err();
        assert!(last.kind == RejectKind::Unreadable && records.len() < 5, "{}: {last:?}", format.name);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_keep_the_contract(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = detect(Path::new("a.txt"), &bytes);
        FORMATS.iter().for_each(|format| check_contract(format, "a", &bytes));
    }

    #[test]
    fn mutated_files_keep_the_contract(pick: prop::sample::Index, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut: prop::sample::Index) {
        let mut bytes = pick.get(&SMALL_FILES).to_vec();
        for (at, byte) in &changes {
            *at.get_mut(&mut bytes) = *byte;
        }
        bytes.truncate(cut.index(bytes.len() * 2));
        FORMATS.iter().for_each(|format| check_contract(format, "2024-03-03.txt", &bytes));
    }

    #[test]
    fn lists_are_cut_as_serde_json_reads_them(values in proptest::collection::vec(any_json(), 1..6), pretty: bool) {
        let list = Value::Array(values.clone());
        let text = if pretty { serde_json::to_string_pretty(&list) } else { serde_json::to_string(&list) }.unwrap();
        let cut: Vec<Value> = (super::data::json::FORMAT.records)(stream(text.as_bytes()))
            .map(|record| {
                let record = record.unwrap();
                assert_eq!(&text.as_bytes()[record.start as usize..][..record.bytes.len()], &record.bytes[..]);
                serde_json::from_slice(&record.bytes).unwrap()
            })
            .collect();
        prop_assert_eq!(cut, values);
    }

    #[test]
    fn objects_that_wrap_no_list_stay_whole(value in any_json().prop_filter("an object", Value::is_object)) {
        let text = value.to_string();
        let records: Vec<_> = (super::data::json::FORMAT.records)(stream(text.as_bytes())).collect();
        prop_assert_eq!(records.len(), 1);
        prop_assert_eq!(&records[0].as_ref().unwrap().bytes[..], text.as_bytes());
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z\"\\\\{}\\[\\],:é\n]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map("[a-z\"{}]{0,4}", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}
