//! The trained model: weights, transitions, what is known of words, and the card that says what
//! it was trained on. Read from bytes and written to bytes; where they lie is left to others.

use std::sync::{Arc, LazyLock, OnceLock};

use super::cached_word::CachedWord;
use super::decode::{NEVER, Row};
use super::features::unknown;
use super::gazetteer::Gazetteer;
use super::tables::Prints;
use super::tags::{LANES, follows};

/// A trained model.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) features: Prints,
    pub(crate) weights: Vec<[i8; LANES]>,
    pub(crate) transitions: [Row; LANES],
    /// Scores of a word whose first pass is not known.
    pub(crate) unknown: Row,
    /// Frequent words, one per line, which are cached before the first text.
    pub(crate) frequent: String,
    pub(crate) warm: OnceLock<Vec<CachedWord>>,
    #[cfg_attr(not(feature = "lab"), allow(dead_code, reason = "the lab shows it and writes it"))]
    card: String,
}

/// Features gathered to be looked up together.
pub(crate) struct Batch {
    list: [u64; Batch::MAX],
    length: usize,
}

impl Batch {
    /// More than any word has; further features are left out.
    const MAX: usize = 96;

    /// An empty one.
    pub(crate) fn new() -> Batch {
        Batch { list: [0; Batch::MAX], length: 0 }
    }

    /// Takes in a feature.
    #[inline]
    pub(crate) fn push(&mut self, feature: u64) {
        if let Some(free) = self.list.get_mut(self.length) {
            *free = feature;
            self.length += 1;
        }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.length = 0;
    }
}

/// The model that comes with the program, unpacked when first needed.
static SHIPPED: LazyLock<Arc<Model>> = LazyLock::new(|| {
    let model = Model::from_bytes(include_bytes!("../model.bin"));
    Arc::new(model.unwrap_or_else(|_| Model::empty()))
});

const MAGIC: &[u8] = b"morgue names 2\n";

/// Unpacked bytes of the largest model that is read.
const MAX_BYTES: usize = 1 << 28;

impl Model {
    /// The model that comes with the program.
    pub(crate) fn shipped() -> Arc<Model> {
        SHIPPED.clone()
    }

    /// Its training data, their licences, and whom to credit.
    #[cfg(any(test, feature = "lab"))]
    pub(crate) fn card(&self) -> &str {
        &self.card
    }

    /// A model that finds nothing.
    pub(crate) fn empty() -> Model {
        Model::new(
            Gazetteer::default(),
            Prints::default(),
            Vec::new(),
            [[0; LANES]; LANES],
            String::new(),
            String::new(),
        )
    }

    pub(crate) fn new(
        gazetteer: Gazetteer,
        features: Prints,
        weights: Vec<[i8; LANES]>,
        mut transitions: [Row; LANES],
        frequent: String,
        card: String,
    ) -> Model {
        for (before, row) in transitions.iter_mut().enumerate() {
            for (label, weight) in row.iter_mut().enumerate() {
                if !follows(before, label) {
                    *weight = NEVER;
                }
            }
        }
        let mut model = Model {
            gazetteer,
            features,
            weights,
            transitions,
            unknown: [0; LANES],
            frequent,
            warm: OnceLock::new(),
            card,
        };
        let mut row = [0; LANES];
        model.add(unknown(), &mut row);
        model.unknown = row;
        model
    }

    /// Adds the weights of a feature.
    #[inline]
    pub(crate) fn add(&self, feature: u64, sums: &mut Row) {
        if let Some(slot) = self.features.find(feature) {
            plus(sums, &self.weights[slot]);
        }
    }

    /// Adds the weights of many features. All are looked for before the first is added, so that
    /// the waits for memory overlap.
    pub(crate) fn add_all(&self, features: &Batch, sums: &mut Row) {
        let mut slots = [0u32; Batch::MAX];
        let mut found = 0;
        for &feature in &features.list[..features.length] {
            if let Some(slot) = self.features.find(feature) {
                slots[found] = slot as u32;
                found += 1;
            }
        }
        for &slot in &slots[..found] {
            plus(sums, &self.weights[slot as usize]);
        }
    }

