//! What may stand beside a proximity operator or behind ATLEAST: things with places in a text.
//!
//! Dates, languages and a NOT by itself have none. Where they stand beside something that has, they
//! are moved out and asked of the article as a whole; where that would change the alternatives (under
//! OR) they are left out. What is left is made of words, phrases, names and fields, of ATLEAST, AND and OR,
//! of NOT beside something else, and of proximity.

use crate::search::query::{Field, Near, Query};

/// What was taken out of the sides of one operator.
#[derive(Default)]
pub(super) struct TakenOut {
    /// What is asked of the article as a whole.
    pub(super) required: Vec<Query>,
    /// Whether something was moved there from inside a side.
    pub(super) moved: bool,
    /// Whether something was left out.
    pub(super) dropped: bool,
}

/// The two sides joined, or what is left of them.
pub(super) fn join(near: Near, out: &mut TakenOut) -> Option<Query> {
    let Near { left, right, within, ordered, mut not } = near;
    let mut left = places(left, Under::And, out);
    let mut right = places(right, if not { Under::Not } else { Under::And }, out);
    if let Some(Query::Not(inner)) = right {
        not = !not;
        right = Some(*inner);
    }
    if let Some(Query::Not(inner)) = left {
        match right {
            Some(positive) if !not && !ordered => {
                (left, right, not) = (Some(positive), Some(*inner), true);
            }
            _ => {
                out.moved = true;
                out.required.push(Query::Not(inner));
                left = None;
            }
        }
    }
    match (left, right) {
        (Some(left), Some(right)) => Some(Query::Near(Box::new(Near { left, right, within, ordered, not }))),
        (None, Some(right)) if not => {
            out.required.push(Query::Not(Box::new(right)));
            None
        }
        (left, right) => left.or(right),
    }
}

/// So many mentions of a query in normal form, or what is left of it; `None` where it has no places.
pub(super) fn count(times: u32, query: Query, out: &mut TakenOut) -> Option<Query> {
    match places(query, Under::And, out)? {
        Query::Not(_) => None,
        inner => {
            let counted = Query::AtLeast(times, Box::new(inner));
            Some(out.required.drain(..).fold(counted, Query::and))
        }
    }
}

/// Where a part of a side stands.
#[derive(Clone, Copy, PartialEq)]
enum Under {
    /// It is required.
    And,
    /// It is excluded.
    Not,
    /// Neither for sure.
    Or,
}

/// The part of a query in normal form that has places; a `Not` if it has only such as must be absent.
fn places(query: Query, under: Under, out: &mut TakenOut) -> Option<Query> {
    match query {
        Query::All => None,
        query @ (Query::Date(_) | Query::Undated | Query::Filter(_) | Query::Field(Field::Lang, _)) => {
            match under {
                Under::And => out.required.push(query),
                Under::Not => out.required.push(Query::Not(Box::new(query))),
                Under::Or => out.dropped = true,
            }
            out.moved |= under != Under::Or;
            None
        }
        // What proximity and ATLEAST hold went through here as they were read.
        leaf @ (Query::Word(_)
        | Query::Phrase(_)
        | Query::Name { .. }
        | Query::Near(_)
        | Query::AtLeast(..)) => Some(leaf),
        Query::Not(inner) => {
            let inside = if under == Under::And { Under::Not } else { Under::Or };
            Some(Query::Not(Box::new(places(*inner, inside, out)?)).normal())
        }
        Query::Field(field, inner) => Some(match places(*inner, under, out)? {
            Query::Not(inner) => Query::Not(Box::new(Query::Field(field, inner))),
            inner => Query::Field(field, Box::new(inner)),
        }),
        Query::And(parts) => {
            let kept: Vec<Query> = parts.into_iter().filter_map(|part| places(part, under, out)).collect();
            if kept.is_empty() {
                return None;
            }
            if kept.iter().any(|part| !matches!(part, Query::Not(_))) {
                return Some(Query::And(kept).normal());
            }
            let absent = kept.into_iter().map(|part| match part {
                Query::Not(inner) => *inner,
                other => other,
            });
            Some(Query::Not(Box::new(Query::Or(absent.collect()))).normal())
        }
        Query::Or(parts) => {
            let mut kept = Vec::new();
            for part in parts {
                match places(part, Under::Or, out) {
                    // Away from one thing or near another: no place says the first.
                    Some(Query::Not(_)) => out.dropped = true,
                    Some(part) => kept.push(part),
                    None => {}
                }
            }
            if kept.is_empty() { None } else { Some(Query::Or(kept).normal()) }
        }
    }
}
