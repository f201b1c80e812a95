//! The buffered part of a stream: from the start of the open record, or else the cursor, to the end of the
//! bytes read so far.

use std::io::{self, BufRead};

use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Number of bytes read at a time.
const CHUNK: usize = 256 << 10;

/// A stream with a cursor and a mark at the start of a record.
pub(crate) struct StreamBuffer<'a> {
    reader: Box<dyn BufRead + 'a>,
    bytes: Vec<u8>,
    /// The offset of the buffer in the stream.
    offset: u64,
    cursor: usize,
    /// The start of the open record in the buffer.
    start: Option<usize>,
    /// Whether the open record has grown too large and is no longer buffered.
    too_large: bool,
    ended: bool,
    /// The read error, to be reported after the bytes before it are used up.
    failure: Option<io::Error>,
}

impl<'a> StreamBuffer<'a> {
    /// An unread stream.
    pub fn new(reader: Box<dyn BufRead + 'a>) -> StreamBuffer<'a> {
        StreamBuffer {
            reader,
            bytes: Vec::new(),
            offset: 0,
            cursor: 0,
            start: None,
            too_large: false,
            ended: false,
            failure: None,
        }
    }

    /// Reads more; `false` at the end of the stream.
    pub fn more(&mut self) -> Result<bool, Reject> {
        if let Some(error) = self.failure.take() {
            self.ended = true;
            return Err(Reject::unreadable(&error));
        }
        if self.start.is_some_and(|start| self.bytes.len() - start > MAX_RECORD_BYTES) {
            self.start = None;
            self.too_large = true;
        }
        let unused = self.start.unwrap_or(self.cursor).min(self.cursor);
        if unused >= CHUNK {
            self.bytes.drain(..unused);
            self.offset += unused as u64;
            self.cursor -= unused;
            self.start = self.start.map(|start| start - unused);
        }
        let held = self.bytes.len();
        while self.bytes.len() < held + CHUNK && !self.ended {
            match self.reader.fill_buf() {
                Ok(chunk) => {
                    let length = chunk.len();
                    self.ended = length == 0;
                    self.bytes.extend_from_slice(chunk);
                    self.reader.consume(length);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if self.bytes.len() > held => {
                    self.failure = Some(error);
                    break;
                }
                Err(error) => {
                    self.ended = true;
                    return Err(Reject::unreadable(&error));
                }
            }
        }
        Ok(self.bytes.len() > held)
    }

    /// Whether the whole stream has been read.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// The buffered bytes after the cursor.
    pub fn rest(&self) -> &[u8] {
        &self.bytes[self.cursor..]
    }

    /// The offset of the cursor in the stream.
    pub fn position(&self) -> u64 {
        self.offset + self.cursor as u64
    }

    /// Moves the cursor forward within the buffer.
    pub fn advance(&mut self, bytes: usize) {
        self.cursor = self.cursor.saturating_add(bytes).min(self.bytes.len());
    }

    /// Moves the cursor forward by some bytes, or to the end of the stream; returns by how many.
    pub fn pass_bytes(&mut self, bytes: u64) -> Result<u64, Reject> {
        let mut left = bytes;
        loop {
            let passed = usize::try_from(left).unwrap_or(usize::MAX).min(self.rest().len());
            self.cursor += passed;
            left -= passed as u64;
            if left == 0 || !self.more()? {
                return Ok(bytes - left);
            }
        }
    }

    /// Moves the cursor back to an offset that is still buffered.
    pub fn return_to(&mut self, position: u64) {
        self.cursor = self.index(position);
    }

    /// Moves the cursor to the next occurrence of some bytes; if there is none, to the end of the stream, and
    /// returns `false`.
    pub fn find(&mut self, what: &[u8]) -> Result<bool, Reject> {
        loop {
            if let Some(found) = memchr::memmem::find(self.rest(), what) {
                self.cursor += found;
                return Ok(true);
            }
            // An occurrence may cross the end of the buffer.
            self.cursor += (self.rest().len() + 1).saturating_sub(what.len());
            if !self.more()? {
                self.cursor = self.bytes.len();
                return Ok(false);
            }
        }
    }

    /// Moves the cursor past any of these bytes and returns the byte that follows.
    pub fn skip(&mut self, bytes: &[u8]) -> Result<Option<u8>, Reject> {
        loop {
            let skipped = self.rest().iter().take_while(|byte| bytes.contains(byte)).count();
            self.cursor += skipped;
            if let Some(next) = self.rest().first() {
                return Ok(Some(*next));
            }
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// Marks the cursor as the start of a record.
    pub fn open_record(&mut self) {
        self.open_record_at(self.position());
    }

    /// Marks an offset that is still buffered as the start of a record.
    pub fn open_record_at(&mut self, position: u64) {
        self.start = Some(self.index(position));
        self.too_large = false;
    }

    /// Drops the open record.
    pub fn close_record(&mut self) {
        self.start = None;
        self.too_large = false;
    }

    /// The open record up to the cursor; empty if it is too large.
    pub fn record(&self) -> &[u8] {
        self.start.map_or(&[], |start| &self.bytes[start..self.cursor])
    }

    /// The open record up to an offset in the stream.
    pub fn record_until(&self, end: u64) -> &[u8] {
        self.start.and_then(|start| self.bytes.get(start..self.index(end))).unwrap_or_default()
    }

    /// The bytes just before the cursor, which are buffered until the next read.
    pub fn before_cursor(&self, bytes: usize) -> &[u8] {
        &self.bytes[self.cursor.saturating_sub(bytes)..self.cursor]
    }

    /// The offset of the open record in the stream, while it is buffered.
    pub fn record_start(&self) -> u64 {
        self.offset + self.start.unwrap_or(self.cursor) as u64
    }

    /// Whether the open record is larger than the maximum size.
    pub fn is_too_large(&self) -> bool {
        self.too_large
    }

    /// Ends the open record at an offset; returns its start and bytes unless it is too large.
    pub fn take_record(&mut self, end: u64) -> Option<(u64, Vec<u8>)> {
        let (start, end) = (self.record_start(), self.index(end));
        let from = self.start;
        self.close_record();
        let from = from.filter(|from| end - from <= MAX_RECORD_BYTES)?;
        // A file of one record is not copied.
        if from == 0 && end == self.bytes.len() && self.cursor == end {
            self.offset += std::mem::take(&mut self.cursor) as u64;
            return Some((start, std::mem::take(&mut self.bytes)));
        }
        Some((start, self.bytes[from..end].to_vec()))
    }

    fn index(&self, position: u64) -> usize {
        usize::try_from(position.saturating_sub(self.offset)).unwrap_or(usize::MAX).min(self.bytes.len())
    }
}
