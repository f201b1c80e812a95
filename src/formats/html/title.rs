//! Headlines without the name of the site that pages append to them.

use crate::article::{Found, Precision};
use crate::formats::{dates, paragraphs};

/// What stands between a headline and the site's name.
const SEPARATORS: [&str; 15] =
    [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", " ǀ ", " / ", "｜", "：", "ㅣ", "--"];

/// Takes the site's name off a title. `names` are what the site calls itself, `host` its
/// address; `headings` are the page's visible headlines.
pub fn without_site(title: &str, names: &[&str], host: &str, headings: &[String]) -> String {
    let mut title = paragraphs::fold(title);
    // A name and a section may both follow.
    for _ in 0..3 {
        let cut = SEPARATORS
            .iter()
            .filter_map(|separator| {
                let at = title.rfind(separator)?;
                let (head, tail) = (&title[..at], &title[at + separator.len()..]);
                let heads = headings.iter().any(|heading| same(heading, head));
                (!head.trim().is_empty() && (heads || is_site(tail, names, host) || is_day(tail)))
                    .then_some(at)
            })
            .max();
        let front = SEPARATORS.iter().find_map(|separator| {
            let at = title.find(separator)?;
            is_site(&title[..at], names, host).then_some(at + separator.len())
        });
        match (cut, front) {
            (Some(at), _) => title.truncate(at),
            (None, Some(at)) => title = title.split_off(at),
            (None, None) => break,
        }
        title = title.trim().to_owned();
    }
    title
}

/// Whether two texts hold the same letters and digits.
pub fn same(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    !a.is_empty() && a == b
}

/// Whether a part of a title is the name of the site: what it calls itself, or its host's name.
pub fn is_site(part: &str, names: &[&str], host: &str) -> bool {
    let folded = folded(part);
    let host = host.trim_start_matches("www.");
    !folded.is_empty()
        && (names.iter().any(|name| same(name, part))
            || host.split('.').rev().skip(1).any(|label| label.replace('-', "") == folded)
            || folded.len() > 5 && self::folded(host).starts_with(&folded)
            || self::folded(host) == folded)
}

/// Some sites append the date.
fn is_day(part: &str) -> bool {
    dates::parse(part, Found::Metadata).is_some_and(|date| date.precision != Precision::Year)
}

/// The letters and digits of a text, in lower case.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        let got =
            without_site(title, &["The Guardian"], "www.example-times.co.uk", &["Rain - again".to_owned()]);
        assert_eq!(got, expected);
    }

    #[test]
    fn takes_off_the_site() {
        check("Rain falls | The Guardian", "Rain falls");
        check("Rain falls | Weather | The Guardian", "Rain falls | Weather");
        check("Rain falls - Example Times", "Rain falls");
        check("The Guardian | Rain falls", "Rain falls");
        check("Rain - again - Weather", "Rain - again");
        check("Rain - snow", "Rain - snow");
        check("Rain falls | The Guardian | 28.04.2023", "Rain falls");
        check("雨が降る：The Guardian", "雨が降る");
        check("The Guardian", "The Guardian");
        check("", "");
    }
}
