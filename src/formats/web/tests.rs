//! Whole pages: what is read of them, and what hostile ones must not do.

use std::fmt::Write;

use crate::article::{Article, Field};
use crate::formats::{Context, Record, Reject};

fn read(html: &[u8]) -> Result<Article, Reject> {
    let record = Record { address: String::new(), start: 0, bytes: html.to_vec(), ..Record::default() };
    super::parse(&record, &Context::default())
}

/// The article of a page of the corpus, field by field.
fn shown(html: &[u8]) -> String {
    let article = read(html).unwrap();
    let mut out = String::new();
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            writeln!(out, "{name}: {value}").unwrap();
        }
    };
    field("title", &article.title);
    field("subtitle", &article.subtitle);
    field("byline", &article.byline.join("; "));
    let published = article.published.map(|date| date.to_string());
    field("published", &published.unwrap_or_default());
    let updated = article.updated.map(|date| date.to_string());
    field("updated", &updated.unwrap_or_default());
    field("id", article.publisher_id.as_deref().unwrap_or_default());
    field("source", article.source.as_deref().unwrap_or_default());
    field("section", article.section.as_deref().unwrap_or_default());
    field("language", article.language.as_deref().unwrap_or_default());
    field("url", article.url.as_deref().unwrap_or_default());
    field("keywords", &article.keywords.join("; "));
    field("warnings", &article.warnings.join("; "));
    field("rules", &format!("{:?}", article.provenance));
    out + "\n" + &article.body
}

