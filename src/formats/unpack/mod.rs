//! Files within files: compressed files, archives and web archives, nested in any order. Streams the records
//! of all formats inside, so that memory is bounded by the largest record, not by the file.
//!
//! A member of an archive is named `outer.zip!/inner/a.html`; a compressed file stands for the file inside.
//! `container` recognises containers, `compressed`, `zip`, `tar`, `seven_zip` and `warc` open one kind each,
//! `budget` bounds the unpacked size, `member_names` checks the names of members.

mod budget;
mod compressed;
pub(crate) mod file;
mod http;
pub mod member_names;
mod seven_zip;
mod seven_zip_guard;
mod tar;
mod warc;
mod zip;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use self::budget::Budget;
pub use self::budget::max_bytes;
pub use super::container::Container;
use super::tools::siblings::{Memo, SiblingFiles};
use super::{Context, Format, Part, Record, Reject, detect};
use crate::article::{Dated, member_path};

/// Number of bytes at the beginning of a file by which its format is recognised.
const HEAD_BYTES: usize = 8 << 10;

/// Maximum depth of nested containers. Deeper ones are not opened.
pub const MAX_DEPTH: usize = 5;

/// Buffer size for files that are read as streams, in bytes.
const BUFFER_BYTES: usize = 1 << 18;

/// The origin of records: a file or a member of it.
#[derive(Debug, Default)]
pub struct Source {
    /// The member's name ("inner/a.html", "b.zip!/c.html"); empty for the file itself.
    pub member: String,
    /// Its format; `None` if it is not supported.
    pub format: Option<&'static Format>,
    /// The format or container of the file on disk, if it has one.
    pub kind: Option<&'static str>,
    /// The context for parsers.
    pub context: Context,
}

impl Source {
    /// The articles of one of its records, each with its address, or the rejection.
    pub fn read(&self, record: Result<Record, Reject>) -> Vec<Part> {
        match (record, self.format) {
            (Ok(record), Some(format)) => format.read(&record, &self.context),
            (Ok(_), None) => Vec::new(),
            (Err(reject), _) => vec![Part::only(Err(reject))],
        }
    }
}

/// Receives the records and rejections of a file in order. Those of one source are consecutive, and every
/// source has at least one.
pub type Visit<'v> = dyn FnMut(&Arc<Source>, Result<Record, Reject>) -> ControlFlow<()> + 'v;

/// Settings for reading files.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// `--map title=hl1`: (our field, the record's field).
    pub map: Vec<(String, String)>,
    /// The folder that no path may leave.
    pub root: std::path::PathBuf,
    /// The results for folders that the run shares.
    pub memo: Arc<Memo>,
    /// The time of the file, as a date of last resort.
    pub file_time: Option<Dated>,
}

/// Reads a file and everything in it, until `visit` breaks.
///
/// # Errors
/// The file cannot be opened or its beginning cannot be read. Later errors go to `visit`.
pub fn read(path: &Path, settings: &Settings, visit: &mut Visit) -> io::Result<()> {
    let file = File::open(path)?;
    let budget = Budget::for_size(file.metadata()?.len());
    let place = Place {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        context: Context {
            map: settings.map.clone(),
            date: settings.file_time,
            siblings: Some(SiblingFiles::of_file(path, &settings.root, &settings.memo)),
            ..Context::default()
        },
        ..Place::default()
    };
    let memo = &settings.memo;
    let mut unpacker = Unpacker { path, memo, budget: Rc::new(budget), visit, kind: None };
    let mut file = file;
    let mut head = Vec::new();
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let _ = unpacker.input(place, head, Input::File(file));
    Ok(())
}

/// A file or member before it is opened.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Its name without folders, with the extension of its format.
    name: String,
    /// Its name within the file, see [`Source::member`].
    member: String,
    /// The address of its record in a web archive.
    address: String,
    /// The number of containers around it.
    depth: usize,
    context: Context,
}

/// The bytes of a file or member, without its head.
enum Input<'a> {
    /// A file, at the end of the head.
    File(File),
    /// A stream.
    Stream(Box<dyn Read + 'a>),
}

/// A file with random access, which some archives need.
trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}

struct Unpacker<'v, 'f> {
    /// The file on disk.
    path: &'v Path,
    memo: &'v Arc<Memo>,
    budget: Rc<Budget>,
    visit: &'v mut Visit<'f>,
    /// The format or container of the file.
    kind: Option<&'static str>,
}

