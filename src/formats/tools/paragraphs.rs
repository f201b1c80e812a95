//! The normal form of bodies and headlines: paragraphs divided by one empty line, white space folded,
//! invisible characters removed.

use crate::text::sentences::ends_sentence;

/// Gathers paragraphs into a body.
#[derive(Debug, Default)]
pub struct Paragraphs {
    body: String,
}

impl Paragraphs {
    /// Wraps a body that is in the normal form already.
    pub fn of_body(body: String) -> Paragraphs {
        Paragraphs { body }
    }

    /// Adds one paragraph, unless it has no text.
    pub fn push(&mut self, text: &str) {
        let before = self.body.len();
        if before > 0 {
            self.body.push_str("\n\n");
        }
        let start = self.body.len();
        fold_into(&mut self.body, text);
        if self.body.len() == start {
            self.body.truncate(before);
        }
    }

    /// Adds some paragraphs.
    pub fn extend<T: AsRef<str>>(&mut self, paragraphs: impl IntoIterator<Item = T>) {
        paragraphs.into_iter().for_each(|paragraph| self.push(paragraph.as_ref()));
    }

    /// Adds the paragraphs of a plain text.
    pub fn push_plain(&mut self, text: &str) {
        let layout = Layout::guess(text);
        self.divide(text, layout);
    }

    /// Adds the paragraphs of a text that is known to be wrapped: empty lines and indentation divide.
    pub fn push_wrapped(&mut self, text: &str) {
        self.divide(text, Layout::Wrapped);
    }

    /// Whether nothing has been added.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The body.
    pub fn finish(self) -> String {
        self.body
    }

    fn divide(&mut self, text: &str, layout: Layout) {
        let mut paragraph = String::new();
        for line in lines(text) {
            let empty = line.trim().is_empty();
            let divides = match layout {
                _ if empty => true,
                Layout::LinePerParagraph => true,
                Layout::Blocks => false,
                Layout::Wrapped => indented(line),
            };
            if divides && !paragraph.is_empty() {
                self.push(&paragraph);
                paragraph.clear();
            }
            if !empty {
                if !paragraph.is_empty() && !ends_in_hyphen(&paragraph) {
                    paragraph.push(' ');
                }
                paragraph.push_str(line.trim_end());
            }
        }
        self.push(&paragraph);
    }
}

/// Folds white space to single blanks and removes invisible characters: control characters, soft hyphens,
/// zero-width spaces, marks of text direction. Letters are unchanged.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// A name for a message: on one line, and truncated where it is longer than any real one.
pub fn short_name(name: &str) -> String {
    fold(name).chars().take(40).collect()
}

/// Restores the normal form of a body whose characters have changed.
pub fn refold(body: &str) -> String {
    let mut paragraphs = Paragraphs::default();
    body.split("\n\n").for_each(|paragraph| paragraphs.push(paragraph));
    paragraphs.finish()
}

/// The body of a plain text. Empty lines divide paragraphs; if lines are long, or neither wrapped nor divided
/// by empty lines, each line is a paragraph.
pub fn from_plain(text: &str) -> String {
    let mut paragraphs = Paragraphs::default();
    paragraphs.push_plain(text);
    paragraphs.finish()
}

/// The body without a first paragraph that only repeats the headline, unless there is no other.
pub fn without_headline(body: String, title: &str) -> String {
    match body.split_once("\n\n") {
        Some((first, rest)) if !title.is_empty() && first.to_lowercase() == title.to_lowercase() => {
            rest.to_owned()
        }
        _ => body,
    }
}

/// The lines of a text that may end lines with LF, CRLF or CR, without their ends.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = memchr::memchr2(b'\n', b'\r', text.as_bytes()) else {
            rest = None;
            return Some(text);
        };
        let both = text.as_bytes()[end..].starts_with(b"\r\n");
        rest = Some(&text[end + 1 + usize::from(both)..]);
        Some(&text[..end])
    })
}

/// How a plain text divides its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Each line is a paragraph.
    LinePerParagraph,
    /// Only empty lines divide.
    Blocks,
    /// Lines are wrapped; empty lines and indentation divide.
    Wrapped,
}

/// Maximum width of wrapped lines, in characters. Paragraphs on one line are mostly wider.
const MAX_WRAP: usize = 120;
/// Minimum width of wrapped lines.
const MIN_WRAP: usize = 40;

impl Layout {
    /// Guesses the layout of a text from the lines that are not followed by an empty one.
    pub fn guess(text: &str) -> Layout {
        let (mut empty_lines, mut followed, mut widest, mut mid_sentence) = (0usize, 0usize, 0usize, 0usize);
        let mut widths = [0usize; MAX_WRAP + 1];
        let mut indented_lines = 0usize;
        let mut before: Option<&str> = None;
        for line in lines(text.trim()) {
            if line.trim().is_empty() {
                empty_lines += 1;
                before = None;
                continue;
            }
            indented_lines += usize::from(indented(line));
            if let Some(before) = before.replace(line) {
                let width = before.chars().take(MAX_WRAP + 1).count();
                followed += 1;
                widest = widest.max(width);
                widths[width.min(MAX_WRAP)] += 1;
                mid_sentence += usize::from(!ends_sentence(before) && !indented(line));
            }
        }
        if followed == 0 || widest > MAX_WRAP {
            return Layout::LinePerParagraph;
        }
        let full: usize = widths[widest * 7 / 10..].iter().sum();
        let wrapped = widest >= MIN_WRAP && full * 10 >= followed * 6 && mid_sentence * 10 >= followed * 4;
        match (empty_lines > 0, wrapped) {
            (false, false) => Layout::LinePerParagraph,
            // With empty lines between paragraphs, indentation marks quotations and lists.
            (true, true) if indented_lines == 0 => Layout::Blocks,
            (_, true) => Layout::Wrapped,
            (true, false) => Layout::Blocks,
        }
    }
}

