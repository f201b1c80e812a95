//! Names of people: their parts, and when one name may be a shorter or other form of another.

use super::spelling::{full_forename, sound};
use crate::entities::coref::is_forename;

/// A person's folded name in parts, each in its sound spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// Forename or initial, as [`full_forename`] has it; empty where there is one word.
    first: String,
    /// The forename as written, for nicknames.
    given: String,
    /// The first word as it is folded, for lists of words.
    pub(super) written: String,
    /// What stands between, without particles.
    middle: Vec<String>,
    /// The last word that is no *Jr* or *III*.
    pub(super) last: String,
    /// *jr*, *iii*.
    generation: Option<String>,
    /// All words but the generation, particles too.
    pub(super) words: Vec<String>,
}

/// How surely a shorter form stands for a longer one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// An initial or nickname in place of the forename, or a second surname left out: joined
    /// only where nothing else speaks against it.
    Weak,
    /// The same forename and surname.
    Strong,
}

const PARTICLES: &[&str] = &[
    "al", "el", "ul", "ibn", "bin", "ben", "bint", "de", "da", "di", "do", "du", "des", "dos", "das", "del",
    "della", "la", "le", "van", "von", "der", "den", "ter", "zu", "y", "e", "st",
];
const GENERATIONS: &[&str] = &["jr", "sr", "ii", "iii", "iv"];
/// Words before a name that are sometimes taken for its first: they tell nothing of who it is.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "prof",
    "professor",
    "president",
    "prime",
    "minister",
    "chancellor",
    "senator",
    "sen",
    "rep",
    "gov",
    "governor",
    "mayor",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "gen",
    "general",
    "col",
    "colonel",
    "capt",
    "captain",
    "lt",
    "sgt",
    "rev",
    "reverend",
    "secretary",
    "ambassador",
    "chairman",
    "archbishop",
    "cardinal",
    "sheikh",
];

impl Form {
    /// Reads a folded name; `None` where it has no word.
    pub(super) fn new(key: &str) -> Option<Form> {
        let mut words: Vec<&str> = key.split([' ', '.']).filter(|word| !word.is_empty()).collect();
        let several = words.len() > 1;
        let generation = words.pop_if(|word| several && GENERATIONS.contains(word));
        let titles = words.iter().take_while(|word| TITLES.contains(word)).count();
        // *King* and *Judge* are surnames too: one word is left, two where there are two.
        let titles = titles.min(words.len().saturating_sub(1));
        let titles = if titles == 1 && words.len() == 2 { 0 } else { titles };
        let words = &words[titles..];
        let (last, before) = words.split_last()?;
        let sounds: Vec<String> = words.iter().map(|word| sound(word)).collect();
        let given = before.first().copied().unwrap_or_default();
        let middle = before.iter().skip(1).filter(|word| !PARTICLES.contains(word));
        Some(Form {
            first: sound(full_forename(given)),
            given: sound(given),
            written: words[0].to_owned(),
            middle: middle.map(|word| sound(word)).collect(),
            last: sound(last),
            generation: generation.map(str::to_owned),
            words: sounds,
        })
    }

    /// Whether it is one word, such as a bare surname.
    pub(super) fn is_single(&self) -> bool {
        self.words.len() == 1
    }

    /// What all spellings of the name have in common.
    pub(super) fn spelling(&self) -> String {
        let words = self.words.iter().filter(|word| !PARTICLES.contains(&word.as_str()));
        let words: Vec<&str> = words.chain(&self.generation).map(String::as_str).collect();
        words.join(" ")
    }

    /// Names that may be forms of one another agree in this.
    pub(super) fn block(&self) -> (String, Option<char>) {
        (self.last.clone(), self.first.chars().next())
    }

    /// Whether `self` may be a shorter form of `longer` (or the same name with a nickname).
    pub(super) fn shortens(&self, longer: &Form) -> Option<Link> {
        if self.is_single() || longer.is_single() || self.last != longer.last {
            return None;
        }
        if self.generation.is_some() && self.generation != longer.generation {
            return None;
        }
        let first = if self.given == longer.given {
            Link::Strong
        } else if is_initial_of(&self.given, &longer.given)
            || self.first == longer.first
            || is_initial_of(&self.first, &longer.first)
        {
            Link::Weak
        } else {
            return None;
        };
        Some(first.min(self.middle_within(longer)?))
    }

