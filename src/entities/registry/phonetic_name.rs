//! Names of people by their sound, and when two of them may be forms of one name.

use super::transliteration::sound;
use crate::entities::lists::given_names::{GIVEN_NAMES, related_given_names};
use crate::entities::lists::surname_parts::PARTICLES;
use crate::entities::person_name::PersonName;

/// A person's name, each word in the spelling of its [`sound`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PhoneticName {
    /// Forename or initial; empty where there is one word.
    given: String,
    /// The first word as it is folded, for lists of words and for initials.
    pub(super) written: String,
    /// The middle names, without particles.
    middle: Vec<String>,
    /// The last word that is no *Jr* or *III*.
    pub(super) last: String,
    /// *jr*, *iii*.
    pub(super) generation: Option<String>,
    /// All words but the generation, particles too.
    pub(super) words: Vec<String>,
}

/// How surely two names are forms of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// One has a nickname of the other's forename: *Bill* and *William*.
    Nickname,
    /// One has an initial in place of the other's forename, or leaves it out: *J. Scott Smith*
    /// and *Scott Smith*.
    Initial,
    /// The same forename and surname.
    Forename,
}

/// Letters of a surname that must be spelled alike.
const SHORT: usize = 4;

impl PhoneticName {
    /// Reads a folded name; `None` where it has no word.
    pub(super) fn new(key: &str) -> Option<PhoneticName> {
        let PersonName { given, surname, generation, .. } = PersonName::from_key(key)?;
        let written = [given, surname].concat();
        let (last, before) = written.split_last()?;
        let mut words: Vec<String> = before.iter().map(|word| sound(word)).collect();
        let middle = before.iter().zip(&words).skip(1).filter(|(word, _)| !PARTICLES.holds(word));
        let middle = middle.map(|(_, sound)| sound.clone()).collect();
        let given = words.first().cloned().unwrap_or_default();
        let last = sound_of_surname(last);
        words.push(last.clone());
        Some(PhoneticName { given, written: written[0].clone(), middle, last, generation, words })
    }

    /// Whether it is one word, such as a bare surname.
    pub(super) fn is_single(&self) -> bool {
        self.words.len() == 1
    }

    /// What all spellings of the name have in common.
    pub(super) fn spelling(&self) -> String {
        // A first word may be a forename: *Ben*, *Al*, *Van*.
        let (first, others) = self.words.split_at(1.min(self.words.len()));
        let others = others.iter().filter(|word| !PARTICLES.holds(word));
        let words: Vec<&str> =
            first.iter().chain(others).chain(&self.generation).map(String::as_str).collect();
        words.join(" ")
    }

    /// How two names of several words may be forms of one, whatever *Jr* or *III* they bear;
    /// `None` where they are two.
    pub(super) fn link(&self, other: &PhoneticName) -> Option<Link> {
        if self.is_single() || other.is_single() || self.last != other.last {
            return None;
        }
        let left_out = |long: &PhoneticName, short: &PhoneticName| {
            long.has_initial() && long.middle.first() == Some(&short.given) && short.middle.is_empty()
        };
        let link = if self.given == other.given {
            Link::Forename
        } else if left_out(self, other) || left_out(other, self) {
            return Some(Link::Initial);
        } else if is_initial_of(&self.given, &other.written) || is_initial_of(&other.given, &self.written) {
            Link::Initial
        } else if related_given_names(&self.written).contains(&other.written) {
            Link::Nickname
        } else {
            return None;
        };
        self.agrees_in_middle(other).then_some(link)
    }

    /// *George W.* and *George H. W.* differ, so middle names are compared from the first on;
    /// whole words may be skipped: *Andrés López Obrador*, *Andrés Manuel López Obrador*.
    fn agrees_in_middle(&self, other: &PhoneticName) -> bool {
        let (short, long) = match self.middle.len() <= other.middle.len() {
            true => (&self.middle, &other.middle),
            false => (&other.middle, &self.middle),
        };
        let agree = |(a, b): (&String, &String)| a == b || is_initial_of(a, b) || is_initial_of(b, a);
        let whole_words = short.iter().all(|word| word.chars().count() > 1);
        short.iter().zip(long).all(agree) || whole_words && long.ends_with(short)
    }

