//! What tells how alike two articles are: how common their words are, and signatures of their
//! bodies.

use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::reader::Reader;
use super::terms::form_terms;
use crate::error::Result;
use crate::text::minhash::Signature;

impl Reader {
    /// For each word, the number of articles in whose body a form of it stands, in articles of
    /// one language. Deleted articles are left out.
    pub(crate) fn articles_with_forms(&self, words: &[&str], language: &str) -> Result<Vec<u64>> {
        let languages = [language.to_owned()];
        let terms: Vec<Vec<Term>> = words
            .iter()
            .map(|word| form_terms(word, &languages))
            .map(|terms| terms.iter().map(|term| Term::from_field_text(self.fields.body, term)).collect())
            .collect();
        let mut counts = vec![0; words.len()];
        for segment in self.searcher.segment_readers() {
            let inverted = self.engine(segment.inverted_index(self.fields.body))?;
            for (terms, count) in terms.iter().zip(&mut counts) {
                for term in terms {
                    *count += match segment.alive_bitset() {
                        None => u64::from(self.io(inverted.doc_freq(term))?),
                        Some(alive) => {
                            let postings = self.io(inverted.read_postings(term, IndexRecordOption::Basic))?;
                            postings.map_or(0, |p| u64::from(p.doc_freq_given_deletes(alive)))
                        }
                    };
                }
            }
        }
        Ok(counts)
    }

    /// The signature of an article's body; `None` where it has no words.
    pub(crate) fn signature(&self, address: DocAddress) -> Result<Option<Signature>> {
        let columns = self.searcher.segment_reader(address.segment_ord).fast_fields();
        let column = self.engine(columns.u64("minhash"))?;
        let mut signature = Signature::default();
        for (number, value) in signature.iter_mut().zip(column.values_for_doc(address.doc_id)) {
            *number = value;
        }
        Ok(Some(signature).filter(|signature| *signature != Signature::default()))
    }
}
