//! ninjs 1.0 to 3.x, the IPTC's news in JSON, and similar formats: the items of Superdesk, the AP Media API
//! and Reuters Connect. The case of keys differs between versions and is ignored.

use serde_json::{Map, Value};

use super::{finish, item_classes, text_elsewhere};
use crate::article::{Article, Field, Status};
use crate::formats::data::json::object;
use crate::formats::data::json::records;
use crate::formats::data::json::value;
use crate::formats::tools::html_text;
use crate::formats::tools::paragraphs::fold;
use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Tree;
use crate::formats::tools::xml_text;
use crate::formats::{Builder, Context, Format, Parse, Part, Record, Reject};

/// JSON with news items. Other JSON in the same file is read as plain JSON.
pub const FORMAT: Format = Format {
    name: "ninjs",
    about: "ninjs 1 to 3 and the JSON of AP's Media API; by their keys",
    extensions: &["json", "ninjs"],
    sniff,
    records: records::records,
    parse: Parse::Many(parse),
};

fn sniff(head: &[u8]) -> bool {
    if !records::sniff(head) {
        return false;
    }
    let lower = head.to_ascii_lowercase();
    let has = |key: &str| memchr::memmem::find(&lower, key.as_bytes()).is_some();
    [
        "\"pubstatus\"",
        "\"versioncreated\"",
        "\"body_xhtml\"",
        "\"bodyxhtml\"",
        "\"ninjs\"",
        "\"body_html5\"",
        "\"eventdetails\"",
    ]
    .iter()
    .any(|key| has(key))
        || has("\"headlines\"") && has("\"bodies\"")
        || is_schema(&lower)
}

/// Whether it is the specification of the format, which is JSON with the same keys.
fn is_schema(lower: &[u8]) -> bool {
    let start = &lower[..lower.len().min(300)];
    let has = |key: &str| memchr::memmem::find(start, key.as_bytes()).is_some();
    has("\"$schema\"") && has("json-schema.org")
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let place = record.place();
    let (value, warnings) = value::parse(&record.bytes, &place)?;
    if is_schema(&record.bytes[..record.bytes.len().min(300)].to_ascii_lowercase()) {
        return Err(Reject::skipped("a JSON schema, not an article"));
    }
    let Some(root) = value.as_object() else {
        return Err(Reject::skipped("no article: not a JSON object").at(place));
    };
    if let Some(list) = member(root, "item").and_then(Value::as_array) {
        let part = |(i, item): (usize, &Value)| {
            let article = match item.as_object() {
                Some(item) => read_item(item, &warnings),
                None => Err(Reject::skipped("no article: not a JSON object")),
            };
            Part { address: (i + 1).to_string(), article }
        };
        return Ok(list.iter().enumerate().map(part).collect());
    }
    let inner = Some(unwrapped(root)).filter(|inner| is_item(inner));
    let item = inner.or_else(|| is_certain_item(root).then_some(root));
    let article = match item {
        // The user's field names take precedence over the standard's.
        Some(item) if context.map.is_empty() => read_item(item, &warnings),
        _ => object::from_value(&value, warnings, context),
    };
    Ok(vec![Part { address: String::new(), article: article.map_err(|reject| reject.at(place)) }])
}

/// The item in `{"data": {"item": {..}}}` and `{"meta": {}, "item": {..}}`.
fn unwrapped(root: &Map<String, Value>) -> &Map<String, Value> {
    let mut item = root;
    for key in ["data", "item"] {
        if let Some(Value::Object(inner)) = member(item, key) {
            item = inner;
        }
    }
    item
}

fn is_item(item: &Map<String, Value>) -> bool {
    let has = |key: &str| member(item, key).is_some();
    ["pubstatus", "versioncreated", "bodyxhtml", "bodies", "headlines", "bodyhtml5", "eventdetails"]
        .iter()
        .any(|key| has(key))
        || has("bodyhtml") && has("headline")
        || has("standard")
        || has("$standard")
}

/// Whether an object is certainly a news item.
pub fn is_certain_item(object: &Map<String, Value>) -> bool {
    let has = |key: &str| member(object, key).is_some();
    let list = |key: &str| objects(object, key).next().is_some();
    has("versioncreated") && (has("headline") || list("headlines")) || list("headlines") && list("bodies")
}

