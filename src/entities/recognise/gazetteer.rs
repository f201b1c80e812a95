//! What is known of words before an article is read: large lists of names, compiled to bits by
//! word and by phrase, and clusters of words that stand in like places.

use super::hashing::{hash, mix};
use super::tables::Prints;
use crate::text::fold::fold;
use crate::text::tokens;

/// First name known in many countries.
pub(crate) const FIRST_USUAL: u16 = 1;
/// Any first name.
pub(crate) const FIRST_ANY: u16 = 1 << 1;
/// Surname known in many countries.
pub(crate) const LAST_USUAL: u16 = 1 << 2;
/// Any surname.
pub(crate) const LAST_ANY: u16 = 1 << 3;
/// City of more than 100,000.
pub(crate) const CITY_LARGE: u16 = 1 << 4;
/// City of more than 15,000.
pub(crate) const CITY: u16 = 1 << 5;
/// Any town.
pub(crate) const TOWN: u16 = 1 << 6;
/// Country, today's or a former one.
pub(crate) const COUNTRY: u16 = 1 << 7;
/// Last word of a politician's name.
pub(crate) const POLITICIAN: u16 = 1 << 8;
/// Sports team of one word.
pub(crate) const TEAM: u16 = 1 << 9;
/// Organisation of one word.
pub(crate) const BODY: u16 = 1 << 10;
/// Legal form behind a company's name.
pub(crate) const LEGAL: u16 = 1 << 11;
/// First or last word of sports teams, often.
pub(crate) const TEAM_PART: u16 = 1 << 12;
/// First or last word of agencies and universities, often.
pub(crate) const BODY_PART: u16 = 1 << 13;
/// First word of a listed name of several words.
pub(crate) const OPENS: u16 = 1 << 15;

/// Words of the longest listed name that is looked for.
pub(crate) const LONGEST: usize = 6;

/// Bit of a cluster's number: a word in small letters that is more usual than with a capital, or
/// one in capitals that is more usual so than with one capital.
const USUAL: u16 = 1 << 15;

/// Lists and clusters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Knowledge {
    pub(crate) words: Prints,
    pub(crate) bits: Vec<u16>,
    pub(crate) phrases: Prints,
    pub(crate) phrase_bits: Vec<u8>,
    pub(crate) spellings: Prints,
    pub(crate) clusters: Vec<u16>,
    /// For each fine cluster the three coarser ones it belongs to.
    pub(crate) coarser: Vec<[u16; 3]>,
}

/// The clusters of a word, fine to coarse; 0 where it is unknown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Clusters {
    pub fine: u16,
    pub middle: u16,
    pub coarse: u16,
    pub coarsest: u16,
    /// See [`USUAL`].
    pub usual: bool,
}

impl Knowledge {
    /// What the lists say of a word, by the hash of its folded form.
    pub(crate) fn word(&self, folded: u64) -> u16 {
        if self.bits.is_empty() { 0 } else { self.words.find(folded).map_or(0, |slot| self.bits[slot]) }
    }

    /// The lists that hold a phrase, as bits.
    #[inline]
    pub(crate) fn phrase(&self, phrase: u64) -> u8 {
        self.phrases.find(phrase).map_or(0, |slot| self.phrase_bits[slot])
    }

    /// The clusters of a word as written.
    pub(crate) fn clusters(&self, spelling: u64) -> Clusters {
        if self.clusters.is_empty() {
            return Clusters::default();
        }
        let Some(slot) = self.spellings.find(spelling) else { return Clusters::default() };
        let fine = self.clusters[slot] & !USUAL;
        let [middle, coarse, coarsest] = self.coarser.get(fine as usize).copied().unwrap_or_default();
        Clusters {
            fine: fine + 1,
            middle: middle + 1,
            coarse: coarse + 1,
            coarsest: coarsest + 1,
            usual: self.clusters[slot] & USUAL != 0,
        }
    }
}

/// The hash of a phrase and one more word; the empty phrase is 0.
#[inline]
pub(crate) fn extend(phrase: u64, folded: u64) -> u64 {
    mix(phrase, folded)
}

/// Compiles lists of names, given by the name of their file, and a table of clusters
/// (`word TAB fine TAB middle TAB coarse TAB coarsest`, most frequent words first).
pub(crate) fn compile(lists: &[(String, String)], clusters: &str, most_words: usize) -> Knowledge {
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
    let mut out = Knowledge { words: Prints::with_room(words.len()), ..Knowledge::default() };
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

fn add_clusters(out: &mut Knowledge, clusters: &str, most_words: usize) {
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

/// A word with its first letter large and the others small (*O'Neill*).
pub(crate) fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for (at, c) in word.chars().enumerate() {
        if at == 0 || at == 2 && word.is_char_boundary(2) && matches!(&word[..2], "O'" | "D'" | "L'") {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Phrase that is a university's name.
pub(crate) const UNIVERSITY: u8 = 1 << 6;

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
