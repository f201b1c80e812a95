//! An article read for tagging: the words of its headline and body, what is known of each, and
//! what the article says of them. Training and tagging read with the same code.

use super::article_context::{ArticleContext, CAPITALS};
use super::features::{Context, REACH};
use super::gazetteer::{Gazetteer, capitalised};
use super::hashing::hash;
use super::spelling::Shape;
use super::word_features::{BEYOND, WordFeatures};
use super::words::Words;
use crate::text::fold::fold;
use crate::text::{Outline, Token};

/// A text and its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Text<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// Headline and body.
pub(crate) struct Encoded<'a> {
    pub texts: [Text<'a>; 2],
    pub words: [Words; 2],
    pub features: [Vec<WordFeatures>; 2],
    pub article: ArticleContext,
}

/// A word for which features are asked: its text (0 headline, 1 body), its number, the numbers of
/// its sentence, spelling, shape and letters.
pub(crate) struct Asked<'a> {
    pub field: usize,
    pub at: usize,
    pub sentence: std::ops::Range<usize>,
    pub spelling: u64,
    pub shape: Shape,
    /// Whether the word itself is scored.
    pub candidate: bool,
    pub word: &'a str,
}

impl<'a> Encoded<'a> {
    /// Reads an article. `features_of` is asked once for each word near one that is scored.
    pub(crate) fn new(
        gazetteer: &Gazetteer,
        title: Text<'a>,
        body: (&'a str, &'a Outline),
        mut features_of: impl FnMut(Asked) -> WordFeatures,
    ) -> Encoded<'a> {
        let (body, outline) = body;
        let texts = [title, Text { text: body, tokens: &outline.tokens }];
        let title_words = Words::read(title.text, title.tokens, std::iter::once(0..title.tokens.len()));
        let body_words = Words::read(body, &outline.tokens, outline.sentences.iter().map(|s| s.tokens()));
        let features = [&title_words, &body_words].map(|words| vec![BEYOND; words.all.len()]);
        let words = [title_words, body_words];
        let mut encoded = Encoded { texts, words, features, article: ArticleContext::new() };
        for field in [1, 0] {
            encoded.gather_features(field, false, &mut features_of);
            encoded.article.add_capitals(&encoded.words[field], &encoded.features[field]);
            encoded.article.add_acronyms(&encoded.words[field], &encoded.features[field]);
        }
        for words in &encoded.words {
            encoded.article.add_small(words);
        }
        for field in [1, 0] {
            encoded.respell(field, gazetteer);
            encoded.gather_features(field, true, &mut features_of);
        }
        encoded
    }

    /// Asks for the features of the words of usual sentences, or of those in capitals.
    fn gather_features(
        &mut self,
        field: usize,
        all_caps: bool,
        features_of: &mut impl FnMut(Asked) -> WordFeatures,
    ) {
        let (words, text) = (&self.words[field], &self.texts[field]);
        for sentence in &words.sentences {
            let sentence = sentence.start as usize..sentence.end as usize;
            if sentence.is_empty() || words.all[sentence.start].all_caps != all_caps {
                continue;
            }
            let mut asked = sentence.start;
            for at in sentence.clone() {
                if !words.all[at].candidate {
                    continue;
                }
                let from = asked.max(at.saturating_sub(REACH));
                let end = (at + REACH + 1).min(sentence.end);
                for near in from..end {
                    let word = &words.all[near];
                    self.features[field][near] = features_of(Asked {
                        field,
                        at: near,
                        sentence: sentence.clone(),
                        spelling: word.spelling,
                        shape: word.shape,
                        candidate: word.candidate,
                        word: if all_caps {
                            words.text(near, text.text, text.tokens)
                        } else {
                            text.tokens[word.token as usize].of(text.text)
                        },
                    });
                }
                asked = asked.max(end);
            }
        }
    }

    /// Writes the words of sentences in capitals as they would be written elsewhere.
    fn respell(&mut self, field: usize, gazetteer: &Gazetteer) {
        let text = self.texts[field];
        let words = &mut self.words[field];
        for sentence in &words.sentences {
            let range = sentence.start as usize..sentence.end as usize;
            if range.is_empty() || !words.all[range.start].all_caps {
                continue;
            }
            let cores = words.all[range.clone()].iter().filter(|w| w.shape.is_core()).count();
            let capitals = words.all[range.clone()].iter().filter(|w| w.shape == Shape::Caps).count();
            let respelled = capitals * 10 >= cores * 7;
            words.all[range.clone()].iter_mut().for_each(|word| word.headline = respelled || field == 0);
            if !respelled {
                continue;
            }
            for at in range {
                let word = &mut words.all[at];
                let written = text.tokens[word.token as usize].of(text.text);
                if !matches!(word.shape, Shape::Caps | Shape::Mixed) {
                    continue;
                }
                let seen = self.article.seen(hash(fold(written).as_bytes()));
                let keep = match seen {
                    Some(seen) => seen.company & CAPITALS != 0,
                    None => gazetteer.clusters(word.spelling).usual,
                };
                if !keep {
                    let new = capitalised(written);
                    word.spelling = hash(new.as_bytes());
                    word.shape = Shape::of_word(&new);
                    words.respelled.push((at as u32, new));
                }
            }
        }
    }

    /// What the features see of the sentence whose words are these.
    pub(crate) fn context<'r>(
        &'r self,
        gazetteer: &'r Gazetteer,
        field: usize,
        sentence: std::ops::Range<usize>,
    ) -> Context<'r> {
        Context {
            gazetteer,
            article: &self.article,
            words: &self.words[field].all[sentence.clone()],
            features: &self.features[field][sentence],
        }
    }
}
