//! A linear-chain conditional random field, learned by AdaGrad. Where several labels are right,
//! their likelihoods are summed.

use super::TrainOptions;
use super::data::{Data, Example, IDENTITY};
use crate::entities::recognise::tags::{LANES, O, ends, follows};
use crate::lab::random::Random;

/// Weights of all labels.
pub(super) type Lanes = [f32; LANES];

/// The largest weight of a row, whatever its sign.
pub(super) fn largest(row: &Lanes) -> f32 {
    row.iter().fold(0.0, |most, weight| most.max(weight.abs()))
}

/// The learned weights.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    pub features: Vec<Lanes>,
    pub transitions: [Lanes; LANES],
}

impl Weights {
    /// Both together.
    pub(super) fn plus(mut self, other: Weights) -> Weights {
        self.add(&other);
        self
    }

    fn add(&mut self, other: &Weights) {
        let rows = self.features.iter_mut().zip(&other.features);
        for (sum, row) in rows.chain(self.transitions.iter_mut().zip(&other.transitions)) {
            for lane in 0..LANES {
                sum[lane] += row[lane];
            }
        }
    }

    /// All divided by a number.
    pub(super) fn divided(mut self, by: f32) -> Weights {
        for weight in self.features.iter_mut().chain(&mut self.transitions).flatten() {
            *weight /= by;
        }
        self
    }
}

/// Learns by going through the examples one after the other.
pub(super) struct Learner {
    now: Weights,
    squares: Weights,
    sum: Option<(Weights, f32)>,
    random: Random,
    epochs: usize,
    planned: usize,
    rate: f32,
    decay: f32,
    hidden: f32,
    factors: [Lanes; LANES],
}

impl Learner {
    /// One that knows nothing.
    pub(super) fn new(data: &Data, options: &TrainOptions) -> Learner {
        let zero =
            Weights { features: vec![[0.0; LANES]; data.features()], transitions: [[0.0; LANES]; LANES] };
        let squares =
            Weights { features: vec![[1e-3; LANES]; data.features()], transitions: [[1e-3; LANES]; LANES] };
        Learner {
            now: zero,
            squares,
            sum: None,
            random: Random(options.seed),
            epochs: 0,
            planned: options.epochs,
            rate: options.rate,
            decay: options.decay,
            hidden: options.hidden,
            factors: [[0.0; LANES]; LANES],
        }
    }

    /// Goes through the examples of the articles chosen once; the mean loss of a run.
    pub(super) fn epoch(&mut self, data: &Data, chosen: impl Fn(usize) -> bool, second: bool) -> f64 {
        let mut order: Vec<usize> =
            (0..data.examples.len()).filter(|&e| chosen(data.examples[e].document)).collect();
        self.random.shuffle(&mut order);
        let mut loss = 0.0;
        let mut lists: Vec<u32> = Vec::new();
        let mut ends_at: Vec<usize> = Vec::new();
        let mut scores: Vec<Lanes> = Vec::new();
        for (number, &at) in order.iter().enumerate() {
            if number % 32 == 0 {
                self.refresh();
            }
            let example = &data.examples[at];
            let known = second.then(|| self.random.chance(0.5));
            lists.clear();
            ends_at.clear();
            scores.clear();
            for item in &data.items[example.items.clone()] {
                let mut score = [0.0; LANES];
                for (_, numbers) in data.feature_numbers(item, known, true) {
                    let hide = self.random.chance(self.hidden);
                    for &id in numbers {
                        if hide && id & IDENTITY != 0 {
                            continue;
                        }
                        let id = id & !IDENTITY;
                        for (sum, weight) in score.iter_mut().zip(&self.now.features[id as usize]) {
                            *sum += weight;
                        }
                        lists.push(id);
                    }
                }
                ends_at.push(lists.len());
                scores.push(score);
            }
            let allowed = data.items[example.items.clone()].iter().map(|item| item.allowed);
            let allowed: Vec<u16> = allowed.collect();
            let free = expectations(&scores, &self.factors, None);
            let right = expectations(&scores, &self.factors, Some(&allowed));
            loss += (free.log_sum - right.log_sum) * f64::from(example.weight);
            let mut from = 0;
            for (at, &end) in ends_at.iter().enumerate() {
                let gradient = minus(&free.labels[at], &right.labels[at], example.weight);
                let most = gradient.iter().fold(0.0f32, |most, slope| most.max(slope.abs()));
                // What is nearly certain teaches next to nothing.
                if most > 0.003 {
                    for &id in &lists[from..end] {
                        step(
                            &mut self.now.features[id as usize],
                            &mut self.squares.features[id as usize],
                            &gradient,
                            self.rate,
                            self.decay,
                        );
                    }
                }
                from = end;
            }
            for before in 0..LANES {
                let gradient = minus(&free.pairs[before], &right.pairs[before], example.weight);
                step(
                    &mut self.now.transitions[before],
                    &mut self.squares.transitions[before],
                    &gradient,
                    self.rate,
                    0.0,
                );
            }
        }
        self.epochs += 1;
        if self.epochs * 2 >= self.planned {
            let (sum, times) = self.sum.get_or_insert_with(|| {
                let mut zero = self.now.clone();
                zero.features.fill([0.0; LANES]);
                zero.transitions = [[0.0; LANES]; LANES];
                (zero, 0.0)
            });
            sum.add(&self.now);
            *times += 1.0;
        }
        loss / order.len().max(1) as f64
    }

