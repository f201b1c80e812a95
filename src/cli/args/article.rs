//! An article that is named by its id or path.

use std::path::Path;

use anyhow::{anyhow, bail};

use crate::article::ArticleId;
use crate::cli::print::human::counted;
use crate::error::Error;
use crate::index::archive::relative;
use crate::index::{Reader, StoredArticle};

/// Names an article.
#[derive(Debug, Clone, clap::Args)]
pub struct ArticleArgs {
    /// Its id or path, as `morgue search` prints them
    #[arg(value_name = "ARTICLE")]
    article: String,
}

impl ArticleArgs {
    /// Reads the article: by an id, a path within the archive, or one from the current folder.
    pub fn read(&self, reader: &Reader) -> anyhow::Result<(ArticleId, StoredArticle, String)> {
        let wanted = without_place(&self.article);
        let mut missing = None;
        for path in std::iter::once(wanted.to_owned()).chain(path_in_archive(reader, wanted)) {
            match reader.article(&path) {
                Err(error @ Error::NoArticle { .. }) => missing = missing.or(Some(error)),
                found => return Ok(found?),
            }
            let records = reader.ids_of_file(&path)?;
            if let Some(first) = records.first() {
                let first = reader.article(&first.to_string())?.1.path;
                bail!(
                    "{path:?} holds {}; name one of them, as in {first:?}",
                    counted(records.len() as u64, "article")
                );
            }
        }
        Err(missing.map_or_else(|| anyhow!("no article {wanted:?}"), anyhow::Error::from))
    }
}

/// An article's path without the place of a passage, which `morgue search` prints after it.
fn without_place(text: &str) -> &str {
    let is_place = |place: &str| {
        place
            .split_once('-')
            .is_some_and(|(start, end)| [start, end].iter().all(|n| n.parse::<usize>().is_ok()))
    };
    text.rsplit_once(':').filter(|(_, place)| is_place(place)).map_or(text, |(path, _)| path)
}

/// A path from the current folder as the archive has it.
fn path_in_archive(reader: &Reader, wanted: &str) -> Option<String> {
    // The member of an archive, and the record of a file, follow the file's name.
    let ends = || wanted.match_indices("!/").chain(wanted.rmatch_indices('#')).map(|(at, _)| at);
    let end = ends().find(|end| Path::new(&wanted[..*end]).is_file());
    let (file, record) = wanted.split_at(end.filter(|_| !Path::new(wanted).exists()).unwrap_or(wanted.len()));
    let file = Path::new(file).canonicalize().ok()?;
    let root = reader.archive.root.canonicalize().ok()?;
    Some(relative(&root, &file).to_string_lossy().into_owned() + record)
}
