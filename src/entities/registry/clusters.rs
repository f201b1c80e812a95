//! The registry in the making: raw names, what is known of each, and which have been joined
//! to clusters, each with the evidence.

use std::collections::BTreeMap;
use std::ops::{Index, IndexMut};

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::decisions::{Decisions, Verdict};
use super::noise::is_noisy;
use super::phonetic_name::Link;
use super::years::{self, Years};
use crate::entities::Kind;
use crate::text::fold::key;

/// Number of a folded raw name.
pub(crate) type KeyId = u32;

/// A raw name as the articles of an archive carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Observed {
    /// The kind that the tagger gave it.
    pub kind: Kind,
    /// The name, as coreference resolved it.
    pub raw: String,
    /// Articles that carry it, by year, in order.
    pub years: Years,
}

/// Short forms that articles themselves explain: *European Central Bank (ECB)*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Explained {
    /// Kind of both.
    pub kind: Kind,
    /// The short form.
    pub short: String,
    /// The full name.
    pub full: String,
    /// Number of articles that explain it.
    pub articles: u32,
}

/// Two names that came near to being joined.
#[derive(Debug)]
pub(super) struct NearMiss {
    pub(super) a: KeyId,
    pub(super) b: KeyId,
    /// The evidence.
    pub(super) evidence: String,
    /// 1 is the border.
    pub(super) closeness: f64,
}

/// Spellings that fold alike.
#[derive(Debug)]
pub(super) struct Key {
    /// The kind in its term.
    pub(super) kind: Kind,
    /// The kind that counts: the user may have said otherwise.
    pub(super) entity_kind: Kind,
    pub(super) text: String,
    /// Spellings with their articles, most first.
    pub(super) raws: Vec<(String, u64)>,
    pub(super) years: Years,
    pub(super) ignored: bool,
    /// Whether most articles write it in a damaged form.
    pub(super) noisy: bool,
}

impl Key {
    /// The commonest spelling.
    pub(super) fn spelling(&self) -> &str {
        &self.raws[0].0
    }

    /// Articles that carry it.
    pub(super) fn articles(&self) -> u64 {
        years::total(&self.years)
    }
}

impl Index<KeyId> for Clusters {
    type Output = Key;

    fn index(&self, id: KeyId) -> &Key {
        &self.keys[id as usize]
    }
}

impl IndexMut<KeyId> for Clusters {
    fn index_mut(&mut self, id: KeyId) -> &mut Key {
        &mut self.keys[id as usize]
    }
}

/// Why two names are one, with the counts that were compared.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reason {
    /// The user says so.
    Decided,
    /// They sound or fold alike.
    Spelling,
    /// The rarer is another form of the commoner: middle names, initials, *Jr*.
    Form(Link),
    /// A nickname, and this likeness of company from 0 to 1.
    Nickname(f64),
    /// One letter apart and rarer by this factor.
    Slip(u64),
    /// One letter apart, and this likeness of company.
    SameCompany(f64),
    /// Words too many in front of a name that is this many times as common.
    Fronted(u64),
    /// A forename too many behind a name that is this many times as common.
    Trailed(u64),
    /// It leaves out the forename of a name that is this many times as common.
    Tail(u64),
    /// A damaged spelling that holds the name.
    Damaged,
    /// The words in the other order.
    Reversed,
    /// So many articles explain the acronym by the full name.
    Explained(u64),
    /// A closed list of names for one thing.
    Listed,
    /// A country, a legal form or a kind of firm more or less.
    Affix,
    /// Most articles take it for this kind.
    Vote(Kind),
}

/// Names joined so far.
#[derive(Debug)]
pub(super) struct Clusters {
    pub(super) keys: Vec<Key>,
    pub(super) number: HashMap<(Kind, String), KeyId>,
    parent: Vec<KeyId>,
    /// Years of all that were joined, at the key that leads.
    years: Vec<Years>,
    /// For each key that was joined to another: which, and why.
    pub(super) reasons: HashMap<KeyId, (KeyId, Reason)>,
    /// What the user says must not be joined.
    apart: Vec<(KeyId, KeyId)>,
    /// Names that the user says anything of.
    decided: HashSet<KeyId>,
    /// What the user says to be one at all times.
    whole: HashSet<KeyId>,
    pub(super) near_misses: Vec<NearMiss>,
}

impl Clusters {
    /// Folded names with the user's decisions on single names, in a fixed order.
    pub(super) fn new(names: impl IntoIterator<Item = Observed>, decisions: &Decisions) -> Clusters {
        let mut groups: BTreeMap<(Kind, String), Vec<(String, Years)>> = BTreeMap::new();
        for name in names {
            groups.entry((name.kind, key(&name.raw))).or_default().push((name.raw, name.years));
        }
        let mut keys = Vec::with_capacity(groups.len());
        let mut number = HashMap::with_capacity(groups.len());
        for ((kind, text), spellings) in groups {
            let mut years = Years::new();
            spellings.iter().for_each(|(_, own)| years::add(&mut years, own));
            let mut raws: Vec<(String, u64)> =
                spellings.into_iter().map(|(raw, years)| (raw, years::total(&years))).collect();
            raws.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            number.insert((kind, text.clone()), keys.len() as KeyId);
            let noisy = raws.iter().filter(|(raw, _)| kind == Kind::Person && is_noisy(raw));
            let noisy = 2 * noisy.map(|raw| raw.1).sum::<u64>() > years::total(&years);
            let ignored = text.is_empty();
            keys.push(Key { kind, entity_kind: kind, text, raws, years, ignored, noisy });
        }
        let parent = (0..keys.len() as KeyId).collect();
        let years = keys.iter().map(|key| key.years.clone()).collect();
        let mut clusters = Clusters {
            keys,
            number,
            parent,
            years,
            reasons: HashMap::new(),
            apart: Vec::new(),
            decided: HashSet::new(),
            whole: HashSet::new(),
            near_misses: Vec::new(),
        };
        clusters.decide(decisions);
        clusters
    }

