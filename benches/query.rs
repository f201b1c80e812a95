//! Answering queries over one archive: morgue against bare tantivy and SQLite FTS5.
//!
//! The queries are drawn from the articles' own words by how many articles hold them, the same
//! each time. Every engine finds its ten best articles and fetches their text; morgue also
//! counts all matches and finds, scores and marks the best passage of each hit. See README.md.

mod peers;

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use morgue::article::Article;
use morgue::entities::{Tagger, annotate};
use morgue::index::Reader;
use morgue::ingest::{Options, ingest};
use morgue::search::{Period, Request, Scale, parse, search};
use morgue::text::tokens;
use peers::bare::Bare;
use peers::sqlite::{self, Sqlite};
use peers::{articles, bare, cost, folder};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Articles made of the paragraphs of the folder's.
const ARTICLES: usize = 100_000;
/// Queries of each kind, and how often each is asked; its time is the median.
const QUERIES: usize = 60;
const REPEATS: usize = 5;
/// The share of the articles that hold a query word.
const RARE: f64 = 0.005;
const FREQUENT: f64 = 0.1;

fn main() {
    let scratch = folder::scratch("query");
    let source = folder::folder(&scratch);
    let dir = |name: &str| -> PathBuf {
        let dir = scratch.join(name);
        std::fs::create_dir_all(&dir).expect("a folder under target/tmp");
        dir
    };
    let originals = articles::read(&source);
    let source = dir("made-up");
    articles::make_up(&originals, ARTICLES, &source);
    drop(originals);
    let texts = articles::read(&source);
    let options = Options {
        paths: vec![source.clone()],
        archive: Some(dir("morgue").join("archive")),
        ..Options::default()
    };
    let (archive, _) = ingest(&options, &AtomicBool::new(false), &mut |_| {}).expect("an archive");
    let tagger = Tagger::default();
    let names = |article: &Article| {
        annotate(&tagger, article.clone()).names.into_iter().map(|name| name.text).collect()
    };
    let names: Vec<Vec<String>> = texts.iter().map(names).collect();
    bare::index(&texts, &names, &dir("bare"), folder::jobs());
    drop(names);
    sqlite::index(&texts, &dir("sqlite"));
    let reader = Reader::open(&archive).expect("an archive");
    let sets = sets(&texts, &reader);
    println!("{}: {} articles, load {}", source.display(), texts.len(), cost::load());
    drop(texts);
    measure(&sets, &reader, &dir("bare"), &dir("sqlite"));
    println!("load {} at the end", cost::load());
    std::fs::remove_dir_all(&scratch).ok();
}

/// Queries of one kind, each as every engine writes it.
struct Set {
    label: &'static str,
    queries: Vec<Asked>,
}

struct Asked {
    morgue: String,
    bare: String,
    bare_needs_all: bool,
    sqlite: String,
}

/// The kinds of queries.
fn sets(texts: &[Article], reader: &Reader) -> Vec<Set> {
    let words = words(texts);
    let asked = |words: &[String], all: bool| Asked {
        morgue: words.join(if all { " " } else { " OR " }),
        bare: words.join(" "),
        bare_needs_all: all,
        sqlite: words.join(if all { " AND " } else { " OR " }),
    };
    let of_articles = |count: usize, all: bool| -> Vec<Asked> {
        words.of_articles.iter().filter_map(|w| w.get(..count)).map(|w| asked(w, all)).take(QUERIES).collect()
    };
    let quoted = |words: &str| format!("\"{words}\"");
    let phrase = |words: &String| Asked {
        morgue: quoted(words),
        bare: quoted(words),
        bare_needs_all: true,
        sqlite: quoted(words),
    };
    let people = people(reader);
    let person = |name: &String| Asked { morgue: format!("person:\"{name}\""), ..phrase(name) };
    let person_and = |(name, word): (&String, &Vec<String>)| Asked {
        morgue: format!("person:\"{name}\" {}", word[0]),
        bare: format!("\"{name}\" {}", word[0]),
        bare_needs_all: true,
        sqlite: format!("\"{name}\" AND {}", word[0]),
    };
    let only_morgue = |morgue: String, words: &[String]| Asked { morgue, ..asked(words, true) };
    let two = || words.of_articles.iter().filter_map(|words| words.get(..2));
    let near = two().map(|w| only_morgue(format!("{} NEAR/10 {}", w[0], w[1]), w)).take(QUERIES);
    let sentence = two().map(|w| only_morgue(format!("{} W/S {}", w[0], w[1]), w)).take(QUERIES);
    let beginning = |word: &str| word[..4].to_owned();
    let wildcard = two().map(|w| only_morgue(format!("{}* {}", beginning(&w[0]), w[1]), w)).take(QUERIES);
    let fuzzy = two().map(|w| only_morgue(format!("{}~1", w[0]), &w[..1])).take(QUERIES);
    let extra = [
        Set { label: "2 words NEAR/10 (peers: all)", queries: near.collect() },
        Set { label: "2 words W/S (peers: all)", queries: sentence.collect() },
        Set { label: "wildcard and word (peers: all)", queries: wildcard.collect() },
        Set { label: "fuzzy word (peers: the word)", queries: fuzzy.collect() },
    ];
    let mut sets = vec![
        Set { label: "1 word", queries: of_articles(1, true) },
        Set { label: "2 words, all", queries: of_articles(2, true) },
        Set { label: "4 words, all", queries: of_articles(4, true) },
        Set { label: "2 words, any", queries: of_articles(2, false) },
        Set { label: "4 words, any", queries: of_articles(4, false) },
        Set { label: "phrase of 2 words", queries: words.phrases.iter().map(phrase).collect() },
        Set { label: "person (peers: phrase)", queries: people.iter().map(person).collect() },
        Set {
            label: "person and word (peers: phrase)",
            queries: people.iter().zip(&words.of_articles).map(person_and).collect(),
        },
    ];
    sets.extend(extra);
    sets
}

