//! From the query to the terms it looks up.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tantivy::schema::Field as IndexField;

use super::name_term::NameTerm;
use super::patterns::{MOST_WORDS, Piece, expand, pieces};
use super::plan::{ColumnFilter, FirstTier, Leaf, Plan, Proximity, Slot, Tree, Window};
use crate::article::day_number;
use crate::entities::Kind;
use crate::entities::registry::{EntityId, Holds};
use crate::error::Result;
use crate::index::Reader;
use crate::index::terms::{form_terms, name_term, plain_term, spelling_terms, value_term};
use crate::search::name_query::NameQuery;
use crate::search::query::{DateRange, Field, Filter, Matching, Near, Query, Word, whole_value};
use crate::search::rank::Ranking;
use crate::search::response::{Bounded, NameMeant};
use crate::search::spans::{SpanQuery, Text};
use crate::text::variants::{joined, joined_initials};
use crate::text::{language, tokens};

/// Of more terms than these, the articles that hold them are counted with deleted ones.
const MOST_COUNTED_TERMS: usize = 64;

impl Plan {
    /// Looks up what the query's words and names mean in this archive.
    pub(crate) fn new(reader: &Reader, query: &Query) -> Result<Plan> {
        Planner::new(reader)?.plan(query)
    }

    /// The same, but a name that means nobody finds nothing.
    pub(crate) fn strict(reader: &Reader, query: &Query) -> Result<Plan> {
        Planner { strict: true, ..Planner::new(reader)? }.plan(query)
    }

    /// A name with all that may stand for it: the person, the forms of the name, its words.
    pub(crate) fn named(reader: &Reader, named: &NameQuery) -> Result<Plan> {
        Planner::new(reader)?.named(named)
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
}

/// What a name of a query is looked for by.
enum Meant {
    /// Those whom it means.
    Leaf(usize),
    /// Its words, since it means nobody.
    Words(Query),
    Nobody,
}

pub(super) struct Planner<'r> {
    pub(super) reader: &'r Reader,
    ranking: Ranking,
    pub(super) languages: &'r [String],
    pub(super) leaves: Vec<Leaf>,
    pub(super) names: Vec<NameMeant>,
    bounded: Vec<Bounded>,
    /// Whether a name that means nobody finds nothing, rather than its words.
    strict: bool,
}

