//! Who is who, by cases that stand in `who_is_who/cases.txt`, whose head says how they are written.
//! Each case is an archive of its own. All of them run, and all that differ are told.
//!
//! Those with a word in their headings alone: `CASE=Jr cargo test --test integration who_is_who`.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use morgue::entities::Kind;
use morgue::index::Reader;
use morgue::ingest::{Options, ingest};
use morgue::search::{Query, Request, search};
use serde_json::{Value, json};

use crate::harness::Folder;

const CASES: &str = include_str!("who_is_who/cases.txt");
/// Rows of a kind shown where a case differs.
const SHOWN: usize = 12;

#[derive(Debug, Default)]
struct Case {
    heading: String,
    line: usize,
    articles: Vec<Articles>,
    expected: Vec<(String, Expected)>,
}

/// One article, or several alike.
#[derive(Debug)]
struct Articles {
    year: Option<u16>,
    times: usize,
    headline: String,
    text: String,
}

#[derive(Debug)]
enum Expected {
    Row { kind: Kind, names: Vec<String>, counts: Vec<u64>, optional: bool },
    None { kinds: Vec<Kind>, name: String },
    Answer { kind: Kind, name: String, found: Found },
}

/// What a question must find.
#[derive(Debug)]
enum Found {
    Number(usize),
    /// Lines of the case, those of each group before those of the next.
    Lines {
        groups: Vec<Vec<usize>>,
        and_others: bool,
    },
}

type Rows = BTreeMap<&'static str, Vec<(String, u64)>>;

#[test]
fn articles_give_the_expected_rows_of_names() {
    let wanted = std::env::var("CASE").unwrap_or_default();
    let cases: Vec<Case> = read(CASES).into_iter().filter(|case| case.heading.contains(&wanted)).collect();
    let told = Mutex::new(BTreeMap::new());
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Some(message) = differs(case) {
                        told.lock().expect("no case panics").insert(case.line, message);
                    }
                }
            });
        }
    });
    let told = told.into_inner().expect("no case panics");
    let messages: String = told.values().map(|message| format!("\n{message}")).collect();
    assert!(told.is_empty(), "{} of {} cases differ\n{messages}", told.len(), cases.len());
}

/// What is wrong with an archive of these articles, beside what it holds.
fn differs(case: &Case) -> Option<String> {
    let folder = Folder::new();
    for (line, articles) in (1..).zip(&case.articles) {
        folder.write(&format!("{line}.jsonl"), articles.dump(line));
    }
    let rows = rows(&folder);
    let wrong: Vec<&str> = case
        .expected
        .iter()
        .filter(|(_, expected)| !expected.holds(&folder, &rows, case))
        .map(|(line, _)| line.as_str())
        .collect();
    let kinds = rows.iter().map(|(kind, rows)| {
        let more = if rows.len() > SHOWN { "; ..." } else { "" };
        let rows: Vec<String> =
            rows.iter().take(SHOWN).map(|(name, count)| format!("{name}: {count}")).collect();
        format!("    got       {kind:<7} {}{more}\n", rows.join("; "))
    });
    let wanted = wrong.iter().map(|line| format!("    expected  {line}\n"));
    let head = format!("{} (cases.txt:{})\n", case.heading, case.line);
    (!wrong.is_empty()).then(|| head + &wanted.chain(kinds).collect::<String>())
}

/// The rows that `people`, `orgs` and `places` print for everything that lies in a folder.
fn rows(folder: &Folder) -> Rows {
    let options = Options { paths: vec![folder.path().to_owned()], jobs: Some(1), ..Options::default() };
    let (archive, report) = ingest(&options, &AtomicBool::new(false), &mut |_| {}).expect("is indexed");
    assert_eq!((report.failed, report.notes.len()), (0, 0), "{report:?}");
    let reader = Reader::open(&archive).expect("an archive");
    let request = Request { limit: 0, facets: Some(usize::MAX), ..Request::new(Query::All) };
    let facets = search(&reader, &request).expect("an answer").facets.expect("were asked for");
    let rows = |kind| facets.of(kind).iter().map(|facet| (facet.name.clone(), facet.count)).collect();
    KINDS.iter().map(|(name, kind)| (*name, rows(*kind))).collect()
}

const KINDS: [(&str, Kind); 3] = [("person", Kind::Person), ("org", Kind::Org), ("place", Kind::Place)];

fn word(kind: Kind) -> &'static str {
    KINDS.iter().find(|known| known.1 == kind).expect("all kinds are there").0
}

impl Articles {
    /// JSON Lines; articles alike differ in their last line and their day.
    fn dump(&self, line: usize) -> String {
        let article = |copy: usize| {
            let (month, day) = (1 + (line + copy) % 12, 1 + (line + 7 * copy) % 28);
            let date = self.year.map(|year| format!("{year}-{month:02}-{day:02}"));
            let text = format!("{}\n\n(page {})", self.text, copy + 1);
            json!({"title": self.headline, "date": date, "text": text}).to_string() + "\n"
        };
        (0..self.times).map(article).collect()
    }
}

impl Case {
    /// Whether a row is one that the case names.
    fn names(&self, of: Kind, row: &str) -> bool {
        self.expected.iter().any(|(_, expected)| {
            let Expected::Row { kind, names, .. } = expected else { return false };
            *kind == of && names.iter().any(|name| like(row, name))
        })
    }
}

