//! English inflection: the base of a plural, a past tense or a form in *-ing*.
//!
//! Rules of spelling, with lists of the words they do not hold for. What is derived from a word
//! (*conservative* from *conserve*) is another word: its forms are its own. The rules follow those
//! of Minnen, Carroll and Pearce (*Applied morphological processing of English*, Natural Language
//! Engineering 7, 2001), as far as they need no part of speech.

mod verbs;

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

static IRREGULAR: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let rows = lines(include_str!("irregular.txt"));
    rows.flat_map(|row| {
        let mut words = row.split(' ');
        let base = words.next().unwrap_or_default();
        // The base is its own, whatever it ends in.
        words.map(move |form| (form, base)).chain([(base, base)])
    })
    .collect()
});

static AMBIGUOUS: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| lines(include_str!("ambiguous.txt")).filter_map(|row| row.split_once(' ')).collect());

static UNCHANGED: LazyLock<HashSet<&str>> = LazyLock::new(|| lines(include_str!("unchanged.txt")).collect());

fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// The base of a folded word: *council* for *councils*, *run* for *ran*. A word that is a form of no
/// other is its own base.
pub(super) fn base(word: &str) -> String {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    if let Some(base) = known(word) {
        return base.to_owned();
    }
    let singular = singular(word);
    let mut base = match known(&singular) {
        Some(base) => return base.to_owned(),
        None => verbs::base(&singular).unwrap_or(singular),
    };
    // *fulfil* and *fulfill*, *enrol* and *enroll*; and *controlled* comes to the same.
    if base.ends_with("ll") && verbs::syllables(&base) > 1 {
        base.pop();
    }
    base
}

/// A word of which the folded `word`, a base itself, may be a form as well: *leave* for *left*.
pub(super) fn other_base(word: &str) -> Option<&'static str> {
    AMBIGUOUS.get(word).copied()
}

/// A folded word in the singular and in the plural, in the order of the alphabet; one that is not made of
/// letters alone, itself.
pub(crate) fn numbers(word: &str) -> Vec<String> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) || UNCHANGED.contains(word) {
        return vec![word.to_owned()];
    }
    let one = match IRREGULAR.get(word) {
        Some(base) if *base == word || is_plural(word) => (*base).to_owned(),
        _ => singular(word),
    };
    let mut listed = irregular_forms(&one);
    listed.retain(|form| is_plural(form));
    let mut numbers = vec![listed.into_iter().min().map_or_else(|| plural(&one), str::to_owned), one];
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// Whether a listed form is a plural, not a tense.
fn is_plural(form: &str) -> bool {
    form.ends_with('s') || IRREGULAR_PLURALS.contains(&form)
}

/// Plurals that do not end in *s*.
const IRREGULAR_PLURALS: &[&str] = &[
    "alumni",
    "appendices",
    "cacti",
    "children",
    "criteria",
    "curricula",
    "feet",
    "fungi",
    "geese",
    "grandchildren",
    "indices",
    "lice",
    "matrices",
    "memoranda",
    "men",
    "mice",
    "nuclei",
    "oxen",
    "phenomena",
    "referenda",
    "schoolchildren",
    "stadia",
    "stimuli",
    "teeth",
    "vertices",
    "women",
    "crises",
    "theses",
    "analyses",
];

fn plural(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("man").filter(|rest| rest.len() > 2) {
        return format!("{rest}men");
    }
    match word.strip_suffix('y').filter(|rest| !rest.ends_with(['a', 'e', 'i', 'o', 'u'])) {
        Some(rest) => format!("{rest}ies"),
        None if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => format!("{word}es"),
        None => format!("{word}s"),
    }
}

/// The forms of a base that stand in the lists.
pub(super) fn irregular_forms(base: &str) -> Vec<&'static str> {
    let listed = IRREGULAR.iter().chain(AMBIGUOUS.iter());
    listed.filter(|(form, of)| **of == base && **form != base).map(|(form, _)| *form).collect()
}

/// The base of a word that stands in a list.
fn known(word: &str) -> Option<&str> {
    if AMBIGUOUS.contains_key(word) || UNCHANGED.contains(word) {
        return Some(word);
    }
    IRREGULAR.get(word).copied()
}

/// A plural, or a verb of the third person, without its ending.
fn singular(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("women") {
        return format!("{rest}woman");
    }
    if let Some(rest) =
        word.strip_suffix("men").filter(|rest| rest.len() > 2 && !rest.ends_with(['i', 'o', 'u']))
    {
        return format!("{rest}man");
    }
    let Some(rest) = word.strip_suffix('s').filter(|rest| !rest.ends_with(['s', 'u', 'i'])) else {
        return word.to_owned();
    };
    if let Some(rest) = rest.strip_suffix("ie") {
        return format!("{rest}y");
    }
    let Some(before) = rest.strip_suffix('e') else { return rest.to_owned() };
    let without_e = before.ends_with(['x', 'o'])
        || ["ch", "sh", "ss", "tz", "zz"].iter().any(|end| before.ends_with(end))
        || before.ends_with("us") && !before.ends_with("aus") && !before.ends_with("ous");
    (if without_e { before } else { rest }).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base_word: &str, forms: &str) {
        for form in forms.split(' ').chain([base_word]) {
            assert_eq!(base(form), base_word, "{form}");
        }
    }

    #[test]
    fn plurals() {
        check("council", "councils");
        check("bank", "banks banked banking");
        check("city", "cities");
        check("church", "churches");
        check("bus", "buses");
        check("virus", "viruses");
        check("house", "houses housed housing");
        check("cause", "causes caused causing");
        check("case", "cases");
        check("policeman", "policemen");
        check("spokeswoman", "spokeswomen");
        check("wolf", "wolves");
        check("hero", "heroes");
        check("shoe", "shoes");
        check("movie", "movies");
        check("crisis", "crises");
    }

    #[test]
    fn singular_and_plural() {
        for (word, expected) in [
            ("bank", "bank banks"),
            ("banks", "bank banks"),
            ("cities", "cities city"),
            ("children", "child children"),
            ("man", "man men"),
            ("policemen", "policeman policemen"),
            ("crises", "crises crisis"),
            ("went", "went wents"),
            ("news", "news"),
            ("église", "église"),
        ] {
            assert_eq!(numbers(word).join(" "), expected, "{word}");
        }
    }

    #[test]
    fn words_that_only_look_like_forms() {
        for word in [
            "news", "politics", "paris", "hundred", "during", "indeed", "specimen", "class", "thing", "speed",
        ] {
            check(word, word);
        }
    }

    #[test]
    fn derived_words_are_others() {
        for (one, other) in [
            ("conservation", "conservative"),
            ("candid", "candidate"),
            ("diversion", "diverse"),
            ("polite", "politics"),
            ("import", "important"),
            ("unit", "united"),
            ("human", "humane"),
            ("past", "paste"),
            ("chang", "change"),
            ("organ", "organization"),
            ("universe", "university"),
            ("general", "generate"),
            ("negotiate", "negotiation"),
        ] {
            assert_ne!(base(one), base(other), "{one}, {other}");
        }
    }

    /// One class holds a word and its forms: the base of a base is that base.
    #[test]
    fn bases_of_bases() {
        for base_word in IRREGULAR.values() {
            assert_eq!(base(base_word), *base_word);
        }
        for (form, of) in AMBIGUOUS.iter() {
            assert_eq!(base(of), *of, "{form}");
        }
    }
}
