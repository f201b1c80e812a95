//! Finds the people, organisations and places in a text.
//!
//! ```sh
//! cargo run --example find_names --no-default-features -- "Rosa Pennick left Geneva for the United Nations."
//! ```

use morgue::article::Article;
use morgue::entities::{MentionField, Tagger, annotate};

fn main() {
    let text: Vec<String> = std::env::args().skip(1).collect();
    print!("{}", names_in(&text.join(" ")));
}

/// A line for each name: its kind, its fullest form in the text, and the bytes of its mentions.
pub fn names_in(text: &str) -> String {
    // One tagger serves any number of articles, and threads.
    let tagger = Tagger::new();
    let article = annotate(&tagger, Article { body: text.to_owned(), ..Article::default() });
    let mut out = String::new();
    for (number, name) in article.names.iter().enumerate() {
        let mentions = article.mentions.iter().filter(|mention| mention.name as usize == number);
        let mentions = mentions.filter(|mention| mention.field == MentionField::Body);
        let ranges: Vec<String> = mentions.map(|m| format!("{}..{}", m.start, m.end)).collect();
        out += &format!("{} {}: {}\n", name.kind, name.text, ranges.join(", "));
    }
    out
}
