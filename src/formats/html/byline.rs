//! Names of authors out of what pages write into bylines.

use super::title;

/// Words that introduce a byline, in the languages of the press, lower case.
const OPENERS: [&str; 24] = [
    "by",
    "written by",
    "story by",
    "reported by",
    "words by",
    "von",
    "por",
    "par",
    "di",
    "de",
    "door",
    "af",
    "av",
    "text",
    "text:",
    "autor:",
    "author:",
    "autore:",
    "a cura di",
    "automatically",
    "from",
    "ein beitrag von",
    "eine analyse von",
    "ein kommentar von",
];

/// What stands between two authors.
const DIVIDERS: [&str; 11] = [
    " og ", " och ", " and ", " und ", " y ", " et ", " & ", ";", "|", " en ", " e ",
];

/// Longer texts are no name.
const LONGEST: usize = 80;

/// The authors in a text, without "By", divided where it names several.
pub fn names(text: &str) -> Vec<String> {
    let mut names = vec![text.to_owned()];
    for divider in DIVIDERS {
        names = names
            .iter()
            .flat_map(|name| name.split(divider))
            .map(str::to_owned)
            .collect();
    }
    let names = names.iter().flat_map(|name| by_commas(name));
    let names = names.map(|name| without_opener(name).to_owned());
    names.filter(|name| is_name(name)).collect()
}

/// Adds names that are not there yet.
pub fn add(names: &mut Vec<String>, more: impl IntoIterator<Item = String>) {
    for name in more {
        if !names.iter().any(|known| title::same(known, &name)) {
            names.push(name);
        }
    }
}

/// "Ann Lee, Bob Ray" are two people; "Lee, Ann" and "Ann Lee, health editor" are not.
fn by_commas(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let is_full_name = |part: &&str| {
        let words = part.split_whitespace().count();
        (2..=4).contains(&words)
            && part
                .split_whitespace()
                .all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()))
    };
    if parts.len() > 1 && parts.iter().all(is_full_name) {
        parts
    } else if parts.len() == 2 && !is_full_name(&parts[0]) {
        vec![text.trim()]
    } else {
        parts.into_iter().take(1).collect()
    }
}

fn without_opener(name: &str) -> &str {
    let name = name
        .trim()
        .trim_start_matches([':', '-', '–', '—', '•', '@'])
        .trim_start();
    let lower = name.to_lowercase();
    let opener = OPENERS
        .iter()
        .filter(|opener| {
            lower
                .strip_prefix(**opener)
                .is_some_and(|rest| rest.starts_with([' ', ':']))
        })
        .max_by_key(|opener| opener.len());
    let rest = opener
        .and_then(|opener| name.get(opener.len()..))
        .unwrap_or(name);
    rest.trim_start_matches(':').trim()
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name.chars().any(char::is_alphabetic)
        && !name.contains("://")
        && !name.starts_with("www.")
        && !name.contains(['{', '}', '<', '>'])
        && !["null", "undefined", "none", "author", "by", "admin"].contains(&&*name.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(names(text), expected);
    }

    #[test]
    fn finds_the_names() {
        check("By Ann Lee", &["Ann Lee"]);
        check("Von Anna Kurz und Bernd Lang", &["Anna Kurz", "Bernd Lang"]);
        check(
            "BY ANN LEE, BOB RAY and Cy Day",
            &["ANN LEE", "BOB RAY", "Cy Day"],
        );
        check("Ann Lee, health editor", &["Ann Lee"]);
        check("Lee, Ann", &["Lee, Ann"]);
        check("https://example.com/ann", &[]);
        check("", &[]);
    }
}
