//! Where each value of an article was taken from.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::Field;

/// For each field that is filled, the rule that gave its value: the name of the element or key in
/// the source ("og:title", "nitf hedline", "dateline"), or what was done to find it ("first line").
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Provenance(BTreeMap<Field, Cow<'static, str>>);

impl Provenance {
    /// Notes the rule that gave a field its value; a later note replaces an earlier one.
    pub fn set(&mut self, field: Field, rule: impl Into<Cow<'static, str>>) {
        self.0.insert(field, rule.into());
    }

    /// Forgets the rule of a field.
    pub fn remove(&mut self, field: Field) -> Option<Cow<'static, str>> {
        self.0.remove(&field)
    }

    /// The rule that gave a field its value.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(|rule| &**rule)
    }

    /// All rules, ordered by the names of the fields.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, rule)| (*field, &**rule))
    }

    /// Exchanges the rule of a field.
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
