//! Learned weights as a model: rounded to bytes, without the features that weigh nothing.

use super::crf::{Weights, largest};
use super::data::Data;
use super::{Sources, TrainOptions};
use crate::entities::recognise::gazetteer::Gazetteer;
use crate::entities::recognise::model::Model;
use crate::entities::recognise::tables::Prints;
use crate::entities::recognise::tags::LANES;

/// Weights are rounded to this part of one; larger ones than 127 parts are cut.
const STEP: f32 = 1.0 / 32.0;

/// The model of some weights.
pub(super) fn model(
    data: &Data,
    weights: &Weights,
    gazetteer: Gazetteer,
    options: &TrainOptions,
    sources: &Sources,
) -> Model {
    let says = |id: u32| largest(&weights.features[id as usize]) >= options.least_weight;
    let mut kept: Vec<(u64, u32)> = data.ids().filter(|(_, id)| says(*id)).collect();
    kept.sort_unstable();
    let round = |weight: &f32| (weight / STEP).round();
    let mut features = Prints::with_room(kept.len());
    let mut rows = vec![[0; LANES]; features.slots()];
    for (feature, id) in kept {
        if let Some(slot) = features.insert(feature) {
            rows[slot] = std::array::from_fn(|lane| {
                round(&weights.features[id as usize][lane]).clamp(-127.0, 127.0) as i8
            });
        }
    }
    let transitions = weights.transitions.map(|row| std::array::from_fn(|lane| round(&row[lane]) as i16));
    Model::new(gazetteer, features, rows, transitions, frequent(&sources.clusters), sources.card.clone())
}

/// Words whose rows are worked out before the first text comes: about 3 ms of work.
const FREQUENT: usize = 2500;

/// The most frequent words of the clusters that hold a letter, one a line.
fn frequent(clusters: &str) -> String {
    let words = clusters.lines().filter_map(|line| line.split('\t').next());
    let words = words.filter(|word| word.chars().all(char::is_alphabetic));
    words.take(FREQUENT).collect::<Vec<_>>().join("\n")
}
