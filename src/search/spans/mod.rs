//! Proximity: where in one article the operands of a clause stand near each other. Pure; knows
//! no index.
//!
//! The rules are written down in `language.md`; in short, the spans of `a NEAR/5 b` are the
//! spans of either that have one of the other near. Each operator so only ever *filters* the
//! spans of its operands, and what is left is at most as long as they are, however deep
//! operators are nested: pairs, of which there may be many more, are never listed. Whether some
//! pair exists for a span needs one look to either side. (The reduction of joins by semi-joins:
//! Yannakakis, *Algorithms for Acyclic Database Schemes*, VLDB 1981.) A second pass goes from the
//! outermost operator down and keeps, of each operand, the spans that take part in the answer:
//! those are marked and counted.

mod relation;
mod span;
#[cfg(test)]
mod tests;

use self::relation::{Relation, near_any};
pub(crate) use self::span::{Borders, Span, SpanQuery, Text};
use super::query::Near;

/// Which spans of each operand make the clause true in an article; `None` where it is not.
///
/// `spans` holds those of each operand in order, none of them twice.
pub(crate) fn matching(clause: &SpanQuery, spans: &[Vec<Span>], borders: &Borders) -> Option<Vec<Vec<Span>>> {
    let evaluation = Evaluation { spans, borders };
    let found = evaluation.evaluate(clause);
    if !found.holds {
        return None;
    }
    let mut kept = vec![Vec::new(); spans.len()];
    evaluation.keep(clause, &found, &found.spans, &mut kept);
    kept.iter_mut().for_each(tidy);
    Some(kept)
}

/// What a clause comes to.
struct Outcome {
    holds: bool,
    /// The spans an operator around it looks at; none where it does not hold.
    spans: Vec<Span>,
    /// What its parts come to, in their order.
    parts: Vec<Outcome>,
}

/// A clause and what it comes to.
type Evaluated<'a> = (&'a SpanQuery, &'a Outcome);

struct Evaluation<'a> {
    spans: &'a [Vec<Span>],
    borders: &'a Borders,
}

