//! When two spellings are one name: transliteration, doubled letters, families of forms.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

/// A folded word in the spelling that stands for all that are written for the same sound:
/// *zelenskyy*, *zelenskiy* and *zelensky* all give *zelenski*.
///
/// Words of other scripts than Latin stay as they are.
pub(super) fn sound(word: &str) -> String {
    if let Some(family) = FAMILIES.get(word) {
        return (*family).to_owned();
    }
    if !word.is_ascii() {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let (taken, given) = match SOUNDS.iter().find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => (from.len(), *to),
            None => (c.len_utf8(), &rest[..c.len_utf8()]),
        };
        for c in given.chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        rest = &rest[taken..];
    }
    out
}

/// Letters and what is written for the same sound, longest first.
const SOUNDS: &[(&str, &str)] = &[
    ("tsch", "ch"),
    ("tch", "ch"),
    ("dzh", "j"),
    ("kh", "h"),
    ("zh", "j"),
    ("dj", "j"),
    ("dh", "d"),
    ("gh", "g"),
    ("bh", "b"),
    ("ph", "f"),
    ("ks", "x"),
    ("ck", "k"),
    ("ij", "i"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("'", ""),
];

/// Each word of a family and the one that stands for it.
static FAMILIES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    for line in include_str!("transliterations.txt").lines().filter(|line| !line.starts_with('#')) {
        let first = line.split(' ').next().unwrap_or_default();
        out.extend(line.split(' ').map(|word| (word, first)));
    }
    out
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn one(words: &[&str]) {
        let sounds: Vec<String> = words.iter().map(|word| sound(word)).collect();
        assert!(sounds.iter().all(|s| *s == sounds[0]), "{words:?}: {sounds:?}");
    }

    #[test]
    fn spellings_of_one_name_sound_alike() {
        one(&["zelensky", "zelenskyy", "zelenskiy", "zelenskij", "zelenski"]);
        one(&["gadhafi", "gaddafi", "qaddafi", "qadhafi", "kadafi", "khadafy"]);
        one(&["mohammed", "muhammad", "mohamed", "mohammad"]);
        one(&["yushchenko", "iushchenko"]);
        one(&["mueller", "muller"]);
        one(&["alexander", "aleksandr", "alexandr"]);
        assert_ne!(sound("bush"), sound("busch"));
        assert_ne!(sound("martin"), sound("marten"));
        assert_eq!(sound("习近平"), "习近平");
    }
}
