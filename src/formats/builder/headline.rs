//! Headlines for articles that state none, from the beginning of the text.

use crate::formats::text::dateline;
use crate::text::sentences::{ends_sentence, sentences};

/// Maximum size of a first line that can be a headline.
const MAX_LINE_BYTES: usize = 200;

/// Maximum length of a headline from a first sentence, in characters.
const MAX_SENTENCE: usize = 160;

/// Minimum length of a first sentence, in bytes; a shorter one is joined to the next.
const MIN_SENTENCE_BYTES: usize = 40;

/// The first paragraph of a body of several, if it is short and does not end like a sentence.
pub fn first_line(body: &str) -> Option<String> {
    let (first, _) = body.split_once("\n\n")?;
    (first.len() <= MAX_LINE_BYTES && !ends_sentence(first)).then(|| first.to_owned())
}

/// The first sentence of a body without its dateline, truncated at a word if it is long.
pub fn first_sentence(body: &str) -> String {
    let first = body.split("\n\n").next().unwrap_or_default();
    let start = dateline(first).map_or(0, str::len);
    let first = first[start..].trim_start_matches([' ', '-', '–', '—']);
    let mut ends = sentences(first).into_iter().map(|sentence| sentence.end);
    let end = ends.find(|end| *end > MIN_SENTENCE_BYTES).unwrap_or(first.len());
    let sentence = &first[..end];
    match sentence.char_indices().nth(MAX_SENTENCE) {
        None => sentence.to_owned(),
        Some((limit, _)) => {
            let cut = sentence[..limit].rfind(' ').unwrap_or(limit);
            format!("{}…", &sentence[..cut])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_sentence_stands_without_dateline_and_is_cut_where_it_is_long() {
        let check = |body: &str, expected: &str| assert_eq!(first_sentence(body), expected);
        check(
            "HARROW (CN) - The ferry of the U.S. company did not sail on Monday. It waits.",
            "The ferry of the U.S. company did not sail on Monday.",
        );
        check(
            "Short. But the second sentence is long enough for both. Third.",
            "Short. But the second sentence is long enough for both.",
        );
        assert!(first_sentence(&"ferry ".repeat(100)).ends_with("ferry…"));
        check("", "");
    }

    #[test]
    fn a_first_line_is_a_headline_unless_it_is_a_sentence_or_all_there_is() {
        assert_eq!(first_line("Ferry stays\n\nIt did not sail.").as_deref(), Some("Ferry stays"));
        assert_eq!(first_line("The ferry stays.\n\nIt did not sail."), None);
        assert_eq!(first_line("Ferry stays"), None);
    }
}
