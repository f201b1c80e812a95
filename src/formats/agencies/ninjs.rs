//! ninjs 1.0 to 3.x, the IPTC's news in JSON, and what resembles it: the items of Superdesk, of the
//! AP Media API and of Reuters Connect. The names of keys changed their case from version to version,
//! so they are compared without it.

use serde_json::{Map, Value};

use super::{Draft, kinds, status, status_in_words};
use crate::article::{Article, Status};
use crate::formats::data::json;
use crate::formats::tools::html_text;
use crate::formats::tools::paragraphs::fold;
use crate::formats::tools::xml::Tree;
use crate::formats::{Context, Format, Parse, Part, Record, Reject};

/// JSON that holds news items; other JSON in the same file is read as such.
pub const FORMAT: Format = Format {
    name: "ninjs",
    about: "ninjs 1 to 3 and the JSON of AP's Media API; by their keys",
    extensions: &["json", "ninjs"],
    sniff,
    records: json::FORMAT.records,
    parse: Parse::Many(parse),
};

fn sniff(head: &[u8]) -> bool {
    if !(json::FORMAT.sniff)(head) {
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

/// The specification of the format is JSON with the same keys.
fn is_schema(lower: &[u8]) -> bool {
    let start = &lower[..lower.len().min(300)];
    let has = |key: &str| memchr::memmem::find(start, key.as_bytes()).is_some();
    has("\"$schema\"") && has("json-schema.org")
}

fn parse(record: &Record, context: &Context) -> Result<Vec<Part>, Reject> {
    let place = if record.address.is_empty() { String::new() } else { format!("record {}", record.address) };
    let (value, warnings) = json::value(&record.bytes).map_err(|error| {
        let at = if place.is_empty() { format!("line {}", error.line()) } else { place.clone() };
        Reject::broken(format!("not valid JSON: {}", json::message(&error)), at)
    })?;
    if is_schema(&record.bytes[..record.bytes.len().min(300)].to_ascii_lowercase()) {
        return Err(Reject::skipped("a JSON schema, not an article"));
    }
    let Some(root) = value.as_object() else {
        return Err(Reject::skipped("no article: no object").at(place));
    };
    if let Some(list) = get(root, "item").and_then(Value::as_array) {
        let part = |(i, item): (usize, &Value)| {
            let article = match item.as_object() {
                Some(item) => read(item, &warnings),
                None => Err(Reject::skipped("no article: no object")),
            };
            Part { address: (i + 1).to_string(), article }
        };
        return Ok(list.iter().enumerate().map(part).collect());
    }
    let item = unwrapped(root);
    // What the user says of the fields goes before what the standard does.
    let article = if is_item(item) && context.map.is_empty() {
        read(item, &warnings)
    } else {
        json::article(value, warnings, context)
    };
    Ok(vec![Part { address: String::new(), article: article.map_err(|reject| reject.at(place)) }])
}

/// The item in `{"data": {"item": {..}}}` and `{"meta": {}, "item": {..}}`.
fn unwrapped(root: &Map<String, Value>) -> &Map<String, Value> {
    let mut item = root;
    for key in ["data", "item"] {
        if let Some(Value::Object(inner)) = get(item, key) {
            item = inner;
        }
    }
    item
}

fn is_item(item: &Map<String, Value>) -> bool {
    let has = |key: &str| get(item, key).is_some();
    ["pubstatus", "versioncreated", "bodyxhtml", "bodies", "headlines", "bodyhtml5", "eventdetails"]
        .iter()
        .any(|key| has(key))
        || has("bodyhtml") && has("headline")
        || has("standard")
        || has("$standard")
}

/// Whether an object says without doubt that it is such an item.
pub fn claims(object: &Map<String, Value>) -> bool {
    let has = |key: &str| get(object, key).is_some();
    let list = |key: &str| objects(object, key).next().is_some();
    has("versioncreated") && (has("headline") || list("headlines")) || list("headlines") && list("bodies")
}

/// A member by its key without case and underlines.
fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
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
    get(object, key)?.as_str().filter(|text| !text.trim().is_empty())
}

fn line(object: &Map<String, Value>, key: &str) -> Option<String> {
    text(object, key).map(html_text::line).filter(|line| !line.is_empty())
}

/// The objects of a list.
fn objects<'a>(item: &'a Map<String, Value>, key: &str) -> impl Iterator<Item = &'a Map<String, Value>> {
    get(item, key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

/// The texts of a list, whose elements are texts or objects with a name.
fn names(item: &Map<String, Value>, key: &str) -> Vec<String> {
    match get(item, key) {
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
pub fn read(item: &Map<String, Value>, warnings: &[String]) -> Result<Article, Reject> {
    let mut draft = Draft::default();
    draft.article.warnings.extend(warnings.iter().cloned());
    let kind = text(item, "type").unwrap_or_default();
    lines(&mut draft, item);
    people(&mut draft, item);
    moments(&mut draft, item);
    names_of(&mut draft, item);
    let no_text = kinds::no_text(kind).or_else(|| get(item, "eventdetails").and(kinds::no_text("event")));
    if let Some(reason) = no_text {
        return Err(Reject::skipped(reason));
    }
    bodies(&mut draft, item);
    let killed = draft.article.status == Status::Killed;
    if !draft.has_body()
        && !killed
        && let Some(href) = rendition(item)
    {
        let href: String = href.chars().filter(|c| !c.is_control()).take(200).collect();
        let reason = format!("its text is not in the file but at {}", href.trim_end_matches('.'));
        if draft.article.subtitle.is_empty() {
            return Err(Reject::skipped(reason));
        }
        draft.article.warnings.push(reason);
    }
    if !draft.has_body() && draft.article.title.is_empty() {
        return Err(Reject::skipped("no article: neither a headline nor a text in it"));
    }
    draft.finish()
}

fn lines(draft: &mut Draft, item: &Map<String, Value>) {
    let is_main = |object: &&Map<String, Value>| ["", "main", "primary", "headline"].contains(&role(object));
    let main = objects(item, "headlines").find(is_main).or_else(|| objects(item, "headlines").next());
    draft.title("ninjs headlines", main.and_then(|main| line(main, "value")));
    draft.title("ninjs headline", line(item, "headline"));
    draft.title("ninjs title", line(item, "title"));
    let sub = objects(item, "headlines").find(|headline| role(headline).to_lowercase().contains("sub"));
    draft.subtitle("ninjs headlines", sub.and_then(|sub| line(sub, "value")));
    for key in ["headlineextended", "abstract", "descriptiontext", "descriptionsummary", "descriptionhtml"] {
        draft.subtitle("ninjs description", line(item, key));
    }
    let extra = get(item, "extra").and_then(Value::as_object);
    draft.subtitle("ninjs extra", extra.and_then(|extra| line(extra, "subtitle")));
    let summary = objects(item, "descriptions")
        .find(|description| ["", "text", "summary", "abstract", "lead"].contains(&role(description)));
    draft.subtitle("ninjs descriptions", summary.and_then(|summary| line(summary, "value")));
    draft.dateline("ninjs dateline", line(item, "dateline"));
    draft.dateline("ninjs located", line(item, "located"));
}

fn people(draft: &mut Draft, item: &Map<String, Value>) {
    for key in ["byline", "by"] {
        draft.byline("ninjs byline", line(item, key));
    }
    for byline in objects(item, "bylines") {
        draft.byline(
            "ninjs bylines",
            line(byline, "by").or_else(|| line(byline, "name")).or_else(|| line(byline, "value")),
        );
    }
    if draft.article.byline.is_empty() {
        for author in objects(item, "authors").filter(|author| role(author) != "editor") {
            draft.byline("ninjs authors", line(author, "name"));
        }
    }
}

fn moments(draft: &mut Draft, item: &Map<String, Value>) {
    let extra = get(item, "extra").and_then(Value::as_object);
    draft
        .published("ninjs original_published_at", extra.and_then(|extra| text(extra, "originalpublishedat")));
    for (key, rule) in [
        ("firstpublished", "ninjs firstpublished"),
        ("firstcreated", "ninjs firstcreated"),
        ("contentcreated", "ninjs contentcreated"),
    ] {
        draft.published(rule, text(item, key));
    }
    draft.updated("ninjs versioncreated", text(item, "versioncreated"));
    draft.embargo(text(item, "embargoed"));
    let settings = get(item, "schedulesettings").and_then(Value::as_object);
    draft.embargo(settings.and_then(|settings| text(settings, "utcembargo")));
    for key in ["pubstatus", "state"] {
        draft.status("ninjs pubstatus", text(item, key).map(status).unwrap_or_default());
    }
    draft.status("ninjs headline", status_in_words(&draft.article.title));
}

fn names_of(draft: &mut Draft, item: &Map<String, Value>) {
    draft.id("ninjs guid", line(item, "guid"));
    let altids = get(item, "altids").and_then(Value::as_object);
    draft.id("ninjs altids", altids.and_then(|ids| line(ids, "itemid")));
    draft.id("ninjs uri", line(item, "uri"));
    for key in ["link", "href", "url", "uri"] {
        // Addresses of a programming interface are of no use to a reader.
        draft.url(
            "ninjs uri",
            text(item, key).filter(|uri| !uri.contains("://api.") && !uri.contains("api/")),
        );
    }
    for key in ["source", "provider", "copyrightholder"] {
        draft.source("ninjs source", line(item, key));
    }
    for key in ["infosources", "infosource"] {
        draft.source("ninjs infosource", names(item, key).into_iter().next());
    }
    draft.language("ninjs language", text(item, "language"));
    let is_category = |subject: &&Map<String, Value>| {
        text(subject, "rel") == Some("category")
            || text(subject, "scheme") == Some("category")
            || get(subject, "rels")
                .and_then(Value::as_array)
                .is_some_and(|rels| rels.iter().any(|rel| rel == "category"))
    };
    for key in ["service", "anpacategory", "sections"] {
        draft.section("ninjs service", names(item, key).into_iter().find(|name| name.len() > 1));
    }
    for key in ["subject", "subjects"] {
        for subject in objects(item, key) {
            let name = line(subject, "name");
            if is_category(&subject)
                && name.as_ref().is_some_and(|name| name.len() > 1)
                && draft.article.section.is_none()
            {
                draft.section("ninjs subject", name);
            } else {
                draft.keyword("ninjs subject", name);
            }
        }
    }
    draft.section("ninjs genre", names(item, "genres").into_iter().next());
    for key in ["keywords", "tags"] {
        names(item, key).into_iter().for_each(|name| draft.keyword("ninjs keywords", Some(name)));
    }
}

fn bodies(draft: &mut Draft, item: &Map<String, Value>) {
    let is_html = |body: &&Map<String, Value>| {
        let kind = text(body, "contenttype").unwrap_or_default();
        kind.contains("html") || role(body).contains("html")
    };
    let of_bodies = objects(item, "bodies").find(is_html).or_else(|| objects(item, "bodies").next());
    let body = of_bodies.and_then(|body| text(body, "value"));
    let keys = ["bodyxhtml", "bodyhtml", "bodyhtml5", "bodytext", "body"];
    let Some(body) = body.or_else(|| keys.iter().find_map(|key| text(item, key))) else { return };
    let html = without(&without(body, "head"), "figure");
    // Of a table, a row is a paragraph; that takes a tree.
    let tree = html.contains("<table").then(|| Tree::of(format!("<div>{html}</div>")).ok()).flatten();
    match tree {
        Some(tree) => {
            draft.body_rule("ninjs body");
            super::text::push(&mut draft.body, tree.root());
        }
        None => draft.push("ninjs body", &html),
    }
}

/// HTML without the elements of a name.
fn without(html: &str, name: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut kept = String::with_capacity(html.len());
    let mut at = 0;
    while let Some(start) = lower[at..].find(&open).map(|start| at + start) {
        let whole_name =
            matches!(lower.as_bytes().get(start + open.len()), Some(b'>' | b' ' | b'\n' | b'\t' | b'/'));
        let end = lower[start..].find(&close).map(|end| start + end + close.len());
        let (true, Some(end)) = (whole_name, end) else {
            kept.push_str(&html[at..start + open.len()]);
            at = start + open.len();
            if end.is_none() {
                break;
            }
            continue;
        };
        kept.push_str(&html[at..start]);
        at = end;
    }
    kept.push_str(&html[at..]);
    kept
}

/// Where the text is of an item that holds none.
fn rendition(item: &Map<String, Value>) -> Option<&str> {
    let renditions = get(item, "renditions")?.as_object()?;
    ["nitf", "text", "html", "anpa"].iter().find_map(|key| text(get(renditions, key)?.as_object()?, "href"))
}