    fn refresh(&mut self) {
        for before in 0..LANES {
            for label in 0..LANES {
                let weight = self.now.transitions[before][label];
                self.factors[before][label] = if follows(before, label) { exp(weight) } else { 0.0 };
            }
        }
    }

    /// The mean of the weights after each of the later epochs.
    pub(super) fn mean(&self) -> Weights {
        let Some((sum, times)) = &self.sum else { return self.now.clone() };
        sum.clone().divided(*times)
    }
}

/// The difference of two rows, times a weight.
fn minus(free: &Lanes, right: &Lanes, weight: f32) -> Lanes {
    std::array::from_fn(|lane| (free[lane] - right[lane]) * weight)
}

#[inline]
fn step(weights: &mut Lanes, squares: &mut Lanes, gradient: &Lanes, rate: f32, decay: f32) {
    for lane in 0..LANES {
        let slope = gradient[lane] + decay * weights[lane];
        squares[lane] += slope * slope;
        weights[lane] -= rate * slope / squares[lane].sqrt();
    }
}

struct Expectations {
    labels: Vec<Lanes>,
    pairs: [Lanes; LANES],
    log_sum: f64,
}

/// How often each label, and each pair of labels, is expected in a run.
fn expectations(scores: &[Lanes], factors: &[Lanes; LANES], allowed: Option<&[u16]>) -> Expectations {
    let length = scores.len();
    let mut log_sum = 0.0f64;
    let mut own: Vec<Lanes> = Vec::with_capacity(length);
    for (at, row) in scores.iter().enumerate() {
        let most = row[..LANES - 1].iter().copied().fold(f32::MIN, f32::max);
        let bits = allowed.map_or(u16::MAX, |allowed| allowed[at]);
        let mut out = [0.0; LANES];
        for lane in 0..LANES - 1 {
            out[lane] = if bits >> lane & 1 != 0 { exp(row[lane] - most).max(1e-30) } else { 0.0 };
        }
        log_sum += f64::from(most);
        own.push(out);
    }
    let mut forward: Vec<Lanes> = Vec::with_capacity(length);
    for at in 0..length {
        let mut row = if at == 0 { factors[O] } else { [0.0; LANES] };
        if at > 0 {
            let before: &Lanes = &forward[at - 1];
            for (weight, factors) in before.iter().zip(factors) {
                for lane in 0..LANES {
                    row[lane] += weight * factors[lane];
                }
            }
        }
        for lane in 0..LANES {
            row[lane] *= own[at][lane];
            if at + 1 == length && !ends(lane) {
                row[lane] = 0.0;
            }
        }
        log_sum += normalise(&mut row);
        forward.push(row);
    }
    let mut backward = [1.0; LANES];
    let mut pairs = [[0.0; LANES]; LANES];
    let mut labels = vec![[0.0; LANES]; length];
    for at in (0..length).rev() {
        let mut here = [0.0; LANES];
        for lane in 0..LANES {
            here[lane] = forward[at][lane] * backward[lane];
        }
        normalise(&mut here);
        labels[at] = here;
        let mut behind = [0.0; LANES];
        for lane in 0..LANES {
            let end = at + 1 < length || ends(lane);
            behind[lane] = if end { backward[lane] * own[at][lane] } else { 0.0 };
        }
        let start = std::array::from_fn(|lane| f32::from(u8::from(lane == O)));
        let before = if at == 0 { start } else { forward[at - 1] };
        let mut next = [0.0; LANES];
        let mut joint = [[0.0; LANES]; LANES];
        let mut all = 0.0;
        for (lane, factors) in factors.iter().enumerate() {
            for other in 0..LANES {
                let way = factors[other] * behind[other];
                next[lane] += way;
                joint[lane][other] = before[lane] * way;
                all += joint[lane][other];
            }
        }
        for (sum, joint) in pairs.as_flattened_mut().iter_mut().zip(joint.as_flattened()) {
            *sum += joint / all.max(1e-30);
        }
        normalise(&mut next);
        backward = next;
    }
    Expectations { labels, pairs, log_sum }
}

