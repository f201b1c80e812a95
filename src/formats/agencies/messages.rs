//! Splits streams of teleprinter formats into messages, which end with the control character EOT or a
//! line "NNNN". Anything between two messages belongs to the second, as in a spool.

use std::io::BufRead;

use crate::formats::cut::stream_buffer::Window;
use crate::formats::{MAX_RECORD_BYTES, Record, Records, Reject};

/// End of transmission.
const EOT: u8 = 4;

/// The messages of a stream; a single one has no address, several are numbered.
pub fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    let messages = Messages { window: Window::new(reader), at: 0, searched: 0, given: 0, held: None };
    Box::new(messages)
}

struct Messages<'a> {
    window: Window<'a>,
    /// Where the next message begins in the window.
    at: usize,
    /// Bytes behind `at` that hold no end.
    searched: usize,
    given: u64,
    /// What follows the first message, looked at to know whether it is the only one.
    held: Option<Result<Record, Reject>>,
}

impl Messages<'_> {
    fn fill(&mut self) -> Result<(), Reject> {
        self.window.give_up(std::mem::take(&mut self.at));
        self.window.more().inspect_err(|_| {
            // Nothing is made of half a message.
            self.at = self.window.bytes.len();
            self.window.ended = true;
        })
    }

    /// The next message that holds anything but control characters.
    fn message(&mut self) -> Result<Option<Record>, Reject> {
        loop {
            let rest = &self.window.bytes[self.at..];
            let end = end_of(rest, self.searched, self.window.ended);
            if end.is_none() && !self.window.ended {
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
            let start = self.window.offset + self.at as u64;
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
            let rest = &self.window.bytes[self.at..];
            match end_of(rest, 0, self.window.ended) {
                Some(end) => self.at += end,
                None if self.window.ended => self.at = self.window.bytes.len(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Splits after each end marker and drops pieces without a letter.
    fn naive(bytes: &[u8]) -> Vec<Vec<u8>> {
        let mut messages = vec![Vec::new()];
        let mut at = 0;
        while at < bytes.len() {
            let border =
                |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii_whitespace() || b.is_ascii_control());
            let current = messages.len() - 1;
            let line = bytes[at..].starts_with(b"NNNN")
                && at > 0
                && border(bytes.get(at - 1))
                && bytes[at - 1] != b' '
                && !messages[current].is_empty()
                && border(bytes.get(at + 4));
            let length = if line { 4 } else { 1 };
            messages[current].extend_from_slice(&bytes[at..at + length]);
            if line || bytes[at] == EOT {
                messages.push(Vec::new());
            }
            at += length;
        }
        messages.retain(|message| message.iter().any(u8::is_ascii_alphanumeric));
        messages
    }

    proptest! {
        #[test]
        fn messages_end_where_they_say(text in "([a-b\\x01\\x04 \r\n]|NNNN|\nNNNN\n){0,40}", size in 1usize..9) {
            let reader = std::io::BufReader::with_capacity(size, text.as_bytes());
            let cut: Vec<Record> = records(Box::new(reader)).map(Result::unwrap).collect();
            let bytes: Vec<Vec<u8>> = cut.iter().map(|record| record.bytes.clone()).collect();
            prop_assert_eq!(bytes, naive(text.as_bytes()));
            prop_assert_eq!(cut.len() == 1, cut.iter().any(|record| record.address.is_empty()));
            for record in &cut {
                prop_assert!(text.as_bytes()[record.start as usize..].starts_with(&record.bytes));
            }
        }
    }
}
