//! Compiles lists of names and clusters of words to the tables that a model carries.

use crate::entities::recognise::gazetteer::*;
use crate::entities::recognise::hashing::hash;
use crate::entities::recognise::tables::Prints;
use crate::entities::recognise::word_lists::extend;
use crate::text::fold::fold;
use crate::text::tokens;

/// Compiles lists of names, given by the name of their file, and a table of clusters
/// (`word TAB fine TAB middle TAB coarse TAB coarsest`, most frequent words first).
pub(crate) fn compile(lists: &[(String, String)], clusters: &str, most_words: usize) -> Gazetteer {
    let mut words = std::collections::BTreeMap::<u64, u16>::new();
    let mut phrases = std::collections::BTreeMap::<u64, u8>::new();
    for (name, text) in lists {
        let Some(&(_, one, several, part)) = KINDS.iter().find(|(prefix, ..)| name.starts_with(prefix))
        else {
            continue;
        };
        let mut ends = std::collections::BTreeMap::<u64, u32>::new();
        for line in text.lines().flat_map(|line| line.split('/')) {
            // "tecmilenio university, los mochis": the place behind the comma is seldom written.
            let line = if several == UNIVERSITY { line.split(',').next().unwrap_or(line) } else { line };
            let keys: Vec<u64> = tokens(line).iter().map(|t| hash(fold(t.of(line)).as_bytes())).collect();
            match keys[..] {
                [] => {}
                [key] => *words.entry(key).or_default() |= one,
                [first, .., last] => {
                    if several != 0 && keys.len() <= LONGEST {
                        *phrases.entry(keys.iter().fold(0, |p, &k| extend(p, k))).or_default() |= several;
                        *words.entry(first).or_default() |= OPENS;
                    }
                    if name.starts_with("fb_politician") {
                        *words.entry(last).or_default() |= POLITICIAN;
                    }
                    *ends.entry(first).or_default() += 1;
                    *ends.entry(last).or_default() += 1;
                }
            }
        }
        if part != 0 {
            for (key, _) in ends.iter().filter(|(_, times)| **times >= 8) {
                *words.entry(*key).or_default() |= part;
            }
        }
    }
    let mut out = Gazetteer { words: Prints::with_room(words.len()), ..Gazetteer::default() };
    out.bits = vec![0; out.words.slots()];
    for (key, bits) in words {
        if let Some(slot) = out.words.insert(key) {
            out.bits[slot] |= bits;
        }
    }
    out.phrases = Prints::with_room(phrases.len());
    out.phrase_bits = vec![0; out.phrases.slots()];
    for (key, bits) in phrases {
        if let Some(slot) = out.phrases.insert(key) {
            out.phrase_bits[slot] |= bits;
        }
    }
    add_clusters(&mut out, clusters, most_words);
    out
}

fn add_clusters(out: &mut Gazetteer, clusters: &str, most_words: usize) {
    let rows: Vec<(&str, [u16; 4])> = clusters.lines().take(most_words).filter_map(cluster_row).collect();
    if rows.is_empty() {
        return;
    }
    let rank: std::collections::HashMap<&str, usize> =
        rows.iter().enumerate().map(|(rank, (word, _))| (*word, rank)).collect();
    out.spellings = Prints::with_room(rows.len());
    out.clusters = vec![0; out.spellings.slots()];
    for (at, (word, [fine, middle, coarse, coarsest])) in rows.iter().enumerate() {
        let fine_at = *fine as usize;
        if fine_at >= out.coarser.len() {
            out.coarser.resize(fine_at + 1, [0; 3]);
        }
        out.coarser[fine_at] = [*middle, *coarse, *coarsest];
        let rival = capitalised(word);
        let usual = rival != *word && rank.get(rival.as_str()).is_none_or(|&other| other > at);
        if let Some(slot) = out.spellings.insert(hash(word.as_bytes())) {
            out.clusters[slot] = fine | if usual { USUAL } else { 0 };
        }
    }
}

fn cluster_row(line: &str) -> Option<(&str, [u16; 4])> {
    let mut parts = line.split('\t');
    let word = parts.next()?;
    let mut ids = [0; 4];
    for id in &mut ids {
        *id = parts.next()?.parse().ok().filter(|id| *id < USUAL)?;
    }
    Some((word, ids))
}

/// Beginning of a file's name, bits of its single words, of its phrases, of the words that often
/// begin or end its names.
const KINDS: &[(&str, u16, u8, u16)] = &[
    ("census_first", FIRST_USUAL, 0, 0),
    ("popular_forenames", FIRST_USUAL, 0, 0),
    ("namedb_first", FIRST_ANY, 0, 0),
    ("popular_surnames", LAST_USUAL, 0, 0),
    ("census_last", LAST_ANY, 0, 0),
    ("namedb_last", LAST_ANY, 0, 0),
    ("cities_geonames_1000.", TOWN, 1, 0),
    ("cities_geonames_15k", CITY, 1, 0),
    ("cities_geonames_100k", CITY_LARGE, 1, 0),
    ("fb_country", COUNTRY, 2, 0),
    ("fb_politician", 0, 4, 0),
    ("fb_gov_agency", BODY, 8, BODY_PART),
    ("fb_newspaper", BODY, 16, 0),
    ("fb_tv_network", BODY, 16, 0),
    ("fb_sports_team", TEAM, 32, TEAM_PART),
    ("fb_sports_league", 0, 128, 0),
    ("fb_university", BODY, UNIVERSITY, BODY_PART),
    ("org_suffix", LEGAL, 0, 0),
];
