//! Joining the names of places: forms of countries and states, spellings.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt, HashSet};

use super::abbreviations::expand_abbreviations;
use super::clusters::{Clusters, KeyId, Reason};
use super::transliteration::sound;
use crate::entities::Kind;
use crate::text::fold::key;

/// How many times as common a place of one word must be as one that sounds like it, to be the
/// same: *Sidney* is not *Sydney*.
const SOUNDS_BELOW: u64 = 30;

const FORMS: &str = include_str!("../lists/place_forms.txt");

/// Abbreviations of countries, states and provinces, folded.
static ABBREVIATIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let forms = FORMS.lines().flat_map(|line| line.split('|'));
    forms.filter(|form| form.contains('.') || !form.contains(char::is_lowercase)).map(key).collect()
});

/// Of each abbreviation whether it is written in capitals, and the name in full.
static IN_FULL: LazyLock<HashMap<String, (bool, &str)>> = LazyLock::new(|| {
    let lines = FORMS.lines().filter_map(|line| line.split_once('|'));
    let pairs = lines
        .flat_map(|(full, forms)| forms.split('|').map(move |form| (key(form), (in_capitals(form), full))));
    pairs.filter(|(form, _)| is_abbreviation(form)).collect()
});

/// The name in full of a country, state or province that is abbreviated, as a folded name and as
/// articles write it: *Calif.*, but not *LA*.
pub(super) fn in_full(abbreviation: &str, raw: &str) -> Option<&'static str> {
    let (capitals, full) = IN_FULL.get(abbreviation)?;
    (*capitals == in_capitals(raw)).then_some(full)
}

/// Whether a folded name is the abbreviation of a country, state or province.
pub(super) fn is_abbreviation(key: &str) -> bool {
    ABBREVIATIONS.contains(key)
}

/// Joins the places of an archive.
pub(super) fn join(clusters: &mut Clusters) {
    join_listed(clusters, Kind::Place, FORMS);
    let mut known: HashMap<String, KeyId> = HashMap::new();
    let mut ids = clusters.of_kind(Kind::Place);
    ids.sort_by_key(|id| (std::cmp::Reverse(clusters.articles(*id)), *id));
    for id in ids {
        let own = &clusters[id];
        let words = plain(&own.text);
        if words.is_empty() {
            continue;
        }
        let mut sounds = words.iter().map(|word| sound(word)).collect::<Vec<_>>().join(" ");
        // *LA* is *L.A.*, *La* is Louisiana.
        if words.len() == 1 && in_capitals(own.spelling()) {
            sounds.make_ascii_uppercase();
        }
        let Some(&common) = known.get(&sounds) else {
            known.insert(sounds, id);
            continue;
        };
        let same = plain(&clusters[common].text) == words;
        if same || words.len() > 1 || clusters.articles(id) * SOUNDS_BELOW <= clusters.articles(common) {
            clusters.join(id, common, Reason::Spelling);
        }
    }
}

/// The words of a folded name without what may as well be left out.
fn plain(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split([' ', '.']).filter(|word| !word.is_empty()).collect();
    // The letters of *u.s* stand together.
    if words.iter().all(|word| word.chars().count() == 1) {
        return vec![words.concat()];
    }
    words.into_iter().filter(|word| !matches!(*word, "and" | "the")).map(expand_abbreviations).collect()
}

/// Joins the forms of a closed list that the archive has: one thing a line, its forms between
/// bars, the one it is shown by first.
pub(super) fn join_listed(clusters: &mut Clusters, kind: Kind, list: &str) {
    for line in list.lines() {
        let mut forms = line.split('|').filter_map(|form| {
            let id = clusters.number.get(&(kind, key(form))).copied()?;
            let own = &clusters[id];
            let capitals = form.contains(' ') || in_capitals(form) == in_capitals(own.spelling());
            (own.entity_kind == kind && capitals).then_some(id)
        });
        let Some(first) = forms.next() else { continue };
        let others: Vec<KeyId> = forms.collect();
        for other in others {
            clusters.join(other, first, Reason::Listed);
        }
    }
}

fn in_capitals(raw: &str) -> bool {
    raw.len() < 7 && !raw.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_place_have_one_plain_form() {
        assert_eq!(plain("u.s"), ["us"]);
        assert_eq!(plain("st louis"), plain("saint louis"));
        assert_eq!(plain("the hague"), ["hague"]);
    }
}