    /// *George W.* and *George H. W.* differ, so middle names are compared from the first on;
    /// a first of two surnames may stand in the last place of the longer form.
    fn middle_within(&self, longer: &Form) -> Option<Link> {
        let (short, long) = (&self.middle, &longer.middle);
        let fits = |(a, b): (&String, &String)| a == b || is_initial_of(a, b);
        if short.len() <= long.len() && short.iter().zip(long).all(fits) {
            return Some(Link::Strong);
        }
        let whole_words = short.iter().all(|word| word.chars().count() > 1);
        (whole_words && !short.is_empty() && long.ends_with(short)).then_some(Link::Weak)
    }

    /// Whether no *Jr* or *III* is said.
    pub(super) fn has_no_generation(&self) -> bool {
        self.generation.is_none()
    }

    /// Whether `self`, of one word or more, is the end of the longer name: a surname.
    pub(super) fn ends(&self, longer: &Form) -> bool {
        self.generation.is_none()
            && longer.words.len() > self.words.len()
            && longer.words.ends_with(&self.words)
    }

    /// Two words in the other order.
    pub(super) fn reversed(&self) -> Option<String> {
        match self.words.as_slice() {
            [first, last] if self.generation.is_none() && first != last => Some(format!("{last} {first}")),
            _ => None,
        }
    }

    /// How much of a name is given: forms of less detail may shorten those of more.
    pub(super) fn detail(&self) -> (usize, bool, bool, usize) {
        let letters = self.words.iter().map(String::len).sum();
        let parts = self.middle.len() + usize::from(self.generation.is_some());
        (parts, !self.has_initial(), self.given == self.first, letters)
    }

    /// *van der Velde*, *al Assad*.
    pub(super) fn begins_with_particle(&self) -> bool {
        self.words.first().is_some_and(|word| PARTICLES.contains(&word.as_str()))
    }

    /// Whether it begins with what is neither a first name nor an initial: *Novelist*, *U.S.*
    pub(super) fn is_fronted(&self) -> bool {
        match self.words.as_slice() {
            [first, second, _, ..] if first == "u" => matches!(second.as_str(), "s" | "k"),
            _ => !self.has_initial() && !is_forename(&self.written),
        }
    }

    /// Whether the forename is an initial.
    pub(super) fn has_initial(&self) -> bool {
        self.given.chars().count() == 1
    }
}

fn is_initial_of(short: &str, long: &str) -> bool {
    let mut letters = short.chars();
    matches!((letters.next(), letters.next()), (Some(letter), None) if long.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use Link::{Strong, Weak};

    #[track_caller]
    fn check(short: &str, long: &str, expected: Option<Link>) {
        let form = |name| Form::new(name).expect("a name");
        assert_eq!(form(short).shortens(&form(long)), expected, "{short} / {long}");
    }

    #[test]
    fn forms_of_one_name() {
        check("george bush", "george w bush", Some(Strong));
        check("george bush", "george h.w bush", Some(Strong));
        check("george w bush", "george walker bush", Some(Strong));
        check("george w bush", "george h w bush", None);
        check("george h w bush", "george w bush", None);
        check("john smith", "john smith jr", Some(Strong));
        check("john smith jr", "john smith sr", None);
        check("j smith", "john smith", Some(Weak));
        check("bill clinton", "william jefferson clinton", Some(Weak));
        check("bill clinton", "hillary clinton", None);
        check("hillary clinton", "hillary rodham clinton", Some(Strong));
        check("bashar assad", "bashar al assad", Some(Strong));
        check("andres lopez obrador", "andres manuel lopez obrador", Some(Weak));
        check("volodymyr zelensky", "volodimir zelenskyy", Some(Strong));
        check("bush", "george w bush", None);
        check("president george bush", "george w bush", Some(Strong));
    }

    #[test]
    fn surnames() {
        let form = |name| Form::new(name).expect("a name");
        assert!(form("lopez obrador").ends(&form("andres manuel lopez obrador")));
        assert!(form("zelenskiy").ends(&form("volodymyr zelensky")));
        assert!(!form("volodymyr").ends(&form("volodymyr zelensky")));
        assert_eq!(form("abe shinzo").reversed().as_deref(), Some("shinzo abe"));
        assert!(Form::new("").is_none());
        assert_eq!(form("jr").words, ["jr"]);
        assert_eq!(form("judge king").words, ["judge", "king"]);
    }
}
