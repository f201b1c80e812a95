//! Words that stand in a text across the borders of its words, or within one: 大学 in 北京大学,
//! 生命 in 研究生|命. The index holds them as further words, so that queries for them are answered.
//!
//! - Within a word of Chinese characters each character, each beginning and each end counts.
//!   Other scripts are written by sound, and a word of theirs holds others by chance (มา in มาก):
//!   there only the parts of a compound count that is nothing but words. A run of katakana is one
//!   word to UAX #29 and passes for a compound of any parts of three letters.
//! - From each place within a word the text is cut anew until both cuts meet. Where the first word
//!   found reaches beyond the old one, what was found counts backwards from the word at whose end
//!   they meet: a phrase that begins within a word has its parts side by side and is found.

use std::collections::HashMap;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{Script, cut, is_ideograph, is_word, may_divide};
use crate::text::Token;

/// A further word: which word of the text it stands at, and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Inner {
    /// Number of the word.
    pub at: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Inner {
    /// The word as written.
    pub fn of(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// How many words behind its own a cut from within a word is followed.
const WORDS_AHEAD: usize = 2;
/// Longer words (in bytes) are what no dictionary knows, and not looked into.
const LONGEST: usize = 60;
/// Words whose parts are kept, until all are forgotten.
const KEPT: usize = 1 << 15;

/// Finds the further words of texts, and remembers the parts of words seen before.
#[derive(Default)]
pub struct InnerWords {
    parts: HashMap<Box<str>, Box<[Part]>>,
}

/// A part of a word: how many words behind it (or before it) it stands, and its bytes in it.
type Part = (i32, Range<u32>);

impl InnerWords {
    /// The further words of a text, in the order of the words they stand at, none twice at one.
    pub fn find(&mut self, text: &str, tokens: &[Token]) -> Vec<Inner> {
        let mut out = Vec::new();
        if text.is_ascii() {
            return out;
        }
        // No character of these scripts begins with a lower byte.
        let is_of_these = |token: &Token| {
            text.as_bytes()[token.start as usize] >= 0xE0 && Script::of_text(token.of(text)).is_some()
        };
        let mut first = 0;
        while first < tokens.len() {
            let mut last = first;
            if is_of_these(&tokens[first]) {
                let joins = |at: usize| tokens.get(at + 1).filter(|next| next.start == tokens[at].end);
                while joins(last).is_some_and(is_of_these) {
                    last += 1;
                }
                for number in first..=last {
                    self.within(text, tokens, number, &mut out);
                    across(text, tokens, number, last, &mut out);
                }
            }
            first = last + 1;
        }
        out.sort_unstable_by(|a, b| a.at.cmp(&b.at).then_with(|| a.of(text).cmp(b.of(text))));
        out.dedup_by(|a, b| a.at == b.at && a.of(text) == b.of(text));
        out.retain(|inner| tokens.get(inner.at as usize).is_some_and(|t| inner.of(text) != t.of(text)));
        out
    }

    fn within(&mut self, text: &str, tokens: &[Token], number: usize, out: &mut Vec<Inner>) {
        let token = tokens[number];
        let word = token.of(text);
        // A character of these scripts takes three bytes.
        if word.len() <= 3 || word.len() > LONGEST {
            return;
        }
        if !self.parts.contains_key(word) {
            if self.parts.len() >= KEPT {
                self.parts.clear();
            }
            self.parts.insert(word.into(), parts(word).into());
        }
        for (distance, bytes) in &self.parts[word] {
            if let Some(at) = number.checked_add_signed(*distance as isize) {
                let (start, end) = (token.start + bytes.start, token.start + bytes.end);
                out.push(Inner { at: at as u32, start, end });
            }
        }
    }
}

/// The parts of a word that are words, wherever it stands.
fn parts(word: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let ideographs = word.chars().any(is_ideograph);
    let span = |start: usize, end: usize| start as u32..end as u32;
    for (offset, cluster) in word.grapheme_indices(true) {
        if ideographs {
            out.push((0, span(offset, offset + cluster.len())));
        }
        if offset == 0 || !may_divide(word, offset) {
            continue;
        }
        let (front, back) = (pieces(word, 0..offset), pieces(word, offset..word.len()));
        let counts = |piece: &Range<usize>| {
            let piece = &word[piece.clone()];
            ideographs || is_long(piece) && is_word(piece)
        };
        if front.iter().chain(&back).all(counts) {
            out.extend((0..).zip(&front).map(|(behind, piece)| (behind, span(piece.start, piece.end))));
            let back = (0..).zip(back.iter().rev());
            out.extend(back.map(|(before, piece): (i32, _)| (-before, span(piece.start, piece.end))));
        }
    }
    out
}

/// The words that begin in a word and reach beyond it. Words up to `last` follow without a gap.
fn across(text: &str, tokens: &[Token], number: usize, last: usize, out: &mut Vec<Inner>) {
    let token = tokens[number];
    let word = token.of(text);
    if number == last || word.len() <= 3 || word.len() > LONGEST {
        return;
    }
    let ahead = &tokens[number + 1..=last.min(number + WORDS_AHEAD)];
    let end = ahead.last().map_or(token.end, |token| token.end) as usize;
    for (offset, _) in word.grapheme_indices(true).skip(1) {
        if !may_divide(word, offset) {
            continue;
        }
        let offset = token.start as usize + offset;
        let mut path = pieces(text, offset..end);
        let reaches_over = |piece: &&Range<usize>| {
            piece.end > token.end as usize && may_divide(&text[offset..end], piece.end - offset)
        };
        let Some(over) = path.first().filter(reaches_over).cloned() else {
            continue;
        };
        let meets = path.iter().enumerate().find_map(|(at, piece)| {
            let word = ahead.iter().position(|token| token.end as usize == piece.end)?;
            Some((at, number + 1 + word))
        });
        let Some((pieces_ahead, meets)) = meets else { continue };
        path.truncate(pieces_ahead + 1);
        // Where all is words, the text may well have been meant to be cut here.
        let front = pieces(text, token.start as usize..offset);
        let counts = |piece: &Range<usize>| {
            let piece = &text[piece.clone()];
            is_long(piece) && is_word(piece)
        };
        if front.iter().chain([&over]).all(counts) {
            path.splice(0..0, front);
        }
        for (before, piece) in path.iter().rev().enumerate() {
            if let Some(at) = meets.checked_sub(before) {
                out.push(Inner { at: at as u32, start: piece.start as u32, end: piece.end as u32 });
            }
        }
        // A shorter word of Chinese characters may reach over the border as well.
        if text[over.clone()].chars().any(is_ideograph) {
            for (shorter, _) in text[token.end as usize..over.end].grapheme_indices(true).skip(1) {
                for (at, piece) in (number..).zip(pieces(text, offset..token.end as usize + shorter)) {
                    out.push(Inner { at: at as u32, start: piece.start as u32, end: piece.end as u32 });
                }
            }
        }
    }
}

/// Whether a word is long enough to be told from chance: two characters, three of katakana, whose
/// runs the dictionary takes for words whatever they are.
fn is_long(word: &str) -> bool {
    let katakana = word.starts_with(|c| ('\u{30A1}'..='\u{30FF}').contains(&c));
    word.len() > if katakana { 6 } else { 3 }
}

fn pieces(text: &str, bytes: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    cut(&text[bytes.clone()], |start, end| out.push(bytes.start + start..bytes.start + end));
    out
}
