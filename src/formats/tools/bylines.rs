//! The names in bylines: "By JANE DOE and John Roe, staff writers".

use std::collections::HashSet;

use super::dates;
use super::paragraphs::fold;
use super::word_set::WordSet;

/// Maximum number and length of names in a byline.
const MAX_NAMES: usize = 30;
const MAX_NAME: usize = 100;

/// The names in a byline or an author field, without "By", roles, agencies and addresses.
pub fn names(text: &str) -> Vec<String> {
    let mut text = fold(text);
    if text.contains("://") || text.contains("www.") {
        let words: Vec<&str> =
            text.split(' ').filter(|w| !w.contains("://") && !w.starts_with("www.")).collect();
        text = words.join(" ");
    }
    let text = without_by(&text).unwrap_or(&text);
    let mut names: Vec<String> = Vec::new();
    for group in split_groups(text) {
        let parts: Vec<&str> = group.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
        let full = |part: &str| part.split(' ').count() > 1;
        // "Doe, Jane" is one name, and so is "Madonna".
        if !parts.iter().any(|part| full(part)) {
            names.extend(clean(group));
            continue;
        }
        let before = names.len();
        for part in parts {
            if is_suffix(part) {
                if let Some(last) = names.last_mut() {
                    *last = format!("{last}, {part}");
                }
            } else if full(part) && !(names.len() > before && is_agency(part)) {
                names.extend(clean(part));
            }
        }
    }
    let mut seen = HashSet::new();
    names.retain(|name| seen.insert(name.to_lowercase()));
    names.truncate(MAX_NAMES);
    names
}

/// The byline within an element that is marked as one and may hold more: "Weather, by Jane Doe, 3 March 2024,
/// 3 min".
pub fn in_element(text: &str) -> String {
    let text = fold(text);
    let lower = text.to_lowercase();
    let by = [" by ", " von ", " por ", " par "].iter().find_map(|by| Some(lower.find(by)? + by.len()));
    let named = by.and_then(|at| text.get(at..)).filter(|rest| rest.starts_with(char::is_uppercase));
    named.unwrap_or(&text).to_owned()
}

/// The names in a line of text, if the line is a byline: "By" and capitalised names, but not a sentence.
pub fn in_line(line: &str) -> Option<Vec<String>> {
    let line = fold(line);
    let rest = without_by(&line)?;
    let plausible = line.len() <= 160
        && rest.starts_with(char::is_uppercase)
        && !rest.ends_with(['.', '?', '!', ':', '"', '”'])
        && rest.split(' ').all(|word| word.starts_with(|c: char| !c.is_lowercase()) || is_small_word(word));
    Some(names(rest)).filter(|names| plausible && !names.is_empty())
}

fn without_by(text: &str) -> Option<&str> {
    BY.iter().find_map(|by| {
        let (head, rest) = text.split_at_checked(by.len())?;
        (head.eq_ignore_ascii_case(by) && rest.starts_with(' ')).then(|| rest.trim_start())
    })
}

/// How bylines begin, in the languages of the press.
static BY: WordSet = WordSet::phrases(
    "by, by:, written by, story by, reported by, author:, autor:, autore:, text:, von, par, por, \
     door, av, af, a cura di",
);

/// Divides at separators that occur between names but not within one.
fn split_groups(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|', '•', '·', '&'])
        .flat_map(|part| part.split(" / "))
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" AND "))
        .flat_map(|part| part.split(" und "))
        .flat_map(|part| part.split(" with "))
        .flat_map(|part| two_people(part))
        .map(|part| part.trim().trim_start_matches("and ").trim_matches(','))
}

/// Divides at a short "and" of other languages if full names stand on both sides of it: "Ortega
/// y Gasset" is one man.
fn two_people(part: &str) -> Vec<&str> {
    let full = |side: &str| side.split_whitespace().count() > 1;
    [" y ", " e ", " et ", " og ", " och ", " en ", " i "]
        .iter()
        .find_map(|and| part.split_once(and))
        .filter(|(before, after)| full(before) && full(after))
        .map_or_else(|| vec![part], |(before, after)| vec![before, after])
}

