//! Joining the names of people: the rare to the common, by what their words, their company and
//! their years say.
//!
//! What a precise step has joined no later step parts.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::clusters::{Clusters, KeyId, Reason};
use super::cooccurrence::{Cooccurrence, likeness};
use super::heads::{Found, Heads};
use super::noise::divided;
use super::phonetic_name::{Link, PhoneticName};
use super::slips::{Slip, slips};
use super::years;
use crate::entities::Kind;
use crate::entities::lists::given_names::{GIVEN_NAMES, related_given_names};
use crate::text::fold::key;

/// Words of the longest end of a name that is looked up.
const END_MOST: usize = 8;
/// Different surnames behind a word from which it is a forename beyond doubt.
const FORENAME_OF: usize = 2;
/// Likeness of company from which a nickname, or a slip of the pen, is the same person.
const ALIKE: f64 = 0.3;
/// Likeness of company from which a nickname is: the lists speak for it too.
const ALIKE_NICKNAME: f64 = 0.05;
/// Likeness from which a pair is worth a question.
const LIKE: f64 = 0.02;
/// Likeness of company from which a rare slip of the pen is the same person.
const ALIKE_RARE: f64 = 0.15;
/// How rare such a slip is.
const RARE_SLIP_BELOW: u64 = 10;
/// How many times as common a name is as one with words too many in front.
const FRONTED_BELOW: u64 = 10;
/// How many times as common a name is as a slip of the pen, whoever keeps it company.
const SLIP_BELOW: u64 = 30;
/// Articles that a slip of the pen has at most, whoever keeps it company.
const SLIP_MOST: u64 = 2;
/// How many times as common a name is as a slip of the pen in the same company.
const SLIP_IN_COMPANY_BELOW: u64 = 4;
/// Names without *Jr* that one with it is compared with: the commonest of its forename.
const FATHERS_MOST: usize = 16;
/// Spellings of one surname that are kept.
const SURNAMES_MOST: usize = 32;
/// Bearers of a surname that are looked at: the commonest.
const BEARERS_MOST: usize = 1_000;
/// Articles of all who bear a surname to one of those who hold a real share of it.
const RIVAL_PART: u64 = 20;
/// Articles of a name that damaged spellings are looked up among.
const KNOWN_FROM: u64 = 3;

/// The people of an archive while they are being joined.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Names whose spellings are one.
    pub(super) nodes: Vec<Node>,
    /// Damaged names.
    noisy: Vec<KeyId>,
    /// Full names by each of their ends: *van der velde*, *der velde*, *velde*.
    by_end: HashMap<String, Vec<usize>>,
    /// Full names by their first word.
    by_first: HashMap<String, Vec<usize>>,
    /// Full names of one surname.
    blocks: Vec<Vec<usize>>,
    /// Spellings that are close.
    slips: Vec<Slip>,
    /// Full names that fit several people, with whom they fit.
    pub(super) waiting: Vec<(usize, Vec<usize>)>,
}

/// A name with all its spellings.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) name: PhoneticName,
    /// A key that leads to it.
    pub(super) key: KeyId,
    /// How its last word is spelled, folded.
    pub(super) surnames: Vec<String>,
    /// Articles of all spellings.
    pub(super) articles: u64,
    /// Whether it is a forename and surname, not a surname or forename alone.
    pub(super) is_full: bool,
}