impl<'r> Planner<'r> {
    pub(super) fn new(reader: &'r Reader) -> Result<Planner<'r>> {
        Ok(Planner {
            reader,
            ranking: Ranking::new(&reader.totals()?),
            languages: reader.languages()?,
            leaves: Vec::new(),
            names: Vec::new(),
            bounded: Vec::new(),
            strict: false,
        })
    }

    pub(super) fn plan(mut self, query: &Query) -> Result<Plan> {
        let tree = self.tree(query, None, 1)?;
        Ok(self.made(tree, None, FirstTier::All))
    }

    pub(super) fn made(self, tree: Tree, name_term: Option<NameTerm>, first_tier: FirstTier) -> Plan {
        let Planner { leaves, names, bounded, .. } = self;
        Plan { leaves, tree, names, bounded, name_term, first_tier }
    }

    /// `times`: how often the clause is asked for side by side.
    fn tree(&mut self, query: &Query, field: Option<Field>, times: u32) -> Result<Tree> {
        Ok(match query {
            Query::All => Tree::All,
            Query::Word(word) => self.phrase(std::slice::from_ref(word), field, times)?,
            Query::Phrase(words) => self.phrase(words, field, times)?,
            Query::Name { kind, name } => match self.name(*kind, name, field, times)? {
                Meant::Leaf(leaf) => self.placed(leaf),
                Meant::Words(words) => self.tree(&words, field, times)?,
                Meant::Nobody => Tree::None,
            },
            Query::And(parts) => Tree::And(self.clauses(parts, field)?),
            Query::Or(parts) => Tree::Some { least: 1, clauses: self.clauses(parts, field)? },
            Query::Not(part) => Tree::Not(Box::new(self.tree(part, field, 1)?)),
            Query::Field(field, part) => self.tree(part, Some(*field), times)?,
            Query::Near(_) | Query::AtLeast(..) => self.proximity(query, field)?,
            Query::Date(DateRange { from, to }) => {
                let day = |date: &Option<_>, open| date.map_or(open, day_number);
                Tree::Column(ColumnFilter::Day(day(from, i32::MIN)..=day(to, i32::MAX)))
            }
            Query::Undated => Tree::Column(ColumnFilter::Undated),
            Query::Filter(filter) => self.filter(filter),
        })
    }

    /// The articles with a property.
    fn filter(&mut self, filter: &Filter) -> Tree {
        match *filter {
            Filter::Words { from, to } => {
                Tree::Column(ColumnFilter::Words(from.unwrap_or(0)..=to.unwrap_or(u32::MAX)))
            }
            Filter::Added(DateRange { from, to }) => {
                let after = |date: Date| date.tomorrow().ok().and_then(first_second);
                let from = from.and_then(first_second).unwrap_or(i64::MIN);
                let to = to.and_then(after).map_or(i64::MAX, |second| second - 1);
                Tree::Column(ColumnFilter::Added(from..=to))
            }
            Filter::New => match self.reader.archive.last_run {
                Some(began) => Tree::Column(ColumnFilter::Added(began..=i64::MAX)),
                None => Tree::None,
            },
            Filter::Has(field) => {
                let slots = vec![Slot { at: 0, terms: vec![field.as_str().to_owned()] }];
                let fields = vec![(Text::Language, self.reader.fields.has)];
                Tree::Leaf(self.add_leaf(Leaf { slots, width: 1, fields, ..Leaf::default() }))
            }
        }
    }

    /// The clauses of a group, those that are repeated once but with more weight.
    pub(super) fn clauses(&mut self, parts: &[Query], field: Option<Field>) -> Result<Vec<Tree>> {
        let mut distinct: Vec<(&Query, u32)> = Vec::new();
        let mut order = Vec::new();
        let mut seen = HashMap::new();
        for part in parts {
            let at = *seen.entry(part).or_insert(distinct.len());
            match distinct.get_mut(at) {
                Some((_, times)) => *times += 1,
                None => distinct.push((part, 1)),
            }
            order.push(at);
        }
        let trees: Result<Vec<Tree>> =
            distinct.into_iter().map(|(part, times)| self.tree(part, field, times)).collect();
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

    /// Words side by side.
    fn phrase(&mut self, words: &[Word], field: Option<Field>, times: u32) -> Result<Tree> {
        if let Some(value) = whole_value(words, field) {
            let slots = vec![Slot { at: 0, terms: vec![value_term(&value)] }];
            let fields = fields(self.reader, field);
            return Ok(Tree::Leaf(self.add_leaf(Leaf { slots, width: 1, fields, ..Leaf::default() })));
        }
        Ok(match self.words(words, field, times)? {
            None => Tree::None,
            Some(leaf) => self.placed(leaf),
        })
    }

    /// A leaf, in the articles in which its places count.
    fn placed(&self, leaf: usize) -> Tree {
        if !self.leaves[leaf].is_placed() {
            return Tree::Leaf(leaf);
        }
        Tree::Proximity(Box::new(Proximity {
            query: SpanQuery::Operand(0),
            operands: vec![leaf],
            driver: Tree::Leaf(leaf),
            others: Vec::new(),
        }))
    }

    /// The leaf of words side by side; `None` where there is nothing to look up.
    fn words(&mut self, words: &[Word], field: Option<Field>, times: u32) -> Result<Option<usize>> {
        let fields = fields(self.reader, field);
        if field == Some(Field::Lang) {
            let text = words.first().map_or("", |word| &word.text);
            let code = language::code(text).map_or_else(|| text.to_lowercase(), str::to_owned);
            let slots = vec![Slot { at: 0, terms: vec![code] }];
            return Ok(Some(self.add_leaf(Leaf { slots, width: 1, fields, ..Leaf::default() })));
        }
        let plain = field.is_some_and(|f| !f.is_text());
        let words = &with_joined_initials(words)[..];
        let window = Window::of(field);
        let (mut slots, mut letters, mut next, mut weight) = (Vec::<Slot>::new(), Vec::new(), 0, 0.0);
        for word in words {
            for piece in pieces(&word.text, word.matching) {
                let at = next;
                // Any word before the first or behind the last one says nothing.
                next += u32::from(!slots.is_empty() || piece != Piece::Any);
                let mut many = None;
                let terms = match piece {
                    Piece::Any => continue,
                    Piece::Plain(word) if plain => vec![plain_term(&word)],
                    Piece::Plain(token) if word.matching == Matching::Forms => {
                        form_terms(&token, self.languages)
                    }
                    Piece::Plain(token) => {
                        let terms = spelling_terms(&token, self.languages);
                        if word.matching == Matching::Letters {
                            letters.push((at, token));
                        }
                        terms
                    }
                    Piece::Pattern(pattern) => {
                        let fields: Vec<IndexField> = fields.iter().map(|(_, field)| *field).collect();
                        let expanded = expand(self.reader, &fields, !plain, &pattern)?;
                        if expanded.left_out > 0 {
                            let words = MOST_WORDS + expanded.left_out;
                            self.bounded.push(Bounded {
                                word: word.text.clone(),
                                words,
                                searched: MOST_WORDS,
                            });
                        }
                        many = Some(expanded.articles.iter().sum())
                            .filter(|_| expanded.terms.len() > MOST_COUNTED_TERMS);
                        expanded.terms
                    }
                };
                // A phrase is worth what its words are worth.
                weight += match many {
                    _ if plain => 0.0,
                    Some(articles) => self.ranking.weight(articles, times),
                    None => self.weight(&terms, &fields, times)?,
                };
                slots.push(Slot { at, terms });
            }
        }
        let Some(width) = slots.last().map(|slot| slot.at + 1) else { return Ok(None) };
        let root_of = match (words, &slots[..]) {
            ([word], [_]) if word.matching == Matching::Forms && !plain && window.is_none() => {
                Some(word.text.clone())
            }
            _ => None,
        };
        let joined = match words {
            [word] if !plain => self.joined(word),
            _ => Vec::new(),
        };
        let leaf = Leaf {
            slots,
            joined,
            root_of,
            width,
            fields,
            scores: !plain,
            weight,
            times,
            letters,
            window,
            ..Leaf::default()
        };
        Ok(Some(self.add_leaf(leaf)))
    }

    /// The terms of a hyphenated word written as one word; none of another.
    fn joined(&self, word: &Word) -> Vec<String> {
        let parts = tokens(&word.text);
        let joined = match parts.len() {
            2 => joined(&word.text, &parts, 1).or_else(|| joined_initials(&word.text, &parts, 1)),
            _ => None,
        };
        match (joined, word.matching) {
            (Some(joined), Matching::Forms) => form_terms(&joined, self.languages),
            (Some(joined), Matching::Spelling) => spelling_terms(&joined, self.languages),
            _ => Vec::new(),
        }
    }

    /// What a name is looked for by.
    fn name(&mut self, kind: Kind, name: &str, field: Option<Field>, times: u32) -> Result<Meant> {
        let registry = &self.reader.names()?.registry;
        let entities = registry.lookup(kind, name);
        let mut meant = NameMeant::new(registry, kind, name, &entities);
        let leaf = self.entities(&entities, field, times)?;
        let words =
            if entities.is_empty() && !self.strict { NameQuery::words(kind, name) } else { Vec::new() };
        meant.words.clone_from(&words);
        self.names.push(meant);
        let words: Vec<Query> = words.iter().map(|word| NameQuery::word(word)).collect();
        Ok(match leaf {
            Some(leaf) => Meant::Leaf(leaf),
            None if words.is_empty() => Meant::Nobody,
            None => Meant::Words(Query::And(words).normal()),
        })
    }

    /// The leaf of some entities; `None` where no term stands for them.
    pub(super) fn entities(
        &mut self,
        entities: &[EntityId],
        field: Option<Field>,
        times: u32,
    ) -> Result<Option<usize>> {
        let registry = &self.reader.names()?.registry;
        let (terms, holds): (Vec<String>, Vec<Holds>) = registry
            .terms(entities)
            .into_iter()
            .map(|(kind, key, holds)| (name_term(kind, key), holds))
            .unzip();
        if terms.is_empty() || field.is_some_and(|f| !f.is_text()) {
            return Ok(None);
        }
        let fields = fields(self.reader, field);
        let articles = entities.iter().map(|id| registry.entity(*id).articles).sum();
        let weight = self.ranking.weight(articles, times);
        let slots = vec![Slot { at: 0, terms }];
        let leaf = Leaf { slots, width: 1, holds, fields, scores: true, weight, times, ..Leaf::default() };
        Ok(Some(self.add_leaf(Leaf { is_name: true, window: Window::of(field), ..leaf })))
    }

    /// A query about positions: proximity, or so many mentions.
    fn proximity(&mut self, query: &Query, field: Option<Field>) -> Result<Tree> {
        let mut operands = Vec::new();
        let query = self.span_query(query, field, &mut operands)?;
        let driver = driver(&query, &operands).unwrap_or(Tree::All);
        let mut driving = Vec::new();
        leaves_of(&driver, &mut driving);
        let others = operands.iter().copied().filter(|leaf| !driving.contains(leaf)).collect();
        Ok(Tree::Proximity(Box::new(Proximity { query, operands, driver, others })))
    }

    /// The query over the spans of `operands`. What has no position in a text asks for nothing: the
    /// parser has taken it out.
    fn span_query(
        &mut self,
        query: &Query,
        field: Option<Field>,
        operands: &mut Vec<usize>,
    ) -> Result<SpanQuery> {
        let mut all = |planner: &mut Self, parts: &[Query]| -> Result<Vec<SpanQuery>> {
            parts.iter().map(|part| planner.span_query(part, field, operands)).collect()
        };
        let leaf = match query {
            Query::Word(word) if field != Some(Field::Lang) => {
                self.words(std::slice::from_ref(word), field, 1)?
            }
            Query::Phrase(words) if field != Some(Field::Lang) => self.words(words, field, 1)?,
            Query::Name { kind, name } => match self.name(*kind, name, field, 1)? {
                Meant::Leaf(leaf) => Some(leaf),
                Meant::Words(words) => return self.span_query(&words, field, operands),
                Meant::Nobody => None,
            },
            Query::Field(field, part) => return self.span_query(part, Some(*field), operands),
            Query::And(parts) => return Ok(SpanQuery::All(all(self, parts)?)),
            Query::Or(parts) => return Ok(SpanQuery::Any(all(self, parts)?)),
            Query::Not(part) => return Ok(SpanQuery::Not(Box::new(self.span_query(part, field, operands)?))),
            Query::AtLeast(times, part) => {
                let part = self.span_query(part, field, operands)?;
                return Ok(SpanQuery::AtLeast(*times, Box::new(part)));
            }
            Query::Near(near) => {
                let left = self.span_query(&near.left, field, operands)?;
                let right = self.span_query(&near.right, field, operands)?;
                let (within, ordered, not) = (near.within, near.ordered, near.not);
                return Ok(SpanQuery::Near(Box::new(Near { left, right, within, ordered, not })));
            }
            Query::All | Query::Word(_) | Query::Phrase(_) => return Ok(SpanQuery::All(Vec::new())),
            Query::Date(_) | Query::Undated | Query::Filter(_) => return Ok(SpanQuery::All(Vec::new())),
        };
        Ok(match leaf {
            None => SpanQuery::Any(Vec::new()),
            Some(leaf) => {
                operands.push(leaf);
                SpanQuery::Operand(operands.len() - 1)
            }
        })
    }

    fn add_leaf(&mut self, leaf: Leaf) -> usize {
        self.leaves.push(leaf);
        self.leaves.len() - 1
    }

    /// The weight of any of some terms.
    ///
    /// The articles that hold them are estimated by the sum over the terms in the field where
    /// that is largest: no postings are read, and the figure depends on the living articles
    /// alone, not on how they are spread over segments.
    fn weight(&self, terms: &[String], fields: &[(Text, IndexField)], times: u32) -> Result<f64> {
        let mut most = 0;
        for (_, field) in fields {
            most = most.max(self.reader.articles_with_any(*field, terms)?);
        }
        Ok(self.ranking.weight(most, times))
    }
}

/// Two initials that follow each other as one word, as the index holds them: *J. D. Quill*.
fn with_joined_initials(words: &[Word]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let are_loose = |word: &Word| matches!(word.matching, Matching::Forms | Matching::Spelling);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let texts: Vec<&str> =
            words[at.saturating_sub(1)..].iter().take(4).map(|word| &word.text[..]).collect();
        let (text, first) = (texts.join(" "), usize::from(at > 0));
        let all = tokens(&text);
        let joined = joined_initials(&text, &all, first + 1)
            .filter(|_| all.len() == texts.len() && are_loose(word) && are_loose(&words[at + 1]));
        match joined {
            Some(joined) => {
                out.push(Word { text: joined, matching: word.matching });
                at += 2;
            }
            None => {
                out.push(word.clone());
                at += 1;
            }
        }
    }
    out
}

/// Where the words of a field are looked for.
pub(super) fn fields(reader: &Reader, field: Option<Field>) -> Vec<(Text, IndexField)> {
    let f = reader.fields;
    match field {
        None | Some(Field::Lead) => vec![(Text::Title, f.title), (Text::Body, f.body)],
        Some(Field::Title) => vec![(Text::Title, f.title)],
        Some(Field::Body | Field::First(_)) => vec![(Text::Body, f.body)],
        Some(Field::Byline) => vec![(Text::Byline, f.byline)],
        Some(Field::Source) => vec![(Text::Source, f.source)],
        Some(Field::Section) => vec![(Text::Section, f.section)],
        Some(Field::Url) => vec![(Text::Url, f.url)],
        Some(Field::Lang) => vec![(Text::Language, f.language)],
    }
}

/// The second since 1970 at which a day begins by the clock of this computer.
fn first_second(day: Date) -> Option<i64> {
    day.to_zoned(TimeZone::system()).ok().map(|time| time.timestamp().as_second())
}

/// The articles without which a span query cannot hold; `None` where that is any.
fn driver(query: &SpanQuery, operands: &[usize]) -> Option<Tree> {
    let all = |clauses: Vec<&SpanQuery>| {
        let mut parts: Vec<Tree> = clauses.into_iter().filter_map(|part| driver(part, operands)).collect();
        if parts.len() < 2 { parts.pop() } else { Some(Tree::And(parts)) }
    };
    match query {
        SpanQuery::Operand(number) => Some(Tree::Leaf(operands[*number])),
        SpanQuery::Any(clauses) => {
            let parts: Option<Vec<Tree>> = clauses.iter().map(|part| driver(part, operands)).collect();
            parts.map(|clauses| Tree::Some { least: 1, clauses })
        }
        SpanQuery::All(clauses) => all(clauses.iter().collect()),
        SpanQuery::Not(_) => None,
        SpanQuery::AtLeast(_, inner) => driver(inner, operands),
        SpanQuery::Near(near) if near.not => driver(&near.left, operands),
        SpanQuery::Near(near) => all(vec![&near.left, &near.right]),
    }
}

/// The leaves that a match may hold as they stand: none under NOT or beside a proximity operator.
pub(super) fn leaves_of(tree: &Tree, out: &mut Vec<usize>) {
    match tree {
        Tree::Leaf(leaf) => out.push(*leaf),
        Tree::And(parts) | Tree::Some { clauses: parts, .. } => {
            parts.iter().for_each(|part| leaves_of(part, out));
        }
        Tree::None | Tree::All | Tree::Column(_) | Tree::Not(_) | Tree::Proximity(_) => {}
    }
}
