//! Reading one file whole: for looking at it and for measuring.

use std::ops::ControlFlow;
use std::path::Path;

use crate::article::{Article, article_path, member_path};
use crate::formats::{Reject, unpack};

/// The articles of a file and of whatever is in it, and why records gave none; each with its place
/// in the file ("", "#3", "!/inner/a.html#3").
pub fn read_file(path: &Path, map: &[(String, String)]) -> Vec<(String, Result<Article, Reject>)> {
    let folder =
        path.canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned)).unwrap_or_default();
    // The files of an issue lie beside each other, or in folders beside each other.
    let root = folder.ancestors().nth(3).unwrap_or(&folder).to_owned();
    let settings = unpack::Settings { map: map.to_vec(), root, ..unpack::Settings::default() };
    let mut out = Vec::new();
    let read = unpack::read(path, &settings, &mut |source, record| {
        let place = |address: &str| article_path(&member_path("", &source.member), address);
        let articles = source.read(record).into_iter();
        out.extend(articles.map(|(address, article)| (place(&address), article)));
        ControlFlow::Continue(())
    });
    if let Err(error) = read {
        out.push((String::new(), Err(Reject::unreadable(&error))));
    }
    out
}
