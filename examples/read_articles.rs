//! Reads the articles of a file in any of the formats that morgue knows, and of the files in it.
//!
//! ```sh
//! cargo run --example read_articles --no-default-features -- corpus/articles/wire.nitf
//! ```

use std::path::Path;

use morgue::formats::read_file;

fn main() {
    for file in std::env::args_os().skip(1) {
        print!("{}", articles_in(Path::new(&file)));
    }
}

/// A line for each article: its place in the file, its date and its headline; or why a record holds none.
pub fn articles_in(file: &Path) -> String {
    let mut out = String::new();
    for part in read_file(file, &[]) {
        let place = format!("{}{}", file.display(), part.address);
        out += &match part.article {
            Ok(article) => {
                let date = article.published.map_or("undated".to_owned(), |date| date.to_string());
                format!("{place}: {date}: {} ({} bytes of text)\n", article.title, article.body.len())
            }
            Err(reject) => format!("{place}: {}\n", reject.reason),
        };
    }
    out
}