fn indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t') || line.starts_with('\u{3000}')
}

/// "long-" at the end of a line continues without a blank; " -" is a dash.
fn ends_in_hyphen(text: &str) -> bool {
    let mut backwards = text.chars().rev();
    backwards.next() == Some('-') && backwards.next().is_some_and(char::is_alphanumeric)
}

fn fold_into(out: &mut String, text: &str) {
    let start = out.len();
    let mut word: Option<usize> = None;
    let mut blank = false;
    let bytes = text.as_bytes();
    let plain = |byte: &u8| byte.is_ascii_graphic();
    let mut next = 0;
    while next < bytes.len() {
        // Nearly all text is words with single blanks between them, which are copied at once.
        let length = bytes[next..].iter().position(|byte| !plain(byte)).unwrap_or(bytes.len() - next);
        if length > 0 {
            word.get_or_insert(next);
            next += length;
            next +=
                usize::from(bytes[next..].first() == Some(&b' ') && bytes.get(next + 1).is_some_and(plain));
            continue;
        }
        let at = next;
        let Some(c) = text[at..].chars().next() else { break };
        next += c.len_utf8();
        let white = c.is_whitespace();
        if !white && !is_invisible(c) {
            word.get_or_insert(at);
            continue;
        }
        if let Some(from) = word.take() {
            if blank && out.len() > start {
                out.push(' ');
            }
            blank = false;
            out.push_str(&text[from..at]);
        }
        blank |= white;
    }
    if let Some(from) = word {
        if blank && out.len() > start {
            out.push(' ');
        }
        out.push_str(&text[from..]);
    }
}

/// Joiners (U+200C, U+200D) stay: Persian and Indic words and emoji are spelt with them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, paragraphs: &[&str]) {
        assert_eq!(from_plain(text), paragraphs.join("\n\n"));
    }

    #[test]
    fn white_space_is_folded_and_invisible_characters_go() {
        assert_eq!(fold("  a\u{a0}\u{a0}b\tc\r\n d\u{ad}e\u{0}f \u{200b}"), "a b c def");
        assert_eq!(fold("\u{feff}می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(fold(" \n "), "");
    }

    #[test]
    fn empty_lines_divide() {
        check("One.\n\nTwo\nlines.\n \nThree.", &["One.", "Two lines.", "Three."]);
        check("One.\r\n\r\nTwo.\r\n", &["One.", "Two."]);
        check("One.\r\rTwo.", &["One.", "Two."]);
    }

    #[test]
    fn without_empty_lines_each_line_is_one() {
        check(
            "The talks went on.\nNobody spoke.\nThey ended.",
            &["The talks went on.", "Nobody spoke.", "They ended."],
        );
        let long = "The talks went on for a very long time and nobody spoke ".repeat(4);
        check(&format!("{long}\n{long}\n\n{long}"), &[long.trim(); 3]);
    }

    #[test]
    fn wrapped_lines_join() {
        check(
            "The harbour at Port Selwyn was closed on Tuesday after a\ncrane fell into the second basin, the harbour master said,\n\
             and no ship will enter before Friday.\n    Two men were hurt, one of them badly, and a third fell in-\nto \
             the water and swam.",
            &[
                "The harbour at Port Selwyn was closed on Tuesday after a crane fell into the second basin, the harbour \
                 master said, and no ship will enter before Friday.",
                "Two men were hurt, one of them badly, and a third fell in-to the water and swam.",
            ],
        );
    }

    proptest! {
        #[test]
        fn folding_is_what_its_words_say(text in "[ab\u{e9} \t\n\u{a0}\u{ad}\u{200b}\u{0}\u{7f}.]{0,30}") {
            let kept: String = text.chars().filter(|c| c.is_whitespace() || !is_invisible(*c)).collect();
            prop_assert_eq!(fold(&text), kept.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    proptest! {
        #[test]
        fn a_body_has_one_form(text in "[a-c .\\-\n\r\t\u{a0}\u{ad}\u{0}é]{0,120}") {
            let body = from_plain(&text);
            prop_assert!(!body.contains("\n\n\n") && !body.contains("  ") && !body.contains('\r'));
            prop_assert!(!body.starts_with('\n') && !body.ends_with('\n'));
            for paragraph in body.split("\n\n").filter(|_| !body.is_empty()) {
                prop_assert_eq!(fold(paragraph), paragraph);
                prop_assert!(!paragraph.is_empty());
            }
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&body), letters(&text));
        }
    }
}
