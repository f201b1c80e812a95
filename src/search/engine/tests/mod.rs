//! The engine against naive code: an evaluator over plain word lists, a scorer without bounds,
//! and an archive that was never changed.

use proptest::prelude::*;
use tempfile::TempDir;

use self::plain::Plain;
use super::{Plan, Pruning, run};
use crate::article::{Article, Dated, Found, Precision};
use crate::entities::{Tagger, annotate};
use crate::index::{Archive, ArticleFile, Encoder, Origin, Reader, Writer};
use crate::search::query::{Field, Matching, Near, Query, Within, Word};
use crate::search::rank::Recency;
use crate::search::{Request, Sort, search};

mod named;
mod plain;

const VOCABULARY: [&str; 12] = [
    "truce",
    "truces",
    "harbour",
    "mayor",
    "Mayor",
    "talks",
    "talk",
    "negotiated",
    "river",
    "strike",
    "the",
    "peace-plan",
];

fn articles() -> impl Strategy<Value = Vec<Article>> {
    articles_of(&VOCABULARY)
}

/// Articles made of these words.
fn articles_of(vocabulary: &'static [&'static str]) -> impl Strategy<Value = Vec<Article>> {
    let text = move |most| prop::collection::vec(prop::sample::select(vocabulary), 0..most);
    let article = (text(5), text(300), prop::option::of(1..28i8)).prop_map(|(title, body, day)| {
        let mut paragraphs = Vec::new();
        for paragraph in body.chunks(70) {
            let sentences: Vec<String> =
                paragraph.chunks(11).map(|s| format!("{}. So", s.join(" "))).collect();
            paragraphs.push(sentences.join(" "));
        }
        Article {
            title: title.join(" "),
            body: paragraphs.join("\n\n"),
            language: Some("en".to_owned()),
            published: day.map(|day| Dated {
                civil: jiff::civil::date(2020, 5, day).at(0, 0, 0, 0),
                offset: None,
                precision: Precision::Day,
                found: Found::Metadata,
            }),
            ..Article::default()
        }
    });
    prop::collection::vec(article, 1..25)
}

fn queries() -> impl Strategy<Value = Query> {
    let word = prop::sample::select(&VOCABULARY[..]);
    let word = (word, 0..3usize).prop_map(|(text, matching)| Word {
        text: text.to_owned(),
        matching: [Matching::Forms, Matching::Spelling, Matching::Letters][matching],
    });
    let pattern = prop::sample::select(vec![
        Word { text: "t*".into(), matching: Matching::Wildcard },
        Word { text: "t?l*s".into(), matching: Matching::Wildcard },
        Word { text: "peace-*".into(), matching: Matching::Wildcard },
        Word { text: "trucs".into(), matching: Matching::Fuzzy(1) },
        Word { text: "(T|m)a.*".into(), matching: Matching::Regex },
    ]);
    let word = prop_oneof![6 => word, 1 => pattern];
    let leaf = prop_oneof![
        4 => word.clone().prop_map(Query::Word),
        1 => prop::collection::vec(word, 2..4).prop_map(Query::Phrase),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(Query::And),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Query::Or),
            inner.clone().prop_map(|q| Query::Not(Box::new(q))),
            (1..5u32, inner.clone()).prop_map(|(times, q)| Query::AtLeast(times, Box::new(q))),
            (inner.clone(), inner.clone(), within(), any::<bool>(), prop::bool::weighted(0.2)).prop_map(
                |(left, right, within, ordered, not)| {
                    Query::Near(Box::new(Near { left, right, within, ordered, not }))
                }
            ),
            (prop::sample::select(vec![Field::Title, Field::Body, Field::Lead, Field::First(40)]), inner)
                .prop_map(|(field, q)| Query::Field(field, Box::new(q))),
        ]
    })
}

fn within() -> impl Strategy<Value = Within> {
    prop_oneof![(1..8u32).prop_map(Within::Words), Just(Within::Sentence), Just(Within::Paragraph)]
}

/// An archive of the articles, in as many commits (and so segments) as there are `parts`.
fn archive(articles: &[Article], parts: usize) -> (TempDir, Archive) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let archive = Archive::create(&dir.path().join("archive"), dir.path()).expect("created");
    let mut writer = Writer::open(&archive, 1).expect("opened");
    let mut encoder = Encoder::new(jiff::Timestamp::UNIX_EPOCH);
    let numbered: Vec<(usize, &Article)> = articles.iter().enumerate().collect();
    for part in numbered.chunks(articles.len().div_ceil(parts).max(1)) {
        for (number, article) in part {
            add(&mut writer, &mut encoder, *number, article);
        }
        writer.commit().expect("committed");
    }
    writer.finish().expect("finished");
    (dir, archive)
}