/// A member by its key, without case and underscores.
fn member<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object
        .get(key)
        .or_else(|| {
            let plain = |found: &str| {
                found.bytes().filter(|b| *b != b'_').map(|b| b.to_ascii_lowercase()).eq(key.bytes())
            };
            object.iter().find(|(found, _)| plain(found)).map(|(_, value)| value)
        })
        .filter(|value| !value.is_null())
}

fn text<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    member(object, key)?.as_str().filter(|text| !text.trim().is_empty())
}

fn line(object: &Map<String, Value>, key: &str) -> Option<String> {
    text(object, key).map(html_text::line).filter(|line| !line.is_empty())
}

/// The objects of a list.
fn objects<'a>(item: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    member(item, key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The texts of a list, whose elements are texts or objects with a name.
fn names_in_list(item: &Map<String, Value>, key: &str) -> Vec<String> {
    match member(item, key) {
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|value| match value {
                Value::String(text) => Some(fold(text)),
                Value::Object(object) => line(object, "name"),
                _ => None,
            })
            .collect(),
        Some(Value::String(text)) => text.split(',').map(fold).collect(),
        _ => Vec::new(),
    }
}

fn role(object: &Map<String, Value>) -> &str {
    text(object, "role").unwrap_or_default()
}

/// Reads an item.
///
/// # Errors
/// It is a picture or another item without text, or has neither headline nor text.
pub fn read_item(item: &Map<String, Value>, warnings: &[String]) -> Result<Article, Reject> {
    let mut builder = Builder::new(warnings);
    let kind = text(item, "type").unwrap_or_default();
    let skip_reason = item_classes::skip_reason(kind)
        .or_else(|| member(item, "eventdetails").and(item_classes::skip_reason("event")));
    if let Some(reason) = skip_reason {
        return Err(Reject::skipped(reason));
    }
    fill_headlines(&mut builder, item);
    let extra = member(item, "extra").and_then(Value::as_object);
    let first_published = extra.and_then(|extra| text(extra, "originalpublishedat"));
    builder.set(Field::Date, "ninjs original_published_at", first_published);
    for (field, rule, keys) in KEYS {
        let values = keys.iter().filter_map(|key| line(item, key));
        builder.set(*field, format!("ninjs {rule}"), values);
    }
    builder.set(Field::Subtitle, "ninjs extra", extra.and_then(|extra| line(extra, "subtitle")));
    let summary = objects(item, "descriptions")
        .find(|description| ["", "text", "summary", "abstract", "lead"].contains(&role(description)));
    builder.set(Field::Subtitle, "ninjs descriptions", summary.and_then(|summary| line(summary, "value")));
    fill_people(&mut builder, item);
    builder.embargo(text(item, "embargoed"));
    let settings = member(item, "schedulesettings").and_then(Value::as_object);
    builder.embargo(settings.and_then(|settings| text(settings, "utcembargo")));
    let altids = member(item, "altids").and_then(Value::as_object);
    builder.set(Field::PublisherId, "ninjs altids", altids.and_then(|ids| line(ids, "itemid")));
    builder.set(Field::PublisherId, "ninjs uri", line(item, "uri"));
    // API addresses are useless to readers.
    let is_page = |url: &&str| !url.contains("://api.") && !url.contains("api/");
    let urls = ["link", "href", "url", "uri"].iter().filter_map(|key| text(item, key)).filter(is_page);
    builder.set(Field::Url, "ninjs uri", urls);
    fill_subjects(&mut builder, item);
    push_body(&mut builder, item);
    if !builder.has(Field::Text)
        && builder.article().status != Status::Killed
        && let Some(href) = rendition(item)
    {
        let reason = text_elsewhere(href);
        if !builder.has(Field::Subtitle) {
            return Err(Reject::skipped(reason));
        }
        builder.warnings.push(reason);
    }
    if !builder.has(Field::Text) && !builder.has(Field::Title) {
        return Err(Reject::skipped("no article: neither headline nor text"));
    }
    finish(builder, None)
}

/// Fields with a text: the name of the rule and the keys, most reliable first.
const KEYS: &[(Field, &str, &[&str])] = &[
    (Field::Title, "headline", &["headline"]),
    (Field::Title, "title", &["title"]),
    (
        Field::Subtitle,
        "description",
        &["headlineextended", "abstract", "descriptiontext", "descriptionsummary", "descriptionhtml"],
    ),
    (Field::Dateline, "dateline", &["dateline"]),
    (Field::Dateline, "located", &["located"]),
    (Field::Byline, "byline", &["byline", "by"]),
    (Field::Date, "firstpublished", &["firstpublished"]),
    (Field::Date, "firstcreated", &["firstcreated"]),
    (Field::Date, "contentcreated", &["contentcreated"]),
    (Field::Updated, "versioncreated", &["versioncreated"]),
    (Field::Status, "pubstatus", &["pubstatus", "state"]),
    (Field::PublisherId, "guid", &["guid"]),
    (Field::Source, "source", &["source", "provider", "copyrightholder"]),
    (Field::Language, "language", &["language"]),
];

