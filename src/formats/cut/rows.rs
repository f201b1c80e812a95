//! Splits a table into rows. Quotes are read as the `csv` crate reads them: they open at the beginning of a
//! value, and line ends within quotes are text. An unclosed quote costs its row: reading resumes at the next
//! line.

use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{MAX_RECORD_BYTES, Reject};

/// Maximum number of columns in a table of articles.
pub const MAX_COLUMNS: usize = 2000;

/// The meaning of quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Quotes {
    /// They enclose delimiters and line ends.
    Read,
    /// They are ordinary characters.
    #[default]
    Literal,
}

/// Finds the ends of rows. Before [`Rows::set_delimiter`] every line is a row. The address of a row is its
/// number; blank rows are counted.
#[derive(Debug, Default)]
pub struct Rows {
    delimiter: u8,
    quotes: Quotes,
    /// The number of unclosed quotes so far.
    unclosed: u32,
}

/// Maximum number of unclosed quotes. After these, quotes are ordinary characters, so that no file is
/// searched to its end for each row.
const MAX_UNCLOSED: u32 = 16;

/// The state after each byte of a row.
#[derive(Clone, Copy, PartialEq)]
enum State {
    ValueBegins,
    Plain,
    Quoted,
    /// After a quote within quotes, which closes them unless another follows.
    AfterQuote,
}

/// The values of a row, without their quotes and up to the maximum number of columns. The `csv` crate builds
/// a state table for each reader, which costs more than most rows.
pub fn cells(row: &str, delimiter: u8) -> Vec<String> {
    let bytes = row.as_bytes();
    let (mut cells, mut at) = (Vec::new(), 0);
    loop {
        let mut cell = String::new();
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let end = memchr::memchr(b'"', &bytes[at..]).map_or(bytes.len(), |end| at + end);
                cell.push_str(&row[at..end]);
                at = (end + 1).min(bytes.len());
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                cell.push('"');
                at += 1;
            }
        }
        // Text after the closing quote belongs to the value.
        let end = memchr::memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |end| at + end);
        cell.push_str(&row[at..end]);
        cells.push(cell);
        if end == bytes.len() || cells.len() > 2 * MAX_COLUMNS {
            return cells;
        }
        at = end + 1;
    }
}

impl Rows {
    /// Sets the delimiter of the following rows, in which quotes are read.
    pub fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
        self.quotes = Quotes::Read;
    }

    /// The position of the line end of a row, or the number of bytes without one.
    fn line_end(&self, bytes: &[u8], ended: bool, state: &mut State) -> Result<usize, usize> {
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            *state = match (*state, byte) {
                (State::Quoted, b'"') => State::AfterQuote,
                (State::Quoted, _) => {
                    // Most of a quoted text has no quote in it.
                    at += memchr::memchr(b'"', &bytes[at..]).unwrap_or(bytes.len() - at);
                    continue;
                }
                (State::AfterQuote, b'"') => State::Quoted,
                (_, b'\n') => return Ok(at),
                // Line ends of old spreadsheets.
                (_, b'\r') => match bytes.get(at + 1) {
                    Some(b'\n') => return Ok(at + 1),
                    Some(_) => return Ok(at),
                    None if ended => State::Plain,
                    None => return Err(at),
                },
                (State::ValueBegins, b'"') if self.quotes == Quotes::Read => State::Quoted,
                (_, byte) if byte == self.delimiter => State::ValueBegins,
                _ => {
                    // Characters of an unquoted value have no meaning.
                    let rest = &bytes[at + 1..];
                    *state = State::Plain;
                    at += 1 + memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                    continue;
                }
            };
            at += 1;
        }
        Err(at)
    }

    /// Gives up a row with an unclosed quote; the next row begins on the next line.
    fn without_quotes(&mut self, stream: &mut StreamBuffer, reject: Reject) -> Result<Split, Reject> {
        self.unclosed += 1;
        if self.unclosed == MAX_UNCLOSED {
            self.quotes = Quotes::Literal;
        }
        stream.return_to(stream.record_start());
        stream.close_record();
        pass_line(stream)?;
        Err(reject)
    }
}

fn pass_line(stream: &mut StreamBuffer) -> Result<(), Reject> {
    let has_end = stream.find(b"\n")?;
    stream.advance(usize::from(has_end));
    Ok(())
}

impl Splitter for Rows {
    const UNIT: &'static str = "row";

    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if stream.position() == 0 {
            stream.more()?;
            stream.advance(if stream.rest().starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
        }
        stream.open_record();
        let mut state = State::ValueBegins;
        loop {
            match self.line_end(stream.rest(), stream.has_ended(), &mut state) {
                Ok(end) => {
                    stream.advance(end);
                    let row = stream.record();
                    let text = row.strip_suffix(b"\r").unwrap_or(row);
                    let is_blank = text.trim_ascii().is_empty();
                    let end = stream.position() - (row.len() - text.len()) as u64;
                    stream.advance(1);
                    return Ok(if is_blank { Split::Blank } else { Split::Record(end) });
                }
                Err(passed) => stream.advance(passed),
            }
            if state == State::Quoted && stream.record().len() > MAX_RECORD_BYTES {
                return self.without_quotes(stream, Reject::too_large());
            }
            let has_more = stream.more()?;
            if stream.is_too_large() {
                pass_line(stream)?;
                return Ok(Split::Record(stream.position()));
            }
            if has_more {
                continue;
            }
            if state == State::Quoted {
                return self.without_quotes(stream, Reject::broken("a quote is not closed", ""));
            }
            // A final carriage return.
            stream.advance(usize::MAX);
            return Ok(match stream.record() {
                [] => Split::End,
                row if row.trim_ascii().is_empty() => Split::Blank,
                _ => Split::Record(stream.position()),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_of_delimiters_is_not_kept_whole() {
        assert_eq!(cells(&",".repeat(1 << 20), b',').len(), 2 * MAX_COLUMNS + 1);
    }

    proptest! {
        #[test]
        fn rows_are_cut_as_csv_reads_them(text in "([a-b \"é]|,|\n|\r\n|\",\"|\"\"){0,40}") {
            let text = format!("{text}\"\n");
            // A quote that is open at the end is where we differ.
            let mut whole = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<String>> = whole
                .byte_records()
                .flatten()
                .map(|row| row.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect())
                .collect();
            let mut splitter = Rows::default();
            splitter.set_delimiter(b',');
            let rows = crate::formats::cut::records(Box::new(BufReader::with_capacity(3, text.as_bytes())), splitter);
            let mut cut = Vec::new();
            for row in rows {
                match row {
                    Ok(row) => {
                        prop_assert_eq!(&text.as_bytes()[row.start as usize..][..row.bytes.len()], &row.bytes[..]);
                        cut.push(cells(std::str::from_utf8(&row.bytes).unwrap(), b','));
                    }
                    Err(_) => return Ok(()),
                }
            }
            let blank = |row: &Vec<String>| row.len() == 1 && row[0].trim_ascii().is_empty();
            cut.retain(|row| !row.is_empty() && !blank(row));
            let expected: Vec<_> = expected.into_iter().filter(|row| !blank(row)).collect();
            prop_assert_eq!(cut, expected);
        }
    }
}
