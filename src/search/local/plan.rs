//! From the query to the terms it looks up: the same for every segment.

use std::ops::RangeInclusive;

use tantivy::schema::Field as IndexField;
use tantivy::{SegmentReader, Term};

use super::operand::{Only, Phrase, Text, Union};
use super::tree::{Node, Operand, Places};
use crate::article::day_number;
use crate::entities::Kind;
use crate::entities::registry::Holds;
use crate::error::Result;
use crate::index::Reader;
use crate::index::columns::Columns;
use crate::index::terms::{form_terms, name_term, plain_term, spelling_terms};
use crate::search::NameMeant;
use crate::search::query::{DateRange, Field, Matching, Query, Word};
use crate::search::rank::Ranking;
use crate::text::tokens;

/// A query made ready: its leaves with their terms and weights, and the tree over them.
pub(crate) struct Plan {
    pub(crate) leaves: Vec<Leaf>,
    tree: Tree,
    /// Whom the names in the query were taken to mean.
    pub(crate) names: Vec<NameMeant>,
}

/// A word, phrase or name.
pub(crate) struct Leaf {
    /// For each word of a phrase (one for a word or name) the terms that may stand there.
    terms: Vec<Vec<String>>,
    /// For a name: in which articles each of its terms counts.
    holds: Vec<Holds>,
    fields: Vec<(Text, IndexField)>,
    scores: bool,
    /// What a place of it is worth.
    pub(crate) weight: f64,
    /// The operands before it in the same group of the query, where both are words or names: a
    /// word that is asked for twice may follow on two others.
    pub(crate) follows: Vec<usize>,
    /// How often it is asked for.
    pub(crate) times: u32,
    /// A name, whose places are as wide as the mention that stands there.
    pub(crate) is_name: bool,
}

impl Leaf {
    /// Whether it counts for the score.
    pub(crate) fn scores(&self) -> bool {
        self.scores
    }

    /// Whether both look for the same words.
    pub(crate) fn same_terms(&self, other: &Leaf) -> bool {
        self.terms == other.terms
    }
}

enum Tree {
    None,
    All,
    Leaf(usize),
    Dated(Option<RangeInclusive<i32>>),
    And(Vec<Tree>),
    Some { least: usize, clauses: Vec<Tree> },
    Not(Box<Tree>),
}

impl Plan {
    /// Looks up what the query's words and names mean in this archive.
    pub(crate) fn new(reader: &Reader, query: &Query) -> Result<Plan> {
        let ranking = Ranking::new(&reader.totals()?);
        let languages = reader.languages()?;
        let mut planner = Planner { reader, ranking, languages, leaves: Vec::new(), names: Vec::new() };
        let tree = planner.plan(query, None, 1)?;
        Ok(Plan { leaves: planner.leaves, tree, names: planner.names })
    }

    /// Articles with at least `least` of the clauses, and all of the filters; no two of them
    /// are the same.
    pub(crate) fn at_least(
        reader: &Reader,
        least: usize,
        clauses: &[Query],
        filters: &[Query],
    ) -> Result<Plan> {
        let mut plan = Plan::new(reader, &Query::And([clauses, filters].concat()))?;
        if let Tree::And(parts) = &mut plan.tree {
            let mut filters = parts.split_off(clauses.len());
            filters.push(Tree::Some { least, clauses: std::mem::take(parts) });
            *parts = filters;
        }
        Ok(plan)
    }

