//! The words of classes and identifiers, which show the role of an element.

use crate::formats::tools::word_set::WordSet;

/// The words of a class or id: divided at anything but letters, and before capitals.
pub fn split_words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in value.chars() {
        let divides = !c.is_alphabetic() || (c.is_uppercase() && was_lower);
        if divides && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        was_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether a class or id marks a standfirst.
pub fn is_standfirst(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    // Longer ones are lists of style classes.
    value.len() < 200
        && STANDFIRST.iter().any(|mark| lower.contains(mark))
        && split_words(value).iter().any(|word| STANDFIRST.iter().any(|mark| is_mark(word, mark)))
}

/// Whether a class or id marks running text.
pub fn is_running_text(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    lower.split_whitespace().any(|class| {
        let class: String = class.chars().filter(char::is_ascii_alphabetic).collect();
        RUNNING_TEXT.iter().any(|mark| class.starts_with(mark) && class.len() < mark.len() + 8)
    })
}

fn is_mark(word: &str, mark: &str) -> bool {
    let rest = word.strip_prefix(mark);
    rest.is_some_and(|rest| {
        ["", "s", "text", "in", "paragraph", "content", "wrapper", "line"].contains(&rest)
    })
}

/// Words that mark a standfirst, in the languages of the press.
static STANDFIRST: WordSet = WordSet::words(
    "standfirst subtitle subheadline subhead subheading subline strapline lead lede dek deck intro \
     introduction summary synopsis abstract excerpt alternativeheadline description teaser chapo \
     chapeau sapo vorspann anleser anriss entradilla bajada copete sumario sommario occhiello \
     ingress manchet perex spot",
);

/// The beginnings of classes and identifiers of running text, letters only.
static RUNNING_TEXT: WordSet = WordSet::words(
    "articlebody articlecontent articletext articlemaincontent storybody storycontent storytext \
     entrycontent postcontent postbody newsbody newscontent bodytext contentbody",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_split_into_words() {
        assert_eq!(split_words("js-articleLead__text2"), ["js", "article", "lead", "text"]);
        assert_eq!(split_words(" "), [""; 0]);
    }

    #[test]
    fn classes_mark_standfirst_and_running_text() {
        assert!(is_standfirst("article__lead") && is_standfirst("leadText") && is_standfirst("c-deck"));
        assert!(!is_standfirst("leaderboard") && !is_standfirst("spotlight") && !is_standfirst("loader"));
        assert!(is_running_text("left article-body") && is_running_text("entry_content_2"));
        assert!(!is_running_text("article-body-share-buttons"));
    }
}
