//! Web archives: whether every record is read or has a reason.

use std::path::Path;

use super::{Figure, files_below};
use crate::formats::{Part, read_file};

/// Web archives that give a page or say why not. Damage is a reason; a reader that stops without
/// one, or gives a page without address or date, is not.
pub(super) fn figures(data: &Path) -> Vec<Figure> {
    let folder = &data.join("warc");
    if !folder.is_dir() {
        return Vec::new();
    }
    let is_archive = |name: &str| name.contains(".warc") || name.contains(".arc");
    let files: Vec<_> =
        files_below(folder).into_iter().filter(|path| is_archive(&path.to_string_lossy())).collect();
    let (mut misses, mut undated, mut pages) = (Vec::new(), Vec::new(), 0);
    for file in &files {
        let read = read_file(file, &[]);
        let name = file.strip_prefix(folder).unwrap_or(file).display().to_string();
        if read.is_empty() {
            misses.push(format!("{name}: neither pages nor a reason"));
        }
        for Part { address: place, article } in read {
            let Ok(article) = article else { continue };
            pages += 1;
            if article.url.is_none() || article.published.is_none() {
                undated.push(format!("{name}{place}: no address or no date"));
            }
        }
    }
    vec![
        Figure::share("warc", "archives read or reasoned", files.len(), misses),
        Figure::share("warc", "pages with address and date", pages, undated),
    ]
}
