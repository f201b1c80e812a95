use super::*;
use crate::cli::tests::response;
use biblatex::{Bibliography, ChunksExt, Person};

#[track_caller]
fn written(style: Style, hits: Vec<Hit>) -> String {
    let mut out = Vec::new();
    write(&mut out, style, &mut hits.into_iter().map(Ok)).expect("memory can be written to");
    String::from_utf8(out).expect("UTF-8")
}

/// A hit with all that makes citations go wrong.
fn hostile() -> Hit {
    let mut hit = response().hits.remove(0);
    let article = &mut hit.article;
    article.title = "50% of {NATO}\u{1b}[2J & \"friends\":\r\nER  - a \\ $5 ~ #1_2^3 deal}".into();
    article.byline = vec![
        "Ludwig van den Berg".into(),
        "Reuters".into(),
        "Rock and Roll Desk".into(),
        "Anna Müller".into(),
    ];
    article.url = Some("https://echo.example/a_b?c=%20&d={e}\\f".into());
    article.section = Some("World\nnews".into());
    article.date_precision = Some("month".into());
    hit.passages[0].text = "“Yes”, he said.\n\n\u{202e}It was {over.".into();
    hit
}

#[test]
fn bibtex() {
    insta::assert_snapshot!(written(Style::Bibtex, vec![response().hits.remove(0), hostile()]), @"");
}

#[test]
fn ris() {
    let text = written(Style::Ris, vec![response().hits.remove(1), hostile()]);
    assert!(text.lines().all(|line| line.len() > 5 && line.as_bytes()[2..6] == *b"  - "), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    insta::assert_snapshot!(text.replace('\r', ""), @"");
}

#[test]
fn csl_json() {
    let text = written(Style::CslJson, vec![response().hits.remove(1), hostile()]);
    serde_json::from_str::<serde_json::Value>(&text).expect("is JSON");
    insta::assert_snapshot!(text, @"");
    assert_eq!(written(Style::CslJson, vec![]), "[]\n");
}

/// Another program reads back what was written.
#[test]
fn bibtex_is_read_by_others() {
    let text = written(Style::Bibtex, vec![hostile(), response().hits.remove(1)]);
    let read = Bibliography::parse(&text).expect("is BibTeX");
    assert_eq!(read.len(), 2);
    let entry = read.iter().next().expect("an entry");
    assert_eq!(entry.key, "vandenberg-2025-04-03-0000000000000001");
    let authors: Vec<Person> = entry.author().expect("authors");
    let names: Vec<String> =
        authors.iter().map(|a| format!("{}|{}|{}", a.given_name, a.prefix, a.name)).collect();
    assert_eq!(names, ["Ludwig|van den|Berg", "||Reuters", "||Rock and Roll Desk", "Anna||Müller"]);
    let title = entry.title().expect("a title").format_verbatim();
    for piece in ["50% of", "NATO", "& \"friends\": ER - a", "$5", "#1_2", "deal"] {
        assert!(title.contains(piece), "{piece:?} is not in {title}");
    }
    let address = entry.get_as::<String>("url").expect("an address");
    assert_eq!(address, "https://echo.example/a_b?c=%20&d=%7Be%7D%5Cf");
}

#[test]
fn keys_tell_articles_apart() {
    let key = |hit: &Hit| Cited::new(hit).key;
    let [first, bare]: [Hit; 2] = response().hits.try_into().expect("two hits");
    assert_eq!(key(&first), "writer-2025-04-03-0000000000000001");
    let mut nobody = bare.clone();
    nobody.article.byline.clear();
    assert_eq!(key(&nobody), "article-undated-0000000000000002");
    nobody.article.source = Some("Žurnāls {x}, 24".into());
    assert_eq!(key(&nobody), "zurnalsx24-undated-0000000000000002");
}
