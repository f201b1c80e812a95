//! Reads all articles of one file, for inspection and measurement.

use std::ops::ControlFlow;
use std::path::Path;

use crate::article::{article_path, member_path};
use crate::formats::{Part, Reject, unpack};

/// The articles and rejections of a file and everything in it, each with its place in the file ("", "#3",
/// "!/inner/a.html#3").
pub fn read_file(path: &Path, map: &[(String, String)]) -> Vec<Part> {
    let folder =
        path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default();
    // The files of an issue are in one folder or in sibling folders.
    let root = folder.ancestors().nth(3).unwrap_or(&folder).to_owned();
    let settings = unpack::Settings { map: map.to_vec(), root, ..unpack::Settings::default() };
    let mut out = Vec::new();
    let read = unpack::read(path, &settings, &mut |source, record| {
        let place = |address: &str| article_path(&member_path("", &source.member), address);
        let parts = source.read(record).into_iter();
        out.extend(parts.map(|part| Part { address: place(&part.address), ..part }));
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        out.push(Part::only(Err(Reject::unreadable(&error))));
    }
    out
}
