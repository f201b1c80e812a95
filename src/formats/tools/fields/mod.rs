//! Metadata by name: maps the keys of a JSON object or front matter to fields. Case, punctuation and
//! namespaces are ignored, so `publishedAt`, `published_at` and `article:published-at` are equal. Keys
//! are tried in the order of [`NAMES`], after those that `--map` names.

mod names;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::{Map, Value};

use super::paragraphs::short_name;
use super::{dates, html_text};
use crate::article::Field;
use crate::formats::Builder;
use names::NAMES;

/// Maximum number of values that are read of one list.
const MAX_VALUES: usize = 100;

/// The fields of one object, found by name.
pub struct Fields<'a> {
    root: &'a Map<String, Value>,
    by_name: HashMap<String, Key<'a>>,
    map: &'a [(String, String)],
}

/// A value and its key in the record.
#[derive(Clone, Copy)]
struct Key<'a> {
    outer: Option<&'a str>,
    key: &'a str,
    value: &'a Value,
}

/// A possible value of a field.
pub struct Candidate<'a> {
    /// The value.
    pub value: Cow<'a, Value>,
    /// The record's key, or the statement of `--map`.
    pub rule: String,
}

impl<'a> Fields<'a> {
    /// Prepares the lookup. `map` holds pairs of a field and a key of the record.
    pub fn new(root: &'a Map<String, Value>, map: &'a [(String, String)]) -> Fields<'a> {
        let mut by_name = HashMap::with_capacity(root.len() * 2);
        for (key, value) in root {
            // Elasticsearch's "_source" is not a newspaper.
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

    /// The possible values of a field, most reliable first.
    pub fn values(&self, field: Field) -> impl Iterator<Item = Candidate<'a>> {
        let mapped = self.map.iter().filter(move |(ours, _)| Field::named(ours) == Some(field));
        let mapped = mapped.filter_map(|(_, theirs)| {
            Some(Candidate { value: self.at_path(theirs)?, rule: format!("--map {}", short_name(theirs)) })
        });
        let named = names_of(field).filter_map(|name| self.by_name.get(name)).map(|at| Candidate {
            value: Cow::Borrowed(at.value),
            rule: at.outer.map_or_else(
                || short_name(at.key),
                |outer| format!("{}.{}", short_name(outer), short_name(at.key)),
            ),
        });
        mapped.chain(named).filter(|candidate| !candidate.value.is_null())
    }

    /// Whether `--map` names a key for a field.
    pub fn is_mapped(&self, field: Field) -> bool {
        self.map.iter().any(|(ours, _)| Field::named(ours) == Some(field))
    }

    /// The first value of a field that is a text, on one line, and its rule.
    pub fn line(&self, field: Field) -> Option<(String, String)> {
        self.values(field).find_map(|candidate| Some((line_of(&candidate.value, 0)?, candidate.rule)))
    }

    /// Sets all fields except the text. The rules are the record's keys after a prefix, or the statement of
    /// `--map`.
    pub fn fill(&self, builder: &mut Builder, prefix: &str) {
        // A subtitle is compared with the title.
        for field in [Field::Title].into_iter().chain(Field::ALL) {
            for Candidate { value, rule } in self.values(field) {
                if builder.has(field) {
                    break;
                }
                let rule = if rule.starts_with("--map") { rule } else { format!("{prefix}{rule}") };
                match field {
                    Field::Text => {}
                    Field::Byline => builder.set(field, rule, lines_of(&value)),
                    Field::Keywords => {
                        let words = words_of(&value);
                        // Of several values each is a keyword ("Marsh, Ida"); a single one may be a list.
                        let is_list = words.len() == 1;
                        let words = words
                            .iter()
                            .flat_map(|text| text.split(move |c: char| is_list && matches!(c, ',' | ';')));
                        builder.add(field, rule, words.map(|word| word.trim().to_owned()));
                    }
                    Field::Section => {
                        let mut sections = words_of(&value).into_iter();
                        builder.set(field, rule.clone(), sections.next());
                        // Further sections are keywords.
                        let of_keywords = builder.article().provenance.get(Field::Keywords);
                        let rule = of_keywords.map_or(rule, str::to_owned);
                        builder.add(Field::Keywords, rule, sections);
                    }
                    Field::Url => {
                        let address = lines_of(&value).into_iter().find(|url| is_address(url));
                        builder.set_read(field, rule, address);
                    }
                    Field::Source => {
                        // Numbers are database keys.
                        let name = line_of(&value, 0).map(|line| host(&line).unwrap_or(line));
                        builder.set(field, rule, name.filter(|name| name.contains(char::is_alphabetic)));
                    }
                    _ => builder.set(field, rule, line_of(&value, 0)),
                }
            }
        }
        builder.date(Field::Date, "url", builder.article().url.as_deref().and_then(dates::in_url));
    }