    /// The tree over one segment, at its first match.
    pub(crate) fn open<'a>(
        &'a self,
        reader: &'a Reader,
        segment: &SegmentReader,
        columns: &'a Columns,
    ) -> Result<Node<'a>> {
        self.node(&self.tree, reader, segment, columns)
    }

    fn node<'a>(
        &'a self,
        tree: &Tree,
        reader: &'a Reader,
        segment: &SegmentReader,
        columns: &'a Columns,
    ) -> Result<Node<'a>> {
        let all = || {
            Union::open(reader, segment, &[(Text::Other, reader.fields.kind)], &["a".to_owned()], |_| None)
        };
        let nodes = |clauses: &[Tree]| -> Result<Vec<Node<'a>>> {
            clauses.iter().map(|clause| self.node(clause, reader, segment, columns)).collect()
        };
        Ok(match tree {
            Tree::None => Node::None,
            Tree::All => Node::All(all()?),
            Tree::Leaf(number) => {
                let leaf = &self.leaves[*number];
                let words: Result<Vec<Union>> = leaf
                    .terms
                    .iter()
                    .map(|terms| {
                        let only = |term: usize| only(leaf.holds.get(term)?, reader, columns);
                        Union::open(reader, segment, &leaf.fields, terms, only)
                    })
                    .collect();
                let mut words = words?;
                let places = match words.len() {
                    1 => Places::Union(words.remove(0)),
                    _ => {
                        let texts = leaf.fields.iter().map(|(text, _)| *text).collect();
                        Places::Phrase(Phrase::new(words, texts))
                    }
                };
                Node::Operand(Operand { number: *number, scores: leaf.scores, places })
            }
            Tree::Dated(days) => Node::dated(all()?, days.clone(), columns),
            Tree::Some { least, clauses } => Node::some(*least, nodes(clauses)?),
            Tree::Not(clause) => {
                Node::without(Node::All(all()?), self.node(clause, reader, segment, columns)?)
            }
            Tree::And(clauses) => {
                let (not, wanted): (Vec<&Tree>, Vec<&Tree>) =
                    clauses.iter().partition(|clause| matches!(clause, Tree::Not(_)));
                let wanted: Result<Vec<_>> =
                    wanted.into_iter().map(|c| self.node(c, reader, segment, columns)).collect();
                let wanted = wanted?;
                let mut node = if wanted.is_empty() { Node::All(all()?) } else { Node::and(wanted) };
                for clause in not {
                    if let Tree::Not(clause) = clause {
                        node = Node::without(node, self.node(clause, reader, segment, columns)?);
                    }
                }
                node
            }
        })
    }
}

struct Planner<'r> {
    reader: &'r Reader,
    ranking: Ranking,
    languages: Vec<String>,
    leaves: Vec<Leaf>,
    names: Vec<NameMeant>,
}

