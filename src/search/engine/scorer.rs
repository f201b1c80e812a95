//! The score of a match. Its article's evidence follows from frequencies; positions are looked at
//! only where the best passage may decide.

use tantivy::DocId;

use super::docset::{DocSet, Seen};
use super::name_term::NameCursor;
use super::plan::Plan;
use super::positions::{HitPositions, OperandPositions};
use super::union::Union;
use crate::index::fast_fields::FastFields;
use crate::search::rank::{Frequencies, Lengths, Ranking, Recency};
use crate::search::request::Sort;
use crate::search::spans::Text;

fn lengths(columns: &FastFields, doc: DocId) -> Lengths {
    let (title, body) = columns.words(doc);
    Lengths { title, body }
}

/// Scores the matches of one segment.
pub(super) struct Scorer<'a> {
    plan: &'a Plan,
    ranking: Ranking,
    recency: Option<Recency>,
    columns: &'a FastFields,
    /// The scoring operands of the current document, by number, so that sums do not depend
    /// on the order in which a segment happens to visit them.
    found: Vec<Found>,
    words: Vec<u32>,
    /// The forms of a name, where those count.
    pub(super) name: Option<NameCursor<'a>>,
    /// Words derived from those of leaves, by the numbers of the leaves, where those count.
    pub(super) derived: Vec<(usize, Union<'a>)>,
}

/// A scoring operand in the current document.
struct Found {
    number: usize,
    frequencies: Frequencies,
    /// Of words derived from its word.
    derived: Frequencies,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        ranking: Ranking,
        recency: Option<Recency>,
        columns: &'a FastFields,
    ) -> Scorer<'a> {
        Scorer {
            plan,
            ranking,
            recency,
            columns,
            found: Vec::new(),
            words: Vec::new(),
            name: None,
            derived: Vec::new(),
        }
    }

    /// The score of a match and the time that decides between equals; `None` where the score cannot
    /// reach `worst`.
    pub(super) fn score(
        &mut self,
        set: &mut DocSet,
        doc: DocId,
        sort: Sort,
        worst: Option<f64>,
    ) -> Option<(f64, i64)> {
        let seconds = || self.columns.seconds(doc);
        match sort {
            Sort::Newest => return Some((0.0, seconds().unwrap_or(i64::MIN))),
            Sort::Oldest => return Some((0.0, seconds().map_or(i64::MIN, i64::saturating_neg))),
            Sort::Relevance => {}
        }
        self.visit(set, doc);
        let (mut article, factor) = (self.article(doc), self.factor(doc));
        let is_worse = |most: f64| worst.is_some_and(|worst| most * factor * (1.0 + 1e-9) < worst);
        if let Some(name) = &mut self.name {
            let lengths = lengths(self.columns, doc);
            let most = name.bound(&self.ranking, doc, lengths);
            if is_worse(article + most + self.passage_bound()) {
                return None;
            }
            article += self.name.as_mut().map_or(0.0, |name| name.evidence(&self.ranking, doc, lengths));
        }
        if is_worse(article + self.passage_bound()) {
            return None;
        }
        let score = (article + self.best_passage(set, doc)) * factor;
        Some((score, self.columns.seconds(doc).unwrap_or(i64::MIN)))
    }

    fn weight(&self, number: usize) -> f64 {
        self.plan.leaves[number].weight
    }

    pub(super) fn visit(&mut self, set: &mut DocSet, doc: DocId) {
        self.found.clear();
        let found = &mut self.found;
        set.visit(doc, &mut |seen| {
            let frequencies = seen.frequencies();
            found.push(Found { number: seen.number(), frequencies, derived: Frequencies::default() });
        });
        for (number, words) in &mut self.derived {
            if words.seek(doc) == doc {
                let derived = words.frequencies();
                match found.iter_mut().find(|found| found.number == *number) {
                    Some(found) => found.derived = derived,
                    None => {
                        found.push(Found { number: *number, frequencies: Frequencies::default(), derived })
                    }
                }
            }
        }
        self.found.sort_unstable_by_key(|found| found.number);
    }

    pub(super) fn article(&self, doc: DocId) -> f64 {
        let lengths = lengths(self.columns, doc);
        let part = |found: &Found| {
            let leaf = &self.plan.leaves[found.number];
            self.ranking.article(leaf.weight, found.frequencies, found.derived, lengths, leaf.is_name)
        };
        self.found.iter().map(part).sum()
    }

    /// What is left of the evidence of an article of that age.
    pub(super) fn factor(&self, doc: DocId) -> f64 {
        self.recency.map_or(1.0, |recency| recency.factor(self.columns.day(doc)))
    }

    /// At least what the best passage of the current document adds.
    fn passage_bound(&self) -> f64 {
        let mut bound = 0.0;
        for Found { number, frequencies: found, .. } in &self.found {
            let leaf = &self.plan.leaves[*number];
            bound += self.ranking.passage_bound(leaf.weight, *found);
            let before = |n: &usize| self.found.binary_search_by_key(n, |f| f.number).ok();
            for before in leaf.follows.iter().filter_map(before).map(|at| &self.found[at]) {
                let others = before.frequencies;
                let most =
                    Frequencies { title: found.title.min(others.title), body: found.body.min(others.body) };
                bound += self.ranking.pair(self.weight(before.number), leaf.weight, most);
            }
        }
        bound
    }

    fn best_passage(&mut self, set: &mut DocSet, doc: DocId) -> f64 {
        let mut borders = std::mem::take(&mut self.words);
        self.columns.passage_words(doc, &mut borders);
        if borders.is_empty() {
            // A headline alone is read as one over a passage without words.
            borders.resize(2, 0);
        }
        let positions = self.positions(set, doc);
        let scores = positions.passage_scores(&self.ranking, &borders);
        self.words = borders;
        scores.into_iter().fold(0.0, f64::max)
    }

    pub(super) fn positions(&self, set: &mut DocSet, doc: DocId) -> HitPositions {
        let mut operands = Vec::new();
        set.visit(doc, &mut |mut seen: Seen| {
            let leaf = &self.plan.leaves[seen.number()];
            let (mut title, mut body) = (Vec::new(), Vec::new());
            seen.positions(Text::Title, &mut title);
            seen.positions(Text::Body, &mut body);
            operands.push(OperandPositions {
                number: seen.number(),
                weight: leaf.weight,
                follows: leaf.follows.clone(),
                is_name: leaf.is_name,
                width: leaf.width,
                is_compound: !leaf.joined.is_empty(),
                title,
                body,
            });
        });
        operands.sort_unstable_by_key(|o| o.number);
        HitPositions { operands }
    }
}
