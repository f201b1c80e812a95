//! The two streams: answers go to stdout, everything said about them to stderr.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use super::pager::Pager;
use super::style::{Styles, harmless};
use super::wrap::lines;

/// Prints text as it is.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = Stdout::new();
    out.text(text)?;
    out.finish()
}

/// Prints a value as one line of JSON.
pub fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    let mut out = Stdout::new();
    out.json(value)?;
    out.finish()
}

/// Stdout, for output that is printed piece by piece.
pub struct Stdout(BufWriter<Box<dyn Write>>);

impl Stdout {
    /// Stdout, locked until this is dropped.
    pub fn new() -> Stdout {
        Stdout(BufWriter::new(Box::new(io::stdout().lock())))
    }

    /// Stdout, through a pager if it is a terminal and the text is long.
    pub fn paged() -> Stdout {
        Pager::for_stdout().map_or_else(Stdout::new, |pager| Stdout(BufWriter::new(Box::new(pager))))
    }

    /// Prints text as it is.
    pub fn text(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.0.write_all(text.as_bytes())?)
    }

    /// Prints a value as one line of JSON.
    pub fn json(&mut self, value: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.0, value)?;
        Ok(self.0.write_all(b"\n")?)
    }

    /// Writes what is still in the buffer.
    pub fn finish(mut self) -> anyhow::Result<()> {
        Ok(self.0.flush()?)
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a line to stderr, with control characters made harmless. A closed stderr is no reason to stop.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", harmless(text));
}

/// Writes a note to stderr, wrapped to the width of a terminal.
pub fn note(text: &str) {
    let columns = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    let plain = Styles { color: false, width: columns.filter(|columns| *columns > 0) };
    lines(text, &[], plain.text_columns(0), plain).iter().for_each(|line| say(line));
}

/// Whether the reader of our output has closed it, as `head` does: not an error.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let broken = |kind: Option<io::ErrorKind>| kind == Some(io::ErrorKind::BrokenPipe);
    error.chain().any(|cause| {
        broken(cause.downcast_ref::<io::Error>().map(io::Error::kind))
            || broken(cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind))
            || match cause.downcast_ref::<csv::Error>().map(csv::Error::kind) {
                Some(csv::ErrorKind::Io(e)) => broken(Some(e.kind())),
                _ => false,
            }
    })
}
