//! Joining the names of organisations: legal forms, abbreviations, departments, countries in
//! front, acronyms.

use foldhash::{HashMap, HashMapExt};

use super::abbreviations::{expand_abbreviations, words_with_letters_joined};
use super::clusters::{Clusters, Explained, KeyId, Reason};
use super::places::join_listed;
use super::years;
use crate::entities::Kind;
use crate::entities::lists::legal_forms::joining_legal_form;

/// Part of an acronym's explanations that its organisation must hold.
const NEARLY_ALL: f64 = 0.9;
/// Articles that must explain an acronym, unless its full name is common.
const EXPLAINED_FROM: u64 = 3;
/// Articles with an acronym alone to one with the full name, at most, where several explain it.
const ACRONYM_TIMES: u64 = 50;
/// The same where one or two explain it.
const RARE_ACRONYM_TIMES: u64 = 10;
/// How many times as common a name with a word more may be as the name without it, and the other
/// way round, if the archive uses both alike.
const ALIKE: u64 = 10;
/// Articles from which a name without its country or kind is known.
const KNOWN_FROM: u64 = 2;

/// Kinds of organisations that papers leave out at the end of a name.
const KINDS: &[&str] = &["news", "university", "com", "party"];
/// Names of one country in front of its institutions, which at home go without.
const COUNTRY: &[&[&str]] = &[&["us"], &["united", "states"]];
/// Heads whose subject stands before or behind: *Department of Justice*, *Justice Department*.
const DEPARTMENTS: &[&str] = &["department", "ministry", "dept"];
/// Joins the organisations of an archive.
pub(super) fn join(clusters: &mut Clusters, explained: &[Explained]) {
    let known = join_spellings(clusters);
    join_longer(clusters, &known);
    join_listed(clusters, Kind::Org, include_str!("../lists/org_forms.txt"));
    for kind in [Kind::Org, Kind::Place] {
        join_acronyms(clusters, kind, explained);
    }
}

/// Joins names whose plain forms are equal; gives the first of each.
fn join_spellings(clusters: &mut Clusters) -> HashMap<String, KeyId> {
    let mut known: HashMap<String, KeyId> = HashMap::new();
    for id in clusters.of_kind(Kind::Org) {
        let plain = plain(&clusters[id].text);
        // A lone *The*.
        if plain.is_empty() {
            clusters[id].ignored = true;
            continue;
        }
        match known.get(&plain) {
            Some(&other) => {
                clusters.join(id, other, Reason::Affix);
            }
            None => {
                known.insert(plain, id);
            }
        }
    }
    known
}

/// A folded name in a form that spellings have in common: without legal form, articles and the
/// full stops of abbreviations, a department behind its subject.
fn plain(key: &str) -> String {
    let words = words_with_letters_joined(key);
    let words = words.iter().map(String::as_str);
    let mut words: Vec<&str> = words.filter(|word| !matches!(*word, "and" | "the")).collect();
    while words.len() > 1 && words.last().is_some_and(|word| joining_legal_form(word).is_some()) {
        words.pop();
    }
    let mut words: Vec<String> = words.into_iter().map(expand_abbreviations).collect();
    let head = words.windows(2).position(|pair| DEPARTMENTS.contains(&pair[0].as_str()) && pair[1] == "of");
    if let Some(at) = head.filter(|at| at + 2 < words.len()) {
        let department = words.remove(at);
        words.remove(at);
        words.push(department);
    }
    if let Some(country) =
        COUNTRY.iter().find(|country| words.len() > country.len() && starts_with(&words, country))
    {
        words.splice(..country.len(), ["us".to_owned()]);
    }
    words.join(" ")
}

fn starts_with(words: &[String], start: &[&str]) -> bool {
    words.iter().zip(start).filter(|(word, start)| word == *start).count() == start.len()
}

