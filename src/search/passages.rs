//! What is shown of a hit: its best passages, widened as asked, with the places of the query
//! marked.

use std::collections::HashMap;
use std::ops::Range;

use super::engine::{HitPositions, OperandPositions};
use super::rank::Ranking;
use super::request::Request;
use super::response::{Mark, Passage};
use crate::entities::MentionField;
use crate::index::StoredArticle;
use crate::text::segmentation::Segment;
use crate::text::{Outline, Token, tokens};

/// The best passages of an article, best first, as many and as wide as the request says; where
/// the query stands in none (a hit by headline, date or source alone), the opening one.
pub(super) fn shown(
    stored: &StoredArticle,
    body: &str,
    positions: &HitPositions,
    ranking: &Ranking,
    request: &Request,
) -> Vec<Passage> {
    if request.passages == 0 && !request.whole {
        return Vec::new();
    }
    let outline = Outline::new(body);
    let mut borders: Vec<u32> = outline.passages.iter().map(|p| p.first_token).collect();
    borders.extend(outline.passages.last().map(|p| p.end_token));
    let scores = positions.shown_scores(ranking, &borders);
    let pieces = if request.whole {
        let best = scores.iter().copied().fold(0.0, f64::max);
        Vec::from_iter((!outline.sentences.is_empty()).then_some((0..outline.sentences.len(), best)))
    } else {
        let best = best(&outline, &scores, positions, request.passages);
        widened(best, request.context, outline.sentences.len())
    };
    let marker = Marker::new(stored, positions, MentionField::Body);
    let passage = |(sentences, score): (Range<usize>, f64)| {
        let (first, last) =
            (outline.sentences.get(sentences.start)?, outline.sentences.get(sentences.end - 1)?);
        let words = first.first_token..last.end_token;
        let range = if request.whole { 0..body.len() } else { first.start as usize..last.end as usize };
        let marks = marker.marks(positions, body, &outline.tokens, words, range.end);
        Some(Passage { score, marks, ..quoted(body, range)? })
    };
    pieces.into_iter().filter_map(passage).collect()
}

/// Some bytes of a body as a passage without marks; `None` where they are no piece of it.
pub fn quoted(body: &str, range: Range<usize>) -> Option<Passage> {
    let text = body.get(range.clone())?.to_owned();
    let paragraph = body.get(..range.start)?.matches(PARAGRAPH).count() + 1;
    Some(Passage { text, start: range.start, end: range.end, paragraph, score: 0.0, marks: Vec::new() })
}

/// What divides paragraphs.
const PARAGRAPH: &str = "\n\n";

/// The places of the query in the headline.
pub(super) fn title_marks(stored: &StoredArticle, positions: &HitPositions) -> Vec<Mark> {
    let tokens = tokens(&stored.title);
    // Places beyond the headline stand in the standfirst.
    let words = 0..tokens.len() as u32;
    Marker::new(stored, positions, MentionField::Title).marks(
        positions,
        &stored.title,
        &tokens,
        words,
        stored.title.len(),
    )
}

/// The best `wanted` passages, best first, as ranges of sentences with their scores.
fn best(
    outline: &Outline,
    scores: &[f64],
    positions: &HitPositions,
    wanted: usize,
) -> Vec<(Range<usize>, f64)> {
    let stands_in = |passage: &Segment| {
        let words = passage.first_token..passage.end_token;
        positions.operands.iter().any(|operand| !within(&operand.body, &words).is_empty())
    };
    let mut order: Vec<usize> = (0..scores.len()).filter(|i| stands_in(&outline.passages[*i])).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
    order.truncate(wanted);
    if order.is_empty() && !outline.passages.is_empty() {
        order.push(0);
    }
    let sentence = |byte: u32| outline.sentences.partition_point(|s| s.start < byte);
    let range = |i: usize| sentence(outline.passages[i].start)..sentence(outline.passages[i].end);
    order.into_iter().map(|i| (range(i), scores[i])).collect()
}

/// Each range of sentences widened by `context` on both sides. Ranges that then touch or overlap
/// become one, which stands where the better of them stood.
fn widened(best: Vec<(Range<usize>, f64)>, context: usize, sentences: usize) -> Vec<(Range<usize>, f64)> {
    if context == 0 {
        return best;
    }
    let wide = |range: Range<usize>| {
        range.start.saturating_sub(context)..range.end.saturating_add(context).min(sentences)
    };
    let mut ranges: Vec<(Range<usize>, usize, f64)> =
        best.into_iter().enumerate().map(|(rank, (range, score))| (wide(range), rank, score)).collect();
    ranges.sort_by_key(|(range, ..)| range.start);
    let mut joined: Vec<(Range<usize>, usize, f64)> = Vec::new();
    for (range, rank, score) in ranges {
        match joined.last_mut() {
            Some(last) if range.start <= last.0.end => {
                last.0.end = last.0.end.max(range.end);
                (last.1, last.2) = (last.1.min(rank), last.2.max(score));
            }
            _ => joined.push((range, rank, score)),
        }
    }
    joined.sort_by_key(|(_, rank, _)| *rank);
    joined.into_iter().map(|(range, _, score)| (range, score)).collect()
}

