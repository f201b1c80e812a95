//! The links of a METS or DIDL document to its pages, by which the pages' owner is found.

use super::structure::Structure;
use super::{didl_structure, files};
use crate::formats::tools::xml::{Node, root_name};

/// Whether a file is a METS document.
pub fn is_mets(head: &[u8]) -> bool {
    root_name(head).is_some_and(|root| root.eq_ignore_ascii_case("mets"))
}

/// Whether a file is a document that links to pages in other files.
pub fn names_pages(head: &[u8]) -> bool {
    is_mets(head) || didl_structure::is_didl(head)
}

/// The links to files of recognised text as written, and whether these are divided into articles.
pub fn text_links(root: Node) -> (Vec<String>, bool) {
    if let Some(didl) = didl_structure::find_didl(root) {
        let (files, structure, texts) = didl_structure::read(didl);
        return (files.into_iter().map(|file| file.href).chain(texts).collect(), structure.divides());
    }
    let files = files::text_files(root);
    let divides = Structure::read(root, &files).divides();
    (files.into_iter().map(|file| file.href).collect(), divides)
}
