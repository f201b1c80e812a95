//! Cuts a JSON stream into the objects that may be articles, holding one at a time: the
//! elements of an array, objects one after another, and the elements of a list of articles
//! inside an object (`{"response": {"docs": [..]}}`). Whether the bytes are JSON is found out
//! when they are parsed; here only brackets and strings are followed, so that a broken element
//! costs that element where its brackets match.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::{MAX_RECORD_BYTES, Record, Reject, json};

/// Iterates over the records of a stream.
pub struct Cutter<'a> {
    source: Source<'a>,
    place: Place,
    /// Records and rejects given so far.
    given: u64,
}

/// Where the stream stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// Between values.
    Top,
    /// Between elements of a list, inside this many objects.
    List {
        around: u32,
    },
    Done,
}

impl<'a> Cutter<'a> {
    /// Begins to cut.
    pub fn new(reader: Box<dyn BufRead + 'a>) -> Cutter<'a> {
        Cutter { source: Source { reader, offset: 0 }, place: Place::Top, given: 0 }
    }

    fn top(&mut self) -> Result<Option<Record>, Reject> {
        // A byte order mark, and the separator of RFC 7464, are no values.
        let Some(byte) = self.source.skip(b" \t\r\n,\x1e\xef\xbb\xbf")? else {
            self.place = Place::Done;
            return match self.given {
                0 => Err(Reject::skipped("empty")),
                _ => Ok(None),
            };
        };
        match byte {
            b'[' => {
                self.source.consume(1);
                self.place = Place::List { around: 0 };
                self.element()
            }
            b'{' => {
                let value = self.source.value(true)?;
                if let Some(around) = value.inside {
                    self.place = Place::List { around };
                    return self.record(value, true);
                }
                let more = self.source.skip(b" \t\r\n,\x1e")?.is_some();
                self.record(value, more || self.given > 0)
            }
            _ => {
                self.place = Place::Done;
                Err(Reject::broken(
                    "not JSON: an object or a list should begin here",
                    format!("byte {}", self.source.offset),
                ))
            }
        }
    }

    fn element(&mut self) -> Result<Option<Record>, Reject> {
        let Place::List { around } = self.place else {
            return Ok(None);
        };
        match self.source.skip(b" \t\r\n,")? {
            None => {
                self.place = Place::Done;
                Err(Reject::broken(
                    "the list is not closed: the file is cut off",
                    format!("byte {}", self.source.offset),
                ))
            }
            Some(b']' | b'}') => {
                self.source.consume(1);
                self.source.close(around)?;
                self.place = Place::Top;
                if self.given == 0 {
                    self.given = 1;
                    return Err(Reject::skipped("empty: a list without articles"));
                }
                self.top()
            }
            Some(_) => {
                let value = self.source.value(false)?;
                self.record(value, true)
            }
        }
    }

    fn record(&mut self, value: Cut, numbered: bool) -> Result<Option<Record>, Reject> {
        self.given += 1;
        let address = if numbered { self.given.to_string() } else { String::new() };
        if value.too_large {
            return Err(Reject::too_large().at(if numbered { format!("record {address}") } else { address }));
        }
        if !value.closed {
            self.place = Place::Done;
            return Err(Reject::broken(
                "the record is not closed: the file is cut off",
                format!("byte {}", value.start),
            ));
        }
        Ok(Some(Record { address, start: value.start, bytes: value.bytes }))
    }
}

impl Iterator for Cutter<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        let result = match self.place {
            Place::Top => self.top(),
            Place::List { .. } => self.element(),
            Place::Done => return None,
        };
        if matches!(&result, Err(reject) if reject.reason.starts_with("reading stopped")) {
            self.place = Place::Done;
        }
        result.transpose()
    }
}

/// The stream and how far it has been read.
struct Source<'a> {
    reader: Box<dyn BufRead + 'a>,
    offset: u64,
}

/// A value as it was cut.
#[derive(Debug, Default)]
struct Cut {
    bytes: Vec<u8>,
    start: u64,
    closed: bool,
    too_large: bool,
    /// It is the first element of a list that lies inside this many objects.
    inside: Option<u32>,
}