impl Expected {
    fn holds(&self, folder: &Folder, rows: &Rows, case: &Case) -> bool {
        match self {
            Expected::Row { kind, names, counts, optional } => {
                let of_kind = rows[word(*kind)].iter();
                let found: Vec<u64> = of_kind
                    .filter(|(row, _)| names.iter().any(|name| like(row, name)))
                    .map(|row| row.1)
                    .collect();
                match found[..] {
                    [] => *optional,
                    [count] => counts.is_empty() || counts.contains(&count),
                    _ => false,
                }
            }
            Expected::None { kinds, name } => kinds.iter().all(|kind| {
                !rows[word(*kind)].iter().any(|(row, _)| like(row, name) && !case.names(*kind, row))
            }),
            Expected::Answer { kind, name, found } => found.is(&asked(folder, *kind, name)),
        }
    }
}

/// The lines of the case whose articles a question finds, best first.
fn asked(folder: &Folder, kind: Kind, name: &str) -> Vec<usize> {
    let flag = format!("--{}", word(kind));
    let run = folder.morgue(["search", &flag, name, "--jsonl", "--limit", "1000"]);
    let line = |hit: &str| -> usize {
        let hit: Value = serde_json::from_str(hit).expect("is JSON");
        let file = hit["article"]["path"].as_str().and_then(|path| path.split('.').next());
        file.and_then(|line| line.parse().ok()).expect("files are called by the lines")
    };
    run.stdout.lines().map(line).collect()
}

impl Found {
    fn is(&self, hits: &[usize]) -> bool {
        match self {
            Found::Number(number) => hits.len() == *number,
            Found::Lines { groups, and_others } => {
                let group = |hit: &usize| groups.iter().position(|group| group.contains(hit));
                let order: Vec<usize> = hits.iter().map(|hit| group(hit).unwrap_or(groups.len())).collect();
                let all = groups.iter().flatten().all(|line| hits.contains(line));
                all && order.is_sorted() && (*and_others || !order.contains(&groups.len()))
            }
        }
    }
}

/// Whether a row has this name, in which `*` stands for anything.
fn like(row: &str, name: &str) -> bool {
    let row = row.strip_prefix("The ").unwrap_or(row);
    let mut pieces = name.split('*');
    let first = pieces.next().unwrap_or_default();
    let Some(mut rest) = row.strip_prefix(first) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    rest.ends_with(last)
}

/// The cases of the file. Whatever is not written as its head says is told with its line.
fn read(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if let Some(heading) = line.strip_prefix("== ") {
            cases.push(Case { heading: heading.to_owned(), line: number, ..Case::default() });
        } else if !line.is_empty() && !line.starts_with('#') {
            let read = cases.last_mut().and_then(|case| match line.strip_prefix("* ") {
                Some(article) => articles(article).map(|article| case.articles.push(article)),
                None => expected(line).map(|expected| case.expected.push((line.to_owned(), expected))),
            });
            assert!(read.is_some(), "cases.txt:{number}: this is not understood: {line}");
        }
    }
    assert!(cases.iter().all(|case| !case.expected.is_empty()), "a case expects nothing");
    cases
}

/// `2010 x10: text`, `x10: text`, `2010: text` or `text`.
fn articles(line: &str) -> Option<Articles> {
    let (mut year, mut times, mut text) = (None, 1, line);
    if let Some((head, rest)) = line.split_once(": ") {
        let years: Vec<u16> = head.split(' ').filter_map(|word| word.parse().ok()).collect();
        let counts: Vec<usize> =
            head.split(' ').filter_map(|word| word.strip_prefix('x')?.parse().ok()).collect();
        if years.len() + counts.len() == head.split(' ').count() {
            (year, times, text) = (years.first().copied(), counts.first().copied().unwrap_or(1), rest);
        }
    }
    let (headline, text) =
        text.strip_prefix('[').and_then(|text| text.split_once("] ")).unwrap_or(("", text));
    let (headline, text) = (headline.to_owned(), text.replace(" ¶ ", "\n\n"));
    (times > 0).then_some(Articles { year, times, headline, text })
}

fn expected(line: &str) -> Option<Expected> {
    let (word, rest) = line.split_once(' ')?;
    match word {
        "perhaps" => row(rest, true),
        "no" => {
            let (word, name) = rest.split_once(' ')?;
            let kinds = if word == "name" { KINDS.map(|known| known.1).to_vec() } else { vec![kind(word)?] };
            Some(Expected::None { kinds, name: name.to_owned() })
        }
        "ask" => {
            let (question, found) = rest.rsplit_once(": ")?;
            let (word, name) = question.split_once(' ')?;
            Some(Expected::Answer { kind: kind(word)?, name: name.to_owned(), found: answer(found)? })
        }
        _ => row(line, false),
    }
}

fn row(line: &str, optional: bool) -> Option<Expected> {
    let (word, rest) = line.split_once(' ')?;
    let (names, counts) = match rest.rsplit_once(": ") {
        Some((names, counts)) => {
            (names, counts.split(" or ").map(|n| n.parse().ok()).collect::<Option<_>>()?)
        }
        None => (rest, Vec::new()),
    };
    let names = names.split(" | ").map(str::to_owned).collect();
    Some(Expected::Row { kind: kind(word)?, names, counts, optional })
}

fn answer(text: &str) -> Option<Found> {
    if let Some(number) = text.strip_suffix(" articles") {
        return Some(Found::Number(number.parse().ok()?));
    }
    let (text, and_others) = text.strip_suffix(" at least").map_or((text, false), |text| (text, true));
    let lines = |group: &str| group.split(' ').map(|line| line.parse().ok()).collect::<Option<Vec<usize>>>();
    Some(Found::Lines { groups: text.split(" before ").map(lines).collect::<Option<_>>()?, and_others })
}

fn kind(word: &str) -> Option<Kind> {
    Some(KINDS.iter().find(|known| known.0 == word)?.1)
}
