//! What is shown of a hit: its best passages, with the places of the query marked.

use super::local::{OperandPlaces, Places};
use super::rank::Ranking;
use super::{Mark, Passage};
use crate::index::Stored;
use crate::text::outline::Stretch;
use crate::text::{Outline, Token, tokens};

/// The best `wanted` passages of an article, best first; where the query stands in none
/// (a hit by headline, date or source alone), the opening one.
pub(super) fn best(
    stored: &Stored,
    body: &str,
    places: &Places,
    ranking: &Ranking,
    wanted: usize,
) -> Vec<Passage> {
    if wanted == 0 {
        return Vec::new();
    }
    let outline = Outline::new(body);
    let mut borders: Vec<u32> = outline.passages.iter().map(|p| p.first_token).collect();
    borders.extend(outline.passages.last().map(|p| p.end_token));
    let scores = places.shown_scores(ranking, &borders);
    let stands_in = |passage: &Stretch| {
        places.operands.iter().any(|operand| {
            let next = operand.body.partition_point(|place| *place < passage.first_token);
            operand.body.get(next).is_some_and(|place| *place < passage.end_token)
        })
    };
    let mut order: Vec<usize> = (0..scores.len()).filter(|i| stands_in(&outline.passages[*i])).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    order.truncate(wanted);
    if order.is_empty() && !outline.passages.is_empty() {
        order.push(0);
    }
    let shown = order.into_iter().map(|i| {
        let passage = outline.passages[i];
        let mut marks = Vec::new();
        for operand in &places.operands {
            let inside = operand.body.iter().filter(|p| passage.tokens().contains(&(**p as usize)));
            marks.extend(inside.filter_map(|p| mark(operand, *p, &outline.tokens, stored, false)));
        }
        let range = passage.range();
        Passage {
            text: body[range.clone()].to_owned(),
            start: range.start,
            end: range.end,
            score: scores[i],
            marks: tidy(marks, range.end),
        }
    });
    shown.collect()
}

/// The places of the query in the headline.
pub(super) fn title_marks(stored: &Stored, places: &Places) -> Vec<Mark> {
    let tokens = tokens(&stored.title);
    let mut marks = Vec::new();
    for operand in &places.operands {
        // Places beyond the headline stand in the standfirst.
        marks.extend(operand.title.iter().filter_map(|p| mark(operand, *p, &tokens, stored, true)));
    }
    tidy(marks, stored.title.len())
}

fn mark(operand: &OperandPlaces, at: u32, tokens: &[Token], stored: &Stored, in_title: bool) -> Option<Mark> {
    if operand.is_name {
        let mention = stored.mentions.iter().find(|m| m.1 == in_title && m.4 == at)?;
        return Some(Mark(mention.2 as usize, mention.3 as usize));
    }
    let first = tokens.get(at as usize)?;
    let last = tokens.get((at + operand.width) as usize - 1).unwrap_or(first);
    Some(Mark(first.start as usize, last.end as usize))
}

/// Sorted, joined where they overlap, and none beyond `end`.
fn tidy(mut marks: Vec<Mark>, end: usize) -> Vec<Mark> {
    marks.sort_unstable();
    let mut out: Vec<Mark> = Vec::new();
    for Mark(from, to) in marks {
        let to = to.min(end);
        match out.last_mut() {
            Some(last) if from < last.1 => last.1 = last.1.max(to),
            _ => out.push(Mark(from, to)),
        }
    }
    out
}