struct Words {
    /// Of articles at equal distances: four words of middling frequency.
    of_articles: Vec<Vec<String>>,
    /// Two such words side by side.
    phrases: Vec<String>,
}

fn words(texts: &[Article]) -> Words {
    let mut articles_with: HashMap<String, usize> = HashMap::new();
    for article in texts {
        let words: BTreeSet<String> =
            tokens(&article.body).iter().map(|t| t.of(&article.body).to_lowercase()).collect();
        for word in words {
            *articles_with.entry(word).or_default() += 1;
        }
    }
    let middling = |word: &str| {
        let share = articles_with.get(word).copied().unwrap_or(0) as f64 / texts.len() as f64;
        let plain = word.len() > 3 && word.bytes().all(|b| b.is_ascii_lowercase());
        plain && (RARE..=FREQUENT).contains(&share)
    };
    let mut words = Words { of_articles: Vec::new(), phrases: Vec::new() };
    let step = (texts.len() / (3 * QUERIES)).max(1);
    for article in texts.iter().step_by(step) {
        let all: Vec<String> =
            tokens(&article.body).iter().map(|t| t.of(&article.body).to_lowercase()).collect();
        let chosen: BTreeSet<&String> = all.iter().filter(|word| middling(word)).collect();
        let spread = (chosen.len() / 4).max(1);
        let chosen: Vec<String> = chosen.into_iter().step_by(spread).take(4).cloned().collect();
        if chosen.len() == 4 && words.of_articles.len() < QUERIES {
            words.of_articles.push(chosen);
        }
        let pair = all.windows(2).find(|pair| pair.iter().all(|word| middling(word)));
        if let Some(pair) = pair.filter(|_| words.phrases.len() < QUERIES) {
            words.phrases.push(pair.join(" "));
        }
    }
    words
}

/// The people most articles mention, with first name and surname.
fn people(reader: &Reader) -> Vec<String> {
    let registry = &reader.names().expect("the names").registry;
    let entities = (0..registry.len() as u32).map(|id| registry.entity(id));
    let mut people: Vec<_> = entities
        .filter(|e| e.kind == morgue::entities::Kind::Person)
        .filter(|e| {
            e.name.split(' ').count() == 2 && e.name.bytes().all(|b| b == b' ' || b.is_ascii_alphabetic())
        })
        .map(|e| (std::cmp::Reverse(e.articles), e.name.to_owned()))
        .collect();
    people.sort_unstable();
    people.into_iter().map(|(_, name)| name).take(QUERIES).collect()
}

/// Milliseconds of each query of a set.
fn time(queries: &[Asked], mut ask: impl FnMut(&Asked)) -> Vec<f64> {
    let mut times: Vec<f64> = queries
        .iter()
        .map(|query| {
            let mut times: Vec<f64> = (0..REPEATS)
                .map(|_| {
                    let began = Instant::now();
                    ask(query);
                    began.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            times.sort_unstable_by(f64::total_cmp);
            times[REPEATS / 2]
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    times
}

fn measure(sets: &[Set], reader: &Reader, bare: &Path, sqlite: &Path) {
    let (bare, sqlite) = (Bare::open(bare), Sqlite::open(sqlite));
    let mut statement = sqlite.prepare();
    let today = jiff::civil::date(2025, 1, 1);
    println!("milliseconds: median, 95th percentile, and morgue's median against the peer's\n");
    println!(
        "{:32} {:>14} {:>12} {:>12} {:>14} {:>8} {:>14} {:>12} {:>8} {:>8}",
        "",
        "morgue",
        "tantivy",
        "with bodies",
        "SQLite",
        "/tantivy",
        "facets+timeline",
        "tantivy's",
        "/tantivy",
        "slowest"
    );
    for Set { label, queries } in sets {
        if queries.is_empty() {
            continue;
        }
        let plain = time(queries, |q| {
            let request = Request::new(parse::parse(&q.morgue, today).query);
            black_box(search(reader, &request).expect("an answer"));
        });
        let full = time(queries, |q| {
            let query = parse::parse(&q.morgue, today).query;
            let request =
                Request { facets: Some(20), timeline: Some(Scale::By(Period::Month)), ..Request::new(query) };
            black_box(search(reader, &request).expect("an answer"));
        });
        let tantivy = time(queries, |q| {
            black_box(bare.top_ten(&q.bare, q.bare_needs_all));
        });
        let collector = time(queries, |q| {
            black_box(bare.collect(&q.bare, q.bare_needs_all));
        });
        let columns = time(queries, |q| {
            black_box(bare.collect_columns(&q.bare, q.bare_needs_all));
        });
        let fts = time(queries, |q| {
            black_box(sqlite::top_ten(&mut statement, &q.sqlite));
        });
        let at = |times: &[f64], share: f64| times[((times.len() - 1) as f64 * share) as usize];
        let both = |times: &[f64]| format!("{:.2} {:.2}", at(times, 0.5), at(times, 0.95));
        println!(
            "{label:32} {:>14} {:>12} {:>12} {:>14} {:>8.2} {:>14} {:>12} {:>8.2} {:>8.1}",
            both(&plain),
            both(&collector),
            both(&tantivy),
            both(&fts),
            at(&plain, 0.5) / at(&collector, 0.5),
            both(&full),
            both(&columns),
            at(&full, 0.5) / at(&columns, 0.5),
            at(&full, 1.0)
        );
    }
}
