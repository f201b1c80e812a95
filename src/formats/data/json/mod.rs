//! JSON: one object, a list of objects, objects one after another, or a list inside an object.
//! `cut` splits the stream into records, `fields` maps keys to fields.

mod cut;
mod follow;
pub mod lines;
pub(crate) mod repair;

use std::io::BufRead;

use memchr::memmem;
use serde_json::{Map, Value};

use cut::Cutter;
use repair::repair;

use crate::article::{Article, Field, Found};
use crate::formats::agencies::ninjs;
use crate::formats::cut::single_record;
use crate::formats::tools::charset;
use crate::formats::tools::fields::Fields;
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::tools::{dates, html_text};
use crate::formats::{Builder, Context, Ending, Format, MAX_HEAD_BYTES, Parse, Record, Records, Reject};

/// JSON in any arrangement other than one object per line.
pub const FORMAT: Format = Format {
    name: "json",
    about: "JSON: one article, lists of them, or lists within an answer; fields by their usual names or --map",
    extensions: &["json", "geojson"],
    sniff,
    records,
    parse: Parse::One(parse),
};

/// Minimum size of a text without a headline; a shorter one is a label.
const SHORTEST_TEXT: usize = 20;

/// Maximum nesting of articles within records within responses.
const DEEPEST: usize = 3;

/// Keys of objects that wrap an article.
const WRAPPERS: &[&str] = &[
    "_source",
    "article",
    "doc",
    "document",
    "attributes",
    "fields",
    "data",
    "item",
    "story",
    "node",
    "post",
    "record",
    "resource",
    "result",
    "payload",
    "page",
    "props",
    "pageProps",
];

fn sniff(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let next = head.get(1..).unwrap_or_default().trim_ascii_start().first();
    let begins = match head.first() {
        Some(b'{') => matches!(next, Some(b'"' | b'}')),
        Some(b'[') => matches!(next, Some(b'{' | b']' | b'[' | b'"')),
        _ => false,
    };
    begins && !lines::has_several_lines(head)
}

fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    match single_record::as_utf8(reader) {
        Ok(reader) => Box::new(Cutter::new(reader)),
        Err(reject) => Box::new(std::iter::once(Err(reject))),
    }
}

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = match record.address.as_str() {
        "" => String::new(),
        address => format!("record {address}"),
    };
    let (value, warnings) = parse_value(&record.bytes).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let at = if place.is_empty() { format!("line {line}") } else { place.clone() };
        let within = if place.is_empty() { String::new() } else { format!("line {line} of the record, ") };
        Reject::broken(format!("not valid JSON: {} ({within}column {column})", error_message(&error)), at)
    })?;
    let mut article = article(value, warnings, context).map_err(|reject| reject.at(place))?;
    complete_from_feed(&mut article, &record.head);
    // The date in the name of a file of many articles is the day of the collection.
    if article.published.is_none() && record.address.is_empty() {
        article.published = dates::in_file_name(&context.file_name);
    }
    Ok(article)
}

/// The metadata of a JSON Feed, from the bytes before its first item, which is nested in `around` objects.
/// Empty for other lists, whose metadata may describe the response.
pub(crate) fn feed_head(before: &[u8], around: u32) -> Vec<u8> {
    if before.len() > MAX_HEAD_BYTES || memmem::find(before, b"jsonfeed.org").is_none() {
        return Vec::new();
    }
    let closed = [before, b"]", &vec![b'}'; around as usize]].concat();
    let Ok(mut feed) = serde_json::from_slice::<Map<String, Value>>(&closed) else { return Vec::new() };
    feed.retain(|key, _| matches!(key.as_str(), "title" | "language" | "author" | "authors"));
    serde_json::to_vec(&feed).unwrap_or_default()
}

/// Completes an item of a JSON Feed with the metadata of the feed.
fn complete_from_feed(article: &mut Article, head: &[u8]) {
    let Ok(feed) = serde_json::from_slice::<Map<String, Value>>(head) else { return };
    let mut stated = Builder::default();
    Fields::new(&feed, &[]).fill(&mut stated, "");
    let stated = stated.article();
    let mut feed = Builder::default();
    feed.set(Field::Source, "feed title", [&stated.title]);
    feed.set_read(Field::Language, "feed language", stated.language.clone());
    feed.add(Field::Byline, "feed author", stated.byline.clone());
    article.complete(feed.article().clone());
}

