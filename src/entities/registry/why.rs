//! Why a name is shown as it is: the counts behind each decision, in words.

use serde::Serialize;

use super::builder::EntityCounts;
use super::clusters::{KeyId, NearMiss, Reason};
use super::phonetic_name::Link;
use super::resolve::Shared;
use crate::entities::Kind;
use crate::text::fold::key;

/// Candidates named for a name that several may bear.
const CANDIDATES: usize = 4;

/// The evidence behind one entity, with the keys that `--json` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Why {
    /// Its kind.
    pub kind: Kind,
    /// The name it is shown by.
    pub name: String,
    /// Articles that mention it.
    pub articles: u64,
    /// The names that mean it, those in most articles first.
    pub forms: Vec<Form>,
    /// Names that were nearly joined but kept apart, the closest calls first.
    pub apart: Vec<Form>,
}

/// A name, and why it does or does not mean the entity.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Form {
    /// Its commonest spelling.
    pub name: String,
    /// Articles in which it means the entity; all its articles for a name that was kept apart.
    pub articles: u64,
    /// The counts that were compared.
    pub reason: String,
}

impl EntityCounts {
    /// The evidence behind the entity that a name means in most articles, or is shown for.
    pub(crate) fn why(&self, kind: Kind, name: &str) -> Option<Why> {
        let entity = self.entity_called(kind, name)?;
        let keys = 0..self.clusters.keys.len() as KeyId;
        let means = |id: &KeyId| self.resolved.meanings[*id as usize].entities().contains(&entity);
        let own: Vec<KeyId> = keys.filter(means).collect();
        let articles = |id: KeyId| match self.plain[id as usize] {
            true => self.clusters.articles(id),
            false => self.by_name.get(&(id, entity)).copied().unwrap_or(0).into(),
        };
        let mut forms: Vec<Form> = own
            .iter()
            .map(|id| Form {
                name: self.raw(*id).to_owned(),
                articles: articles(*id),
                reason: self.reason(*id, entity),
            })
            .filter(|form| form.articles > 0)
            .collect();
        forms.sort_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
        let mut apart: Vec<(f64, Form)> = Vec::new();
        for NearMiss { a, b, evidence, closeness } in &self.clusters.near_misses {
            let other = match (own.contains(a), own.contains(b)) {
                (true, false) => *b,
                (false, true) => *a,
                _ => continue,
            };
            let (name, articles) = (self.raw(other).to_owned(), self.clusters.articles(other));
            apart.push(((1.0 - closeness).abs(), Form { name, articles, reason: evidence.clone() }));
        }
        apart.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.name.cmp(&b.1.name)));
        let draft = &self.resolved.entities[entity as usize];
        Some(Why {
            kind: draft.kind,
            name: draft.name.clone(),
            articles: self.counts[entity as usize].articles.into(),
            forms,
            apart: apart.into_iter().map(|(_, form)| form).collect(),
        })
    }

    fn entity_called(&self, kind: Kind, name: &str) -> Option<u32> {
        let shown = key(name);
        let entities = self.resolved.entities.iter().zip(&self.counts);
        let called = entities
            .enumerate()
            .find(|(_, (draft, count))| draft.kind == kind && draft.key == shown && count.articles > 0);
        let meant = || {
            let meaning = &self.resolved.meanings[self.clusters.key(kind, name)? as usize];
            let count = |entity: &u32| self.counts[*entity as usize].articles;
            meaning.entities().into_iter().max_by_key(count)
        };
        called.map(|(entity, _)| entity as u32).or_else(meant)
    }

    fn raw(&self, id: KeyId) -> &str {
        self.clusters[id].spelling()
    }

    fn reason(&self, id: KeyId, entity: u32) -> String {
        let single = !self.clusters[id].text.contains(' ');
        if let Some(Shared { own, candidates }) = self.resolved.shared.get(&id) {
            let named = candidates
                .iter()
                .map(|entity| *entity as usize)
                .map(|entity| (self.counts[entity].articles, self.resolved.entities[entity].name.as_str()));
            let mut candidates: Vec<(u32, &str)> = named.filter(|candidate| candidate.0 > 0).collect();
            candidates.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
            let shown: Vec<String> = candidates
                .iter()
                .take(CANDIDATES)
                .map(|(articles, name)| format!("{name} {articles}"))
                .collect();
            let more = candidates.len().saturating_sub(CANDIDATES);
            let more = if more > 0 { format!(" and {more} others") } else { String::new() };
            let what = if single { "a single word" } else { "a name" };
            let outcome = if *own == entity {
                "none of them has 80 % of the articles at that time"
            } else {
                "assigned to the one named in the article, otherwise to the one with 80 % of the articles \
                 at that time"
            };
            return format!("{what} that may mean {}{more}: {outcome}", shown.join(", "));
        }
        let Some((other, reason)) = self.clusters.reasons.get(&id) else {
            return "the commonest form".to_owned();
        };
        let other = format!("{} ({})", self.raw(*other), self.clusters.articles(*other));
        match reason {
            Reason::Decided => "decided in names.toml".to_owned(),
            Reason::Spelling => format!("a spelling of {other}"),
            Reason::Form(Link::Initial) => format!("an initial in place of the forename of {other}"),
            Reason::Form(_) => format!("another form of {other}"),
            Reason::Nickname(likeness) => {
                format!("a nickname of {other}; similarity of co-occurring names {likeness:.2}")
            }
            Reason::Slip(times) => format!("one letter away from {other}, which is {times} times as common"),
            Reason::SameCompany(likeness) => {
                format!("one letter away from {other}; similarity of co-occurring names {likeness:.2}")
            }
            Reason::Fronted(times) => {
                format!("extra words before {other}, which is {times} times as common")
            }
            Reason::Trailed(times) => {
                format!("an extra word after {other}, which is {times} times as common")
            }
            Reason::Tail(times) => format!("the last words of {other}, which is {times} times as common"),
            Reason::Damaged => format!("a damaged spelling that contains {other}"),
            Reason::Reversed => format!("the words of {other} in reverse order"),
            Reason::Explained(articles) => format!("{articles} articles explain it as {other}"),
            Reason::Listed => format!("listed as a form of {other}"),
            Reason::Affix => format!("{other} except for a country, a legal form or a kind of firm"),
            Reason::Vote(kind) => {
                let kind = match kind {
                    Kind::Person => "a person",
                    Kind::Org => "an organisation",
                    Kind::Place => "a place",
                };
                format!("tagged as another kind here; in nearly all articles it is {kind}")
            }
        }
    }
}
