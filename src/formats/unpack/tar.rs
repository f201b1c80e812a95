//! Tar archives.

use std::io::Read;
use std::ops::ControlFlow;

use super::names::Names;
use super::{Place, Reject, Unpacker};

impl Unpacker<'_, '_> {
    /// Reads the members of a tar archive in their order.
    pub(super) fn tar(&mut self, place: Place, stream: impl Read) -> ControlFlow<()> {
        let mut archive = ::tar::Archive::new(stream);
        let mut names = Names::default();
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.reject(place, Reject::unreadable(&error)),
        };
        let mut any = false;
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                // What follows cannot be told from damage.
                Err(error) => return self.reject(place, Reject::unreadable(&error)),
            };
            let kind = entry.header().entry_type();
            if kind.is_dir() || kind.is_pax_global_extensions() {
                continue;
            }
            any = true;
            let (name, verdict) = names.member(&entry.path_bytes());
            let within = place.member(&name);
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
        if any {
            ControlFlow::Continue(())
        } else {
            self.reject(place, Reject::skipped("an empty tar archive"))
        }
    }
}