/// *U.S. Senate* goes to *Senate*, *NBC News* to *NBC*, where the archive uses both alike.
fn join_longer(clusters: &mut Clusters, known: &HashMap<String, KeyId>) {
    let mut longer: Vec<(&String, KeyId)> = known.iter().map(|(plain, id)| (plain, *id)).collect();
    longer.sort_unstable();
    for (plain, id) in longer {
        let bare = match plain.strip_prefix("us ") {
            Some(bare) => bare,
            None => match plain.rsplit_once(' ') {
                Some((bare, kind)) if KINDS.contains(&kind) => bare,
                // *Health and Human Services*; *Labor* alone is none.
                Some((bare, "department")) if bare.contains(' ') => bare,
                _ => continue,
            },
        };
        let Some(&bare) = known.get(bare) else { continue };
        let articles = |id: KeyId| years::total(clusters.years(id));
        let (with, without) = (articles(id), articles(bare));
        let alike = match plain.starts_with("us ") {
            true => without >= KNOWN_FROM && without * 4 >= with,
            false if plain.ends_with(" com") => without >= with,
            false => without >= KNOWN_FROM && without * ALIKE >= with && with * ALIKE >= without,
        };
        if alike {
            clusters.join(id, bare, Reason::Affix);
        }
    }
}

/// Acronyms go to the name that articles explain them by, if the archive uses it.
fn join_acronyms(clusters: &mut Clusters, kind: Kind, explained: &[Explained]) {
    let mut by_short: HashMap<KeyId, Vec<(KeyId, u64)>> = HashMap::new();
    for said in explained.iter().filter(|said| said.kind == kind) {
        if let (Some(short), Some(full)) = (clusters.key(kind, &said.short), clusters.key(kind, &said.full)) {
            by_short.entry(short).or_default().push((full, said.articles.into()));
        }
    }
    let mut by_short: Vec<(KeyId, Vec<(KeyId, u64)>)> = by_short.into_iter().collect();
    by_short.sort_unstable();
    for (id, said) in by_short {
        let key = &clusters[id];
        if key.text.contains(' ') || !is_acronym(key.spelling()) || key.entity_kind != kind {
            continue;
        }
        let Some((full, explained)) = nearly_all(clusters, said.iter().copied()) else { continue };
        let (short, long) = (clusters.articles(id), years::total(clusters.years(full)));
        let times = if explained >= EXPLAINED_FROM { ACRONYM_TIMES } else { RARE_ACRONYM_TIMES };
        if long * times >= short {
            clusters.join(id, full, Reason::Explained(explained));
        } else {
            let evidence = format!("{explained} of {short} articles explain it as this name");
            clusters.suggest(id, full, evidence, (long * times) as f64 / short as f64);
        }
    }
}

/// Two to seven capitals, with or without stops.
pub(super) fn is_acronym(raw: &str) -> bool {
    let letters = raw.chars().filter(|c| c.is_alphabetic()).count();
    (2..=7).contains(&letters) && raw.chars().all(|c| c.is_uppercase() || c == '.')
}

/// The name whose cluster holds nearly all of the shares, and its share.
fn nearly_all(clusters: &Clusters, shares: impl Iterator<Item = (KeyId, u64)>) -> Option<(KeyId, u64)> {
    let mut by_root: Vec<(KeyId, u64)> = Vec::new();
    for (id, share) in shares {
        let root = clusters.root(id);
        match by_root.iter_mut().find(|known| known.0 == root) {
            Some(known) => known.1 += share,
            None => by_root.push((root, share)),
        }
    }
    let holder = years::nearly_all(NEARLY_ALL, by_root.iter().copied())?;
    by_root.into_iter().find(|share| share.0 == holder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(plain(a), plain(b));
    }

    #[test]
    fn spellings_of_an_organisation_have_one_plain_form() {
        same("acme corp", "acme");
        same("the acme company inc", "acme");
        same("ministry of defence", "defense ministry");
        same("department of justice", "justice department");
        same("u.s department of labor", "us labor department");
        same("united states senate", "u.s senate");
        assert_ne!(plain("ford motor co"), plain("ford"));
        assert_eq!(plain("company"), "company");
        assert_eq!(plain("department of"), "department of");
    }

    #[test]
    fn an_acronym_is_in_capitals() {
        assert!(is_acronym("U.S") && is_acronym("NATO") && !is_acronym("Nato") && !is_acronym("A"));
    }
}