impl Unpacker<'_, '_> {
    /// Reads a stream from its beginning.
    fn stream(&mut self, place: Place, mut stream: impl Read) -> ControlFlow<()> {
        let mut head = Vec::new();
        if let Err(error) = stream.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head) {
            return self.reject(place, Reject::unreadable(&error));
        }
        self.input(place, head, Input::Stream(Box::new(stream)))
    }

    fn input(&mut self, place: Place, head: Vec<u8>, input: Input) -> ControlFlow<()> {
        let kind = match detect::file_kind(Path::new(&place.name), &head) {
            Ok(kind) => kind,
            Err(reject) => return self.reject(place, reject),
        };
        if !matches!(kind, detect::FileKind::Container(Container::Compressed(_))) {
            self.kind.get_or_insert(kind.name());
        }
        let container = match kind {
            detect::FileKind::Format(format) => return self.records(place, format, input.after(head)),
            detect::FileKind::Container(container) => container,
        };
        if place.depth == MAX_DEPTH {
            let reason = format!("{} nested in more than {MAX_DEPTH} others, not opened", container.name());
            return self.reject(place, Reject::broken(reason, ""));
        }
        match container {
            Container::Compressed(compression) => {
                let name = compression.inner_name(&place.name);
                let place = Place { name, depth: place.depth + 1, ..place };
                let input = Box::new(input.after(head));
                match compression.open(input) {
                    Ok(stream) => {
                        let stream = self.budget.meter(stream);
                        self.stream(place, stream)
                    }
                    Err(error) => self.reject(place, Reject::unreadable(&error)),
                }
            }
            Container::Tar => self.tar(place, input.after(head)),
            Container::Warc => self.warc(place, input.after(head)),
            Container::Zip => match self.seekable(head, input) {
                Ok(file) => self.zip(place, file),
                Err(error) => self.reject(place, Reject::unreadable(&error)),
            },
            Container::SevenZip => match self.seekable(head, input) {
                Ok(file) => self.seven_zip(place, file),
                Err(error) => self.reject(place, Reject::unreadable(&error)),
            },
        }
    }

    fn records<'a>(
        &mut self,
        place: Place,
        format: &'static Format,
        stream: impl BufRead + 'a,
    ) -> ControlFlow<()> {
        let address = place.address.clone();
        let source = Arc::new(Source { format: Some(format), ..self.source(place) });
        for mut record in (format.records)(Box::new(stream)) {
            if let Ok(record) = &mut record {
                record.address = crate::formats::format::joined(&address, &record.address);
            }
            (self.visit)(&source, record.map_err(|reject| at_record(reject, &address)))?;
        }
        ControlFlow::Continue(())
    }

    fn source(&self, place: Place) -> Source {
        let context = Context { file_name: place.name, ..place.context };
        Source { member: place.member, format: None, kind: self.kind, context }
    }

    fn reject(&mut self, place: Place, reject: Reject) -> ControlFlow<()> {
        let reject = at_record(reject, &place.address);
        let source = Arc::new(self.source(place));
        (self.visit)(&source, Err(reject))
    }

    /// Ends an archive, which is rejected if it has no members.
    fn end_archive(&mut self, place: Place, container: Container, has_members: bool) -> ControlFlow<()> {
        if has_members {
            return ControlFlow::Continue(());
        }
        self.reject(place, Reject::skipped(format!("an empty {}", container.name().trim_start_matches("a "))))
    }

    /// The input as a file: streams are written to a temporary one, within the budget.
    fn seekable(&self, head: Vec<u8>, input: Input) -> io::Result<Box<dyn Seekable>> {
        let mut file = match input {
            Input::File(file) => file,
            Input::Stream(stream) => {
                let mut file = tempfile::tempfile()?;
                io::copy(&mut Cursor::new(head).chain(stream), &mut file)?;
                file
            }
        };
        file.rewind()?;
        Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, file)))
    }
}

/// A rejection with the record of the web archive.
fn at_record(reject: Reject, address: &str) -> Reject {
    if address.is_empty() || !reject.at.is_empty() { reject } else { reject.at(format!("record {address}")) }
}

impl Place {
    /// The place of a member. Its siblings are set by the container.
    fn member(&self, name: &str) -> Place {
        let member = if self.member.is_empty() { name.to_owned() } else { member_path(&self.member, name) };
        Place {
            name: name.rsplit('/').next().unwrap_or(name).to_owned(),
            member,
            address: String::new(),
            depth: self.depth + 1,
            context: Context { siblings: None, ..self.context.clone() },
        }
    }
}

impl<'a> Input<'a> {
    /// The whole file as a stream, including the head.
    fn after(self, head: Vec<u8>) -> Box<dyn BufRead + 'a> {
        let rest: Box<dyn Read + 'a> = match self {
            Input::File(file) => Box::new(file),
            Input::Stream(stream) => stream,
        };
        Box::new(Cursor::new(head).chain(BufReader::with_capacity(BUFFER_BYTES, rest)))
    }
}
