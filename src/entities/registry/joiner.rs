//! Joining the names of people: the rare to the common, by what their words, their company and
//! their years say.
//!
//! What a precise step has joined no later step parts.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

use super::clusters::{Clusters, KeyId, Reason};
use super::cooccurrence::{Cooccurrence, likeness};
use super::heads::{Belonging, Heads};
use super::node::Node;
use super::noise::divided;
use super::people::{KNOWN_FROM, People};
use super::phonetic_name::{Link, PhoneticName};
use super::slips::Slip;
use super::years;
use crate::entities::lists::given_names::{GIVEN_NAMES, related_given_names};
use crate::text::fold::key;

/// Likeness of company from which a nickname, or a slip of the pen, is the same person.
const ALIKE: f64 = 0.3;
/// Likeness of company from which a nickname is: the lists speak for it too.
const ALIKE_NICKNAME: f64 = 0.05;
/// Likeness from which a pair is worth a question.
const LIKE: f64 = 0.02;
/// Likeness of company from which a rare slip of the pen is the same person.
const ALIKE_RARE: f64 = 0.15;
/// Articles of the common name to one of a rare slip.
const RARE_SLIP_BELOW: u64 = 10;
/// How many times as common a name is as one with words too many in front.
const FRONTED_BELOW: u64 = 10;
/// How many times as common a name is as a slip of the pen, whoever keeps it company.
const SLIP_BELOW: u64 = 30;
/// Articles that a slip of the pen has at most, whoever keeps it company.
const MAX_SLIP_ARTICLES: u64 = 2;
/// How many times as common a name is as a slip of the pen in the same company.
const SLIP_IN_COMPANY_BELOW: u64 = 4;

