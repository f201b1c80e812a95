//! Metadata by name: which fields of a JSON object or a front matter mean what. Names are
//! compared without case, punctuation and namespace, so `publishedAt`, `published_at` and
//! `article:published-at` are one. A field is tried in the order of [`NAMES`]; what
//! `--map` says is tried before.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::field_names::NAMES;
use super::{bylines, dates, fragment, languages, paragraphs};
use crate::article::{Article, Dated, Found, Status};

/// Most keywords of one article; more are a vocabulary.
const MOST_KEYWORDS: usize = 100;

/// The fields of one object, found by name.
pub struct Fields<'a> {
    root: &'a Map<String, Value>,
    by_name: HashMap<String, &'a Value>,
    map: &'a [(String, String)],
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
                for (key, value) in inner {
                    by_name.entry(format!("{name}.{}", plain_name(key))).or_insert(value);
                }
            }
            by_name.entry(name).or_insert(value);
        }
        Fields { root, by_name, map }
    }

    /// The values that may be our field, the surest first.
    pub fn values(&self, ours: &str) -> impl Iterator<Item = &'a Value> {
        let mapped = self
            .map
            .iter()
            .filter(move |(field, _)| same_field(field, ours))
            .filter_map(|(_, theirs)| self.at_path(theirs));
        let names = NAMES.iter().find(|(field, _)| *field == ours).map_or(&[][..], |(_, names)| names);
        mapped
            .chain(names.iter().filter_map(|name| self.by_name.get(*name).copied()))
            .filter(|value| !value.is_null())
    }

    /// Whether `--map` names a field for ours.
    pub fn is_mapped(&self, ours: &str) -> bool {
        self.map.iter().any(|(field, _)| same_field(field, ours))
    }

    /// The first of our field's values that holds a text, on one line.
    pub fn line(&self, ours: &str) -> Option<String> {
        self.values(ours).find_map(|value| line_of(value, 0))
    }

    /// The first of our field's values that holds any texts, each on one line.
    pub fn lines(&self, ours: &str) -> Vec<String> {
        self.values(ours).map(lines_of).find(|lines| !lines.is_empty()).unwrap_or_default()
    }

    /// The first of our field's values that is a date.
    pub fn date(&self, ours: &str) -> Option<Dated> {
        self.values(ours).find_map(|value| dates::parse(&line_of(value, 0)?, Found::Metadata))
    }

    /// Some of the keys, to tell a user what could be named.
    pub fn some_keys(&self) -> String {
        const SHOWN: usize = 12;
        let shown = self.root.keys().take(SHOWN);
        let mut keys: Vec<String> =
            shown.map(|key| paragraphs::fold(key).chars().take(40).collect()).collect();
        if self.root.len() > SHOWN {
            keys.push(format!("and {} more", self.root.len() - SHOWN));
        }
        keys.join(", ")
    }

    fn at_path(&self, path: &str) -> Option<&'a Value> {
        let mut parts = path.split('.');
        // A key may hold dots itself.
        if let Some(value) = self.root.get(path) {
            return Some(value);
        }
        let mut value = get(self.root, parts.next()?)?;
        for part in parts {
            value = match value {
                Value::Object(object) => get(object, part)?,
                Value::Array(list) => list.get(part.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }
}

/// Takes everything but the body from the fields.
pub fn metadata(fields: &Fields) -> Article {
    let title = fields.line("title").unwrap_or_default();
    let subtitle = fields.line("subtitle").filter(|subtitle| *subtitle != title).unwrap_or_default();
    let mut sections = fields.lines("section").into_iter();
    let section = sections.next();
    let mut keywords: Vec<String> = Vec::new();
    for keyword in fields
        .lines("keywords")
        .iter()
        .flat_map(|text| text.split([',', ';']))
        .map(str::to_owned)
        .chain(sections)
    {
        let keyword = keyword.trim().to_owned();
        if !keyword.is_empty() && keywords.len() < MOST_KEYWORDS && !keywords.contains(&keyword) {
            keywords.push(keyword);
        }
    }
    let url = fields.lines("url").into_iter().find(|url| !url.contains(' '));
    let published = fields.date("date").or_else(|| dates::in_url(url.as_deref()?));
    Article {
        title,
        subtitle,
        byline: fields.lines("byline").iter().flat_map(|text| bylines::names(text)).collect(),
        dateline: fields.line("dateline"),
        published,
        updated: fields.date("updated"),
        status: fields.line("status").map(|word| status(&word)).unwrap_or_default(),
        publisher_id: fields.line("id"),
        source: fields.line("source"),
        section,
        language: fields.line("language").and_then(|text| languages::tag(&text)),
        url,
        keywords,
        ..Article::default()
    }
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
    "$date",
    "$oid",
    "@id",
    "url",
];

/// Objects in objects beyond this depth hold no metadata.
const DEEPEST: usize = 4;

fn line_of(value: &Value, depth: usize) -> Option<String> {
    let line = match value {
        Value::String(text) => fragment::line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(list) if depth < DEEPEST => list.iter().find_map(|value| line_of(value, depth + 1))?,
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
