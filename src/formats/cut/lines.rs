//! Splits a stream into lines. The address of a line is its number; blank lines are not records.

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::Reject;

/// Finds the ends of lines.
#[derive(Debug, Default)]
pub struct Lines;

impl Splitter for Lines {
    const UNIT: &'static str = "line";

    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        stream.open_record();
        if stream.rest().is_empty() && !stream.more()? {
            return Ok(Split::End);
        }
        let has_end = stream.find(b"\n")?;
        let line = stream.record();
        let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii_start();
        let start = stream.position() - text.len() as u64;
        let end = start + text.trim_ascii_end().len() as u64;
        stream.advance(usize::from(has_end));
        if stream.is_too_large() {
            return Ok(Split::Record(end));
        }
        if start == end {
            return Ok(Split::Blank);
        }
        stream.open_record_at(start);
        Ok(Split::Record(end))
    }

    fn reason_if_empty(&self) -> Option<&'static str> {
        Some("empty")
    }
}
