//! Text that is longer than the terminal goes through a pager, as git has it.

use std::io::{self, IsTerminal, Write};
use std::process::{Child, Command, Stdio};

use crate::cli::{ctrl_c, program};

/// Holds text back until it is longer than the terminal, then starts the pager.
pub struct Pager {
    command: Command,
    rows: usize,
    state: State,
}

enum State {
    /// Text so far, and its lines.
    Held(Vec<u8>, usize),
    Started(Child),
    /// The pager could not be started.
    Direct,
}

impl Pager {
    /// The pager for stdout: `None` if stdout is no terminal or the user wants none.
    pub fn for_stdout() -> Option<Pager> {
        let (_, rows) =
            terminal_size::terminal_size_of(io::stdout()).filter(|_| io::stdout().is_terminal())?;
        let mut command = program::named(&["MORGUE_PAGER", "PAGER"], "less")?;
        if command.get_program() == "cat" {
            return None;
        }
        // Colours, no other screen, and an end where the text is short after all.
        for (variable, value) in [("LESS", "FRX"), ("LV", "-c")] {
            if std::env::var_os(variable).is_none() {
                command.env(variable, value);
            }
        }
        command.stdin(Stdio::piped());
        Some(Pager { command, rows: rows.0.into(), state: State::Held(Vec::new(), 0) })
    }

    fn start(&mut self, held: &[u8]) -> io::Result<()> {
        match self.command.spawn() {
            Ok(child) => {
                // Ctrl-C is for the pager.
                ctrl_c::leave_to_pager();
                self.state = State::Started(child);
            }
            Err(_) => self.state = State::Direct,
        }
        self.write_all(held)
    }
}

impl Write for Pager {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.state {
            State::Held(held, lines) => {
                held.extend_from_slice(bytes);
                *lines += bytes.iter().filter(|byte| **byte == b'\n').count();
                // The last row is for the prompt.
                if *lines >= self.rows {
                    let held = std::mem::take(held);
                    self.start(&held)?;
                }
                Ok(bytes.len())
            }
            State::Started(child) => match &mut child.stdin {
                Some(stdin) => stdin.write(bytes),
                None => Err(io::ErrorKind::BrokenPipe.into()),
            },
            State::Direct => io::stdout().lock().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.state {
            State::Held(held, _) => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(&std::mem::take(held))?;
                stdout.flush()
            }
            State::Started(child) => child.stdin.as_mut().map_or(Ok(()), Write::flush),
            State::Direct => io::stdout().lock().flush(),
        }
    }
}

impl Drop for Pager {
    /// Waits for the user to leave the pager.
    fn drop(&mut self) {
        if let State::Started(child) = &mut self.state {
            drop(child.stdin.take());
            let _ = child.wait();
        }
    }
}
