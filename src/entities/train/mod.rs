//! Training: texts with marked names in, a model out. Reads no files; the same texts, lists and
//! seed always give the same bytes.

mod card;
mod data;
mod field;
mod learn;
mod pack;

use super::knowledge;
use super::model::Model;
use learn::Learner;

pub use card::{KNOWN, Known, card};

/// A set of marked texts.
#[derive(Debug, Clone)]
pub struct Set {
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
pub struct Options {
    /// Seed of all that is random.
    pub seed: u64,
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
    /// Words of the clusters that are kept.
    pub clustered: usize,
    /// Share of the articles that get a headline made from their own words.
    pub headlines: f32,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            seed: 1,
            epochs: 7,
            least_seen: 3,
            rate: 0.02,
            decay: 1e-5,
            hidden: 0.1,
            least_weight: 0.02,
            clustered: 514_000,
            headlines: 0.6,
        }
    }
}

/// Trains a model. `progress` is told what is being done.
///
/// # Errors
/// Names the set and line that is not a token and a tag.
pub fn train(
    sets: &[Set],
    sources: &Sources,
    options: &Options,
    progress: &mut dyn FnMut(&str),
) -> Result<Model, String> {
    let knowledge = knowledge::compile(&sources.lists, &sources.clusters, options.clustered);
    progress("lists compiled");
    let mut data = data::Data::default();
    for set in sets {
        data.add(set, &knowledge, options).map_err(|reason| format!("{}: {reason}", set.name))?;
    }
    data.prune(options.least_seen);
    progress(&data.summary());
    // What the first pass would find in articles it was not trained on: each half by the other.
    for half in 0..2 {
        let mut learner = Learner::new(&data, options);
        for _ in 0..(options.epochs / 2).clamp(2, 5) {
            learner.epoch(&data, |document| document % 2 != half, false);
        }
        data.predict(&learner.mean(), |document| document % 2 == half);
        progress("first pass of a half");
    }
    data.add_second(&knowledge);
    let mut learner = Learner::new(&data, options);
    for epoch in 0..options.epochs {
        let loss = learner.epoch(&data, |_| true, true);
        progress(&format!("epoch {} loss {loss:.4}", epoch + 1));
    }
    Ok(pack::model(&data, &learner.mean(), knowledge, options, sources.card.clone()))
}
