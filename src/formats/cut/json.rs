//! Splits a JSON stream into the objects that may be articles: the elements of an array, consecutive objects,
//! and the elements of a list of articles inside an object (`{"response": {"docs": [..]}}`). Only brackets
//! and strings are followed, and the values are parsed later, so that a broken element with matching brackets
//! costs only itself.

use super::json_follower::{Event, Follower};
use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Head, Reject};

/// Bytes between values.
const BETWEEN: &[u8] = b" \t\r\n,";

/// Bytes between documents, including a byte order mark and the separator of RFC 7464.
const BETWEEN_DOCUMENTS: &[u8] = b" \t\r\n,\x1e\xef\xbb\xbf";

/// The questions about values, which the format answers.
#[derive(Debug, Clone, Copy)]
pub struct ListRules {
    /// Whether an object is an article, and therefore its list a list of articles.
    pub is_article: fn(&[u8]) -> bool,
    /// The head of the elements of a list, from the bytes before the first element and the number of
    /// enclosing objects.
    pub head: fn(&[u8], u32) -> Head,
}

/// Finds the ends of values.
#[derive(Debug)]
pub struct Values {
    rules: ListRules,
    position: Position,
    head: Head,
    /// Whether a record or an error was yielded.
    given: bool,
}

/// The position in the stream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Position {
    /// Between documents.
    Top,
    /// Between elements of a list inside this many objects.
    List {
        around: u32,
    },
    Done,
}

impl Values {
    /// A splitter by these rules.
    pub fn new(rules: ListRules) -> Values {
        Values { rules, position: Position::Top, head: Head::default(), given: false }
    }

    /// The next document; nothing if it is a list, whose elements follow.
    fn document(&mut self, stream: &mut StreamBuffer) -> Result<Option<Split>, Reject> {
        match stream.skip(BETWEEN_DOCUMENTS)? {
            None => {
                self.position = Position::Done;
                Ok(None)
            }
            Some(b'[') => {
                stream.advance(1);
                self.position = Position::List { around: 0 };
                Ok(None)
            }
            Some(b'{') => {
                if let Some(around) = self.pass_value(stream, true)? {
                    self.position = Position::List { around };
                    return Ok(Some(Split::Record(stream.position())));
                }
                Ok(Some(Split::Lone(stream.position())))
            }
            Some(_) => {
                self.position = Position::Done;
                Err(broken("not JSON: an object or a list should begin here", stream.position()))
            }
        }
    }

    /// The next element of a list; nothing at the end of the list.
    fn element(&mut self, stream: &mut StreamBuffer, around: u32) -> Result<Option<Split>, Reject> {
        match stream.skip(BETWEEN)? {
            None => {
                self.position = Position::Done;
                Err(broken("the list is not closed: the file is truncated", stream.position()))
            }
            Some(b']' | b'}') => {
                stream.advance(1);
                close_brackets(stream, around)?;
                (self.position, self.head) = (Position::Top, Head::default());
                if self.given { Ok(None) } else { Err(Reject::skipped("empty: a list without articles")) }
            }
            Some(_) => {
                self.pass_value(stream, false)?;
                Ok(Some(Split::Record(stream.position())))
            }
        }
    }

    /// Moves the cursor past the value that begins here, which is a record. With `look_inside` it stops after
    /// the first element of a list of articles: then that element is the record, and the number of objects
    /// around the list is returned.
    fn pass_value(&mut self, stream: &mut StreamBuffer, look_inside: bool) -> Result<Option<u32>, Reject> {
        stream.open_record();
        let start = stream.position();
        let mut follower = Follower::new(0, look_inside);
        loop {
            let (used, event) = follower.advance(stream.rest());
            stream.advance(used);
            match (event, &mut follower.watch) {
                (Event::End, _) => return Ok(None),
                (Event::More, _) => {
                    if !stream.more()? {
                        if follower.is_bare() {
                            return Ok(None);
                        }
                        self.position = Position::Done;
                        return Err(broken("the record is not closed: the file is truncated", start));
                    }
                    if stream.is_too_large() {
                        follower.watch = None;
                    }
                }
                (Event::FirstElementBegins, Some(watch)) => watch.element_at = stream.record().len() - 1,
                (Event::FirstElementEnds, Some(watch)) => {
                    let (before, element) = stream.record().split_at(watch.element_at);
                    if watch.sure || (self.rules.is_article)(element) {
                        self.head = (self.rules.head)(before, watch.path);
                        stream.open_record_at(start + watch.element_at as u64);
                        return Ok(Some(watch.path));
                    }
                    watch.list_depth = 0;
                }
                (Event::FirstElementBegins | Event::FirstElementEnds, None) => {}
            }
        }
    }
}

impl Splitter for Values {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        loop {
            let found = match self.position {
                Position::Top => self.document(stream),
                Position::List { around } => self.element(stream, around),
                Position::Done => return Ok(Split::End),
            };
            if let Some(split) = found.transpose() {
                self.given = true;
                return split;
            }
        }
    }

    fn head(&self) -> Head {
        self.head.clone()
    }

    fn reason_if_empty(&self) -> Option<&'static str> {
        Some("empty")
    }
}

/// Moves the cursor past the ends of this many open brackets.
fn close_brackets(stream: &mut StreamBuffer, open: u32) -> Result<(), Reject> {
    let mut follower = Follower::new(open, false);
    while follower.depth > 0 {
        let (used, _) = follower.advance(stream.rest());
        stream.advance(used);
        if stream.rest().is_empty() && !stream.more()? {
            break;
        }
    }
    Ok(())
}

fn broken(reason: &str, byte: u64) -> Reject {
    Reject::broken(reason, format!("byte {byte}"))
}
