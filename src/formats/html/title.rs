//! Headlines without the name of the site that pages append to them.

use super::paragraphs;

/// What stands between a headline and the site's name.
const SEPARATORS: [&str; 12] = [" | ", " - ", " – ", " — ", " • ", " · ", " :: ", " » ", " « ", " ǀ ", " / ", ": "];

/// Takes the site's name off a title. `names` are what the site calls itself, `host` its
/// address; `headings` are the page's visible headlines.
pub fn without_site(title: &str, names: &[&str], host: &str, headings: &[String]) -> String {
    let mut title = paragraphs::line(title);
    // A name and a section may both follow.
    for _ in 0..3 {
        let cut = SEPARATORS
            .iter()
            .filter_map(|separator| {
                let at = title.rfind(separator)?;
                let (head, tail) = (&title[..at], &title[at + separator.len()..]);
                let heads = headings.iter().any(|heading| same(heading, head));
                (!head.trim().is_empty() && (heads || is_site(tail, names, host))).then_some(at)
            })
            .max();
        let front = SEPARATORS[..11].iter().find_map(|separator| {
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
    let folded = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let (a, b) = (folded(a), folded(b));
    !a.is_empty() && a == b
}

/// Whether a part of a title is the name of the site: what it calls itself, or its host's name.
fn is_site(part: &str, names: &[&str], host: &str) -> bool {
    let folded: String = part.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let host: String = host.trim_start_matches("www.").chars().filter(|c| c.is_alphanumeric()).collect();
    !folded.is_empty()
        && (names.iter().any(|name| same(name, part)) || (folded.len() > 3 && !host.is_empty() && (host.starts_with(&folded) || folded == host)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, expected: &str) {
        let got = without_site(title, &["The Guardian"], "www.example-times.co.uk", &["Rain - again".to_owned()]);
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
        check("The Guardian", "The Guardian");
        check("", "");
    }
}
