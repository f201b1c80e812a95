//! JSON: one object, a list of objects, objects one after another, or a list inside an object.
//! `records` splits the stream, `value` parses a record, `object` finds the article in it.

pub mod lines;
pub(crate) mod object;
pub(crate) mod records;
pub(crate) mod repair;
pub(crate) mod value;

use serde_json::Value;

use records::Feed;

use crate::article::Article;
use crate::formats::agencies::ninjs;
use crate::formats::tools::dates;
use crate::formats::{Context, Format, Parse, Record, Reject};

/// JSON in any arrangement other than one object per line.
pub const FORMAT: Format = Format {
    name: "json",
    about: "JSON: one article, lists of them, or lists within an answer; fields by their usual names or --map",
    extensions: &["json", "geojson"],
    sniff: records::sniff,
    records: records::records,
    parse: Parse::One(parse),
};

fn parse(record: &Record, context: &Context) -> Result<Article, Reject> {
    let place = record.place();
    let (value, warnings) = value::parse(&record.bytes, &place)?;
    let mut article = article(value, warnings, context).map_err(|reject| reject.at(place))?;
    if let Some(Feed(feed)) = record.head.get() {
        article.complete(feed.clone());
    }
    // The date in the name of a file of many articles is the day of the collection.
    if article.published.is_none() && record.address.is_empty() {
        article.published = dates::in_file_name(&context.file_name);
    }
    Ok(article)
}

/// The article in a value, which may be a ninjs item on a line of JSON Lines or in a list.
fn article(value: Value, warnings: Vec<String>, context: &Context) -> Result<Article, Reject> {
    match value.as_object() {
        Some(root) if context.map.is_empty() && ninjs::is_certain_item(root) => {
            ninjs::read_item(root, &warnings)
        }
        _ => object::from_value(&value, warnings, context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Field;

    fn read(json: &str, map: &[(&str, &str)]) -> Vec<Result<Article, Reject>> {
        let map = map.iter().map(|(ours, theirs)| ((*ours).to_owned(), (*theirs).to_owned())).collect();
        let context = Context { file_name: "2025-04-25.json".to_owned(), map, ..Context::default() };
        records::records(Box::new(json.as_bytes())).map(|record| parse(&record?, &context)).collect()
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
        let error = value::parse(&b",".repeat(value::MAX_COMMAS + 1), "").unwrap_err();
        assert!(error.reason.contains("more than 1500000 commas"), "{error:?}");
    }

    #[test]
    fn broken_values_are_reported_with_their_place() {
        let reject = read("{\"title\": \"Ferry\",\n \"text\": }", &[]).remove(0).unwrap_err();
        assert_eq!(reject, Reject::broken("not valid JSON: expected value (column 10)", "line 2"));
        let reject = read("no json", &[]).remove(0).unwrap_err();
        assert_eq!(reject, Reject::broken("not JSON: an object or a list should begin here", "byte 0"));
    }
}
