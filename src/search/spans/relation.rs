//! Whether one place stands near another, and which of many do.

use super::{Borders, Place, Text};
use crate::search::query::Within;

/// How a place must stand to another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Relation {
    within: Within,
    order: Order,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Order {
    Either,
    /// The place comes first.
    Before,
    /// The other comes first.
    After,
}

/// Words between headline and standfirst are fewer than this, so that what is farther apart stands
/// in different ones: the index leaves a gap of a hundred positions between them.
const WITHIN_HEADLINE: u32 = 100;

impl Relation {
    pub(super) fn new(within: Within, ordered: bool) -> Relation {
        Relation { within, order: if ordered { Order::Before } else { Order::Either } }
    }

    /// How the other must stand to the place.
    pub(super) fn reversed(self) -> Relation {
        let order = match self.order {
            Order::Either => Order::Either,
            Order::Before => Order::After,
            Order::After => Order::Before,
        };
        Relation { order, ..self }
    }

    /// Whether two places stand so; they never share a word.
    pub(super) fn holds(self, place: Place, other: Place, borders: &Borders) -> bool {
        if place.text != other.text {
            return false;
        }
        let (first, second) = match self.order {
            Order::Either if other.start < place.start => (other, place),
            Order::Either | Order::Before => (place, other),
            Order::After => (other, place),
        };
        if second.start < first.end {
            return false;
        }
        let words = second.start - first.end + 1;
        if place.text == Text::Title && words > WITHIN_HEADLINE {
            return false;
        }
        match self.within {
            Within::Words(most) => words <= most,
            _ => match self.stretches(place.text, borders) {
                Some(starts) => stretch(starts, place.start) == stretch(starts, other.start),
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

    /// The words at which something may begin that stands so to `place`, as long as `widest`.
    fn reach(self, place: Place, widest: u32, borders: &Borders) -> (u32, u32) {
        let (from, to) = match self.within {
            Within::Words(most) => {
                let reach = most.saturating_add(widest);
                (place.start.saturating_sub(reach), place.end.saturating_add(most))
            }
            _ => match self.stretches(place.text, borders) {
                Some(starts) => {
                    let next = stretch(starts, place.start);
                    let from = if next == 0 { 0 } else { starts[next - 1] };
                    (from, starts.get(next).copied().unwrap_or(u32::MAX))
                }
                None => (0, u32::MAX),
            },
        };
        match self.order {
            Order::Either => (from, to),
            Order::Before => (from.max(place.end), to),
            Order::After => (from, to.min(place.start)),
        }
    }
}

/// The number of the stretch that holds a word.
fn stretch(starts: &[u32], word: u32) -> usize {
    starts.partition_point(|start| *start <= word)
}

/// For each of `places` (in order), whether one of `others` (in order) stands so to it.
pub(super) fn near_any(
    places: &[Place],
    others: &[Place],
    relation: Relation,
    borders: &Borders,
) -> Vec<bool> {
    let widest = others.iter().map(|other| other.end - other.start).max().unwrap_or(0);
    let near = |place: &Place| {
        let (from, to) = relation.reach(*place, widest, borders);
        let first = others.partition_point(|other| (other.text, other.start) < (place.text, from));
        let reached = others[first..].iter().take_while(|o| o.text == place.text && o.start < to);
        // All but those that overlap, or are shorter than the widest, stand near: few are looked at.
        { reached }.any(|other| relation.holds(*place, *other, borders))
    };
    places.iter().map(near).collect()
}