/// The steps by which people are joined.
pub(super) struct Joiner<'a> {
    people: &'a People,
    clusters: &'a mut Clusters,
    seen: &'a Cooccurrence,
    /// The sum over all names.
    articles: f64,
    /// The names by their words in order.
    by_words: HashMap<String, &'a Node>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(people: &'a People, clusters: &'a mut Clusters, seen: &'a Cooccurrence) -> Joiner<'a> {
        let words = |node: &'a Node| {
            let words: Vec<&str> =
                node.name.words.iter().chain(&node.name.generation).map(String::as_str).collect();
            (words.join(" "), node)
        };
        let by_words = people.nodes.iter().map(words).collect();
        let articles = clusters.keys.iter().map(|key| key.articles()).sum::<u64>() as f64;
        Joiner { people, clusters, seen, articles, by_words }
    }

    /// Joins the names of each person; returns the forms that fit several people, with those people.
    pub(super) fn join(mut self) -> Vec<(usize, Vec<usize>)> {
        let waiting = self.join_forms();
        self.suggest_generations();
        self.join_fronted();
        self.join_trailed();
        self.join_tails();
        self.join_reversed();
        self.join_slips();
        self.join_damaged();
        waiting
    }

    /// Joins forms to their heads; gives those that fit several.
    fn join_forms(&mut self) -> Vec<(usize, Vec<usize>)> {
        let people = self.people;
        let mut waiting = Vec::new();
        for block in &people.blocks {
            let mut heads = Heads::new(&people.nodes);
            for number in heads.in_order(block, self.clusters) {
                let agree = |a: usize, b: usize, link| self.agree(&people.nodes[a], &people.nodes[b], link);
                match heads.find(number, agree) {
                    Belonging::Nobody => heads.add(number),
                    Belonging::One(head, link) => {
                        let (own, to) = (people.nodes[number].key, people.nodes[head].key);
                        let reason = match link {
                            Link::Nickname => Reason::Nickname(self.likeness(own, to)),
                            link => Reason::Form(link),
                        };
                        if self.clusters.join(own, to, reason) {
                            heads.join(number, head);
                        } else {
                            heads.add(number);
                        }
                    }
                    Belonging::Several(fitting) => waiting.push((number, fitting)),
                }
            }
            self.suggest_nicknames(block);
        }
        waiting
    }

    /// Whether two names whose words agree may be one by all else that is known.
    fn agree(&self, a: &Node, b: &Node, link: Link) -> bool {
        self.are_of_one_generation(a, b)
            && match link {
                Link::Forename => true,
                Link::Initial => years::overlap(self.clusters.years(a.key), self.clusters.years(b.key)),
                Link::Nickname => self.likeness(a.key, b.key) >= ALIKE_NICKNAME,
            }
    }

    /// Whether two names are of one generation, as far as *Jr* and *III* tell: a name that stands
    /// beside the name without it in half of its articles is the son's.
    fn are_of_one_generation(&self, a: &Node, b: &Node) -> bool {
        let (son, father) = match (&a.name.generation, &b.name.generation) {
            (None, None) => return true,
            (Some(a), Some(b)) => return a == b,
            (Some(_), None) => (a, b),
            (None, Some(_)) => (b, a),
        };
        2 * u64::from(self.seen.common_articles(son.key, father.key)) < son.articles.max(1)
    }

    /// The likeness of company of two names.
    fn likeness(&self, a: KeyId, b: KeyId) -> f64 {
        let weight = |id: KeyId| (self.articles / (self.clusters.articles(id) as f64 + 1.0)).ln().max(0.1);
        likeness(&self.seen.companions_of(a), &self.seen.companions_of(b), weight)
    }

    /// Fathers and sons that were kept apart.
    fn suggest_generations(&mut self) {
        for (son, father) in self.people.compared_pairs() {
            let (beside, all) =
                (self.seen.common_articles(son, father), years::total(self.clusters.years(son)));
            if self.clusters.root(son) != self.clusters.root(father) && beside > 0 {
                let evidence = format!("occurs with it in {beside} of {all} articles");
                self.clusters.suggest(son, father, evidence, all as f64 / (2.0 * f64::from(beside)));
            }
        }
    }

    /// Nicknames that were not joined for want of company.
    fn suggest_nicknames(&mut self, block: &[usize]) {
        if block.len() < 2 {
            return;
        }
        let people = self.people;
        let written = |number: &usize| people.nodes[*number].name.written.as_str();
        let mut by_given: HashMap<&str, Vec<usize>> = HashMap::new();
        for number in block {
            by_given.entry(written(number)).or_default().push(*number);
        }
        for &a in block {
            let related = related_given_names(written(&a)).iter();
            let others = related.filter_map(|word| by_given.get(word.as_str())).flatten();
            for &b in others.filter(|b| **b > a) {
                let (a, b) = (&people.nodes[a], &people.nodes[b]);
                if a.name.link(&b.name).is_none() || self.clusters.root(a.key) == self.clusters.root(b.key) {
                    continue;
                }
                let alike = self.likeness(a.key, b.key);
                if alike >= LIKE {
                    let evidence = format!("a nickname; similarity of co-occurring names {alike:.2}");
                    self.clusters.suggest(a.key, b.key, evidence, alike / ALIKE_NICKNAME);
                }
            }
        }
    }

    /// Joins a name to one that is so many times as common.
    fn join_to_commoner(&mut self, rare: &Node, common: &Node, reason: fn(u64) -> Reason) {
        self.clusters.join(rare.key, common.key, reason(common.articles / rare.articles.max(1)));
    }

    /// A common name with a word or two in front that are not first names, for example a title nobody
    /// foresaw or a slip of the tagger, is that name.
    fn join_fronted(&mut self) {
        for node in self.people.full_names().filter(|node| node.name.is_fronted()) {
            let words = &node.name.words;
            let bare = (1..words.len()).filter(|start| words.len() >= start + 2);
            let mut bare = bare.filter_map(|start| self.by_words.get(&words[start..].join(" ")).copied());
            let common = bare.find(|common| {
                let listed = GIVEN_NAMES.holds(&common.name.written) && common.articles >= node.articles;
                common.is_full && (listed || common.articles >= FRONTED_BELOW * node.articles)
            });
            if let Some(common) = common {
                self.join_to_commoner(node, common, Reason::Fronted);
            }
        }
    }

    /// A common name with a forename behind it, rarely, is that name: pages repeat it
    /// (*Robert Mueller Robert*).
    fn join_trailed(&mut self) {
        for node in self.people.full_names() {
            let Some((last, before)) = node.name.words.split_last().filter(|(_, before)| before.len() > 1)
            else {
                continue;
            };
            let repeated = *last == before[0] || GIVEN_NAMES.holds(&node.surnames[0]);
            let Some(&common) = self.by_words.get(&before.join(" ")) else { continue };
            if repeated && common.is_full && common.articles >= FRONTED_BELOW * node.articles {
                self.join_to_commoner(node, common, Reason::Trailed);
            }
        }
    }

    /// A name that leaves out the first of two forenames, rarely: *Tayyip Erdogan*.
    fn join_tails(&mut self) {
        let people = self.people;
        for node in people.full_names().filter(|node| node.name.generation.is_none()) {
            let longer = people.nodes_of(people.by_end.get(&node.name.words.join(" ")));
            if let Some(longer) = longer.max_by_key(|longer| (longer.articles, longer.key))
                && longer.articles >= FRONTED_BELOW * node.articles
            {
                self.join_to_commoner(node, longer, Reason::Tail);
            }
        }
    }

    /// *Abe Shinzo* and *Shinzo Abe* are one, *James Martin* and *Martin James* two.
    fn join_reversed(&mut self) {
        for node in self.people.full_names() {
            let other = node.name.reversed().and_then(|reversed| self.by_words.get(&reversed).copied());
            // Each pair once.
            let Some(other) = other.filter(|other| other.is_full && other.number > node.number) else {
                continue;
            };
            if node.name.words.iter().all(|word| self.people.is_given_name(word)) {
                let evidence = "the same words in reverse order".to_owned();
                self.clusters.suggest(node.key, other.key, evidence, 0.5);
            } else {
                let (rare, common) =
                    if node.articles <= other.articles { (node, other) } else { (other, node) };
                self.clusters.join(rare.key, common.key, Reason::Reversed);
            }
        }
    }

    /// Joins close spellings that are rare, or keep the same company; asks about others.
    fn join_slips(&mut self) {
        for &Slip { rare, common, only, known } in &self.people.slips {
            let articles = |id| years::total(self.clusters.years(id));
            let (few, many) = (articles(rare), articles(common));
            if self.clusters.root(rare) == self.clusters.root(common) {
                continue;
            }
            if few <= MAX_SLIP_ARTICLES && few * SLIP_BELOW <= many && only && !known {
                self.clusters.join(rare, common, Reason::Slip(many / few.max(1)));
                continue;
            }
            let alike = self.likeness(rare, common);
            let rare_slip = alike >= ALIKE_RARE && few * RARE_SLIP_BELOW <= many && !known;
            if rare_slip || alike >= ALIKE && few * SLIP_IN_COMPANY_BELOW <= many {
                self.clusters.join(rare, common, Reason::SameCompany(alike));
            } else if alike >= LIKE {
                let evidence = format!("one letter apart; similarity of co-occurring names {alike:.2}");
                self.clusters.suggest(rare, common, evidence, alike / ALIKE);
            }
        }
    }

    /// A damaged spelling goes to the commonest name that it holds.
    fn join_damaged(&mut self) {
        for &id in &self.people.noisy {
            if self.clusters.is_decided(id) {
                continue;
            }
            let raw = divided(self.clusters[id].spelling());
            let Some(name) = PhoneticName::new(&key(&raw)) else { continue };
            // Words side by side, or the first and a later one: *Donald John TrumpGOP*.
            let windows = [3, 2].into_iter().flat_map(|length| name.words.windows(length));
            let around = name.words.iter().skip(2).map(|last| format!("{} {last}", name.words[0]));
            let found = windows.map(|words| words.join(" ")).chain(around);
            let found = found.filter_map(|words| self.by_words.get(&words));
            let known = found.filter(|node| node.articles >= KNOWN_FROM);
            if let Some(node) = known.max_by_key(|node| (node.articles, Reverse(node.number))) {
                self.clusters.join(id, node.key, Reason::Damaged);
            }
        }
    }
}