impl Source<'_> {
    fn chunk(&mut self) -> Result<&[u8], Reject> {
        loop {
            match self.reader.fill_buf() {
                // The borrow checker does not let the chunk of the first call go out of a loop.
                Ok(_) => break,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Reject::unreadable(&error)),
            }
        }
        self.reader.fill_buf().map_err(|error| Reject::unreadable(&error))
    }

    fn consume(&mut self, bytes: usize) {
        self.reader.consume(bytes);
        self.offset += bytes as u64;
    }

    /// Skips these bytes and looks at the next.
    fn skip(&mut self, bytes: &[u8]) -> Result<Option<u8>, Reject> {
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let skipped = chunk.iter().take_while(|b| bytes.contains(b)).count();
            let next = chunk.get(skipped).copied();
            self.consume(skipped);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// Reads the value that begins here. With `look_inside` it stops after the first element
    /// of a list of articles and gives that element.
    fn value(&mut self, look_inside: bool) -> Result<Cut, Reject> {
        let mut cut = Cut { start: self.offset, ..Cut::default() };
        let mut follower = Follower { watch: look_inside.then(Watch::default), ..Follower::default() };
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                cut.closed = follower.is_bare();
                return Ok(cut);
            }
            let (used, event) = follower.advance(chunk);
            if cut.bytes.len() + used > MAX_RECORD_BYTES {
                cut.too_large = true;
                cut.bytes = Vec::new();
                follower.watch = None;
            }
            if !cut.too_large {
                cut.bytes.extend_from_slice(&chunk[..used]);
            }
            self.consume(used);
            match event {
                Event::More => {}
                Event::End => {
                    cut.closed = true;
                    return Ok(cut);
                }
                Event::FirstElementBegins => {
                    if let Some(watch) = &mut follower.watch {
                        watch.element_at = cut.bytes.len() - 1;
                    }
                }
                Event::FirstElementEnds => {
                    let Some(watch) = &mut follower.watch else {
                        continue;
                    };
                    let element = &cut.bytes[watch.element_at..];
                    if watch.sure || is_article(element) {
                        let inside = Some(watch.path);
                        let start = cut.start + watch.element_at as u64;
                        return Ok(Cut {
                            bytes: element.to_vec(),
                            start,
                            closed: true,
                            too_large: false,
                            inside,
                        });
                    }
                    watch.list_depth = 0;
                }
            }
        }
    }

    /// Reads on, keeping nothing, until this many open brackets are closed.
    fn close(&mut self, open: u32) -> Result<(), Reject> {
        let mut follower = Follower { depth: u64::from(open), ..Follower::default() };
        while follower.depth > 0 {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(());
            }
            let (used, _) = follower.advance(chunk);
            self.consume(used);
        }
        Ok(())
    }
}

/// Follows brackets and strings from byte to byte.
#[derive(Debug, Default)]
struct Follower {
    depth: u64,
    in_string: bool,
    escaped: bool,
    begun: bool,
    watch: Option<Watch>,
}

/// Looks for a list of articles inside objects.
#[derive(Debug, Default)]
struct Watch {
    /// The key or other string read last at a depth that is watched.
    key: Vec<u8>,
    reading_key: bool,
    after_colon: bool,
    /// Objects open, as long as nothing else is.
    path: u32,
    /// An article's own text came before any list: its lists are its own.
    is_article: bool,
    /// The depth of the list that is looked at, 0 for none.
    list_depth: u64,
    element_at: usize,
    /// The key leaves no doubt.
    sure: bool,
}

enum Event {
    More,
    End,
    FirstElementBegins,
    FirstElementEnds,
}

/// Keys that hold articles, whatever their fields are called.
const SURE_KEYS: &[&[u8]] = &[b"articles", b"documents", b"docs", b"stories", b"posts", b"rows", b"records"];
/// Keys that hold articles if the first element has a title or a text.
const LIKELY_KEYS: &[&[u8]] =
    &[b"items", b"data", b"results", b"hits", b"entries", b"news", b"value", b"list"];
const TEXT_KEYS: &[&[u8]] = &[b"text", b"body", b"articlebody", b"maintext", b"fulltext"];

/// Lists deeper inside objects than this are not looked for.
const DEEPEST_PATH: u32 = 4;

