//! Spellings of people that are no names as newspapers write them: glued words, a word twice,
//! digits and signs inside.

/// Words of the longest name that is not taken for several.
const MAX_WORDS: usize = 5;
/// Beginnings of surnames behind which a capital stands within the word.
const CAPITAL_INSIDE: &[&str] =
    &["Mc", "Mac", "De", "Di", "Da", "Du", "Del", "Della", "La", "Le", "Lo", "Fitz", "Van", "Von", "O"];

/// Whether a name as an article carries it is damaged, so that nobody is shown by it.
pub(super) fn is_noisy(raw: &str) -> bool {
    let words: Vec<&str> = raw.split_whitespace().collect();
    let twice = words.windows(2).any(|pair| pair[0].to_lowercase() == pair[1].to_lowercase());
    let signs = raw.chars().any(|c| c.is_ascii_digit() || ":/()[]!?\"“”`@#&*…—|_".contains(c));
    let capital = raw.chars().any(|c| !c.is_lowercase() && c.is_alphabetic());
    twice || signs || !capital || words.len() > MAX_WORDS || words.iter().any(|word| glued_at(word).is_some())
}

/// Where two words have grown together: a small letter is followed by a capital that begins another
/// word, as in *SandersSome*, *SkeltAdam*.
fn glued_at(word: &str) -> Option<usize> {
    let mut before = None;
    for (at, c) in word.char_indices() {
        let inside = c.is_uppercase() && before.is_some_and(char::is_lowercase);
        let begins_surname = || {
            let part = word[..at].rsplit(['-', '\'', '’']).next().unwrap_or_default();
            CAPITAL_INSIDE.contains(&part)
        };
        if inside && !begins_surname() {
            return Some(at);
        }
        before = Some(c);
    }
    None
}

/// The words of a damaged name, those apart that have grown together, without signs.
pub(super) fn divided(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 4);
    for word in raw.split(|c: char| !(c.is_alphabetic() || "'’-.".contains(c))) {
        let mut rest = word;
        while let Some(at) = glued_at(rest) {
            out.push_str(&rest[..at]);
            out.push(' ');
            rest = &rest[at..];
        }
        out.push_str(rest);
        out.push(' ');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_names_are_recognised_and_divided() {
        for noisy in [
            "Bruno SandSome",
            "Bruno Sand Sand",
            "Ted Fell!Fell",
            "Edna \"No",
            "edna vole",
            "Lia2020",
            "A B C D E F",
        ] {
            assert!(is_noisy(noisy), "{noisy}");
        }
        for clean in [
            "Ronald McDonald",
            "Leonardo DiCaprio",
            "Conan O'Brien",
            "Jean-Luc de LaPierre",
            "习近平",
            "FitzGerald",
        ] {
            assert!(!is_noisy(clean), "{clean}");
        }
        assert_eq!(divided("Adam Benno SkeltAdam Skelt").trim(), "Adam Benno Skelt Adam Skelt");
        assert_eq!(divided("Ted Fell!McFell").trim(), "Ted Fell McFell");
    }
}
