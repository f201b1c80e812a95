//! Proximity: where in one article the operands of a clause stand near each other. Pure; knows
//! no index.
//!
//! The rules are written down in `language.md`; in short, the places of `a NEAR/5 b` are the
//! places of either that have one of the other near. Each operator so only ever *filters* the
//! places of its operands, and what is left is at most as long as they are, however deep
//! operators are nested: pairs, of which there may be many more, are never listed. Whether some
//! pair exists for a place needs one look to either side. (The reduction of joins by semi-joins:
//! Yannakakis, *Algorithms for Acyclic Database Schemes*, VLDB 1981.) A second pass goes from the
//! outermost operator down and keeps, of each operand, the places that take part in the answer:
//! those are marked and counted.

mod relation;
#[cfg(test)]
mod tests;

use self::relation::{Relation, near_any};
use super::query::Within;
use crate::entities::MentionField;

/// A text of the article with positions of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Text {
    /// Headline and standfirst.
    Title,
    /// Body.
    Body,
    /// Authors.
    Byline,
    /// Newspaper, agency or site.
    Source,
    /// Section.
    Section,
    /// Address on the web.
    Url,
    /// Code of the language.
    Language,
}

impl Text {
    /// Where the names of this text stand.
    pub(crate) fn mention_field(self) -> MentionField {
        if self == Text::Title { MentionField::Title } else { MentionField::Body }
    }
}

/// Words that an operand covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) text: Text,
    /// The first word.
    pub(crate) start: u32,
    /// One past the last word.
    pub(crate) end: u32,
}

/// A clause about places. Its depth is that of the query, which its parser bounds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clause {
    /// An operand, by its place in the table of places.
    Operand(usize),
    /// At least one of these.
    Any(Vec<Clause>),
    /// All of these.
    All(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
    /// At least so many places of this.
    AtLeast(u32, Box<Clause>),
    /// One near another.
    Near(Box<Nearness>),
}

/// One clause near another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Nearness {
    pub(crate) left: Clause,
    pub(crate) right: Clause,
    pub(crate) within: Within,
    pub(crate) ordered: bool,
    pub(crate) not: bool,
}

impl Clause {
    /// Whether sentences or paragraphs matter to it.
    pub(crate) fn asks_for_borders(&self) -> bool {
        match self {
            Clause::Operand(_) => false,
            Clause::Any(clauses) | Clause::All(clauses) => clauses.iter().any(Clause::asks_for_borders),
            Clause::Not(inner) | Clause::AtLeast(_, inner) => inner.asks_for_borders(),
            Clause::Near(near) => {
                !matches!(near.within, Within::Words(_))
                    || near.left.asks_for_borders()
                    || near.right.asks_for_borders()
            }
        }
    }
}

/// The borders of a body: the first word of each sentence and paragraph, and the number of words.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Borders {
    pub(crate) sentences: Vec<u32>,
    pub(crate) paragraphs: Vec<u32>,
}

/// Which places of each operand make the clause true in an article; `None` where it is not.
///
/// `places` holds those of each operand in order, none of them twice.
pub(crate) fn matching(clause: &Clause, places: &[Vec<Place>], borders: &Borders) -> Option<Vec<Vec<Place>>> {
    let reading = Reading { places, borders };
    let found = reading.read(clause);
    if !found.holds {
        return None;
    }
    let mut kept = vec![Vec::new(); places.len()];
    reading.keep(clause, &found, &found.places, &mut kept);
    kept.iter_mut().for_each(tidy);
    Some(kept)
}

/// What a clause comes to.
struct Found {
    holds: bool,
    /// The places an operator around it looks at; none where it does not hold.
    places: Vec<Place>,
    /// What its parts come to, in their order.
    parts: Vec<Found>,
}

/// A clause and what it comes to.
type Side<'a> = (&'a Clause, &'a Found);

struct Reading<'a> {
    places: &'a [Vec<Place>],
    borders: &'a Borders,
}

