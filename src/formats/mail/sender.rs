//! Who sent a message: a person, who is its author, or a paper, which is its source.

use mail_parser::{Address, Message};

use crate::article::{Article, Field};
use crate::formats::tools::{bylines, html_text, paragraphs};

/// Words that name an office or a paper, not a person.
const OFFICES: &[&str] = &[
    "news",
    "newsletter",
    "newsletters",
    "newsroom",
    "press",
    "times",
    "post",
    "team",
    "editor",
    "editors",
    "editorial",
    "daily",
    "weekly",
    "media",
    "alert",
    "alerts",
    "office",
    "service",
    "agency",
    "the",
    "info",
    "presse",
    "pressestelle",
    "redaktion",
    "desk",
    "digest",
    "review",
    "journal",
    "herald",
    "tribune",
    "magazine",
    "today",
    "update",
    "updates",
    "support",
    "noreply",
    "no-reply",
    "admin",
    "communications",
    "department",
    "ministry",
    "group",
    "inc",
    "ltd",
    "gmbh",
    "university",
    "committee",
    "council",
    "list",
    "of",
    "for",
    "und",
];

/// Fills in author and source.
pub(super) fn read(message: &Message, article: &mut Article) {
    let from = message.from().or_else(|| message.sender());
    let (name, address) =
        from.and_then(Address::first).map_or((None, None), |from| (from.name(), from.address()));
    let name = paragraphs::fold(name.unwrap_or_default());
    let name = name.trim_matches(['"', '\'', ' ']);
    let (person, paper) = divide(name);
    let names = if is_person(person) { bylines::names(person) } else { Vec::new() };
    if !names.is_empty() {
        article.byline = names;
        article.provenance.set(Field::Byline, "From");
    }
    let list =
        super::header(message, "List-Id").map(|list| list.split('<').next().unwrap_or_default().to_owned());
    let found = [
        (paper.map(str::to_owned), "From"),
        (Some(person.to_owned()).filter(|_| article.byline.is_empty()), "From"),
        (super::header(message, "Organization"), "Organization"),
        (list, "List-Id"),
        (address.map(str::to_owned).filter(|_| article.byline.is_empty()), "From"),
    ];
    for (source, rule) in found {
        let source = html_text::line(source.unwrap_or_default().trim_matches(['"', ' ']));
        if !source.is_empty() && source.len() <= 200 {
            article.source = Some(source);
            article.provenance.set(Field::Source, rule);
            return;
        }
    }
}

/// "Ida Marsh from Coast News", "Ida Marsh, Coast News", "Ida Marsh (Coast News)".
fn divide(name: &str) -> (&str, Option<&str>) {
    [" from ", " at ", " via ", " | ", " - ", ", ", " ("]
        .iter()
        .find_map(|mark| {
            let (person, paper) = name.split_once(mark)?;
            (is_person(person) && !is_person(paper)).then(|| (person, Some(paper.trim_end_matches(')'))))
        })
        .unwrap_or((name, None))
}

fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            let lower = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
            !OFFICES.contains(&lower.as_str())
                && !word.contains(|c: char| c.is_ascii_digit() || "@&/".contains(c))
        })
        && words[0].starts_with(char::is_uppercase)
        && words[words.len() - 1].starts_with(char::is_uppercase)
}
