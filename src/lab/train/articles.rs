//! Marked texts cut into articles for training, with made-up headlines: a few words of a
//! sentence once more as headlines are written, in capitals or with a capital on every word.

use std::ops::Range;

use super::TrainingSet;
use crate::entities::Kind;
use crate::entities::recognise::boundaries::outside_words;
use crate::entities::recognise::gazetteer::capitalised;
use crate::entities::recognise::spelling::is_link;
use crate::entities::recognise::tags::{Bilou, LANES, MISC_FIRST, MISC_MORE, O, label};
use crate::entities::recognise::words::Words;
use crate::lab::gold::{self, one_name};
use crate::lab::random::Random;
use crate::text::Token;

/// A text with the bytes of its names; without a kind for MISC.
#[derive(Debug, Default)]
pub(super) struct Marked {
    pub text: String,
    pub names: Vec<(Range<usize>, Option<Kind>)>,
}

/// Headline and body of an article.
#[derive(Debug, Default)]
pub(super) struct Article {
    pub title: Marked,
    pub body: Marked,
}

/// Sentences of an article cut from a file that does not divide its articles.
const SENTENCES: usize = 25;

/// The articles of a set, a share of them with headlines made from their own words.
pub(super) fn documents(
    set: &TrainingSet,
    headlines: f32,
    random: &mut Random,
) -> Result<Vec<Article>, String> {
    let mut out = Vec::new();
    for document in gold::read_bio(&set.text)? {
        for piece in pieces(&document) {
            let body = marked(&document, piece.clone(), &|_, word| word.to_owned());
            let title =
                if random.chance(headlines) { headline(&document, piece, random) } else { Marked::default() };
            out.push(Article { title, body });
        }
    }
    Ok(out)
}

/// Ranges of given tokens, whole sentences each.
fn pieces(document: &gold::GoldDocument) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut first, mut sentences) = (0, 0);
    for at in 1..document.tokens.len() {
        sentences += usize::from(starts_sentence(document, at));
        if sentences > 0 && sentences % SENTENCES == 0 && starts_sentence(document, at) {
            out.push(first..at);
            first = at;
        }
    }
    out.push(first..document.tokens.len());
    // Whole articles are longer than a piece only where the file does not divide them.
    if sentences < 4 * SENTENCES {
        out = std::iter::once(0..document.tokens.len()).collect();
    }
    out
}

fn starts_sentence(document: &gold::GoldDocument, at: usize) -> bool {
    at == 0 || document.body[document.tokens[at - 1].end..document.tokens[at].start].contains('\n')
}

/// Some given tokens as a text, each written as `spell` says.
fn marked(
    document: &gold::GoldDocument,
    range: Range<usize>,
    spell: &dyn Fn(usize, &str) -> String,
) -> Marked {
    let mut out = Marked::default();
    let mut at = Vec::with_capacity(range.len());
    for token in range.clone() {
        if !out.text.is_empty() {
            out.text.push_str(if starts_sentence(document, token) { "\n\n" } else { " " });
        }
        let start = out.text.len();
        out.text.push_str(&spell(token, &document.body[document.tokens[token].clone()]));
        at.push(start..out.text.len());
    }
    for (tokens, kind) in &document.gold {
        if tokens.start >= range.start && tokens.end <= range.end && !tokens.is_empty() {
            let start = at[tokens.start - range.start].start;
            let end = at[tokens.end - 1 - range.start].end;
            match out.names.last_mut() {
                Some((last, before)) if one_name(&out.text, last, *before, &(start..end), *kind) => {
                    (last.end, *before) = (end, Some(Kind::Org));
                }
                _ => out.names.push((start..end, *kind)),
            }
        }
    }
    out
}

/// A headline from the first words of a sentence.
fn headline(document: &gold::GoldDocument, piece: Range<usize>, random: &mut Random) -> Marked {
    let starts: Vec<usize> = piece.clone().filter(|&at| starts_sentence(document, at)).collect();
    let Some(&start) = starts.get((random.next() % starts.len().max(1) as u64) as usize) else {
        return Marked::default();
    };
    let mut end = start + 1;
    let most = start + 5 + (random.next() % 8) as usize;
    while end < piece.end && !starts_sentence(document, end) && end < most {
        end += 1;
    }
    // No name is cut in two, and no full stop ends it.
    while end > start && document.gold.iter().any(|(name, _)| name.start < end && end < name.end) {
        end -= 1;
    }
    while end > start && !document.body[document.tokens[end - 1].clone()].contains(char::is_alphanumeric) {
        end -= 1;
    }
    match random.next() % 20 {
        0..6 => marked(document, start..end, &|_, word| word.to_uppercase()),
        6..15 => marked(document, start..end, &|at, word| {
            if at > start && is_link(word) || word.contains(char::is_uppercase) {
                word.to_owned()
            } else {
                capitalised(word)
            }
        }),
        _ => marked(document, start..end, &|_, word| word.to_owned()),
    }
}

/// Every label.
const ANY: u16 = (1 << (LANES - 1)) - 1;

impl Marked {
    /// For each word the labels that are right, as bits.
    pub(super) fn allowed(&self, words: &Words, tokens: &[Token], has_misc: bool) -> Vec<u16> {
        let outside = if has_misc { 1 << O } else { 1 << O | 1 << MISC_FIRST | 1 << MISC_MORE };
        let mut out = vec![outside; words.all.len()];
        for (bytes, kind) in &self.names {
            let first = words.all.partition_point(|w| tokens[w.token as usize].end as usize <= bytes.start);
            let end = words.all.partition_point(|w| (tokens[w.token as usize].start as usize) < bytes.end);
            if first >= end {
                continue;
            }
            let first = first
                + outside_words(*kind, end - first, |at| {
                    tokens[words.all[first + at].token as usize].of(&self.text)
                });
            let crosses =
                words.sentences.iter().any(|s| (s.start as usize) > first && (s.start as usize) < end);
            if crosses || words.all[first..end].iter().any(|w| !w.candidate) {
                // A name the tagger cannot find as it is: nothing is learned from it.
                out[first..end].fill(ANY);
                continue;
            }
            for (at, out) in out.iter_mut().enumerate().take(end).skip(first) {
                *out = 1
                    << match (*kind, at == first, at + 1 == end) {
                        (Some(kind), true, true) => label(kind, Bilou::Unit),
                        (Some(kind), true, false) => label(kind, Bilou::Begin),
                        (Some(kind), false, true) => label(kind, Bilou::Last),
                        (Some(kind), false, false) => label(kind, Bilou::Inside),
                        (None, true, _) => MISC_FIRST,
                        (None, false, _) => MISC_MORE,
                    };
            }
        }
        out
    }
}