impl Reading<'_> {
    fn read(&self, clause: &Clause) -> Found {
        let of = |clauses: &[Clause]| clauses.iter().map(|part| self.read(part)).collect::<Vec<_>>();
        let (holds, places, parts) = match clause {
            Clause::Operand(number) => {
                let places = self.places[*number].clone();
                (!places.is_empty(), places, Vec::new())
            }
            Clause::Any(clauses) => {
                let parts = of(clauses);
                (parts.iter().any(|part| part.holds), union(&parts), parts)
            }
            Clause::All(clauses) => {
                let parts = of(clauses);
                let holds = parts.iter().all(|part| part.holds);
                (holds, if holds { union(&parts) } else { Vec::new() }, parts)
            }
            Clause::Not(inner) => {
                let parts = vec![self.read(inner)];
                (!parts[0].holds, Vec::new(), parts)
            }
            Clause::AtLeast(times, inner) => {
                let parts = vec![self.read(inner)];
                let enough = count(inner, &parts[0]).is_none_or(|count| count >= *times as usize);
                let holds = parts[0].holds && enough;
                (holds, if holds { parts[0].places.clone() } else { Vec::new() }, parts)
            }
            Clause::Near(near) => {
                let parts = vec![self.read(&near.left), self.read(&near.right)];
                let left = (&near.left, &parts[0]);
                let places = self.near(near, left, (&near.right, &parts[1])).unwrap_or_default();
                (!places.is_empty(), places, parts)
            }
        };
        Found { holds, places, parts }
    }

    /// The places of one side near the other; `None` where a member of a group fails.
    fn near(&self, near: &Nearness, left: Side, right: Side) -> Option<Vec<Place>> {
        let mut places = Vec::new();
        match pivot(near, left, right) {
            Some((pivot, other, relation)) => {
                let pivots = self.standing(&pivot.1.places, other, relation, !near.not);
                if !near.not {
                    self.partners(other, &pivots, relation.reversed(), &mut |_, near| places.extend(near));
                }
                places.extend(pivots);
            }
            None => {
                let all = matches!(left.0, Clause::All(_));
                for (member, is_not) in members(left) {
                    let found = self.near(near, member, right).filter(|places| !places.is_empty());
                    match found {
                        Some(_) if all && is_not => return None,
                        None if all && !is_not => return None,
                        Some(found) if !is_not => places.extend(found),
                        _ => {}
                    }
                }
            }
        }
        tidy(&mut places);
        Some(places)
    }

    /// Those of `places` for which it is `wanted` that the other side stands near.
    fn standing(&self, places: &[Place], other: Side, relation: Relation, wanted: bool) -> Vec<Place> {
        let flags = self.stands(places, other, relation);
        places.iter().zip(flags).filter(|(_, stands)| *stands == wanted).map(|(place, _)| *place).collect()
    }

    /// For each of `places`, whether the other side stands near it.
    fn stands(&self, places: &[Place], other: Side, relation: Relation) -> Vec<bool> {
        let (clause, found) = other;
        let mut flags = match clause {
            Clause::All(_) => vec![true; places.len()],
            Clause::Any(_) => vec![false; places.len()],
            Clause::Not(_) => vec![true; places.len()],
            _ => return near_any(places, &found.places, relation, self.borders),
        };
        for (member, is_not) in members(other) {
            for (flag, stands) in flags.iter_mut().zip(self.stands(places, member, relation)) {
                let stands = stands != is_not;
                *flag = if matches!(clause, Clause::Any(_)) { *flag | stands } else { *flag & stands };
            }
        }
        flags
    }

    /// Calls `each` with what of the other side stands near the pivots, operand by operand.
    fn partners(
        &self,
        other: Side,
        pivots: &[Place],
        relation: Relation,
        each: &mut dyn FnMut(Side, Vec<Place>),
    ) {
        let (clause, found) = other;
        match clause {
            Clause::Not(_) => {}
            Clause::All(_) | Clause::Any(_) => {
                // Under an alternative, not every pivot has all of this group near it.
                let pivots = self.standing(pivots, other, relation.reversed(), true);
                for (member, is_not) in members(other) {
                    if !is_not {
                        self.partners(member, &pivots, relation, each);
                    }
                }
            }
            _ => {
                let flags = near_any(&found.places, pivots, relation, self.borders);
                each(other, chosen(&found.places, &flags));
            }
        }
    }

    /// Notes which places of the operands the `wanted` places of a clause rest on.
    fn keep(&self, clause: &Clause, found: &Found, wanted: &[Place], kept: &mut [Vec<Place>]) {
        match clause {
            Clause::Operand(number) => kept[*number].extend(wanted),
            Clause::Near(near) => {
                let sides = ((&near.left, &found.parts[0]), (&near.right, &found.parts[1]));
                self.keep_near(near, sides.0, sides.1, wanted, kept);
            }
            _ => {
                for (member, is_not) in members((clause, found)) {
                    if !is_not {
                        let wanted = common(&member.1.places, wanted);
                        self.keep(member.0, member.1, &wanted, kept);
                    }
                }
            }
        }
    }

    fn keep_near(&self, near: &Nearness, left: Side, right: Side, wanted: &[Place], kept: &mut [Vec<Place>]) {
        let Some((pivot, other, relation)) = pivot(near, left, right) else {
            for (member, is_not) in members(left) {
                if !is_not {
                    self.keep_near(near, member, right, wanted, kept);
                }
            }
            return;
        };
        let mut pivots = self.standing(&pivot.1.places, other, relation, !near.not);
        if near.not {
            return self.keep(pivot.0, pivot.1, &common(&pivots, wanted), kept);
        }
        let mut partners = Vec::new();
        self.partners(other, &pivots, relation.reversed(), &mut |_, near| partners.extend(near));
        tidy(&mut partners);
        // A pivot takes part if it is wanted, or stands by a partner that is.
        let flags = near_any(&pivots, &common(&partners, wanted), relation, self.borders);
        let mut flags = flags.into_iter();
        pivots.retain(|place| flags.next() == Some(true) || wanted.binary_search(place).is_ok());
        self.partners(other, &pivots, relation.reversed(), &mut |(clause, found), near| {
            self.keep(clause, found, &near, kept);
        });
        self.keep(pivot.0, pivot.1, &pivots, kept);
    }
}