    /// Some of the keys, for a message to the user.
    pub fn some_keys(&self) -> String {
        const SHOWN: usize = 12;
        let mut keys: Vec<String> = self.root.keys().take(SHOWN).map(|key| short_name(key)).collect();
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

/// The names of a field, most reliable first.
pub fn names_of(field: Field) -> impl Iterator<Item = &'static str> {
    NAMES.iter().filter(move |(ours, _)| *ours == field).flat_map(|(_, names)| names.split(' '))
}

/// Whether a name is known for a field.
pub fn means(name: &str, field: Field) -> bool {
    {
        let name = plain_name(name);
        names_of(field).any(|known| known == name)
    }
}

/// Whether a name is known for any field.
pub fn is_known(name: &str) -> bool {
    let name = plain_name(name);
    NAMES.iter().any(|(_, names)| names.split(' ').any(|known| known == name))
}

/// Whether a text can be a web address: a path or a host.
fn is_address(text: &str) -> bool {
    !text.contains(' ') && text.contains(['/', '.'])
}

/// The host of an address, for sources that are stated as addresses.
fn host(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    Some(host.trim_start_matches("www.").to_owned()).filter(|host| !host.is_empty())
}

fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    object
        .get(key)
        .or_else(|| object.iter().find(|(k, _)| k.eq_ignore_ascii_case(key)).map(|(_, value)| value))
}

/// A key in lower case without punctuation and namespace, truncated to the length of any known name.
pub fn plain_name(key: &str) -> String {
    let key = key.rsplit(':').next().unwrap_or(key);
    key.chars().filter(|c| c.is_alphanumeric()).take(64).flat_map(char::to_lowercase).collect()
}

/// Keys of the name or text in an object.
const TEXT_KEYS: &str = "name rendered main text value #text @value content title label full_name display_name \
     displayName webTitle term $date $oid @id url";

/// Maximum depth of objects that hold metadata.
const MAX_DEPTH: usize = 4;

fn line_of(value: &Value, depth: usize) -> Option<String> {
    let line = match value {
        Value::String(text) => html_text::line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(list) if depth < MAX_DEPTH => list.iter().find_map(|value| line_of(value, depth + 1))?,
        // NYT's {"name": "persons", "value": "Doe, Jane"} and schema.org's PropertyValue.
        Value::Object(object)
            if object.contains_key("name") && object.get("value").is_some_and(Value::is_string) =>
        {
            line_of(object.get("value")?, depth + 1)?
        }
        Value::Object(object) if depth < MAX_DEPTH => {
            match TEXT_KEYS.split(' ').find_map(|key| line_of(object.get(key)?, depth + 1)) {
                Some(line) => line,
                None => full_name(object)?,
            }
        }
        _ => return None,
    };
    // Missing values as data frames write them.
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

/// The texts of a value that contain a letter.
fn words_of(value: &Value) -> Vec<String> {
    lines_of(value).into_iter().filter(|word| word.contains(char::is_alphabetic)).collect()
}

fn lines_of(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().take(MAX_VALUES).filter_map(|value| line_of(value, 1)).collect(),
        // A list that a data frame has written as text: "['Jane Doe', 'John Roe']".
        Value::String(text) if text.starts_with("['") && text.ends_with("']") => text[2..text.len() - 2]
            .split("', '")
            .filter_map(|item| line_of(&Value::String(item.to_owned()), 1))
            .collect(),
        value => line_of(value, 0).into_iter().collect(),
    }
}