impl Planner<'_> {
    /// `times`: how often the clause is asked for side by side.
    fn plan(&mut self, query: &Query, field: Option<Field>, times: u32) -> Result<Tree> {
        Ok(match query {
            Query::All => Tree::All,
            Query::Word(word) => self.words(std::slice::from_ref(word), field, times)?,
            Query::Phrase(words) => self.words(words, field, times)?,
            Query::And(parts) => Tree::And(self.clauses(parts, field)?),
            Query::Or(parts) => Tree::Some { least: 1, clauses: self.clauses(parts, field)? },
            Query::Not(part) => Tree::Not(Box::new(self.plan(part, field, 1)?)),
            Query::Field(field, part) => self.plan(part, Some(*field), times)?,
            Query::Name { kind, name } => self.name(*kind, name, field, times)?,
            Query::Near(near) => Tree::And(self.clauses(&[near.left.clone(), near.right.clone()], field)?),
            Query::AtLeast(_, part) => self.plan(part, field, times)?,
            Query::Date(DateRange { from, to }) => {
                let day = |date: &Option<_>, open| date.map_or(open, day_number);
                Tree::Dated(Some(day(from, i32::MIN)..=day(to, i32::MAX)))
            }
            Query::Undated => Tree::Dated(None),
        })
    }

    /// The clauses of a group, those that are repeated once but with more weight.
    fn clauses(&mut self, parts: &[Query], field: Option<Field>) -> Result<Vec<Tree>> {
        let mut distinct: Vec<(&Query, u32)> = Vec::new();
        let mut order = Vec::new();
        let mut seen = std::collections::HashMap::new();
        for part in parts {
            let at = *seen.entry(part).or_insert(distinct.len());
            match distinct.get_mut(at) {
                Some((_, times)) => *times += 1,
                None => distinct.push((part, 1)),
            }
            order.push(at);
        }
        let trees: Result<Vec<Tree>> =
            distinct.into_iter().map(|(part, times)| self.plan(part, field, times)).collect();
        let trees = trees?;
        for side_by_side in order.windows(2) {
            if let [Tree::Leaf(before), Tree::Leaf(here)] = [&trees[side_by_side[0]], &trees[side_by_side[1]]]
                && before != here
                && self.leaves[*before].scores
                && self.leaves[*here].scores
                && !self.leaves[*here].follows.contains(before)
            {
                self.leaves[*here].follows.push(*before);
            }
        }
        Ok(trees)
    }

    fn words(&mut self, words: &[Word], field: Option<Field>, times: u32) -> Result<Tree> {
        if field == Some(Field::Lang) {
            let code = words.first().map_or("", |w| w.text.as_str()).to_lowercase();
            let code = code.split(['-', '_']).next().unwrap_or_default().to_owned();
            return Ok(self.leaf(vec![vec![code]], vec![(Text::Other, self.reader.fields.language)], None));
        }
        let plain = field.is_some_and(|f| !f.is_text());
        let mut terms = Vec::new();
        for word in words {
            for token in tokens(&word.text) {
                let token = token.of(&word.text);
                terms.push(match (plain, word.matching == Matching::Spelling) {
                    (true, _) => vec![plain_term(token)],
                    (false, true) => spelling_terms(token, &self.languages),
                    (false, false) => form_terms(token, &self.languages),
                });
            }
        }
        if terms.is_empty() {
            return Ok(Tree::None);
        }
        let fields = self.fields(field);
        if plain {
            return Ok(self.leaf(terms, fields, None));
        }
        // A phrase is worth what its words are worth.
        let mut weight = 0.0;
        for terms in &terms {
            weight += self.weight(terms, &fields, times)?;
        }
        Ok(self.leaf(terms, fields, Some((weight, times))))
    }

    fn name(&mut self, kind: Kind, name: &str, field: Option<Field>, times: u32) -> Result<Tree> {
        let registry = &self.reader.names()?.registry;
        let entities = registry.expand(kind, name);
        let (terms, holds): (Vec<String>, Vec<Holds>) = registry
            .terms(&entities)
            .into_iter()
            .map(|(kind, key, holds)| (name_term(kind, key), holds))
            .unzip();
        self.names.push(NameMeant::new(registry, kind, name, &entities));
        if terms.is_empty() || field.is_some_and(|f| !f.is_text()) {
            return Ok(Tree::None);
        }
        let fields = self.fields(field);
        let articles = entities.iter().map(|id| registry.entity(*id).articles).sum();
        let weight = self.ranking.weight(articles, times);
        let tree = self.leaf(vec![terms], fields, Some((weight, times)));
        let leaf = self.leaves.last_mut().expect("just added");
        (leaf.is_name, leaf.holds) = (true, holds);
        Ok(tree)
    }

    fn leaf(
        &mut self,
        terms: Vec<Vec<String>>,
        fields: Vec<(Text, IndexField)>,
        worth: Option<(f64, u32)>,
    ) -> Tree {
        let (scores, (weight, times)) = (worth.is_some(), worth.unwrap_or((0.0, 1)));
        self.leaves.push(Leaf {
            terms,
            holds: Vec::new(),
            fields,
            scores,
            weight,
            follows: Vec::new(),
            times,
            is_name: false,
        });
        Tree::Leaf(self.leaves.len() - 1)
    }

    fn fields(&self, field: Option<Field>) -> Vec<(Text, IndexField)> {
        let f = self.reader.fields;
        match field {
            None => vec![(Text::Title, f.title), (Text::Body, f.body)],
            Some(Field::Title) => vec![(Text::Title, f.title)],
            Some(Field::Body) => vec![(Text::Body, f.body)],
            Some(Field::Byline) => vec![(Text::Other, f.byline)],
            Some(Field::Source) => vec![(Text::Other, f.source)],
            Some(Field::Section) => vec![(Text::Other, f.section)],
            Some(Field::Url) => vec![(Text::Other, f.url)],
            Some(Field::Lang) => vec![(Text::Other, f.language)],
        }
    }

    /// The weight of any of some terms.
    ///
    /// The articles that hold them are estimated by the sum over the terms in the field where
    /// that is largest: no postings are read, and the figure depends on the living articles
    /// alone, not on how they are spread over segments.
    fn weight(&self, terms: &[String], fields: &[(Text, IndexField)], times: u32) -> Result<f64> {
        let mut most = 0;
        for (_, field) in fields {
            let mut articles = 0;
            for segment in self.reader.searcher.segment_readers() {
                let inverted = self.reader.engine(segment.inverted_index(*field))?;
                for term in terms {
                    let term = Term::from_field_text(*field, term);
                    let option = tantivy::schema::IndexRecordOption::Basic;
                    articles += match segment.alive_bitset() {
                        None => u64::from(self.reader.io(inverted.doc_freq(&term))?),
                        Some(alive) => {
                            let postings = self.reader.io(inverted.read_postings(&term, option))?;
                            postings.map_or(0, |p| u64::from(p.doc_freq_given_deletes(alive)))
                        }
                    };
                }
            }
            most = most.max(articles);
        }
        Ok(self.ranking.weight(most, times))
    }
}

/// The articles of a segment in which a name means one of those who were asked for.
fn only<'a>(holds: &'a Holds, reader: &'a Reader, columns: &'a Columns) -> Option<Only<'a>> {
    let Holds::Where(key, entities) = holds else { return None };
    let registry = &reader.names().ok()?.registry;
    Some(Box::new(move |doc| {
        let meant = registry.meaning(*key, columns.day(doc), columns.id(doc));
        meant.is_some_and(|meant| entities.binary_search(&meant).is_ok())
    }))
}
