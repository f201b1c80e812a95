//! The origin of each value of an article.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::Field;

/// The rule that found the value of each field: the name of an element or key in the source ("og:title",
/// "nitf hedline", "dateline"), or a description ("first line").
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Provenance(BTreeMap<Field, Cow<'static, str>>);

impl Provenance {
    /// Sets the rule of a field; a later rule replaces an earlier one.
    pub fn set(&mut self, field: Field, rule: impl Into<Cow<'static, str>>) {
        self.0.insert(field, rule.into());
    }

    /// Removes the rule of a field.
    pub fn remove(&mut self, field: Field) -> Option<Cow<'static, str>> {
        self.0.remove(&field)
    }

    /// The rule of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(|rule| &**rule)
    }

    /// All rules, ordered by the names of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, rule)| (*field, &**rule))
    }

    /// Swaps the rule of a field.
    pub(super) fn swap(&mut self, other: &mut Provenance, field: Field) {
        let (ours, theirs) = (self.remove(field), other.remove(field));
        self.0.extend(theirs.map(|rule| (field, rule)));
        other.0.extend(ours.map(|rule| (field, rule)));
    }
}

/// `title: og:title, date: article:published_time`
impl fmt::Debug for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rules: Vec<String> =
            self.iter().map(|(field, rule)| format!("{}: {rule}", field.as_str())).collect();
        f.write_str(&rules.join(", "))
    }
}
