//! Cuts an mbox into its messages, holding one at a time. Each begins behind a line "From sender
//! date"; such lines within messages are escaped by ">".

use crate::formats::cut::stream_buffer::Window;
use crate::formats::{MAX_RECORD_BYTES, Record, Reject};

/// Tells the parser that lines are escaped.
pub const HEAD: &[u8] = b"mbox";

/// Longer lines divide no messages.
const LONGEST_LINE: usize = 400;

/// Iterates over the messages of a stream.
pub struct Messages<'a> {
    window: Window<'a>,
    /// Where in the window the next line that has not been looked at begins.
    scan: usize,
    /// No line ends between there and here.
    looked: usize,
    given: u64,
    done: bool,
}

/// Whether a line divides two messages: "From ida@coast.example Mon Mar  4 08:00:00 2024".
pub fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|_| line.len() <= LONGEST_LINE) else { return false };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let has_time = rest.windows(5).any(|w| w[2] == b':' && digits(&w[..2]) && digits(&w[3..]));
    let has_year = rest.windows(4).any(|w| digits(w) && (w.starts_with(b"19") || w.starts_with(b"20")));
    has_time && has_year
}

/// A message without the escapes of such lines.
pub fn unescape(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let is_escaped = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_escaped)..]);
    }
    out
}

impl<'a> Messages<'a> {
    /// Begins to cut what the window shows the beginning of.
    pub fn new(window: Window<'a>) -> Messages<'a> {
        Messages { window, scan: 0, looked: 0, given: 0, done: false }
    }

    /// Moves behind the next line that divides messages, giving up what is before the record's
    /// start. Gives where the line begins, or the end of the stream.
    fn divide(&mut self, start: &mut Option<usize>) -> Result<usize, Reject> {
        loop {
            let from = self.looked.max(self.scan);
            match memchr::memchr(b'\n', &self.window.bytes[from..]) {
                Some(end) => {
                    let at = self.scan;
                    let divides = is_from_line(&self.window.bytes[at..from + end]);
                    self.scan = from + end + 1;
                    if divides {
                        return Ok(at);
                    }
                    continue;
                }
                None if self.window.ended => {
                    self.scan = self.window.bytes.len();
                    return Ok(self.scan);
                }
                None => {}
            }
            if start.is_some_and(|start| self.window.bytes.len() - start > MAX_RECORD_BYTES) {
                *start = None;
            }
            self.looked = self.window.bytes.len();
            let mut keep = start.unwrap_or(self.scan);
            // A line without end divides nothing.
            if start.is_none() && self.window.bytes.len() - self.scan > LONGEST_LINE {
                self.scan = self.window.bytes.len() - 1;
                keep = self.scan;
                self.window.bytes[keep] = b' ';
            }
            if Window::is_worth(keep) {
                self.window.give_up(keep);
                self.scan -= keep;
                self.looked -= keep;
                *start = start.map(|start| start - keep);
            }
            self.window.more()?;
        }
    }
}

impl Iterator for Messages<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        if self.given == 0
            && let Err(reject) = self.divide(&mut None)
        {
            self.done = true;
            return Some(Err(reject));
        }
        self.given += 1;
        let address = self.given.to_string();
        let mut start = Some(self.scan);
        let end = match self.divide(&mut start) {
            Ok(end) => end,
            Err(reject) => {
                self.done = true;
                return Some(Err(reject));
            }
        };
        self.done = self.window.ended && self.scan >= self.window.bytes.len() && end >= self.scan;
        let Some(start) = start.filter(|start| end - start <= MAX_RECORD_BYTES) else {
            return Some(Err(Reject::too_large().at(format!("message {address}"))));
        };
        Some(Ok(Record {
            address,
            start: self.window.offset + start as u64,
            bytes: self.window.bytes[start..end].to_vec(),
            head: HEAD.into(),
        }))
    }
}
