use std::collections::BTreeMap;
use std::fs;

use tempfile::TempDir;

use super::judged::Topic;
use super::measures::Judged;
use super::*;
use crate::entities::Tagger;
use crate::lab::score::NameTally;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");

/// A folder with a collection of three documents, one of them a headline alone.
fn small(queries: &str, qrels: &str) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder for the test");
    let docs = [
        r#"{"id": "d1", "title": "Ferry fire", "text": ""}"#,
        r#"{"id": "d2", "title": "", "text": "Mayor Joan Banks spoke of the ferry. Banks left."}"#,
        r#"{"id": 3, "title": "Deposits", "text": "The banks were closed on Monday."}"#,
    ];
    for (name, text) in
        [("docs.jsonl", docs.join("\n").as_str()), ("queries.jsonl", queries), ("qrels.tsv", qrels)]
    {
        fs::write(dir.path().join(name), text).expect("a file of the test");
    }
    dir
}

#[track_caller]
fn check(names: Option<Kind>, queries: &str, qrels: &str, expected: &str) {
    let dir = small(queries, qrels);
    let options = EvalOptions { names, ..EvalOptions::default() };
    let scores = match collection(dir.path(), &options) {
        Ok(scores) => {
            let text = serde_json::to_string(&scores).expect("numbers");
            // The intervals of two queries tell nothing.
            text.split(",\"ndcg@10_ci\"").next().unwrap_or_default().to_owned() + "}"
        }
        Err(error) => error.to_string().rsplit('/').next().unwrap_or_default().to_owned(),
    };
    assert_eq!(scores, expected);
}

#[test]
fn word_queries_are_scored_against_judgements() {
    // Signs mean nothing; of two matches the right one is second; the third query has no judgement.
    let queries = "{\"id\": \"a\", \"text\": \"ferry -fire\"}\n{\"id\": 2, \"text\": \"nothing deposits\"}\n\
        {\"id\": \"c\", \"text\": \"ferry\"}\n";
    check(
        None,
        queries,
        "a\td2\t1\na\td1\t0\n2\t3\t1\nc\td1\t0\n",
        r#"{"queries":2,"ndcg@10":0.8154648767857288,"map":0.75,"recall@100":1.0,"mrr":0.75}"#,
    );
}

