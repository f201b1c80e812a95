//! The loop that splits a stream into records. Memory is bounded by the largest record, and an error costs
//! only one record if the next can be found.

use std::io::{BufRead, Cursor, Read};

use super::stream_buffer::StreamBuffer;
use crate::formats::tools::charset;
use crate::formats::{Head, MAX_RECORD_BYTES, Record, Records, Reject, RejectKind};

/// Finds the ends of one kind of record.
pub(crate) trait Splitter {
    /// The name of a record in the places of errors.
    const UNIT: &'static str = "record";

    /// Moves the cursor past the next record, whose start it marks. Bytes before the start belong to no
    /// record. An error without a place costs the open record.
    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject>;

    /// The head that the records share, as far as it has been read.
    fn head(&self) -> Head {
        Head::default()
    }

    /// The reason to reject a stream without records.
    fn reason_if_empty(&self) -> Option<&'static str> {
        None
    }
}

/// The result of a splitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Split {
    /// The open record ends at this offset in the stream.
    Record(u64),
    /// The open record ends here, and needs no address if it is the only one.
    Lone(u64),
    /// A record without content, which is counted.
    Blank,
    /// The end of the stream.
    End,
}

/// The records of a stream.
pub(crate) fn records<'a>(reader: Box<dyn BufRead + 'a>, splitter: impl Splitter + 'a) -> Records<'a> {
    let stream = StreamBuffer::new(reader);
    Box::new(Cutter { stream, splitter, number: 0, given: false, done: false, ahead: None })
}

/// The records of a stream of text in a charset that keeps ASCII, or in UTF-16 or UTF-32.
pub(crate) fn text_records<'a>(reader: Box<dyn BufRead + 'a>, splitter: impl Splitter + 'a) -> Records<'a> {
    match as_utf8(reader) {
        Ok(reader) => records(reader, splitter),
        Err(reject) => Box::new(std::iter::once(Err(reject))),
    }
}

/// The stream itself, or its text in UTF-8 if it is UTF-16 or UTF-32. These are rare among streamed formats,
/// so they are held in memory.
fn as_utf8<'a>(mut reader: Box<dyn BufRead + 'a>) -> Result<Box<dyn BufRead + 'a>, Reject> {
    let unreadable = |error| Reject::unreadable(&error);
    let head = reader.fill_buf().map_err(unreadable)?;
    let is_wide = head.starts_with(b"\xff\xfe")
        || head.starts_with(b"\xfe\xff")
        || head.iter().take(4).any(|b| *b == 0);
    if !is_wide {
        return Ok(reader);
    }
    let mut bytes = Vec::new();
    reader.take(MAX_RECORD_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_RECORD_BYTES {
        return Err(Reject::too_large());
    }
    Ok(Box::new(Cursor::new(charset::decode(&bytes, None).text.into_bytes())))
}

struct Cutter<'a, S> {
    stream: StreamBuffer<'a>,
    splitter: S,
    /// The number of the last record.
    number: u64,
    /// Whether a record or an error was yielded.
    given: bool,
    done: bool,
    /// The record after the first, read ahead to find out whether the first is the only one.
    ahead: Option<Result<Record, Reject>>,
}

