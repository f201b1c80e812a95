//! Cuts a JSON stream into the objects that may be articles, holding one at a time: the
//! elements of an array, objects one after another, and the elements of a list of articles
//! inside an object (`{"response": {"docs": [..]}}`). Whether the bytes are JSON is found out
//! when they are parsed; here only brackets and strings are followed, so that a broken element
//! costs that element where its brackets match.

use std::io::BufRead;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::follow::{Event, Follower};
use crate::formats::data::json;
use crate::formats::{MAX_RECORD_BYTES, Record, Reject};

/// Iterates over the records of a stream.
pub struct Cutter<'a> {
    source: Source<'a>,
    place: Place,
    /// Records and rejects given so far.
    given: u64,
    /// What the object around a list says of its elements.
    head: Arc<[u8]>,
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
        Cutter { source: Source { reader, offset: 0 }, place: Place::Top, given: 0, head: Arc::default() }
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
                    self.head = value.head.clone().into();
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
                self.head = Arc::default();
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
        Ok(Some(Record { address, start: value.start, bytes: value.bytes, head: self.head.clone() }))
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
    head: Vec<u8>,
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
        let mut follower = Follower::new(0, look_inside);
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
                            head: json::feed_head(&cut.bytes[..watch.element_at], watch.path),
                        });
                    }
                    watch.list_depth = 0;
                }
            }
        }
    }

    /// Reads on, keeping nothing, until this many open brackets are closed.
    fn close(&mut self, open: u32) -> Result<(), Reject> {
        let mut follower = Follower::new(open, false);
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

fn is_article(element: &[u8]) -> bool {
    let object: Result<Map<String, Value>, _> = serde_json::from_slice(element);
    object.is_ok_and(|object| json::looks_like_article(&object))
}