impl Evaluation<'_> {
    fn evaluate(&self, clause: &SpanQuery) -> Outcome {
        let evaluate_all =
            |clauses: &[SpanQuery]| clauses.iter().map(|part| self.evaluate(part)).collect::<Vec<_>>();
        let (holds, spans, parts) = match clause {
            SpanQuery::Operand(number) => {
                let spans = self.spans[*number].clone();
                (!spans.is_empty(), spans, Vec::new())
            }
            SpanQuery::Any(clauses) => {
                let parts = evaluate_all(clauses);
                (parts.iter().any(|part| part.holds), union(&parts), parts)
            }
            SpanQuery::All(clauses) => {
                let parts = evaluate_all(clauses);
                let holds = parts.iter().all(|part| part.holds);
                (holds, if holds { union(&parts) } else { Vec::new() }, parts)
            }
            SpanQuery::Not(inner) => {
                let parts = vec![self.evaluate(inner)];
                (!parts[0].holds, Vec::new(), parts)
            }
            SpanQuery::AtLeast(times, inner) => {
                let parts = vec![self.evaluate(inner)];
                let enough = count(inner, &parts[0]).is_none_or(|count| count >= *times as usize);
                let holds = parts[0].holds && enough;
                (holds, if holds { parts[0].spans.clone() } else { Vec::new() }, parts)
            }
            SpanQuery::Near(near) => {
                let parts = vec![self.evaluate(&near.left), self.evaluate(&near.right)];
                let left = (&near.left, &parts[0]);
                let spans = self.near(near, left, (&near.right, &parts[1])).unwrap_or_default();
                (!spans.is_empty(), spans, parts)
            }
        };
        Outcome { holds, spans, parts }
    }

    /// The spans of one side near the other; `None` where a member of a group fails.
    fn near(&self, near: &Near<SpanQuery>, left: Evaluated, right: Evaluated) -> Option<Vec<Span>> {
        let mut spans = Vec::new();
        match pivot(near, left, right) {
            Some((pivot, other, relation)) => {
                let pivots = self.standing(&pivot.1.spans, other, relation, !near.not);
                if !near.not {
                    self.partners(other, &pivots, relation.reversed(), &mut |_, near| spans.extend(near));
                }
                spans.extend(pivots);
            }
            None => {
                let all = matches!(left.0, SpanQuery::All(_));
                for (member, is_not) in members(left) {
                    let found = self.near(near, member, right).filter(|spans| !spans.is_empty());
                    match found {
                        Some(_) if all && is_not => return None,
                        None if all && !is_not => return None,
                        Some(found) if !is_not => spans.extend(found),
                        _ => {}
                    }
                }
            }
        }
        tidy(&mut spans);
        Some(spans)
    }

    /// Those of `spans` for which it is `wanted` that the other side stands near.
    fn standing(&self, spans: &[Span], other: Evaluated, relation: Relation, wanted: bool) -> Vec<Span> {
        let flags = self.stands(spans, other, relation);
        spans.iter().zip(flags).filter(|(_, stands)| *stands == wanted).map(|(span, _)| *span).collect()
    }

    /// For each of `spans`, whether the other side stands near it.
    fn stands(&self, spans: &[Span], other: Evaluated, relation: Relation) -> Vec<bool> {
        let (clause, found) = other;
        let mut flags = match clause {
            SpanQuery::All(_) => vec![true; spans.len()],
            SpanQuery::Any(_) => vec![false; spans.len()],
            SpanQuery::Not(_) => vec![true; spans.len()],
            _ => return near_any(spans, &found.spans, relation, self.borders),
        };
        for (member, is_not) in members(other) {
            for (flag, stands) in flags.iter_mut().zip(self.stands(spans, member, relation)) {
                let stands = stands != is_not;
                *flag = if matches!(clause, SpanQuery::Any(_)) { *flag | stands } else { *flag & stands };
            }
        }
        flags
    }

    /// Calls `each` with what of the other side stands near the pivots, operand by operand.
    fn partners(
        &self,
        other: Evaluated,
        pivots: &[Span],
        relation: Relation,
        each: &mut dyn FnMut(Evaluated, Vec<Span>),
    ) {
        let (clause, found) = other;
        match clause {
            SpanQuery::Not(_) => {}
            SpanQuery::All(_) | SpanQuery::Any(_) => {
                // Under an alternative, not every pivot has all of this group near it.
                let pivots = self.standing(pivots, other, relation.reversed(), true);
                for (member, is_not) in members(other) {
                    if !is_not {
                        self.partners(member, &pivots, relation, each);
                    }
                }
            }
            _ => {
                let flags = near_any(&found.spans, pivots, relation, self.borders);
                each(other, chosen(&found.spans, &flags));
            }
        }
    }

    /// Notes which spans of the operands the `wanted` spans of a clause rest on.
    fn keep(&self, clause: &SpanQuery, found: &Outcome, wanted: &[Span], kept: &mut [Vec<Span>]) {
        match clause {
            SpanQuery::Operand(number) => kept[*number].extend(wanted),
            SpanQuery::Near(near) => {
                let sides = ((&near.left, &found.parts[0]), (&near.right, &found.parts[1]));
                self.keep_near(near, sides.0, sides.1, wanted, kept);
            }
            _ => {
                for (member, is_not) in members((clause, found)) {
                    if !is_not {
                        let wanted = common(&member.1.spans, wanted);
                        self.keep(member.0, member.1, &wanted, kept);
                    }
                }
            }
        }
    }

    fn keep_near(
        &self,
        near: &Near<SpanQuery>,
        left: Evaluated,
        right: Evaluated,
        wanted: &[Span],
        kept: &mut [Vec<Span>],
    ) {
        let Some((pivot, other, relation)) = pivot(near, left, right) else {
            for (member, is_not) in members(left) {
                if !is_not {
                    self.keep_near(near, member, right, wanted, kept);
                }
            }
            return;
        };
        let mut pivots = self.standing(&pivot.1.spans, other, relation, !near.not);
        if near.not {
            return self.keep(pivot.0, pivot.1, &common(&pivots, wanted), kept);
        }
        let mut partners = Vec::new();
        self.partners(other, &pivots, relation.reversed(), &mut |_, near| partners.extend(near));
        tidy(&mut partners);
        // A pivot takes part if it is wanted, or stands by a partner that is.
        let flags = near_any(&pivots, &common(&partners, wanted), relation, self.borders);
        let mut flags = flags.into_iter();
        pivots.retain(|span| flags.next() == Some(true) || wanted.binary_search(span).is_ok());
        self.partners(other, &pivots, relation.reversed(), &mut |(clause, found), near| {
            self.keep(clause, found, &near, kept);
        });
        self.keep(pivot.0, pivot.1, &pivots, kept);
    }
}

