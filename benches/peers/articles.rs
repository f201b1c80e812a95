//! The articles of a folder, read as morgue reads them, for the peers to index.

use std::fs;
use std::path::Path;

use morgue::article::Article;
use morgue::formats;
use walkdir::WalkDir;

/// Reads every article of a folder, on one thread.
pub fn read(folder: &Path) -> Vec<Article> {
    let mut out = Vec::new();
    let files = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
    for file in files.filter_entry(|e| e.depth() == 0 || !is_hidden(e)).filter_map(Result::ok) {
        if !file.file_type().is_file() {
            continue;
        }
        out.extend(formats::read_file(file.path(), &[]).into_iter().filter_map(|part| part.article.ok()));
    }
    out
}

/// So many articles made of the paragraphs of some: each of eight of them, under a headline and a
/// date of one; as JSON Lines in twenty files. Words and names are as frequent as in the originals.
pub fn make_up(from: &[Article], count: usize, dir: &Path) {
    let paragraphs: Vec<&str> =
        from.iter().flat_map(|a| a.body.split("\n\n")).filter(|p| p.len() > 80).collect();
    let mut random = super::folder::Random(7);
    let mut draw = |of: usize| (random.unit() * of as f64) as usize;
    fs::create_dir_all(dir).expect("a folder under target/tmp");
    for file in 0..20 {
        let mut out = String::new();
        for _ in 0..count / 20 {
            let article = &from[draw(from.len())];
            let body: Vec<&str> = (0..8).map(|_| paragraphs[draw(paragraphs.len())]).collect();
            let mut record = serde_json::json!({ "title": article.title, "text": body.join("\n\n") });
            if let Some(date) = article.published {
                record["date"] = date.to_string().into();
            }
            out.push_str(&record.to_string());
            out.push('\n');
        }
        fs::write(dir.join(format!("{file:02}.jsonl")), out).expect("a file under target/tmp");
    }
}

/// Bytes of headlines and bodies.
pub fn text_bytes(articles: &[Article]) -> usize {
    articles.iter().map(|a| a.title.len() + a.body.len()).sum()
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
