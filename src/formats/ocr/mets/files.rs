//! The files of recognised text that a METS file names.

use std::collections::HashMap;

use crate::formats::xml::Node;

/// Files of one METS document; what names more is no newspaper.
const MOST_FILES: usize = 20_000;

/// One file.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its identifier in the document.
    pub id: String,
    /// Where it is said to lie.
    pub href: String,
    /// How likely its group holds the page's text: the lowest is taken where a page has several.
    pub rank: usize,
}

/// The files that may be recognised text, in the order of the document.
pub fn text_files(root: Node) -> Vec<TextFile> {
    let Some(section) = root.all("fileSec").next() else { return Vec::new() };
    let files = section.descendants().filter(|node| node.is("file"));
    files.filter_map(text_file).take(MOST_FILES).collect()
}

/// The number of each file by its identifier.
pub fn by_id(files: &[TextFile]) -> HashMap<&str, usize> {
    files.iter().enumerate().rev().map(|(number, file)| (&*file.id, number)).collect()
}

fn text_file(file: Node) -> Option<TextFile> {
    let href = file.all("FLocat").find_map(|place| place.attribute("href"))?.to_owned();
    let mime = file.attribute("MIMETYPE").unwrap_or_default().to_ascii_lowercase();
    let name = href.split(['?', '#']).next().unwrap_or_default();
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let uses = uses(file);
    let is_named = ["xml", "alto", "hocr", "html", "htm", "page"].contains(&&*extension);
    let is_said =
        mime.contains("xml") || mime.contains("html") || mime.contains("hocr") || mime.contains("alto");
    let is_other = mime.starts_with("image/") || mime == "application/pdf" || mime == "text/plain";
    // Coordinates, thumbnails and technical metadata are XML too.
    let is_metadata = ["metadata", "mets", "premis", "mix", "jhove", "tei"]
        .iter()
        .any(|word| uses.iter().any(|u| u == word));
    if is_other || is_metadata || !(is_named || is_said) {
        return None;
    }
    const GROUPS: [&str; 5] = ["fulltext", "alto", "ocr", "text", "page"];
    let rank =
        GROUPS.iter().position(|group| uses.iter().any(|name| name.contains(group))).unwrap_or(GROUPS.len());
    Some(TextFile { id: file.attribute("ID").unwrap_or(name).to_owned(), href, rank })
}

/// What the file and the groups about it are said to be for, lower case, the nearest first.
fn uses(file: Node) -> Vec<String> {
    let mut uses = Vec::new();
    let mut at = Some(file);
    while let Some(node) = at.filter(|node| node.is("file") || node.is("fileGrp")) {
        uses.extend(node.attribute("USE").or(node.attribute("ID")).map(str::to_ascii_lowercase));
        at = node.parent();
    }
    uses
}
