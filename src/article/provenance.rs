//! Where each value of an article was taken from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// For each field that is filled, the rule that gave its value: the name of the element or key in
/// the source ("og:title", "nitf hedline", "dateline"), or what was done to find it ("first line").
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Provenance(BTreeMap<&'static str, Cow<'static, str>>);

impl Provenance {
    /// Notes the rule that gave a field its value; a later note replaces an earlier one.
    pub fn set(&mut self, field: &'static str, rule: impl Into<Cow<'static, str>>) {
        debug_assert!(PROVENANCE_FIELDS.contains(&field), "{field} is no field");
        self.0.insert(field, rule.into());
    }

    /// Takes the rule of a field back, for a value that went elsewhere.
    pub fn remove(&mut self, field: &str) -> Option<Cow<'static, str>> {
        self.0.remove(field)
    }

    /// The rule that gave a field its value.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(|rule| &**rule)
    }

    /// Takes out the rule of a field, whose value went elsewhere.
    pub fn take(&mut self, field: &str) -> Option<Cow<'static, str>> {
        self.0.remove(field)
    }

    /// All rules, by field.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().map(|(field, rule)| (*field, &**rule))
    }

    /// Takes over the rules for fields that have none here.
    pub fn complete(&mut self, other: &Provenance) {
        for (field, rule) in &other.0 {
            self.0.entry(field).or_insert_with(|| rule.clone());
        }
    }
}

/// `title: og:title, date: article:published_time`
impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules: Vec<String> = self.iter().map(|(field, rule)| format!("{field}: {rule}")).collect();
        f.write_str(&rules.join(", "))
    }
}

/// The fields that have a provenance, by the names that `--json` gives them.
pub const PROVENANCE_FIELDS: &[&str] = &[
    "title",
    "subtitle",
    "byline",
    "dateline",
    "date",
    "updated",
    "status",
    "publisher_id",
    "source",
    "section",
    "language",
    "url",
    "keywords",
    "text",
];
