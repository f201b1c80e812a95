//! The pages of an issue, read from the files that its METS file names.

use std::collections::HashMap;
use std::io::Read;
use std::ops::Range;

use super::files::TextFile;
use super::physical;
use crate::formats::pages::page::Page;
use crate::formats::pages::{pages, resolve_link};
use crate::formats::{MAX_RECORD_BYTES, Reject, SiblingFiles};

/// Bytes of pages that are read for one issue; the rest is left out with a warning.
const MOST_BYTES: usize = 4 * MAX_RECORD_BYTES;

/// The pages of an issue as far as they could be read.
pub struct Pages {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// The pages of each file.
    pub of_file: HashMap<usize, Range<usize>>,
    /// Files that could not be read, each with the sentence that says so.
    pub unread: HashMap<usize, String>,
    /// The label of each page.
    pub labels: Vec<Option<String>>,
    /// What is to be said of pages that were read.
    pub warnings: Vec<String>,
}

impl Pages {
    /// Reads each page in the first of its forms that has words.
    ///
    /// # Errors
    /// No page could be read.
    pub fn read(
        files: &[TextFile],
        physical: &[physical::Page],
        siblings: &SiblingFiles,
    ) -> Result<Pages, Reject> {
        let mut reader = Reader { files, siblings, bytes_left: MOST_BYTES, first_reason: None };
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
            // Forms without words are steps on the way to recognition; a missing one may have another.
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
                    "none of its {} pages can be read ({reason}); put them where it says they are",
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

/// A form of a page, or the sentence that says why it cannot be read.
type FoundForm = Result<Form, String>;

enum Form {
    /// Pages that were read already.
    Known(Range<usize>),
    /// Pages read now, and from which file.
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
            // Where names cannot be listed each is tried.
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

/// The bytes of a page that may be kept compressed.
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
