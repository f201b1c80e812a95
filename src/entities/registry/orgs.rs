//! Joining the names of organisations and places: company suffixes, abbreviations, acronyms.

use foldhash::{HashMap, HashMapExt};

use super::draft::{Draft, Explained, KeyId};
use super::spelling::sound;
use super::time;
use crate::entities::Kind;

/// Part of an acronym's explanations, or of the articles of all that it may stand for, that
/// its organisation must hold.
const NEARLY_ALL: f64 = 0.9;
/// Articles of a full name from which its initials alone are taken for it.
const KNOWN_FROM: u64 = 2;

/// Legal forms, left out at the end of a name.
const LEGAL: &[&str] = &[
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "ltd",
    "limited",
    "plc",
    "llc",
    "llp",
    "lp",
    "ag",
    "sa",
    "se",
    "nv",
    "bv",
    "gmbh",
    "kg",
    "spa",
    "srl",
    "ab",
    "asa",
    "as",
    "oy",
    "oyj",
    "pty",
    "pte",
    "bhd",
    "kk",
];
/// Words and what they are written for.
const ABBREVIATED: &[(&str, &str)] = &[
    ("assn", "association"),
    ("assoc", "association"),
    ("bros", "brothers"),
    ("centre", "center"),
    ("comm", "commission"),
    ("defence", "defense"),
    ("dept", "department"),
    ("fed", "federal"),
    ("ft", "fort"),
    ("govt", "government"),
    ("harbour", "harbor"),
    ("inst", "institute"),
    ("intl", "international"),
    ("labour", "labor"),
    ("mfg", "manufacturing"),
    ("mt", "mount"),
    ("natl", "national"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("st", "saint"),
    ("theatre", "theater"),
    ("univ", "university"),
];
/// Words that initials may leave out.
const SMALL: &[&str] = &["of", "the", "and", "for", "in", "on", "de", "la", "du", "des", "y"];

/// Joins the names of both kinds.
pub(super) fn join(draft: &mut Draft, explained: &[Explained]) {
    for kind in [Kind::Org, Kind::Place] {
        join_spellings(draft, kind);
        join_acronyms(draft, kind, explained);
    }
}

fn join_spellings(draft: &mut Draft, kind: Kind) {
    let mut known: HashMap<String, KeyId> = HashMap::new();
    for id in draft.of_kind(kind) {
        let plain = plain(&draft.keys[id as usize].text, kind);
        if let Some(&other) = known.get(&plain) {
            draft.join(other, id);
        } else {
            known.insert(plain, id);
        }
    }
}

/// A folded name without what may as well be left out.
fn plain(key: &str, kind: Kind) -> String {
    let words: Vec<&str> = key.split([' ', '.']).filter(|word| !word.is_empty()).collect();
    // The letters of *u.s* stand together.
    if words.iter().all(|word| word.chars().count() == 1) {
        return words.concat();
    }
    let mut words: Vec<&str> = words.into_iter().filter(|word| !matches!(*word, "and" | "the")).collect();
    if kind == Kind::Org {
        while words.len() > 1 && words.last().is_some_and(|word| LEGAL.contains(word)) {
            words.pop();
        }
    }
    let full = |word: &&str| match ABBREVIATED.binary_search_by_key(word, |pair| pair.0) {
        Ok(at) => ABBREVIATED[at].1.to_owned(),
        Err(_) if kind == Kind::Place => sound(word),
        Err(_) => (*word).to_owned(),
    };
    words.iter().map(full).collect::<Vec<_>>().join(" ")
}

/// Acronyms go to the name that articles explain them by, or to the one name of the archive
/// that has these initials.
fn join_acronyms(draft: &mut Draft, kind: Kind, explained: &[Explained]) {
    let ids = draft.of_kind(kind);
    let mut by_initials: HashMap<String, Vec<KeyId>> = HashMap::new();
    for &id in &ids {
        for initials in initials(&draft.keys[id as usize].text) {
            by_initials.entry(initials).or_default().push(id);
        }
    }
    let mut by_short: HashMap<KeyId, Vec<(KeyId, u64)>> = HashMap::new();
    for said in explained.iter().filter(|said| said.kind == kind) {
        if let (Some(short), Some(full)) = (draft.key(kind, &said.short), draft.key(kind, &said.full)) {
            by_short.entry(short).or_default().push((full, said.articles.into()));
        }
    }
    for &id in &ids {
        let key = &draft.keys[id as usize];
        let letters: String = key.text.chars().filter(|c| *c != '.').collect();
        if key.text.contains(' ') || !is_acronym(&key.raws[0].0) {
            continue;
        }
        let full = match by_short.get(&id) {
            Some(said) => nearly_all(draft, said.iter().copied()),
            None => by_initials.get(&letters).and_then(|full| {
                let shares = full.iter().map(|full| (*full, draft.articles(*full)));
                nearly_all(draft, shares).filter(|full| draft.articles(*full) >= KNOWN_FROM)
            }),
        };
        if let Some(full) = full {
            draft.join(id, full);
        }
    }
}

/// Two to seven capitals, with or without stops.
pub(super) fn is_acronym(raw: &str) -> bool {
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters) && raw.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The first letters of a name of several words, with and without small words.
fn initials(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let first = |word: &&str| word.chars().next();
    let all: String = words.iter().filter_map(first).collect();
    let large: String = words.iter().filter(|word| !SMALL.contains(*word)).filter_map(first).collect();
    if all == large || large.chars().count() < 2 { vec![all] } else { vec![all, large] }
}

/// The name whose entity holds nearly all of the shares.
fn nearly_all(draft: &Draft, shares: impl Iterator<Item = (KeyId, u64)>) -> Option<KeyId> {
    let mut by_root: Vec<(KeyId, u64)> = Vec::new();
    for (id, share) in shares {
        let root = draft.root(id);
        match by_root.iter_mut().find(|known| known.0 == root) {
            Some(known) => known.1 += share,
            None => by_root.push((root, share)),
        }
    }
    time::nearly_all(NEARLY_ALL, by_root.into_iter())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(kind: Kind, a: &str, b: &str) {
        assert_eq!(plain(a, kind), plain(b, kind));
    }

    #[test]
    fn spellings() {
        assert!(ABBREVIATED.is_sorted());
        same(Kind::Org, "acme corp", "acme");
        same(Kind::Org, "the acme company inc", "acme");
        same(Kind::Org, "ministry of defence", "ministry of defense");
        same(Kind::Place, "u.s", "us");
        same(Kind::Place, "st louis", "saint louis");
        assert_ne!(plain("ford motor co", Kind::Org), plain("ford", Kind::Org));
        assert_eq!(plain("company", Kind::Org), "company");
    }

    #[test]
    fn acronyms() {
        assert_eq!(initials("bank of england"), ["boe", "be"]);
        assert_eq!(initials("united nations"), ["un"]);
        assert!(initials("reuters").is_empty());
        assert!(is_acronym("U.S") && is_acronym("NATO") && !is_acronym("Nato") && !is_acronym("A"));
    }
}
