//! Texts in eighty encodings: whether each is decoded as its folder's name says it should be.

use std::path::Path;

use super::tally::Tally;
use super::{Figure, entries};
use crate::formats::tools::charset;

/// The figures over the folder `encodings-chardet`: with nothing stated, and with what the files state
/// themselves. A text is right if it equals what its folder's encoding makes of the bytes.
pub fn figures(data: &Path) -> Vec<Figure> {
    let set = data.join("encodings-chardet");
    let mut guessed = Tally::new(&set, "texts decoded right, nothing stated");
    let mut stated = Tally::new(&set, "texts decoded right, with what they state");
    let mut apart = Tally::new(&set, "texts in encodings that no library reads");
    for folder in entries(&set) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for file in entries(&folder) {
            let Ok(bytes) = std::fs::read(&file) else { continue };
            let Some(truth) = charset::decode_named(&bytes, label(&name)) else {
                apart.miss(&file, "no such encoding".to_owned());
                continue;
            };
            let declared = charset::declared(&bytes);
            for (tally, declared) in [(&mut guessed, None), (&mut stated, declared.as_deref())] {
                let decoded = charset::decode(&bytes, declared);
                tally.count(decoded.text == truth, &file, || format!("read as {}", decoded.encoding));
            }
        }
    }
    vec![guessed.figure(), stated.figure(), apart.figure()]
}

/// The encoding's label of a folder that may name a language too.
fn label(folder: &str) -> &str {
    match folder {
        "ascii" | "utf-8-sig" => "utf-8",
        "MacCyrillic" => "x-mac-cyrillic",
        "MacRoman" => "macintosh",
        _ => {
            let parts = folder.matches('-').count();
            let is_long = folder.starts_with("windows-12") && parts == 2
                || folder.starts_with("iso-8859") && parts == 3;
            if is_long { folder.rsplit_once('-').map_or(folder, |(label, _)| label) } else { folder }
        }
    }
}
