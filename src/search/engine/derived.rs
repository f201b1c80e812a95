//! Words derived from a word of the query: *conservative* for *conservation*.

use crate::error::Result;
use crate::index::Reader;
use crate::index::terms::{form_term_prefixes, word_of_term};
use crate::text::stem::Stem;

/// Letters that the root of a word must have for others to be derived from it.
const MIN_LETTERS: usize = 3;

/// The terms of words derived from the same root as `word`, of its own forms none, in order.
pub(super) fn derived(reader: &Reader, word: &str) -> Result<Vec<String>> {
    let mut terms = Vec::new();
    for language in reader.languages()? {
        let stemmer = Stem::new(language);
        let own = stemmer.stem(word);
        let Some(root) = stemmer.root(&own).filter(|root| root.len() >= MIN_LETTERS) else { continue };
        // For a *y* a root has an *i* (*happi*).
        let beginning = root.strip_suffix('i').unwrap_or(&root);
        for prefix in form_term_prefixes(beginning, language) {
            for segment in reader.searcher.segment_readers() {
                let inverted = reader.engine(segment.inverted_index(reader.fields.body))?;
                let range =
                    inverted.terms().range().ge(prefix.as_bytes()).lt(format!("{prefix}\u{7f}").as_bytes());
                let mut stream = reader.io(range.into_stream())?;
                while stream.advance() {
                    let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
                    let other = word_of_term(term);
                    if other != own && stemmer.root(other).as_deref() == Some(&root) {
                        terms.push(term.to_owned());
                    }
                }
            }
        }
    }
    terms.sort_unstable();
    terms.dedup();
    Ok(terms)
}