/// The side whose places are gone through, the other, and how the one must stand to the other;
/// `None` where both are groups.
fn pivot<'a>(near: &Nearness, left: Side<'a>, right: Side<'a>) -> Option<(Side<'a>, Side<'a>, Relation)> {
    let is_group = |side: Side| matches!(side.0, Clause::All(_) | Clause::Any(_) | Clause::Not(_));
    let relation = Relation::new(near.within, near.ordered);
    match (is_group(left), is_group(right)) {
        (false, _) => Some((left, right, relation)),
        (true, false) if !near.not => Some((right, left, relation.reversed())),
        _ => None,
    }
}

/// The members of a group, those under NOT without it but marked.
fn members<'a>((clause, found): Side<'a>) -> impl Iterator<Item = (Side<'a>, bool)> {
    let inner: &[Clause] = match clause {
        Clause::Any(members) | Clause::All(members) => members,
        Clause::Not(_) => std::slice::from_ref(clause),
        Clause::AtLeast(_, inner) => std::slice::from_ref(inner),
        Clause::Operand(_) | Clause::Near(_) => &[],
    };
    let found = if let Clause::Not(_) = clause { std::slice::from_ref(found) } else { &found.parts[..] };
    inner.iter().zip(found).map(|(member, found)| match (member, found.parts.first()) {
        (Clause::Not(inner), Some(found)) => ((&**inner, found), true),
        _ => ((member, found), false),
    })
}

/// How often a clause counts for ATLEAST: a group of alternatives together, other groups and both
/// sides of an operator each for itself, so the least; `None` for what has no places to count.
fn count(clause: &Clause, found: &Found) -> Option<usize> {
    match clause {
        Clause::Operand(_) | Clause::Any(_) => Some(found.places.len()),
        Clause::All(members) => members.iter().zip(&found.parts).filter_map(|(m, f)| count(m, f)).min(),
        Clause::AtLeast(_, inner) => count(inner, found.parts.first()?),
        Clause::Not(_) => None,
        Clause::Near(near) => {
            let side = |side: usize| common(&found.parts[side].places, &found.places).len();
            Some(if near.not { side(0) } else { side(0).min(side(1)) })
        }
    }
}

fn union(parts: &[Found]) -> Vec<Place> {
    let mut places: Vec<Place> = parts.iter().flat_map(|part| &part.places).copied().collect();
    if parts.len() > 1 {
        tidy(&mut places);
    }
    places
}

fn tidy(places: &mut Vec<Place>) {
    places.sort_unstable();
    places.dedup();
}

/// Those of `places` that are among the `others`; both in order.
fn common(places: &[Place], others: &[Place]) -> Vec<Place> {
    places.iter().filter(|place| others.binary_search(place).is_ok()).copied().collect()
}

fn chosen(places: &[Place], flags: &[bool]) -> Vec<Place> {
    places.iter().zip(flags).filter(|(_, flag)| **flag).map(|(place, _)| *place).collect()
}