impl<S: Splitter> Cutter<'_, S> {
    /// The next record, and whether it needs no address if it is the only one.
    fn cut(&mut self) -> Option<(Result<Record, Reject>, bool)> {
        while !self.done {
            let split = self.splitter.split(&mut self.stream);
            let (end, is_lone) = match split {
                Ok(Split::Record(end)) => (end, false),
                Ok(Split::Lone(end)) => (end, true),
                Ok(Split::Blank) => {
                    self.number += 1;
                    self.stream.close_record();
                    continue;
                }
                Ok(Split::End) => {
                    self.done = true;
                    let reason = self.splitter.reason_if_empty().filter(|_| !self.given)?;
                    return Some((Err(Reject::skipped(reason)), false));
                }
                Err(reject) => {
                    self.given = true;
                    return Some((Err(self.refused(reject)), false));
                }
            };
            (self.number, self.given) = (self.number + 1, true);
            let record = match self.stream.take_record(end) {
                Some((start, bytes)) => {
                    let address = self.number.to_string();
                    Ok(Record { address, start, bytes, head: self.splitter.head() })
                }
                None => Err(Reject::too_large().at(self.place())),
            };
            return Some((record, is_lone));
        }
        None
    }

    /// The rejection of the open record, with its place.
    fn refused(&mut self, reject: Reject) -> Reject {
        let is_too_large = self.stream.is_too_large();
        self.stream.close_record();
        if reject.kind == RejectKind::Unreadable {
            self.done = true;
            return reject;
        }
        // An error with its own place concerns no record or the last one.
        self.number += u64::from(is_too_large || reject.at.is_empty());
        match (is_too_large, reject.is_broken() && reject.at.is_empty()) {
            (true, _) => Reject::too_large().at(self.place()),
            (false, true) => reject.at(self.place()),
            (false, false) => reject,
        }
    }

    fn place(&self) -> String {
        format!("{} {}", S::UNIT, self.number)
    }
}

impl<S: Splitter> Iterator for Cutter<'_, S> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(ahead) = self.ahead.take() {
            return Some(ahead);
        }
        let (mut record, is_lone) = self.cut()?;
        if is_lone && self.number == 1 {
            self.ahead = self.cut().map(|(next, _)| next);
            if self.ahead.is_none() {
                match &mut record {
                    Ok(record) => record.address.clear(),
                    Err(reject) => reject.at.clear(),
                }
            }
        }
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, BufReader};

    use super::super::json::{ListRules, Values};
    use super::super::lines::Lines;
    use super::*;

    /// Each record as its address, place and text, each reject as its place and reason.
    fn tell(records: Records) -> Vec<String> {
        let tell = |record: Result<Record, Reject>| match record {
            Ok(record) => {
                format!("{} @{} {}", record.address, record.start, String::from_utf8_lossy(&record.bytes))
            }
            Err(reject) => format!("{}: {}", reject.at, reject.reason),
        };
        records.map(tell).collect()
    }

    fn values(json: &[u8]) -> Records<'_> {
        let rules = ListRules { is_article: |_| true, head: |_, _| Head::default() };
        records(Box::new(json), Values::new(rules))
    }

    #[test]
    fn records_before_a_read_error_are_kept_and_half_a_record_is_not() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("disk gone"))
            }
        }
        let reader = BufReader::new(Cursor::new(b"one\n\n two \nthree").chain(Failing));
        let expected = ["1 @0 one", "3 @6 two", ": reading stopped: disk gone"];
        assert_eq!(tell(records(Box::new(reader), Lines)), expected);
    }

    #[test]
    fn utf16_is_cut_as_the_text_that_it_is() {
        let bytes: Vec<u8> = "\u{feff}one\ntwo".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(tell(text_records(Box::new(&bytes[..]), Lines)), ["1 @0 one", "2 @4 two"]);
    }

    #[test]
    fn only_a_record_that_others_follow_has_an_address() {
        assert_eq!(tell(values(b" {\"a\": 1} ")), [" @1 {\"a\": 1}"]);
        assert_eq!(tell(values(b"{\"a\": 1} {}")), ["1 @0 {\"a\": 1}", "2 @9 {}"]);
        assert_eq!(tell(values(b"[{}]")), ["1 @1 {}"]);
        let cut_off = "byte 3: the record is not closed: the file is truncated";
        assert_eq!(tell(values(b"{} {")), ["1 @0 {}", cut_off]);
    }

    #[test]
    fn many_empty_lists_are_one_reject_and_need_no_stack() {
        assert_eq!(tell(values(&b"[]".repeat(1 << 20))), [": empty: a list without articles"]);
    }

    #[test]
    fn a_stream_without_records_says_so_once() {
        assert_eq!(tell(records(Box::new(&b" \n\n"[..]), Lines)), [": empty"]);
    }
}
