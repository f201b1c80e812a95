//! Joining the names of people: spellings, longer and shorter forms, the other order.

use std::hash::BuildHasher;

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::draft::{Draft, KeyId};
use super::evidence::{Company, likeness};
use super::person::{Form, Link};
use super::time;
use crate::entities::Kind;
use crate::entities::coref::is_forename;

/// Names of one surname and initial that are compared each with each.
const BLOCK_MOST: usize = 1_500;
/// Words of the longest end of a name that is looked up.
const END_MOST: usize = 8;
/// Forenames that begin so many different names are forenames beyond doubt.
const FORENAME_OF: usize = 2;
/// Articles of a name from which slips of the pen are looked for.
const COMMON_FROM: u64 = 4;
/// Likeness of company from which two spellings are one person.
const ALIKE: f64 = 0.3;
/// How many times as common a name is as one with a word too many in front.
const FRONTED_BELOW: u64 = 4;
/// Likeness from which it is worth a question.
const LIKE: f64 = 0.1;

/// The people of an archive while they are being joined.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Names whose spellings are one: the form, and a key that leads to them.
    pub(super) nodes: Vec<(Form, KeyId)>,
    /// Names of several words by each of their ends: *van der velde*, *der velde*, *velde*.
    by_end: HashMap<String, Vec<usize>>,
    /// By first word.
    by_first: HashMap<String, Vec<usize>>,
    /// Names of two words or more that several people may bear, and the longer names.
    pub(super) shared: Vec<(usize, Vec<usize>)>,
    /// Spellings that are close; their company decides.
    close: Vec<(KeyId, KeyId)>,
}

impl People {
    /// Joins what the names themselves and their years tell to be one.
    pub(super) fn join(draft: &mut Draft) -> People {
        let mut people = People::default();
        people.join_spellings(draft);
        people.join_shorter(draft);
        people.join_fronted(draft);
        people.join_reversed(draft);
        people.find_close(draft);
        people
    }

    fn join_spellings(&mut self, draft: &mut Draft) {
        let mut by_spelling: HashMap<String, usize> = HashMap::new();
        for id in draft.of_kind(Kind::Person) {
            let Some(form) = Form::new(&draft.keys[id as usize].text) else { continue };
            match by_spelling.get(&form.spelling()) {
                Some(&node) => {
                    draft.join(self.nodes[node].1, id);
                }
                None => {
                    by_spelling.insert(form.spelling(), self.nodes.len());
                    self.nodes.push((form, id));
                }
            }
        }
        for (number, (form, _)) in self.nodes.iter().enumerate() {
            if !form.is_single() {
                for start in form.words.len().saturating_sub(END_MOST).max(1)..form.words.len() {
                    self.by_end.entry(form.words[start..].join(" ")).or_default().push(number);
                }
                self.by_first.entry(form.words[0].clone()).or_default().push(number);
            }
        }
    }

    /// Shorter forms go to the one longer name there is, the longest names first.
    fn join_shorter(&mut self, draft: &mut Draft) {
        let mut blocks: HashMap<(String, Option<char>), Vec<usize>> = HashMap::new();
        for (number, (form, _)) in self.nodes.iter().enumerate() {
            if !form.is_single() {
                blocks.entry(form.block()).or_default().push(number);
            }
        }
        let mut blocks: Vec<Vec<usize>> = blocks.into_values().filter(|block| block.len() > 1).collect();
        blocks.sort_unstable();
        for mut block in blocks {
            block.truncate(BLOCK_MOST);
            block.sort_by_key(|node| std::cmp::Reverse((self.nodes[*node].0.detail(), *node)));
            for (at, &short) in block.iter().enumerate() {
                let form = &self.nodes[short].0;
                let longer = block[..at].iter().filter(|long| form.detail() < self.nodes[**long].0.detail());
                let linked: Vec<(Link, usize)> =
                    longer.filter_map(|long| Some((form.shortens(&self.nodes[*long].0)?, *long))).collect();
                self.join_one(draft, short, &linked);
            }
        }
    }

    fn join_one(&mut self, draft: &mut Draft, short: usize, linked: &[(Link, usize)]) {
        let strong = linked.iter().filter(|(link, _)| *link == Link::Strong).count();
        let best = if strong > 0 { Link::Strong } else { Link::Weak };
        let longer: Vec<usize> = linked.iter().filter(|(link, _)| *link == best).map(|l| l.1).collect();
        let mut roots: Vec<KeyId> = longer.iter().map(|node| draft.root(self.nodes[*node].1)).collect();
        roots.sort_unstable();
        roots.dedup();
        let own = self.nodes[short].1;
        match roots.as_slice() {
            [] => {}
            [one] => {
                if time::inside(draft.years(own), draft.years(*one)) {
                    draft.join(own, *one);
                } else if best == Link::Strong {
                    self.shared.push((short, longer));
                } else {
                    draft.suggest(own, *one, "an initial or short form; years apart".to_owned());
                }
            }
            _ => self.shared.push((short, longer)),
        }
    }

    /// A common name with a word in front that is no first name, such as a title nobody foresaw
    /// or a slip of the tagger, is that name.
    fn join_fronted(&self, draft: &mut Draft) {
        for (form, id) in self.nodes.iter().filter(|(form, _)| !form.is_single()) {
            for (longer, long_id) in self.ending(form).map(|node| &self.nodes[node]) {
                let rare = draft.articles(*long_id) * FRONTED_BELOW <= draft.articles(*id);
                if (rare || is_forename(&form.written)) && longer.is_fronted() {
                    draft.join(*id, *long_id);
                }
            }
        }
    }

