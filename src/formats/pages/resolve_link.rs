//! Resolves the links of a METS file: relative paths, `file://`, Windows paths, web addresses, and absolute
//! paths on the machine where it was made.

use crate::formats::SiblingFiles;

/// Folders beside a METS file that hold pages linked by a web address.
const FOLDERS: &[&str] =
    &["", "alto/", "ALTO/", "FULLTEXT/", "fulltext/", "text/", "TEXT/", "ocr/", "OCR/", "xml/"];

/// The paths at which a file may be, relative to the METS file, most likely first.
pub fn candidates(href: &str) -> Vec<String> {
    let href = href.trim().replace('\\', "/");
    let (before, query) = href.split_once(['?', '#']).unwrap_or((&href, ""));
    let is_file = |path: &str| path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    // "https://example.org/get?file=alto/0001.xml"
    let asked = query.split(['&', '=', ';']).rfind(|value| is_file(value) && !is_file(before));
    let (href, is_asked) = (decoded(asked.unwrap_or(before)), asked.is_some());
    let (is_elsewhere, path) = match href.split_once(':') {
        // "file://./text/1.xml", "file:///D:/out/1.xml", "file:text/1.xml"
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("file") => {
            let rest = rest.trim_start_matches('/');
            (rest.contains(':'), rest)
        }
        Some((scheme, rest)) if scheme.len() == 1 || rest.starts_with("//") => (true, rest),
        _ => (is_asked || href.starts_with('/'), &*href),
    };
    let path = path.trim_start_matches("./").trim_start_matches('/');
    let Some(name) = path.rsplit('/').next().filter(|name| !name.is_empty() && *name != "..") else {
        return Vec::new();
    };
    let mut names: Vec<String> = Vec::new();
    if !is_elsewhere {
        names.push(path.to_owned());
    }
    // The last folders of an absolute path may be beside the METS file.
    let parts: Vec<&str> = path.split('/').collect();
    for depth in [3, 2] {
        if parts.len() > depth || (is_elsewhere && parts.len() == depth) {
            names.push(parts[parts.len() - depth..].join("/"));
        }
    }
    // Links of a METS file in a separate folder may be relative to the folder above.
    if !is_elsewhere && path.contains('/') && !path.starts_with("../") {
        names.push(format!("../{path}"));
    }
    // Pages have names like "0001.xml", so a folder is only guessed if the named one cannot be meant.
    let folders = if is_elsewhere { FOLDERS } else { &FOLDERS[..1] };
    names.extend(folders.iter().map(|folder| format!("{folder}{name}")));
    let mut seen = std::collections::HashSet::new();
    names.retain(|name| seen.insert(name.clone()));
    names
}

/// The path at which a file exists. Case is ignored if no name matches exactly, and the file may be
/// compressed.
pub fn resolve(href: &str, siblings: &SiblingFiles) -> Option<String> {
    candidates(href).into_iter().find_map(|name| {
        let (folder, file) = name.rsplit_once('/').unwrap_or((".", &name));
        let folder = real_folder(folder, siblings)?;
        let names = siblings.names(&folder)?;
        let packed = format!("{file}.gz");
        let found = member(&names, file).or_else(|| member(&names, &packed))?;
        Some(if folder == "." { found.to_owned() } else { format!("{folder}/{found}") })
    })
}

/// A folder in the spelling on disk.
fn real_folder(folder: &str, siblings: &SiblingFiles) -> Option<String> {
    if siblings.names(folder).is_some_and(|names| !names.is_empty()) {
        return Some(folder.to_owned());
    }
    let mut real = String::new();
    for part in folder.split('/') {
        let around = if real.is_empty() { "." } else { &real };
        let part = match part {
            "." | ".." => part.to_owned(),
            _ => member(&siblings.names(around)?, &format!("{part}/"))?.trim_end_matches('/').to_owned(),
        };
        real = if real.is_empty() { part } else { format!("{real}/{part}") };
    }
    Some(real)
}

fn member<'a>(names: &'a [String], name: &str) -> Option<&'a str> {
    let exact = names.binary_search_by(|n| (**n).cmp(name)).ok().map(|at| &*names[at]);
    exact.or_else(|| names.iter().map(|n| &**n).find(|n| n.eq_ignore_ascii_case(name)))
}

/// A path with `%20` decoded to a blank, if the result is text.
fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(href: &str, first: &str) {
        assert_eq!(candidates(href).first().map(String::as_str), Some(first).filter(|f| !f.is_empty()));
    }

    #[test]
    fn links_are_resolved_to_sibling_files() {
        check("0001.xml", "0001.xml");
        check("./text/0001.xml", "text/0001.xml");
        check("file://./text/0001.xml", "text/0001.xml");
        check("file:///text/0001.xml", "text/0001.xml");
        check("..\\alto\\0001.xml", "../alto/0001.xml");
        check("file:///D:/out/issue/alto/0001.xml", "issue/alto/0001.xml");
        check("D:\\alto\\0001.xml", "alto/0001.xml");
        check("https://example.org/issue/FULLTEXT/0001.xml?a=b", "issue/FULLTEXT/0001.xml");
        check("https://example.org/get?id=1&file=alto/0001.xml", "alto/0001.xml");
        check("a%20b.xml", "a b.xml");
        check("", "");
        check("..", "");
    }

    proptest! {
        #[test]
        fn never_panics(href in "[a-c:/\\\\.%0-9#é]{0,20}") {
            candidates(&href);
        }
    }
}
