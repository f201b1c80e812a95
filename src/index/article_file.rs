//! The file on disk that an article was read from.

use std::path::PathBuf;

use tantivy::Term;

use super::archive::{absolute, clean, path_of_key};
use super::reader::Reader;
use crate::error::Result;

/// Where an article lies.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleFile {
    /// The file, an absolute path.
    pub path: PathBuf,
    /// The member and record within the file, as in `!/inner/page.html#3`; empty for its only article.
    pub within: String,
}

impl Reader {
    /// The file of an article, by the article's path.
    pub fn file_of(&self, article: &str) -> Result<ArticleFile> {
        let file = self.file_key(article)?;
        let root = match self.root.get() {
            Some(root) => root,
            None => self.root.get_or_init(|| absolute(&self.archive.root).unwrap_or_default()),
        };
        let path = clean(&root.join(path_of_key(file)));
        Ok(ArticleFile { path, within: article[file.len()..].to_owned() })
    }

    /// The part of an article's path that is the key of a file: the longest that the ledger has, since `!/`
    /// and `#` may also stand in the names of files.
    fn file_key<'p>(&self, article: &'p str) -> Result<&'p str> {
        let ends = article.match_indices("!/").chain(article.match_indices('#')).map(|(at, _)| at);
        let mut ends: Vec<usize> = ends.collect();
        ends.sort_unstable();
        let Some(&first) = ends.first() else { return Ok(article) };
        for end in std::iter::once(article.len()).chain(ends.into_iter().rev()) {
            if !self.documents_with(&Term::from_field_text(self.fields.row, &article[..end]))?.is_empty() {
                return Ok(&article[..end]);
            }
        }
        Ok(&article[..first])
    }
}
