//! How a query was understood: its tree, what each clause stands for in this archive, how many
//! articles match each, and which clause leaves nothing of an answer.

use serde::Serialize;

use super::engine::{self, Plan};
use super::query::{Field, Filter, Matching, Query, Word, whole_value};
use super::response::{Bounded, NameMeant};
use crate::error::Result;
use crate::index::Reader;

/// Spellings that are listed of a word, and counted one by one.
const SPELLINGS: usize = 12;
/// Clauses that are looked at; a longer query is explained in its first ones.
const CLAUSES: usize = 500;

/// A clause of a query.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Explained {
    /// The clause in the query language.
    pub clause: String,
    /// What joins its parts or what it is, in a few words.
    pub kind: &'static str,
    /// The articles that match it, by itself.
    pub articles: u64,
    /// For a word: the words of the archive that it stands for, with the articles that hold each;
    /// those in most articles first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(String, u64)>,
    /// How many more words it stands for.
    #[serde(skip_serializing_if = "is_zero")]
    pub more_words: usize,
    /// For a name: who was meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<NameMeant>,
    /// Patterns that stand for more words than are looked up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bounded: Vec<Bounded>,
    /// Why nothing matches although every part does, where that is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub emptied: Option<String>,
    /// What it is made of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Explained>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Explains a query over an archive. Each clause is counted, so this costs as many searches as
/// the query has clauses.
///
/// # Errors
/// Those of [`search`](super::search()).
pub fn explain(reader: &Reader, query: &Query) -> Result<Explained> {
    Explaining { reader, left: CLAUSES }.clause(&query.clone().normal(), None)
}

struct Explaining<'r> {
    reader: &'r Reader,
    left: usize,
}

impl Explaining<'_> {
    fn clause(&mut self, query: &Query, field: Option<Field>) -> Result<Explained> {
        self.left = self.left.saturating_sub(1);
        let (plan, articles) = self.count(query, field)?;
        let mut explained =
            Explained { clause: query.to_string(), kind: kind(query), articles, ..Explained::default() };
        let words = match query {
            Query::Word(word) => std::slice::from_ref(word),
            Query::Phrase(words) => words,
            _ => &[],
        };
        if !words.is_empty() && whole_value(words, field).is_some() {
            explained.kind = "whole value";
            return Ok(explained);
        }
        match query {
            Query::Word(word) => {
                self.words(word, field, &mut explained)?;
                explained.bounded = plan.bounded;
            }
            Query::Phrase(words) => {
                let parts: Vec<Query> = words.iter().cloned().map(Query::Word).collect();
                self.parts(&parts, field, &mut explained)?;
            }
            Query::Name { .. } => explained.names = plan.names,
            Query::And(parts) | Query::Or(parts) => self.parts(parts, field, &mut explained)?,
            Query::Not(part) | Query::AtLeast(_, part) => {
                self.parts(std::slice::from_ref(part), field, &mut explained)?;
            }
            Query::Field(field, part) => {
                self.parts(std::slice::from_ref(part), Some(*field), &mut explained)?;
            }
            Query::Near(near) => {
                self.parts(&[near.left.clone(), near.right.clone()], field, &mut explained)?;
            }
            Query::All | Query::Date(_) | Query::Undated | Query::Filter(_) => {}
        }
        explained.emptied = self.emptied(query, field, &explained)?;
        Ok(explained)
    }

    fn parts(&mut self, parts: &[Query], field: Option<Field>, explained: &mut Explained) -> Result<()> {
        for part in parts {
            if self.left > 0 {
                explained.parts.push(self.clause(part, field)?);
            }
        }
        Ok(())
    }

    fn count(&self, query: &Query, field: Option<Field>) -> Result<(Plan, u64)> {
        let plan = Plan::new(self.reader, &query.clone().in_field(field).normal())?;
        let articles = engine::count(self.reader, &plan)?;
        Ok((plan, articles))
    }

    fn words(&self, word: &Word, field: Option<Field>, explained: &mut Explained) -> Result<()> {
        let mut words = engine::spellings(self.reader, word, field)?;
        explained.more_words = words.len().saturating_sub(SPELLINGS);
        words.truncate(SPELLINGS);
        for (spelling, _) in words {
            let exact = Word::spelled_in(field, spelling.clone());
            let (_, articles) = self.count(&Query::Word(exact), field)?;
            if articles > 0 {
                explained.words.push((spelling, articles));
            }
        }
        explained.words.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(())
    }

    /// Why nothing matches, where every part does by itself.
    fn emptied(&self, query: &Query, field: Option<Field>, explained: &Explained) -> Result<Option<String>> {
        if explained.articles > 0 || explained.parts.iter().any(|part| part.articles == 0) {
            return Ok(None);
        }
        Ok(match query {
            Query::And(parts) => {
                for (number, part) in parts.iter().enumerate().skip(1) {
                    let (_, articles) = self.count(&Query::And(parts[..=number].to_vec()), field)?;
                    if articles == 0 {
                        let before = Query::And(parts[..number].to_vec());
                        let (_, articles) = self.count(&before, field)?;
                        return Ok(Some(format!("{part} leaves none of the {articles} that match {before}")));
                    }
                }
                None
            }
            Query::Near(near) if !near.not => {
                let both = Query::And(vec![near.left.clone(), near.right.clone()]);
                let (_, articles) = self.count(&both, field)?;
                Some(match articles {
                    0 => "no article has both sides".to_owned(),
                    _ => format!("articles with both sides: {articles}, but never so near"),
                })
            }
            Query::Near(_) => Some("every place of the left side is near one of the right".to_owned()),
            Query::Phrase(words) => {
                let words = Query::And(words.iter().cloned().map(Query::Word).collect());
                let (_, articles) = self.count(&words, field)?;
                Some(format!("articles with all of its words: {articles}, but never side by side"))
            }
            Query::AtLeast(..) => Some("it stands in articles, but never so often".to_owned()),
            Query::Not(_) => Some("it matches every article".to_owned()),
            _ => None,
        })
    }
}

fn kind(query: &Query) -> &'static str {
    match query {
        Query::All => "every article",
        Query::Word(word) => match word.matching {
            Matching::Forms => "word, any form",
            Matching::Spelling => "word, this spelling",
            Matching::Letters => "word, to the letter",
            Matching::Wildcard => "wildcard",
            Matching::Fuzzy(_) => "similar spellings",
            Matching::Regex => "regular expression",
        },
        Query::Phrase(_) => "phrase",
        Query::And(_) => "all of",
        Query::Or(_) => "any of",
        Query::Not(_) => "without",
        Query::Near(near) if near.not => "not near",
        Query::Near(_) => "near",
        Query::AtLeast(..) => "at least",
        Query::Field(..) => "in one field",
        Query::Name { .. } => "name",
        Query::Date(_) => "dates",
        Query::Undated => "undated",
        Query::Filter(Filter::Words { .. }) => "length",
        Query::Filter(Filter::Added(_) | Filter::New) => "taken in",
        Query::Filter(Filter::Has(_)) => "has a value",
    }
}