#[test]
fn a_page_with_json_ld() {
    let page = include_bytes!("../../../corpus/formats/html/json-ld.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Ferry stays in port as gale closes harbour
    subtitle: Second closure in a week
    byline: Jane Doe; John Roe
    published: 2024-03-04T18:30:00+01:00
    updated: 2024-03-04T20:05:00+01:00
    id: sc-20417
    source: Selwyn Courier
    section: Harbour
    language: en-GB
    url: https://www.selwyn-courier.example/harbour/2024/03/04/ferry-stays-in-port
    keywords: ferry; harbour; weather
    rules: byline: json-ld author, date: json-ld datePublished, keywords: json-ld keywords, language: html lang, publisher_id: json-ld identifier, section: json-ld breadcrumb, source: og:site_name, subtitle: json-ld alternativeHeadline, text: extracted, title: og:title, updated: json-ld dateModified, url: canonical

    Some forty passengers waited in vain on Monday. The line hopes to sail again on Tuesday.

    The ferry to the outer islands did not sail on Monday, because a gale from the west closed the harbour for the second time in a week. Some forty passengers waited in the hall, and most of them went home at noon.

    “We do not risk a crossing when the swell stands above four metres,” said Ida Marsh, who has run the line since 2011. She expects the ship to leave on Tuesday evening, if the forecast holds.

    The council had promised a longer breakwater three years ago. Work has not begun; the money, some 12 million crowns, went to the road tunnel instead, and the islands have complained ever since.

    Bread and milk are brought over by helicopter & a fishing boat until the line runs again, the district’s office said.

    Three years of waiting

    The islanders founded an association last autumn. It has four hundred members and a lawyer, and it means to take the council to court in May.
    "#);
}

#[test]
fn a_page_with_open_graph_alone() {
    let page = include_bytes!("../../../corpus/formats/html/opengraph.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Crane falls into basin
    byline: Ann Lee
    published: 2024-03-05T07:00:00Z
    source: Selwyn Courier
    section: Harbour
    language: en
    url: https://www.selwyn-courier.example/crane
    keywords: crane
    rules: byline: meta author, date: article:published_time, keywords: article:tag, language: html lang, section: article:section, source: og:site_name, text: extracted, title: og:title, url: og:url

    The ferry to the outer islands did not sail on Monday, because a gale from the west closed the harbour for the second time in a week. Some forty passengers waited in the hall, and most of them went home at noon.

    “We do not risk a crossing when the swell stands above four metres,” said Ida Marsh, who has run the line since 2011. She expects the ship to leave on Tuesday evening, if the forecast holds.

    The council had promised a longer breakwater three years ago. Work has not begun; the money, some 12 million crowns, went to the road tunnel instead, and the islands have complained ever since.

    Bread and milk are brought over by helicopter & a fishing boat until the line runs again, the district’s office said.
    "#);
}

#[test]
fn a_page_without_metadata() {
    let page = include_bytes!("../../../corpus/formats/html/no-metadata.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Harbour office moves
    rules: text: extracted, title: h1

    The ferry to the outer islands did not sail on Monday, because a gale from the west closed the harbour for the second time in a week. Some forty passengers waited in the hall, and most of them went home at noon.

    “We do not risk a crossing when the swell stands above four metres,” said Ida Marsh, who has run the line since 2011. She expects the ship to leave on Tuesday evening, if the forecast holds.

    The council had promised a longer breakwater three years ago. Work has not begun; the money, some 12 million crowns, went to the road tunnel instead, and the islands have complained ever since. A line break alone divides nothing.
    "#);
}

#[test]
fn a_page_full_of_scripts() {
    let page = include_bytes!("../../../corpus/formats/html/scripts.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Gale warning
    byline: Ann Lee
    published: 2024-03-06
    language: en
    rules: byline: meta parsely-author, date: parsely-pub-date, language: html lang, text: extracted, title: h1

    The ferry to the outer islands did not sail on Monday, because a gale from the west closed the harbour for the second time in a week. Some forty passengers waited in the hall, and most of them went home at noon.

    “We do not risk a crossing when the swell stands above four metres,” said Ida Marsh, who has run the line since 2011. She expects the ship to leave on Tuesday evening, if the forecast holds.

    The council had promised a longer breakwater three years ago. Work has not begun; the money, some 12 million crowns, went to the road tunnel instead, and the islands have complained ever since.
    "#);
}

#[test]
fn a_page_with_much_beside_the_article() {
    let page = include_bytes!("../../../corpus/formats/html/much-beside.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Barge blocks the lock
    byline: Bryony Tull
    language: en
    rules: byline: meta twitter:data1, language: html lang, text: extracted, title: og:title

    Eleven boats wait above Aldermoor, and a tug is on its way

    The grain barge Petronella ran aground below Aldermoor lock on Thursday night, after her rudder chain broke in the current, the river police said.

    Nobody was hurt. The skipper, Tamsin Orrey, dropped both anchors and rang the ship's bell until the lock keeper came out with a lamp.

    “She lies as firm as a church,” said the lock keeper.

    What comes next

    The divers begin at eight.

    The tug comes at ten.

    Upriver the queue had grown to eleven boats by noon on Friday, among them the ferry that brings the children of Saint Orlam to school.

    A tug is expected from Brackwater on Saturday, and the keeper hopes to open the lock by evening, once divers have looked at the gates.
    "#);
}

#[test]
fn a_live_blog() {
    let page = include_bytes!("../../../corpus/formats/html/live-blog.html");
    insta::assert_snapshot!(shown(page), @r#"
    title: Flood on the Orl: latest
    byline: Bryony Tull
    published: 2023-11-02T06:00:00Z
    updated: 2023-11-02T09:40:00Z
    source: Aldermoor Echo
    language: en
    rules: byline: json-ld author, date: json-ld datePublished, language: html lang, source: og:site_name, text: json-ld liveBlogUpdate, title: og:title, updated: json-ld dateModified

    2023-11-02 09:31:00Z – Bridge closed

    The stone bridge is closed to all traffic, the county engineer has just told us.

    Buses turn round at the mill.

    2023-11-02 08:05:00Z

    The gauge at the weir shows 4.1 metres, ten centimetres more than at six o'clock, and it is still rising.

    2023-11-02 06:00:00Z – Good morning

    We report all day from the banks of the Orl, where three villages were told to be ready to leave their houses.
    "#);
}

#[test]
fn the_callers_values_take_precedence_over_the_page() {
    let html = "<html><head><meta charset=windows-1252><title>\u{420}</title><meta name=hl1 content=One>\
                <link rel=canonical href='/a'></head><body><p>";
    let (text, ..) = encoding_rs::WINDOWS_1251.encode(html);
    let sentence = "The ferry to the outer islands did not sail on Monday, because of a gale. ".repeat(5);
    let (russian, ..) = encoding_rs::WINDOWS_1251.encode("Паром не вышел.");
    let bytes = [&*text, sentence.as_bytes(), &*russian].concat();
    let context = Context {
        charset: Some("windows-1251".to_owned()),
        url: Some("https://echo.example/b?c".to_owned()),
        map: vec![("title".to_owned(), "hl1".to_owned()), ("section".to_owned(), "none".to_owned())],
        ..Context::default()
    };
    let record = Record { bytes, ..Record::default() };
    let article = super::parse(&record, &context).unwrap();
    assert_eq!(article.title, "One");
    assert_eq!(article.provenance.get(Field::Title), Some("hl1"));
    assert_eq!(article.url.as_deref(), Some("https://echo.example/a"));
    assert_eq!(article.source.as_deref(), Some("echo.example"));
    assert!(article.body.ends_with("Паром не вышел."), "{}", article.body);
}

/// Reads a page on a stack as small as worker threads have.
fn on_small_stack(html: String) -> Result<Article, Reject> {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let read = thread.spawn(move || read(html.as_bytes())).unwrap();
    read.join().unwrap()
}

#[test]
fn bombs_are_refused() {
    let deep = "<div>".repeat(100_000) + "text" + &"</div>".repeat(100_000);
    for bomb in [deep, "<p><b>".repeat(100_000), "<svg><g>".repeat(100_000)] {
        let reject = on_small_stack(bomb).unwrap_err();
        let is_told = reject.reason.starts_with("nested deeper than 512 elements");
        assert!(reject.is_broken() && is_told, "{}", reject.reason);
    }
}

#[test]
fn the_deepest_page_that_is_read_needs_little_stack() {
    let sentence = "The ferry to the outer islands did not sail on Monday, because of a gale. ";
    for tag in ["<div>", "<span>", "<b>", "<table><td>"] {
        let page = tag.repeat(500) + "<p>" + &sentence.repeat(5);
        let article = on_small_stack(page).unwrap();
        assert_eq!(article.body, sentence.repeat(5).trim(), "{tag}");
    }
}

#[test]
fn long_statements_cost_little() {
    let text = "rain - ".repeat(200_000);
    let posts = r#"{"articleBody":"rain falls again"},"#.repeat(20_000);
    let page = format!(
        r#"<meta property="og:title" content="{text}"><meta name=keywords content="{}"><meta name=author content="{text}">
        <script type="application/ld+json">{{"@type":"LiveBlogPosting","articleBody":"{text}","liveBlogUpdate":[{posts}{{}}]}}</script>
        <title>{text}</title><h1 class="lead">{text}</h1><article>{}</article>"#,
        "rain,snow;".repeat(100_000),
        "<p>rain falls on the harbour, and on the hills behind it.</p>".repeat(20_000),
    );
    let started = std::time::Instant::now();
    let _ = read(page.as_bytes());
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

#[test]
fn many_character_references_cost_little() {
    let page = format!("<article><p>{}</p></article>", "rain &amp; wind ".repeat(20_000));
    assert_eq!(read(page.as_bytes()).unwrap().body.len(), "rain & wind ".len() * 20_000 - 1);
}
