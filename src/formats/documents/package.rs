//! Zip files of office documents, opened within limits: at most [`MAX_RECORD_BYTES`] are unpacked of one
//! document, whatever its headers say.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::formats::tools::xml::Tree;
use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Maximum number of members; real documents have about a hundred.
const MAX_MEMBERS: usize = 65_536;

/// Whether a file's head is that of a zip file whose first member states this media type.
pub fn has_media_type(head: &[u8], media_type: &[u8]) -> bool {
    let stated = head.get(30..).and_then(|rest| rest.strip_prefix(b"mimetype"));
    head.starts_with(b"PK\x03\x04") && stated.is_some_and(|stated| stated.starts_with(media_type))
}

/// An opened document.
pub struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: usize,
}

impl<'a> Package<'a> {
    /// Opens a document.
    ///
    /// # Errors
    /// Not a complete zip file, or too many members.
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>, Reject> {
        // The central directory takes memory for each of its entries.
        let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(MAX_MEMBERS + 1).count();
        if entries > MAX_MEMBERS {
            return Err(Reject::broken(format!("a zip file with more than {MAX_MEMBERS} members"), ""));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            Reject::broken(format!("not a readable zip file ({error}); copy it again"), "")
        })?;
        Ok(Package { zip, left: MAX_RECORD_BYTES })
    }

    /// The bytes of a member, if there is one of that name.
    ///
    /// # Errors
    /// The member is encrypted, damaged, or larger than the remaining limit.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Reject> {
        let Some(number) = self.zip.index_for_name(name) else { return Ok(None) };
        let damaged = |error: String| {
            Reject::broken(format!("the member {name} is damaged: {error}; copy the file again"), "")
        };
        let raw = self.zip.by_index_raw(number).map_err(|error| damaged(error.to_string()))?;
        if raw.encrypted() {
            return Err(Reject::skipped("protected by a password; save it without one"));
        }
        drop(raw);
        let member = self.zip.by_index(number).map_err(|error| damaged(error.to_string()))?;
        let mut bytes = Vec::new();
        let read = member.take(self.left as u64 + 1).read_to_end(&mut bytes);
        if bytes.len() > self.left {
            let limit = MAX_RECORD_BYTES >> 20;
            return Err(Reject::broken(format!("unpacks to more than {limit} MiB, the maximum"), ""));
        }
        self.left -= bytes.len();
        // A damaged member is read up to the damage.
        match read {
            Err(error) if bytes.is_empty() => Err(damaged(error.to_string())),
            _ => Ok(Some(bytes)),
        }
    }

    /// The XML document in a member, if there is a readable one.
    pub fn tree(&mut self, name: &str) -> Option<Tree> {
        Tree::read(&self.read(name).ok()??, None).ok()
    }

    /// The names of its members.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()))
    }
}
