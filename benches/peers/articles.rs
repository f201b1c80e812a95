//! The articles of a folder, read as morgue reads them, for the peers to index.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use morgue::article::Article;
use morgue::formats::{self, Context};
use walkdir::WalkDir;

/// Reads every article of a folder, on one thread.
pub fn read(folder: &Path) -> Vec<Article> {
    let mut out = Vec::new();
    let files = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for file in files.filter_entry(|e| e.depth() == 0 || !is_hidden(e)).filter_map(Result::ok) {
        if !file.file_type().is_file() {
            continue;
        }
        let Ok(bytes) = fs::read(file.path()) else { continue };
        let Ok(format) = formats::recognise(file.path(), &bytes[..bytes.len().min(8 << 10)]) else {
            continue;
        };
        let file_name = file.file_name().to_string_lossy().into_owned();
        let context = Context { file_name, map: Vec::new() };
        let records = (format.records)(Box::new(Cursor::new(bytes))).filter_map(Result::ok);
        out.extend(records.filter_map(|record| (format.parse)(&record, &context).ok()));
    }
    out
}

/// Bytes of headlines and bodies.
pub fn text_bytes(articles: &[Article]) -> usize {
    articles.iter().map(|a| a.title.len() + a.body.len()).sum()
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
