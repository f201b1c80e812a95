//! Files of one record, read as a whole up to the maximum size.

use std::io::BufRead;

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Records, Reject};

/// The stream as its only record.
pub fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    super::records(reader, SingleRecord::default())
}

/// Treats the whole stream as a record.
#[derive(Debug, Default)]
pub struct SingleRecord {
    is_read: bool,
}

impl Splitter for SingleRecord {
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(Split::End);
        }
        stream.open_record();
        stream.advance(usize::MAX);
        while !stream.is_too_large() && stream.more()? {
            stream.advance(usize::MAX);
        }
        Ok(Split::Lone(stream.position()))
    }
}
