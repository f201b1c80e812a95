//! Finds the spans of names with the trained model, in two passes: the second knows what the
//! first took the same words for elsewhere in the article.

use std::ops::Range;
use std::sync::Arc;

use super::boundaries::{are_one_organisation, follows_title, is_listed, is_sign, outside_words};
use super::decode::{Row, add, decode};
use super::encoded::{Encoded, Text};
use super::feature_cache::{warm_words, with_cache};
use super::features::{Chain, REACH, agreed, unknown};
use super::gazetteer_override::listed_span;
use super::headlines::{is_speaker, without_small};
use super::mend::mend;
use super::model::{Batch, Model};
use super::non_english::keep_listed;
use super::span::Span;
use super::split::end_of_piece;
use super::tags::{self, Bilou, LANES, MISC_FIRST, O, meaning};
use super::word_lists::{COMMON, DEMONYM, LISTS, STOP, TITLE};
use super::words::runs;
use crate::article::Article;
use crate::entities::{Kind, MentionField};
use crate::text::{Outline, Token};

/// Finds names. Keeps no state between articles, so threads can share it.
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
    /// The tagger that comes with the program.
    pub fn new() -> Tagger {
        Tagger::with_model(Model::shipped())
    }

    /// A tagger with another model.
    pub(crate) fn with_model(model: Arc<Model>) -> Tagger {
        std::sync::LazyLock::force(&LISTS);
        warm_words(&model);
        Tagger { model }
    }

    /// The names of an article: by field, then by offset; never overlapping.
    ///
    /// The model is made for English. In other languages, only names that the gazetteers confirm are kept.
    pub(crate) fn tag(
        &self,
        language: &str,
        article: &Article,
        title_tokens: &[Token],
        outline: &Outline,
    ) -> Vec<Span> {
        let title = Text { text: &article.title, tokens: title_tokens };
        let body = (&article.body[..], outline);
        let model = &*self.model;
        let (mut encoded, mut sums) = scores(&self.model, title, body);
        let mut pass = Pass::default();
        for field in [1, 0] {
            pass.decode(model, &encoded, field, &sums[field]);
        }
        for field in [0, 1] {
            for (at, label) in pass.labels[field].iter().enumerate() {
                if encoded.words[field].all[at].candidate {
                    encoded.article.note(encoded.features[field][at].folded, *label as usize);
                }
            }
        }
        for field in [0, 1] {
            pass.relabel(model, &encoded, field, &mut sums[field]);
            pass.name_repeated_words(model, &encoded, field);
        }
        let mut spans = mend(&encoded, &model.gazetteer, pass.spans(model, &encoded, &sums));
        if !matches!(language, "en" | "und") {
            keep_listed(&encoded, &mut spans);
        }
        spans
    }
}

/// An article read, and the scores of its words before anything is labelled.
fn scores<'a>(
    model: &Arc<Model>,
    title: Text<'a>,
    body: (&'a str, &'a Outline),
) -> (Encoded<'a>, [Vec<Row>; 2]) {
    let mut sums = [vec![[0; LANES]; title.tokens.len()], vec![[0; LANES]; body.1.tokens.len()]];
    let encoded = with_cache(model, |cache| {
        Encoded::new(&model.gazetteer, title, body, |asked| {
            let entry = cache.get(model, &asked);
            for (distance, row) in entry.rows.iter().enumerate() {
                let scored = asked.at + distance;
                if scored >= asked.sentence.start + REACH && scored < asked.sentence.end + REACH {
                    add(&mut sums[asked.field][scored - REACH], row);
                }
            }
            entry.features
        })
    });
    for field in [0, 1] {
        add_places(model, &encoded, field, &mut sums[field]);
    }
    (encoded, sums)
}

/// Adds what depends on neighbours and on the article.
fn add_places(model: &Model, encoded: &Encoded, field: usize, sums: &mut [Row]) {
    let mut batch = Batch::new();
    for sentence in &encoded.words[field].sentences {
        let sentence = sentence.start as usize..sentence.end as usize;
        let context = encoded.context(&model.gazetteer, field, sentence.clone());
        for run in runs(context.words) {
            let mut chain = Chain { first: 0, end: 0 };
            for at in run {
                if at >= chain.end {
                    chain = context.chain(at);
                }
                let row = &mut sums[sentence.start + at];
                batch.clear();
                context.place_features(at, chain, &mut |feature, _| batch.push(feature));
                model.add_all(&batch, row);
                add(row, &model.unknown);
            }
        }
    }
}

