//! Splits the streams of teleprinter formats into messages, which end with the control character EOT or a
//! line "NNNN". Text between messages is part of the next.

use std::io::BufRead;

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Records, Reject};

/// End of transmission.
const EOT: u8 = 4;

/// Maximum length of an end marker that may be divided between two reads.
const MARGIN: usize = 8;

/// The messages of a stream. A single one has no address; several are numbered.
pub fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    super::records(reader, WireMessages)
}

/// Finds the ends of messages. Messages without a letter or digit are ignored.
#[derive(Debug, Default)]
struct WireMessages;

impl Splitter for WireMessages {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        loop {
            stream.open_record();
            if !find_end(stream)? {
                return Ok(Split::End);
            }
            let has_text = |byte: &u8| byte.is_ascii_alphanumeric() || *byte >= 0x80;
            if stream.is_too_large() || stream.record().iter().any(has_text) {
                return Ok(Split::Lone(stream.position()));
            }
        }
    }
}

/// Moves the cursor past the next end of a message; `false` if nothing is left in the stream.
fn find_end(stream: &mut StreamBuffer) -> Result<bool, Reject> {
    loop {
        let rest = stream.rest();
        match end_of_message(rest, stream.has_ended()) {
            Some(end) => {
                stream.advance(end);
                return Ok(true);
            }
            None if stream.has_ended() => {
                stream.advance(rest.len());
                return Ok(stream.is_too_large() || !stream.record().is_empty());
            }
            None => {
                stream.advance(rest.len().saturating_sub(MARGIN));
                stream.more()?;
            }
        }
    }
}

/// The position after the first end marker.
fn end_of_message(bytes: &[u8], ended: bool) -> Option<usize> {
    let eot = memchr::memchr(EOT, bytes).map(|at| at + 1);
    let before = &bytes[..eot.unwrap_or(bytes.len())];
    let border =
        |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || byte.is_ascii_control());
    let line = memchr::memmem::find_iter(before, b"NNNN").find(|at| {
        let behind = bytes.get(at + 4);
        at.checked_sub(1).is_some_and(|at| border(bytes.get(at)) && bytes[at] != b' ')
            && (behind.is_some() || ended)
            && border(behind)
    });
    line.map(|at| at + 4).or(eot)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::formats::Record;

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