    fn decide(&mut self, decisions: &Decisions) {
        for decision in &decisions.list {
            let ids = self.keys_of(decision.kind, &decision.names());
            self.decided.extend(&ids);
            match &decision.verdict {
                Verdict::NotSame { .. } => {
                    for (at, a) in ids.iter().enumerate() {
                        self.apart.extend(ids[at + 1..].iter().map(|b| (*a, *b)));
                    }
                }
                Verdict::Ignore { .. } => {
                    ids.into_iter().for_each(|id| self[id].ignored = true);
                }
                Verdict::Kind { name, to } => {
                    for id in ids {
                        self[id].entity_kind = *to;
                        // The name that is of this kind already is the same name.
                        if let Some(other) = self.key(*to, name) {
                            self.decided.insert(other);
                            self.join(id, other, Reason::Decided);
                        }
                    }
                }
                Verdict::Same { .. } | Verdict::Rename { .. } => {}
            }
        }
        for decision in &decisions.list {
            if let Verdict::Same { names, when } = &decision.verdict
                && when.is_always()
            {
                let ids = self.keys_of(decision.kind, names);
                self.whole.extend(&ids);
                ids.windows(2).for_each(|pair| {
                    self.join(pair[0], pair[1], Reason::Decided);
                });
            }
        }
    }

    /// The number of a raw name, or of one as it is shown.
    pub(super) fn key(&self, kind: Kind, name: &str) -> Option<KeyId> {
        let number = |name: &str| self.number.get(&(kind, key(name))).copied();
        number(name).or_else(|| number(without_note(name)))
    }

    /// The numbers of those of some names that articles carry.
    pub(super) fn keys_of<N: AsRef<str>>(&self, kind: Kind, names: &[N]) -> Vec<KeyId> {
        names.iter().filter_map(|name| self.key(kind, name.as_ref())).collect()
    }

    /// Whether the user keeps two names apart.
    pub(super) fn are_apart(&self, a: KeyId, b: KeyId) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        self.apart.iter().any(|(x, y)| {
            let (x, y) = (self.root(*x), self.root(*y));
            (x, y) == (a, b) || (y, x) == (a, b)
        })
    }

    /// Whether the user says anything of a name.
    pub(super) fn is_decided(&self, id: KeyId) -> bool {
        self.decided.contains(&id)
    }

    /// Whether the user says that all articles mean one by this name.
    pub(super) fn is_whole(&self, id: KeyId) -> bool {
        self.whole.contains(&id)
    }

    /// The key that stands for all that were joined with this one.
    pub(super) fn root(&self, mut id: KeyId) -> KeyId {
        while self.parent[id as usize] != id {
            id = self.parent[id as usize];
        }
        id
    }

    /// Makes two names one, unless the user keeps them apart or their kinds differ.
    pub(super) fn join(&mut self, joined: KeyId, to: KeyId, reason: Reason) -> bool {
        let (a, b) = (self.root(joined), self.root(to));
        if a == b {
            return true;
        }
        if self.are_apart(a, b) || self[a].entity_kind != self[b].entity_kind {
            return false;
        }
        // The commoner name leads, so that chains stay short whatever the order.
        let articles = |id: KeyId| self[id].articles();
        let (lead, other) = if (articles(a), b) >= (articles(b), a) { (a, b) } else { (b, a) };
        self.parent[other as usize] = lead;
        // What says no more of the one than of the other is told of the one that follows.
        let even = matches!(reason, Reason::Spelling | Reason::Affix | Reason::Listed | Reason::Form(_));
        let (told, of) = if even && other == b { (to, joined) } else { (joined, to) };
        self.reasons.entry(told).or_insert((of, reason));
        let years = std::mem::take(&mut self.years[other as usize]);
        years::add(&mut self.years[lead as usize], &years);
        true
    }

    /// The years of all that were joined with a name.
    pub(super) fn years(&self, id: KeyId) -> &Years {
        &self.years[self.root(id) as usize]
    }

    /// Says that two names may be one, and how near they came to being joined: 1 is the border.
    pub(super) fn suggest(&mut self, a: KeyId, b: KeyId, evidence: String, closeness: f64) {
        self.near_misses.push(NearMiss { a, b, evidence, closeness });
    }

    /// Names of some kind that count, by number.
    pub(super) fn of_kind(&self, kind: Kind) -> Vec<KeyId> {
        let ids = 0..self.keys.len() as KeyId;
        ids.filter(|id| self[*id].entity_kind == kind && !self[*id].ignored).collect()
    }

    /// Articles that carry a name.
    pub(super) fn articles(&self, id: KeyId) -> u64 {
        self[id].articles()
    }
}

/// A name as it is shown without what tells it apart from others: *(1921–1923)*, *(unclear)*.
pub(super) fn without_note(name: &str) -> &str {
    match name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((bare, _)) => bare,
        None => name,
    }
}