/// Maximum number of commas in one value: each precedes a value of up to 400 bytes of memory.
const MOST_COMMAS: usize = 1_500_000;

/// Parses a value and repairs faults that need no guessing; the warnings name them.
pub(crate) fn parse_value(bytes: &[u8]) -> Result<(Value, Vec<String>), serde_json::Error> {
    if bytes.len() > MOST_COMMAS && memchr::memchr_iter(b',', bytes).count() > MOST_COMMAS {
        return Err(serde::de::Error::custom(format!("more than {MOST_COMMAS} commas, which is no article")));
    }
    let error = match serde_json::from_slice(bytes) {
        Ok(value) => return Ok((value, Vec::new())),
        Err(error) => error,
    };
    let decoded = charset::decode(bytes, None);
    let mut warnings: Vec<String> = decoded.warning().into_iter().collect();
    if let Ok(value) = serde_json::from_str(&decoded.text) {
        return Ok((value, warnings));
    }
    let repaired = repair(&decoded.text).and_then(|text| serde_json::from_str(&text).ok());
    warnings.push(
        "repaired: NaN, half a surrogate pair or a control character, which JSON does not have".to_owned(),
    );
    repaired.map(|value| (value, warnings)).ok_or(error)
}

/// The parser's message without its position.
pub(crate) fn error_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().replace("EOF", "the text ends")
}

/// Makes an article from a value.
pub(crate) fn article(value: Value, warnings: Vec<String>, context: &Context) -> Result<Article, Reject> {
    let Value::Object(root) = value else {
        let kind = match value {
            Value::Array(_) => "a list",
            Value::String(_) => "a string",
            Value::Null => "null",
            _ => "a number or truth value",
        };
        return Err(Reject::skipped(format!("no article: {kind} instead of an object")));
    };
    // A line of JSON Lines or an element of a list may be a ninjs item.
    if context.map.is_empty() && ninjs::claims(&root) {
        return ninjs::read_item(&root, &warnings);
    }
    let mut article = from_object(&root, &context.map).ok_or_else(|| {
        let keys = Fields::new(&root, &[]).some_keys();
        Reject::skipped(format!(
            "no article: no field with a text; name it with --map body=FIELD (fields here: {keys})"
        ))
    })?;
    article.warnings.splice(0..0, warnings);
    Ok(article)
}

/// Whether an object looks like an article: it has a headline and another field of articles.
pub(crate) fn looks_like_article(root: &Map<String, Value>) -> bool {
    let fields = Fields::new(root, &[]);
    let has = |field| fields.line(field).is_some();
    (has(Field::Title) && [Field::Text, Field::Subtitle, Field::Date, Field::Url].into_iter().any(has))
        || wrapped_objects(root).any(|inner| {
            let fields = Fields::new(inner, &[]);
            fields.line(Field::Title).is_some() || fields.line(Field::Text).is_some()
        })
}

fn wrapped_objects(root: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    WRAPPERS.iter().filter_map(|key| root.get(*key)?.as_object())
}

/// The article in an object, or in one that it wraps.
pub(crate) fn from_object(root: &Map<String, Value>, map: &[(String, String)]) -> Option<Article> {
    let article = find_article(root, map, 0)?.finish(Ending::default());
    article.ok()
}

fn find_article(root: &Map<String, Value>, map: &[(String, String)], depth: usize) -> Option<Builder> {
    let fields = Fields::new(root, map);
    let mut builder = Builder::default();
    fields.fill(&mut builder, "");
    let (body, rule) = find_body(&fields);
    let is_short = body.len() < SHORTEST_TEXT;
    if is_short
        && depth < DEEPEST
        && let Some(mut inner) = wrapped_objects(root).find_map(|inner| find_article(inner, map, depth + 1))
    {
        inner.complete(builder);
        return Some(inner);
    }
    if body.is_empty() {
        // A headline with a summary is a short article. So is a headline with an empty field for the
        // text, or with an address and a date. Any other object with a name may be anything.
        let article = builder.article();
        let is_dated = article.published.is_some_and(|date| date.found == Found::Metadata);
        let is_brief = builder.has(Field::Url) && is_dated || fields.values(Field::Text).next().is_some();
        if builder.has(Field::Title) {
            builder.summary_as_text(None);
        }
        if !builder.has(Field::Title) || !builder.has(Field::Text) && !is_brief {
            return None;
        }
        return Some(builder);
    }
    if is_short && !builder.has(Field::Title) {
        return None;
    }
    if let Some(whole) = without_cut_mark(&body) {
        builder.warnings.push("the text was cut off by its source".to_owned());
        builder.set_body(rule, whole.to_owned());
    } else {
        builder.set_body(rule, body);
    }
    Some(builder)
}

