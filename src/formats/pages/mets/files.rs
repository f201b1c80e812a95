//! The files of recognised text in a METS file.

use std::collections::HashMap;

use crate::formats::tools::word_set::WordSet;
use crate::formats::tools::xml::Node;

/// Maximum number of files in a METS document.
const MAX_FILES: usize = 20_000;

/// One file.
#[derive(Debug, Clone)]
pub struct TextFile {
    /// Its identifier in the document.
    pub id: String,
    /// Its link.
    pub href: String,
    /// Its rank among the files of a page: the lowest is read.
    pub rank: usize,
}

impl TextFile {
    /// The kind of its group. Files of another kind are other versions of the same pages.
    pub fn group(&self) -> usize {
        self.rank / (MAX_FILES + 1)
    }
}

/// The files that may hold recognised text, in document order.
pub fn text_files(root: Node) -> Vec<TextFile> {
    let sections = root.children("fileSec").flat_map(|section| section.descendants());
    let mut files: Vec<TextFile> =
        sections.filter(|node| node.is("file")).filter_map(text_file).take(MAX_FILES).collect();
    // A workspace of OCR-D lists its steps in order, so that the last has the best text.
    let last = files.len();
    for (number, file) in files.iter_mut().enumerate() {
        let is_step = file.rank >= STEPS;
        file.rank = file.rank * (MAX_FILES + 1) + if is_step { last - number } else { 0 };
    }
    files
}

/// The number of each file by its identifier.
pub fn by_id(files: &[TextFile]) -> HashMap<&str, usize> {
    files.iter().enumerate().rev().map(|(number, file)| (&*file.id, number)).collect()
}

/// Parts of the names of groups, most likely first.
const GROUPS: [&str; 5] = ["fulltext", "alto", "ocr", "text", "page"];

/// The rank of the steps of an OCR-D workspace, which are recognised only by their names.
const STEPS: usize = GROUPS.len() + 1;

fn text_file(file: Node) -> Option<TextFile> {
    let href = file.children("FLocat").find_map(|place| place.attribute("href"))?.to_owned();
    let mime = file.attribute("MIMETYPE").unwrap_or_default().to_ascii_lowercase();
    let name = href.split(['?', '#']).next().unwrap_or_default();
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let extension =
        name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let uses = uses(file);
    let is_named = ["xml", "alto", "hocr", "html", "htm", "page"].contains(&&*extension);
    let is_said = ["xml", "html", "hocr", "alto"].iter().any(|word| mime.contains(word));
    let is_other = mime.starts_with("image/") || mime == "application/pdf" || mime == "text/plain";
    if is_other || uses.iter().any(|name| is_metadata(name)) || !(is_named || is_said) {
        return None;
    }
    Some(TextFile { id: file.attribute("ID").unwrap_or(name).to_owned(), href, rank: rank(&uses, &mime) })
}

/// Whether a group holds metadata, tables of contents or coordinates, which are XML too.
fn is_metadata(name: &str) -> bool {
    static WORDS: WordSet =
        WordSet::words("mets premis mix jhove tei toc mods marc dc rdf manifest structure");
    WORDS.contains(name) || name.contains("metadata") || name.contains("techmd") || name.contains("amdsec")
}

fn rank(uses: &[String], mime: &str) -> usize {
    if let Some(step) = uses.iter().find_map(|name| name.strip_prefix("ocr-d-")) {
        // Text corrected by hand, recognised text, pages without words yet.
        let steps = [step.starts_with("gt"), step.starts_with("ocr") || step.starts_with("cor"), true];
        return STEPS + steps.iter().position(|is_it| *is_it).unwrap_or_default();
    }
    let position = |group: &&str| uses.iter().any(|name| name.contains(*group)) || mime.contains(*group);
    GROUPS.iter().position(position).unwrap_or(GROUPS.len())
}

/// The stated uses of the file and its groups, in lower case, innermost first.
fn uses(file: Node) -> Vec<String> {
    let mut uses = Vec::new();
    let mut at = Some(file);
    while let Some(node) = at.filter(|node| node.is("file") || node.is("fileGrp")) {
        let id = node.attribute("ID").filter(|_| node.is("fileGrp"));
        uses.extend(node.attribute("USE").into_iter().chain(id).map(str::to_ascii_lowercase));
        at = node.parent();
    }
    uses
}
