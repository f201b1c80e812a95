//! The files of hits, as other programs open them: one per line, or each with a NUL after it.

use std::collections::HashSet;
use std::io::Write;

use super::HitsIter;
use crate::cli::print::from_here::from_here;

/// Writes each file once, byte for byte as the system names it.
pub fn write(out: &mut impl Write, hits: &mut HitsIter, null: bool) -> anyhow::Result<()> {
    let mut written = HashSet::new();
    for hit in hits {
        let file = hit?.article.file.path;
        if !written.contains(&file) {
            out.write_all(from_here(&file).as_os_str().as_encoded_bytes())?;
            out.write_all(if null { b"\0" } else { b"\n" })?;
            written.insert(file);
        }
    }
    Ok(())
}
