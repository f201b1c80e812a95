//! Documents: whether every file is read or gives a reason. What they say is known only of those in
//! the corpus, which a test holds.

use std::path::Path;

use super::Figure;
use crate::formats;

const EXTENSIONS: [&str; 6] = ["pdf", "docx", "odt", "rtf", "epub", "doc"];

/// The figures over all documents below `data`.
pub fn figures(data: &Path) -> Vec<Figure> {
    let is_document = |path: &std::path::PathBuf| {
        path.extension()
            .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
    };
    let files: Vec<_> = super::files_below(data).into_iter().filter(is_document).collect();
    let mut misses = Vec::new();
    for path in &files {
        for part in formats::read_file(path, &[]) {
            if let Err(reject) = part.article
                && reject.is_broken()
            {
                misses.push(format!("{}: {}", path.display(), reject.reason));
                break;
            }
        }
    }
    let value = 1.0 - misses.len() as f64 / files.len().max(1) as f64;
    vec![Figure {
        set: "documents".to_owned(),
        measure: "files read or skipped for a reason",
        value,
        of: files.len(),
        misses,
    }]
}
