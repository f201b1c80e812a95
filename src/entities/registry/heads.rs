//! Among the full names of one surname: the heads, each the commonest form of a person, and which
//! of them another form belongs to.

use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt};

use super::clusters::Clusters;
use super::node::Node;
use super::phonetic_name::{Link, PhoneticName};
use super::transliteration::sound;
use super::years;
use crate::entities::lists::given_names::related_given_names;

/// Part of the articles of all heads that fit from which the commonest is meant.
const NEARLY_ALL: f64 = 0.8;
/// Articles of a head to one of a form that is so usual that others must agree with it.
const USUAL: u64 = 20;
/// Heads of one forename that a form is compared with: the commonest.
const MAX_HEADS: usize = 64;
/// Members of a head that a form is compared with: the commonest.
const MAX_MEMBERS: usize = 40;
/// Heads kept of those that a form fits.
const MAX_FITTING: usize = 20;
/// Articles of a second longer form from which it may hold a shorter one too.
const RIVAL_FROM: u64 = 3;
/// Articles of a longer form and its shorter one to one of a rival.
const RIVAL: u64 = 50;

/// The people of one surname so far.
pub(super) struct Heads<'a> {
    nodes: &'a [Node],
    people: Vec<Person>,
    /// The number of each head's person.
    person_of: HashMap<usize, usize>,
    /// Heads by forename, and by the name that somebody with an initial in front goes by.
    by_given: HashMap<String, Vec<usize>>,
    by_letter: HashMap<char, Vec<usize>>,
}

struct Person {
    head: usize,
    members: Vec<usize>,
    /// Articles of all members.
    articles: u64,
}

/// Whom a form belongs to.
pub(super) enum Belonging {
    /// It is a head itself.
    Nobody,
    /// A head, and how they agree.
    One(usize, Link),
    /// It fits several.
    Several(Vec<usize>),
}

