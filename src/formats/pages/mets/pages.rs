//! Reads the pages of an issue from the files in its METS file.

use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

use super::files::TextFile;
use super::physical;
use crate::formats::pages::page::Page;
use crate::formats::pages::{pages, resolve_link};
use crate::formats::{MAX_RECORD_BYTES, Reject, SiblingFiles};

/// Maximum size of all pages of an issue, in bytes. The rest is left out with a warning.
const MAX_BYTES: usize = 4 * MAX_RECORD_BYTES;

/// The readable pages of an issue.
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The pages of each file.
    pub of_file: HashMap<usize, Range<usize>>,
    /// Unreadable files, each with a warning.
    pub unread: HashMap<usize, String>,
    /// The label of each page.
    pub labels: Vec<Option<String>>,
    /// Warnings about readable pages.
    pub warnings: Vec<String>,
}

impl Pages {
    /// Reads the first version of each page that has words.
    ///
    /// # Errors
    /// No page could be read.
    pub fn read(
        files: &[TextFile],
        physical: &[physical::Page],
        siblings: &SiblingFiles,
    ) -> Result<Pages, Reject> {
        let mut reader = Reader { files, siblings, bytes_left: MAX_BYTES, first_reason: None };
        let mut read = Pages {
            pages: Vec::new(),
            of_file: HashMap::new(),
            unread: HashMap::new(),
            labels: Vec::new(),
            warnings: Vec::new(),
        };
        let mut by_name: HashMap<String, Range<usize>> = HashMap::new();
        for physical::Page { file, others, label } in physical {
            let mut found = reader.page(*file, &by_name);
            // Versions without words are intermediate; a missing file may have another version.
            let has_words = |found: &FoundForm| found.as_ref().is_ok_and(|form| form.has_words());
            if !has_words(&found) {
                let other = others.iter().map(|other| reader.page(*other, &by_name)).find(has_words);
                found = other.unwrap_or(found);
            }
            match found {
                Ok(Form::Known(range)) => {
                    read.of_file.insert(*file, range);
                }
                Ok(Form::New { name, pages, warnings }) => {
                    let start = read.pages.len();
                    for page in pages {
                        read.labels.push(label.clone().or_else(|| page.label.clone()));
                        read.pages.push(page);
                    }
                    read.warnings.extend(warnings.into_iter().map(|warning| format!("{name}: {warning}")));
                    read.of_file.insert(*file, start..read.pages.len());
                    by_name.insert(name, start..read.pages.len());
                }
                Err(reason) => {
                    read.unread.insert(*file, reason);
                }
            }
        }
        match reader.first_reason {
            Some(reason) if read.pages.is_empty() => Err(Reject::broken(
                format!(
                    "none of its {} pages can be read ({reason}); put them at the paths it names",
                    physical.len()
                ),
                "",
            )),
            _ => Ok(read),
        }
    }
}

/// Reads the files of pages.
struct Reader<'a> {
    files: &'a [TextFile],
    siblings: &'a SiblingFiles,
    bytes_left: usize,
    first_reason: Option<String>,
}

/// A version of a page, or a warning that it cannot be read.
type FoundForm = Result<Form, String>;

enum Form {
    /// Pages that were read before.
    Known(Range<usize>),
    /// Pages read now, and the name of their file.
    New { name: String, pages: Vec<Page>, warnings: Vec<String> },
}

impl Form {
    fn has_words(&self) -> bool {
        match self {
            Form::Known(_) => true,
            Form::New { pages, .. } => pages.iter().any(|page| !page.words.is_empty()),
        }
    }
}

impl Reader<'_> {
    fn page(&mut self, file: usize, by_name: &HashMap<String, Range<usize>>) -> FoundForm {
        let href = &self.files[file].href;
        let name = resolve_link::resolve(href, self.siblings).unwrap_or_else(|| {
            // If names cannot be listed, each is tried.
            resolve_link::candidates(href)
                .into_iter()
                .find(|name| self.siblings.has(name))
                .unwrap_or_else(|| href.clone())
        });
        if let Some(range) = by_name.get(&name) {
            return Ok(Form::Known(range.clone()));
        }
        let found = self.siblings.read(&name).and_then(unpacked).and_then(|bytes| {
            self.bytes_left =
                self.bytes_left.checked_sub(bytes.len()).ok_or("the pages before it are too large")?;
            pages(&bytes).map_err(|reject| reject.reason)
        });
        match found {
            Ok((pages, warnings)) => Ok(Form::New { name, pages, warnings }),
            Err(reason) => {
                self.first_reason.get_or_insert_with(|| format!("{name}: {reason}"));
                Err(format!("page {name} cannot be read: {reason}"))
            }
        }
    }
}

/// The bytes of a page, which may be compressed.
fn unpacked(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    let most = MAX_RECORD_BYTES as u64 + 1;
    let decoder = flate2::read::MultiGzDecoder::new(&bytes[..]);
    decoder.take(most).read_to_end(&mut out).map_err(|error| error.to_string())?;
    if out.len() > MAX_RECORD_BYTES { Err("too large when unpacked".to_owned()) } else { Ok(out) }
}
