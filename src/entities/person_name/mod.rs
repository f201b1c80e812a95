//! The name of a person in parts.

mod read;

use super::lists::person_titles::is_title;
use super::lists::surname_parts::{PARTICLES, is_generation};

/// A person's name in parts, all of them folded words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonName {
    /// Titles, ranks and offices.
    pub titles: Vec<String>,
    /// The words behind *of* in an office: *saxony*, *state*.
    pub office: Vec<String>,
    /// First and middle names or initials, in order.
    pub given: Vec<String>,
    /// Other first names that were stated: a nickname.
    pub nicknames: Vec<String>,
    /// The surname with its particles; the regnal name of a ruler or a pope.
    pub surname: Vec<String>,
    /// *jr*, *iii*.
    pub generation: Option<String>,
    /// Whether it is the name of a ruler or of a cleric: a first name that stands behind its
    /// title alone (*Pope Anselm*, *Prince Rupert*).
    pub is_regal: bool,
}

impl PersonName {
    /// Takes apart the folded key of a name that an article carries; `None` where it has no word.
    pub(super) fn from_key(key: &str) -> Option<PersonName> {
        let words = key.split([' ', '.']).filter(|word| !word.is_empty());
        let mut given: Vec<String> = words.map(str::to_owned).collect();
        let several = given.len() > 1;
        let generation = given.pop_if(|word| several && is_generation(word));
        let titles = given.iter().take_while(|word| is_title(word)).count();
        // *King* and *Judge* are surnames too: one word is left, two where there are two.
        let titles = titles.min(given.len().saturating_sub(1));
        let titles = if titles == 1 && given.len() == 2 { 0 } else { titles };
        let titles: Vec<String> = given.drain(..titles).collect();
        let surname = given.split_off(surname_start(&given));
        let name = PersonName { titles, given, surname, generation, ..PersonName::default() };
        (!name.surname.is_empty()).then_some(name)
    }

    /// The words of the name in their natural order, without titles.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.given.iter().chain(&self.surname).chain(&self.generation).map(String::as_str)
    }

    /// The keys by which an archive may know the person, the fullest first.
    pub fn keys(&self) -> Vec<String> {
        let name: Vec<&str> = self.given.iter().chain(&self.surname).map(String::as_str).collect();
        let name = name.join(" ");
        let mut keys = Vec::new();
        let full = self.generation.as_ref().map(|generation| format!("{name} {generation}"));
        if self.is_regal {
            for name in full.iter().chain([&name]) {
                keys.extend(self.titles.last().map(|title| format!("{title} {name}")));
            }
        }
        keys.extend(full);
        keys.push(name);
        keys
    }
}

/// Whether a word is one letter.
pub fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Where the surname begins among the folded words of a name: at the first particle behind the
/// first word, else at the last word.
pub(super) fn surname_start<W: AsRef<str>>(words: &[W]) -> usize {
    let last = words.len().saturating_sub(1);
    let is_particle = |word: &W| PARTICLES.holds(word.as_ref()) && !is_initial(word.as_ref());
    words[..last].iter().skip(1).position(is_particle).map_or(last, |at| at + 1)
}
