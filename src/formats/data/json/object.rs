//! The article in a JSON object, by the usual names of its fields.

use serde_json::{Map, Value};

use crate::article::{Article, Field, Found};
use crate::formats::tools::fields::Fields;
use crate::formats::tools::html_text;
use crate::formats::tools::paragraphs::Paragraphs;
use crate::formats::{Builder, Context, Ending, Reject};

/// Minimum size of a text without a headline; a shorter one is a label.
const MIN_TEXT: usize = 20;

/// Maximum nesting of articles within records within responses.
const MAX_DEPTH: usize = 3;

/// Keys of objects that wrap an article.
const WRAPPERS: &str = "_source article doc document attributes fields data item story node post record resource \
     result payload page props pageProps";

/// The article in a value.
pub(crate) fn from_value(value: &Value, warnings: Vec<String>, context: &Context) -> Result<Article, Reject> {
    let Value::Object(root) = value else {
        let kind = match value {
            Value::Array(_) => "a list",
            Value::String(_) => "a string",
            Value::Null => "null",
            _ => "a number or truth value",
        };
        return Err(Reject::skipped(format!("no article: {kind} instead of an object")));
    };
    let mut article = from_object(root, &context.map).ok_or_else(|| {
        let keys = Fields::new(root, &[]).some_keys();
        Reject::skipped(format!(
            "no article: no field with a text; name it with --map body=FIELD (fields here: {keys})"
        ))
    })?;
    article.warnings.splice(0..0, warnings);
    Ok(article)
}

/// Whether an object looks like an article: it has a headline and another field of articles.
pub(super) fn looks_like_article(root: &Map<String, Value>) -> bool {
    let fields = Fields::new(root, &[]);
    let has = |field| fields.line(field).is_some();
    (has(Field::Title) && [Field::Text, Field::Subtitle, Field::Date, Field::Url].into_iter().any(has))
        || wrapped_objects(root).any(|inner| {
            let fields = Fields::new(inner, &[]);
            fields.line(Field::Title).is_some() || fields.line(Field::Text).is_some()
        })
}

fn wrapped_objects(root: &Map<String, Value>) -> impl Iterator<Item = &Map<String, Value>> {
    WRAPPERS.split(' ').filter_map(|key| root.get(key)?.as_object())
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
    let is_short = body.len() < MIN_TEXT;
    if is_short
        && depth < MAX_DEPTH
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
        builder.warnings.push("the text was truncated by its source".to_owned());
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
        if longest.len() >= MIN_TEXT || (fields.is_mapped(Field::Text) && !longest.is_empty()) {
            break;
        }
    }
    (longest, rule)
}

/// Adds the text of a value: a string, a list of paragraphs, or blocks with a text each.
fn push_value(paragraphs: &mut Paragraphs, value: &Value, depth: usize) {
    match value {
        Value::String(text) => html_text::push(paragraphs, text),
        Value::Array(list) if depth < MAX_DEPTH => {
            list.iter().for_each(|value| push_value(paragraphs, value, depth + 1))
        }
        Value::Object(object) if depth < MAX_DEPTH => {
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
