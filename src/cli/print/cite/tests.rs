use super::*;
use crate::cli::tests::response;
use biblatex::{Bibliography, ChunksExt, Person};

#[track_caller]
fn written(style: CitationStyle, hits: Vec<Hit>) -> String {
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
fn bibtex_escapes_hostile_values() {
    insta::assert_snapshot!(written(CitationStyle::Bibtex, vec![response().hits.remove(0), hostile()]), @r#"
    @article{writer-2025-04-03-0000000000000001,
      author    = {Writer, A.},
      title     = {{Truce} talks stall {[2J}},
      journal   = {Harrowmere Echo},
      year      = {2025},
      month     = apr,
      day       = {3},
      language  = {en},
      annote    = {“Envoys met again in Geneva. "No truce, no talks", one of them said. The truce was to hold.” (paragraph 2, bytes 100-191 of the text)},
    }

    @article{vandenberg-2025-04-03-0000000000000001,
      author    = {van den Berg, Ludwig and {Reuters} and {Rock and Roll Desk} and Müller, Anna},
      title     = {50\% of {\textbraceleft{}NATO\textbraceright{}} {[2J} \& "friends": {ER} - a \textbackslash{} \$5 \textasciitilde{} \#1\_2\textasciicircum{}3 deal\textbraceright{}},
      journal   = {Harrowmere Echo},
      year      = {2025},
      month     = apr,
      url       = {https://echo.example/a_b?c=%20&d=%7Be%7D%5Cf},
      language  = {en},
      annote    = {““Yes”, he said. It was \textbraceleft{}over.” (paragraph 2, bytes 100-191 of the text)},
    }
    "#);
}

#[test]
fn ris_keeps_each_value_on_a_line() {
    let text = written(CitationStyle::Ris, vec![response().hits.remove(1), hostile()]);
    assert!(text.lines().all(|line| line.len() > 5 && line.as_bytes()[2..6] == *b"  - "), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    insta::assert_snapshot!(text.replace('\r', ""), @r#"
    TY  - GEN
    ID  - writer-undated-0000000000000002
    AU  - Writer, A.
    LA  - en
    ER  - 
    TY  - NEWS
    ID  - vandenberg-2025-04-03-0000000000000001
    AU  - van den Berg, Ludwig
    AU  - Reuters
    AU  - Rock and Roll Desk
    AU  - Müller, Anna
    TI  - 50% of {NATO} [2J & "friends": ER - a \ $5 ~ #1_2^3 deal}
    T2  - Harrowmere Echo
    PY  - 2025
    DA  - 2025/04//
    SE  - World news
    LA  - en
    UR  - https://echo.example/a_b?c=%20&d={e}\f
    N1  - ““Yes”, he said. It was {over.” (paragraph 2, bytes 100-191 of the text)
    ER  -
    "#);
}

#[test]
fn csl_json_is_a_list_of_items() {
    let text = written(CitationStyle::CslJson, vec![response().hits.remove(1), hostile()]);
    serde_json::from_str::<serde_json::Value>(&text).expect("is JSON");
    insta::assert_snapshot!(text, @r#"
    [
    {"id":"writer-undated-0000000000000002","type":"document","author":[{"family":"Writer","given":"A."}],"language":"en"},
    {"id":"vandenberg-2025-04-03-0000000000000001","type":"article-newspaper","title":"50% of {NATO} [2J & \"friends\": ER - a \\ $5 ~ #1_2^3 deal}","author":[{"family":"van den Berg","given":"Ludwig"},{"literal":"Reuters"},{"literal":"Rock and Roll Desk"},{"family":"Müller","given":"Anna"}],"container-title":"Harrowmere Echo","section":"World news","issued":{"date-parts":[[2025,4]]},"language":"en","URL":"https://echo.example/a_b?c=%20&d={e}\\f","note":"““Yes”, he said. It was {over.” (paragraph 2, bytes 100-191 of the text)"}
    ]
    "#);
    assert_eq!(written(CitationStyle::CslJson, vec![]), "[]\n");
}

/// Another program reads back what was written.
#[test]
fn bibtex_is_read_by_others() {
    let text = written(CitationStyle::Bibtex, vec![hostile(), response().hits.remove(1)]);
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
