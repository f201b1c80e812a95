//! Names of which one letter differs: slips of the pen, or other people.

use std::hash::BuildHasher;

use foldhash::{HashMap, HashMapExt};

use super::clusters::{Clusters, KeyId};
use super::node::Node;
use super::phonetic_name::PhoneticName;
use super::years;
use crate::entities::lists::given_names::GIVEN_NAMES;

/// Articles of a name from which slips of the pen are looked for.
const COMMON_FROM: u64 = 4;
/// Letters and blanks of the shortest name that a slip is looked for in.
const SHORTEST: usize = 9;

/// A name and a commoner one that differ by one letter.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) rare: KeyId,
    pub(super) common: KeyId,
    /// Whether no other common name is as near.
    pub(super) only: bool,
    /// Whether both words that differ are known as names: *Jon* and *Joan*, or a surname that
    /// others bear.
    pub(super) known: bool,
}

/// All pairs of close names, in order.
pub(super) fn slips(nodes: &[Node], clusters: &Clusters) -> Vec<Slip> {
    // Two words with a letter too many, too few or wrong agree when each lacks one letter.
    let state = foldhash::fast::FixedState::default();
    let lacking = |name: &PhoneticName| -> Vec<u64> {
        let spelling = name.spelling();
        if name.has_initial() || spelling.len() < SHORTEST {
            return Vec::new();
        }
        let without = |(at, letter): (usize, char)| {
            let (before, after) = (&spelling[..at], &spelling[at + letter.len_utf8()..]);
            state.hash_one((before.len() + after.len(), Joined(before, after)))
        };
        let whole = state.hash_one((spelling.len(), Joined(&spelling, "")));
        spelling.char_indices().map(without).chain([whole]).collect()
    };
    let full = || nodes.iter().filter(|node| node.is_full);
    let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
    for node in full().filter(|node| node.articles >= COMMON_FROM) {
        lacking(&node.name).into_iter().for_each(|hash| known.entry(hash).or_default().push(node.number));
    }
    let mut bearers: HashMap<&str, u32> = HashMap::new();
    full().for_each(|node| *bearers.entry(&node.name.last).or_default() += 1);
    let mut out = Vec::new();
    for node in full() {
        let hashes = lacking(&node.name);
        let mut near: Vec<usize> =
            hashes.iter().filter_map(|hash| known.get(hash)).flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        let order = |node: &Node| (node.articles, std::cmp::Reverse(node.number));
        near.retain(|&other| {
            order(&nodes[other]) > order(node) && differs_in_one_word(&nodes[other].name, &node.name)
        });
        for &other in &near {
            let common = &nodes[other];
            if years::overlap(clusters.years(node.key), clusters.years(common.key)) {
                let mut pairs = node.name.words.iter().zip(&common.name.words);
                let forenames = pairs.any(|(a, b)| a != b && GIVEN_NAMES.holds(a) && GIVEN_NAMES.holds(b));
                let surname = node.name.last != common.name.last && bearers[node.name.last.as_str()] > 1;
                let known = forenames || surname;
                out.push(Slip { rare: node.key, common: common.key, only: near.len() == 1, known });
            }
        }
    }
    out
}

fn differs_in_one_word(a: &PhoneticName, b: &PhoneticName) -> bool {
    a.words.len() == b.words.len()
        && a.generation == b.generation
        && a.words.iter().zip(&b.words).filter(|(a, b)| a != b).count() == 1
        && a.words.iter().zip(&b.words).all(|(a, b)| a == b || is_slip(a, b))
}

/// Whether one letter behind the first is too many, too few, another, or stands behind its
/// neighbour.
fn is_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    let after = |letters: &[char], skipped: usize| letters.get(skipped..).map(<[char]>::to_vec);
    let swapped = || a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && after(a, 2) == after(b, 2);
    same > 0
        && (after(a, 1).as_deref() == Some(b)
            || after(b, 1).as_deref() == Some(a)
            || after(a, 1).is_some() && after(a, 1) == after(b, 1)
            || swapped())
}

/// Two pieces of text, hashed as one.
struct Joined<'a>(&'a str, &'a str);

impl std::hash::Hash for Joined<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.bytes().chain(self.1.bytes()).for_each(|byte| state.write_u8(byte));
    }
}
