//! What is known of words before an article is read: large lists of names, compiled to bits by
//! word and by phrase, and clusters of words that stand in like places.

use super::tables::Prints;

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
#[cfg(feature = "lab")]
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
pub(crate) const USUAL: u16 = 1 << 15;

/// Lists and clusters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gazetteer {
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

impl Gazetteer {
    /// The bits of a word, by the hash of its folded form.
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
