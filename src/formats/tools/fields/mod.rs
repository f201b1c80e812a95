//! Metadata by name: which fields of a JSON object or a front matter mean what. Names are
//! compared without case, punctuation and namespace, so `publishedAt`, `published_at` and
//! `article:published-at` are one. A field is tried in the order of [`NAMES`]; what
//! `--map` says is tried before.

mod names;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{bylines, dates, html_text, languages, paragraphs};
use crate::article::{Article, Dated, Field, Found, Status};
use names::NAMES;

/// Most keywords of one article; more are a vocabulary.
const MOST_KEYWORDS: usize = 100;

/// The fields of one object, found by name.
pub struct Fields<'a> {
    root: &'a Map<String, Value>,
    by_name: HashMap<String, Key<'a>>,
    map: &'a [(String, String)],
}

/// Where a value stands in the record.
#[derive(Clone, Copy)]
struct Key<'a> {
    outer: Option<&'a str>,
    key: &'a str,
    value: &'a Value,
}

/// A value that may be a field of ours, and the rule that found it, for the provenance.
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// The record's own key, or what `--map` says.
    pub rule: String,
}

impl<'a> Fields<'a> {
    /// Prepares the lookup. `map` holds pairs of our field and the object's.
    pub fn new(root: &'a Map<String, Value>, map: &'a [(String, String)]) -> Fields<'a> {
        let mut by_name = HashMap::with_capacity(root.len() * 2);
        for (key, value) in root {
            // Elasticsearch's "_source" is no newspaper.
            if key.starts_with('_') && key != "_id" {
                continue;
            }
            let name = plain_name(key);
            if let Value::Object(inner) = value {
                for (within, value) in inner {
                    let at = Key { outer: Some(key), key: within, value };
                    by_name.entry(format!("{name}.{}", plain_name(within))).or_insert(at);
                }
            }
            by_name.entry(name).or_insert(Key { outer: None, key, value });
        }
        Fields { root, by_name, map }
    }

    /// The values that may be our field, the surest first.
    pub fn values(&self, ours: &str) -> impl Iterator<Item = Told<Cow<'a, Value>>> {
        let mapped =
            self.map.iter().filter(move |(field, _)| same_field(field, ours)).filter_map(|(_, theirs)| {
                Some(Told { value: self.at_path(theirs)?, rule: format!("--map {}", short(theirs)) })
            });
        let names = NAMES.iter().find(|(field, _)| *field == ours).map_or(&[][..], |(_, names)| names);
        let named = names.iter().filter_map(|name| self.by_name.get(*name)).map(|at| Told {
            value: Cow::Borrowed(at.value),
            rule: at
                .outer
                .map_or_else(|| short(at.key), |outer| format!("{}.{}", short(outer), short(at.key))),
        });
        mapped.chain(named).filter(|told| !told.value.is_null())
    }

    /// Whether `--map` names a field for ours.
    pub fn is_mapped(&self, ours: &str) -> bool {
        self.map.iter().any(|(field, _)| same_field(field, ours))
    }

    /// The first of our field's values of which something can be made.
    fn find<T>(&self, ours: &str, make: impl Fn(&Value) -> Option<T>) -> Option<Told<T>> {
        self.values(ours).find_map(|told| Some(Told { value: make(&told.value)?, rule: told.rule }))
    }

    /// The first of our field's values that holds a text, on one line.
    pub fn line(&self, ours: &str) -> Option<Told<String>> {
        self.find(ours, |value| line_of(value, 0))
    }

    /// The first of our field's values that is a date.
    pub fn date(&self, ours: &str) -> Option<Told<Dated>> {
        self.find(ours, |value| dates::parse(&line_of(value, 0)?, Found::Metadata))
    }

    /// Some of the keys, to tell a user what could be named.
    pub fn some_keys(&self) -> String {
        const SHOWN: usize = 12;
        let mut keys: Vec<String> = self.root.keys().take(SHOWN).map(|key| short(key)).collect();
        if self.root.len() > SHOWN {
            keys.push(format!("and {} more", self.root.len() - SHOWN));
        }
        keys.join(", ")
    }

    /// The value at a path: "a.b", "a.0.b", or "a[].b" for all of a list, which "a.b" means as well.
    fn at_path(&self, path: &str) -> Option<Cow<'a, Value>> {
        // A key may hold dots itself.
        if let Some(value) = self.root.get(path) {
            return Some(Cow::Borrowed(value));
        }
        let mut parts = path.split('.');
        let mut found = vec![get(self.root, parts.next()?.trim_end_matches("[]"))?];
        for part in parts {
            let key = part.trim_end_matches("[]");
            let mut next = Vec::new();
            for value in found {
                match value {
                    Value::Object(object) => next.extend(get(object, key)),
                    Value::Array(list) => match key.parse::<usize>() {
                        Ok(number) => next.extend(list.get(number)),
                        Err(_) => next.extend(list.iter().filter_map(|value| get(value.as_object()?, key))),
                    },
                    _ => {}
                }
            }
            found = next;
        }
        match found[..] {
            [] => None,
            [value] => Some(Cow::Borrowed(value)),
            _ => Some(Cow::Owned(found.into_iter().cloned().collect())),
        }
    }
}

