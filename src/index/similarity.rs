//! Data for comparing articles: document frequencies of words, and signatures of bodies.

use tantivy::DocAddress;

use super::reader::Reader;
use super::terms::form_terms;
use crate::error::Result;
use crate::text::minhash::Signature;

impl Reader {
    /// For each word, the number of articles in whose body a form of it stands, in articles of
    /// one language. Deleted articles are left out.
    pub(crate) fn articles_with_forms(&self, words: &[&str], language: &str) -> Result<Vec<u64>> {
        let languages = [language.to_owned()];
        let articles = |word: &&str| self.articles_with_any(self.fields.body, &form_terms(word, &languages));
        words.iter().map(articles).collect()
    }

    /// The signature of an article's body; `None` if it has no words.
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