fn fill_headlines(builder: &mut Builder, item: &Map<String, Value>) {
    let is_main = |object: &&Map<String, Value>| ["", "main", "primary", "headline"].contains(&role(object));
    let main = objects(item, "headlines").find(is_main).or_else(|| objects(item, "headlines").next());
    builder.set(Field::Title, "ninjs headlines", main.and_then(|main| line(main, "value")));
    let sub = objects(item, "headlines").find(|headline| role(headline).to_lowercase().contains("sub"));
    builder.set(Field::Subtitle, "ninjs headlines", sub.and_then(|sub| line(sub, "value")));
}

fn fill_people(builder: &mut Builder, item: &Map<String, Value>) {
    let bylines = objects(item, "bylines");
    let named = |byline| ["by", "name", "value"].iter().find_map(|key| line(byline, key));
    builder.set(Field::Byline, "ninjs bylines", bylines.filter_map(named));
    if !builder.has(Field::Byline) {
        let authors = objects(item, "authors").filter(|author| role(author) != "editor");
        builder.set(Field::Byline, "ninjs authors", authors.filter_map(|author| line(author, "name")));
    }
}

/// Reads source, section and keywords from lists.
fn fill_subjects(builder: &mut Builder, item: &Map<String, Value>) {
    for key in ["infosources", "infosource"] {
        builder.set(Field::Source, "ninjs infosource", names_in_list(item, key).first());
    }
    for key in ["service", "anpacategory", "sections"] {
        let section = names_in_list(item, key).into_iter().find(|name| name.len() > 1);
        builder.set(Field::Section, "ninjs service", section);
    }
    let is_category = |subject: &Map<String, Value>| {
        text(subject, "rel") == Some("category")
            || text(subject, "scheme") == Some("category")
            || member(subject, "rels")
                .and_then(Value::as_array)
                .is_some_and(|rels| rels.iter().any(|rel| rel == "category"))
    };
    for subject in objects(item, "subject").chain(objects(item, "subjects")) {
        let Some(name) = line(subject, "name") else { continue };
        let is_section = !builder.has(Field::Section) && name.len() > 1 && is_category(subject);
        let field = if is_section { Field::Section } else { Field::Keywords };
        builder.set(field, "ninjs subject", [name]);
    }
    builder.set(Field::Section, "ninjs genre", names_in_list(item, "genres").first());
    for key in ["keywords", "tags"] {
        builder.set(Field::Keywords, "ninjs keywords", names_in_list(item, key));
    }
}

/// Elements that are not part of a body.
static HIDDEN: WordSet = WordSet::words("head figure");

fn push_body(builder: &mut Builder, item: &Map<String, Value>) {
    let is_html = |body: &&Map<String, Value>| {
        let kind = text(body, "contenttype").unwrap_or_default();
        kind.contains("html") || role(body).contains("html")
    };
    let of_bodies = objects(item, "bodies").find(is_html).or_else(|| objects(item, "bodies").next());
    let body = of_bodies.and_then(|body| text(body, "value"));
    let keys = ["bodyxhtml", "bodyhtml", "bodyhtml5", "bodytext", "body"];
    let Some(body) = body.or_else(|| keys.iter().find_map(|key| text(item, key))) else { return };
    builder.text_rule("ninjs body");
    // A table row is one paragraph, which takes a tree.
    let tree = body.contains("<table").then(|| Tree::parse(format!("<div>{body}</div>")).ok()).flatten();
    match tree {
        Some(tree) => xml_text::push(&mut builder.body, tree.root()),
        None => html_text::push_without(&mut builder.body, body, &HIDDEN),
    }
}

/// The address of the text of an item without text.
fn rendition(item: &Map<String, Value>) -> Option<&str> {
    let renditions = member(item, "renditions")?.as_object()?;
    ["nitf", "text", "html", "anpa"]
        .iter()
        .find_map(|key| text(member(renditions, key)?.as_object()?, "href"))
}
