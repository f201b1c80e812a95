//! A stream seen through a window of bytes, for what cuts streams into records.

use std::io::BufRead;

use crate::formats::Reject;

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;

/// The part of a stream that is held.
pub struct Window<'a> {
    reader: Box<dyn BufRead + 'a>,
    /// What is held.
    pub bytes: Vec<u8>,
    /// Where in the stream it begins.
    pub offset: u64,
    /// Nothing follows it.
    pub ended: bool,
}

impl<'a> Window<'a> {
    /// A window that is still empty.
    pub fn new(reader: Box<dyn BufRead + 'a>) -> Window<'a> {
        Window { reader, bytes: Vec::new(), offset: 0, ended: false }
    }

    /// Whether so many bytes at the beginning are worth giving up before reading on.
    pub fn is_worth(used: usize) -> bool {
        used >= CHUNK
    }

    /// Gives up bytes at the beginning.
    pub fn give_up(&mut self, used: usize) {
        self.bytes.drain(..used);
        self.offset += used as u64;
    }

    /// Reads on.
    pub fn more(&mut self) -> Result<(), Reject> {
        let wanted = self.bytes.len() + CHUNK;
        while self.bytes.len() < wanted && !self.ended {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Reject::unreadable(&error)),
            };
            self.ended = chunk.is_empty();
            let length = chunk.len();
            self.bytes.extend_from_slice(chunk);
            self.reader.consume(length);
        }
        Ok(())
    }
}