    /// The model as bytes, compressed.
    #[cfg(feature = "lab")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let k = &self.gazetteer;
        section(&mut out, self.card.bytes());
        section(&mut out, self.frequent.bytes());
        section(&mut out, self.transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
        for words in [
            self.features.prints(),
            k.words.prints(),
            &k.bits,
            k.phrases.prints(),
            k.spellings.prints(),
            &k.clusters,
            k.coarser.as_flattened(),
        ] {
            section(&mut out, words.iter().flat_map(|w| w.to_le_bytes()));
        }
        section(&mut out, k.phrase_bits.iter().copied());
        // Empty slots are left out.
        let taken = self.features.prints().iter().zip(&self.weights).filter(|(print, _)| **print != 0);
        section(&mut out, taken.flat_map(|(_, row)| row.map(|w| w as u8)));
        let packed = zstd::bulk::compress(&out, 19).unwrap_or_default();
        [MAGIC, &(out.len() as u64).to_le_bytes(), &packed].concat()
    }

    /// Reads a model.
    ///
    /// # Errors
    /// The bytes are not a model.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Model, String> {
        Model::read(bytes)
            .ok_or_else(|| "not a model of morgue; `morgue-lab model train` writes one".to_owned())
    }

    fn read(bytes: &[u8]) -> Option<Model> {
        let (length, packed) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<8>()?;
        let length = usize::try_from(u64::from_le_bytes(*length)).ok().filter(|l| *l <= MAX_BYTES)?;
        let unpacked = zstd::bulk::decompress(packed, length).ok()?;
        let mut rest = &unpacked[..];
        let card = String::from_utf8(next(&mut rest)?.to_vec()).ok()?;
        let frequent = String::from_utf8(next(&mut rest)?.to_vec()).ok()?;
        let mut transitions = [[0; LANES]; LANES];
        let weights = numbers(next(&mut rest)?);
        if weights.len() != LANES * LANES {
            return None;
        }
        transitions
            .as_flattened_mut()
            .copy_from_slice(&weights.iter().map(|w| *w as i16).collect::<Vec<_>>());
        let features = Prints::from_slots(numbers(next(&mut rest)?))?;
        let words = Prints::from_slots(numbers(next(&mut rest)?))?;
        let bits = numbers(next(&mut rest)?);
        let phrases = Prints::from_slots(numbers(next(&mut rest)?))?;
        let spellings = Prints::from_slots(numbers(next(&mut rest)?))?;
        let clusters = numbers(next(&mut rest)?);
        let coarser: Vec<[u16; 3]> = numbers(next(&mut rest)?).as_chunks::<3>().0.to_vec();
        let phrase_bits = next(&mut rest)?.to_vec();
        let mut taken = next(&mut rest)?.as_chunks::<LANES>().0.iter();
        let mut weights = vec![[0; LANES]; features.slots()];
        for (print, row) in features.prints().iter().zip(&mut weights) {
            if *print != 0 {
                *row = taken.next()?.map(|w| w as i8);
            }
        }
        let sound = bits.len() == words.slots()
            && clusters.len() == spellings.slots()
            && phrase_bits.len() == phrases.slots();
        let gazetteer = Gazetteer { words, bits, phrases, phrase_bits, spellings, clusters, coarser };
        sound.then(|| Model::new(gazetteer, features, weights, transitions, frequent, card))
    }
}

#[inline]
fn plus(sums: &mut Row, weights: &[i8; LANES]) {
    for lane in 0..LANES {
        sums[lane] += i16::from(weights[lane]);
    }
}

#[cfg(feature = "lab")]
fn section(out: &mut Vec<u8>, bytes: impl Iterator<Item = u8>) {
    let at = out.len();
    out.extend([0; 8]);
    out.extend(bytes);
    let length = (out.len() - at - 8) as u64;
    out[at..at + 8].copy_from_slice(&length.to_le_bytes());
}

fn next<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk::<8>()?;
    let (found, behind) = behind.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    *rest = behind;
    Some(found)
}

fn numbers(bytes: &[u8]) -> Vec<u16> {
    bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect()
}
