//! Files that are one record: read as a whole, up to the limit.

use std::io::{BufRead, Cursor, Read};

use crate::formats::tools::charset;
use crate::formats::{MAX_RECORD_BYTES, Record, Records, Reject};

/// The stream as its only record.
pub fn records<'a>(reader: Box<dyn BufRead + 'a>) -> Records<'a> {
    Box::new(std::iter::once_with(move || read(reader)))
}

/// The stream itself, or its text in UTF-8 where zeros show that it is UTF-16 or UTF-32. These
/// are rare among the formats that are read as streams, so they are held as a whole.
pub fn as_utf8<'a>(mut reader: Box<dyn BufRead + 'a>) -> Result<Box<dyn BufRead + 'a>, Reject> {
    let head = reader.fill_buf().map_err(|error| Reject::unreadable(&error))?;
    let is_wide = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || head.iter().take(4).any(|b| *b == 0);
    if !is_wide {
        return Ok(reader);
    }
    let record = read(reader)?;
    Ok(Box::new(Cursor::new(charset::decode(&record.bytes, None).text.into_bytes())))
}

fn read<'a>(reader: Box<dyn BufRead + 'a>) -> Result<Record, Reject> {
    let mut bytes = Vec::new();
    let limit = MAX_RECORD_BYTES as u64 + 1;
    reader.take(limit).read_to_end(&mut bytes).map_err(|error| Reject::unreadable(&error))?;
    if bytes.len() > MAX_RECORD_BYTES {
        return Err(Reject::too_large());
    }
    Ok(Record { address: String::new(), start: 0, bytes, ..Record::default() })
}
