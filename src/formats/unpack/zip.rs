//! Zip archives.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::member_names::MemberNames;
use super::{Place, Reject, Seekable, Unpacker};
use crate::formats::container::Container;
use crate::formats::tools::siblings::{Archive, SiblingFiles};

impl Unpacker<'_, '_> {
    /// Reads the members of a zip archive in the order of its directory.
    pub(super) fn zip(&mut self, place: Place, file: Box<dyn Seekable>) -> ControlFlow<()> {
        let mut archive = match ::zip::ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => {
                let reason = format!("the zip archive cannot be opened: {error}");
                return self.reject(place, Reject::broken(reason, ""));
            }
        };
        // Siblings need an archive on disk, of which two members can be read at once.
        let siblings = if place.depth == 0 { Archive::zip(self.path).map(Arc::new) } else { None };
        let mut names = MemberNames::default();
        let mut has_members = false;
        for number in 0..archive.len() {
            // The directory has a member's name even if the member cannot be opened.
            let (raw, is_dir) = match archive.by_index_raw(number) {
                Ok(raw) => (raw.name_raw().to_owned(), raw.is_dir()),
                Err(_) => (format!("member {}", number + 1).into_bytes(), false),
            };
            if is_dir {
                continue;
            }
            has_members = true;
            let (name, verdict) = names.member(&raw);
            let mut within = place.member(&name);
            let member = archive
                .by_index(number)
                .map_err(|error| Reject::broken(format!("the member cannot be opened: {error}"), ""));
            match verdict.and(member) {
                Err(reject) => self.reject(within, reject)?,
                Ok(member) if member.is_symlink() => {
                    self.reject(within, Reject::skipped("a symbolic link"))?
                }
                Ok(member) => {
                    within.context.siblings =
                        siblings.as_ref().map(|zip| SiblingFiles::of_member(zip, &name, self.memo));
                    let stream = self.budget.meter(member);
                    self.stream(within, stream)?;
                }
            }
        }
        self.end_archive(place, Container::Zip, has_members)
    }
}
