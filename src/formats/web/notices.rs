//! Phrases of boilerplate in several languages, from `notices.txt`.

use std::sync::LazyLock;

/// Whether a short line begins like boilerplate. A line may have a few words more.
pub fn opens_like_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    let lower = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let is_footer = lower.contains("copyright ") || lower.matches(" | ").count() > 1;
    is_footer || OPENINGS.iter().any(|opening| lower.starts_with(opening))
}

/// Whether a block is an offer, a notice of consent or a word about the page.
pub fn is_notice(text: &str) -> bool {
    let lower = text.to_lowercase();
    NOTICES.iter().any(|notice| lower.contains(notice))
        || lower.contains("newsletter") && OFFERS.iter().any(|offer| lower.contains(offer))
}

/// Whether the end of a block names who took a picture.
pub fn names_picture(tail: &str) -> bool {
    let lower = tail.to_lowercase();
    PICTURES.iter().any(|mark| lower.contains(mark))
}

/// Whether a heading introduces content after the article.
pub fn ends_article(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let lower = lower.trim_end_matches([':', ' ', '…']);
    LAST_HEADINGS
        .iter()
        .any(|last| lower == *last || lower.starts_with(last) && lower.len() < last.len() + 24)
}

static OPENINGS: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("[openings]"));
static NOTICES: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("[notices]"));
static OFFERS: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("[offers]"));
static PICTURES: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("[pictures]"));
static LAST_HEADINGS: LazyLock<Vec<&str>> = LazyLock::new(|| phrases("[headings]"));

/// The phrases of a section.
fn phrases(section: &str) -> Vec<&'static str> {
    let lines = include_str!("notices.txt").lines().skip_while(|line| *line != section).skip(1);
    let phrases = lines.take_while(|line| !line.starts_with('['));
    phrases
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.trim_matches('"'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_sections_are_read() {
        for (list, first, last) in [
            (&OPENINGS, "advertisement", "leia também"),
            (&NOTICES, "create an account or sign in", "無断転載"),
            (&OFFERS, "sign up", "free"),
            (&PICTURES, "| foto:", "handout"),
            (&LAST_HEADINGS, "related", "関連記事"),
        ] {
            assert_eq!((list.first(), list.last()), (Some(&first), Some(&last)));
        }
        assert!(
            OPENINGS.contains(&"more from ")
                && OPENINGS.iter().all(|phrase| *phrase == phrase.to_lowercase())
        );
    }

    #[test]
    fn boilerplate_is_told_by_what_it_says() {
        assert!(opens_like_notice("• Read more: The ferry") && !opens_like_notice("The ferry stays"));
        assert!(is_notice("Get our newsletter delivered to you") && !is_notice("A newsletter of 1824"));
        assert!(names_picture("The pier. Photo by Ida Marsh") && !names_picture("A photograph of it"));
        assert!(ends_article("Related stories:") && !ends_article("Relations"));
    }
}