    /// Whether a middle name or initial is given.
    pub(super) fn has_middle(&self) -> bool {
        !self.middle.is_empty()
    }

    /// The letter that an initial of the forename has.
    pub(super) fn letter(&self) -> Option<char> {
        self.written.chars().next()
    }

    /// The forename as it sounds; empty where there is one word.
    pub(super) fn given(&self) -> &str {
        &self.given
    }

    /// The name somebody goes by who has an initial in front: *Scott* of *J. Scott Smith*.
    pub(super) fn second_given(&self) -> Option<&str> {
        self.middle.first().filter(|_| self.has_initial()).map(String::as_str)
    }

    /// Two words in the other order.
    pub(super) fn reversed(&self) -> Option<String> {
        match self.words.as_slice() {
            [first, last] if self.generation.is_none() && first != last => Some(format!("{last} {first}")),
            _ => None,
        }
    }

    /// *Pérez de Cuéllar*.
    pub(super) fn holds_particle(&self) -> bool {
        self.words.iter().any(|word| PARTICLES.holds(word))
    }

    /// Whether it begins with what is neither a first name nor an initial: *Novelist*, *U.S.*
    pub(super) fn is_fronted(&self) -> bool {
        match self.words.as_slice() {
            [first, second, _, ..] if first == "u" => matches!(second.as_str(), "s" | "k"),
            _ => !self.has_initial() && !GIVEN_NAMES.holds(&self.written),
        }
    }

    /// Whether the forename is an initial.
    pub(super) fn has_initial(&self) -> bool {
        self.given.chars().count() == 1
    }
}

/// A short surname is itself alone: *Lee* and *Li* are two, *Assad* and *Asad* are listed as one.
fn sound_of_surname(word: &str) -> String {
    let sounding = sound(word);
    let listed = || sounding.chars().count() >= word.chars().count();
    if word.chars().count() <= SHORT && !listed() { word.to_owned() } else { sounding }
}

fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if long.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::Link::{Forename, Initial, Nickname};
    use super::*;

    fn name(key: &str) -> PhoneticName {
        PhoneticName::new(key).expect("a name")
    }

    #[track_caller]
    fn check(a: &str, b: &str, expected: Option<Link>) {
        assert_eq!(name(a).link(&name(b)), expected, "{a} / {b}");
        assert_eq!(name(b).link(&name(a)), expected, "{b} / {a}");
    }

    #[test]
    fn forms_of_one_name_are_linked() {
        check("george bush", "george w bush", Some(Forename));
        check("george bush", "george h.w bush", Some(Forename));
        check("george w bush", "george walker bush", Some(Forename));
        check("george w bush", "george h w bush", None);
        check("john smith", "john smith jr", Some(Forename));
        check("j smith", "john smith", Some(Initial));
        check("j scott smith", "scott smith", Some(Initial));
        check("bill clinton", "william jefferson clinton", Some(Nickname));
        check("bill clinton", "hillary clinton", None);
        check("hillary clinton", "hillary rodham clinton", Some(Forename));
        check("bashar assad", "bashar al assad", Some(Forename));
        check("andres lopez obrador", "andres manuel lopez obrador", Some(Forename));
        check("john adam smith", "john quincy smith", None);
        check("volodymyr zelensky", "volodimir zelenskyy", Some(Forename));
        check("bush", "george w bush", None);
        check("president george bush", "george w bush", Some(Forename));
    }

    #[test]
    fn titles_and_generations_leave_a_word() {
        assert_eq!(name("abe shinzo").reversed().as_deref(), Some("shinzo abe"));
        assert!(PhoneticName::new("").is_none());
        assert_eq!(name("jr").words, ["jr"]);
        assert_eq!(name("judge king").words, ["judge", "king"]);
    }
}
