//! The newspaper and the day in a label like "The Courier, no. 212, 4 March 1884".

use crate::article::{Dated, Found, Precision};
use crate::formats::tools::dates;
use crate::formats::tools::word_set::WordSet;

/// Maximum number of words of a label that are read.
const MAX_WORDS: usize = 40;

/// Maximum number of words in a date: "Tuesday, 4th of March 1884".
const MAX_DATE_WORDS: usize = 5;

/// The day in a label.
pub fn day(label: &str) -> Option<Dated> {
    find(label).map(|(_, date)| date)
}

/// The newspaper in a label: the words before its date and the number of the issue, if they can be a name.
pub fn name(label: &str) -> Option<String> {
    let end = find(label).map_or(label.len(), |(at, _)| at);
    let mut name = label[..end].trim();
    loop {
        let before = name.len();
        name = name.trim_end_matches(|c: char| c.is_whitespace() || ",;:.-–—/_([|".contains(c));
        let last = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let is_number = |word: &str| {
            word.chars().any(char::is_numeric) && word.chars().all(|c| c.is_numeric() || ".,/-".contains(c))
        };
        // "no. 212", "Vol. IV, Nr 7"; the weekday before a date.
        if !last.is_empty()
            && last.len() < name.len()
            && (is_number(last) || is_counter(last) || is_weekday(last))
        {
            name = &name[..name.len() - last.len()];
        }
        if name.len() == before {
            break;
        }
    }
    let first = name.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    let is_name = name.chars().any(char::is_alphabetic)
        && !first.chars().next().is_some_and(char::is_numeric)
        && !(is_counter(first) || is_weekday(first));
    is_name.then(|| name.to_owned())
}

/// The date in a label, and its start.
fn find(label: &str) -> Option<(usize, Dated)> {
    let words: Vec<(usize, &str)> = words(label).take(MAX_WORDS).collect();
    for (number, (start, _)) in words.iter().enumerate() {
        for (last_at, last) in words[number..].iter().take(MAX_DATE_WORDS).rev() {
            let text = label[*start..last_at + last.len()].trim_matches(|c: char| ",;:()[]".contains(c));
            // Numbers alone are dates only in the form of file names.
            let is_number = text.bytes().all(|b| b.is_ascii_digit());
            let date = if is_number { None } else { dates::parse(text, Found::Metadata) };
            if let Some(date) =
                date.filter(|date| matches!(date.precision, Precision::Day | Precision::Second))
            {
                return Some((*start, Dated { precision: Precision::Day, offset: None, ..date }));
            }
        }
        if let Some(date) = dates::in_file_name(words[number].1) {
            let word = words[number].1;
            let within = word.char_indices().rev().find(|(at, c)| {
                c.is_ascii_digit() && dates::in_file_name(&word[*at..]).is_some_and(|found| found == date)
            });
            let within = within.map_or(0, |(at, _)| at);
            return Some((start + within, date));
        }
    }
    None
}

/// The words of a text with their starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn is_counter(word: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        "no nr num number n n° nº numéro número numero nummer issue vol volume bd jg jahrgang année \
         ausgabe årg č ročník",
    );
    let word = word.trim_matches(|c: char| ".,:;()[]".contains(c)).to_lowercase();
    WORDS.contains(&word)
}

fn is_weekday(word: &str) -> bool {
    static WORDS: WordSet = WordSet::words(
        "monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch \
         donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche sonnabend",
    );
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(label: &str, expected_name: &str, expected_day: &str) {
        let day = day(label).map(|date| date.to_string()).unwrap_or_default();
        assert_eq!(
            (name(label).unwrap_or_default(), day),
            (expected_name.to_owned(), expected_day.to_owned())
        );
    }

    #[test]
    fn labels_give_the_newspaper_and_the_day() {
        check("The Selwyn Courier, 4 March 1884", "The Selwyn Courier", "1884-03-04");
        check("The Courier, 1858-07-10_01", "The Courier", "1858-07-10");
        check("Le Phare (Éd. du soir) no. 77 17.12.1918", "Le Phare (Éd. du soir)", "1918-12-17");
        check("Hafenbote, Dienstag, 4. März 1884, Nr. 12", "Hafenbote", "1884-03-04");
        check("courier_18840304_01", "courier", "1884-03-04");
        check("1898/02/14 (Année 2, Numéro 68)", "", "1898-02-14");
        check("No. 12", "", "");
        check(
            "Harbour Post (Selwyn, N.Z. : 1871), 1884-03-04",
            "Harbour Post (Selwyn, N.Z. : 1871)",
            "1884-03-04",
        );
        check("Harbour Post", "Harbour Post", "");
        check("", "", "");
    }

    proptest! {
        #[test]
        fn never_panics(label in "[a-e0-9 ,.\\-_é°(]{0,30}") {
            day(&label);
            prop_assert!(name(&label).is_none_or(|name| label.contains(&name)));
        }
    }
}