/// Whether a name is known to mean a field of ours, or any of them.
pub fn is_known(name: &str, ours: Option<&str>) -> bool {
    let name = plain_name(name);
    NAMES
        .iter()
        .filter(|(field, _)| ours.is_none_or(|ours| ours == *field))
        .any(|(_, names)| names.contains(&name.as_str()))
}

/// Takes everything but the body from the fields.
pub fn metadata(fields: &Fields) -> Article {
    let mut article = Article::default();
    if let Some(told) = fields.line("title") {
        article.title = told.value;
        article.provenance.set(Field::Title, told.rule);
    }
    if let Some(told) = fields.line("subtitle").filter(|told| told.value != article.title) {
        article.subtitle = told.value;
        article.provenance.set(Field::Subtitle, told.rule);
    }
    let byline = fields.find("byline", |value| {
        let names: Vec<String> = lines_of(value).iter().flat_map(|text| bylines::names(text)).collect();
        Some(names).filter(|names| !names.is_empty())
    });
    if let Some(told) = byline {
        article.byline = told.value;
        article.provenance.set(Field::Byline, told.rule);
    }
    keywords(fields, &mut article);
    // Numbers and lists of them are keys of a database.
    let named = |value: &Value| {
        line_of(value, 0)
            .map(|line| host(&line).unwrap_or(line))
            .filter(|line| line.contains(char::is_alphabetic))
    };
    let language = |value: &Value| languages::tag(&line_of(value, 0)?);
    for (field, place, told) in [
        (Field::Dateline, &mut article.dateline, fields.line("dateline")),
        (Field::PublisherId, &mut article.publisher_id, fields.line("id")),
        (Field::Source, &mut article.source, fields.find("source", named)),
        (Field::Language, &mut article.language, fields.find("language", language)),
    ] {
        if let Some(told) = told {
            *place = Some(told.value);
            article.provenance.set(field, told.rule);
        }
    }
    let address = |value: &Value| lines_of(value).into_iter().find(|url| is_address(url));
    if let Some(told) = fields.find("url", address) {
        article.url = Some(told.value);
        article.provenance.set(Field::Url, told.rule);
    }
    if let Some(told) = fields.date("date") {
        article.published = Some(told.value);
        article.provenance.set(Field::Date, told.rule);
    } else {
        article.published = article.url.as_deref().and_then(dates::in_url);
    }
    if let Some(told) = fields.date("updated") {
        article.updated = Some(told.value);
        article.provenance.set(Field::Updated, told.rule);
    }
    let stated = |value: &Value| Some(status(&line_of(value, 0)?)).filter(|status| *status != Status::Usable);
    if let Some(told) = fields.find("status", stated) {
        article.status = told.value;
        article.provenance.set(Field::Status, told.rule);
    }
    article
}

/// The section and the keywords, to which further sections go.
fn keywords(fields: &Fields, article: &mut Article) {
    let words = |value: &Value| {
        let words: Vec<String> =
            lines_of(value).into_iter().filter(|word| word.contains(char::is_alphabetic)).collect();
        Some(words).filter(|words| !words.is_empty())
    };
    let mut sections = Vec::new();
    if let Some(mut told) = fields.find("section", words) {
        article.section = Some(told.value.remove(0));
        article.provenance.set(Field::Section, told.rule.clone());
        if !told.value.is_empty() {
            article.provenance.set(Field::Keywords, told.rule);
        }
        sections = told.value;
    }
    let told = fields.find("keywords", words);
    // Several values are keywords as they are ("Marsh, Ida"); one may hold them all.
    let one = told.as_ref().is_some_and(|told| told.value.len() == 1);
    let given = told
        .iter()
        .flat_map(|told| &told.value)
        .flat_map(|text| text.split(move |c: char| one && matches!(c, ',' | ';')));
    for keyword in given.chain(sections.iter().map(String::as_str)) {
        let keyword = keyword.trim();
        if !keyword.is_empty()
            && article.keywords.len() < MOST_KEYWORDS
            && !article.keywords.iter().any(|known| known == keyword)
        {
            article.keywords.push(keyword.to_owned());
        }
    }
    if let Some(told) = told {
        article.provenance.set(Field::Keywords, told.rule);
    }
}

