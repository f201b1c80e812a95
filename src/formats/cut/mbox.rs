//! Splits a mailbox (mbox) into messages; any other stream is one message. Each message follows a line "From
//! sender date"; such lines within messages are escaped by ">".

use super::single_record::SingleRecord;
use super::stream_buffer::StreamBuffer;
use super::{Split, Splitter};
use crate::formats::{Head, Reject};

/// The head of messages from a mailbox, in which lines are escaped.
#[derive(Debug)]
pub struct Mailbox;

/// Maximum length of a line that divides messages.
const MAX_LINE: usize = 400;

/// Finds the ends of messages.
#[derive(Debug, Default)]
pub struct MailMessages {
    form: Option<Form>,
}

#[derive(Debug)]
enum Form {
    Single(SingleRecord),
    Mailbox {
        head: Head,
        /// Whether the last dividing line was read.
        ended: bool,
    },
}

/// Whether a line divides two messages: "From ida@coast.example Mon Mar  4 08:00:00 2024".
pub fn is_from_line(line: &[u8]) -> bool {
    let Some(rest) = line.strip_prefix(b"From ").filter(|_| line.len() <= MAX_LINE) else { return false };
    let digits = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_digit);
    let has_time = rest.windows(5).any(|w| w[2] == b':' && digits(&w[..2]) && digits(&w[3..]));
    let has_year = rest.windows(4).any(|w| digits(w) && (w.starts_with(b"19") || w.starts_with(b"20")));
    has_time && has_year
}

/// A message with these lines unescaped.
pub fn unescape(message: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(message.len());
    for line in message.split_inclusive(|b| *b == b'\n') {
        let marks = line.iter().take_while(|b| **b == b'>').count();
        let is_escaped = marks > 0 && line[marks..].starts_with(b"From ");
        out.extend_from_slice(&line[usize::from(is_escaped)..]);
    }
    out
}

impl Splitter for MailMessages {
    const UNIT: &'static str = "message";

    fn split(&mut self, stream: &mut StreamBuffer) -> Result<Split, Reject> {
        if self.form.is_none() {
            stream.more()?;
            let first = stream.rest().trim_ascii_start().split(|b| *b == b'\n').next();
            self.form = Some(if first.is_some_and(is_from_line) {
                find_from_line(stream)?;
                Form::Mailbox { head: Head::new(Mailbox), ended: false }
            } else {
                Form::Single(SingleRecord::default())
            });
        }
        match &mut self.form {
            Some(Form::Single(single)) => single.split(stream),
            Some(Form::Mailbox { ended, .. }) if !*ended => {
                stream.open_record();
                let from_line = find_from_line(stream)?;
                *ended = from_line.is_none();
                Ok(Split::Record(from_line.unwrap_or(stream.position())))
            }
            _ => Ok(Split::End),
        }
    }

    fn head(&self) -> Head {
        match &self.form {
            Some(Form::Mailbox { head, .. }) => head.clone(),
            _ => Head::default(),
        }
    }
}

/// Moves the cursor past the next dividing line and returns the start of that line; to the end of the stream
/// if there is none.
fn find_from_line(stream: &mut StreamBuffer) -> Result<Option<u64>, Reject> {
    let mut is_long = false;
    loop {
        let (line, rest) = (stream.position(), stream.rest());
        if let Some(end) = memchr::memchr(b'\n', rest) {
            let divides = !is_long && is_from_line(&rest[..end]);
            stream.advance(end + 1);
            if divides {
                return Ok(Some(line));
            }
            is_long = false;
            continue;
        }
        if is_long || rest.len() > MAX_LINE {
            is_long = true;
            stream.advance(rest.len());
        }
        if !stream.more()? {
            stream.advance(usize::MAX);
            return Ok(None);
        }
    }
}