impl Follower {
    /// Takes bytes up to the next event; gives how many it took.
    fn advance(&mut self, chunk: &[u8]) -> (usize, Event) {
        let mut at = 0;
        while at < chunk.len() {
            if self.in_string {
                at += self.string(&chunk[at..]);
                if !self.in_string && self.depth == 0 {
                    return (at, Event::End);
                }
                continue;
            }
            let byte = chunk[at];
            match byte {
                b'"' => {
                    self.in_string = true;
                    self.begun = true;
                    self.watch_string_begins();
                }
                b'{' | b'[' => {
                    self.depth += 1;
                    self.begun = true;
                    if self.watch_opens(byte) {
                        return (at + 1, Event::FirstElementBegins);
                    }
                }
                b'}' | b']' if self.depth == 0 => return (at, Event::End),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, Event::End);
                    }
                    if self.watch_closes() {
                        return (at + 1, Event::FirstElementEnds);
                    }
                }
                b',' | b' ' | b'\n' | b'\r' | b'\t' if self.depth == 0 && self.begun => {
                    return (at, Event::End);
                }
                b':' => {
                    if let Some(watch) = &mut self.watch {
                        watch.after_colon = true;
                    }
                }
                b',' => {
                    if let Some(watch) = &mut self.watch {
                        watch.after_colon = false;
                    }
                }
                _ => self.begun = true,
            }
            at += 1;
        }
        (at, Event::More)
    }

    /// Goes on inside a string; gives how many bytes it took.
    fn string(&mut self, chunk: &[u8]) -> usize {
        let mut at = 0;
        if self.escaped && !chunk.is_empty() {
            self.escaped = false;
            at = 1;
        }
        let from = at;
        let end = loop {
            match memchr::memchr2(b'"', b'\\', &chunk[at..]) {
                None => break chunk.len(),
                Some(found) if chunk[at + found] == b'"' => {
                    self.in_string = false;
                    break at + found + 1;
                }
                Some(found) if at + found + 1 == chunk.len() => {
                    self.escaped = true;
                    break chunk.len();
                }
                Some(found) => at += found + 2,
            }
            if at >= chunk.len() {
                break chunk.len();
            }
        };
        if let Some(watch) = self.watch.as_mut().filter(|watch| watch.reading_key) {
            let room = 64usize.saturating_sub(watch.key.len());
            watch.key.extend(
                chunk[from..end]
                    .iter()
                    .take(room)
                    .filter(|b| b.is_ascii_alphanumeric())
                    .map(u8::to_ascii_lowercase),
            );
        }
        end
    }

    /// A number, true or null is ended by the end of the stream as well.
    fn is_bare(&self) -> bool {
        self.depth == 0 && !self.in_string
    }

    fn watch_string_begins(&mut self) {
        let Some(watch) = &mut self.watch else { return };
        watch.reading_key = !watch.after_colon && u64::from(watch.path) == self.depth;
        if watch.reading_key {
            watch.key.clear();
        } else if u64::from(watch.path) == self.depth && TEXT_KEYS.contains(&&watch.key[..]) {
            watch.is_article = true;
        }
    }

    /// Whether the bracket just read opens the first element of a list that is looked at.
    fn watch_opens(&mut self, byte: u8) -> bool {
        let Some(watch) = &mut self.watch else {
            return false;
        };
        watch.reading_key = false;
        let on_path = u64::from(watch.path) + 1 == self.depth;
        if byte == b'{' && on_path && watch.list_depth == 0 && watch.path < DEEPEST_PATH {
            watch.path += 1;
            watch.after_colon = false;
        } else if byte == b'[' && on_path && watch.list_depth == 0 && !watch.is_article {
            watch.sure = SURE_KEYS.contains(&&watch.key[..]);
            if watch.sure || LIKELY_KEYS.contains(&&watch.key[..]) {
                watch.list_depth = self.depth;
                watch.element_at = 0;
            }
        } else if byte == b'{'
            && watch.list_depth > 0
            && self.depth == watch.list_depth + 1
            && watch.element_at == 0
        {
            // Position 0 is the object around the list, so it can stand for "not yet".
            watch.element_at = usize::MAX;
            return true;
        }
        false
    }

    /// Whether the bracket just read closes the first element of a list that is looked at.
    fn watch_closes(&mut self) -> bool {
        let Some(watch) = &mut self.watch else {
            return false;
        };
        watch.after_colon = false;
        if watch.list_depth > 0 {
            if self.depth < watch.list_depth {
                watch.list_depth = 0;
            }
            return self.depth == watch.list_depth && watch.element_at > 0;
        }
        if u64::from(watch.path) > self.depth {
            watch.path -= 1;
        }
        false
    }
}

fn is_article(element: &[u8]) -> bool {
    let object: Result<Map<String, Value>, _> = serde_json::from_slice(element);
    object.is_ok_and(|object| json::looks_like_article(&object))
}