/// Whether a value can be an address on the web: a path or with a host, and no text.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && text.contains(['/', '.'])
}

/// The host of an address, for sources that are named by one.
fn host(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty())
}

/// A key for a person to read.
fn short(key: &str) -> String {
    paragraphs::fold(key).chars().take(40).collect()
}

/// Whether `--map` means this field of ours, which has a second name here and there.
fn same_field(given: &str, ours: &str) -> bool {
    let given = match given {
        "text" => "body",
        "published" => "date",
        "author" | "authors" => "byline",
        "lang" => "language",
        "publisher_id" => "id",
        other => other,
    };
    given == ours
}

fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object
        .get(key)
        .or_else(|| object.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

/// A key without case, punctuation and namespace. Keys longer than any name are cut.
fn plain_name(key: &str) -> String {
    let key = key.rsplit(':').next().unwrap_or(key);
    key.chars().filter(|c| c.is_alphanumeric()).take(64).flat_map(char::to_lowercase).collect()
}

/// The keys under which objects keep what they are called.
const TEXT_KEYS: &[&str] = &[
    "name",
    "rendered",
    "main",
    "text",
    "value",
    "#text",
    "@value",
    "content",
    "title",
    "label",
    "full_name",
    "display_name",
    "displayName",
    "webTitle",
    "term",
    "$date",
    "$oid",
    "@id",
    "url",
];

/// Objects in objects beyond this depth hold no metadata.
const DEEPEST: usize = 4;

fn line_of(value: &Value, depth: usize) -> Option<String> {
    let line = match value {
        Value::String(text) => html_text::line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(list) if depth < DEEPEST => list.iter().find_map(|value| line_of(value, depth + 1))?,
        // NYT's {"name": "persons", "value": "Doe, Jane"} and schema.org's PropertyValue.
        Value::Object(object)
            if object.contains_key("name") && object.get("value").is_some_and(Value::is_string) =>
        {
            line_of(object.get("value")?, depth + 1)?
        }
        Value::Object(object) if depth < DEEPEST => {
            match TEXT_KEYS.iter().find_map(|key| line_of(object.get(*key)?, depth + 1)) {
                Some(line) => line,
                None => full_name(object)?,
            }
        }
        _ => return None,
    };
    // What data frames write for nothing.
    let is_missing =
        ["", "nan", "none", "null", "n/a"].iter().any(|nothing| line.eq_ignore_ascii_case(nothing));
    (!is_missing).then_some(line)
}

fn full_name(object: &Map<String, Value>) -> Option<String> {
    let part = |keys: &[&str]| keys.iter().find_map(|key| object.get(*key)?.as_str());
    let first = part(&["firstname", "first_name", "firstName", "givenName", "first", "given"])?;
    let last = part(&["lastname", "last_name", "lastName", "familyName", "last", "family"])?;
    Some(format!("{first} {last}"))
}

fn lines_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().take(MOST_KEYWORDS).filter_map(|value| line_of(value, 1)).collect(),
        // A list that a data frame has turned into text: "['Jane Doe', 'John Roe']".
        Value::String(text) if text.starts_with("['") && text.ends_with("']") => text[2..text.len() - 2]
            .split("', '")
            .filter_map(|item| line_of(&Value::String(item.to_owned()), 1))
            .collect(),
        value => line_of(value, 0).into_iter().collect(),
    }
}

/// The words of ninjs and of content systems.
fn status(word: &str) -> Status {
    match word.to_lowercase().as_str() {
        "withheld" | "embargoed" | "embargo" => Status::Embargoed,
        "canceled" | "cancelled" | "killed" | "withdrawn" | "retracted" => Status::Killed,
        "corrected" | "correction" => Status::Corrected,
        _ => Status::Usable,
    }
}
