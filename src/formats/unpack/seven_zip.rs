//! 7z archives.

use std::io::{self, Read};
use std::ops::ControlFlow;

use sevenz_rust2::{ArchiveReader, Password};

use super::member_names::MemberNames;
use super::{Place, Reject, Seekable, Unpacker, seven_zip_guard};
use crate::formats::container::Container;
use crate::formats::tools::catch_panic;

impl Unpacker<'_, '_> {
    /// Reads the members of a 7z archive in their order.
    pub(super) fn seven_zip(&mut self, place: Place, mut file: Box<dyn Seekable>) -> ControlFlow<()> {
        if let Some(reason) = seven_zip_guard::refusal(&mut *file) {
            let reason = format!("the 7z archive cannot be opened: {reason}");
            return self.reject(place, Reject::broken(reason, ""));
        }
        // The parser is an external crate, and headers may be hostile.
        let opened = catch_panic::guarded(|| ArchiveReader::new(file, Password::empty()));
        let mut archive = match opened {
            Some(Ok(archive)) => archive,
            Some(Err(error)) => {
                let reason = format!("the 7z archive cannot be opened: {error}");
                return self.reject(place, Reject::broken(reason, ""));
            }
            None => return self.reject(place, Reject::broken("the 7z archive is damaged", "")),
        };
        archive.set_thread_count(1);
        let mut names = MemberNames::default();
        let (mut flow, mut has_members) = (ControlFlow::Continue(()), false);
        let read = archive.for_each_entries(|entry, stream| {
            if entry.is_directory() || entry.is_anti_item() {
                return Ok(true);
            }
            has_members = true;
            let (name, verdict) = names.member(entry.name().as_bytes());
            let mut stream = self.budget.meter(stream);
            flow = match verdict {
                Err(reject) => self.reject(place.member(&name), reject),
                Ok(()) => self.stream(place.member(&name), stream.by_ref()),
            };
            // Members are packed together: the next begins where this one ends.
            io::copy(&mut stream, &mut io::sink())?;
            Ok(flow.is_continue())
        });
        flow?;
        match read {
            Err(error) => {
                self.reject(place, Reject::broken(format!("the 7z archive is damaged: {error}"), ""))
            }
            Ok(()) => self.end_archive(place, Container::SevenZip, has_members),
        }
    }
}