fn clean(name: &str) -> Option<String> {
    let name = without_by(name).unwrap_or(name);
    let end = [" in ", " for ", " (", " <", " @", " - ", " – ", " — "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min();
    let name = before_date(&name[..end.unwrap_or(name.len())])
        .trim_end_matches(" 기자")
        .trim_matches(|c: char| c.is_whitespace() || "'\"[](){}<>,:".contains(c));
    let lower = name.to_lowercase();
    let is_role = lower.split(' ').any(|word| ROLES.contains(word.trim_end_matches('s')));
    let is_address = name.contains('@');
    let is_missing = matches!(lower.as_str(), "" | "null" | "none" | "nan" | "n/a" | "unknown" | "admin");
    let has_letter = name.chars().any(char::is_alphabetic);
    // The rest of a date, or of "5 min read".
    let is_number = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(' ');
    (has_letter && !is_number && !is_role && !is_address && !is_missing && name.len() <= MAX_NAME)
        .then(|| name.to_owned())
}

/// Names hold no digits: the first digit is part of a date, which may begin with the name of its month.
fn before_date(name: &str) -> &str {
    let Some(digit) = name.find(|c: char| c.is_ascii_digit()).filter(|at| *at > 0) else {
        return name;
    };
    let head = name[..digit].trim_end();
    let month = head.rsplit(' ').next().unwrap_or_default();
    let is_month = dates::month(month.trim_end_matches('.').to_lowercase().as_str()).is_some();
    match head.len() - month.len() {
        0 => head,
        at if is_month => head[..at].trim_end(),
        _ => head,
    }
}

fn is_suffix(part: &str) -> bool {
    matches!(part.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "IV" | "PhD" | "Ph.D" | "MD" | "M.D")
}

/// Whether the part after a name is the author's publication.
fn is_agency(part: &str) -> bool {
    static NAMES: WordSet =
        WordSet::words("news press agency media times post herald tribune service reuters");
    NAMES.contains(&part.rsplit(' ').next().unwrap_or_default().to_lowercase())
}

fn is_small_word(word: &str) -> bool {
    static SMALL: WordSet = WordSet::words(
        "and und et y with de del della di da dos du la le van von der den ter ten bin ibn al el of \
         the in for at zu",
    );
    let word = word.trim_end_matches([',', ';']);
    SMALL.contains(word)
        || word.starts_with("al-")
        || word.contains('@')
        || ROLES.contains(word.trim_end_matches('s'))
}

static ROLES: WordSet = WordSet::words(
    "writer correspondent editor reporter staff journalist columnist analyst bureau contributor \
     reporting editing newsroom agencies producer presenter photographer",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(names(text), expected);
    }

    #[test]
    fn names_are_divided() {
        check("By Jane Doe", &["Jane Doe"]);
        check("BY JANE DOE AND JOHN ROE", &["JANE DOE", "JOHN ROE"]);
        check("Jane Doe, John Roe and Ann Poe", &["Jane Doe", "John Roe", "Ann Poe"]);
        check("Jane Doe, Staff Writer", &["Jane Doe"]);
        check("Doe, Jane", &["Doe, Jane"]);
        check("Doe, Jane; Roe, John", &["Doe, Jane", "Roe, John"]);
        check("Amos Lee Poe, Jr.", &["Amos Lee Poe, Jr."]);
        check("Jane Doe in London | jane@example.org", &["Jane Doe"]);
        check("Jane Doe, Reuters", &["Jane Doe"]);
        check("Jane Doe, Coast News", &["Jane Doe"]);
        check("Jane Doe & Jane Doe", &["Jane Doe"]);
        check("von Eva Roe und Max Poe", &["Eva Roe", "Max Poe"]);
        check("Eva Roe og Max Poe", &["Eva Roe", "Max Poe"]);
        check("José Ortega y Gasset", &["José Ortega y Gasset"]);
        check("aidan", &["aidan"]);
        check("Jane Doe January 18, 2017 11:00 PM PST", &["Jane Doe"]);
        check("Jane Doe 05.01.2025", &["Jane Doe"]);
        check("nan", &[]);
        check("https://example.org/jane", &[]);
    }

    #[test]
    fn the_byline_is_found_within_an_element() {
        assert_eq!(in_element("capital von Jane Doe 5. November"), "Jane Doe 5. November");
        assert_eq!(in_element("Jane Doe"), "Jane Doe");
        assert_eq!(in_element("Weather by the sea"), "Weather by the sea");
    }

    #[test]
    fn a_line_is_a_byline_if_it_holds_names_alone() {
        assert_eq!(in_line("By Jane van der Doe and John Roe").unwrap().len(), 2);
        assert_eq!(in_line("By Friday the talks had failed, and nobody spoke."), None);
        assert_eq!(in_line("By the lake"), None);
        assert_eq!(in_line("Jane Doe"), None);
    }
}