/// The places among some words.
fn within<'a>(places: &'a [u32], words: &Range<u32>) -> &'a [u32] {
    let before = places.partition_point(|place| *place < words.start);
    let len = places[before..].partition_point(|place| *place < words.end);
    &places[before..before + len]
}

/// Turns places of operands into bytes of one text.
struct Marker {
    field: MentionField,
    /// The mentions by their first word, where the query asks for names.
    mentions: HashMap<u32, Mark>,
}

impl Marker {
    fn new(stored: &StoredArticle, positions: &HitPositions, field: MentionField) -> Marker {
        let mut mentions = HashMap::new();
        if positions.operands.iter().any(|operand| operand.is_name) {
            for mention in stored.mentions.iter().filter(|mention| mention.field == field) {
                let mark = Mark(mention.start as usize, mention.end as usize);
                mentions.entry(mention.first_word).or_insert(mark);
            }
        }
        Marker { field, mentions }
    }

    /// The marks among some words of a text, sorted, none beyond `end`.
    fn marks(
        &self,
        positions: &HitPositions,
        text: &str,
        tokens: &[Token],
        words: Range<u32>,
        end: usize,
    ) -> Vec<Mark> {
        let mut marks = Vec::new();
        for operand in &positions.operands {
            let all = match self.field {
                MentionField::Title => &operand.title,
                MentionField::Body => &operand.body,
            };
            marks.extend(
                within(all, &words).iter().filter_map(|place| self.mark(operand, *place, text, tokens)),
            );
        }
        tidy(marks, end)
    }

    fn mark(&self, operand: &OperandPositions, at: u32, text: &str, tokens: &[Token]) -> Option<Mark> {
        if operand.is_name {
            return self.mentions.get(&at).copied();
        }
        let first = tokens.get(at as usize)?;
        let last = tokens.get((at + operand.width) as usize - 1).unwrap_or(first);
        // Written as one word, it ends with that.
        let is_one = operand.is_compound
            && text.get(first.end as usize..last.start as usize).is_some_and(|between| between.contains(' '));
        let last = if is_one { first } else { last };
        Some(Mark(first.start as usize, last.end as usize))
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(best: &[(usize, usize)], context: usize, expected: &[(usize, usize)]) {
        let scored = best.iter().map(|(start, end)| *start..*end).zip([3.0, 2.0, 1.0]).collect();
        let found = widened(scored, context, 20).into_iter().map(|(range, _)| (range.start, range.end));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn passages_are_widened_by_whole_sentences() {
        check(&[(8, 10), (4, 8)], 0, &[(8, 10), (4, 8)]);
        check(&[(8, 10)], 2, &[(6, 12)]);
        check(&[(0, 3)], 2, &[(0, 5)]);
        check(&[(18, 20)], 5, &[(13, 20)]);
        check(&[(15, 17), (0, 2)], 1, &[(14, 18), (0, 3)]);
        // What lies between two of them is taken up from both sides.
        check(&[(15, 17), (2, 4), (6, 8)], 1, &[(14, 18), (1, 9)]);
        check(&[(2, 4), (15, 17), (7, 8)], 1, &[(1, 5), (14, 18), (6, 9)]);
        check(&[(10, 12)], usize::MAX, &[(0, 20)]);
    }

    #[test]
    fn a_joined_passage_has_the_better_score() {
        assert_eq!(widened(vec![(4..6, 1.0), (6..8, 3.0)], 1, 20), [(3..9, 3.0)]);
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_all_is_kept(
            mut starts in prop::collection::btree_set(0usize..10, 1..6), context in 0usize..6
        ) {
            let best: Vec<_> = std::mem::take(&mut starts).into_iter().map(|s| (s * 3..s * 3 + 3, s as f64)).collect();
            let mut found = widened(best.clone(), context, 30);
            for (range, _) in best {
                prop_assert!(found.iter().any(|(wide, _)| wide.start <= range.start && range.end <= wide.end));
            }
            found.sort_by_key(|(range, _)| range.start);
            prop_assert!(found.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        }
    }
}
