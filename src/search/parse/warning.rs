//! What could not be read as written, where it stands, and how to show it.

use std::ops::Range;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::scan::floor;

/// A place of the query that is not honoured as written. The text says what is done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Bytes of the query text; empty at its end where something is missing.
    pub at: Range<usize>,
    /// One line. It may quote the query, so pass it through [`render`] or escape it for a terminal.
    pub message: String,
}

/// The warning as lines for a terminal: the query, carets under the place, the message.
/// A long query is cut to the surroundings of the place; control characters are made harmless.
pub fn render(query_text: &str, warning: &Warning) -> String {
    let start = floor(query_text, warning.at.start);
    let end = floor(query_text, warning.at.end).max(start);
    let before = clip(query_text[..start].chars().rev(), COLUMNS_BEFORE);
    let (before, cut_before): (String, _) = (before.0.chars().rev().collect(), before.1);
    let (marked, cut_marked) = clip(query_text[start..end].chars(), COLUMNS_MARKED);
    let (after, cut_after) =
        if cut_marked { (String::new(), true) } else { clip(query_text[end..].chars(), COLUMNS_AFTER) };
    let dots = |cut| if cut { "…" } else { "" };
    let before = format!("{}{before}", dots(cut_before));
    let line = format!("{before}{marked}{after}{}", dots(cut_after));
    let carets = "^".repeat(marked.width().max(1));
    let message: String = warning.message.chars().map(safe).collect();
    format!("{}\n{:indent$}{carets}\n{message}", line.trim_end(), "", indent = before.width())
}

const COLUMNS_BEFORE: usize = 40;
const COLUMNS_MARKED: usize = 60;
const COLUMNS_AFTER: usize = 40;

/// The characters, made safe, up to so many columns, and whether any were left.
fn clip(chars: impl Iterator<Item = char>, columns: usize) -> (String, bool) {
    let (mut out, mut width) = (String::new(), 0);
    for (i, c) in chars.map(safe).enumerate() {
        width += c.width().unwrap_or(0);
        // The second bound stops a run of characters without a width.
        if width > columns || i >= 4 * columns {
            return (out, true);
        }
        out.push(c);
    }
    (out, false)
}

/// A space for white space, a sign of one column for what would steer a terminal or turn the
/// direction of writing.
fn safe(c: char) -> char {
    match c {
        _ if c.is_whitespace() => ' ',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
            '\u{fffd}'
        }
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    }
}

/// A piece of the query for use in a message: in quotes of its own, cut if long.
pub(super) fn shown(piece: &str) -> String {
    let mut chars = piece.chars();
    let head: String = chars.by_ref().take(60).collect();
    format!("‘{head}{}’", if chars.next().is_some() { "…" } else { "" })
}

/// How many warnings are told one by one; a last one gives the number of the others.
const MAX_WARNINGS: usize = 50;

/// The warnings of one query as they arise.
#[derive(Default)]
pub(super) struct Warnings {
    told: Vec<Warning>,
    untold: Option<(Range<usize>, usize)>,
}

impl Warnings {
    pub(super) fn push(&mut self, at: Range<usize>, message: impl Into<String>) {
        if !self.is_full() {
            self.told.push(Warning { at, message: message.into() });
        } else {
            self.untold.get_or_insert((at, 0)).1 += 1;
        }
    }

    /// Whether further ones are only counted.
    pub(super) fn is_full(&self) -> bool {
        self.told.len() >= MAX_WARNINGS
    }

    /// All of them in the order of the text.
    pub(super) fn finish(self) -> Vec<Warning> {
        let mut all = self.told;
        all.sort_by_key(|warning| (warning.at.start, warning.at.end));
        if let Some((at, more)) = self.untold {
            let places =
                if more == 1 { "1 more place is".to_string() } else { format!("{more} more places are") };
            all.push(Warning {
                at,
                message: format!(
                    "{places} not read as written; put text to be searched as it stands in quotes"
                ),
            });
        }
        all
    }
}