impl People {
    /// Joins spellings, and finds out which names are in question.
    pub(super) fn new(clusters: &mut Clusters) -> People {
        let mut people = People::default();
        people.join_spellings(clusters);
        people.find_surnames();
        let mut blocks: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, node) in people.nodes.iter().enumerate().filter(|(_, node)| node.is_full) {
            let words = &node.name.words;
            for start in words.len().saturating_sub(END_MOST).max(1)..words.len() {
                people.by_end.entry(words[start..].join(" ")).or_default().push(number);
            }
            people.by_first.entry(words[0].clone()).or_default().push(number);
            blocks.entry(&node.name.last).or_default().push(number);
        }
        let mut blocks: Vec<Vec<usize>> = blocks.into_values().collect();
        blocks.sort_unstable();
        let People { nodes, by_end, by_first, .. } = &mut people;
        for bearers in by_end.values_mut().chain(by_first.values_mut()) {
            bearers.sort_unstable_by_key(|node| (std::cmp::Reverse(nodes[*node].articles), *node));
            bearers.truncate(BEARERS_MOST);
        }
        people.blocks = blocks;
        people.slips = slips(&people.nodes, clusters);
        people
    }

    fn join_spellings(&mut self, clusters: &mut Clusters) {
        let mut by_spelling: HashMap<String, usize> = HashMap::new();
        for id in clusters.of_kind(Kind::Person) {
            let own = &clusters.keys[id as usize];
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
                    if node.surnames.len() < SURNAMES_MOST && !node.surnames.contains(&surname) {
                        node.surnames.push(surname);
                    }
                    clusters.join(id, node.key, Reason::Spelling);
                }
                None => {
                    by_spelling.insert(spelling, self.nodes.len());
                    let is_full = !name.is_single();
                    let surnames = vec![surname];
                    self.nodes.push(Node { name, key: id, surnames, articles: 0, is_full });
                }
            }
        }
        for node in &mut self.nodes {
            node.articles = years::total(clusters.years(node.key));
            // The commonest spelling, whose company is known best and which the lists hold.
            let root = clusters.root(node.key);
            let usual = PhoneticName::new(&clusters.keys[root as usize].text);
            if let Some(usual) = usual.filter(|usual| usual.spelling() == node.name.spelling()) {
                (node.key, node.name) = (root, usual);
            }
        }
    }

    /// A name of several words that ends a longer name, and begins with no first name, is a
    /// surname: *de Blasio*, *Wasserman Schultz*.
    fn find_surnames(&mut self) {
        let mut ends: HashMap<String, u64> = HashMap::new();
        for node in self.nodes.iter().filter(|node| node.is_full) {
            let words = &node.name.words;
            for start in words.len().saturating_sub(END_MOST).max(1)..words.len() - 1 {
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
    pub(super) fn asked_pairs(&self) -> Vec<(KeyId, KeyId)> {
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
                fathers.truncate(FATHERS_MOST);
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
    pub(super) fn asked(&self, clusters: &Clusters) -> HashSet<KeyId> {
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
            let bearers = self.by_surname(node).into_iter().map(|bearer| &self.nodes[bearer]);
            let mut bearers: Vec<&Node> = bearers.collect();
            let all: u64 = bearers.iter().map(|bearer| bearer.articles).sum();
            bearers.retain(|bearer| bearer.articles * RIVAL_PART >= all);
            if bearers.len() < 2 { Vec::new() } else { bearers }
        })
    }

    /// Joins what is one person.
    pub(super) fn join(&mut self, clusters: &mut Clusters, seen: &Cooccurrence) {
        let articles: f64 = clusters.keys.iter().map(|key| years::total(&key.years)).sum::<u64>() as f64;
        let by_words = self.by_words();
        self.waiting = self.join_forms(clusters, seen, articles);
        self.suggest_generations(clusters, seen);
        self.join_fronted(clusters, &by_words);
        self.join_trailed(clusters, &by_words);
        self.join_tails(clusters);
        self.join_reversed(clusters, &by_words);
        self.join_slips(clusters, seen, articles);
        self.join_damaged(clusters, &by_words);
    }

    /// Joins forms to their heads; gives those that fit several, with whom they fit. `articles` is
    /// the sum over all names, here and below.
    fn join_forms(
        &self,
        clusters: &mut Clusters,
        seen: &Cooccurrence,
        articles: f64,
    ) -> Vec<(usize, Vec<usize>)> {
        let mut waiting = Vec::new();
        for block in &self.blocks {
            let mut heads = Heads::new(&self.nodes);
            for node in heads.in_order(block, clusters) {
                let found = heads.find(node, |a, b, link| {
                    let (a, b) = (&self.nodes[a], &self.nodes[b]);
                    if !same_generation(a, b, seen) {
                        return false;
                    }
                    match link {
                        Link::Forename => true,
                        Link::Initial => years::overlap(clusters.years(a.key), clusters.years(b.key)),
                        Link::Nickname => {
                            company_of(a.key, b.key, clusters, seen, articles) >= ALIKE_NICKNAME
                        }
                    }
                });
                match found {
                    Found::Nobody => heads.add(node),
                    Found::One(head, link) => {
                        let (own, to) = (self.nodes[node].key, self.nodes[head].key);
                        let reason = match link {
                            Link::Nickname => Reason::Nickname(company_of(own, to, clusters, seen, articles)),
                            link => Reason::Form(link),
                        };
                        if clusters.join(own, to, reason) {
                            heads.join(node, head);
                        } else {
                            heads.add(node);
                        }
                    }
                    Found::Several(fitting) => waiting.push((node, fitting)),
                }
            }
            self.suggest_nicknames(block, clusters, seen, articles);
        }
        waiting
    }

    /// Fathers and sons that were kept apart.
    fn suggest_generations(&self, clusters: &mut Clusters, seen: &Cooccurrence) {
        for (son, father) in self.asked_pairs() {
            let (beside, all) = (seen.beside(son, father), years::total(clusters.years(son)));
            if clusters.root(son) != clusters.root(father) && beside > 0 {
                let evidence = format!("stands beside it in {beside} of {all} articles");
                clusters.suggest(son, father, evidence, all as f64 / (2.0 * f64::from(beside)));
            }
        }
    }

    /// Nicknames that were not joined for want of company.
    fn suggest_nicknames(
        &self,
        block: &[usize],
        clusters: &mut Clusters,
        seen: &Cooccurrence,
        articles: f64,
    ) {
        if block.len() < 2 {
            return;
        }
        let mut by_given: HashMap<&str, Vec<usize>> = HashMap::new();
        for node in block {
            by_given.entry(&self.nodes[*node].name.written).or_default().push(*node);
        }
        for &a in block {
            for b in related_given_names(&self.nodes[a].name.written)
                .iter()
                .filter_map(|word| by_given.get(word.as_str()))
            {
                for &b in b.iter().filter(|b| **b > a) {
                    let (a, b) = (&self.nodes[a], &self.nodes[b]);
                    if a.name.link(&b.name).is_none() || clusters.root(a.key) == clusters.root(b.key) {
                        continue;
                    }
                    let alike = company_of(a.key, b.key, clusters, seen, articles);
                    if alike >= LIKE {
                        let evidence = format!("a nickname; likeness of company {alike:.2}");
                        clusters.suggest(a.key, b.key, evidence, alike / ALIKE_NICKNAME);
                    }
                }
            }
        }
    }

    /// A common name with a word or two in front that are no first names, such as a title nobody
    /// foresaw or a slip of the tagger, is that name.
    fn join_fronted(&self, clusters: &mut Clusters, by_words: &HashMap<String, usize>) {
        for node in self.nodes.iter().filter(|node| node.is_full && node.name.is_fronted()) {
            let words = &node.name.words;
            let bare = (1..words.len()).filter(|start| words.len() >= start + 2);
            let common = bare.filter_map(|start| by_words.get(&words[start..].join(" "))).find(|common| {
                let common = &self.nodes[**common];
                let listed = GIVEN_NAMES.holds(&common.name.written) && common.articles >= node.articles;
                common.is_full && (listed || common.articles >= FRONTED_BELOW * node.articles)
            });
            if let Some(common) = common.map(|common| &self.nodes[*common]) {
                let factor = common.articles / node.articles.max(1);
                clusters.join(node.key, common.key, Reason::Fronted(factor));
            }
        }
    }

    /// A common name with a forename behind it, rarely, is that name: pages repeat it
    /// (*Robert Mueller Robert*).
    fn join_trailed(&self, clusters: &mut Clusters, by_words: &HashMap<String, usize>) {
        for node in self.nodes.iter().filter(|node| node.is_full && node.name.words.len() > 2) {
            let (last, before) = node.name.words.split_last().expect("has three words");
            let repeated = *last == before[0] || GIVEN_NAMES.holds(&node.surnames[0]);
            let Some(common) = by_words.get(&before.join(" ")).map(|common| &self.nodes[*common]) else {
                continue;
            };
            if repeated && common.is_full && common.articles >= FRONTED_BELOW * node.articles {
                clusters.join(node.key, common.key, Reason::Trailed(common.articles / node.articles.max(1)));
            }
        }
    }

    /// A name that leaves out the first of two forenames, rarely: *Tayyip Erdogan*.
    fn join_tails(&self, clusters: &mut Clusters) {
        for node in self.nodes.iter().filter(|node| node.is_full && node.name.generation.is_none()) {
            let longer = self.by_end.get(&node.name.words.join(" ")).into_iter().flatten();
            let longer =
                longer.map(|longer| &self.nodes[*longer]).max_by_key(|longer| (longer.articles, longer.key));
            if let Some(longer) = longer.filter(|longer| longer.articles >= FRONTED_BELOW * node.articles) {
                clusters.join(node.key, longer.key, Reason::Tail(longer.articles / node.articles.max(1)));
            }
        }
    }

    /// The names by their words in order.
    fn by_words(&self) -> HashMap<String, usize> {
        let words = |(number, node): (usize, &Node)| {
            let generation = node.name.generation.iter();
            (node.name.words.iter().chain(generation).cloned().collect::<Vec<_>>().join(" "), number)
        };
        self.nodes.iter().enumerate().map(words).collect()
    }

    /// *Abe Shinzo* and *Shinzo Abe* are one, *James Martin* and *Martin James* two.
    fn join_reversed(&self, clusters: &mut Clusters, by_words: &HashMap<String, usize>) {
        for (number, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.is_full) {
            let other = node.name.reversed().and_then(|reversed| by_words.get(&reversed).copied());
            let full = |other: &usize| *other > number && self.nodes[*other].is_full;
            let Some(other) = other.filter(full) else { continue };
            let other = &self.nodes[other];
            if node.name.words.iter().all(|word| self.is_forename(word)) {
                clusters.suggest(node.key, other.key, "the same words in the other order".to_owned(), 0.5);
            } else {
                let (rare, common) =
                    if node.articles <= other.articles { (node, other) } else { (other, node) };
                clusters.join(rare.key, common.key, Reason::Reversed);
            }
        }
    }

    fn is_forename(&self, word: &str) -> bool {
        self.by_first.get(word).is_some_and(|names| names.len() >= FORENAME_OF)
    }

    /// Joins close spellings that are rare, or keep the same company; asks about others.
    fn join_slips(&self, clusters: &mut Clusters, seen: &Cooccurrence, articles: f64) {
        for Slip { rare, common, only, known } in &self.slips {
            let (few, many) = (years::total(clusters.years(*rare)), years::total(clusters.years(*common)));
            if clusters.root(*rare) == clusters.root(*common) {
                continue;
            }
            if few <= SLIP_MOST && few * SLIP_BELOW <= many && *only && !known {
                clusters.join(*rare, *common, Reason::Slip(many / few.max(1)));
                continue;
            }
            let alike = company_of(*rare, *common, clusters, seen, articles);
            let rare_slip = alike >= ALIKE_RARE && few * RARE_SLIP_BELOW <= many && !known;
            if rare_slip || alike >= ALIKE && few * SLIP_IN_COMPANY_BELOW <= many {
                clusters.join(*rare, *common, Reason::SameCompany(alike));
            } else if alike >= LIKE {
                let evidence = format!("one letter apart; likeness of company {alike:.2}");
                clusters.suggest(*rare, *common, evidence, alike / ALIKE);
            }
        }
    }

    /// A damaged spelling goes to the commonest name that it holds.
    fn join_damaged(&self, clusters: &mut Clusters, by_words: &HashMap<String, usize>) {
        for &id in &self.noisy {
            if clusters.is_decided(id) {
                continue;
            }
            let raw = divided(&clusters.keys[id as usize].raws[0].0);
            let Some(name) = PhoneticName::new(&key(&raw)) else { continue };
            // Words side by side, or the first and a later one: *Donald John TrumpGOP*.
            let windows = [3, 2].into_iter().flat_map(|length| name.words.windows(length));
            let around = name.words.iter().skip(2).map(|last| format!("{} {last}", name.words[0]));
            let found = windows.map(|words| words.join(" ")).chain(around);
            let found = found.filter_map(|words| by_words.get(&words));
            let known = found.filter(|node| self.nodes[**node].articles >= KNOWN_FROM);
            let commonest = |node: &&usize| (self.nodes[**node].articles, std::cmp::Reverse(**node));
            if let Some(node) = known.max_by_key(commonest) {
                clusters.join(id, self.nodes[*node].key, Reason::Damaged);
            }
        }
    }

    /// The full names that a word may be the surname of.
    pub(super) fn by_surname(&self, Node { name: short, articles, .. }: &Node) -> Vec<usize> {
        let articles = *articles;
        let found = self.by_end.get(&short.words.join(" "));
        let holds = |node: &usize| {
            let name = &self.nodes[*node].name;
            if short.generation.is_some() && short.generation != name.generation {
                return false;
            }
            name.has_initial()
                || GIVEN_NAMES.holds(&name.written)
                || self.is_forename(&name.words[0])
                || self.nodes[*node].articles >= KNOWN_FROM.min(articles)
        };
        found.into_iter().flatten().copied().filter(holds).collect()
    }

    /// The full names that begin with a word.
    pub(super) fn by_forename(&self, short: &PhoneticName) -> Vec<usize> {
        let found = self.by_first.get(&short.last).filter(|_| short.is_single() && short.last.len() > 1);
        let written = |node: &usize| {
            let name = &self.nodes[*node].name;
            name.written == short.written
                && (short.generation.is_none() || short.generation == name.generation)
        };
        found.into_iter().flatten().copied().filter(written).collect()
    }
}

/// Whether two names are of one generation, as far as *Jr* and *III* tell: a name that stands
/// beside the name without it in half of its articles is the son's.
fn same_generation(a: &Node, b: &Node, seen: &Cooccurrence) -> bool {
    let (son, father) = match (&a.name.generation, &b.name.generation) {
        (None, None) => return true,
        (Some(a), Some(b)) => return a == b,
        (Some(_), None) => (a, b),
        (None, Some(_)) => (b, a),
    };
    2 * u64::from(seen.beside(son.key, father.key)) < son.articles.max(1)
}

/// The last word of a folded name.
pub(super) fn last_word(key: &str) -> &str {
    key.rsplit([' ', '.']).next().unwrap_or(key)
}

/// The likeness of company of two names.
fn company_of(a: KeyId, b: KeyId, clusters: &Clusters, seen: &Cooccurrence, articles: f64) -> f64 {
    let weight = |id: KeyId| (articles / (clusters.articles(id) as f64 + 1.0)).ln().max(0.1);
    likeness(&seen.of(a), &seen.of(b), weight)
}