/// The text before "[+1234 chars]", the mark of truncation of news APIs.
fn without_cut_mark(body: &str) -> Option<&str> {
    let inner = body.strip_suffix(" chars]")?;
    let (before, count) = inner.rsplit_once("[+")?;
    let is_count = !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit());
    is_count.then(|| before.trim_end_matches(['…', '.', ' ', '\n']))
}

/// The first text of sufficient length, else the longest, and its key.
fn find_body(fields: &Fields) -> (String, String) {
    let (mut longest, mut rule) = (String::new(), String::new());
    for candidate in fields.values(Field::Text) {
        let mut paragraphs = Paragraphs::default();
        push_value(&mut paragraphs, &candidate.value, 0);
        let text = paragraphs.finish();
        if text.len() > longest.len() {
            (longest, rule) = (text, candidate.rule);
        }
        if longest.len() >= SHORTEST_TEXT || (fields.is_mapped(Field::Text) && !longest.is_empty()) {
            break;
        }
    }
    (longest, rule)
}

/// Adds the text of a value: a string, a list of paragraphs, or blocks with a text each.
fn push_value(paragraphs: &mut Paragraphs, value: &Value, depth: usize) {
    match value {
        Value::String(text) => html_text::push(paragraphs, text),
        Value::Array(list) if depth < DEEPEST => {
            list.iter().for_each(|value| push_value(paragraphs, value, depth + 1))
        }
        Value::Object(object) if depth < DEEPEST => {
            let text = ["rendered", "text", "content", "value", "html", "#text", "paragraphs", "blocks"]
                .iter()
                .find_map(|key| object.get(*key));
            if let Some(text) = text {
                push_value(paragraphs, text, depth + 1);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str, map: &[(&str, &str)]) -> Vec<Result<Article, Reject>> {
        let map = map.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
        let context = Context { file_name: "2025-04-25.json".to_owned(), map, ..Context::default() };
        records(Box::new(json.as_bytes())).map(|record| parse(&record?, &context)).collect()
    }

    #[test]
    fn every_field_is_read_from_its_usual_keys() {
        let article = read(
            r#"{"_id": {"$oid": "5f1"}, "headline": {"main": "Ferry stays &amp; waits"}, "abstract": "The sea was too high.",
                "pub_date": {"$date": "2024-03-03T08:00:00+0100"}, "dateModified": 1709460000000, "author": [{"name": "By Ida Marsh"},
                {"first_name": "Ole", "last_name": "Brandt"}], "publisher": {"@type": "Organization", "name": "Coast News"},
                "category": ["World", "Sea"], "keywords": "ferry, storm", "inLanguage": "en_GB", "mainEntityOfPage": {"@id": "https://coast.example/1"},
                "pubstatus": "withheld", "articleBody": ["Ferry stays & waits", "The ferry did not sail.", {"text": "It <b>waits</b>."}]}"#,
            &[],
        );
        insta::assert_snapshot!(format!("{:#?}", article[0].as_ref().unwrap()), @r#"
        Article {
            title: "Ferry stays & waits",
            subtitle: "The sea was too high.",
            byline: [
                "Ida Marsh",
                "Ole Brandt",
            ],
            dateline: None,
            published: Some(
                Dated {
                    civil: 2024-03-03T08:00:00,
                    offset: Some(
                        01:00:00,
                    ),
                    precision: Second,
                    found: Metadata,
                },
            ),
            updated: Some(
                Dated {
                    civil: 2024-03-03T10:00:00,
                    offset: Some(
                        00:00:00,
                    ),
                    precision: Second,
                    found: Metadata,
                },
            ),
            status: Embargoed,
            publisher_id: Some(
                "5f1",
            ),
            source: Some(
                "Coast News",
            ),
            section: Some(
                "World",
            ),
            language: Some(
                "en-GB",
            ),
            url: Some(
                "https://coast.example/1",
            ),
            keywords: [
                "ferry",
                "storm",
                "Sea",
            ],
            body: "The ferry did not sail.\n\nIt waits.",
            warnings: [],
            provenance: byline: author, date: pub_date, keywords: keywords, language: inLanguage, publisher_id: _id, section: category, source: publisher, status: pubstatus, subtitle: abstract, text: articleBody, title: headline, updated: dateModified, url: mainEntityOfPage,
            layout: None,
        }
        "#);
    }

    #[test]
    fn a_json_feed_completes_its_items() {
        let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Coast News", "language": "en", "authors": [{"name": "Ida Marsh"}],
            "items": [{"id": "1", "title": "Ferry", "content_html": "<p>It did not sail.</p><p>Nor did others.</p>", "url": "https://coast.example/1"},
            {"id": "2", "content_text": "A short note without headline.", "authors": [{"name": "Ole Brandt"}]}]}"#;
        let read: Vec<String> = read(json, &[])
            .into_iter()
            .map(|article| article.unwrap())
            .map(|a| {
                format!(
                    "{} | {} | {} | {}",
                    a.title,
                    a.body.replace("\n\n", "¶"),
                    a.source.unwrap(),
                    a.byline.join(", ")
                )
            })
            .collect();
        assert_eq!(
            read,
            [
                "Ferry | It did not sail.¶Nor did others. | Coast News | Ida Marsh",
                " | A short note without headline. | Coast News | Ole Brandt",
            ]
        );
    }

    #[test]
    fn a_mapped_path_goes_through_lists() {
        let json = r#"{"h": "Ferry", "parts": [{"p": {"t": "It did not sail."}}, {"p": {"t": "Nor did others."}}], "tags": [{"n": "sea"}, {"n": "gale"}]}"#;
        for body in ["parts[].p.t", "parts.p.t"] {
            let article =
                read(json, &[("title", "h"), ("body", body), ("keywords", "tags[].n")]).remove(0).unwrap();
            assert_eq!(article.body, "It did not sail.\n\nNor did others.");
            assert_eq!(article.keywords, ["sea", "gale"]);
            assert_eq!(article.provenance.get(Field::Text), Some(format!("--map {body}").as_str()));
        }
        let article = read(json, &[("body", "parts.1.p.t"), ("title", "h")]).remove(0).unwrap();
        assert_eq!(article.body, "Nor did others.");
    }

    #[test]
    fn mapped_fields_go_first() {
        let json = r#"{"title": "Not this", "text": "Nor this text, long as it may be.", "meta": {"hl.1": "x", "hl": ["Ferry"]}, "parts": {"p": "It did not sail."}}"#;
        let article = read(json, &[("title", "meta.hl.0"), ("body", "parts.p")]).remove(0).unwrap();
        assert_eq!((article.title.as_str(), article.body.as_str()), ("Ferry", "It did not sail."));
        assert_eq!(article.published.unwrap().to_string(), "2025-04-25");
        let article = read(json, &[("text", "no.such.field")]).remove(0).unwrap();
        assert_eq!(article.title, "Not this");
    }

    #[test]
    fn an_article_within_an_object_is_completed_by_it() {
        let inner = r#"{"title": "Ferry", "text": "The ferry did not sail.", "date": "2024-03-03"}"#;
        for (json, count) in [
            (format!(r#"{{"a": {{"results": [{inner}, {inner}], "n": [1]}}, "b": {{"c": [{{}}]}}}}"#), 2),
            (format!(r#"{{"items": [{{"id": 1}}], "x": [[{inner}]], "articles": [{inner}]}} {inner}"#), 2),
            (format!(r#"{{"version": "1", "article": {inner}}}"#), 1),
            (format!(r#"{{"articles": [{inner}]"#), 1),
        ] {
            let read = read(&json, &[]);
            assert_eq!(read.iter().filter(|article| article.is_ok()).count(), count, "{json}: {read:?}");
        }
    }

    #[test]
    fn a_bomb_of_values_is_refused() {
        let error = parse_value(&b",".repeat(MOST_COMMAS + 1)).unwrap_err();
        assert!(error_message(&error).starts_with("more than 1500000 commas"), "{error}");
    }

    #[test]
    fn what_is_broken_is_named() {
        let reject = read("{\"title\": \"Ferry\",\n \"text\": }", &[]).remove(0).unwrap_err();
        assert_eq!(reject, Reject::broken("not valid JSON: expected value (column 10)", "line 2"));
        let reject = read("no json", &[]).remove(0).unwrap_err();
        assert_eq!(reject, Reject::broken("not JSON: an object or a list should begin here", "byte 0"));
    }
}
