//! Words of names that are abbreviated, and letters that stand together.

/// Abbreviated words and the words in full.
const ABBREVIATED: &[(&str, &str)] = &[
    ("assn", "association"),
    ("assoc", "association"),
    ("bros", "brothers"),
    ("centre", "center"),
    ("comm", "commission"),
    ("defence", "defense"),
    ("dept", "department"),
    ("fed", "federal"),
    ("ft", "fort"),
    ("govt", "government"),
    ("harbour", "harbor"),
    ("inst", "institute"),
    ("intl", "international"),
    ("labour", "labor"),
    ("mfg", "manufacturing"),
    ("mt", "mount"),
    ("natl", "national"),
    ("organisation", "organization"),
    ("programme", "program"),
    ("st", "saint"),
    ("theatre", "theater"),
    ("univ", "university"),
];

/// A word in full, if it is abbreviated.
pub(super) fn expand_abbreviations(word: &str) -> String {
    match ABBREVIATED.binary_search_by_key(&word, |pair| pair.0) {
        Ok(at) => ABBREVIATED[at].1.to_owned(),
        Err(_) => word.to_owned(),
    }
}

/// The words of a folded name, with single letters in a row as one: *u.s*, *h. w*.
pub(super) fn words_with_letters_joined(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split([' ', '.']).filter(|word| !word.is_empty()).collect();
    let is_letter = |word: &str| word.chars().count() == 1;
    words.chunk_by(|a, b| is_letter(a) && is_letter(b)).map(<[&str]>::concat).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_abbreviations_are_in_order() {
        assert!(ABBREVIATED.is_sorted());
    }
}
