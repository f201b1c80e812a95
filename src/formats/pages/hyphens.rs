//! Joins words that are hyphenated at the end of a line.

use crate::formats::tools::word_set::WordSet;
use std::collections::HashSet;

/// How the two parts of a hyphenated word are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// One word; the hyphen only divided it.
    Whole,
    /// The hyphen is, or may be, part of the word: it stays, without a blank after it.
    Hyphenated,
    /// The hyphen is a dash or a suspended hyphen ("two- and three-day"): a blank follows.
    Apart,
}

/// The words that are not divided in a text, which show whether a hyphen is part of a word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    words: HashSet<String>,
}

/// Minimum number of words for the absence of one to be significant.
const MIN_WORDS: usize = 600;

/// Maximum number of words.
const MAX_WORDS: usize = 200_000;

impl Vocabulary {
    /// Adds an undivided word of the text.
    pub fn add(&mut self, word: &str) {
        if self.words.len() < MAX_WORDS {
            let word = bare(word);
            if !word.is_empty() && !self.words.contains(&word) {
                self.words.insert(word);
            }
        }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(&bare(word))
    }

    /// How two parts are joined. `marked` means that the source marks the hyphen as dividing (by a soft
    /// hyphen or an element), which is wrong if the hyphen of a compound ends a line.
    pub fn joint(&self, first: &str, second: &str, marked: bool) -> Joint {
        let lower = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_uppercase());
        let ends_in_letter = first.chars().next_back().is_some_and(char::is_alphabetic);
        let inner = first.rsplit(['-', '\u{2010}', ' ']).next().unwrap_or(first);
        if !ends_in_letter {
            let digits = first.ends_with(|c: char| c.is_ascii_digit());
            return if digits { Joint::Hyphenated } else { Joint::Apart };
        }
        if !lower(second.chars().next()) {
            // "Anglo-" and "French", but also OCR of capitals: "PAR-" and "LIAMENT".
            let capitals = |s: &str| s.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let all_caps = capitals(inner) && capitals(second) && inner.len() > 1;
            return if all_caps && (marked || self.has(&format!("{inner}{second}"))) {
                Joint::Whole
            } else {
                Joint::Hyphenated
            };
        }
        if AND.contains(&bare(second)) && !self.has(&format!("{inner}{second}")) {
            return Joint::Apart;
        }
        if self.has(&format!("{inner}-{second}")) {
            return Joint::Hyphenated;
        }
        if marked || self.has(&format!("{inner}{second}")) || ENDINGS.contains(&bare(second)) {
            return Joint::Whole;
        }
        // Parts of compounds are words; parts of other words mostly are not.
        let telling = self.words.len() >= MIN_WORDS;
        if telling && !self.has(inner) && !self.has(second) { Joint::Whole } else { Joint::Hyphenated }
    }
}

/// Conjunctions as in "two- and three-day", in several languages.
static AND: WordSet = WordSet::words("and or to und oder bis et ou en of och og");

/// Ends of words, in English, German and French, that are not words themselves.
static ENDINGS: WordSet = WordSet::words(
    "ably ally ance ances ated ates ating ation ations bility ble bles bly cation cial cially cient \
     cies cious cism cted ction ctions cy ders dered ed ence ences ened ents er ers ery fied ful \
     gation ger gers ging ible ical ically ification ing ings ish ism ist ists ities ity ive ives \
     ized lation ler ling lished lity ly mation ment mental mented ments ming ness ning nity ous \
     ously pany pers posed quired rial ries rity sation sible sider sidered sion sional sions sity \
     sive tained tary tation ted tem ters tial tially ticular ties tified ting tion tional tions \
     tive tively tives tle tor tors tory tration ture tures ty vention ver vered ving heit keit \
     keiten lich liche lichen licher liches schaft schaften sche schen scher te tet tung tungen ung \
     ungen gen gung lung nung rung rungen sen ben nen ren len ter tern tigen tige haftung tique \
     tiques nement blement tement sement lement teur teurs trice aient ait gne gnes dence rance \
     tance naire naires taire taires rable",
);

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The word without its final hyphen, and whether that hyphen only divides.
pub fn without_hyphen(word: &str) -> Option<(&str, bool)> {
    let last = word.chars().next_back()?;
    let marked = match last {
        '-' | '\u{2010}' | '⸗' | '=' => false,
        '\u{ad}' | '¬' => true,
        _ => return None,
    };
    let rest = &word[..word.len() - last.len_utf8()];
    // Otherwise it is a dash.
    rest.ends_with(char::is_alphanumeric).then_some((rest, marked))
}

/// The whole of a hyphenated word with the punctuation around its parts.
pub fn whole(whole: &str, first: &str, second: Option<&str>) -> String {
    let lead: &str = &first[..first.find(char::is_alphanumeric).unwrap_or(0)];
    let lead = if whole.starts_with(lead) { "" } else { lead };
    format!("{lead}{whole}{}", second.map_or("", |second| trail(whole, second)))
}

/// The punctuation after the second part that the whole word lacks.
pub fn trail<'a>(whole: &str, second: &'a str) -> &'a str {
    let after = second.rfind(char::is_alphanumeric);
    let after = after.map_or(0, |at| at + second[at..].chars().next().map_or(0, char::len_utf8));
    let trail = &second[after..];
    if after == 0 || whole.ends_with(trail) { "" } else { trail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hyphens_at_line_ends_are_kept_or_dropped() {
        let mut seen = Vocabulary::default();
        for word in ["harbour", "self-interest", "Government,"] {
            seen.add(word);
        }
        let check = |first: &str, second: &str, marked: bool, expected: Joint| {
            assert_eq!(seen.joint(first, second, marked), expected, "{first} {second}");
        };
        check("har", "bour.", false, Joint::Whole);
        check("Govern", "ment", false, Joint::Whole);
        check("self", "interest", true, Joint::Hyphenated);
        check("fer", "ry", false, Joint::Hyphenated);
        check("fer", "ry", true, Joint::Whole);
        check("Anglo", "French", true, Joint::Hyphenated);
        check("HAR", "BOUR", false, Joint::Whole);
        check("two", "and", false, Joint::Apart);
        check("1914", "18", false, Joint::Hyphenated);
    }

    #[test]
    fn a_whole_word_is_put_together_from_its_parts() {
        assert_eq!(whole("government", "\"govern", Some("ment,")), "\"government,");
        assert_eq!(whole("rail.", "ra", Some("il.")), "rail.");
        assert_eq!(whole("l'année", "l'an-", None), "l'année");
        assert_eq!(without_hyphen("har-"), Some(("har", false)));
        assert_eq!(without_hyphen("har\u{ad}"), Some(("har", true)));
        assert_eq!(without_hyphen("--"), None);
        assert_eq!(without_hyphen("-"), None);
    }
}
