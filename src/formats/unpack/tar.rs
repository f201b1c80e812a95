//! Tar archives.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use super::member_names::MemberNames;
use super::{Budget, HEAD_BYTES, Place, Reject, Unpacker};
use crate::formats::container::Container;
use crate::formats::tools::siblings::{Archive, SiblingFiles};

impl Unpacker<'_, '_> {
    /// Reads the members of a tar archive in their order.
    pub(super) fn tar(&mut self, place: Place, stream: impl Read) -> ControlFlow<()> {
        let mut archive = ::tar::Archive::new(stream);
        let mut names = MemberNames::default();
        // Siblings need an archive on disk, of which two members can be read at once.
        let siblings = place.member.is_empty().then(|| Arc::new(Archive::tar(self.path, uncompressed)));
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.reject(place, Reject::unreadable(&error)),
        };
        let mut has_members = false;
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                // After damage no member can be found.
                Err(error) => return self.reject(place, Reject::unreadable(&error)),
            };
            let kind = entry.header().entry_type();
            if kind.is_dir() || kind.is_pax_global_extensions() {
                continue;
            }
            has_members = true;
            let (name, verdict) = names.member(&entry.path_bytes());
            let mut within = place.member(&name);
            within.context.siblings =
                siblings.as_ref().map(|tar| SiblingFiles::of_member(tar, &name, self.memo));
            if let Err(reject) = verdict {
                self.reject(within, reject)?;
            } else if kind.is_hard_link() || kind.is_symlink() {
                self.reject(within, Reject::skipped("a link"))?;
            } else if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
                self.reject(within, Reject::skipped("not a regular file"))?;
            } else {
                let stream = self.budget.meter(entry);
                self.stream(within, stream)?;
            }
        }
        self.end_archive(place, Container::Tar, has_members)
    }
}

/// A tar archive as an uncompressed file: itself, or a temporary file within the budget.
fn uncompressed(path: &Path) -> io::Result<File> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    file.rewind()?;
    let Some(Container::Compressed(compression)) = Container::from_head(&head) else { return Ok(file) };
    let budget = Rc::new(Budget::for_size(file.metadata()?.len()));
    let mut out = tempfile::tempfile()?;
    io::copy(&mut budget.meter(compression.open(Box::new(BufReader::new(file)))?), &mut out)?;
    Ok(out)
}
