//! The people of an archive while they are being joined: which spellings are one name, what is a
//! surname alone, and who bears which word.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::{Clusters, KeyId, Reason};
use super::node::Node;
use super::phonetic_name::PhoneticName;
use super::slips::{Slip, slips};
use super::years;
use crate::entities::Kind;
use crate::entities::lists::given_names::{GIVEN_NAMES, related_given_names};

/// Words of the longest end of a name that is looked up.
const MAX_END_WORDS: usize = 8;
/// Different surnames behind a word from which it is a forename beyond doubt.
const FORENAME_OF: usize = 2;
/// Names without *Jr* that one with it is compared with: the commonest of its forename.
const MAX_FATHERS: usize = 16;
/// Spellings of one surname that are kept.
const MAX_SURNAMES: usize = 32;
/// Bearers of a surname that are looked at: the commonest.
const MAX_BEARERS: usize = 1_000;
/// Articles of all who bear a surname to one of those who hold a real share of it.
const RIVAL_PART: u64 = 20;
/// Articles of a name that damaged spellings are looked up among.
pub(super) const KNOWN_FROM: u64 = 3;

/// The people of an archive while they are being joined.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Names whose spellings are one.
    pub(super) nodes: Vec<Node>,
    /// Damaged names.
    pub(super) noisy: Vec<KeyId>,
    /// Full names by each of their ends: *van der velde*, *der velde*, *velde*.
    pub(super) by_end: HashMap<String, Vec<usize>>,
    /// Full names by their first word.
    by_first: HashMap<String, Vec<usize>>,
    /// Full names of one surname.
    pub(super) blocks: Vec<Vec<usize>>,
    /// Spellings that are close.
    pub(super) slips: Vec<Slip>,
    /// Full names that fit several people, with whom they fit.
    pub(super) waiting: Vec<(usize, Vec<usize>)>,
}

impl People {
    /// Joins spellings, and finds out which names are in question.
    pub(super) fn new(clusters: &mut Clusters) -> People {
        let mut people = People::default();
        people.join_spellings(clusters);
        people.find_surnames();
        let mut blocks: HashMap<&str, Vec<usize>> = HashMap::new();
        for node in people.nodes.iter().filter(|node| node.is_full) {
            let words = &node.name.words;
            for start in words.len().saturating_sub(MAX_END_WORDS).max(1)..words.len() {
                people.by_end.entry(words[start..].join(" ")).or_default().push(node.number);
            }
            people.by_first.entry(words[0].clone()).or_default().push(node.number);
            blocks.entry(&node.name.last).or_default().push(node.number);
        }
        let mut blocks: Vec<Vec<usize>> = blocks.into_values().collect();
        blocks.sort_unstable();
        let People { nodes, by_end, by_first, .. } = &mut people;
        for bearers in by_end.values_mut().chain(by_first.values_mut()) {
            bearers.sort_unstable_by_key(|node| (std::cmp::Reverse(nodes[*node].articles), *node));
            bearers.truncate(MAX_BEARERS);
        }
        people.blocks = blocks;
        people.slips = slips(&people.nodes, clusters);
        people
    }

    fn join_spellings(&mut self, clusters: &mut Clusters) {
        let mut by_spelling: HashMap<String, usize> = HashMap::new();
        for id in clusters.of_kind(Kind::Person) {
            let own = &clusters[id];
            if own.noisy {
                self.noisy.push(id);
                continue;
            }
            let Some(name) = PhoneticName::new(&own.text) else { continue };
            let surname = last_word(&own.text).to_owned();
            // Bare words that merely sound alike are different people: *Peri* and *Perry*.
            let spelling = if name.is_single() { own.text.clone() } else { name.spelling() };
            match by_spelling.get(&spelling) {
                Some(&node) => {
                    let node = &mut self.nodes[node];
                    if node.surnames.len() < MAX_SURNAMES && !node.surnames.contains(&surname) {
                        node.surnames.push(surname);
                    }
                    clusters.join(id, node.key, Reason::Spelling);
                }
                None => {
                    let (number, is_full) = (self.nodes.len(), !name.is_single());
                    by_spelling.insert(spelling, number);
                    let surnames = vec![surname];
                    self.nodes.push(Node { number, name, key: id, surnames, articles: 0, is_full });
                }
            }
        }
        for node in &mut self.nodes {
            node.articles = years::total(clusters.years(node.key));
            // The commonest spelling, whose company is known best and which the lists hold.
            let root = clusters.root(node.key);
            let usual = PhoneticName::new(&clusters[root].text);
            if let Some(usual) = usual.filter(|usual| usual.spelling() == node.name.spelling()) {
                (node.key, node.name) = (root, usual);
            }
        }
    }

