//! Texts in eighty encodings: whether each is decoded as its folder's name says it should be.

use std::path::Path;

use super::Figure;
use crate::formats::tools::charset;

/// The figures over the folder `encodings-chardet`: with nothing stated, and with what the files state
/// themselves. A text is right if it equals what its folder's encoding makes of the bytes.
pub fn figures(data: &Path) -> Vec<Figure> {
    let mut guessed = Figure { measure: "texts decoded right, nothing stated", ..empty() };
    let mut stated = Figure { measure: "texts decoded right, with what they state", ..empty() };
    let mut apart = Figure { measure: "texts in encodings that no library reads", ..empty() };
    let mut right = [0.0; 2];
    for folder in sorted(&data.join("encodings-chardet")) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for file in sorted(&folder) {
            let Ok(bytes) = std::fs::read(&file) else { continue };
            let place = format!("{name}/{}", file.file_name().unwrap_or_default().to_string_lossy());
            let Some(truth) = charset::decode_named(&bytes, label(&name)) else {
                apart.of += 1;
                apart.misses.push(place);
                continue;
            };
            let declared = charset::declared(&bytes);
            let ways = [(&mut guessed, None), (&mut stated, declared.as_deref())];
            for (i, (figure, declared)) in ways.into_iter().enumerate() {
                let decoded = charset::decode(&bytes, declared);
                figure.of += 1;
                if decoded.text == truth {
                    right[i] += 1.0;
                } else {
                    figure.misses.push(format!("{place}: read as {}", decoded.encoding));
                }
            }
        }
    }
    guessed.value = right[0] / guessed.of.max(1) as f64;
    stated.value = right[1] / stated.of.max(1) as f64;
    vec![guessed, stated, apart]
}

fn empty() -> Figure {
    Figure { set: "encodings-chardet".to_owned(), measure: "", value: 0.0, of: 0, misses: Vec::new() }
}

fn sorted(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
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
