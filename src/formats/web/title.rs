//! Headlines without the name of the site that pages append to them.

use crate::article::{Found, Precision};
use crate::formats::tools::{dates, paragraphs};

/// Separators between a headline and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", " ǀ ", " / ", " * ", " < ", " _", "｜",
    "：", "ㅣ", "--", "_",
];

/// Maximum size of a title that is cut, in bytes. Each separator costs a search.
const MAX_TITLE_BYTES: usize = 1_000;

/// The names of a site.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// Its names.
    pub names: Vec<String>,
    /// The host of its address.
    pub host: String,
    /// The section of the page.
    pub section: Option<String>,
}

impl Site {
    /// Whether a text is the name of the site: what it calls itself, or its host's name.
    pub fn is_named(&self, part: &str) -> bool {
        let folded = folded(part);
        let host = self.host.trim_start_matches("www.");
        !folded.is_empty()
            && (self.names.iter().any(|name| same_letters(name, part))
                || host.split('.').rev().skip(1).any(|label| label.replace('-', "") == folded)
                || folded.len() > 5 && self::folded(host).starts_with(&folded)
                || self::folded(host) == folded)
    }
}

/// Removes the site's name from a title. `headings` are headlines without it.
pub fn without_site(title: &str, site: &Site, headings: &[&str]) -> String {
    let mut title = paragraphs::fold(title);
    if title.len() > MAX_TITLE_BYTES {
        return title;
    }
    if let Some(section) = site.section.as_deref().filter(|section| !section.is_empty())
        && let Some(head) = title.strip_suffix(section).and_then(|head| head.strip_suffix('-'))
    {
        title.truncate(head.trim_end().len());
    }
    let whole = headings.iter().map(|heading| folded(heading)).filter(|heading| heading.len() > 10);
    let whole: Vec<String> = whole.collect();
    // A name and a section may both follow.
    for _ in 0..3 {
        let cut = SEPARATORS
            .iter()
            .flat_map(|separator| title.match_indices(separator))
            .filter(|(at, separator)| {
                let (head, tail) = (&title[..*at], &title[at + separator.len()..]);
                !head.trim().is_empty()
                    && (whole.contains(&folded(head))
                        || !SEPARATORS.iter().any(|other| tail.contains(other))
                            && (site.is_named(tail) || is_day(tail)))
            })
            .map(|(at, _)| at)
            .min();
        let front = SEPARATORS.iter().find_map(|separator| {
            let at = title.find(separator)?;
            site.is_named(&title[..at]).then_some(at + separator.len())
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
pub fn same_letters(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    !a.is_empty() && a == b
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
        let site = Site {
            names: vec!["The Guardian".to_owned()],
            host: "www.example-times.co.uk".to_owned(),
            section: Some("정치".to_owned()),
        };
        assert_eq!(without_site(title, &site, &["Rain - again and again"]), expected);
    }

    #[test]
    fn the_name_of_the_site_is_taken_off() {
        check("Rain falls | The Guardian", "Rain falls");
        check("Rain falls | Weather | The Guardian", "Rain falls | Weather");
        check("Rain falls - Example Times", "Rain falls");
        check("The Guardian | Rain falls", "Rain falls");
        check("Rain - again and again - Weather", "Rain - again and again");
        check("Rain - again and again * The Courier * by Jane Doe", "Rain - again and again");
        check("Rain - snow", "Rain - snow");
        check("Rain falls | The Guardian | 28.04.2023", "Rain falls");
        check("雨が降る：The Guardian", "雨が降る");
        check("비가 온다-정치", "비가 온다");
        check("The Guardian", "The Guardian");
        check("", "");
    }
}
