//! The outline of a body: its words, sentences, paragraphs and passages, found in one go.

use std::ops::Range;

use super::passages::{MAX_WORDS, passages};
use super::sentences::sentences;
use super::tokens::{Token, tokens};

/// A stretch of a body, in bytes and in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Number of its first word.
    pub first_token: u32,
    /// One past the number of its last word; equal to `first_token` where it has none.
    pub end_token: u32,
}

impl Segment {
    /// The byte range.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The range of word numbers.
    pub fn tokens(&self) -> Range<usize> {
        self.first_token as usize..self.end_token as usize
    }
}

/// What a body is made of. Sentences, paragraphs and passages lie in order and cover all words. A
/// sentence of more than 240 words (a list of captions, a text without full stops) is cut.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The words.
    pub tokens: Vec<Token>,
    /// The sentences.
    pub sentences: Vec<Segment>,
    /// The paragraphs.
    pub paragraphs: Vec<Segment>,
    /// The passages: whole sentences, about 60 to 120 words.
    pub passages: Vec<Segment>,
}

impl Outline {
    /// Outlines a body whose paragraphs are divided by empty lines.
    pub fn new(body: &str) -> Outline {
        let mut outline = Outline { tokens: tokens(body), ..Outline::default() };
        let mut words_by_paragraph = Vec::new();
        let mut token = 0;
        for (start, paragraph) in paragraphs(body) {
            let first_sentence = outline.sentences.len();
            for range in sentences(paragraph) {
                let (start, end) = (start + range.start, start + range.end);
                let first = token;
                while token < outline.tokens.len() && (outline.tokens[token].start as usize) < end {
                    token += 1;
                }
                let sentence = Segment {
                    start: start as u32,
                    end: end as u32,
                    first_token: first as u32,
                    end_token: token as u32,
                };
                outline.sentences.extend(bounded(sentence, body, &outline.tokens));
            }
            let found = &outline.sentences[first_sentence..];
            if let Some(paragraph) = join(found) {
                outline.paragraphs.push(paragraph);
                words_by_paragraph.push(found.iter().map(|s| s.tokens().len()).collect());
            }
        }
        let groups = passages(&words_by_paragraph);
        outline.passages = groups.into_iter().filter_map(|g| join(&outline.sentences[g])).collect();
        outline
    }
}

/// A sentence in pieces of nearly equal length, if it is longer than a passage may be.
fn bounded(sentence: Segment, body: &str, tokens: &[Token]) -> Vec<Segment> {
    let words = sentence.tokens().len();
    if words <= 2 * MAX_WORDS {
        return vec![sentence];
    }
    let pieces = words.div_ceil(MAX_WORDS);
    let border = |piece: usize| sentence.first_token + (words * piece / pieces) as u32;
    (0..pieces)
        .map(|piece| {
            let (first_token, end_token) = (border(piece), border(piece + 1));
            let begin = |token: u32| tokens[token as usize].start;
            let start = if piece == 0 { sentence.start } else { begin(first_token) };
            let end = match piece + 1 == pieces {
                true => sentence.end,
                false => start + body[start as usize..begin(end_token) as usize].trim_end().len() as u32,
            };
            Segment { start, end, first_token, end_token }
        })
        .collect()
}

fn join(stretches: &[Segment]) -> Option<Segment> {
    let (first, last) = (stretches.first()?, stretches.last()?);
    Some(Segment { end: last.end, end_token: last.end_token, ..*first })
}

/// The paragraphs of a body with the byte each begins at.
fn paragraphs(body: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    body.split("\n\n").map(move |paragraph| {
        let start = at;
        at += paragraph.len() + 2;
        (start, paragraph)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_small_body() {
        let body = "Talks failed. Both sides left.\n\nThey meet again.";
        let outline = Outline::new(body);
        let texts = |s: &[Segment]| s.iter().map(|s| &body[s.range()]).collect::<Vec<_>>();
        assert_eq!(texts(&outline.sentences), ["Talks failed.", "Both sides left.", "They meet again."]);
        assert_eq!(texts(&outline.paragraphs), ["Talks failed. Both sides left.", "They meet again."]);
        assert_eq!(texts(&outline.passages), [body]);
        assert_eq!(outline.passages[0].tokens(), 0..8);
    }

    #[test]
    fn no_passage_is_longer_than_twice_the_usual() {
        for word in ["word ", "word, ", "ราคา", "WORD\n"] {
            let body = word.repeat(1000);
            let outline = Outline::new(body.trim());
            assert!(outline.tokens.len() >= 900, "{word}");
            for passage in &outline.passages {
                assert!(passage.tokens().len() <= 2 * MAX_WORDS, "{word}");
                let text = &body[passage.range()];
                assert_eq!(text, text.trim());
            }
        }
    }

    #[test]
    fn a_text_in_small_letters_has_sentences() {
        let body = "the harbour is closed. nobody knows why. ask the mayor.";
        assert_eq!(Outline::new(body).sentences.len(), 3);
        assert_eq!(Outline::new("The I.R.S. closed. and more.").sentences.len(), 1);
    }

    proptest! {
        /// Sentences, paragraphs and passages each hold every word once, in order.
        #[test]
        fn all_words_are_covered(body in "[A-Ca-c.?! \n“”0-9é]{0,80}") {
            let outline = Outline::new(&body);
            for stretches in [&outline.sentences, &outline.paragraphs, &outline.passages] {
                let mut next = 0;
                for s in stretches {
                    prop_assert_eq!(s.first_token, next);
                    next = s.end_token;
                    for t in &outline.tokens[s.tokens()] {
                        prop_assert!(s.start <= t.start && t.end <= s.end);
                    }
                }
                prop_assert_eq!(next as usize, outline.tokens.len());
            }
        }
    }
}
