//! A name alone, against loops over plain words.

use proptest::prelude::*;

use super::{archive, articles_of};
use crate::entities::person_name::PersonName;
use crate::entities::{Kind, MentionField};
use crate::index::Reader;
use crate::search::engine::name_term::NameTerm;
use crate::search::engine::{Plan, Pruning, run};
use crate::search::name_forms::{Clues, FIRST, GLUED, INITIAL, TITLE, middle, middle_initial};
use crate::search::name_query::NameQuery;
use crate::search::query::Query;
use crate::search::rank::{Lengths, Ranking};
use crate::search::{Request, Sort, ranking};
use crate::text::fold::fold;
use crate::text::tokens;

const VOCABULARY: [&str; 16] = [
    "Horace",
    "H",
    "H.C.",
    "Chapin",
    "C",
    "Alger",
    "Alger",
    "Alger",
    "Mr",
    "Edward",
    "alger",
    "rode",
    "the",
    "Horace Alger",
    "Edward Alger",
    "H. C. Alger",
];

fn clues(word: &str) -> Clues {
    match fold(word).as_ref() {
        "horace" => FIRST,
        "h" => INITIAL,
        "h.c" => GLUED,
        "chapin" => middle(0),
        "c" => middle_initial(0),
        "mr" => TITLE,
        _ => 0,
    }
}

fn asked() -> Query {
    Query::Name { kind: Kind::Person, name: "Alger, Horace Chapin (1857-1906)".to_owned() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn each_place_is_graded_by_the_words_before_it(articles in articles_of(&VOCABULARY)) {
        let (_dir, archive) = archive(&articles, 2);
        let reader = Reader::open(&archive).expect("opened");
        let (ranking, heading) = (Ranking::new(&reader.totals().expect("counted")), PersonName::read("Horace Chapin Alger"));
        let bearers = crate::entities::registry::Bearers { share: 0.5, first_names: Vec::new() };
        let languages = reader.languages().expect("known");
        let term = NameTerm::new(&heading, &bearers, languages, 1.0).expect("a name");
        for (ord, segment) in reader.searcher.segment_readers().iter().enumerate() {
            let columns = reader.fast_fields(ord).expect("opened");
            let mut cursor = term.open(&reader, segment, columns).expect("opened");
            for doc in segment.doc_ids_alive() {
                let id = |n: usize| crate::article::ArticleId::new(&format!("{n}.txt"), "");
                let Some(article) = (0..articles.len()).find(|n| id(*n) == columns.id(doc)) else { continue };
                let article = &articles[article];
                let sum = |text: &str, field: MentionField| -> f64 {
                    let words: Vec<&str> = tokens(text).into_iter().map(|token| token.of(text)).collect();
                    let longer = columns.mention_widths(doc, field);
                    let grade = |at: usize| {
                        let before = |back: u32| at.checked_sub(back as usize).map_or(0, |at| clues(words[at]));
                        let inside = || longer.iter().any(|(first, n)| (*first..first + n).contains(&(at as u32)));
                        term.shape.grade(before, inside)
                    };
                    (0..words.len()).filter(|at| fold(words[*at]) == "alger").map(grade).sum()
                };
                let (title, body) = columns.words(doc);
                let lengths = Lengths { title, body };
                let (title, body) = (sum(&article.title, MentionField::Title), sum(&article.body, MentionField::Body));
                let expected = ranking.name_term(1.0, title, body, lengths);
                let bound = cursor.bound(&ranking, doc, lengths);
                let found = cursor.evidence(&ranking, doc, lengths);
                prop_assert!((found - expected).abs() < 1e-9, "{} {}", found, expected);
                prop_assert!(found <= bound);
            }
        }
    }

    #[test]
    fn pruning_changes_nothing_and_the_words_are_all_found(
        articles in articles_of(&VOCABULARY), keep in 1usize..6
    ) {
        let (_dir, archive) = archive(&articles, 2);
        let reader = Reader::open(&archive).expect("opened");
        let plan = Plan::named(&reader, &NameQuery::alone(&asked()).expect("a name alone")).expect("planned");
        let top = |keep, pruning| {
            let matches = run(&reader, &plan, Sort::Relevance, None, keep, false, pruning).expect("ran");
            (matches.total, matches.further, matches.top)
        };
        prop_assert_eq!(top(keep, Pruning::On), top(keep, Pruning::Off));
        let words = |text: &str| tokens(text).into_iter().map(|t| fold(t.of(text)).into_owned()).collect::<Vec<_>>();
        let holds = |word: &String| ["horace", "chapin", "alger"].contains(&word.as_str());
        let expected = articles.iter().filter(|a| words(&a.title).iter().chain(&words(&a.body)).any(holds)).count();
        let (total, further, all) = top(articles.len(), Pruning::On);
        // Some articles name the person by other words alone.
        prop_assert_eq!(total + further, all.len() as u64);
        prop_assert!(expected <= all.len() && further <= expected as u64, "{} {}", expected, all.len());
        // Whoever does without the second tier gets the first.
        let strict = Request { reach: crate::search::Reach::Strict, limit: 100, ..Request::new(asked()) };
        let mut first: Vec<_> = all.iter().filter(|c| c.is_first).map(|c| c.id).collect();
        let mut strict: Vec<_> = ranking(&reader, &strict).expect("ran").into_iter().map(|(id, _)| id).collect();
        first.sort_unstable();
        strict.sort_unstable();
        prop_assert_eq!(first, strict);
    }
}
