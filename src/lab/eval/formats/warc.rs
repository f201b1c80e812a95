//! Web archives: whether every record is read or has a reason.

use std::path::Path;

use super::tally::Tally;
use super::{Figure, files_below};
use crate::formats::{Part, read_file};

/// Web archives that give a page or say why not. Damage is a reason; a reader that stops without
/// one, or gives a page without address or date, is not.
pub(super) fn figures(data: &Path) -> Vec<Figure> {
    let folder = &data.join("warc");
    let is_archive = |name: &str| name.contains(".warc") || name.contains(".arc");
    let files: Vec<_> =
        files_below(folder).into_iter().filter(|path| is_archive(&path.to_string_lossy())).collect();
    let mut archives = Tally::new(folder, "archives read or reasoned");
    let mut pages = Tally::new(folder, "pages with address and date");
    for file in &files {
        let read = read_file(file, &[]);
        let name = file.strip_prefix(folder).unwrap_or(file);
        archives.count(!read.is_empty(), name, || "neither pages nor a reason".to_owned());
        for Part { address: place, article } in read {
            let Ok(article) = article else { continue };
            let complete = article.url.is_some() && article.published.is_some();
            pages.count(complete, name, || format!("{place}: no address or no date"));
        }
    }
    vec![archives.figure(), pages.figure()]
}