/// Divides a row by its sum; the logarithm of the sum.
fn normalise(row: &mut Lanes) -> f64 {
    let sum: f32 = row.iter().sum();
    let sum = sum.max(1e-30);
    row.iter_mut().for_each(|lane| *lane /= sum);
    f64::from(sum).ln()
}

/// Labels the articles chosen with weights.
pub(super) fn predict(data: &mut Data, weights: &Weights, chosen: impl Fn(usize) -> bool) {
    for at in 0..data.examples.len() {
        let example = &data.examples[at];
        if !chosen(example.document) {
            continue;
        }
        let labels = best_labels(data, example, weights);
        let items = example.items.clone();
        for (item, label) in data.items[items].iter_mut().zip(labels) {
            item.predicted = label;
        }
    }
}

/// The labels with the greatest sum, without the features of the second pass.
fn best_labels(data: &Data, example: &Example, weights: &Weights) -> Vec<u8> {
    let mut steps: Vec<Lanes> = Vec::new();
    for item in &data.items[example.items.clone()] {
        let mut row = [0.0; LANES];
        for &id in data.feature_numbers(item, None, false).flat_map(|(_, numbers)| numbers) {
            for (sum, weight) in row.iter_mut().zip(&weights.features[(id & !IDENTITY) as usize]) {
                *sum += weight;
            }
        }
        let before = steps.last().copied();
        for (lane, sum) in row.iter_mut().enumerate() {
            *sum += match &before {
                None if follows(O, lane) => weights.transitions[O][lane],
                None => f32::MIN,
                Some(sums) => (0..LANES).map(|b| way(sums, weights, b, lane)).fold(f32::MIN, f32::max),
            };
        }
        steps.push(row);
    }
    let mut out = vec![0; steps.len()];
    let Some(last) = steps.last() else { return out };
    let better = |a: f32, b: f32| a.total_cmp(&b);
    let mut label = (0..LANES).filter(|&l| ends(l)).max_by(|&a, &b| better(last[a], last[b])).unwrap_or(O);
    for at in (0..steps.len()).rev() {
        out[at] = label as u8;
        if at > 0 {
            let sums = &steps[at - 1];
            let value = |b: usize| way(sums, weights, b, label);
            label = (0..LANES).max_by(|&a, &b| better(value(a), value(b))).unwrap_or(O);
        }
    }
    out
}

fn way(sums: &Lanes, weights: &Weights, before: usize, label: usize) -> f32 {
    if follows(before, label) { sums[before] + weights.transitions[before][label] } else { f32::MIN }
}

/// e to the power of x, the same on every machine.
fn exp(x: f32) -> f32 {
    let power = (x.clamp(-80.0, 80.0)) * std::f32::consts::LOG2_E;
    let whole = power.floor();
    let part = (power - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + part
            * (1.0
                + part
                    * (0.5 + part * (1.0 / 6.0 + part * (1.0 / 24.0 + part * (1.0 / 120.0 + part / 720.0)))));
    f32::from_bits(((whole as i32 + 127) as u32) << 23) * series
}
