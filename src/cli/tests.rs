//! Values that tests of several files print, and tests of all arguments together.

use crate::article::{ArticleId, Status};
use crate::entities::{Kind, MentionField};
use crate::index::stored_article::StoredMention;
use crate::index::{ArticleFile, FileRow, FileStatus, StoredArticle};
use crate::search::{Bar, Facet, Facets, Hit, Mark, Passage, Period, Response, ValueFacet};
use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;
use jiff::civil::date;

use super::Cli;
use super::commands::{completions, man};

#[test]
fn clap_accepts_the_definitions() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_shows_an_example() {
    let mut root = Cli::command();
    root.build();
    for command in root.get_subcommands_mut().filter(|command| command.get_name() != "help") {
        let (name, help) = (command.get_name().to_owned(), command.render_help().to_string());
        assert!(help.contains(&format!("  morgue {name}")), "no example in the help of {name}:\n{help}");
        assert!(command.get_about().is_some(), "{name} does not say what it is for");
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in Shell::value_variants() {
        assert!(completions::script(*shell).contains("timeline"), "{shell}");
    }
    assert!(man::page(None).expect("is made").contains("morgue\\-search(1)"));
    for command in Cli::command().get_subcommands() {
        let page = man::page(Some(command.get_name())).expect("is made");
        assert!(page.contains("Examples:"), "{page}");
    }
    assert_eq!(
        man::page(Some("x")).expect_err("no such").to_string(),
        "no command \"x\"; `morgue --help` lists them"
    );
}

/// Two hits, one of them without headline, date and source; names and a timeline.
pub fn response() -> Response {
    let mut response: Response = Response {
        further: None,
        total: 412,
        hits: vec![hit(), hit()],
        facets: Some(Facets {
            person: vec![facet("Vladimir Putin", 1_007), facet("Steve Witkoff", 12)],
            org: vec![facet("United Nations Security Council", 9)],
            place: vec![facet("Crimea", 14), facet("Kyiv", 8), facet("Geneva", 1)],
            source: vec![value("Harrowmere Echo", 410), value("BBC", 2)],
            section: Vec::new(),
            language: vec![value("en", 412)],
            byline: Vec::new(),
        }),
        timeline: Some(vec![
            Bar { start: date(2025, 3, 1), count: 14 },
            Bar { start: date(2025, 4, 1), count: 0 },
            Bar { start: date(2025, 5, 1), count: 1 },
        ]),
        period: Some(Period::Month),
        undated: Some(3),
        relaxed_total: None,
        most_words: None,
        nothing: None,
        names: Vec::new(),
        bounded: Vec::new(),
        added: Vec::new(),
    };
    let bare = &mut response.hits[1];
    bare.article.id = ArticleId(2);
    bare.article.title = String::new();
    bare.article.path = "dump.jsonl#3".into();
    bare.article.file = file("/news/dump.jsonl", "#3");
    (bare.article.source, bare.article.date, bare.title_marks) = (None, None, Vec::new());
    bare.article.date_precision = None;
    bare.passages = Vec::new();
    response
}

fn file(path: &str, within: &str) -> ArticleFile {
    ArticleFile { path: path.into(), within: within.into() }
}

fn hit() -> Hit {
    let text =
        "Envoys met again in Geneva. \"No truce, no talks\", one of them said.\n\nThe truce was to hold.";
    Hit {
        tier: None,
        article: crate::search::HitArticle {
            id: ArticleId(1),
            path: "world/truce\u{7}.txt".into(),
            file: file("/news/world/truce\u{7}.txt", ""),
            title: "Truce talks stall\u{1b}[2J".into(),
            date: Some("2025-04-03T18:00:00+02:00".into()),
            date_precision: Some("second".into()),
            source: Some("Harrowmere Echo".into()),
            byline: vec!["A. Writer".into()],
            section: None,
            language: "en".into(),
            url: None,
        },
        score: 7.5,
        title_marks: vec![Mark(0, 5)],
        passages: vec![Passage {
            text: text.into(),
            start: 100,
            end: 100 + text.len(),
            paragraph: 2,
            score: 2.25,
            marks: vec![Mark(132, 137), Mark(173, 178)],
        }],
    }
}

fn value(value: &str, count: u64) -> ValueFacet {
    ValueFacet { value: value.into(), count }
}

fn facet(name: &str, count: u64) -> Facet {
    let id = name.to_lowercase();
    Facet {
        id,
        name: name.into(),
        count,
        everywhere: count,
        variants: vec![name.into()],
        may_mean: Vec::new(),
    }
}

/// An article with two names, one of them in the headline too.
pub fn stored() -> StoredArticle {
    StoredArticle {
        path: "world/envoy.md".into(),
        title: "Witkoff in Moscow".into(),
        subtitle: "A short visit".into(),
        byline: vec!["A. Writer".into(), "B. Writer".into()],
        dateline: Some("MOSCOW, April 25".into()),
        date: Some("2025-04-01".into()),
        date_precision: Some("month".into()),
        date_found: Some("metadata".into()),
        updated: None,
        status: Status::Corrected,
        publisher_id: Some("e-17".into()),
        source: Some("Harrowmere Echo".into()),
        section: None,
        language: "en".into(),
        url: Some("https://echo.example/17".into()),
        keywords: vec!["diplomacy".into()],
        warnings: vec!["the date was cut".into()],
        provenance: [("date", "month line"), ("title", "first line")]
            .map(|(field, rule)| (field.into(), rule.into()))
            .into(),
        record_start: 0,
        names: vec![(Kind::Person, "Steve Witkoff".into()), (Kind::Person, "VLADIMIR PUTIN".into())],
        mentions: [
            (0, MentionField::Title, 0, 7, 0),
            (0, MentionField::Body, 0, 13, 0),
            (1, MentionField::Body, 18, 23, 3),
            (0, MentionField::Body, 29, 36, 5),
        ]
        .map(|(name, field, start, end, first_word)| StoredMention { name, field, start, end, first_word })
        .into(),
    }
}

/// One file of each fate.
pub fn file_rows() -> Vec<FileRow> {
    let row = |path: &str, status, articles| FileRow {
        articles,
        format: Some("json".into()),
        ..FileRow::new(path, status)
    };
    let mut rows = vec![
        row("dump.jsonl", FileStatus::Indexed, 9),
        row("photo.jpg", FileStatus::Skipped, 0),
        row("x/broken.json", FileStatus::Failed, 0),
    ];
    (rows[0].warnings, rows[0].bad_records) = (vec!["line 3: is not JSON".into()], 1);
    rows[0].records_skipped = 30;
    (rows[1].reason, rows[1].format) = (Some("is an image".into()), None);
    (rows[2].reason, rows[2].at) = (Some("ends in the middle of a text".into()), Some("line 7".into()));
    rows
}
