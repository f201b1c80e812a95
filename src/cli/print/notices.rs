//! Notices on stderr about an answer: parts of the query that were not read as written, who was meant by a
//! name, and words that no article has.

use super::human::{counted, grouped};
use super::output::{note, say};
use super::style::harmless;
use crate::index::Archive;
use crate::search::parse::{Warning, render};
use crate::search::{Bounded, Missing, NameMeant, Nothing, Response, Without};
use crate::text::fold::key;

/// Prints everything that the answer itself does not say.
pub fn say_notes(text: &str, warnings: &[Warning], response: &Response) {
    say_warnings(text, warnings);
    for text in notices(response) {
        note(&text);
    }
}

/// Says under an answer that it is from a part of the articles only.
pub fn say_unfinished(archive: &Archive) {
    if archive.is_unfinished() {
        note(UNFINISHED);
    }
}

/// What is said of an archive whose last index run has not ended.
pub const UNFINISHED: &str = "not all articles are in the archive: an index run is at work or was interrupted; run `morgue index` again";

/// Prints the warnings about the query.
pub fn say_warnings(text: &str, warnings: &[Warning]) {
    for warning in warnings {
        say(&render(text, warning));
    }
}

/// A pattern stands for more words than were searched.
pub fn bounded_notice(bounded: &Bounded) -> String {
    let Bounded { word, words, searched } = bounded;
    format!(
        "{word} stands for {} words of the archive; only the {} most frequent are searched; write more letters",
        grouped(*words as u64),
        grouped(*searched as u64)
    )
}

/// The notices about an answer, one per line.
fn notices(response: &Response) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for meant in &response.names {
        out.extend(name_notice(meant).filter(|note| !out.contains(note)));
    }
    out.extend(response.bounded.iter().map(bounded_notice));
    match response.relaxed_total {
        Some(total) => out.push(format!(
            "no article has all the words; {} most of them",
            if total == 1 { "1 article has".to_owned() } else { counted(total, "article") + " have" }
        )),
        None if response.total == 0 && response.further.unwrap_or(0) == 0 => {
            out.push("no article matches".to_owned())
        }
        None => {}
    }
    out.extend(response.nothing.iter().flat_map(reasons));
    if let Some(more) = response.most_words {
        let have = if more == 1 {
            "1 more article has".to_owned()
        } else {
            format!("{} have", counted(more, "more article"))
        };
        out.push(format!("{have} most of the words"));
    }
    if !response.added.is_empty() {
        out.push(format!("also ranked by {}", response.added.join(", ")));
    }
    out
}

/// Why nothing was found, one reason a line.
fn reasons(nothing: &Nothing) -> Vec<String> {
    let missing = nothing.missing.iter().map(|Missing { word, field, nearest }| {
        let place = field.map_or(String::new(), |field| format!(" in {field}:"));
        let near: Vec<String> = nearest
            .iter()
            .map(|(word, articles)| format!("{} ({})", harmless(word), grouped(*articles)))
            .collect();
        match near.is_empty() {
            true => format!("{:?} does not occur{place}", word),
            false => format!("{:?} does not occur{place}; near: {}", word, near.join(", ")),
        }
    });
    let without = nothing.without.iter().take(LISTED).map(|Without { clause, articles }| {
        format!("{} without {}", counted(*articles, "article"), harmless(clause))
    });
    missing.chain(without).collect()
}

/// Maximum number of names in a notice.
const LISTED: usize = 5;

/// Who a name was taken to mean, unless it is obvious.
pub fn name_notice(meant: &NameMeant) -> Option<String> {
    let NameMeant { kind, asked, meant, also, words } = meant;
    let narrow = |names: &[(String, u64)]| {
        let other = names.iter().find(|(name, _)| name != asked)?;
        Some(format!("; narrow with --{kind} {:?}", other.0))
    };
    match (meant.as_slice(), also.as_slice()) {
        ([], _) if !words.is_empty() => Some(format!(
            "{kind} {asked:?}: not recognised as a name; searched for the words {}",
            words.join(", ")
        )),
        ([], _) => Some(format!("{kind} {asked:?}: no such name in the archive")),
        ([(only, _)], []) if contains_words(only, asked) => None,
        ([_], []) => Some(format!("{kind} {asked:?}: {}", list(meant))),
        ([only], others) => Some(format!(
            "{kind} {asked:?}: only {}; not {}{}",
            list(std::slice::from_ref(only)),
            list(others),
            narrow(others).map(|n| n.replace("narrow", "ask for another")).unwrap_or_default()
        )),
        (several, _) => {
            Some(format!("{kind} {asked:?}: {}{}", list(several), narrow(several).unwrap_or_default()))
        }
    }
}

/// Whether a name contains all the words of another.
fn contains_words(name: &str, asked: &str) -> bool {
    let name = key(name);
    key(asked).split(' ').all(|word| name.split(' ').any(|other| other == word))
}

fn list(names: &[(String, u64)]) -> String {
    let mut shown: Vec<String> =
        names.iter().take(LISTED).map(|(name, count)| format!("{name} ({count})")).collect();
    if names.len() > LISTED {
        shown.push(format!("{} more", names.len() - LISTED));
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::tests::response;
    use crate::entities::Kind;

    #[track_caller]
    fn check(meant: &[(&str, u64)], also: &[(&str, u64)], expected: Option<&str>) {
        let owned = |list: &[(&str, u64)]| list.iter().map(|(n, c)| ((*n).to_owned(), *c)).collect();
        let meant = NameMeant {
            kind: Kind::Person,
            asked: "putin".into(),
            meant: owned(meant),
            also: owned(also),
            words: Vec::new(),
        };
        assert_eq!(name_notice(&meant).as_deref(), expected);
    }

    #[test]
    fn a_notice_says_who_was_meant() {
        check(&[("Vladimir Putin", 7)], &[], None);
        check(&[], &[], Some(r#"person "putin": no such name in the archive"#));
        check(
            &[("Vladimir Putin", 7), ("Lyudmila Putin", 1)],
            &[],
            Some(
                r#"person "putin": Vladimir Putin (7), Lyudmila Putin (1); narrow with --person "Vladimir Putin""#,
            ),
        );
        check(
            &[("Putin", 3)],
            &[("Vladimir Putin", 7), ("Lyudmila Putin", 1)],
            Some(
                r#"person "putin": only Putin (3); not Vladimir Putin (7), Lyudmila Putin (1); ask for another with --person "Vladimir Putin""#,
            ),
        );
        let many: Vec<(&str, u64)> = ["A", "B", "C", "D", "E", "F", "G"].map(|name| (name, 1)).into();
        check(
            &many,
            &[],
            Some(r#"person "putin": A (1), B (1), C (1), D (1), E (1), 2 more; narrow with --person "A""#),
        );
    }

    #[test]
    fn a_notice_says_that_no_article_has_all_the_words() {
        let mut answer = response();
        assert_eq!(notices(&answer), Vec::<String>::new());
        answer.total = 0;
        answer.relaxed_total = Some(1);
        assert_eq!(notices(&answer), ["no article has all the words; 1 article has most of them"]);
        answer.relaxed_total = None;
        assert_eq!(notices(&answer), ["no article matches"]);
    }
}
