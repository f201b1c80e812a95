//! Training: texts with marked names in, a model out. Reads no files; the same texts, lists and
//! seed always give the same bytes.

mod articles;
mod card;
mod crf;
mod data;
mod gazetteer;
mod quantise;

use crate::entities::recognise::model::Model;
use crf::{Learner, Weights, largest};

pub use card::{KNOWN, KnownSet, card};

/// A set of marked texts.
#[derive(Debug, Clone)]
pub struct TrainingSet {
    /// Its name, for the card.
    pub name: String,
    /// `token TAB tag` lines in BIO.
    pub text: String,
    /// What an example of it is worth.
    pub weight: f32,
    /// Whether nationalities, events and the like are marked MISC in it.
    pub has_misc: bool,
    /// Whether its habits are learned apart, so that the model does not take them on.
    pub apart: bool,
}

/// What a model is made of besides the sets.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Lists of names by the name of their file.
    pub lists: Vec<(String, String)>,
    /// Words and their clusters, most frequent first.
    pub clusters: String,
    /// The card of the model.
    pub card: String,
}

/// How it is trained.
#[derive(Debug, Clone)]
pub struct TrainOptions {
    /// Seed of all that is random.
    pub seed: u64,
    /// Learners whose weights are averaged, each with a seed of its own.
    pub learners: u64,
    /// Times all examples are gone through.
    pub epochs: usize,
    /// Features seen fewer times are left out.
    pub least_seen: u32,
    /// Step of the learner.
    pub rate: f32,
    /// Pull of the weights towards nothing.
    pub decay: f32,
    /// How often the identity of words is hidden.
    pub hidden: f32,
    /// Features whose weights all stay below this are left out.
    pub least_weight: f32,
    /// Features whose weights all stay below this in a first learner are not given to the others, which
    /// learn to do without.
    pub selected: f32,
    /// Words of the clusters that are kept.
    pub clustered: usize,
    /// Share of the articles that get a headline made from their own words.
    pub headlines: f32,
}

impl Default for TrainOptions {
    fn default() -> TrainOptions {
        TrainOptions {
            seed: 1,
            learners: 3,
            epochs: 7,
            least_seen: 3,
            rate: 0.02,
            decay: 3e-3,
            hidden: 0.1,
            least_weight: 0.02,
            selected: 0.05,
            clustered: 380_000,
            headlines: 0.6,
        }
    }
}

/// Trains a model; `progress` receives a line for each step.
///
/// # Errors
/// The message names the set and the line that is not a token and a tag.
pub fn train(
    sets: &[TrainingSet],
    sources: &Sources,
    options: &TrainOptions,
    progress: &mut dyn FnMut(&str),
) -> Result<Model, String> {
    let gazetteer = gazetteer::compile(&sources.lists, &sources.clusters, options.clustered);
    progress("lists compiled");
    let mut data = data::Data::new();
    for set in sets {
        data.add(set, &gazetteer, options).map_err(|reason| format!("{}: {reason}", set.name))?;
    }
    data.prune(options.least_seen);
    progress(&data.summary());
    // What the first pass would find in articles it was not trained on: each half by the other.
    for half in 0..2 {
        let mut learner = Learner::new(&data, options);
        for _ in 0..(options.epochs / 2).clamp(2, 5) {
            learner.epoch(&data, |document| document % 2 != half, false);
        }
        crf::predict(&mut data, &learner.mean(), |document| document % 2 == half);
        progress("first pass of a half");
    }
    data.add_second(&gazetteer);
    if options.selected > 0.0 {
        let weights = learn(&data, options, progress);
        data.select(|id| largest(&weights.features[id as usize]) >= options.selected);
        progress(&data.summary());
    }
    let learners = options.learners.max(1);
    let mut sum = learn(&data, options, progress);
    for learner in 1..learners {
        let options = TrainOptions { seed: options.seed.wrapping_add(learner), ..options.clone() };
        sum = sum.plus(learn(&data, &options, progress));
    }
    let weights = sum.divided(learners as f32);
    Ok(quantise::model(&data, &weights, gazetteer, options, sources))
}

/// What one learner makes of all examples.
fn learn(data: &data::Data, options: &TrainOptions, progress: &mut dyn FnMut(&str)) -> Weights {
    let mut learner = Learner::new(data, options);
    for epoch in 0..options.epochs {
        let loss = learner.epoch(data, |_| true, true);
        progress(&format!("seed {}, epoch {}: loss {loss:.4}", options.seed, epoch + 1));
    }
    learner.mean()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::entities::recognise::tagger::Tagger;
    use crate::lab::score;

    const TEXT: &str = "-DOCSTART-\tO\n\nMayor\tO\nJoan\tB-PER\nHarrow\tI-PER\nspoke\tO\nin\tO\nPellbridge\tB-LOC\n.\tO\n\n\
        Harrow\tB-PER\nleft\tO\nthe\tO\nVelde\tB-ORG\nMarine\tI-ORG\nLtd\tI-ORG\nworks\tO\n.\tO\n\n\
        The\tO\nDutch\tB-MISC\nfirm\tO\ncalled\tO\nher\tO\nin\tO\nPellbridge\tB-LOC\n.\tO\n";

    fn small(seed: u64) -> Model {
        let text = TEXT.to_owned();
        let sets = [
            TrainingSet { name: "one".into(), text: text.clone(), weight: 1.0, has_misc: true, apart: false },
            TrainingSet { name: "two".into(), text, weight: 0.5, has_misc: false, apart: true },
        ];
        let sources = Sources {
            lists: vec![("cities_geonames_15k.txt".into(), "Pellbridge\nNew Harrow\n".into())],
            clusters: "the\t1\t1\t1\t1\nJoan\t2\t2\t2\t2\n".into(),
            card: "a card".into(),
        };
        let options = TrainOptions { seed, least_seen: 1, ..TrainOptions::default() };
        train(&sets, &sources, &options, &mut |_| {}).unwrap()
    }

    #[test]
    fn training_can_be_repeated_to_the_byte() {
        let bytes = small(1).to_bytes();
        assert_eq!(bytes, small(1).to_bytes());
        assert_ne!(bytes, small(9).to_bytes());
        let model = Model::from_bytes(&bytes).unwrap();
        assert_eq!(model.card(), "a card");
        assert_eq!(model.to_bytes(), bytes);
        let scores = score::score_bio(&Tagger::with_model(Arc::new(model)), TEXT).unwrap();
        assert_eq!(scores.all.f1, 1.0);
    }

    #[test]
    fn a_broken_model_is_refused() {
        let mut bytes = small(1).to_bytes();
        let whole = bytes.len();
        for cut in [0, 10, 20, whole / 2, whole - 1] {
            assert!(Model::from_bytes(&bytes[..cut]).is_err(), "{cut}");
        }
        bytes[whole / 2] ^= 0x55;
        let _ = Model::from_bytes(&bytes);
    }

    #[test]
    fn malformed_sets_are_named() {
        let set = TrainingSet {
            name: "odd".into(),
            text: "Paris".into(),
            weight: 1.0,
            has_misc: true,
            apart: false,
        };
        let error = train(&[set], &Sources::default(), &TrainOptions::default(), &mut |_| {}).unwrap_err();
        assert_eq!(error, "odd: line 1: expected a token, a tab and a tag");
    }
}