#[test]
fn name_queries_are_answered_as_names() {
    let queries = "{\"id\": \"a\", \"text\": \"banks\"}\n{\"id\": \"b\", \"text\": \"deposits\"}\n";
    let all =
        |recall: f64| format!(r#"{{"queries":2,"ndcg@10":1.0,"map":1.0,"recall@100":{recall:?},"mrr":1.0}}"#);
    // As a name, "banks" is not the banks; nobody is called "deposits".
    check(Some(Kind::Person), queries, "a d2 1\nb 0 3 1\n", &all(1.0));
}

#[test]
fn unusable_collections_are_named() {
    let query = "{\"id\": \"a\", \"text\": \"ferry\"}\n";
    check(
        None,
        query,
        "a\td1\t0\n",
        "qrels.tsv: no query of queries.jsonl has a relevant document here; compare the ids",
    );
    check(
        None,
        query,
        "query\tdocument\tgrade\na\td1\tyes\n",
        "qrels.tsv: line 2: expected query, document and grade, divided by tabs",
    );
    check(
        None,
        "{\"id\": \"a\", \"text\": \" \"}\n",
        "a\td1\t1\n",
        "queries.jsonl: line 1: the query is empty",
    );
    check(
        None,
        "\n{\"text\": \"ferry\"}\n",
        "a\td1\t1\n",
        "queries.jsonl: line 2: missing field `id` at line 1 column 17",
    );
}

#[test]
fn a_run_holds_the_answers_to_all_queries() {
    let dir =
        small("{\"id\": \"a\", \"text\": \"ferry\"}\n{\"id\": \"b\", \"text\": \"banks\"}\n", "a\td1\t1\n");
    let run = dir.path().join("run");
    collection(dir.path(), &EvalOptions { run: Some(run.clone()), ..EvalOptions::default() })
        .expect("a collection");
    let text = fs::read_to_string(&run).expect("the run");
    let columns: Vec<Vec<&str>> = text.lines().map(|line| line.split(' ').take(4).collect()).collect();
    assert_eq!(columns.len(), 4, "{text}");
    assert_eq!(columns[0], ["a", "Q0", "d1", "1"]);
}

/// What is measured, less a little: an improvement elsewhere may move single articles.
#[test]
fn the_corpus_is_answered() {
    let corpus = Path::new(CORPUS);
    let scores = corpus_scores(&corpus.join("articles"), &corpus.join("truth")).expect("the corpus is sound");
    println!("{scores:#?}");
    let floors = [("all", 0.86), ("person", 0.9), ("phrase", 0.97), ("word", 0.77)];
    assert!(scores.keys().eq(floors.map(|(kind, _)| kind).iter()), "{scores:#?}");
    for (kind, floor) in floors {
        assert!(scores[kind].ndcg_at_10 >= floor, "{kind}: {scores:#?}");
    }
}

/// The share of judged articles whose first passage is the one that a reader would quote. The
/// opening passage would be right for 20 of the 39, the best by the score of the ranking for 25.
#[test]
fn the_passage_a_reader_would_quote_is_shown_first() {
    let corpus = Path::new(CORPUS);
    let found = judge_passages(&corpus.join("articles"), &corpus.join("truth/passages.tsv")).expect("sound");
    println!("{found:#?}");
    assert!(found.right >= 30 && found.of == 39, "{found:#?}");
}

#[test]
fn a_judged_passage_is_known_by_its_bytes() {
    let dir = tempfile::tempdir().expect("a folder for the test");
    let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).expect("written");
    fs::create_dir(dir.path().join("news")).expect("a folder");
    write("news/a.txt", "Ferry fire\n\nThe ferry burnt\nall night.\n");
    write(
        "judged.tsv",
        "collection\tquery\tarticle\tstart\tend\nnews\tferry\ta.txt\t12\t38\n\
        news\tferry\ta.txt\t0\t5\nother\tferry\tb.txt\t0\t5\n",
    );
    let found = judge_passages(dir.path(), &dir.path().join("judged.tsv")).expect("sound");
    // The headline is no passage; the other folder is not there.
    assert_eq!((found.right, found.of, found.skipped), (1, 2, 1), "{found:?}");
    write("judged.tsv", "heading\nferry\n");
    let error =
        judge_passages(dir.path(), &dir.path().join("judged.tsv")).expect_err("one column").to_string();
    assert!(error.contains("line 2: expected query"), "{error}");
}

#[test]
fn the_names_of_the_corpus_are_found() {
    let (mut articles, mut cases) = (NameTally::default(), NameTally::default());
    for entry in fs::read_dir(Path::new(CORPUS).join("truth/names")).expect("the gold names") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let tally = if name.starts_with("cases__") { &mut cases } else { &mut articles };
        let text = fs::read_to_string(&path).expect("a text");
        tally.inline(&Tagger::new(), &text).unwrap_or_else(|e| panic!("{name}: {e}"));
    }
    println!("cases: {:#?}", cases.scores());
    let scores = articles.scores();
    println!("{scores:#?}");
    let floors = [(scores.person, 0.94), (scores.org, 0.78), (scores.place, 0.87), (scores.all, 0.88)];
    for (found, floor) in floors {
        assert!(found.f1 >= floor, "{scores:#?}");
    }
}

/// The scores of the queries of a folder of truth over a folder of articles: by their kind, and under
/// `all` together. `word` and `phrase` queries are read as a user types them, `person` queries as names.
fn corpus_scores(articles: &Path, truth: &Path) -> Result<BTreeMap<String, Scores>> {
    let queries = truth.join("queries.jsonl");
    let judged = qrels(&truth.join("qrels.tsv"))?;
    let mut archive = TemporaryArchive::index(articles, DocumentName::ByPath)?;
    let mut judgements: BTreeMap<String, Vec<Judged>> = BTreeMap::new();
    for Topic { id, kind, text } in topics(&queries)? {
        let Some(grades) = judged.get(&id) else { continue };
        let reading = match kind.as_str() {
            "word" | "phrase" => QueryReading::Typed,
            "person" => QueryReading::Name(Kind::Person),
            _ => return Err(Error::input(&queries, format!("{id}: kind {kind:?} is unknown"))),
        };
        let found = judge(&archive.answer(reading, &text)?, grades);
        judgements.entry(kind).or_default().push(found);
        judgements.entry("all".to_owned()).or_default().push(found);
    }
    Ok(judgements.into_iter().filter_map(|(kind, judged)| Some((kind, scores(&judged, None)?))).collect())
}
