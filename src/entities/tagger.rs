//! Finds the spans of names with the trained model, in two passes: the second knows what the
//! first took the same words for elsewhere in the article.

use std::sync::Arc;

use super::decode::{Row, add, decode};
use super::features::{Chain, unknown};
use super::foreign::keep_listed;
use super::lists::LISTS;
use super::labels::{LANES, O, Place, meaning};
use super::model::Model;
use super::reading::{Reading, Text, runs};
use super::rows::with_cache;
use super::{Kind, MentionField};
use crate::article::Article;
use crate::text::{Outline, Token};

/// A stretch of tokens that is a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which text the token numbers belong to.
    pub field: MentionField,
    /// Number of the first token.
    pub first: u32,
    /// One past the number of the last token.
    pub end: u32,
    /// What the name stands for.
    pub kind: Kind,
}

/// Finds names. Holds no state between articles, so threads can share it.
#[derive(Debug, Clone)]
pub struct Tagger {
    model: Arc<Model>,
}

impl Default for Tagger {
    fn default() -> Tagger {
        Tagger::new()
    }
}

impl Tagger {
    /// The recogniser that comes with the program.
    pub fn new() -> Tagger {
        Tagger::with(Model::shipped())
    }

    /// A recogniser with a model of one's own.
    pub fn with(model: Arc<Model>) -> Tagger {
        std::sync::LazyLock::force(&LISTS);
        Tagger { model }
    }

    /// The names of an article: by field, then by offset; never overlapping.
    ///
    /// The model is made for English. In other languages only those of its names are kept that
    /// the lists bear out.
    pub fn tag(
        &self,
        language: &str,
        article: &Article,
        title_tokens: &[Token],
        outline: &Outline,
    ) -> Vec<Span> {
        let title = Text { text: &article.title, tokens: title_tokens };
        let body = (&article.body[..], outline);
        let model = &*self.model;
        let mut sums = [vec![[0; LANES]; title_tokens.len()], vec![[0; LANES]; outline.tokens.len()]];
        let mut reading = with_cache(&self.model, |cache| {
            Reading::new(&model.knowledge, title, body, |asked| {
                let entry = cache.get(model, &asked);
                for (distance, row) in entry.rows.iter().enumerate() {
                    let scored = asked.at + distance;
                    if scored >= asked.sentence.start + 2 && scored < asked.sentence.end + 2 {
                        add(&mut sums[asked.field][scored - 2], row);
                    }
                }
                entry.facts
            })
        });
        let mut pass = Pass::default();
        for field in [1, 0] {
            pass.score(model, &reading, field, &mut sums[field]);
        }
        for field in [1, 0] {
            pass.decode(model, &reading, field, &sums[field]);
        }
        for field in [0, 1] {
            for (at, label) in pass.labels[field].iter().enumerate() {
                if reading.words[field].all[at].candidate {
                    reading.document.note(reading.facts[field][at].folded, *label as usize);
                }
            }
        }
        for field in [0, 1] {
            pass.again(model, &reading, field, &mut sums[field]);
        }
        let mut spans = pass.spans(&reading);
        if !matches!(language, "en" | "und") {
            keep_listed(&reading, &mut spans);
        }
        spans
    }
}

/// Scores to labels, over all sentences of a text.
#[derive(Default)]
struct Pass {
    labels: [Vec<u8>; 2],
    steps: Vec<Row>,
    run: Vec<u8>,
}

impl Pass {
    /// Adds what depends on neighbours and on the article.
    fn score(&self, model: &Model, reading: &Reading, field: usize, sums: &mut [Row]) {
        for sentence in &reading.words[field].sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            let context = reading.context(&model.knowledge, field, sentence.clone());
            for run in runs(context.words) {
                let mut chain = Chain { first: 0, end: 0 };
                for at in run {
                    if at >= chain.end {
                        chain = context.chain(at);
                    }
                    let row = &mut sums[sentence.start + at];
                    context.place_features(at, chain, &mut |feature, _| model.add(feature, row));
                    add(row, &model.unknown);
                }
            }
        }
    }

    /// Takes what the first pass found elsewhere into the scores, and labels the runs anew whose
    /// scores that changed.
    fn again(&mut self, model: &Model, reading: &Reading, field: usize, sums: &mut [Row]) {
        for sentence in &reading.words[field].sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            let context = reading.context(&model.knowledge, field, sentence.clone());
            for run in runs(context.words) {
                let mut changed = false;
                for at in run.clone() {
                    let mut scores = [0; LANES];
                    let own = self.labels[field][sentence.start + at] as usize;
                    let mut known = false;
                    context.second_features(at, Some(own), &mut |feature, _| {
                        known = feature != unknown();
                        if known {
                            model.add(feature, &mut scores);
                        }
                    });
                    if known {
                        let row = &mut sums[sentence.start + at];
                        for lane in 0..LANES {
                            row[lane] += scores[lane] - model.unknown[lane];
                        }
                        changed = true;
                    }
                }
                if changed {
                    let run = sentence.start + run.start..sentence.start + run.end;
                    decode(&sums[run.clone()], &model.transitions, &mut self.steps, &mut self.run);
                    self.labels[field][run].copy_from_slice(&self.run);
                }
            }
        }
    }

    fn decode(&mut self, model: &Model, reading: &Reading, field: usize, sums: &[Row]) {
        let words = &reading.words[field];
        self.labels[field] = vec![O as u8; words.all.len()];
        for sentence in &words.sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            for run in runs(&words.all[sentence.clone()]) {
                let run = sentence.start + run.start..sentence.start + run.end;
                decode(&sums[run.clone()], &model.transitions, &mut self.steps, &mut self.run);
                self.labels[field][run].copy_from_slice(&self.run);
            }
        }
    }

    fn spans(&self, reading: &Reading) -> Vec<Span> {
        let mut spans = Vec::new();
        for (field, name) in [MentionField::Title, MentionField::Body].into_iter().enumerate() {
            let words = &reading.words[field].all;
            let mut first = 0;
            for (at, label) in self.labels[field].iter().enumerate() {
                let Some((kind, place)) = meaning(*label as usize) else { continue };
                if matches!(place, Place::First | Place::Only) {
                    first = words[at].token;
                }
                if matches!(place, Place::Last | Place::Only) {
                    spans.push(Span { field: name, first, end: words[at].token + 1, kind });
                }
            }
        }
        spans
    }
}