    /// *Abe Shinzo* and *Shinzo Abe* are one, *James Martin* and *Martin James* two.
    fn join_reversed(&mut self, draft: &mut Draft) {
        let by_spelling: HashMap<String, usize> =
            self.nodes.iter().enumerate().map(|(number, node)| (node.0.spelling(), number)).collect();
        for (number, (form, id)) in self.nodes.iter().enumerate() {
            let other = form.reversed().and_then(|reversed| by_spelling.get(&reversed).copied());
            let Some(other) = other.filter(|other| *other > number) else { continue };
            let other_id = self.nodes[other].1;
            if form.words.iter().all(|word| self.is_forename(word)) {
                draft.suggest(*id, other_id, "the same words in the other order".to_owned());
            } else {
                draft.join(*id, other_id);
            }
        }
    }

    fn is_forename(&self, word: &str) -> bool {
        self.by_first.get(word).is_some_and(|names| names.len() >= FORENAME_OF)
    }

    /// Names of which one letter differs from a common one: slips of the pen, or other people.
    fn find_close(&mut self, draft: &Draft) {
        // Two words with a letter too many, too few or wrong agree when each lacks one letter.
        let state = foldhash::fast::FixedState::default();
        let lacking = |form: &Form| -> Vec<u64> {
            let spelling = form.spelling();
            if form.is_single() || form.has_initial() || spelling.len() < 8 {
                return Vec::new();
            }
            let without = |(at, letter): (usize, char)| {
                let (before, after) = (&spelling[..at], &spelling[at + letter.len_utf8()..]);
                state.hash_one((before.len() + after.len(), Joined(before, after)))
            };
            spelling
                .char_indices()
                .map(without)
                .chain([state.hash_one((spelling.len(), Joined(&spelling, "")))])
                .collect()
        };
        let common = |node: &(Form, KeyId)| time::total(draft.years(node.1)) >= COMMON_FROM;
        let mut known: HashMap<u64, Vec<usize>> = HashMap::new();
        for (number, node) in self.nodes.iter().enumerate().filter(|(_, node)| common(node)) {
            lacking(&node.0).into_iter().for_each(|hash| known.entry(hash).or_default().push(number));
        }
        let mut pairs = HashSet::new();
        for (number, (form, _)) in self.nodes.iter().enumerate() {
            for other in lacking(form).iter().filter_map(|hash| known.get(hash)).flatten() {
                if *other != number {
                    pairs.insert((number.min(*other), number.max(*other)));
                }
            }
        }
        let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
        pairs.sort_unstable();
        for (a, b) in pairs {
            let (a_form, b_form) = (&self.nodes[a].0, &self.nodes[b].0);
            let (a_id, b_id) = (self.nodes[a].1, self.nodes[b].1);
            let one_word = a_form.words.len() == b_form.words.len()
                && a_form.words.iter().zip(&b_form.words).filter(|(a, b)| a != b).count() == 1;
            let apart = draft.root(a_id) != draft.root(b_id);
            if one_word && apart && time::overlap(draft.years(a_id), draft.years(b_id)) {
                self.close.push((a_id, b_id));
            }
        }
    }

    /// The names whose company must be known to settle what is open.
    pub(super) fn asked(&self, draft: &Draft) -> HashSet<KeyId> {
        let mut out: HashSet<KeyId> = self.close.iter().flat_map(|(a, b)| [*a, *b]).collect();
        let people = draft.of_kind(Kind::Person).into_iter();
        out.extend(people.filter(|id| !time::gaps(draft.years(*id)).is_empty()));
        out
    }

    /// Joins close spellings that keep the same company, and asks about those that seem to.
    pub(super) fn settle_close(&self, draft: &mut Draft, company: &Company) {
        let articles = draft.keys.iter().map(|key| time::total(&key.years)).sum::<u64>() as f64;
        for &(a, b) in &self.close {
            let weight = |id: KeyId| (articles / (draft.articles(id) as f64 + 1.0)).ln().max(0.1);
            let alike = likeness(&company.of(a), &company.of(b), weight);
            let (few, many) =
                (draft.articles(a).min(draft.articles(b)), draft.articles(a).max(draft.articles(b)));
            if alike >= ALIKE && few * 4 <= many {
                draft.join(a, b);
            } else if alike >= LIKE {
                let evidence = format!("one letter apart; likeness of company {alike:.2}");
                draft.suggest(a, b, evidence);
            }
        }
    }

    /// The longer names that end with a name, of which it may be the surname.
    fn ending(&self, short: &Form) -> impl Iterator<Item = usize> + '_ {
        let found = self.by_end.get(&short.words.join(" ")).filter(|_| short.has_no_generation());
        found.into_iter().flatten().copied()
    }

    /// The longer names that a surname, or a name by its first word alone, may stand for.
    pub(super) fn longer(&self, short: &Form) -> Vec<usize> {
        let mut out = Vec::new();
        let forename = self.is_forename(&short.words[0]) || is_forename(&short.written);
        // *Paul Jones* is no surname, *Perez de Cuellar* and *van der Velde* are.
        let known_forename = short.words.len() == 2 && forename && !short.begins_with_particle();
        if !known_forename {
            out.extend(self.ending(short));
        }
        // *Xi*, *Saddam*: a first word that only one person has.
        if short.is_single()
            && let Some(found) = self.by_first.get(&short.last)
        {
            let different = found.iter().map(|node| &self.nodes[*node].0.last).collect::<HashSet<_>>().len();
            if different == 1 && out.is_empty() {
                out.extend(found);
            }
        }
        out
    }
}

/// Two pieces of text, hashed as one.
struct Joined<'a>(&'a str, &'a str);

impl std::hash::Hash for Joined<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.bytes().chain(self.1.bytes()).for_each(|byte| state.write_u8(byte));
    }
}