impl<'a> Heads<'a> {
    pub(super) fn new(nodes: &'a [Node]) -> Heads<'a> {
        Heads {
            nodes,
            people: Vec::new(),
            person_of: HashMap::new(),
            by_given: HashMap::new(),
            by_letter: HashMap::new(),
        }
    }

    /// The names in the order in which they find their heads: the commonest first; of equally
    /// common ones those nearest in time to the commonest form of their forename; behind all
    /// others those that are short for two people.
    pub(super) fn in_order(&self, block: &[usize], clusters: &Clusters) -> Vec<usize> {
        let mut usual: HashMap<&str, usize> = HashMap::new();
        let mut longer: HashMap<&str, Vec<usize>> = HashMap::new();
        for &node in block.iter().filter(|node| self.nodes[**node].name.has_middle()) {
            longer.entry(self.nodes[node].name.given()).or_default().push(node);
        }
        for nodes in longer.values_mut() {
            nodes.sort_unstable_by_key(|node| (Reverse(self.nodes[*node].articles), *node));
            nodes.truncate(MAX_HEADS);
        }
        for &node in block {
            let known = usual.entry(self.nodes[node].name.given()).or_insert(node);
            let order = |node: usize| (self.nodes[node].articles, Reverse(node));
            if order(node) > order(*known) {
                *known = node;
            }
        }
        let place = |number: &usize| {
            let node = &self.nodes[*number];
            let longer = longer.get(node.name.given()).map_or(&[][..], Vec::as_slice);
            let usual = &self.nodes[usual[node.name.given()]];
            let distance = years::distance(clusters.years(node.key), clusters.years(usual.key));
            let text = &clusters[node.key].text;
            let is_last = self.is_short_for_two(node, longer, clusters);
            (is_last, Reverse(node.articles), distance, text, *number)
        };
        let mut order = block.to_vec();
        order.sort_by_cached_key(place);
        order
    }

    /// Whether two longer names that exclude each other hold a name between them: *George Bush*,
    /// where *George W. Bush* outweighs it in his time and *George H. W. Bush* is not rare.
    ///
    /// `longer` are the names with the same forename and a middle name, the commonest first.
    fn is_short_for_two(&self, own: &Node, longer: &[usize], clusters: &Clusters) -> bool {
        if own.name.has_middle() || own.name.generation.is_some() {
            return false;
        }
        let Some((&first, others)) = longer.split_first() else { return false };
        let (first, mut rival) = (&self.nodes[first], 0);
        let mut all = years::Years::new();
        years::add(&mut all, clusters.years(first.key));
        for other in others.iter().map(|other| &self.nodes[*other]) {
            match other.name.link(&first.name) {
                Some(_) => years::add(&mut all, clusters.years(other.key)),
                None => rival += other.articles,
            }
        }
        let (first, last) = years::span(&all).unwrap_or((i16::MIN, i16::MAX));
        let short_then = years::total(years::within(clusters.years(own.key), first, last));
        let held = years::total(&all);
        rival >= RIVAL_FROM && rival * RIVAL >= held + short_then && held >= short_then
    }

    /// Whom a form belongs to. `agree` has the last word on two names that are linked.
    pub(super) fn find(&self, form: usize, agree: impl Fn(usize, usize, Link) -> bool) -> Belonging {
        let name = &self.nodes[form].name;
        let mut fitting: Vec<(u64, Link, usize)> = Vec::new();
        for person in self.alike(name) {
            let person = &self.people[person];
            let Some(link) = name.link(&self.nodes[person.head].name) else { continue };
            let usual = person
                .members
                .iter()
                .take(MAX_MEMBERS)
                .filter(|member| self.nodes[**member].articles * USUAL >= person.articles);
            let clashes = |member: &usize| {
                let other = &self.nodes[*member].name;
                name.link(other).is_none()
                    || matches!((&name.generation, &other.generation), (Some(a), Some(b)) if a != b)
            };
            if agree(form, person.head, link) && !usual.into_iter().any(clashes) {
                fitting.push((person.articles, link, person.head));
            }
        }
        let sum: u64 = fitting.iter().map(|fit| fit.0).sum();
        let Some(&(most, link, head)) = fitting.iter().max_by_key(|fit| (fit.0, fit.1, Reverse(fit.2)))
        else {
            return Belonging::Nobody;
        };
        if most as f64 >= NEARLY_ALL * sum as f64 {
            return Belonging::One(head, link);
        }
        let mut same = fitting.iter().filter(|fit| fit.1 == Link::Forename);
        match (same.next(), same.next()) {
            (Some(one), None) => Belonging::One(one.2, one.1),
            _ => {
                fitting.sort_unstable_by_key(|fit| (Reverse(fit.0), fit.2));
                Belonging::Several(fitting.into_iter().take(MAX_FITTING).map(|fit| fit.2).collect())
            }
        }
    }

    /// People whose forenames may be forms of a name's.
    fn alike(&self, name: &PhoneticName) -> Vec<usize> {
        let given = name.given();
        let mut out: Vec<usize> = Vec::new();
        let mut add = |found: Option<&Vec<usize>>| out.extend(found.into_iter().flatten().take(MAX_HEADS));
        add(self.by_given.get(given));
        let letter = name.letter();
        if name.has_initial() {
            add(letter.and_then(|letter| self.by_letter.get(&letter)));
            add(name.second_given().and_then(|given| self.by_given.get(given)));
        } else {
            add(letter.and_then(|letter| self.by_given.get(letter.encode_utf8(&mut [0; 4]) as &str)));
        }
        for word in related_given_names(&name.written) {
            add(self.by_given.get(&sound(word)));
        }
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Makes a form a head.
    pub(super) fn add(&mut self, form: usize) {
        let name = &self.nodes[form].name;
        let number = self.people.len();
        self.person_of.insert(form, number);
        self.people.push(Person { head: form, members: vec![form], articles: self.nodes[form].articles });
        for given in [Some(name.given()), name.second_given()].into_iter().flatten() {
            self.by_given.entry(given.to_owned()).or_default().push(number);
        }
        if let Some(letter) = name.letter() {
            self.by_letter.entry(letter).or_default().push(number);
        }
    }

    /// Adds a form to a head's.
    pub(super) fn join(&mut self, form: usize, head: usize) {
        let articles = self.nodes[form].articles;
        if let Some(&person) = self.person_of.get(&head) {
            let person = &mut self.people[person];
            person.members.push(form);
            person.articles += articles;
        }
    }
}
