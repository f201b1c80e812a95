//! Splits the SGML of Reuters-21578 into stories. Text between stories is ignored.

use memchr::memmem;

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::Reject;

/// The start of a story.
pub const OPEN: &[u8] = b"<REUTERS";
const CLOSE: &[u8] = b"</REUTERS>";

/// Finds the ends of stories.
#[derive(Debug, Default)]
pub struct Stories;

impl Splitter for Stories {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if !stream.find(OPEN)? {
            return Ok(Split::End);
        }
        stream.open_record();
        stream.advance(OPEN.len());
        loop {
            let rest = stream.rest();
            // Searched first, so that no search runs across many unclosed stories.
            let next = memmem::find(rest, OPEN);
            let held = rest.len();
            if let Some(close) = memmem::find(&rest[..next.unwrap_or(held)], CLOSE) {
                stream.advance(close + CLOSE.len());
                return Ok(Split::Record(stream.position()));
            }
            let searched = next.unwrap_or(held.saturating_sub(CLOSE.len() - 1));
            stream.advance(searched);
            if next.is_some() || !stream.more()? {
                return Err(Reject::broken("the story is truncated: no </REUTERS>", ""));
            }
        }
    }

    fn reason_if_empty(&self) -> Option<&'static str> {
        Some("empty: no stories")
    }
}
