//! Names in a large archive: 100,000 articles made up, with more than 200,000 names.
//!
//! The names are marked as the articles are made, so that their number is known and no tagger
//! is at work. Each figure is the median of several rounds; facets are also given as a ratio to
//! counting the same matches without them. See README.md.

#[path = "peers/folder.rs"]
#[allow(dead_code, reason = "the other benches use the rest")]
mod folder;

use std::hint::black_box;
use std::time::Instant;

use morgue::article::{Article, Dated, Found, Precision};
use morgue::entities::{Annotated, Kind, Mention, MentionField, Name};
use morgue::index::{Archive, Encoder, Reader, Writer};
use morgue::search::{Query, Request, parse, search};
use morgue::text::{Outline, tokens};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ARTICLES: usize = 100_000;
const NAMES: usize = 230_000;
/// Sentences of an article, each about somebody.
const SENTENCES: usize = 12;
const ROUNDS: usize = 9;

fn main() {
    let scratch = folder::scratch("names");
    let archive = make(&scratch);
    let table = archive.dir.join("names.table");
    let made = median(3, || {
        std::fs::remove_file(&table).ok();
        Reader::open(&archive).and_then(|reader| reader.names().map(drop)).expect("names");
    });
    let reader = Reader::open(&archive).expect("an archive");
    let registry = &reader.names().expect("names").registry;
    let bytes = std::fs::metadata(&table).map_or(0, |m| m.len());
    println!("{ARTICLES} articles, {} names, table {:.1} MB", registry.len(), bytes as f64 / 1e6);
    println!("making the table                   {made:8.1} ms");

    let half = query("halfword");
    let opened = median(ROUNDS, || {
        let reader = Reader::open(&archive).expect("an archive");
        black_box(search(&reader, &Request::new(query("rareword"))).expect("an answer"));
    });
    println!("open and search for one word       {opened:8.2} ms");
    let complete = median(ROUNDS, || {
        let reader = Reader::open(&archive).expect("an archive");
        let registry = &reader.names().expect("names").registry;
        assert_eq!(black_box(registry.complete(None, "ma", 20)).len(), 20);
    });
    println!("open and complete \"ma\"             {complete:8.2} ms");
    let name = registry.entity(registry.complete(Some(Kind::Person), "ma", 1)[0]).name.to_owned();
    let person = median(ROUNDS, || {
        let query = Query::Name { kind: Kind::Person, name: name.clone() };
        black_box(search(&reader, &Request::new(query)).expect("an answer"));
    });
    println!("person, archive open               {person:8.2} ms");

    let ask = |facets| {
        let request = Request { limit: 0, facets, ..Request::new(half.clone()) };
        let began = Instant::now();
        let answer = black_box(search(&reader, &request).expect("an answer"));
        assert_eq!(answer.total as usize, ARTICLES / 2);
        began.elapsed().as_secs_f64() * 1e3
    };
    let count = median_of((0..ROUNDS).map(|_| ask(None)).collect());
    let facets = median_of((0..ROUNDS).map(|_| ask(Some(20))).collect());
    println!("count {} articles              {count:8.2} ms", ARTICLES / 2);
    println!("count them with their names        {facets:8.2} ms, {:.1} times as long", facets / count);
    println!("the names alone                    {:8.2} ms", facets - count);
    std::fs::remove_dir_all(&scratch).ok();
}

fn query(text: &str) -> Query {
    parse::parse(text, jiff::civil::date(2025, 1, 1)).query
}

/// An archive of articles in which every sentence begins with a name.
fn make(scratch: &std::path::Path) -> Archive {
    let mut random = folder::Random(7);
    let syllables: Vec<String> = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z"]
        .iter()
        .flat_map(|c| ["a", "e", "i", "o", "u"].map(|v| format!("{c}{v}")))
        .collect();
    let mut pick = |count: usize| -> String {
        let word: String = (0..count)
            .map(|_| syllables[(random.unit() * syllables.len() as f64) as usize].as_str())
            .collect();
        word[..1].to_uppercase() + &word[1..]
    };
    let firsts: Vec<String> = (0..2_000).map(|_| pick(2)).collect();
    let lasts: Vec<String> = (0..40_000).map(|_| pick(3)).collect();
    let mut random = folder::Random(8);
    let mut below = |most: usize| ((random.unit() * most as f64) as usize).min(most - 1);
    let names: Vec<String> = (0..NAMES)
        .map(|_| format!("{} {}", firsts[below(firsts.len())], lasts[below(lasts.len())]))
        .collect();
    let archive = Archive::create(&scratch.join("archive"), scratch).expect("an archive");
    let mut writer = Writer::open(&archive, 2).expect("a writer");
    let mut encoder = Encoder::new(jiff::Timestamp::UNIX_EPOCH);
    for number in 0..ARTICLES {
        // Every name once, and the first of them much oftener, as in the news.
        let of = |sentence: usize, skewed: usize| match sentence % 4 {
            0 => (number * SENTENCES / 4 + sentence / 4) % NAMES,
            _ => skewed,
        };
        let chosen: Vec<usize> = (0..SENTENCES)
            .map(|sentence| {
                let unit = below(1 << 20) as f64 / f64::from(1 << 20);
                of(sentence, (NAMES as f64).powf(unit) as usize % NAMES)
            })
            .collect();
        let file = format!("{number}.txt");
        let entry = encoder.entry(article(number, &chosen, &names), &morgue::index::Origin::file(&file));
        writer.add(entry).expect("added");
    }
    writer.commit().expect("committed");
    writer.finish().expect("finished");
    archive
}

fn article(number: usize, chosen: &[usize], names: &[String]) -> Annotated {
    let mut body = String::new();
    for (sentence, name) in chosen.iter().enumerate() {
        body += &names[*name];
        body += " said on Monday that the harbour would be dredged before the winter";
        body += match sentence {
            0 if number.is_multiple_of(2) => " halfword.",
            1 if number.is_multiple_of(500) => " rareword.",
            _ => ".",
        };
        body += if sentence % 4 == 3 { "\n\n" } else { " " };
    }
    let article = Article {
        title: format!("Report number {number}"),
        body: body.trim_end().to_owned(),
        published: Some(Dated {
            civil: jiff::civil::date(1980 + (number % 45) as i16, 1 + (number % 12) as i8, 1).at(0, 0, 0, 0),
            offset: None,
            precision: Precision::Day,
            found: Found::Metadata,
        }),
        ..Article::default()
    };
    let outline = Outline::new(&article.body);
    assert_eq!(outline.sentences.len(), chosen.len());
    let mut distinct: Vec<usize> = Vec::new();
    let mut mentions = Vec::new();
    for (sentence, name) in outline.sentences.iter().zip(chosen) {
        let at = distinct.iter().position(|known| known == name).unwrap_or_else(|| {
            distinct.push(*name);
            distinct.len() - 1
        });
        let first = sentence.first_token;
        mentions.push(Mention {
            kind: Kind::Person,
            field: MentionField::Body,
            start: outline.tokens[first as usize].start,
            end: outline.tokens[first as usize + 1].end,
            first_token: first,
            end_token: first + 2,
            name: at as u32,
        });
    }
    let names = distinct.iter().map(|name| Name { kind: Kind::Person, text: names[*name].clone() }).collect();
    Annotated {
        title_tokens: tokens(&article.title),
        language: "en".to_owned(),
        article,
        outline,
        names,
        mentions,
        aliases: Vec::new(),
    }
}

fn median(rounds: usize, mut work: impl FnMut()) -> f64 {
    let time = |_| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64() * 1e3
    };
    median_of((0..rounds).map(time).collect())
}

fn median_of(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
