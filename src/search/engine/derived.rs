//! Words derived from a word of the query: *conservative* for *conservation*.

use tantivy::SegmentReader;

use super::plan::Plan;
use super::planner::leaves_of;
use super::union::Union;
use crate::error::Result;
use crate::index::Reader;
use crate::index::terms::{form_term_prefixes, word_of_term};
use crate::text::stem::Stem;

/// Letters that the root of a word must have for others to be derived from it.
const MIN_LETTERS: usize = 3;

/// For leaves of a plan, by their numbers, the terms of words derived from theirs.
pub(super) struct Derived<'p> {
    plan: &'p Plan,
    terms: Vec<(usize, Vec<String>)>,
}

impl<'p> Derived<'p> {
    /// Those of the leaves that a match may hold: what is derived from a word that is ruled out says
    /// nothing for a match.
    pub(super) fn new(reader: &Reader, plan: &'p Plan) -> Result<Derived<'p>> {
        let mut leaves = Vec::new();
        leaves_of(&plan.tree, &mut leaves);
        let mut terms = Vec::new();
        for number in leaves {
            if let Some(word) = &plan.leaves[number].root_of {
                terms.push((number, derived(reader, word)?));
            }
        }
        terms.retain(|(_, terms)| !terms.is_empty());
        Ok(Derived { plan, terms })
    }

    /// The words over one segment, by the numbers of the leaves.
    pub(super) fn open<'a>(
        &'a self,
        reader: &'a Reader,
        segment: &SegmentReader,
    ) -> Result<Vec<(usize, Union<'a>)>> {
        let union = |(number, terms): &(usize, Vec<String>)| {
            let fields = &self.plan.leaves[*number].fields;
            Ok((*number, Union::open(reader, segment, fields, terms, |_| None)?))
        };
        self.terms.iter().map(union).collect()
    }
}

/// The terms of words derived from the same root as `word`, of its own forms none, in order.
fn derived(reader: &Reader, word: &str) -> Result<Vec<String>> {
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
