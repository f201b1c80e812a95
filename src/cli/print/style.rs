//! Styles of text for people: colours, width, and no characters that control a terminal.

use std::borrow::Cow;
use std::path::Path;

use anstyle::{AnsiColor, Style};

/// What stdout can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles {
    /// Whether to colour.
    pub color: bool,
    /// Columns of the terminal; lines for a file or pipe are not wrapped.
    pub width: Option<usize>,
}

/// Headlines and headings.
pub const HEADING: Style = Style::new().bold();
/// Words of the query.
pub const MARK: Style = AnsiColor::Red.on_default().bold();
/// Sources, dates and other remarks.
pub const ASIDE: Style = Style::new().dimmed();
/// Paths of articles.
pub const PATH: Style = AnsiColor::Magenta.on_default();
/// Counts and bars.
pub const COUNT: Style = AnsiColor::Green.on_default();

/// Lines of text longer than this are hard to read.
const READABLE_COLUMNS: usize = 100;
/// Width of bars and columns where there is no terminal.
const PLAIN_COLUMNS: usize = 80;

impl Styles {
    /// The text in a style, with control characters made harmless.
    pub fn paint(self, style: Style, text: &str) -> String {
        let text = harmless(text);
        if self.color && style != Style::new() && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.into_owned()
        }
    }

    /// A painted text as a link to a file (OSC 8), on a terminal that shows colours.
    pub fn link(self, file: &Path, painted: String) -> String {
        if self.color && self.width.is_some() && file.is_absolute() {
            format!("\u{1b}]8;;{}\u{1b}\\{painted}\u{1b}]8;;\u{1b}\\", file_url(file))
        } else {
            painted
        }
    }

    /// Columns for running text after an indent; `None` for lines of any length.
    pub fn text_columns(self, indent: usize) -> Option<usize> {
        self.width.map(|width| width.min(READABLE_COLUMNS).saturating_sub(indent).max(20))
    }

    /// Columns for bars and tables.
    pub fn table_columns(self) -> usize {
        self.width.unwrap_or(PLAIN_COLUMNS).clamp(40, 160)
    }
}

/// The address of a file: all bytes but those that need no escape are written `%HH`.
fn file_url(file: &Path) -> String {
    let mut out = "file://".to_owned();
    for byte in file.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => {
                out.push(char::from(*byte));
            }
            byte => out += &format!("%{byte:02X}"),
        }
    }
    out
}

/// Text without characters that control a terminal or change the direction of text; line breaks stay.
/// The content of articles and file names cannot be trusted.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| {
        (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let safe = |c| match c {
        '\t' => ' ',
        c if harmful(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(safe).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_harmless() {
        assert_eq!(harmless("a\u{1b}[31mb\tc\r\nd\u{202e}e"), "a\u{fffd}[31mb c\u{fffd}\nd\u{fffd}e");
        assert_eq!(harmless("Zürich\nשלום"), "Zürich\nשלום");
    }

    #[test]
    fn files_are_linked_on_a_terminal_with_colours() {
        let file = Path::new("/news/a b\u{1b}ß.txt");
        let linked = |color, width| Styles { color, width }.link(file, "x".to_owned());
        assert_eq!(
            linked(true, Some(80)).replace('\u{1b}', "^"),
            "^]8;;file:///news/a%20b%1B%C3%9F.txt^\\x^]8;;^\\"
        );
        assert_eq!([linked(true, None), linked(false, Some(80))], ["x", "x"]);
    }

    #[test]
    fn only_text_is_painted() {
        let styles = Styles { color: true, width: None };
        assert_eq!(styles.paint(HEADING, "x\u{7}"), "\u{1b}[1mx\u{fffd}\u{1b}[0m");
        assert_eq!(styles.paint(HEADING, ""), "");
        assert_eq!(Styles { color: false, width: None }.paint(HEADING, "x"), "x");
    }
}