/// The side whose spans are gone through, the other, and how the one must stand to the other;
/// `None` where both are groups.
fn pivot<'a>(
    near: &Near<SpanQuery>,
    left: Evaluated<'a>,
    right: Evaluated<'a>,
) -> Option<(Evaluated<'a>, Evaluated<'a>, Relation)> {
    let is_group =
        |side: Evaluated| matches!(side.0, SpanQuery::All(_) | SpanQuery::Any(_) | SpanQuery::Not(_));
    let relation = Relation::new(near.within, near.ordered);
    match (is_group(left), is_group(right)) {
        (false, _) => Some((left, right, relation)),
        (true, false) if !near.not => Some((right, left, relation.reversed())),
        _ => None,
    }
}

/// The members of a group, those under NOT without it but marked.
fn members<'a>((clause, found): Evaluated<'a>) -> impl Iterator<Item = (Evaluated<'a>, bool)> {
    let inner: &[SpanQuery] = match clause {
        SpanQuery::Any(members) | SpanQuery::All(members) => members,
        SpanQuery::Not(_) => std::slice::from_ref(clause),
        SpanQuery::AtLeast(_, inner) => std::slice::from_ref(inner),
        SpanQuery::Operand(_) | SpanQuery::Near(_) => &[],
    };
    let found = if let SpanQuery::Not(_) = clause { std::slice::from_ref(found) } else { &found.parts[..] };
    inner.iter().zip(found).map(|(member, found)| match (member, found.parts.first()) {
        (SpanQuery::Not(inner), Some(found)) => ((&**inner, found), true),
        _ => ((member, found), false),
    })
}

/// How often a clause counts for ATLEAST: a group of alternatives together, other groups and both
/// sides of an operator each for itself, so the least; `None` for what has no spans to count.
fn count(clause: &SpanQuery, found: &Outcome) -> Option<usize> {
    match clause {
        SpanQuery::Operand(_) | SpanQuery::Any(_) => Some(found.spans.len()),
        SpanQuery::All(members) => members.iter().zip(&found.parts).filter_map(|(m, f)| count(m, f)).min(),
        SpanQuery::AtLeast(_, inner) => count(inner, found.parts.first()?),
        SpanQuery::Not(_) => None,
        SpanQuery::Near(near) => {
            let side = |side: usize| common(&found.parts[side].spans, &found.spans).len();
            Some(if near.not { side(0) } else { side(0).min(side(1)) })
        }
    }
}

fn union(parts: &[Outcome]) -> Vec<Span> {
    let mut spans: Vec<Span> = parts.iter().flat_map(|part| &part.spans).copied().collect();
    if parts.len() > 1 {
        tidy(&mut spans);
    }
    spans
}

fn tidy(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup();
}

/// Those of `spans` that are among the `others`; both in order.
fn common(spans: &[Span], others: &[Span]) -> Vec<Span> {
    spans.iter().filter(|span| others.binary_search(span).is_ok()).copied().collect()
}

fn chosen(spans: &[Span], flags: &[bool]) -> Vec<Span> {
    spans.iter().zip(flags).filter(|(_, flag)| **flag).map(|(span, _)| *span).collect()
}
