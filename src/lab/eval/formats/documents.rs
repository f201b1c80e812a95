//! Documents: whether every file is read or gives a reason. What they say is known only of those in
//! the corpus, which a test holds.

use std::path::Path;

use super::tally::Tally;
use super::{Figure, broken_reason, files_below};
use crate::formats;

const EXTENSIONS: [&str; 6] = ["pdf", "docx", "odt", "rtf", "epub", "doc"];

/// The figures over all documents below `data`.
pub fn figures(data: &Path) -> Vec<Figure> {
    let is_document = |path: &std::path::PathBuf| {
        path.extension()
            .is_some_and(|extension| EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known)))
    };
    let mut tally = Tally::new(Path::new("documents"), "files read or skipped for a reason");
    for path in files_below(data).into_iter().filter(is_document) {
        let broken = broken_reason(&formats::read_file(&path, &[]));
        tally.count(broken.is_none(), &path, || broken.unwrap_or_default());
    }
    vec![tally.figure()]
}
