//! Reading one file whole: for looking at it and for measuring.

use std::path::Path;
use std::sync::Arc;

use super::{Beside, Context, Reject, recognise};
use crate::article::Article;

/// The articles of a file, each with its address, and why records gave none.
pub fn read_file(path: &Path, map: &[(String, String)]) -> Vec<(String, Result<Article, Reject>)> {
    let whole = |reject| vec![(String::new(), Err(reject))];
    let bytes = match std::fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return whole(Reject::unreadable(&error)),
    };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    // Pages lie beside a METS file, or beside its folder.
    let root = folder.ancestors().nth(3).unwrap_or(&folder);
    let context = Context {
        file_name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        map: map.to_vec(),
        beside: Some(Beside::in_folder(&folder, root, &Arc::default())),
        ..Context::default()
    };
    let format = match recognise(path, &bytes[..bytes.len().min(8 << 10)]) {
        Ok(format) => format,
        Err(reject) => return whole(reject),
    };
    let read = |record| match record {
        Ok(record) => format.read(&record, &context),
        Err(reject) => vec![(String::new(), Err(reject))],
    };
    (format.records)(Box::new(&bytes[..])).flat_map(read).collect()
}
