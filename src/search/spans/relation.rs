//! Whether one span stands near another, and which of many do.

use super::span::{Borders, Span, Text};
use crate::search::query::Within;

/// How a span must stand to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Relation {
    within: Within,
    order: Direction,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Direction {
    Either,
    /// The span comes first.
    Before,
    /// The other comes first.
    After,
}

/// Words between headline and standfirst are fewer than this, so that what is farther apart stands
/// in different ones: the index leaves a gap of a hundred positions between them.
const WITHIN_HEADLINE: u32 = 100;

impl Relation {
    pub(super) fn new(within: Within, ordered: bool) -> Relation {
        Relation { within, order: if ordered { Direction::Before } else { Direction::Either } }
    }

    /// How the other must stand to the span.
    pub(super) fn reversed(self) -> Relation {
        let order = match self.order {
            Direction::Either => Direction::Either,
            Direction::Before => Direction::After,
            Direction::After => Direction::Before,
        };
        Relation { order, ..self }
    }

    /// Whether two spans stand so; they never share a word.
    pub(super) fn holds(self, span: Span, other: Span, borders: &Borders) -> bool {
        if span.text != other.text {
            return false;
        }
        let (first, second) = match self.order {
            Direction::Either if other.start < span.start => (other, span),
            Direction::Either | Direction::Before => (span, other),
            Direction::After => (other, span),
        };
        if second.start < first.end {
            return false;
        }
        let words = second.start - first.end + 1;
        if span.text == Text::Title && words > WITHIN_HEADLINE {
            return false;
        }
        match self.within {
            Within::Words(most) => words <= most,
            _ => match self.stretches(span.text, borders) {
                Some(starts) => stretch(starts, span.start) == stretch(starts, other.start),
                None => true,
            },
        }
    }

    /// The first words of what both must stand in; `None` where the whole text is one.
    fn stretches(self, text: Text, borders: &Borders) -> Option<&[u32]> {
        match (text, self.within) {
            (Text::Body, Within::Sentence) => Some(&borders.sentences),
            (Text::Body, Within::Paragraph) => Some(&borders.paragraphs),
            _ => None,
        }
    }

    /// The words at which something may begin that stands so to `span`, as long as `widest`.
    fn reach(self, span: Span, widest: u32, borders: &Borders) -> (u32, u32) {
        let (from, to) = match self.within {
            Within::Words(most) => {
                let reach = most.saturating_add(widest);
                (span.start.saturating_sub(reach), span.end.saturating_add(most))
            }
            _ => match self.stretches(span.text, borders) {
                Some(starts) => {
                    let next = stretch(starts, span.start);
                    let from = if next == 0 { 0 } else { starts[next - 1] };
                    (from, starts.get(next).copied().unwrap_or(u32::MAX))
                }
                None => (0, u32::MAX),
            },
        };
        match self.order {
            Direction::Either => (from, to),
            Direction::Before => (from.max(span.end), to),
            Direction::After => (from, to.min(span.start)),
        }
    }
}

/// The number of the stretch that holds a word.
fn stretch(starts: &[u32], word: u32) -> usize {
    starts.partition_point(|start| *start <= word)
}

/// For each of `spans` (in order), whether one of `others` (in order) stands so to it.
pub(super) fn near_any(spans: &[Span], others: &[Span], relation: Relation, borders: &Borders) -> Vec<bool> {
    let widest = others.iter().map(|other| other.end - other.start).max().unwrap_or(0);
    let near = |span: &Span| {
        let (from, to) = relation.reach(*span, widest, borders);
        let first = others.partition_point(|other| (other.text, other.start) < (span.text, from));
        let reached = others[first..].iter().take_while(|o| o.text == span.text && o.start < to);
        // All but those that overlap, or are shorter than the widest, stand near: few are looked at.
        { reached }.any(|other| relation.holds(*span, *other, borders))
    };
    spans.iter().map(near).collect()
}
