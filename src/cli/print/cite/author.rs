//! An author as reference managers want one: family name and given names, where that is safe.

use crate::entities::lists::holds_word;

/// The author of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Author {
    /// A person whose name divides plainly.
    Person {
        /// With the small words before it: *van den Berg*.
        family: String,
        /// Given names and initials.
        given: String,
    },
    /// An agency, a desk, or a name that is better left as it is.
    Literal(String),
}

impl Author {
    /// Reads a name on one line, of an article from a source and in a language.
    ///
    /// Two to four capitalised words in an alphabet whose users mostly write the family name
    /// last, none of them a word for a desk or an agency, are taken for given names and a family
    /// name; the rest stays literal, since a wrong division is worse than none.
    pub fn new(name: &str, source: Option<&str>, language: &str) -> Author {
        let literal = || Author::Literal(name.to_owned());
        if source.is_some_and(|source| source.eq_ignore_ascii_case(name)) || FAMILY_FIRST.contains(&language)
        {
            return literal();
        }
        let (last, first) = name.split_once(',').unwrap_or(("", name));
        if !last.is_empty() {
            let (last, first) = (last.trim(), first.trim());
            let plain =
                |part: &str| !part.is_empty() && part.split(' ').count() <= 3 && part.split(' ').all(is_part);
            let suffix = SUFFIXES.contains(&first.trim_end_matches('.'));
            return if plain(last) && plain(first) && !suffix {
                Author::Person { family: last.to_owned(), given: first.to_owned() }
            } else {
                literal()
            };
        }
        let words: Vec<&str> = name.split(' ').collect();
        let [first, .., last] = words.as_slice() else { return literal() };
        let bare = |word: &str| word.trim_end_matches('.').to_lowercase();
        if words.len() > 6
            || !words.iter().all(|word| is_part(word) || PARTICLES.contains(word))
            || words.iter().filter(|word| is_part(word)).count() > 4
            || words.iter().any(|word| holds_word(NO_PEOPLE, &bare(word)))
            || TITLES.contains(&bare(first).as_str())
            || SUFFIXES.contains(&last.trim_end_matches('.'))
            || !is_part(first)
            || !is_part(last)
            || last.ends_with('.')
            || last.chars().count() < 2
        {
            return literal();
        }
        // The small words belong to the family name with all that follows them.
        let family = words.iter().position(|word| PARTICLES.contains(word)).unwrap_or(words.len() - 1);
        Author::Person { family: words[family..].join(" "), given: words[..family].join(" ") }
    }
}

/// A capitalised word of letters, hyphens, apostrophes and full stops, in the Latin, Greek or
/// Cyrillic alphabet.
fn is_part(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| (c.is_alphabetic() && c < '\u{530}') || matches!(c, '-' | '\'' | '’' | '.'))
}

/// Languages whose speakers mostly write the family name first.
const FAMILY_FIRST: [&str; 5] = ["hu", "ja", "ko", "vi", "zh"];

/// Small words that begin a family name.
const PARTICLES: [&str; 27] = [
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el",
    "ibn", "la", "las", "le", "los", "ten", "ter", "van", "von", "zu", "zur",
];

const SUFFIXES: [&str; 5] = ["Jr", "Sr", "II", "III", "IV"];

const TITLES: [&str; 14] =
    ["baroness", "capt", "dame", "dr", "gen", "lady", "lord", "mr", "mrs", "ms", "prof", "rev", "sen", "sir"];

/// Words that name desks, agencies and other organisations, not people. Those that are family names too,
/// such as *Church* and *Court*, are left out.
const NO_PEOPLE: &str = "academy agencies agency associated association authority bank board bureau centre college \
    commission committee company contributor contributors corporation correspondent correspondents council daily \
    department desk editor editorial editors federation foreign foundation government group institute league media \
    ministry museum network news newsroom office organisation organization our parliament police press reporter \
    reporters reuters service society staff team the times trust union university wire";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &str) {
        let found = match Author::new(name, Some("Harrowmere Echo"), "en") {
            Author::Person { family, given } => format!("{family}, {given}"),
            Author::Literal(name) => format!("[{name}]"),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn authors_are_parted_into_given_and_family_name() {
        check("Jane Doe", "Doe, Jane");
        check("JANE DOE", "DOE, JANE");
        check("J. R. O'Neill-Smith", "O'Neill-Smith, J. R.");
        check("Ludwig van den Berg", "van den Berg, Ludwig");
        check("Zoë Müller", "Müller, Zoë");
        check("Мария Иванова", "Иванова, Мария");
        check("Doe, Jane", "Doe, Jane");
        check("Doe, Jr.", "[Doe, Jr.]");
        check("Jane Doe, in London", "[Jane Doe, in London]");
        check("Reuters", "[Reuters]");
        check("harrowmere echo", "[harrowmere echo]");
        check("Associated Press", "[Associated Press]");
        check("Harrowmere Council", "[Harrowmere Council]");
        check("University of Harrowmere", "[University of Harrowmere]");
        check("Our Foreign Staff", "[Our Foreign Staff]");
        check("Dr. Jane Doe", "[Dr. Jane Doe]");
        check("Martin Doe Jr.", "[Martin Doe Jr.]");
        check("Jane D.", "[Jane D.]");
        check("jane doe", "[jane doe]");
        check("李 小龙", "[李 小龙]");
        check("", "[]");
        check("One Two Three Four Five", "[One Two Three Four Five]");
        assert_eq!(Author::new("Nagy Anna", None, "hu"), Author::Literal("Nagy Anna".into()));
    }
}