/// Scores to labels, over all sentences of a text.
#[derive(Default)]
struct Pass {
    labels: [Vec<u8>; 2],
    /// Words labelled like the same word elsewhere, in order.
    agreed: [Vec<usize>; 2],
    steps: Vec<Row>,
    run: Vec<u8>,
}

impl Pass {
    /// Takes what the first pass found elsewhere into the scores, and labels the runs anew whose
    /// scores that changed.
    fn relabel(&mut self, model: &Model, encoded: &Encoded, field: usize, sums: &mut [Row]) {
        for sentence in &encoded.words[field].sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            let context = encoded.context(&model.gazetteer, field, sentence.clone());
            for run in runs(context.words) {
                let mut changed = false;
                for at in run.clone() {
                    let mut scores = [0; LANES];
                    let own = self.labels[field][sentence.start + at] as usize;
                    let mut known = false;
                    context.second_features(at, own, &mut |feature, _| {
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

    /// Names the words that stand alone, outside every name, and are names all over the article.
    fn name_repeated_words(&mut self, model: &Model, encoded: &Encoded, field: usize) {
        for sentence in &encoded.words[field].sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            let context = encoded.context(&model.gazetteer, field, sentence.clone());
            for at in runs(context.words).flatten() {
                let (word, features) = (&context.words[at], &context.features[at]);
                let label = self.labels[field][sentence.start + at];
                // In a headline the rest of the article knows better.
                let named = match word.headline {
                    true => meaning(label as usize).is_some_and(|(_, place)| place != Bilou::Unit),
                    false => label as usize != O,
                };
                if named
                    || !word.shape.is_core()
                    || features.small.usual
                    || features.marks & (STOP | COMMON | DEMONYM | TITLE) != 0
                {
                    continue;
                }
                let chain = context.chain(at);
                let alone = chain.end == chain.first + 1 || word.all_caps;
                let seen = encoded.article.seen(features.folded).filter(|seen| alone && seen.lower == 0);
                let kind = seen.and_then(|seen| agreed(seen, label as usize));
                let own = meaning(label as usize).map(|(kind, _)| kind);
                let fits =
                    |kind: &Kind| label as usize == O || *kind == Kind::Person || own == Some(Kind::Person);
                let unseen = || word.headline && own.is_none() && seen.is_none_or(|seen| seen.company == 0);
                let kind = kind.filter(fits).or_else(|| {
                    (unseen() && is_speaker(&context, at, &self.labels[field][sentence.clone()]))
                        .then_some(Kind::Person)
                });
                if let Some(kind) = kind {
                    self.labels[field][sentence.start + at] = tags::label(kind, Bilou::Unit) as u8;
                    self.agreed[field].push(sentence.start + at);
                }
            }
        }
    }

    fn decode(&mut self, model: &Model, encoded: &Encoded, field: usize, sums: &[Row]) {
        let words = &encoded.words[field];
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

    /// How much better the labels of a name are than none of it, or than another kind's, whichever
    /// is less.
    fn sureness(&self, model: &Model, sums: &[Row], field: usize, name: Range<usize>) -> i32 {
        if self.agreed[field].binary_search(&name.start).is_ok() {
            return i32::MAX;
        }
        let (mut outside, mut otherwise) = (0, 0);
        let mut before = O;
        for at in name {
            let label = self.labels[field][at] as usize;
            let score = |label: usize| i32::from(sums[at][label]);
            let step = |label: usize| i32::from(model.transitions[before][label]);
            outside += score(label) + step(label) - score(O) - i32::from(model.transitions[O][O]);
            let rivals = (1..MISC_FIRST).filter(|rival| rival % 4 == label % 4 && *rival != label);
            otherwise += score(label) - rivals.map(score).max().unwrap_or(0);
            before = label;
        }
        outside.min(otherwise)
    }

    /// The names that the labels say, each with how sure they are.
    fn spans(&self, model: &Model, encoded: &Encoded, sums: &[Vec<Row>; 2]) -> Vec<(Span, i32)> {
        let mut spans: Vec<(Span, i32)> = Vec::new();
        for (field, name) in [MentionField::Title, MentionField::Body].into_iter().enumerate() {
            let words = &encoded.words[field].all;
            let text = &encoded.texts[field];
            let mut first = 0;
            // One past the last word that belongs to a name.
            let mut reached = 0;
            for (at, label) in self.labels[field].iter().enumerate() {
                let Some((mut kind, place)) = meaning(*label as usize) else { continue };
                if matches!(place, Bilou::Begin | Bilou::Unit) {
                    first = at;
                }
                if matches!(place, Bilou::Begin | Bilou::Inside) {
                    continue;
                }
                let (mut start, mut end) = (first, at + 1);
                let mut sure = self.sureness(model, &sums[field], field, start..end);
                match listed_span(words, &encoded.features[field], start, end) {
                    Some(Some(listed)) if listed.0 >= reached => {
                        (start, end, kind) = listed;
                        sure = i32::MAX;
                    }
                    Some(None) => continue,
                    _ => {}
                }
                if kind == Kind::Person && words[start].headline {
                    Range { start, end } = without_small(encoded, field, start..end);
                }
                // A name may hold several that a comma divides.
                while start < end {
                    let piece_end = end_of_piece(words, text, start..end, kind);
                    let skipped = outside_words(Some(kind), piece_end - start, |at| {
                        text.tokens[words[start + at].token as usize].of(text.text)
                    });
                    let first = start + skipped;
                    start = piece_end;
                    let named = spans.last().map(|(last, _)| last).filter(|last| last.field == name);
                    if first < reached || is_sign(text, words[first].token as usize, named) {
                        continue;
                    }
                    let span = Span {
                        field: name,
                        first: words[first].token,
                        end: words[piece_end - 1].token + 1,
                        kind: if piece_end == first + 1 && follows_title(text, words[first].token as usize) {
                            Kind::Person
                        } else if kind != Kind::Org && is_listed(text, words[piece_end - 1].token as usize) {
                            Kind::Org
                        } else {
                            kind
                        },
                    };
                    match spans.last_mut() {
                        Some((last, surest))
                            if first == reached
                                && first > 0
                                && last.field == name
                                && are_one_organisation(
                                    last,
                                    &words[first - 1],
                                    &words[first],
                                    kind,
                                    piece_end - first,
                                ) =>
                        {
                            (last.end, last.kind) = (span.end, Kind::Org);
                            *surest = (*surest).max(sure);
                        }
                        _ => spans.push((span, sure)),
                    }
                    reached = piece_end;
                }
            }
        }
        spans
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entities::recognise::features::word_features;
    use crate::text::fold::fold;
    use crate::text::tokens;

    /// Every feature of every word looked up on its own: what the cached rows must add up to.
    fn naive(model: &Model, encoded: &Encoded, field: usize) -> Vec<Row> {
        let words = &encoded.words[field];
        let text = encoded.texts[field];
        let mut out = vec![[0; LANES]; words.all.len()];
        for sentence in &words.sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            let context = encoded.context(&model.gazetteer, field, sentence.clone());
            for at in sentence.clone().filter(|&at| words.all[at].candidate) {
                let row = &mut out[at];
                for other in at.saturating_sub(REACH).max(sentence.start)..(at + REACH + 1).min(sentence.end)
                {
                    let word = words.text(other, text.text, text.tokens);
                    let features = &encoded.features[field][other];
                    let distance = at + REACH - other;
                    word_features(
                        word,
                        &fold(word),
                        words.all[other].shape,
                        features,
                        distance,
                        &mut |feature, _| {
                            model.add(feature, row);
                        },
                    );
                }
                let at = at - sentence.start;
                context.place_features(at, context.chain(at), &mut |feature, _| model.add(feature, row));
                model.add(unknown(), row);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn cached_scores_equal_naive_scores(words in prop::collection::vec(prop::sample::select(vec![
            "Mr", "Kim", "Jong-un", "van", "Bank", "of", "England", "and", "NATO", "U.S.", "the", "The", "said,",
            "Kyiv", "SAYS", "REAGAN", "(Reuters)", "-", "20", "O’Neill", "’s", "\n\n", "É.", "zorbax", "Zorbax", "G20",
        ]), 0..60)) {
            let body = words.join(" ");
            let title = words.iter().take(6).copied().collect::<Vec<_>>().join(" ").to_uppercase();
            let (title_tokens, outline) = (tokens(&title), Outline::new(&body));
            let model = Model::shipped();
            let text = Text { text: &title, tokens: &title_tokens };
            let (encoded, sums) = scores(&model, text, (&body, &outline));
            for field in [0, 1] {
                let naive = naive(&model, &encoded, field);
                for (at, word) in encoded.words[field].all.iter().enumerate().filter(|(_, w)| w.candidate) {
                    prop_assert_eq!(sums[field][at], naive[at], "{:?}", word);
                }
            }
        }
    }

    #[test]
    fn the_model_is_there_and_credits_its_sources() {
        let card = Model::shipped().card().to_owned();
        for said in ["worldwide", "its repository states no licence", "GeoNames", "CC BY", "CC0"] {
            assert!(card.contains(said), "{said}");
        }
    }
}