    /// A name of several words that ends a longer name, and begins with no first name, is a
    /// surname: *de Blasio*, *Wasserman Schultz*.
    fn find_surnames(&mut self) {
        let mut ends: HashMap<String, u64> = HashMap::new();
        for node in self.full_names() {
            let words = &node.name.words;
            for start in words.len().saturating_sub(MAX_END_WORDS).max(1)..words.len() - 1 {
                let articles = ends.entry(words[start..].join(" ")).or_default();
                *articles = node.articles.max(*articles);
            }
        }
        for node in &mut self.nodes {
            let name = &node.name;
            let may_be = name.holds_particle() || !name.has_initial() && !GIVEN_NAMES.holds(&name.written);
            let ends_with = || ends.get(&name.words.join(" ")).is_some_and(|most| most * 2 >= node.articles);
            if node.is_full && may_be && name.generation.is_none() && name.words.len() <= 3 && ends_with() {
                node.is_full = false;
            }
        }
    }

    /// The pairs of names whose number of common articles must be known: those with and without
    /// *Jr*.
    pub(super) fn compared_pairs(&self) -> Vec<(KeyId, KeyId)> {
        let mut pairs = Vec::new();
        for block in &self.blocks {
            let node = |number: &usize| &self.nodes[*number];
            let sons = || block.iter().map(node).filter(|node| node.name.generation.is_some());
            if sons().next().is_none() {
                continue;
            }
            let mut fathers: HashMap<&str, Vec<&Node>> = HashMap::new();
            for father in block.iter().map(node).filter(|node| node.name.generation.is_none()) {
                fathers.entry(father.name.given()).or_default().push(father);
            }
            for fathers in fathers.values_mut() {
                fathers.sort_by_key(|father| (std::cmp::Reverse(father.articles), father.key));
                fathers.truncate(MAX_FATHERS);
            }
            for son in sons() {
                let fathers = fathers.get(son.name.given()).into_iter().flatten();
                let alike = fathers.filter(|father| son.name.link(&father.name).is_some());
                pairs.extend(alike.map(|father| (son.key, father.key)));
            }
        }
        pairs
    }

    /// The names whose company must be known.
    pub(super) fn compared_names(&self, clusters: &Clusters) -> HashSet<KeyId> {
        let mut out: HashSet<KeyId> = self.slips.iter().flat_map(|slip| [slip.rare, slip.common]).collect();
        let people = clusters.of_kind(Kind::Person).into_iter();
        out.extend(people.filter(|id| !years::gaps(clusters.years(*id)).is_empty()));
        out.extend(self.rivals().map(|node| clusters.root(node.key)));
        for block in self.blocks.iter().filter(|block| block.len() > 1) {
            let given: HashSet<&str> =
                block.iter().map(|node| self.nodes[*node].name.written.as_str()).collect();
            let nicknamed = |node: &&Node| {
                related_given_names(&node.name.written).iter().any(|word| given.contains(word.as_str()))
            };
            out.extend(block.iter().map(|node| &self.nodes[*node]).filter(nicknamed).map(|node| node.key));
        }
        out
    }

    /// Those who hold a real share of a surname that stands alone and nobody has to himself.
    fn rivals(&self) -> impl Iterator<Item = &Node> {
        let alone = self.nodes.iter().filter(|node| node.name.is_single());
        alone.flat_map(|node| {
            let mut bearers = self.by_surname(node);
            let all: u64 = bearers.iter().map(|bearer| bearer.articles).sum();
            bearers.retain(|bearer| bearer.articles * RIVAL_PART >= all);
            if bearers.len() < 2 { Vec::new() } else { bearers }
        })
    }

    /// The names with forename and surname.
    pub(super) fn full_names(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter().filter(|node| node.is_full)
    }

    /// Whether a word stands before several surnames.
    pub(super) fn is_given_name(&self, word: &str) -> bool {
        self.by_first.get(word).is_some_and(|names| names.len() >= FORENAME_OF)
    }

    /// The full names that a word may be the surname of.
    pub(super) fn by_surname(&self, Node { name: short, articles, .. }: &Node) -> Vec<&Node> {
        let least = KNOWN_FROM.min(*articles);
        let bears = |node: &&Node| {
            let name = &node.name;
            (short.generation.is_none() || short.generation == name.generation)
                && (name.has_initial()
                    || GIVEN_NAMES.holds(&name.written)
                    || self.is_given_name(&name.words[0])
                    || node.articles >= least)
        };
        self.nodes_of(self.by_end.get(&short.words.join(" "))).filter(bears).collect()
    }

    /// The full names that begin with a word.
    pub(super) fn by_forename(&self, short: &PhoneticName) -> Vec<&Node> {
        let found = self.by_first.get(&short.last).filter(|_| short.is_single() && short.last.len() > 1);
        let is_written = |node: &&Node| {
            node.name.written == short.written
                && (short.generation.is_none() || short.generation == node.name.generation)
        };
        self.nodes_of(found).filter(is_written).collect()
    }

    /// The nodes of a list of numbers.
    pub(super) fn nodes_of<'a>(&'a self, numbers: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Node> {
        numbers.into_iter().flatten().map(|number| &self.nodes[*number])
    }
}

/// The last word of a folded name.
pub(super) fn last_word(key: &str) -> &str {
    key.rsplit([' ', '.']).next().unwrap_or(key)
}
