//! A name that is asked for by itself, with all by which it may be found.

use super::query::{Query, Word};
use crate::entities::Kind;
use crate::entities::person_name::{PersonName, is_initial};
use crate::entities::registry::Registry;
use crate::text::fold::fold;
use crate::text::tokens;

/// A name, and what narrows the archive around it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NameQuery {
    pub(crate) kind: Kind,
    /// As typed.
    pub(crate) name: String,
    /// Its parts, where it is that of a person.
    pub(crate) heading: Option<PersonName>,
    /// Its words, folded.
    pub(crate) words: Vec<String>,
    pub(crate) filters: Vec<Query>,
}

impl NameQuery {
    /// The name that a query in normal form asks for, where it asks for nothing else.
    pub(crate) fn alone(query: &Query) -> Option<NameQuery> {
        let parts = match query {
            Query::And(parts) => &parts[..],
            one => std::slice::from_ref(one),
        };
        let (mut names, filters): (Vec<&Query>, Vec<&Query>) =
            parts.iter().partition(|part| matches!(part, Query::Name { .. }));
        let (Some(Query::Name { kind, name }), []) = (names.pop(), &names[..]) else { return None };
        if !filters.iter().all(|part| is_filter(part)) {
            return None;
        }
        Some(NameQuery {
            kind: *kind,
            name: name.clone(),
            heading: (*kind == Kind::Person).then(|| PersonName::read(name)),
            words: NameQuery::words(*kind, name),
            filters: filters.into_iter().cloned().collect(),
        })
    }

    /// Whether it is what an unclear name is shown by: *Frost (unclear)* asks for what its row counts,
    /// not for everybody called Frost.
    pub(crate) fn is_unclear(&self, registry: &Registry) -> bool {
        registry.exact(self.kind, &self.name).is_some_and(|id| registry.entity(id).unclear)
    }

    /// What is searched beside those whom it means: any of its words. The words of an organisation or
    /// a place are those of everybody, so the whole name is searched, and they are where it means
    /// nobody.
    pub(crate) fn beside(&self, is_known: bool) -> Vec<Query> {
        let words = self.words.iter().map(|word| NameQuery::word(word));
        if self.heading.is_some() {
            return words.collect();
        }
        let whole = tokens(&self.name).iter().map(|token| Word::new(token.of(&self.name))).collect();
        let whole = Query::Phrase(whole).normal();
        let words = words.filter(|word| !is_known && *word != whole).collect::<Vec<_>>().into_iter();
        words.chain([whole]).filter(|query| !query.is_all()).collect()
    }

    /// One of its words as a query.
    pub(crate) fn word(word: &str) -> Query {
        Query::Word(Word::new(word))
    }

    /// The words that a name is searched by where it is not known as a name: of a person those of
    /// the name itself, without titles and years; of a ruler those of the office too.
    pub(crate) fn words(kind: Kind, name: &str) -> Vec<String> {
        let mut words: Vec<String> =
            tokens(name).iter().map(|token| fold(token.of(name)).into_owned()).collect();
        if kind == Kind::Person {
            let heading = PersonName::read(name);
            let name = heading.given.iter().chain(&heading.surname);
            words = match heading.titles.last().filter(|_| heading.is_regal) {
                Some(title) => {
                    let name = name.chain(&heading.generation).chain(&heading.office);
                    std::iter::once(title).chain(name).cloned().collect()
                }
                None => name.cloned().collect(),
            };
        }
        let mut seen = Vec::new();
        words.retain(|word| {
            !seen.contains(word) && {
                seen.push(word.clone());
                true
            }
        });
        // An initial or *of* says nothing by itself.
        let is_telling = |word: &String| !is_initial(word) && !SMALL.contains(&word.as_str());
        if words.iter().any(is_telling) {
            words.retain(is_telling);
        }
        words
    }
}

/// Words within names that stand everywhere.
const SMALL: &[&str] = &[
    "a", "al", "an", "and", "da", "das", "de", "del", "della", "den", "der", "des", "di", "die", "do", "dos",
    "du", "e", "el", "et", "for", "in", "la", "las", "le", "les", "los", "of", "on", "the", "und", "van",
    "von", "y",
];

/// Whether a clause says which articles, and nothing of what they should be about.
fn is_filter(query: &Query) -> bool {
    match query {
        Query::Date(_) | Query::Undated | Query::Filter(_) | Query::Not(_) => true,
        Query::Field(field, _) => !field.is_text(),
        Query::And(parts) | Query::Or(parts) => parts.iter().all(is_filter),
        _ => false,
    }
}