fn add(writer: &mut Writer, encoder: &mut Encoder, number: usize, article: &Article) {
    let annotated = annotate(&Tagger::default(), article.clone());
    writer.add(encoder.entry(annotated, &Origin::file(&format!("{number}.txt")))).expect("added");
}

/// The numbers and scores of the best `keep` articles.
fn top(reader: &Reader, query: &Query, sort: Sort, keep: usize, pruning: Pruning) -> Vec<(u64, f64)> {
    let plan = Plan::new(reader, &query.clone().normal()).expect("planned");
    // Half of the articles' month is left a half-life.
    let recency = keep.is_multiple_of(2).then_some(Recency { half_life: 15.0, today: 18_400 });
    let matches = run(reader, &plan, sort, recency, keep, false, pruning).expect("ran");
    matches.top.iter().map(|c| (c.id.0, c.score)).collect()
}

/// A query built by hand may count what the parser never leaves beside a proximity operator.
#[test]
fn at_least_once_is_that_the_query_holds() {
    let word = |text: &str| Query::Word(Word { text: text.to_owned(), matching: Matching::Forms });
    let near = Query::Near(Box::new(Near {
        left: Query::Not(Box::new(word("truce"))),
        right: word("river"),
        within: Within::Paragraph,
        ordered: true,
        not: false,
    }));
    let article =
        Article { body: "river. So".to_owned(), language: Some("en".to_owned()), ..Article::default() };
    let (_dir, archive) = archive(std::slice::from_ref(&article), 1);
    let reader = Reader::open(&archive).expect("opened");
    for query in [near.clone(), Query::AtLeast(1, Box::new(near))] {
        assert_eq!(top(&reader, &query, Sort::Oldest, 1, Pruning::On).len(), 1, "{query}");
        assert!(Plain::of(&article).holds(&query, None), "{query}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn matches_are_those_of_plain_word_lists(
        articles in articles(), queries in prop::collection::vec(queries(), 1..12)
    ) {
        let (_dir, archive) = archive(&articles, 3);
        let reader = Reader::open(&archive).expect("opened");
        let plain: Vec<Plain> = articles.iter().map(Plain::of).collect();
        // A group of one is no group to proximity.
        for query in queries.into_iter().map(Query::normal) {
            let mut found: Vec<u64> =
                top(&reader, &query, Sort::Oldest, articles.len(), Pruning::On).iter().map(|(id, _)| *id).collect();
            let numbers = (0..articles.len()).filter(|n| plain[*n].holds(&query, None));
            let id = |n| crate::article::ArticleId::new(&format!("{n}.txt"), "").0;
            let mut expected: Vec<u64> = numbers.map(id).collect();
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected, "{}", query);
        }
    }

    #[test]
    fn pruning_changes_nothing(
        articles in articles(), queries in prop::collection::vec(queries(), 1..12), keep in 1usize..6
    ) {
        let (_dir, archive) = archive(&articles, 2);
        let reader = Reader::open(&archive).expect("opened");
        for query in queries {
            let pruned = top(&reader, &query, Sort::Relevance, keep, Pruning::On);
            let exhaustive = top(&reader, &query, Sort::Relevance, keep, Pruning::Off);
            prop_assert_eq!(pruned, exhaustive, "{}", query);
        }
    }

    #[test]
    fn updates_and_deletions_leave_the_scores_of_a_fresh_archive(
        articles in articles(), gone in articles(), queries in prop::collection::vec(queries(), 1..8)
    ) {
        let (_dir, fresh) = archive(&articles, 1);
        // The same articles, after others stood in their place and more were there.
        let (_dir, changed) = archive(&gone, 2);
        let mut writer = Writer::open(&changed, 1).expect("opened");
        let mut encoder = Encoder::new(jiff::Timestamp::UNIX_EPOCH);
        for number in 0..gone.len().max(articles.len()) {
            writer.forget(&format!("{number}.txt"));
        }
        writer.commit().expect("committed");
        for (number, article) in articles.iter().enumerate() {
            add(&mut writer, &mut encoder, number, article);
            if number % 7 == 3 {
                writer.commit().expect("committed");
            }
        }
        writer.commit().expect("committed");
        writer.finish().expect("finished");
        let (fresh, changed) = (Reader::open(&fresh).expect("opened"), Reader::open(&changed).expect("opened"));
        for query in queries {
            let mut request = Request::new(query);
            request.facets = Some(usize::MAX);
            request.passages = 3;
            let found = |reader: &Reader| {
                let mut response = search(reader, &request).expect("ran");
                // The archives lie in folders of their own.
                response.hits.iter_mut().for_each(|hit| hit.article.file = ArticleFile::default());
                response
            };
            prop_assert_eq!(found(&fresh), found(&changed));
        }
    }
}
