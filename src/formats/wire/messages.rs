//! Cuts the streams of teleprinter formats into messages: they end with the control character EOT
//! or with a line "NNNN". What stands between messages is part of the next, as it is in a spool.

use std::io::BufRead;

use crate::formats::{MAX_RECORD_BYTES, Record, Records, Reject};

/// End of transmission.
const EOT: u8 = 4;

/// Bytes read at a time.
const CHUNK: usize = 64 << 10;

/// The messages of a stream; a single one has no address, several are numbered.
pub fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    let messages = Messages {
        reader,
        buffer: Vec::new(),
        at: 0,
        offset: 0,
        searched: 0,
        ended: false,
        given: 0,
        held: None,
    };
    Box::new(messages)
}

struct Messages<'a> {
    reader: Box<dyn BufRead + 'a>,
    buffer: Vec<u8>,
    /// Where the next message begins in the buffer.
    at: usize,
    /// Where the buffer begins in the file.
    offset: u64,
    /// Bytes behind `at` that hold no end.
    searched: usize,
    ended: bool,
    given: u64,
    /// What follows the first message, looked at to know whether it is the only one.
    held: Option<Result<Record, Reject>>,
}

impl Messages<'_> {
    fn fill(&mut self) -> Result<(), Reject> {
        self.buffer.drain(..self.at);
        self.offset += self.at as u64;
        self.at = 0;
        let wanted = self.buffer.len() + CHUNK;
        while self.buffer.len() < wanted {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.ended = true;
                    self.at = self.buffer.len();
                    return Err(Reject::unreadable(&error));
                }
            };
            if chunk.is_empty() {
                self.ended = true;
                break;
            }
            let length = chunk.len();
            self.buffer.extend_from_slice(chunk);
            self.reader.consume(length);
        }
        Ok(())
    }

    /// The next message that holds anything but control characters.
    fn message(&mut self) -> Result<Option<Record>, Reject> {
        loop {
            let rest = &self.buffer[self.at..];
            let end = end_of(rest, self.searched, self.ended);
            if end.is_none() && !self.ended {
                if rest.len() > MAX_RECORD_BYTES {
                    return self.pass_over();
                }
                self.searched = rest.len().saturating_sub(MARGIN);
                self.fill()?;
                continue;
            }
            let bytes = rest[..end.unwrap_or(rest.len())].to_vec();
            if bytes.is_empty() {
                return Ok(None);
            }
            let start = self.offset + self.at as u64;
            self.at += bytes.len();
            self.searched = 0;
            if bytes.iter().any(|byte| byte.is_ascii_alphanumeric() || *byte >= 0x80) {
                self.given += 1;
                return Ok(Some(Record {
                    address: self.given.to_string(),
                    start,
                    bytes,
                    ..Record::default()
                }));
            }
        }
    }

    /// Gives up a message that is too large, up to its end.
    fn pass_over(&mut self) -> Result<Option<Record>, Reject> {
        self.given += 1;
        let reject = Reject::too_large().at(format!("record {}", self.given));
        self.searched = 0;
        loop {
            let rest = &self.buffer[self.at..];
            match end_of(rest, 0, self.ended) {
                Some(end) => self.at += end,
                None if self.ended => self.at = self.buffer.len(),
                None => {
                    self.at += rest.len().saturating_sub(MARGIN);
                    self.fill()?;
                    continue;
                }
            }
            return Err(reject);
        }
    }
}

/// An end that lies across the border of what was read is no longer than this.
const MARGIN: usize = 8;

/// Just behind the first end of a message, looked for from an offset.
fn end_of(bytes: &[u8], from: usize, ended: bool) -> Option<usize> {
    let from = from.min(bytes.len());
    let eot = memchr::memchr(EOT, &bytes[from..]).map(|at| from + at + 1);
    let before = &bytes[..eot.unwrap_or(bytes.len())];
    let border =
        |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control());
    let line = memchr::memmem::find_iter(&before[from..], b"NNNN").map(|at| from + at).find(|at| {
        let behind = bytes.get(at + 4);
        at.checked_sub(1).is_some_and(|at| border(bytes.get(at)) && bytes[at] != b' ')
            && (behind.is_some() || ended)
            && border(behind)
    });
    line.map(|at| at + 4).or(eot)
}

impl Iterator for Messages<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(held) = self.held.take() {
            return Some(held);
        }
        let mut next = self.message().transpose()?;
        if self.given == 1
            && let Ok(first) = &mut next
        {
            self.held = self.message().transpose();
            if self.held.is_none() {
                first.address.clear();
            }
        }
        Some(next)
    }
}
