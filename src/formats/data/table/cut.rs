//! Cuts a table into its rows, holding one at a time. Quotes are followed as the `csv` crate reads
//! them: one opens at the beginning of a value, and line ends within quotes are text. A quote that
//! is never closed costs its row: what follows is read again from the next line.

use std::io::BufRead;

use super::MOST_COLUMNS;
use crate::formats::cut::stream_buffer::Window;
use crate::formats::{MAX_RECORD_BYTES, Record, Reject};

/// Whether quotes mean anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quotes {
    /// They hold delimiters and line ends.
    Read,
    /// They are letters.
    Literal,
}

/// Iterates over the rows of a stream. The address of a row is its number; the first is 1.
pub struct Rows<'a> {
    window: Window<'a>,
    /// Where in the window the next row begins.
    at: usize,
    delimiter: u8,
    quotes: Quotes,
    row: u64,
    /// Quotes met that were not closed.
    unclosed: u32,
    done: bool,
}

/// After so many quotes that are not closed they are taken for letters, so that no file is searched
/// to its end for each of its rows.
const MOST_UNCLOSED: u32 = 16;

/// Where a row stands, byte by byte.
#[derive(Clone, Copy, PartialEq)]
enum State {
    ValueBegins,
    Plain,
    Quoted,
    /// Behind a quote within quotes, which ends them unless another follows.
    AfterQuote,
}

enum End {
    /// The row ends before this byte, and the next begins at the second.
    At(usize, usize),
    /// The window ends first.
    Open,
}

/// The values of one row, without their quotes; those that no table has columns for are left out. The `csv` crate builds a table of states for each
/// reader, which costs more than most rows.
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
        // What stands behind the closing quote belongs to the value.
        let end = memchr::memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |end| at + end);
        cell.push_str(&row[at..end]);
        cells.push(cell);
        if end == bytes.len() || cells.len() > 2 * MOST_COLUMNS {
            return cells;
        }
        at = end + 1;
    }
}

impl<'a> Rows<'a> {
    /// Begins to cut; until [`Rows::begin`] every line is a row.
    pub fn new(reader: Box<dyn BufRead + 'a>) -> Rows<'a> {
        Rows {
            window: Window::new(reader),
            at: 0,
            delimiter: 0,
            quotes: Quotes::Literal,
            row: 0,
            unclosed: 0,
            done: false,
        }
    }

    /// What divides the values of the following rows.
    pub fn begin(&mut self, delimiter: u8, quotes: Quotes) {
        self.delimiter = delimiter;
        self.quotes = quotes;
    }

    fn fill(&mut self) -> Result<(), Reject> {
        if Window::is_worth(self.at) {
            self.window.give_up(self.at);
            self.at = 0;
        }
        self.window.more()
    }

    fn next_row(&mut self) -> Result<Option<Record>, Reject> {
        if self.window.offset == 0 && self.at == 0 {
            self.fill()?;
            self.at = if self.window.bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        }
        let mut state = State::ValueBegins;
        let mut scanned = 0;
        loop {
            let from = self.at + scanned;
            match self.end(from, &mut state) {
                End::At(end, next) => {
                    self.row += 1;
                    return self.record(end, next);
                }
                End::Open if self.window.ended => {
                    if self.at >= self.window.bytes.len() {
                        return Ok(None);
                    }
                    self.row += 1;
                    if state == State::Quoted {
                        return self.without_quotes("a quote is not closed");
                    }
                    let end = self.window.bytes.len();
                    return self.record(end, end);
                }
                End::Open if self.window.bytes.len() - self.at > MAX_RECORD_BYTES => {
                    self.row += 1;
                    if state == State::Quoted {
                        return self.without_quotes(&Reject::too_large().reason);
                    }
                    self.at = self.window.bytes.len();
                    self.pass_line()?;
                    return Err(Reject::too_large().at(format!("row {}", self.row)));
                }
                End::Open => {
                    scanned = self.window.bytes.len() - self.at;
                    self.fill()?;
                }
            }
        }
    }

    /// Gives up a row whose quote runs on; the next begins on the next line.
    fn without_quotes(&mut self, reason: &str) -> Result<Option<Record>, Reject> {
        self.unclosed += 1;
        if self.unclosed == MOST_UNCLOSED {
            self.quotes = Quotes::Literal;
        }
        self.pass_line()?;
        Err(Reject::broken(reason, format!("row {}", self.row)))
    }

    fn pass_line(&mut self) -> Result<(), Reject> {
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.window.bytes[self.at..]) {
                self.at += end + 1;
                return Ok(());
            }
            self.at = self.window.bytes.len();
            if self.window.ended {
                return Ok(());
            }
            self.fill()?;
        }
    }

    /// Looks for the end of the row from a byte on.
    fn end(&self, from: usize, state: &mut State) -> End {
        let mut at = from;
        while let Some(&byte) = self.window.bytes.get(at) {
            *state = match (*state, byte) {
                (State::Quoted, b'"') => State::AfterQuote,
                (State::Quoted, _) => {
                    // Most of a quoted text has no quote in it.
                    at += memchr::memchr(b'"', &self.window.bytes[at..])
                        .unwrap_or(self.window.bytes.len() - at);
                    continue;
                }
                (State::AfterQuote, b'"') => State::Quoted,
                (_, b'\n') => {
                    let end = at - usize::from(at > self.at && self.window.bytes[at - 1] == b'\r');
                    return End::At(end, at + 1);
                }
                // Line ends of old spreadsheets.
                (_, b'\r') if self.window.bytes.get(at + 1).is_some_and(|next| *next != b'\n') => {
                    return End::At(at, at + 1);
                }
                (State::ValueBegins, b'"') if self.quotes == Quotes::Read => State::Quoted,
                (_, byte) if byte == self.delimiter => State::ValueBegins,
                _ => {
                    // Letters of a plain value mean nothing.
                    let rest = &self.window.bytes[at + 1..];
                    *state = State::Plain;
                    at += 1 + memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                    continue;
                }
            };
            at += 1;
        }
        End::Open
    }

    fn record(&mut self, end: usize, next: usize) -> Result<Option<Record>, Reject> {
        let start = self.at;
        self.at = next;
        if end - start > MAX_RECORD_BYTES {
            return Err(Reject::too_large().at(format!("row {}", self.row)));
        }
        Ok(Some(Record {
            address: self.row.to_string(),
            start: self.window.offset + start as u64,
            bytes: self.window.bytes[start..end].to_vec(),
            ..Record::default()
        }))
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Record, Reject>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.next_row() {
                // Empty lines are no rows of their own, but they are counted.
                Ok(Some(record)) if record.bytes.trim_ascii().is_empty() => {}
                Ok(Some(record)) => return Some(Ok(record)),
                Ok(None) => self.done = true,
                Err(reject) => {
                    self.done = reject.reason.starts_with("reading stopped");
                    return Some(Err(reject));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_row_of_delimiters_is_not_kept_whole() {
        assert_eq!(cells(&",".repeat(1 << 20), b',').len(), 2 * MOST_COLUMNS + 1);
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
            let mut rows = Rows::new(Box::new(BufReader::with_capacity(3, text.as_bytes())));
            rows.begin(b',', Quotes::Read);
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
